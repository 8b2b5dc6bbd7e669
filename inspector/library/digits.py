"""Hashes as hexadecimal digits: what they are is told by how many there are."""

from __future__ import annotations

from inspector.domain.match import Signal

LENGTHS = {Signal.MD5: 16, Signal.SHA1: 20, Signal.SHA256: 32, Signal.PDQ: 32, Signal.PHASH: 8, Signal.DHASH: 8}

_BY_DIGITS = {32: "md5", 40: "sha1", 64: "sha256"}
_HEX = frozenset("0123456789abcdefABCDEF")


class BadHash(ValueError):
    """Text that is no hash; `code` is a code of `entry.Broken`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def digest_name(digits: str) -> str:
    """Which digest so many digits spell: `md5`, `sha1` or `sha256`; raises BadHash (`length`)."""
    name = _BY_DIGITS.get(len(digits))
    if name is None:
        raise BadHash("length" if _HEX.issuperset(digits) else "hex")
    return name


def raw(digits: str, signal: Signal) -> bytes:
    """The bytes of a hash of `signal`, written in either case; raises BadHash (`hex`, `length`)."""
    try:
        value = bytes.fromhex(digits)
    except ValueError:
        raise BadHash("length" if _HEX.issuperset(digits) else "hex") from None
    if len(digits) != 2 * len(value):  # it passes over blanks
        raise BadHash("hex")
    if len(value) != LENGTHS[signal]:
        raise BadHash("length")
    return value
