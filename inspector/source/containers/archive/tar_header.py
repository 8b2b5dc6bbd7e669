"""The header block of a TAR member, and the extended headers that may stand before it.

Source: POSIX.1-2017 pax, "ustar Interchange Format" and "pax Header Block"; GNU tar manual, "Basic Tar Format".
"""

from __future__ import annotations

from dataclasses import dataclass

from inspector.source.containers import moments

BLOCK = 512
_MOST_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Header:
    """One header block; `block` are its 512 bytes, `size` the bytes of data behind it."""

    block: bytes
    kind: bytes
    size: int
    modified_ns: int | None

    @property
    def gnu(self) -> bool:
        """Whether GNU tar wrote it, whose fields at the end mean other things."""
        return self.block[257:265] == b"ustar  \0"

    @property
    def marked(self) -> bool:
        """Whether it bears the mark that all but the oldest bear."""
        return self.block[257:262] == b"ustar"

    @property
    def path(self) -> bytes:
        """The name, behind its prefix where there is one."""
        name, prefix = _text(self.block[:100]), _text(self.block[345:500])
        return prefix + b"/" + name if prefix and self.block[257:263] == b"ustar\0" else name

    @property
    def link(self) -> bytes:
        """The name of what a link leads to."""
        return _text(self.block[157:257])


def parse(block: bytes) -> Header | None:
    """The header in 512 bytes; None where its sum does not come out."""
    if len(block) != BLOCK:
        return None
    size = number(block[124:136])
    if size is None or size < 0 or not _sums_up(block):
        return None
    seconds = number(block[136:148])
    return Header(block, block[156:157], size, None if seconds is None else moments.from_seconds(seconds))


def number(field: bytes) -> int | None:
    """Octal digits, or since GNU tar two's complement behind a byte of 0x80 or 0xff; None for anything else."""
    if field[:1] in (b"\x80", b"\xff"):
        value = int.from_bytes(field[1:], "big")
        return value if field[0] == 0x80 else value - (1 << 8 * (len(field) - 1))
    digits = _text(field).strip()
    if not digits:
        return 0
    return int(digits, 8) if all(digit in b"01234567" for digit in digits) else None


def records(data: bytes) -> list[tuple[bytes, bytes]]:
    """The records of a pax header: "length key=value" and a line feed, as long as they make sense."""
    found = []
    place = 0
    while place < len(data):
        gap = data.find(b" ", place, place + _MOST_DIGITS)
        digits = data[place:gap] if gap > 0 else b""
        length = int(digits) if digits.isdigit() else 0
        record = data[gap + 1 : place + length]
        if not digits or length <= gap - place or place + length > len(data) or not record.endswith(b"\n"):
            break
        key, sign, value = record[:-1].partition(b"=")
        if sign:
            found.append((key, value))
        place += length
    return found


def decimal(value: bytes) -> int | None:
    """A whole number in decimal digits; None for anything else."""
    return int(value) if value.isdigit() and len(value) <= _MOST_DIGITS else None


def moment(value: bytes) -> int | None:
    """Seconds since 1970 with a fraction, as pax writes them; None for anything else."""
    whole, _, fraction = value.removeprefix(b"-").partition(b".")
    seconds = decimal(whole)
    nanoseconds = decimal(fraction[:9].ljust(9, b"0"))
    if seconds is None or nanoseconds is None:
        return None
    sign = -1 if value.startswith(b"-") else 1
    return moments.from_seconds(sign * seconds, sign * nanoseconds)


def _text(field: bytes) -> bytes:
    return field.partition(b"\0")[0]


def _sums_up(block: bytes) -> bool:
    """Whether the bytes, the sum itself taken as spaces, come to what is told; some old programs count signed ones."""
    told = number(block[148:156])
    bare = block[:148] + b" " * 8 + block[156:]
    return told == sum(bare) or told == sum(memoryview(bare).cast("b"))
