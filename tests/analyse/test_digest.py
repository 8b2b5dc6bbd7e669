"""Three digests in one reading, against hashlib, at every edge of a block, on one thread and on two."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from io import BytesIO
from typing import Any, BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.analyse import digest
from inspector.analyse.digest import BLOCK, Digester, PairedDigester, read_once

EDGES = [0, 1, 55, 56, 63, 64, 65, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 16 * BLOCK - 1, 16 * BLOCK, 16 * BLOCK + 1]


def content(size: int) -> bytes:
    return bytes(range(251)) * (size // 251) + bytes(range(size % 251))


def nobody(done: int) -> None:
    assert done > 0


def nothing(head: bytes) -> int:
    assert head
    return 0


def alone(data: bytes) -> tuple[bytes, bytes, bytes, int]:
    names = ("md5", "sha1", "sha256")
    md5, sha1, sha256 = (hashlib.new(name, data, usedforsecurity=False).digest() for name in names)
    return md5, sha1, sha256, len(data)


WAYS = {"at once": {}, "in blocks": {"_AT_ONCE": 0}, "on two threads": {"_AT_ONCE": 0, "_TWO_THREADS_FROM": 0}}


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each way of reading, whatever the size of the file."""
    for name, value in WAYS[request.param].items():
        monkeypatch.setattr(digest, name, value)
    return str(request.param)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("size", EDGES)
def test_digests_at_every_edge(size: int) -> None:
    data = content(size)
    found = read_once(BytesIO(data), nobody, nothing).digests
    assert (found.md5, found.sha1, found.sha256, found.size) == alone(data)


@given(st.lists(st.binary(max_size=200), max_size=20), st.sampled_from([Digester, PairedDigester]))
def test_digests_do_not_depend_on_the_cuts(pieces: list[bytes], make: Callable[[], Digester]) -> None:
    digester = make()
    for piece in pieces:
        digester.add(piece)
    digester.close()
    found = digester.digests()
    assert (found.md5, found.sha1, found.sha256, found.size) == alone(b"".join(pieces))


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    ("room", "kept"), [(2 * BLOCK + 9, True), (2 * BLOCK + 10, True), (2 * BLOCK + 8, False), (0, False)]
)
def test_bytes_are_kept_when_they_fit(room: int, kept: bool) -> None:
    data = content(2 * BLOCK + 9)
    reading = read_once(BytesIO(data), nobody, lambda _: room)
    assert reading.kept == (data if kept else None)


def test_beats_count_the_bytes_and_room_is_asked_for_once(way: str) -> None:
    beats: list[int] = []
    heads: list[bytes] = []

    def room_for(head: bytes) -> int:
        heads.append(head)
        return 0

    read_once(BytesIO(content(2 * BLOCK + 5)), beats.append, room_for)
    block = PairedDigester.block if way == "on two threads" else BLOCK
    assert beats == [*range(block, 2 * BLOCK + 5, block), 2 * BLOCK + 5]
    assert heads == [content(2 * BLOCK + 5)[:block]]


class Torn(BytesIO):
    """A file on a bad medium: its second block cannot be read."""

    def readinto(self, buffer: Any, /) -> int:
        if self.tell() >= BLOCK:
            raise OSError(5, "Input/output error")
        return super().readinto(buffer)

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0 or self.tell() + size > BLOCK:
            raise OSError(5, "Input/output error")
        return super().read(size)


class Growing(BytesIO):
    """A file that has more in it than it said when its size was asked for; or less."""

    def __init__(self, data: bytes, by: int) -> None:
        super().__init__(data)
        self._by = by

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        place = super().seek(offset, whence)
        return place - self._by if whence == os.SEEK_END else place


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("by", [1, BLOCK, BLOCK + 1, -1, -BLOCK])
def test_a_file_that_grows_or_shrinks_is_read_to_its_end(by: int) -> None:
    data = content(3 * BLOCK + 7)
    beats: list[int] = []
    reading = read_once(Growing(data, by), beats.append, lambda _: len(data))
    found = reading.digests
    assert (found.md5, found.sha1, found.sha256, found.size) == alone(data)
    assert beats[-1] == len(data)
    assert reading.kept in (data, None)


@pytest.mark.usefixtures("way")
def test_a_file_that_cannot_be_read_to_its_end_has_no_digests() -> None:
    torn: BinaryIO = Torn(content(3 * BLOCK))
    with pytest.raises(OSError, match="Input/output"):
        read_once(torn, nobody, nothing)


def test_without_threads_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> PairedDigester:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(digest, "_TWO_THREADS_FROM", 0)
    monkeypatch.setattr(digest, "PairedDigester", refuse)
    data = content(BLOCK + 3)
    assert read_once(BytesIO(data), nobody, nothing).digests.sha256 == hashlib.sha256(data).digest()
