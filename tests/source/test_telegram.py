"""Telegram Desktop's JSON export: every chat of it, with the right clock, whatever is wrong with the rest."""

from __future__ import annotations

import io
import json
import tracemalloc
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.analyse.conversation import LONGEST_MESSAGE, MOST_MESSAGES
from inspector.analyse.unreadable import Unreadable
from inspector.domain.conversation import MIME, Attachment, Message, MessageKind, Zone
from inspector.source.container import Handed
from inspector.source.containers.chat.telegram import Telegram
from tests.source.chats import as_far_as, members, telegram, telegram_account, telegram_messages, told
from tests.source.container_contract import ContainerContract, Example, head_of

NAME = "result.json"


class TestTelegram(ContainerContract):
    reader = Telegram

    def examples(self) -> list[Example]:
        account = {"Đức", "Đức [6]", "personal_chat 7", "Nhóm cũ"}
        return [
            Example(NAME, telegram(), {"Nhóm A∕B".encode(): None}),
            Example(NAME, telegram_account(), {name.encode(): None for name in account}),
        ]


def only(**changes: object) -> tuple[Message, ...]:
    """The messages of a chat of one message."""
    message = {"id": 1, "type": "message", "date": "2026-01-02T10:04:05", "date_unixtime": "1767323045", "text": ""}
    kept = {name: value for name, value in {**message, **changes}.items() if value is not ...}
    ((_, messages),) = told(NAME, telegram(messages=[kept]))
    return messages


def test_a_chat_is_told_with_its_people_and_times() -> None:
    ((conversation, messages),) = told(NAME, telegram())
    assert (conversation.app, conversation.title, conversation.id) == ("telegram", "Nhóm A/B", "123")
    assert conversation.participants == ("Nguyễn Thị Hoa", "Trần Đức")
    assert [message.number for message in messages] == [1, 2, 3, 4, 5, 6, 7]
    photo = messages[1]
    assert (photo.author, photo.author_id, photo.kind) == ("Nguyễn Thị Hoa", "user11", MessageKind.PHOTO)
    assert photo.text == "xem https://example.org nhé"
    assert photo.attachments == (Attachment("photos/photo_1@02-01-2026_10-04-05.jpg"),)
    assert [message.kind.value for message in messages] == [
        "service", "photo", "file", "voice", "call", "other", "poll"
    ]  # fmt: skip
    assert "Huế" in messages[6].text


def test_the_clock_of_whoever_exported_is_not_taken_for_utc() -> None:
    """10:04:05 in Viet Nam is 3:04:05 UTC."""
    (message,) = only()
    assert message.at_ms is not None
    assert datetime.fromtimestamp(message.at_ms / 1000, UTC).isoformat() == "2026-01-02T03:04:05+00:00"
    assert message.zone is Zone.UTC


@pytest.mark.parametrize("unixtime", [..., None, "", "soon", True, [], "9" * 40, 10**30])
def test_without_utc_the_local_clock_is_kept_and_named(unixtime: object) -> None:
    (message,) = only(date_unixtime=unixtime)
    assert message.zone is Zone.LOCAL
    assert message.at_ms == 1767323045000 + 7 * 3_600_000


@pytest.mark.parametrize("date", [None, "yesterday", 5, "0000-00-00T00:00:00"])
def test_without_any_time_there_is_none(date: object) -> None:
    (message,) = only(date=date, date_unixtime=...)
    assert (message.at_ms, message.zone) == (None, Zone.NONE)


@pytest.mark.parametrize(
    ("written", "attachment"),
    [
        ("(File not included. Change data exporting settings to download.)", Attachment("", missing=True)),
        ("(File unavailable, please try again later)", Attachment("", missing=True)),
        ("thư.pdf (File exceeds maximum size. Change data exporting settings to download.)",
         Attachment("thư.pdf", missing=True)),
        ("files/a (1).pdf", Attachment("files/a (1).pdf")),
        ("chats/chat_1/photos/ảnh.jpg", Attachment("chats/chat_1/photos/ảnh.jpg")),
    ],
)  # fmt: skip
def test_media_that_was_left_out_is_told_as_missing(written: str, attachment: Attachment) -> None:
    (message,) = only(file=written)
    assert message.attachments == (attachment,)


def test_edits_replies_and_forwards_are_told() -> None:
    ((_, messages),) = told(NAME, telegram())
    assert (messages[2].reply_to, messages[2].author, messages[2].author_id) == ("7", "", "user12")
    assert messages[2].attachments == (Attachment("đơn.pdf", missing=True),)
    voice = messages[3]
    assert (voice.forwarded_from, voice.edited_ms, voice.author_id) == ("Kênh Tin", 1767323220000, "13")


def test_text_in_pieces_is_put_together_and_a_hidden_link_is_told() -> None:
    pieces = [
        "xin ",
        {"type": "bold", "text": "chào"},
        {"type": "text_link", "text": " đây", "href": "https://a.example"},
    ]
    assert only(text=pieces)[0].text == "xin chào đây <https://a.example>"
    assert only(text=None, text_entities=pieces)[0].text == "xin chào đây <https://a.example>"


def test_an_account_gives_every_chat_and_no_two_members_are_alike() -> None:
    found = members(NAME, telegram_account())
    assert [member.path.decode() for member in found] == ["Đức", "Đức [6]", "personal_chat 7", "Nhóm cũ"]
    assert {member.mime for member in found} == {MIME}
    assert all(member.modified_ns == 1767323045 * 10**9 for member in found)
    assert [conversation.id for conversation, _ in told(NAME, telegram_account())] == ["5", "6", "7", "8"]


def test_a_name_behind_the_messages_is_found_too() -> None:
    chat = json.dumps({"type": "personal_chat", "messages": telegram_messages(), "name": "Hoa"}).encode()
    assert told(NAME, chat)[0][0].title == "Hoa"


def test_a_long_conversation_goes_on_in_a_second_member() -> None:
    message = {"id": 1, "type": "message", "date_unixtime": "1767323045", "text": "chào"}
    data = telegram(messages=[message] * (MOST_MESSAGES + 3))
    assert [member.path.decode() for member in members(NAME, data)] == ["Nhóm A∕B", "Nhóm A∕B (2)"]
    (one, first), (two, second) = told(NAME, data)
    assert (one.part, two.part, len(first), len(second)) == (1, 2, MOST_MESSAGES, 3)
    assert second[0].number == MOST_MESSAGES + 1


def test_long_messages_are_parted_by_their_bytes() -> None:
    message = {"id": 1, "type": "message", "text": "ạ" * 200_000}
    found = members(NAME, telegram(messages=[message] * 20))
    assert len(found) > 1
    assert all(member.size is not None and member.size <= 8 << 20 for member in found)


@pytest.mark.parametrize("left", [300, 900, 1500])
def test_what_came_before_a_cut_stays(left: int) -> None:
    found, code, about = as_far_as(NAME, telegram()[:left])
    assert code == "truncated"
    count = len(found[0][1]) if found else 0
    assert about.facts["messages"] == count
    assert count == telegram()[:left].count(b'"text":') or count == telegram()[:left].count(b'"text":') - 1


@pytest.mark.parametrize("behind", [b"x", b"{}", b"\0", b"<html>"])
def test_what_stands_behind_the_export_is_damage_and_costs_nothing(behind: bytes) -> None:
    found, code, _ = as_far_as(NAME, telegram() + b"\n" + behind)
    assert code == "damaged"
    assert len(found[0][1]) == 7


def test_bytes_that_are_no_utf_8_cost_a_letter_and_are_told() -> None:
    found, code, about = as_far_as(NAME, b"\xef\xbb\xbf" + telegram().replace(b"https://", b"h\xffttps://"))
    assert code == ""
    assert "h\ufffdttps" in found[0][1][1].text
    assert [code for code, _ in about.failures] == ["damaged"]


def test_lone_surrogates_and_zeros_do_no_harm() -> None:
    data = telegram().replace("nhé".encode(), rb"\ud800 \udfff\u0000x\ud83d\ude00")
    assert told(NAME, data)[0][1][1].text.endswith("\ufffd \ufffd\ufffdx😀")


class Endless(io.RawIOBase):
    """A file of `count` times `unit` between `head` and `tail`, which nobody has in memory."""

    def __init__(self, head: bytes, unit: bytes, tail: bytes, count: int) -> None:
        self._pieces = iter([head, *[unit] * count, tail])

    def read(self, count: int = -1) -> bytes:
        return next(self._pieces, b"")


START = b'{"name":"x","type":"private_group","id":1,"messages":[{"id":1,"text":'
HOSTILE: dict[str, tuple[bytes, bytes, bytes, int]] = {
    "one string": (b'"', rb"\u00e1\"ab\\" * 4000, b'"}]}', 700),
    "nested lists": (b"", b"[" * 60_000, b"", 10),
    "a list of objects": (b"[0", b',{"a":[]}' * 6_000, b"]}]}", 20),
    "one number": (b"-", b"1" * 60_000, b"}]}", 400),
}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_value_however_large_or_deep_fills_the_memory(hostile: str) -> None:
    """What would take more than 24 MB, were it held, is read in pieces."""
    head, unit, tail, count = HOSTILE[hostile]
    reader = Telegram(Handed(Endless(START + head, unit, tail, count), head_of(NAME, telegram())))  # type: ignore[arg-type]
    tracemalloc.start()
    try:
        with suppress(Unreadable):
            for member in reader.walk():
                assert member.size is not None
                assert member.size < 4 * LONGEST_MESSAGE
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 16 << 20


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from([
    "id", "type", "date", "date_unixtime", "edited_unixtime", "from", "from_id", "text", "text_entities", "photo",
    "file", "media_type", "reply_to_message_id", "forwarded_from", "actor", "action", "members", "poll",
    "location_information",
])  # fmt: skip


@settings(max_examples=150)
@given(st.dictionaries(FIELDS, JUNK, max_size=6), JUNK)
def test_any_message_becomes_one_of_ours(fields: dict[str, Any], name: object) -> None:
    """The trusted side takes what comes out, whatever stood in the export."""
    message = {"id": 1, "type": "message", **fields}
    data = json.dumps({"type": "private_group", "name": name, "messages": [message, 5, None]}).encode()
    found, _, _ = as_far_as(NAME, data)
    if "NaN" not in data.decode() and "Infinity" not in data.decode():
        assert len(found[0][1]) == 1
