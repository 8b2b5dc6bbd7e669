"""The keys of RAR archives.

Sources: RAR 5.0 archive format (PBKDF2 with HMAC-SHA256); what UnRAR does for RAR 3 (SHA-1 over 262,144 rounds).
"""

from __future__ import annotations

import codecs
import hashlib
import hmac
import struct

from inspector.source.containers.archive.rar_blocks import Lock

codecs.lookup("utf-16-le")  # read from the disk when first asked for, which a locked worker may not do

_ROUNDS, _COUNTED = 1 << 18, 1 << 14
_MOST_POWER = 20  # RAR writes 15
_MOST_KEYS = 64


class Keys:
    """Keys out of one password, by what they are derived from."""

    def __init__(self, password: str) -> None:
        self._password = password
        self._known: dict[tuple[bytes, int, bytes], tuple[bytes, bytes]] = {}

    def opened(self, lock: Lock) -> tuple[bytes, bytes]:
        """Key and first vector; raises ValueError when the password is not that of the lock, as far as it tells."""
        place = (lock.salt, lock.power, lock.check)
        if place not in self._known:
            if lock.old or lock.power > _MOST_POWER or len(self._known) >= _MOST_KEYS:
                raise ValueError("lock")
            self._known[place] = self._five(lock) if lock.power else _four(self._password, lock.salt)
        key, vector = self._known[place]
        if not key:
            raise ValueError("password")
        return key, lock.vector or vector

    def _five(self, lock: Lock) -> tuple[bytes, bytes]:
        """The key, empty when 32 rounds more, folded to 8 bytes, are not what proves the password."""
        word = self._password.encode("utf-8", "surrogatepass")
        if lock.check:
            check = hashlib.pbkdf2_hmac("sha256", word, lock.salt, (1 << lock.power) + 32)
            folded = (check[place] ^ check[place + 8] ^ check[place + 16] ^ check[place + 24] for place in range(8))
            if not hmac.compare_digest(bytes(folded), lock.check):
                return b"", b""
        return hashlib.pbkdf2_hmac("sha256", word, lock.salt, 1 << lock.power), b""


def _four(password: str, salt: bytes) -> tuple[bytes, bytes]:
    """SHA-1 over password, salt and a number, many times; a byte of the vector now and then."""
    word = password.encode("utf-16-le", "surrogatepass") + salt
    digest, vector = hashlib.sha1(usedforsecurity=False), bytearray()
    for first in range(0, _ROUNDS, _COUNTED):
        digest.update(word + first.to_bytes(3, "little"))
        vector.append(digest.digest()[19])
        digest.update(b"".join(word + number.to_bytes(3, "little") for number in range(first + 1, first + _COUNTED)))
    return struct.pack("<4L", *struct.unpack(">4L", digest.digest()[:16])), bytes(vector)
