"""Bytes that come in blocks, as an open file; and what is commonly wrapped around bytes, undone block by block."""

from __future__ import annotations

import base64
import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Protocol

from inspector.analyse.unreadable import Unreadable

BLOCK = 1 << 16
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_URL_LETTERS = bytes.maketrans(b"-_", b"+/")


class Forward(Protocol):
    """What is read forward, in blocks or lines of a stated length at most."""

    def read(self, count: int, /) -> bytes:
        """Up to `count` bytes."""

    def readline(self, count: int, /) -> bytes:
        """A line, or its first `count` bytes."""


class Limited:
    """The next `left` bytes of a stream, and no more."""

    def __init__(self, stream: Forward, left: int) -> None:
        self._stream = stream
        self.left = left

    def read(self, count: int, /) -> bytes:
        """Up to `count` bytes."""
        return self._counted(self._stream.read(min(count, self.left)) if self.left else b"")

    def readline(self, count: int, /) -> bytes:
        """A line, or its first `count` bytes."""
        return self._counted(self._stream.readline(min(count, self.left)) if self.left else b"")

    def _counted(self, data: bytes) -> bytes:
        self.left -= len(data)
        return data


class _Flow(io.RawIOBase):
    """Gives out blocks of any length as they are asked for; empty ones are passed over."""

    def __init__(self, blocks: Iterator[bytes], close: Callable[[], None] | None) -> None:
        self._blocks = blocks
        self._left = memoryview(b"")
        self._close = close

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """As much of the next block as there is room for."""
        while not self._left:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._left = memoryview(block)
        count = min(len(self._left), len(buffer))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count

    def close(self) -> None:
        """Lets what is beneath go."""
        if not self.closed and self._close is not None:
            self._close()
        super().close()


def flowing(blocks: Iterable[bytes], close: Callable[[], None] | None = None) -> BinaryIO:
    """An open file of `blocks`, read forward only; `close` is called when it is closed."""
    return io.BufferedReader(_Flow(iter(blocks), close), BLOCK)


def stretch(file: BinaryIO, start: int, length: int | None = None) -> Iterator[bytes]:
    """The blocks of `length` bytes (None: up to the end) of a file that others read as well, from `start` on."""
    end = None if length is None else start + length
    while end is None or start < end:
        file.seek(start)
        block = file.read(BLOCK if end is None else min(BLOCK, end - start))
        if not block:
            return
        start += len(block)
        yield block


def until(file: Forward) -> Iterator[bytes]:
    """The blocks of a file from where it stands."""
    while data := file.read(BLOCK):
        yield data


def inflated(blocks: Iterable[bytes], wbits: int = zlib.MAX_WBITS) -> Iterator[bytes]:
    """The blocks of a zlib stream; raises Unreadable "damaged" or "truncated", after what could be had."""
    worker = zlib.decompressobj(wbits)
    for block in blocks:
        rest = block
        while rest and not worker.eof:
            try:
                yield worker.decompress(rest, BLOCK)
            except zlib.error as error:
                raise Unreadable("damaged", "zlib") from error
            rest = worker.unconsumed_tail
        if worker.eof:
            return
    yield worker.flush(BLOCK)
    if not worker.eof:
        raise Unreadable("truncated", "zlib")


def gunzipped(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The blocks of gzip members one after another (RFC 1952); raises Unreadable as `inflated` does.

    Zeros behind the last member are padding.
    """
    worker = None
    for block in blocks:
        rest = block
        while rest:
            if worker is None:
                rest = rest.lstrip(b"\0")
                if not rest:
                    break
                worker = zlib.decompressobj(zlib.MAX_WBITS | 16)
            try:
                yield worker.decompress(rest, BLOCK)
            except zlib.error as error:
                raise Unreadable("damaged", "gzip") from error
            rest = worker.unused_data if worker.eof else worker.unconsumed_tail
            if worker.eof:
                worker = None
    while worker is not None and (last := worker.decompress(worker.unconsumed_tail, BLOCK)):
        yield last
    if worker is not None:
        raise Unreadable("truncated", "gzip")


def from_base64(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes behind base64 (RFC 4648, either alphabet) up to its padding; whatever is no letter is passed over."""
    kept = b""
    for block in blocks:
        letters, padded, _ = block.partition(b"=")
        kept += _NOT_BASE64.sub(b"", letters.translate(_URL_LETTERS))
        whole = len(kept) & ~3
        yield base64.b64decode(kept[:whole])
        kept = kept[whole:]
        if padded:
            break
    if len(kept) > 1:
        yield base64.b64decode(kept + b"=" * (4 - len(kept)))


def from_hex(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes behind hexadecimal digits; whatever is none is passed over, and so is half a byte at the end."""
    kept = b""
    for block in blocks:
        kept += re.sub(rb"[^0-9A-Fa-f]+", b"", block)
        whole = len(kept) & ~1
        yield bytes.fromhex(kept[:whole].decode("ascii"))
        kept = kept[whole:]
