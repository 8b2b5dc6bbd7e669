"""The blocks a RAR archive is made of, in both its forms, as far as they are needed to tell what libarchive leaves out.

A block has a header and mostly data. Sources: RAR 5.0 archive format and RAR 4.20 technote (rarlab.com).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import BinaryIO, Protocol

from inspector.source.containers.stream import fetched, size_of

MOST_HEADER = 1 << 21
_MARKS = (b"Rar!\x1a\x07\1\0", b"Rar!\x1a\x07\0")
_SEARCHED = 64 << 10


class Kind(Enum):
    """What a block is."""

    MAIN = auto()
    FILE = auto()
    LOCK = auto()
    END = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Lock:
    """How the data of a file, or all headers, are enciphered; `check` proves a password, empty where nothing does.

    `power`: of two, the rounds of RAR 5; 0 for RAR 4, whose rounds are always the same. `old`: in a way nobody here
    reads.
    """

    salt: bytes
    vector: bytes = b""
    check: bytes = b""
    power: int = 0
    old: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """What the header of a file says; `before` and `after`: its data began in, or go on in another volume.

    `crc` is that of the whole file where libarchive does not look at it itself, else None.
    """

    path: bytes
    size: int | None
    is_folder: bool
    before: bool
    after: bool
    stored: bool
    lock: Lock | None
    crc: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A block whose `header` is in clear; it lies from `place` on, its data from `start` on, `size` bytes of them.

    `later`: of a main block, whether its volume is not the first; of an end, whether another volume follows.
    """

    kind: Kind
    header: bytes
    place: int
    start: int
    size: int
    file: File | None = None
    lock: Lock | None = None
    later: bool = False

    @property
    def end(self) -> int:
        """Where the next block begins."""
        return self.start + self.size


Open = Callable[[Lock], tuple[bytes, bytes]]
"""Key and first vector for a lock; raises ValueError where there is none."""


class Form(Protocol):
    """How one of the two forms writes its blocks; functions that raise ValueError for what makes no sense."""

    mark: bytes

    def read(self, file: BinaryIO, place: int, lock: Lock | None, opened: Open) -> Block | None:
        """The block at `place`, its header deciphered where `lock` is set; None at the end of the file."""

    def clear(self, block: Block, size: int) -> bytes:
        """The header of a file without encryption and with `size` bytes of data."""

    def filled(self, clear: BinaryIO, whole: int) -> int:
        """How many of `whole` deciphered bytes of packed data are data; the rest fills the last block of the cipher."""

    def unlock(self, block: Block) -> bytes:
        """What stands in the place of a block that says that all headers behind it are enciphered, when none is."""


def blocks(form: Form, file: BinaryIO, opened: Open) -> Iterator[Block]:
    """Every block of all volumes up to where they make no sense any more; a mark between volumes is no block."""
    place: int | None = len(form.mark)
    lock: Lock | None = None
    while place is not None:
        block = form.read(file, place, lock, opened)
        if block is None:
            return
        yield block
        place = block.end
        if block.kind is Kind.LOCK:
            lock = block.lock
        elif block.kind is Kind.END:
            lock, place = None, _next_volume(form, file, place)


def mark_of(file: BinaryIO) -> bytes:
    """The mark the archive begins with; raises ValueError."""
    start = fetched(file, 0, 8)
    for mark in _MARKS:
        if start.startswith(mark):
            return mark
    raise ValueError("mark")


def _next_volume(form: Form, file: BinaryIO, place: int) -> int | None:
    """Where the blocks of the next volume begin: volumes may be filled up with zeros."""
    if place >= size_of(file):
        return None
    found = fetched(file, place, _SEARCHED).find(form.mark)
    return None if found < 0 else place + found + len(form.mark)
