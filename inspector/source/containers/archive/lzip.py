"""lzip: LZMA between a short header and a trailer that tells checksum and length.

Source: the lzip manual, "File format".
"""

from __future__ import annotations

import lzma
import struct
import zlib

_HEAD = 6
_TRAILER = struct.Struct("<LQQ")


class Lzip:
    """One lzip member in the manner of the other decoders (see `decoding`)."""

    def __init__(self) -> None:
        self.eof = False
        self.unused_data = b""
        self._held = b""
        self._lzma: lzma.LZMADecompressor | None = None
        self._crc = self._size = 0

    @property
    def needs_input(self) -> bool:
        """See Decoder."""
        if self._lzma is None:
            return True
        return len(self._held) < _TRAILER.size if self._lzma.eof else self._lzma.needs_input

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """See Decoder; raises ValueError where the trailer tells something else than came out."""
        if self._lzma is None:
            self._held += data
            if len(self._held) < _HEAD:
                return b""
            self._lzma, data, self._held = _decoder(self._held[5]), self._held[_HEAD:], b""
        if self._lzma.eof:
            self._end(data)
            return b""
        out = self._lzma.decompress(data, max_length)
        self._crc, self._size = zlib.crc32(out, self._crc), self._size + len(out)
        if self._lzma.eof:
            self._held = self._lzma.unused_data
        return out

    def _end(self, data: bytes) -> None:
        self._held += data
        if len(self._held) < _TRAILER.size:
            return
        crc, size, _ = _TRAILER.unpack_from(self._held)
        if (crc, size) != (self._crc, self._size):
            raise ValueError("trailer")
        self.eof, self.unused_data = True, self._held[_TRAILER.size :]


def _decoder(told: int) -> lzma.LZMADecompressor:
    """By the byte that tells the size of the dictionary: a power of two less some sixteenths of it."""
    power, less = told & 31, told >> 5
    if not 12 <= power <= 29:
        raise ValueError("dictionary")
    size = (1 << power) - (1 << power) // 16 * less
    chain = {"id": lzma.FILTER_LZMA1, "dict_size": max(size, 4096), "lc": 3, "lp": 0, "pb": 2}
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[chain])
