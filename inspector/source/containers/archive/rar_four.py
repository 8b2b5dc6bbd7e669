"""The blocks of RAR 4, as RAR 1.5 to 4 wrote them.

Source: RAR 4.20 technote (rarlab.com).
"""

from __future__ import annotations

import struct
import zlib
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from inspector.source.containers.archive.rar_blocks import Block, File, Kind, Lock, Open
from inspector.source.containers.stream import fetched

MARK = b"Rar!\x1a\x07\0"
_KINDS = {0x73: Kind.MAIN, 0x74: Kind.FILE, 0x7B: Kind.END}
_HEAD = struct.Struct("<HBHH")
_FILE = struct.Struct("<LLBLLBBHL")
_BEFORE, _AFTER, _LOCKED, _LARGE, _UNICODE, _SALTED, _FOLDER = 1, 2, 4, 0x100, 0x200, 0x400, 0xE0
_VOLUME, _FIRST_VOLUME, _HEADERS_LOCKED = 1, 0x100, 0x80
_NEXT_VOLUME, _DATA = 1, 0x8000
_SALT, _FROM_NOW_ON = 8, 29  # RAR 2.9 brought AES
_STORED = 0x30


class Four:
    """See rar_blocks.Form."""

    mark = MARK

    def read(self, file: BinaryIO, place: int, lock: Lock | None, opened: Open) -> Block | None:
        """See Form; where headers are enciphered each has a salt of its own in front."""
        if lock is None:
            head = fetched(file, place, _HEAD.size)
            if len(head) < _HEAD.size:
                return None
            header = _whole(fetched(file, place, _HEAD.unpack(head)[3]))
            return _block(header, place, place + len(header))
        salt = fetched(file, place, _SALT)
        if len(salt) < _SALT:
            return None
        key, vector = opened(Lock(salt))
        first = _deciphered(fetched(file, place + _SALT, 16), key, vector)
        padded = -(-_HEAD.unpack_from(first)[3] // 16) * 16
        header = _whole(_deciphered(fetched(file, place + _SALT, padded), key, vector), sure=True)
        return _block(header, place, place + _SALT + padded)

    def clear(self, block: Block, size: int) -> bytes:
        """See Form."""
        _, kind, flags, length = _HEAD.unpack_from(block.header)
        body = bytearray(block.header[_HEAD.size :])
        struct.pack_into("<L", body, 0, size & 0xFFFFFFFF)
        if flags & _LARGE:
            struct.pack_into("<L", body, _FILE.size, size >> 32)
        if flags & _SALTED:
            place = _FILE.size + (8 if flags & _LARGE else 0) + _FILE.unpack_from(body)[7]
            del body[place : place + _SALT]
            length -= _SALT
        rest = struct.pack("<BHH", kind, flags & ~(_LOCKED | _SALTED), length) + bytes(body)
        return struct.pack("<H", zlib.crc32(rest) & 0xFFFF) + rest

    def filled(self, clear: BinaryIO, whole: int) -> int:  # noqa: ARG002 (its data end where enough came out)
        """See Form."""
        return whole

    def unlock(self, block: Block) -> bytes:
        """See Form: the main block, which goes on to say all else."""
        _, kind, flags, length = _HEAD.unpack_from(block.header)
        rest = struct.pack("<BHH", kind, flags & ~_HEADERS_LOCKED, length) + block.header[_HEAD.size :]
        return struct.pack("<H", zlib.crc32(rest) & 0xFFFF) + rest


def _deciphered(packed: bytes, key: bytes, vector: bytes) -> bytes:
    if len(packed) < 16 or len(packed) % 16:
        raise ValueError("header")
    return Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor().update(packed)


def _whole(data: bytes, *, sure: bool = False) -> bytes:
    """A header with its CRC right, cut to its length; old comments and signatures have theirs over other bytes."""
    if len(data) < _HEAD.size:
        raise ValueError("header")
    crc, kind, _, length = _HEAD.unpack_from(data)
    if not _HEAD.size <= length <= len(data):
        raise ValueError("header")
    header = data[:length]
    right = zlib.crc32(header[2:]) & 0xFFFF == crc
    if not right and (sure or kind in _KINDS):
        raise ValueError("header")
    return header


def _block(header: bytes, place: int, start: int) -> Block:
    _, number, flags, _ = _HEAD.unpack_from(header)
    kind = _KINDS.get(number, Kind.OTHER)
    if kind is Kind.FILE:
        size, file = _file(header, flags)
        return Block(kind, header, place, start, size, file)
    size = struct.unpack_from("<L", header, _HEAD.size)[0] if flags & _DATA and len(header) >= _HEAD.size + 4 else 0
    if kind is Kind.MAIN and flags & _HEADERS_LOCKED:  # all that follows is enciphered: told as a lock
        kind, lock = Kind.LOCK, Lock(b"")
    else:
        lock = None
    later = flags & _VOLUME and not flags & _FIRST_VOLUME if kind is Kind.MAIN else flags & _NEXT_VOLUME
    return Block(kind, header, place, start, size, lock=lock, later=kind is not Kind.OTHER and bool(later))


def _file(header: bytes, flags: int) -> tuple[int, File]:
    if len(header) < _HEAD.size + _FILE.size + (8 if flags & _LARGE else 0):
        raise ValueError("file")
    packed, size, _, crc, _, version, method, length, _ = _FILE.unpack_from(header, _HEAD.size)
    place = _HEAD.size + _FILE.size
    if flags & _LARGE:
        high_packed, high = struct.unpack_from("<LL", header, place)
        packed, size, place = packed | high_packed << 32, size | high << 32, place + 8
    name, salt = header[place : place + length], header[place + length : place + length + _SALT]
    if packed >= 1 << 62 or len(name) < length:
        raise ValueError("file")
    lock = Lock(salt if flags & _SALTED else b"", old=version < _FROM_NOW_ON) if flags & _LOCKED else None
    before, after = bool(flags & _BEFORE), bool(flags & _AFTER)
    return packed, File(
        _path(name, flags), size, flags & _FOLDER == _FOLDER, before, after, method == _STORED, lock,
        None if before or after else crc,
    )  # fmt: skip


def _path(name: bytes, flags: int) -> bytes:
    """In a code page nobody told, or, behind a zero, as what is to be done to it so that UTF-16 comes out."""
    plain, zero, told = name.partition(b"\0")
    if not flags & _UNICODE:
        return name.replace(b"\\", b"/")
    wide = _unicode(plain, told) if zero else name.decode("utf-8", "replace")
    return wide.replace("\\", "/").encode("utf-8", "replace")


def _unicode(plain: bytes, told: bytes) -> str:
    """Two bits of each flag byte a step: a byte, a byte with the common high byte, two bytes, some of `plain`."""
    out: list[int] = []
    high, place, flags, left = (told[0] if told else 0) << 8, 1, 0, 0
    while place < len(told):
        if not left:
            flags, left, place = told[place], 4, place + 1
            continue
        step, flags, left = flags >> 6, flags << 2 & 0xFF, left - 1
        taken = told[place : place + 2].ljust(2, b"\0")
        if step < 2:
            out.append(taken[0] | (high if step else 0))
        elif step == 2:
            out.append(taken[0] | taken[1] << 8)
        else:
            count, more = (taken[0] & 127) + 2, taken[0] & 128
            part = plain[len(out) : len(out) + count]
            out += [(byte + taken[1] & 0xFF | high) if more else byte for byte in part]
            place += 1 if more else 0
        place += 2 if step == 2 else 1
    return struct.pack(f"<{len(out)}H", *out).decode("utf-16-le", "replace")
