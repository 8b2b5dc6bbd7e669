"""A conversation in our rendering on its way through a worker: looked at, told, and checked again."""

from __future__ import annotations

from io import BytesIO

import pytest

from inspector.analyse.conversation import rendered
from inspector.analyse.look import look
from inspector.analyse.told import Told
from inspector.domain.content import Kind
from inspector.domain.conversation import MIME, Conversation, Message
from tests.analyse.drawn import Line, looked

SAID = (Message(1, author="Nguyễn Thị Hoa", text="chào"), Message(2, author="Đức", text="xem"))
DATA = rendered(Conversation("zalo", "Hoa", "22"), SAID)


def test_a_conversation_is_told_with_its_messages_and_words() -> None:
    identity, told = looked(DATA, "")
    assert (identity.mime, identity.kind) == (MIME, Kind.CHAT)
    assert told.messages == SAID
    assert told.text == "Nguyễn Thị Hoa: chào\nĐức: xem"
    found = next(finding for finding in told.findings if finding.analyser == "conversation")
    assert found.data == {"app": "zalo", "title": "Hoa", "part": 1, "messages": 2}
    assert told.failures == ()


def test_what_only_looks_like_one_is_a_failure_and_tells_nothing() -> None:
    identity, told = looked(DATA + b"{}\n", "")
    assert identity.kind is Kind.CHAT
    assert (told.messages, told.text) == ((), None)
    assert [(failure.code, failure.analyser) for failure in told.failures] == [("damaged", "conversation")]


@pytest.mark.parametrize(
    "untrusted", [b"", b"{}", DATA[:-1], DATA.decode(), [DATA], 5, DATA.replace(b'"n":1', b'"n":0')]
)
def test_a_worker_cannot_tell_other_messages(untrusted: object) -> None:
    values = look(BytesIO(DATA), {"name_suffix": "", "want": "full"}, Line())
    assert Told.from_values(values).analysis.messages == SAID
    with pytest.raises(ValueError, match=r".*"):
        Told.from_values({**values, "messages": untrusted})
