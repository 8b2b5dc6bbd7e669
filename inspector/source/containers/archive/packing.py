"""Which packing lies around a file, by its first bytes, and what comes out of those first bytes.

Sources: RFC 1952 (gzip), RFC 8878 (zstd), LZ4 frame format 1.6, xz file format 1.1, bzip2, compress(1), lzip manual.
"""

from __future__ import annotations

import bz2
import io
import lzma
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.archive.decoding import Decoded, Decoder, Inflate
from inspector.source.containers.archive.lzip import Lzip
from inspector.source.containers.archive.unpacking import FirstEntry, lone
from inspector.source.containers.stream import Stream

_MOST_MEMORY = 768 << 20
_PEEKED = 1024


@dataclass(frozen=True, slots=True)
class Packing:
    """A way to pack one stream: its name with libarchive, its mark, its suffixes alone and around a TAR archive.

    `decoder` is set where the standard library reads it; else libarchive does.
    """

    name: str
    marks: tuple[bytes, ...]
    suffixes: tuple[str, ...]
    of_tar: tuple[str, ...]
    decoder: Callable[[], Decoder] | None = None


def _xz() -> Decoder:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MOST_MEMORY)


def _lzma() -> Decoder:
    return lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=_MOST_MEMORY)


PACKINGS = (
    Packing("gzip", (b"\x1f\x8b\x08",), (".gz", ".gzip"), (".tgz", ".taz"), lambda: Inflate(31)),
    Packing("bzip2", (b"BZh",), (".bz2", ".bz"), (".tbz2", ".tbz"), bz2.BZ2Decompressor),
    Packing("xz", (b"\xfd7zXZ\0",), (".xz",), (".txz",), _xz),
    Packing("zstd", (b"\x28\xb5\x2f\xfd",), (".zst", ".zstd"), (".tzst",)),
    Packing("lz4", (b"\x04\x22\x4d\x18",), (".lz4",), (".tlz4",)),
    Packing("compress", (b"\x1f\x9d",), (".z",), ()),
    Packing("lzip", (b"LZIP\1",), (".lz",), (".tlz",), Lzip),
    Packing("lzma", (b"",), (".lzma",), (".tlz",), _lzma),
)
_SKIPPED = b"\x2a\x4d\x18"
_MOST_SKIPPED = 64
_DICTIONARIES = frozenset(1 << power for power in range(12, 29))


def around(start: bytes) -> Packing | None:
    """The packing of a file that begins with `start`, or None."""
    start = _unskipped(start)
    return next((each for each in PACKINGS if start.startswith(each.marks) and _plausible(each, start)), None)


def peeked(packing: Packing, start: bytes) -> bytes:
    """The first bytes, 1 KiB at most, that come out of `start`; none when it holds too few, or nonsense."""
    try:
        with contents(packing, io.BytesIO(start)) as stream:
            return stream.read(_PEEKED)
    except (Unreadable, MemoryError):
        return b""


def contents(packing: Packing, file: BinaryIO) -> Stream:
    """What comes out of a whole file; it may be several packed streams one behind the other."""
    if packing.decoder is not None:
        return Decoded(file, packing.decoder, lambda data: any(map(data.startswith, filter(None, packing.marks))))
    return FirstEntry(file, lone(packing.name))


def _plausible(packing: Packing, start: bytes) -> bool:
    """What marks of two or three bytes need to be believed."""
    if packing.name == "gzip":
        return len(start) > 10 and start[3] < 32
    if packing.name == "bzip2":
        return start[3:4] in b"123456789" and start[4:10] in (b"1AY&SY", b"\x17\x72\x45\x38\x50\x90")
    if packing.name == "lzma":
        return len(start) > 13 and _is_lzma(start)
    return packing.name != "compress" or (len(start) > 3 and 9 <= start[2] & 0x1F <= 16 and not start[2] & 0x60)


def _is_lzma(start: bytes) -> bool:
    """It has no mark: lc, lp and pb and a dictionary as packers choose them, a size that is open or below 2^40.

    The coder's first byte is always 0. What libarchive does not take for LZMA must not pass here.
    """
    size, dictionary = start[5:13], int.from_bytes(start[1:5], "little")
    if start[0] not in b"\x5d\x5e" or start[13]:
        return False
    if size == b"\xff" * 8:
        return dictionary in _DICTIONARIES or (not dictionary % (1 << 20) and 3 << 20 <= dictionary <= 63 << 20)
    return dictionary in _DICTIONARIES and size[5:] == bytes(3) and any(size)


def _unskipped(start: bytes) -> bytes:
    """The first bytes behind frames that decoders of zstd and LZ4 skip."""
    for _ in range(_MOST_SKIPPED):
        if start[1:4] != _SKIPPED or start[0] >> 4 != 5:
            break
        start = start[8 + int.from_bytes(start[4:8], "little") :]
    return start
