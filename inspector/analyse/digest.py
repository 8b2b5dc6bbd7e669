"""MD5, SHA-1 and SHA-256 of a file in one reading, with the bytes kept when they are needed again."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import BinaryIO, TypeAlias, cast

from inspector.domain.content import Digests

ANALYSER = "digest"
VERSION = "1 (hashlib)"

Beat: TypeAlias = Callable[[int], None]
RoomFor: TypeAlias = Callable[[bytes], int]

BLOCK = 64 << 10  # measured: three passes over it stay in the cache, and its memory is never given back between files
_AT_ONCE = 4 << 20  # a file up to this size is read as one piece: nothing is put together or copied again to be kept
_TWO_THREADS_FROM = 64 << 20  # measured: two threads read a lone large file 1.7 times as fast, a small one no faster


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a file: its digests, and all its bytes if they were asked for and fit."""

    digests: Digests
    kept: bytes | None


class Digester:
    """The three digests of blocks handed in one after the other, best of `block` bytes each."""

    block = BLOCK

    def __init__(self) -> None:
        self._md5 = hashlib.md5(usedforsecurity=False)
        self._sha1 = hashlib.sha1(usedforsecurity=False)
        self._sha256 = hashlib.sha256(usedforsecurity=False)
        self._size = 0

    def add(self, block: bytes | memoryview) -> None:
        """Take the next block."""
        self._md5.update(block)
        self._add_sha(block)

    def _add_sha(self, block: bytes | memoryview) -> None:
        self._sha1.update(block)
        self._sha256.update(block)
        self._size += len(block)

    def digests(self) -> Digests:
        """The digests and the length of everything added."""
        return Digests(self._md5.digest(), self._sha1.digest(), self._sha256.digest(), self._size)

    def close(self) -> None:
        """Give back what was taken from the system; digests stay readable."""


class PairedDigester(Digester):
    """The same with MD5, the slowest of the three, on a thread of its own (hashlib frees the interpreter)."""

    block = 16 * BLOCK

    def __init__(self) -> None:
        super().__init__()
        self._thread = ThreadPoolExecutor(1)
        self._thread.submit(int).result()  # a system that refuses threads says so here

    def add(self, block: bytes | memoryview) -> None:
        """Take the next block; done with it on return."""
        beside = self._thread.submit(self._md5.update, block)
        self._add_sha(block)
        beside.result()

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown()


def read_once(file: BinaryIO, beat: Beat, room_for: RoomFor) -> Reading:
    """Read `file` from its start to its end; a stream, which cannot be sought in, from where it stands.

    `beat` hears the number of bytes read after each block. `room_for` is asked once, with the first block, how many
    bytes may be kept in memory; a longer file keeps none. Raises OSError when the file cannot be read to its end.
    """
    size = _size(file)
    digester = _digester(size)
    try:
        read = _read_at_once if 0 < size <= _AT_ONCE else _read_blocks
        return read(file, size, digester, beat, room_for)
    finally:
        digester.close()


def _size(file: BinaryIO) -> int:
    """How long a file is, which then stands at its start; 0 for a stream."""
    if not file.seekable():
        return 0
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return size


def _digester(size: int) -> Digester:
    if size < _TWO_THREADS_FROM:
        return Digester()
    try:
        return PairedDigester()
    except RuntimeError:  # the worker may have no threads left to start
        return Digester()


def _read_at_once(file: BinaryIO, size: int, digester: Digester, beat: Beat, room_for: RoomFor) -> Reading:
    whole = file.read(size)
    room = room_for(whole[:BLOCK]) if whole else 0
    view = memoryview(whole)
    for place in range(0, len(whole), BLOCK):
        digester.add(view[place : place + BLOCK])
        beat(min(place + BLOCK, len(whole)))
    grown = _read_on(file, digester, beat, len(whole)) > len(whole)
    return Reading(digester.digests(), whole if len(whole) <= room and not grown else None)


def _read_on(file: BinaryIO, digester: Digester, beat: Beat, done: int) -> int:
    """Whatever a file grew by since its size was asked for; gives the bytes read by now."""
    while block := file.read(BLOCK):
        digester.add(block)
        done += len(block)
        beat(done)
    return done


def _read_blocks(file: BinaryIO, _size: int, digester: Digester, beat: Beat, room_for: RoomFor) -> Reading:
    reader = cast("io.BufferedReader", file)  # every open binary file can fill a buffer; the type does not say so
    buffer = memoryview(bytearray(digester.block))  # one for all blocks: fresh memory for each costs a tenth
    room, done = -1, 0
    kept = io.BytesIO()
    while count := reader.readinto(buffer):
        block = buffer[:count]
        if room < 0:
            room = room_for(bytes(block))
        digester.add(block)
        done += count
        if done <= room:
            kept.write(block)
        elif kept.tell():
            kept = io.BytesIO()
        beat(done)
    whole = kept.getvalue() if done <= max(room, 0) else None
    return Reading(digester.digests(), whole)
