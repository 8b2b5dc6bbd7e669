"""Facebook and Instagram downloads: letters mended once and only where they are broken, oldest message first."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.conversation import Attachment, MessageKind, Zone
from inspector.source.containers.chat.meta import Meta
from inspector.source.containers.chat.meta_message import mended
from tests.source.chats import as_far_as, broken_letters, encrypted_meta, meta, told
from tests.source.container_contract import ContainerContract, Example

NAME = "message_1.json"


class TestMeta(ContainerContract):
    reader = Meta

    def examples(self) -> list[Example]:
        return [
            Example(NAME, meta(), {"Nhóm cà phê".encode(): None}),
            Example("Hoa_1.json", encrypted_meta(), {b"Hoa_1": None}),
        ]


def test_a_thread_is_told_oldest_first_in_right_letters() -> None:
    ((conversation, messages),) = told(NAME, meta())
    assert (conversation.title, conversation.id) == ("Nhóm cà phê", "inbox/x_1")
    assert conversation.participants == ("Nguyễn Thị Hoa", "Trần Đức")
    assert [message.at_ms for message in messages] == [1767322980000, 1767322990000, 1767323000000, 1767323045000]
    assert [message.number for message in messages] == [1, 2, 3, 4]
    assert {message.zone for message in messages} == {Zone.UTC}
    last = messages[-1]
    assert (last.author, last.text, last.kind) == ("Trần Đức", "chào chị", MessageKind.PHOTO)
    assert last.attachments[1] == Attachment("messages/inbox/x_1/photos/ảnh.jpg")
    assert messages[2].deleted
    assert messages[1].kind is MessageKind.CALL
    assert messages[0].text == "xem\nhttps://example.org/\nBài viết"


def test_messages_of_one_moment_stay_as_they_were_sent() -> None:
    """Newest first in the file: what stands last was sent first."""
    sent = [{"sender_name": "A", "timestamp_ms": at, "content": text} for at, text in ((2, "c"), (1, "b"), (1, "a"))]
    ((_, messages),) = told(NAME, meta(messages=sent))
    assert [message.text for message in messages] == ["a", "b", "c"]


def test_the_encrypted_layout_is_right_already_and_is_not_mended_again() -> None:
    ((conversation, messages),) = told("Hoa_1.json", encrypted_meta())
    assert (conversation.title, conversation.participants) == ("Hoa_1", ("Nguyễn Thị Hoa", "Ã©"))
    assert messages[0].author == "Ã©"
    assert messages[0].attachments == (Attachment("./media/ảnh 1.jpg"),)
    assert messages[0].kind is MessageKind.PHOTO
    assert (messages[1].text, messages[1].deleted) == ("thôi", True)


def test_a_thread_without_a_title_is_named_after_its_people() -> None:
    assert told(NAME, meta(title=None))[0][0].title == "Nguyễn Thị Hoa, Trần Đức"


def test_broken_names_of_fields_are_mended_too() -> None:
    data = json.dumps({"participants": [], broken_letters("tiêu đề"): 1, "messages": [], "title": "x"}).encode()
    assert told(NAME, data)[0][0].title == "x"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"])))
def test_whatever_was_broken_is_mended(text: str) -> None:
    assert mended(broken_letters(text)) == text


@pytest.mark.parametrize("text", ["Nguyễn", "café", "đ", "é", "ÿ", "€", "Ã", "a\u0085"])
def test_what_was_right_stays(text: str) -> None:
    assert mended(text) == text


def test_a_cut_thread_keeps_what_came_before() -> None:
    data = meta()
    found, code, about = as_far_as(NAME, data[: data.rindex(b"timestamp_ms")])
    assert code == "truncated"
    assert found[0][0].title == "Nguyễn Thị Hoa, Trần Đức"
    assert about.facts["messages"] == len(found[0][1]) > 0


@pytest.mark.parametrize("at", ["x", None, [], 10**30, -1, 1.5, {}])
def test_a_message_without_a_time_stays_where_it_stood(at: object) -> None:
    sent = [{"sender_name": "A", "timestamp_ms": 9, "content": "b"}, {"timestamp_ms": at, "content": "?"},
            {"sender_name": "A", "timestamp_ms": 5, "content": "a"}]  # fmt: skip
    ((_, messages),) = told(NAME, meta(messages=sent))
    assert [message.text for message in messages if message.text != "?"] == ["a", "b"]
    assert len(messages) == 3
