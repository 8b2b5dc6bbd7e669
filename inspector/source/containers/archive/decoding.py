"""Bytes that are packed by themselves: deflate, Deflate64, bzip2, LZMA, unpacked as they are read."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from contextlib import suppress
from lzma import LZMAError
from typing import BinaryIO, Protocol

import inflate64

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.stream import BLOCK, Stream

_READ = 64 << 10
_LITTLE = 1 << 10
_STEP = 16 << 10  # what comes out at once of decoders that give nothing of a step that fails


class Decoder(Protocol):
    """One packed stream, as `bz2.BZ2Decompressor` and `lzma.LZMADecompressor` are."""

    @property
    def eof(self) -> bool:
        """Whether the stream came to its own end."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out before more goes in."""

    @property
    def unused_data(self) -> bytes:
        """What was handed in beyond the end."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most `max_length` bytes more."""


class Inflate:
    """zlib in the manner of the other decoders; `wbits` as there: -15 raw deflate, 31 gzip."""

    def __init__(self, wbits: int = -15) -> None:
        self._zlib = zlib.decompressobj(wbits)
        self._full = False
        self._broken: zlib.error | None = None

    @property
    def eof(self) -> bool:
        """See Decoder."""
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        """See Decoder."""
        return not self._full and not self._zlib.unconsumed_tail and self._broken is None

    @property
    def unused_data(self) -> bytes:
        """See Decoder."""
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """See Decoder."""
        if self._broken is not None:
            raise self._broken
        packed, before = self._zlib.unconsumed_tail + data, self._zlib.copy()
        try:
            out = self._zlib.decompress(packed, max_length)
        except zlib.error as error:
            out = _before_break(before, packed, max_length)
            if not out:
                raise
            self._broken = error
        self._full = len(out) == max_length  # then zlib may hold more even when it took all we gave
        return out


class Inflate64:
    """Deflate64 in the manner of the other decoders: Windows packs what is larger than 2 GB so.

    The library gives all that comes of what it is handed, at most some thousand times as much: it gets a little.
    """

    unused_data: bytes = b""

    def __init__(self) -> None:
        self._inflater = inflate64.Inflater()
        self._packed, self._out = memoryview(b""), memoryview(b"")

    @property
    def eof(self) -> bool:
        """See Decoder."""
        return bool(self._inflater.eof) and not self._out

    @property
    def needs_input(self) -> bool:
        """See Decoder."""
        return not self._out and not self._packed

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """See Decoder."""
        if data:
            self._packed = memoryview(data)
        while not self._out and self._packed and not self._inflater.eof:
            part, self._packed = self._packed[:_LITTLE], self._packed[_LITTLE:]
            self._out = memoryview(self._inflater.inflate(bytes(part)))
        out, self._out = self._out[:max_length], self._out[max_length:]
        return bytes(out)


class Decoded(Stream):
    """What comes out of `packed` when each of its streams is run through a new decoder.

    `follows` tells from the bytes behind one stream whether they begin another; what else lies there is left alone.
    """

    def __init__(
        self, packed: BinaryIO, decoder: Callable[[], Decoder], follows: Callable[[bytes], bool] | None = None
    ) -> None:
        super().__init__()
        self._packed = packed
        self._new = decoder
        self._follows = follows
        self._decoder = decoder()
        self._step = BLOCK if isinstance(self._decoder, Inflate | Inflate64) else _STEP
        self._held = b""

    def some(self, most: int) -> bytes:
        """See Stream."""
        while not self._decoder.eof or self._another():
            if data := self._decoded(self._input(), min(most, self._step)):
                return data
        return b""

    def _decoded(self, packed: bytes, most: int) -> bytes:
        try:
            return self._decoder.decompress(packed, most)
        except (zlib.error, LZMAError, OSError, EOFError, ValueError) as error:  # OSError is bz2's word for it
            raise Unreadable("damaged", type(error).__name__) from None

    def _input(self) -> bytes:
        if not self._decoder.needs_input:
            return b""
        data, self._held = self._held or self._packed.read(_READ), b""
        if not data:
            raise Unreadable("truncated")
        return data

    def _another(self) -> bool:
        if self._follows is None:
            return False
        rest = self._decoder.unused_data.lstrip(b"\0") or self._packed.read(_READ).lstrip(b"\0")
        if len(rest) < 16:
            rest += self._packed.read(_READ)
        if not self._follows(rest):
            return False
        self._decoder, self._held = self._new(), rest
        return True


def _before_break(worker: zlib._Decompress, packed: bytes, most: int) -> bytes:
    """What comes out before the byte at which it breaks."""
    out, place = bytearray(), 0
    with suppress(zlib.error):
        while place < len(packed) and len(out) < most:
            out += worker.decompress(packed[place : place + 1], most - len(out))
            place += 1
    return bytes(out)


class Checked(Stream):
    """Another stream, whose length and CRC-32 are held at its end against what its container says of them."""

    def __init__(self, stream: Stream, size: int | None, crc: int | None) -> None:
        super().__init__()
        self._stream = stream
        self._expected = (size, crc)
        self._size, self._crc = 0, 0

    def some(self, most: int) -> bytes:
        """See Stream."""
        data = self._stream.some(most)
        self._size += len(data)
        self._crc = zlib.crc32(data, self._crc)
        size, crc = self._expected
        if not data and ((size is not None and size != self._size) or (crc is not None and crc != self._crc)):
            raise Unreadable("damaged", "crc")
        return data

    def close(self) -> None:
        """Closes the stream beneath too."""
        self._stream.close()
        super().close()
