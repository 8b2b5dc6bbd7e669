"""A ZIP archive whose one member is the archive itself, byte for byte.

Its deflate stream is a program of two instructions, "print these bytes" (a stored block) and "print again" (a match),
put together so that it prints itself, after Russ Cox, "Zip Files All The Way Down" (2010). Of the lengths below each is
the length of what it stands for. The checksum that the file holds of itself is the solution of 32 linear equations.
"""

from __future__ import annotations

import struct
import zlib

NAME = b"a/a.zip"
_NOTHING = b"\0\0\0\xff\xff"


def quine() -> bytes:
    """The archive, less than a kilobyte."""
    blank = _archive(0, 0, 0)
    packed = len(blank) - len(_local(0, 0, 0)) - len(_end(0, 0, 0)) + len(_NOTHING)
    return _archive(_fixed_point(packed, len(blank)), packed, len(blank))


def _archive(crc: int, packed: int, size: int) -> bytes:
    """The file with these words about itself."""
    start, end = _local(crc, packed, size), _end(crc, packed, size)
    first, again = _print(len(start) + 5), _repeat(len(start) + 5, halves=2)
    middle, twice = _print(len(again) + 15), _repeat(26)
    last = _repeat(len(end) + 9)
    program = first + start + first + again  # prints the header, twice with what follows it
    program += _print(len(again)) + again + _print(5) + _print(len(again))
    program += middle + again + _print(5) + _print(len(again)) + middle
    ending = twice + _idle(1) + _idle(2) + _print(len(last) + len(end))
    program += (twice + middle) * 4 + ending * 2 + last + end + last
    assert len(middle + again + _print(5) + _print(len(again))) == len(twice + middle + twice + middle) == len(ending)
    return start + program + end


def _print(count: int) -> bytes:
    """The next `count` bytes, as they are."""
    return struct.pack("<BHH", 0, count, count ^ 0xFFFF)


def _repeat(count: int, halves: int = 1) -> bytes:
    """The last `count` bytes once more, ending at the border of a byte."""
    bits = _Bits()
    bits.add(0b010, 3)  # fixed Huffman codes
    for _ in range(halves):
        bits.match(count // halves, count)
    bits.add(0, 7)
    bits.add(0, 3)  # a stored block of nothing
    return bits.done() + b"\0\0\xff\xff"


def _idle(blocks: int) -> bytes:
    """Prints nothing, in so many blocks and one more: six bytes for one, seven for two."""
    bits = _Bits()
    for _ in range(blocks):
        bits.add(0b010, 10)
    bits.add(0, 3)
    return bits.done() + b"\0\0\xff\xff"


class _Bits:
    """Bits as deflate packs them: fields from the lowest bit on, Huffman codes from their highest."""

    def __init__(self) -> None:
        self._value = self._count = 0

    def add(self, value: int, count: int) -> None:
        self._value |= value << self._count
        self._count += count

    def match(self, length: int, distance: int) -> None:
        """A match in fixed codes (RFC 1951, 3.2.5)."""
        code, extra, least = _class(length - 3, 4)
        symbol = code + 1  # 257 is the code of the first length, in seven bits from 0000001 on
        self.add(int(f"{symbol:07b}"[::-1], 2), 7)
        self.add(length - 3 - least, extra)
        code, extra, least = _class(distance - 1, 2)
        self.add(int(f"{code:05b}"[::-1], 2), 5)
        self.add(distance - 1 - least, extra)

    def done(self) -> bytes:
        return self._value.to_bytes((self._count + 7) // 8, "little")


def _class(value: int, step: int) -> tuple[int, int, int]:
    """The code of a length or distance, its extra bits and its least value: `step` codes to each power of two."""
    if value < 2 * step:
        return value, 0, value
    extra = value.bit_length() - step.bit_length()
    code = step * (extra + 1) + (value >> extra) - step
    return code, extra, value >> extra << extra


def _fields(crc: int, packed: int, size: int) -> bytes:
    return struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, crc, packed, size, len(NAME), 0)


def _local(crc: int, packed: int, size: int) -> bytes:
    return b"PK\3\4" + _fields(crc, packed, size) + NAME


def _end(crc: int, packed: int, size: int) -> bytes:
    """The last block of the stream, and the directory."""
    record = b"PK\1\2" + struct.pack("<H", 20) + _fields(crc, packed, size) + bytes(14) + NAME
    offset = len(_local(0, 0, 0)) + packed
    return b"\1" + _NOTHING[1:] + record + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(record), offset, 0)


def _fixed_point(packed: int, size: int) -> int:
    """The checksum that is that of the file that holds it: CRC-32 is linear, so Gauss finds it."""
    zero = zlib.crc32(_archive(0, packed, size))
    columns = [zlib.crc32(_archive(1 << bit, packed, size)) ^ zero ^ 1 << bit for bit in range(32)]
    rows = [(sum((columns[bit] >> row & 1) << bit for bit in range(32)), zero >> row & 1) for row in range(32)]
    for bit in range(32):
        pivot = next(place for place in range(bit, 32) if rows[place][0] >> bit & 1)
        rows[bit], rows[pivot] = rows[pivot], rows[bit]
        for place in range(32):
            if place != bit and rows[place][0] >> bit & 1:
                rows[place] = (rows[place][0] ^ rows[bit][0], rows[place][1] ^ rows[bit][1])
    return sum(value << bit for bit, (_, value) in enumerate(rows))
