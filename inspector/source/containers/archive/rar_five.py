"""The blocks of RAR 5.

Source: RAR 5.0 archive format (rarlab.com). Numbers are of variable length, seven bits a byte, the lowest first.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from functools import reduce
from operator import xor
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from inspector.source.containers.archive.rar_blocks import MOST_HEADER, Block, File, Kind, Lock, Open
from inspector.source.containers.stream import fetched

MARK = b"Rar!\x1a\x07\1\0"
_KINDS = {1: Kind.MAIN, 2: Kind.FILE, 4: Kind.LOCK, 5: Kind.END}
_EXTRA, _DATA, _BEFORE, _AFTER = 1, 2, 8, 16
_FOLDER, _TIME, _CRC, _OPEN_SIZE = 1, 2, 4, 8
_LOCK_RECORD, _HASH_RECORD = 1, 2
_VECTOR = 16
_LAST = 0x40


class Numbers:
    """Numbers and bytes one behind the other; raises ValueError beyond the end."""

    def __init__(self, data: bytes, place: int = 0) -> None:
        self.data, self.place = data, place

    def number(self) -> int:
        """The next number."""
        value = shift = 0
        while shift < 70:
            if self.place >= len(self.data):
                break
            byte = self.data[self.place]
            self.place += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7
        raise ValueError("number")

    def bytes(self, length: int) -> bytes:
        """The next bytes."""
        if length > len(self.data) - self.place:
            raise ValueError("bytes")
        self.place += length
        return self.data[self.place - length : self.place]


class Five:
    """See rar_blocks.Form."""

    mark = MARK

    def read(self, file: BinaryIO, place: int, lock: Lock | None, opened: Open) -> Block | None:
        """See Form."""
        if lock is not None:
            header, start = _deciphered(file, place, opened(lock)[0])
        else:
            header = _header(fetched(file, place, 16), lambda size: fetched(file, place, size))
            start = place + len(header)
        return _block(header, place, start) if header else None

    def clear(self, block: Block, size: int) -> bytes:
        """See Form."""
        numbers = Numbers(block.header, 4)
        numbers.number()
        kind, flags = numbers.number(), numbers.number()
        extra = numbers.number() if flags & _EXTRA else 0
        numbers.number()
        own, unpacked, attributes = numbers.number(), numbers.number(), numbers.number()
        time = numbers.bytes(4) if own & _TIME else b""
        numbers.bytes(4 if own & _CRC else 0)
        rest = block.header[numbers.place : len(block.header) - extra]
        kept = b"".join(_kept(block.header[len(block.header) - extra :]))
        body = vint(kind) + vint(flags | _EXTRA if kept else flags & ~_EXTRA) + (vint(len(kept)) if kept else b"")
        body += vint(size) + vint(own & ~_CRC) + vint(unpacked) + vint(attributes) + time + rest + kept
        body = vint(len(body)) + body
        return struct.pack("<L", zlib.crc32(body)) + body

    def filled(self, clear: BinaryIO, whole: int) -> int:
        """See Form: packed data are blocks, each with its length in front, the last of them marked."""
        place = 0
        while place < whole:
            head = fetched(clear, place, 5)
            length = 2 + (head[0] >> 3 & 3) + 1 if head else 0
            if not 2 < length <= len(head) or head[1] != _sum(head[2:length] + head[:1]):
                return whole
            place += length + int.from_bytes(head[2:length], "little")
            if head[0] & _LAST:
                return min(place, whole)
        return whole

    def unlock(self, block: Block) -> bytes:  # noqa: ARG002 (nothing takes its place)
        """See Form."""
        return b""


def _sum(data: bytes) -> int:
    """The check of a packed block."""
    return reduce(xor, data, 0x5A)


def vint(number: int) -> bytes:
    """A number as it is written."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes((*out, number))


def _header(start: bytes, fetch: Callable[[int], bytes]) -> bytes:
    """The header that begins with `start`, whole and with its CRC right; nothing at the end of the file."""
    if len(start) < 7:
        return b""
    numbers = Numbers(start, 4)
    size = numbers.number()
    if not 0 < size <= MOST_HEADER:
        raise ValueError("header")
    header = fetch(numbers.place + size)
    if len(header) != numbers.place + size or zlib.crc32(header[4:]) != int.from_bytes(header[:4], "little"):
        raise ValueError("header")
    return header


def _deciphered(file: BinaryIO, place: int, key: bytes) -> tuple[bytes, int]:
    """A header that lies behind its first vector, filled up to whole blocks of 16 bytes; and where its data begin."""
    vector = fetched(file, place, _VECTOR)
    if len(vector) < _VECTOR:
        return b"", place

    def clear(size: int) -> bytes:
        padded = fetched(file, place + _VECTOR, -(-size // 16) * 16)
        cipher = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        return cipher.update(padded[: len(padded) // 16 * 16])[:size]

    header = _header(clear(16), clear)
    return header, place + _VECTOR + -(-len(header) // 16) * 16


def _block(header: bytes, place: int, start: int) -> Block:
    numbers = Numbers(header, 4)
    numbers.number()
    number, flags = numbers.number(), numbers.number()
    extra = numbers.number() if flags & _EXTRA else 0
    size = numbers.number() if flags & _DATA else 0
    if extra > len(header) or size >= 1 << 62:
        raise ValueError("block")
    kind = _KINDS.get(number, Kind.OTHER)
    block = Block(kind, header, place, start, size)
    if kind is Kind.FILE:
        file = _file(numbers, flags, header[len(header) - extra :] if extra else b"")
        return Block(kind, header, place, start, size, file)
    if kind is Kind.LOCK:
        numbers.number()
        return Block(kind, header, place, start, size, lock=_lock(numbers, checked=numbers.number() & 1, vector=False))
    if kind in (Kind.MAIN, Kind.END):
        own = numbers.number()
        return Block(kind, header, place, start, size, later=bool(own & (2 if kind is Kind.MAIN else 1)))
    return block


def _file(numbers: Numbers, flags: int, extra: bytes) -> File:
    own, size, _ = numbers.number(), numbers.number(), numbers.number()
    numbers.bytes(4 if own & _TIME else 0)
    numbers.bytes(4 if own & _CRC else 0)
    packing, _ = numbers.number(), numbers.number()
    path = numbers.bytes(numbers.number())
    lock = next((_file_lock(Numbers(data)) for kind, data in _records(extra) if kind == _LOCK_RECORD), None)
    return File(
        path, None if own & _OPEN_SIZE else size, bool(own & _FOLDER), bool(flags & _BEFORE), bool(flags & _AFTER),
        not packing >> 7 & 7, lock,
    )  # fmt: skip


def _file_lock(numbers: Numbers) -> Lock:
    numbers.number()
    return _lock(numbers, checked=numbers.number() & 1, vector=True)


def _lock(numbers: Numbers, *, checked: int, vector: bool) -> Lock:
    power, salt = numbers.bytes(1)[0], numbers.bytes(16)
    first = numbers.bytes(_VECTOR) if vector else b""
    return Lock(salt, first, numbers.bytes(12)[:8] if checked else b"", power)


def _records(extra: bytes) -> list[tuple[int, bytes]]:
    """What the header is followed by: kind and data of each record, up to the first without sense."""
    numbers, found = Numbers(extra), []
    try:
        while numbers.place < len(extra):
            record = Numbers(numbers.bytes(numbers.number()))
            found.append((record.number(), record.data[record.place :]))
    except ValueError:
        pass
    return found


def _kept(extra: bytes) -> list[bytes]:
    """The records that stay true without encryption, as they are written."""
    bodies = (vint(kind) + data for kind, data in _records(extra) if kind not in (_LOCK_RECORD, _HASH_RECORD))
    return [vint(len(body)) + body for body in bodies]
