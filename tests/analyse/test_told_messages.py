"""A conversation out of a worker is taken to the byte as we would have written it, or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.analyse.bounds import LONGEST_TEXT
from inspector.analyse.conversation import (
    LARGEST,
    LONGEST_MESSAGE,
    LONGEST_NAME,
    MAGIC,
    MOST_MESSAGES,
    facts,
    rendered,
    words,
)
from inspector.analyse.told_messages import checked
from inspector.domain.conversation import Attachment, Conversation, DateOrder, Message, MessageKind, Zone

TALK = Conversation("telegram", "Nhóm A", "7", "private_group", ("Hoa", "Đức"), 2, DateOrder.DAY_FIRST, date_sure=False)
FULL = Message(1, "9", 0, Zone.UTC, "Hoa", "u1", "chào\u2028\n\x01", MessageKind.PHOTO, (Attachment("a"),
               Attachment("", missing=True)), "8", "Kênh", -5, deleted=True)  # fmt: skip
DATA = rendered(TALK, [FULL, Message(2)])
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=9)


def line(**changes: object) -> bytes:
    """A conversation with one message, changed."""
    said = {"n": 1, "kind": "text", **changes}
    return rendered(TALK, []) + json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def test_what_was_written_is_read() -> None:
    assert DATA.startswith(MAGIC)
    assert checked(DATA) == (TALK, (FULL, Message(2)))
    assert checked(line())[1] == (Message(1),)


def test_a_nul_is_written_as_a_sign_and_not_believed_otherwise() -> None:
    talk = replace(TALK, title="Nhóm\0A", participants=("Hoa\0",))
    message = Message(1, text="a\\u0000\0b", attachments=(Attachment("c\0"),))
    read = checked(rendered(talk, [message]))
    assert (read[0].title, read[0].participants) == ("Nhóm\ufffdA", ("Hoa\ufffd",))
    assert (read[1][0].text, read[1][0].attachments) == ("a\\u0000\ufffdb", (Attachment("c\ufffd"),))
    with pytest.raises(ValueError, match="NUL"):
        checked(line(text="\0"))


@given(st.builds(Message, st.integers(1, 99), NAMES, st.none() | st.integers(-9, 1 << 40), st.sampled_from(Zone), NAMES,
                 NAMES, NAMES, st.sampled_from(MessageKind),
                 st.lists(st.builds(Attachment, NAMES, st.booleans()), max_size=3).map(tuple)))  # fmt: skip
def test_any_message_comes_back_as_it_was(message: Message) -> None:
    assert checked(rendered(TALK, [message])) == (TALK, (message,))


@pytest.mark.parametrize(
    "changes",
    [
        {"n": 0}, {"n": True}, {"n": 1.0}, {"n": "1"}, {"n": 1 << 54}, {"kind": "shout"}, {"kind": None},
        {"zone": "GMT"}, {"at_ms": 1.5}, {"at_ms": True}, {"at_ms": 1 << 60}, {"at_ms": "1"}, {"text": 5}, {"text": ""},
        {"text": "x" * (LONGEST_MESSAGE + 1)}, {"author": "x" * (LONGEST_NAME + 1)}, {"author": None}, {"deleted": 1},
        {"deleted": False}, {"attachments": []}, {"attachments": ["a"]}, {"attachments": [{}]}, {"attachments": {}},
        {"attachments": [{"path": "a", "missing": False}]}, {"attachments": [{"path": "a"}] * 101},
        {"attachments": [{"path": "a", "more": 1}]}, {"more": 1}, {"edited_ms": []}, {"text": [["x"]]},
        {"reply_to": {"a": 1}}, {"author": "\x00" * 600},
    ],
)  # fmt: skip
def test_a_message_that_is_not_as_we_write_it_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".*"):
        checked(line(**changes))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}\n", DATA[:-1], DATA + b"\n", DATA + b"{}\n", DATA + b"x", MAGIC, MAGIC + b"\n", b" " + DATA,
        DATA.replace(b"\n", b"\r\n"), DATA.replace(b'"n":1', b'"n": 1'), DATA.replace(b'"n":2', b'"n":2,"n":2'),
        DATA.replace("chào".encode(), b"ch\xc3"), DATA.replace("chào".encode(), rb"\ud800"),
        DATA.replace("chào".encode(), rb"\u0061"), DATA.replace(b'"part":2', b'"part":0'),
        DATA.replace(b'"dmy"', b'"ydm"'), rendered(TALK, []) + b"[" * 200_000 + b"\n",
        rendered(TALK, []) + b'{"n":' + b"9" * 9000 + b"}\n", rendered(TALK, []) + b'{"n":NaN}\n',
        rendered(TALK, []) + rendered(TALK, [Message(1)]).split(b"\n")[1] * 2 + b"\n",
        b"\xff\xfe" + DATA.decode().encode("utf-16-le"), DATA.ljust(LARGEST + 1, b"\n"),
        rendered(TALK, [Message(1)] * (MOST_MESSAGES + 1)),
        rendered(Conversation("x", participants=("a",) * 201), []),
    ],
    ids=range(25),
)  # fmt: skip
def test_bytes_that_we_would_not_write_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        checked(data)


@given(st.integers(0, len(DATA) - 1), st.integers(0, 255))
def test_a_changed_byte_is_refused_or_is_another_conversation(place: int, byte: int) -> None:
    data = DATA[:place] + bytes([byte]) + DATA[place + 1 :]
    try:
        conversation, messages = checked(data)
    except ValueError:
        return
    assert rendered(conversation, messages) == data


def test_what_can_be_searched_is_bounded() -> None:
    assert words([FULL, Message(2, text="x")]) == "Hoa: chào\u2028\n\x01\nx"
    many = [Message(n, author="A", text="x" * LONGEST_MESSAGE) for n in range(1, 30)]
    assert LONGEST_TEXT - 30 <= len(words(many)) <= LONGEST_TEXT


def test_the_facts_of_a_conversation_are_few_and_plain() -> None:
    said = facts(TALK, [FULL, Message(2, at_ms=9, zone=Zone.LOCAL)])
    assert (said["messages"], said["local_clock"]) == (2, True)
    assert (said["first"], said["last"]) == ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00")
    assert said["date_guessed"] is True
    assert json.dumps(said)
    assert "first" not in facts(Conversation("x"), [])
