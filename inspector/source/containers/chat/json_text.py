"""JSON text made bearable for a parser: valid UTF-8, and no string so long that it fills the memory."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

_BLOCK = 64 << 10
_DECODER = codecs.getincrementaldecoder("utf-8-sig")  # a locked worker can load none any more
_INSIDE = re.compile(rb'(?:[^"\\]|\\.)*+', re.DOTALL)
_HIGH = rb"\\u[dD][89abAB][0-9A-Fa-f]{2}"
_HALF = re.compile(rb"(?:" + _HIGH + rb")?\\(?:u[0-9A-Fa-f]{0,3})?\Z|" + _HIGH + rb"\Z")
_LONGEST_HALF = 11
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_ESCAPE = re.compile(_HIGH + rb"\\u[dD][c-fC-F][0-9A-Fa-f]{2}|\\(?:u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_RUN = re.compile(rb"[0-9]++")
_DIGITS = b"0123456789"
_MOST_DIGITS = 4000  # Python makes no whole number of more than 4,300, and the parser does not bear that


class JsonText:
    """Reads `file` forward as `read(count)` does, with strings cut at about `longest` bytes, numbers at 4,000 digits.

    Bytes that are not UTF-8 become U+FFFD, a byte-order mark goes. Strings end where they end, however they are escaped
    and wherever a block does. The time is linear in the text.
    """

    def __init__(self, file: BinaryIO, longest: int = 1 << 20) -> None:
        self._file = file
        self._longest = longest
        self._decoder = _DECODER("strict")
        self._half = b""
        self._open = False
        self._length = 0
        self._run = 0
        self._ended = False
        self.mended = False
        """Whether something was not UTF-8, or was cut."""

    def read(self, _count: int = -1) -> bytes:
        """The next piece, of whatever size; empty at the end."""
        while not self._ended:
            if piece := self._counted(self._cut(self._block())):
                return piece
        return b""

    def _block(self) -> bytes:
        """The next whole characters and escapes."""
        raw = self._file.read(_BLOCK)
        self._ended = not raw
        block = self._half + self._decoded(raw).encode()
        half = b"" if self._ended else _half(block)
        self._half = half
        whole = block[: len(block) - len(half)]
        return _ESCAPE.sub(_paired, whole) if _SURROGATE.search(whole) else whole

    def _decoded(self, raw: bytes) -> str:
        before = self._decoder.getstate()
        try:
            return self._decoder.decode(raw, final=self._ended)
        except UnicodeDecodeError:
            self.mended = True
        replacing = _DECODER("replace")
        replacing.setstate(before)
        text = replacing.decode(raw, final=self._ended)
        self._decoder.setstate(replacing.getstate())
        return text

    def _cut(self, block: bytes) -> bytes:
        """`block` without what goes on in a string that is too long already."""
        dropped = 0
        if self._open and self._length > self._longest:
            dropped = _end(block)
            self.mended = True
        kept = block[dropped:]
        quotes = _quotes(kept)
        was_open, self._open = self._open, self._open ^ bool(quotes % 2)
        if self._open:
            self._length = self._length + len(kept) if was_open and not quotes else len(kept)
        return kept

    def _counted(self, block: bytes) -> bytes:
        """`block` without what goes on in a number that is too long already."""
        lead = len(block) - len(block.lstrip(_DIGITS))
        kept = block[: min(lead, _MOST_DIGITS - self._run)] + block[lead:]
        if any(kept[place] in _DIGITS for place in range(0, len(kept), _MOST_DIGITS // 2)):
            kept = _RUN.sub(lambda run: run[0][:_MOST_DIGITS], kept)
        self.mended = self.mended or len(kept) < len(block)
        tail = len(kept) - len(kept.rstrip(_DIGITS))
        self._run = self._run + tail if tail == len(kept) else tail
        return kept


def _half(block: bytes) -> bytes:
    """The beginning of an escape at the end of `block` whose rest is still to come."""
    found = _HALF.search(block, max(0, len(block) - _LONGEST_HALF))
    if not found:
        return b""
    before = block[: found.start()]
    escaped = (len(before) - len(before.rstrip(b"\\"))) % 2
    return b"" if escaped else found[0]


def _paired(escape: re.Match[bytes]) -> bytes:
    """An escape as it is, and that of a surrogate without its other half as U+FFFD: the parser fails on it."""
    return b"\\ufffd" if len(escape[0]) == 6 and _SURROGATE.match(escape[0]) else escape[0]


def _quotes(block: bytes) -> int:
    """How many quotes in `block` are not escaped; it begins outside of an escape."""
    if b"\\" in block:
        block = block.replace(b"\\\\", b"").replace(b'\\"', b"")
    return block.count(b'"')


def _end(block: bytes) -> int:
    """Where the string that is open at the beginning of `block` ends: the place of its quote, or the block's length."""
    found = _INSIDE.match(block)
    return found.end() if found else 0
