"""With what a file is packed as one stream, by its first bytes alone.

Sources: RFC 1952 (gzip), RFC 8878 (zstd), LZ4 frame format 1.6, xz file format 1.1, bzip2, compress(1), lzip manual.
"""

from __future__ import annotations

MARKS: dict[str, tuple[bytes, ...]] = {
    "gzip": (b"\x1f\x8b\x08",),
    "bzip2": (b"BZh",),
    "xz": (b"\xfd7zXZ\0",),
    "zstd": (b"\x28\xb5\x2f\xfd",),
    "lz4": (b"\x04\x22\x4d\x18",),
    "compress": (b"\x1f\x9d",),
    "lzip": (b"LZIP\1",),
    "lzma": (b"",),
}
"""By which marks each begins, under its name with libarchive."""

_SKIPPED = b"\x2a\x4d\x18"
_MOST_SKIPPED = 64
_DICTIONARIES = frozenset(1 << power for power in range(12, 29))


def packed_with(start: bytes) -> str:
    """With which of MARKS a file that begins with `start` is packed, or an empty text."""
    start = _unskipped(start)
    return next((name for name, marks in MARKS.items() if start.startswith(marks) and _plausible(name, start)), "")


def _plausible(name: str, start: bytes) -> bool:
    """What marks of two or three bytes need to be believed."""
    if name == "gzip":
        return len(start) > 10 and start[3] < 32
    if name == "bzip2":
        return start[3:4] in b"123456789" and start[4:10] in (b"1AY&SY", b"\x17\x72\x45\x38\x50\x90")
    if name == "lzma":
        return len(start) > 13 and _is_lzma(start)
    return name != "compress" or (len(start) > 3 and 9 <= start[2] & 0x1F <= 16 and not start[2] & 0x60)


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
