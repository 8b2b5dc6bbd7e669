"""What a mail's transfer encodings hide, undone block by block (RFC 2045, 6; uuencode as POSIX tells it)."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import BinaryIO

from inspector.analyse.maillines import LONGEST_LINE
from inspector.analyse.window import poured

_BLOCK = 1 << 18
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NO_LETTERS = bytes(sorted(set(range(256)) - {*_LETTERS, *b"="}))
_ODD = bytes(sorted({*_LETTERS, *b"= \t\r\n"}))
_UU = frozenset({"x-uuencode", "uuencode", "uue", "x-uue"})
_STRANGE = frozenset({"mac-binhex40", "binhex", "yenc"})


def plain(encoding: str) -> bool:
    """Whether this transfer encoding leaves the bytes as they are."""
    return encoding not in {"base64", "quoted-printable", *_UU}


def strange(encoding: str) -> bool:
    """Whether it is a transfer encoding that hides the bytes and that is not undone here."""
    return encoding in _STRANGE or (encoding.startswith("x-") and encoding not in _UU)


def unpacked(body: BinaryIO, encoding: str, flawed: Callable[[], None] = lambda: None) -> BinaryIO:
    """The bytes behind a transfer encoding; what is wrongly encoded gives what there is, and `flawed` is called."""
    if encoding == "base64":
        return poured(_base64(body, flawed))
    if encoding == "quoted-printable":
        return poured(_quoted(body))
    return poured(_uuencoded(body, flawed)) if encoding in _UU else body


def _base64(body: BinaryIO, flawed: Callable[[], None]) -> Iterator[bytes]:
    """Up to the first padding, as other programs do: what follows is a footer somebody put there."""
    kept, padded = b"", False
    while not padded and (block := body.read(_BLOCK)):
        if block.translate(None, _ODD):
            flawed()
        letters, padded = _up_to_padding(kept + block.translate(None, _NO_LETTERS))
        whole = len(letters) & ~3
        yield b64decode(letters[:whole])
        kept = letters[whole:]
    if len(kept) == 1:
        flawed()
    elif kept:
        yield b64decode(kept + b"=" * (4 - len(kept)))


def _up_to_padding(text: bytes) -> tuple[bytes, bool]:
    """The letters before the first "=" that ends a group of four, and whether there is one; others mean nothing."""
    pieces = text.split(b"=")
    letters = 0
    for number, piece in enumerate(pieces[:-1], 1):
        letters += len(piece)
        if letters & 3 == 3 or (letters & 3 == 2 and not pieces[number]):
            return b"".join(pieces[:number]), True
    return b"".join(pieces), False


def _quoted(body: BinaryIO) -> Iterator[bytes]:
    """By whole lines; a line that never ends is cut where no letter is torn."""
    kept = b""
    while block := body.read(_BLOCK):
        kept += block
        end = kept.rfind(b"\n") + 1 or kept.rfind(b"=", len(kept) - 2)
        end = len(kept) if end < 0 else end
        yield binascii.a2b_qp(kept[:end])
        kept = kept[end:]
    yield binascii.a2b_qp(kept)


def _uuencoded(body: BinaryIO, flawed: Callable[[], None]) -> Iterator[bytes]:
    lines = iter(lambda: body.readline(LONGEST_LINE), b"")
    if not any(line.startswith(b"begin") for line in lines):
        flawed()
    for line in lines:
        if line.strip() == b"end":
            return
        try:
            yield binascii.a2b_uu(line)
        except binascii.Error:  # some encoders write more letters than the first one tells
            flawed()
            with suppress(binascii.Error):
                yield binascii.a2b_uu(line[: (((line[0] - 32) & 63) * 4 + 5) // 3])
    flawed()  # no end
