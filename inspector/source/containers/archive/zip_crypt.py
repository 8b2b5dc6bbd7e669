"""Members of a ZIP archive that need a password: which of those given fits, and their bytes.

Source: PKWARE APPNOTE 6.3.10, 6.1 (traditional encryption); WinZip's "AES Encryption Information" (AE-1, AE-2).
The password is chosen here; libarchive decrypts, being handed the bytes as those of a stored member, and what comes
out is unpacked as any other member is.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.archive.unpacking import FirstEntry
from inspector.source.containers.archive.zip_member import (
    LONE_MEMBER,
    Prefixed,
    local_header,
    member_start,
    unpacked,
)
from inspector.source.containers.archive.zip_record import STORED, Record
from inspector.source.containers.stream import as_file, fetched
from inspector.source.containers.window import Window

_TRIED = 1 << 20  # bytes a password is tried on where another seems to fit as well
_HEADER = 12
_AES, _AES_CODE = 99, 10
_WORD = 0xFFFFFFFF


class Locks:
    """The passwords an archive was handed, the one that fitted last first."""

    def __init__(self, passwords: tuple[str, ...]) -> None:
        self._passwords = list(passwords)

    def opened(self, file: BinaryIO, record: Record) -> BinaryIO:
        """The bytes of an encrypted member; raises Unreadable "encrypted" when no password fits."""
        start = member_start(file, record)
        for password in self._fitting(file, record, start):
            self._passwords.remove(password)
            self._passwords.insert(0, password)
            return _decrypted(file, record, start, password)
        raise Unreadable("encrypted")

    def _fitting(self, file: BinaryIO, record: Record, start: int) -> Iterator[str]:
        if record.aes:
            return _fitting_aes(fetched(file, start, 18), record.aes, list(self._passwords))
        likely = _fitting_traditional(fetched(file, start, _HEADER), record, self._passwords)
        return (word for word in likely if len(likely) == 1 or _tried(file, record, start, word))


def _fitting_aes(head: bytes, strength: int, passwords: list[str]) -> Iterator[str]:
    """Those whose derived key ends in the two bytes behind the salt."""
    salt_length, key_length = 4 + 4 * strength, 8 + 8 * strength
    salt, check = head[:salt_length], head[salt_length : salt_length + 2]
    for password in passwords:
        derived = hashlib.pbkdf2_hmac("sha1", _encoded(password), salt, 1000, 2 * key_length + 2)
        if hmac.compare_digest(derived[-2:], check):
            yield password


def _fitting_traditional(head: bytes, record: Record, passwords: list[str]) -> list[str]:
    """Those that turn the last byte of the header into the one it should be: one in 256 wrong ones does too."""
    wanted = _check_byte(record)
    return [word for word in passwords if len(head) == _HEADER and _last_byte(head, _encoded(word)) == wanted]


def _check_byte(record: Record) -> int:
    """The high byte of the time where the CRC was not known yet when the header was written, else of the CRC."""
    return record.clock >> 8 & 0xFF if record.flags & 8 else (record.crc or 0) >> 24


def _last_byte(head: bytes, password: bytes) -> int:
    keys = (0x12345678, 0x23456789, 0x34567890)
    for byte in password:
        keys = _stirred(keys, byte)
    plain = 0
    for byte in head:
        pad = (keys[2] | 2) & 0xFFFF
        plain = byte ^ (pad * (pad ^ 1) >> 8 & 0xFF)
        keys = _stirred(keys, plain)
    return plain


def _stirred(keys: tuple[int, int, int], byte: int) -> tuple[int, int, int]:
    first = _crc_step(keys[0], byte)
    second = ((keys[1] + (first & 0xFF)) * 134775813 + 1) & _WORD
    return first, second, _crc_step(keys[2], second >> 24)


def _crc_step(crc: int, byte: int) -> int:
    return zlib.crc32(bytes((byte,)), crc ^ _WORD) ^ _WORD


def _decrypted(file: BinaryIO, record: Record, start: int, password: str) -> BinaryIO:
    locked = Prefixed(_header(record), Window(file, start, record.packed))
    return unpacked(FirstEntry(as_file(locked), LONE_MEMBER, (password,)), record)


def _header(record: Record) -> bytes:
    """As of a stored member, so that decrypting is all that is done to it."""
    stored = replace(record, flags=1, method=STORED, crc=_check_byte(record) << 24)
    if not record.aes:
        return local_header(replace(stored, size=max(0, record.packed - _HEADER)))
    field = struct.pack("<3H2sBH", 0x9901, 7, 2, b"AE", record.aes, STORED)
    size = max(0, record.packed - 4 - 4 * record.aes - 2 - _AES_CODE)
    return local_header(replace(stored, method=_AES, size=size), field)


def _tried(file: BinaryIO, record: Record, start: int, password: str) -> bool:
    """Whether the first bytes, or all there are, come out sound."""
    try:
        with _decrypted(file, record, start, password) as stream:
            left = _TRIED
            while left > 0 and (data := stream.read(64 << 10)):
                left -= len(data)
    except Unreadable:
        return False
    return True


def _encoded(password: str) -> bytes:
    return password.encode("utf-8", "surrogateescape")
