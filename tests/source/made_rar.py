"""RAR archives put together byte by byte, for no free tool writes them.

Sources: RAR 4.20 technote; RAR 5.0 archive format.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping
from functools import cache

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.source.handmade import DOS_TIME

SALT = b"saltsalt"
_POWER = 4  # of two, rounds of RAR 5's key; RAR writes 15


def rar4(
    files: Mapping[bytes, bytes], password: str = "", *, hidden: bool = False, solid: bool = False, wide: bool = False
) -> bytes:
    """Stored members, under a password with all headers `hidden` or not; `wide` names are UTF-16 made from nothing."""
    key, vector = _key4(password) if password else (b"", b"")

    def block(kind: int, flags: int, fields: bytes) -> bytes:
        whole = _block4(kind, flags, fields)
        return SALT + _enciphered(whole, key, vector) if hidden else whole

    out = b"Rar!\x1a\x07\0" + _block4(0x73, 0x80 if hidden else 0, bytes(6))
    for name, data in files.items():
        packed = _enciphered(data, key, vector) if password else data
        told = b"?\0" + _utf_16(name.decode()) if wide else name
        sizes = struct.pack("<LLBLL", len(packed), len(data), 3, zlib.crc32(data), DOS_TIME)
        fields = sizes + struct.pack("<BBHL", 29, 0x30, len(told), 0o100644) + told + (SALT if password else b"")
        flags = 0x8000 | (0x404 if password else 0) | (0x200 if wide else 0) | (0x10 if solid else 0)
        out += block(0x74, flags, fields) + packed
    return out + block(0x7B, 0x4000, b"")


def _utf_16(name: str) -> bytes:
    """Four characters of two bytes behind each byte of flags, and a high byte that is never used in front."""
    units, out = name.encode("utf-16-le"), b"\0"
    for place in range(0, len(units), 8):
        out += b"\xaa" + units[place : place + 8]
    return out


def _block4(kind: int, flags: int, fields: bytes) -> bytes:
    rest = struct.pack("<BHH", kind, flags, 7 + len(fields)) + fields
    return struct.pack("<H", zlib.crc32(rest) & 0xFFFF) + rest


@cache
def _key4(password: str) -> tuple[bytes, bytes]:
    digest, vector = hashlib.sha1(usedforsecurity=False), b""
    for number in range(1 << 18):
        digest.update(password.encode("utf-16-le") + SALT + number.to_bytes(3, "little"))
        if number % (1 << 14) == 0:
            vector += digest.digest()[19:]
    return b"".join(digest.digest()[place : place + 4][::-1] for place in range(0, 16, 4)), vector


def _enciphered(data: bytes, key: bytes, vector: bytes) -> bytes:
    encryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    return encryptor.update(data + bytes(-len(data) % 16))


class Password5:
    """A password of RAR 5: its key, and the record that tells how that is derived."""

    def __init__(self, password: str, salt: bytes = SALT * 2, *, checked: bool = True) -> None:
        key, check = (hashlib.pbkdf2_hmac("sha256", password.encode(), salt, (1 << _POWER) + more) for more in (0, 32))
        folded = bytes(check[n] ^ check[n + 8] ^ check[n + 16] ^ check[n + 24] for n in range(8))
        self.key, self.vector = key, bytes(range(16))
        self._head = vint(0) + vint(int(checked)) + bytes((_POWER,)) + salt
        self._check = folded + hashlib.sha256(folded).digest()[:4] if checked else b""

    def record(self) -> bytes:
        """As of a file."""
        record = vint(1) + self._head + self.vector + self._check
        return vint(len(record)) + record

    def block(self) -> bytes:
        """As of an archive whose headers are hidden."""
        return _block5(vint(4) + vint(0) + self._head + self._check)

    def hidden(self, block: bytes) -> bytes:
        """A block behind its vector."""
        return self.vector + _enciphered(block, self.key, self.vector)


def rar5(files: Mapping[bytes, bytes], password: Password5 | None = None, *, hidden: bool = False) -> bytes:
    """Stored members, under a password with all headers `hidden` or not."""
    out = b"Rar!\x1a\x07\1\0"
    whole = password.hidden if password and hidden else bytes
    if password and hidden:
        out += password.block()
    out += whole(_block5(vint(1) + vint(0) + vint(0)))
    for name, data in files.items():
        packed = _enciphered(data, password.key, password.vector) if password else data
        extra = password.record() if password else b""
        fields = vint(2) + vint(3) + vint(len(extra)) + vint(len(packed))  # a file, with a record and data behind it
        fields += vint(6) + vint(len(data)) + vint(0o100644)  # time and CRC are there
        fields += struct.pack("<LL", 1_700_000_000, zlib.crc32(data)) + vint(0) + vint(1) + vint(len(name)) + name
        out += whole(_block5(fields + extra)) + packed
    return out + whole(_block5(vint(5) + vint(0) + vint(0)))


def rar5_volumes(name: bytes, data: bytes, at: int, password: Password5 | None = None) -> tuple[bytes, bytes]:
    """One stored member that is cut in two volumes."""
    volumes = []
    packed = _enciphered(data, password.key, password.vector) if password else data
    extra = password.record() if password else b""
    for number, part in enumerate((packed[:at], packed[at:])):
        main = vint(1) + vint(0) + (vint(3) + vint(1) if number else vint(1))
        fields = vint(2) + vint(3 | (8 if number else 16)) + vint(len(extra)) + vint(len(part)) + vint(4)
        fields += vint(len(data)) + vint(0o100644) + struct.pack("<L", zlib.crc32(data if number else part))
        fields += vint(0) + vint(1) + vint(len(name)) + name + extra
        end = vint(5) + vint(0) + vint(0 if number else 1)
        volumes.append(b"Rar!\x1a\x07\1\0" + _block5(main) + _block5(fields) + part + _block5(end))
    return volumes[0], volumes[1]


def _block5(fields: bytes) -> bytes:
    rest = vint(len(fields)) + fields
    return struct.pack("<L", zlib.crc32(rest)) + rest


def vint(number: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes((*out, number))
