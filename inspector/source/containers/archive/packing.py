"""Which packing lies around a file, by its first bytes, and what comes out of those first bytes.

Source: packing_marks.
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
from inspector.source.containers.archive.packing_marks import MARKS, packed_with
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
    Packing("gzip", MARKS["gzip"], (".gz", ".gzip"), (".tgz", ".taz"), lambda: Inflate(31)),
    Packing("bzip2", MARKS["bzip2"], (".bz2", ".bz"), (".tbz2", ".tbz"), bz2.BZ2Decompressor),
    Packing("xz", MARKS["xz"], (".xz",), (".txz",), _xz),
    Packing("zstd", MARKS["zstd"], (".zst", ".zstd"), (".tzst",)),
    Packing("lz4", MARKS["lz4"], (".lz4",), (".tlz4",)),
    Packing("compress", MARKS["compress"], (".z",), ()),
    Packing("lzip", MARKS["lzip"], (".lz",), (".tlz",), Lzip),
    Packing("lzma", MARKS["lzma"], (".lzma",), (".tlz",), _lzma),
)


def around(start: bytes) -> Packing | None:
    """The packing of a file that begins with `start`, or None."""
    name = packed_with(start)
    return next((each for each in PACKINGS if each.name == name), None)


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
