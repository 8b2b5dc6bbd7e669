"""Forms that nobody here reads say so."""

from __future__ import annotations

import pytest

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import Claim
from inspector.source.containers.archive.unread import Unread
from inspector.source.readers import reader_for
from tests.source.container_contract import Example, head_of, opened

ARJ = b"\x60\xea\x2b\0\x22\x0b\1\0\x10\0\2" + bytes(60)


@pytest.mark.parametrize(
    "start",
    [ARJ, bytes(7) + b"**ACE**", b"MSWIM\0\0\0", b"hsqs", b"ADSEGMENTEDFILE\0", b"ANDROID BACKUP\n5\n"],
)
def test_a_form_that_nobody_reads_is_said_to_be_one(start: bytes) -> None:
    head = head_of("a", start + bytes(100))
    assert reader_for(head) is Unread
    with pytest.raises(Unreadable) as caught:
        opened(Unread, Example("a", start + bytes(100), {}))
    assert caught.value.code == "no_decoder"


@pytest.mark.parametrize("start", [b"", b"\x60\xea", b"\x60\xea" + bytes(100), b"ANDROID", b"text"])
def test_all_else_is_not(start: bytes) -> None:
    assert Unread.claim(head_of("a", start)) is Claim.NONE
