"""Pages of Telegram's export as HTML: who said what when, and never a word of the page itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.analyse import filetype
from inspector.domain.content import Kind
from inspector.domain.conversation import Attachment, MessageKind, Zone
from inspector.source.containers.chat.telegram_page import TelegramPage
from tests.source.chats import as_far_as, telegram_page, told
from tests.source.container_contract import ContainerContract, Example

NAME = "messages2.html"
START = b'<html><title>Exported Data</title><div class="message default" id="message1">'


class TestTelegramPage(ContainerContract):
    reader = TelegramPage

    def examples(self) -> list[Example]:
        return [Example(NAME, telegram_page(), {"Nhóm A & B".encode(): None})]


def test_a_page_is_told_message_by_message() -> None:
    ((conversation, messages),) = told(NAME, telegram_page())
    assert (conversation.title, conversation.participants) == ("Nhóm A & B", ("Nguyễn Thị Hoa", "Trần Đức"))
    photo, voice, passed, service = messages
    assert (photo.id, photo.author, photo.text) == ("7", "Nguyễn Thị Hoa", "chào em <3\ndòng hai")
    assert photo.at_ms is not None
    assert datetime.fromtimestamp(photo.at_ms / 1000, UTC).isoformat() == "2026-01-02T03:04:05+00:00"
    assert (photo.zone, photo.kind, photo.reply_to) == (Zone.UTC, MessageKind.PHOTO, "5")
    assert photo.attachments == (Attachment("../../chats/chat_1/photos/ảnh 1.jpg"),)
    assert (voice.author, voice.kind) == ("Nguyễn Thị Hoa", MessageKind.VOICE)
    assert voice.attachments == (Attachment("", missing=True),)
    assert (passed.author, passed.forwarded_from, passed.text) == ("Trần Đức", "Kênh Tin", "tin chuyển")
    assert (passed.zone, passed.at_ms) == (Zone.LOCAL, 1767348360000)
    assert (service.kind, service.author, service.zone) == (MessageKind.SERVICE, "", Zone.NONE)
    assert service.text == "Trần Đức invited Nguyễn Thị Hoa"


def test_a_page_is_a_chat() -> None:
    assert filetype.tell(telegram_page(), ".html").kind is Kind.CHAT


def test_a_cut_page_keeps_what_came_before() -> None:
    data = telegram_page()
    found, code, about = as_far_as(NAME, data[: data.index(b"Voice message")])
    assert code == "truncated"
    assert [message.id for message in found[0][1]] == ["7", "8"]
    assert about.facts["messages"] == 2


@pytest.mark.parametrize(
    "hostile",
    [b"<b>x" * 300_000, b"</b>x" * 300_000, b"x<br>" * 300_000, b"<div>" * 300_000, b"<" * 1_000_000,
     b"&#1;" * 300_000, b'<a class="photo_wrap" href="x">' * 30_000, b"<!--" * 300_000, b"x" * 2_000_000],
    ids=range(9),
)  # fmt: skip
def test_a_page_made_to_keep_a_reader_busy_ends(hostile: bytes) -> None:
    found, code, _ = as_far_as(NAME, START + b'<div class="text">' + hostile)
    assert code == "truncated"
    assert len(found[0][1]) == 1


@given(st.lists(st.sampled_from([
    b'<div class="message default" id="message2">', b'<div class="from_name">', b'<div class="text">', b"</div>",
    b"A\n", b'<div class="forwarded body">', b'<a class="photo_wrap" href="a.jpg">', b"</a>", b"<br>",
    b"&amp;&#0;&#xd800;",
    b'<div class="pull_right date details" title="31.02.2026 25:61:61 UTC+99:99">', b'<div class="message service">',
    b'<div class="pull_right date details" title="01.01.0001 00:00:00 UTC+14:00">', b'<div class="description">',
]), max_size=30))  # fmt: skip
def test_any_page_becomes_one_of_ours(pieces: list[bytes]) -> None:
    found, _, _ = as_far_as(NAME, START + b"".join(pieces))
    assert found
