"""The words of an RTF text (Rich Text Format 1.9.1), without its looks, fields and pictures.

One pass over the text. Of an HTML text wrapped in RTF (MS-OXRTFEX) what a reader of RTF would show is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from inspector.analyse.charset import decoded

LARGEST = 16 << 20
"""Bytes that are read."""
_DEEPEST = 500
_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
_UNSHOWN = frozenset({
    b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"themedata", b"datastore", b"latentstyles",
    b"listtable", b"listoverridetable", b"rsidtbl", b"generator", b"xmlnstbl", b"filetbl", b"revtbl", b"fldinst",
})  # fmt: skip
_LETTERS = {
    b"par": "\n", b"line": "\n", b"row": "\n", b"sect": "\n", b"page": "\n", b"tab": "\t", b"cell": "\t",
    b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"~": "\xa0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n",
}  # fmt: skip
# Which code page the character set of a font means (\fcharset).
_CHARSETS = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _State:
    """What ends with a group: whether text is shown, letters that double a coded one, the code page."""

    shown: bool = True
    doubles: int = 1
    page: str = ""


class _Reader:
    def __init__(self) -> None:
        self.text: list[str] = []
        self._bytes = bytearray()  # of one run in one code page
        self._state = _State()
        self._above: list[_State] = []
        self._pages: dict[int, str] = {}
        self._page = "cp1252"
        self._font = 0
        self._skip = 0
        self._starred = False

    def read(self, data: bytes) -> None:
        place = 0
        while (found := _TOKEN.match(data, place)) is not None and len(self._above) < _DEEPEST:
            place = found.end()
            word, number, code, symbol, brace, run = found.groups()
            value = None if number is None else int(number)
            if word == b"bin":
                place += max(0, value or 0)
            elif word is not None:
                self._word(word, value)
            elif code is not None:
                self._write(bytes([int(code, 16)]))
            elif symbol is not None:
                self._symbol(symbol)
            elif brace is not None:
                self._group(opens=brace == b"{")
            elif run is not None:
                self._write(run)
        self._flush()

    def _group(self, *, opens: bool) -> None:
        self._flush()
        self._skip = 0
        if opens:
            self._above.append(self._state)
        elif self._above:
            self._state = self._above.pop()

    def _symbol(self, symbol: bytes) -> None:
        self._starred = symbol == b"*"
        if symbol in _LETTERS:
            self._letter(_LETTERS[symbol])

    def _word(self, word: bytes, value: int | None) -> None:
        starred, self._starred = self._starred, False
        if starred or word in _UNSHOWN:
            self._flush()
            self._state = replace(self._state, shown=False)
        if word in _LETTERS:
            self._letter(_LETTERS[word])
        elif word == b"u" and value is not None:
            self._letter(chr(value % 0x10000))
            self._skip = self._state.doubles
        elif word == b"uc":
            self._state = replace(self._state, doubles=min(max(value or 0, 0), 8))
        else:
            self._letters_of(word, value)

    def _letters_of(self, word: bytes, value: int | None) -> None:
        """Words that tell in which code page bytes are to be read."""
        if word == b"ansicpg":
            self._page = f"cp{value}"
        elif word == b"f":
            self._flush()
            self._font = value or 0
            self._state = replace(self._state, page=self._pages.get(self._font, ""))
        elif word == b"fcharset" and len(self._pages) < 4096:
            self._pages[self._font] = _CHARSETS.get(value or 0, "")

    def _letter(self, letter: str) -> None:
        self._flush()
        if self._state.shown:
            self.text.append(letter)

    def _write(self, run: bytes) -> None:
        skipped = min(self._skip, len(run))
        self._skip -= skipped
        if self._state.shown:
            self._bytes += run[skipped:]

    def _flush(self) -> None:
        if self._bytes:
            self.text.append(_read(bytes(self._bytes), self._state.page or self._page))
            self._bytes.clear()


def _read(data: bytes, page: str) -> str:
    return data.decode("ascii") if data.isascii() else decoded(data, page)


def read_richtext(untrusted: bytes) -> str:
    """The text of an RTF document, a line for each paragraph."""
    reader = _Reader()
    reader.read(untrusted[:LARGEST])
    joined = "".join(reader.text)
    # Letters beyond the first 65,536 are told as two halves.
    return joined.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").strip(" \r\n\t\0")
