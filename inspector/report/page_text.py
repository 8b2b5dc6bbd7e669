"""Reading the printed text of a page back out of its content stream, as far as our own pages need it.

Enough for simple fonts with a ToUnicode map (ISO 32000-1, 9.4 and 9.10.3), which is what reportlab writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from inspector.report.walk import content, entry

_TOKEN = re.compile(
    rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)"  # a string, one level of inner brackets
    rb"|<[0-9A-Fa-f\s]*>|/[^\s()<>\[\]{}/%]+|[^\s()<>\[\]{}/%]+|[\[\]]",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_LONGEST = 16 * 1024 * 1024

Glyphs = Mapping[int, str]


def page_text(page: Any) -> str:  # noqa: ANN401 (pyHanko's objects have no types)
    """The text of a page in the order it is painted, one line for each string shown."""
    painted = content(page["/Contents"])
    if len(painted) > _LONGEST:
        raise ValueError("page too large")
    faces = page["/Resources"]["/Font"]
    fonts = {str(name): _glyphs(faces[name]) for name in faces}
    return "\n".join(_shown(painted, fonts))


def _shown(painted: bytes, fonts: Mapping[str, Glyphs]) -> Iterator[str]:
    glyphs: Glyphs = {}
    name = ""
    line: list[str] = []
    for token in _TOKEN.findall(painted):
        if token.startswith(b"/"):
            name = token.decode("latin-1")
        elif token == b"Tf":
            glyphs = fonts.get(name, {})
        elif token.startswith(b"("):
            line.append("".join(glyphs.get(code, "\ufffd") for code in _string(token[1:-1])))
        elif token in {b"T*", b"ET"} and line:
            yield "".join(line)
            line = []


def _string(inner: bytes) -> bytes:
    return _ESCAPE.sub(_unescaped, inner)


def _unescaped(escape: re.Match[bytes]) -> bytes:
    what = escape.group(1)
    if what.isdigit():
        return bytes([int(what, 8) & 0xFF])
    return _PLAIN.get(what, what)


def _glyphs(font: Any) -> Glyphs:  # noqa: ANN401
    table = entry(font, "/ToUnicode")
    return {} if table is None else dict(_mapped(content(table)))


def _mapped(table: bytes) -> Iterator[tuple[int, str]]:
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            yield int(code, 16), _utf16(text)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, listed, start in re.findall(
            rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:\[(.*?)\]|<([0-9A-Fa-f]+)>)", block, re.DOTALL
        ):
            yield from _range(int(first, 16), int(last, 16), listed, start)


def _range(first: int, last: int, listed: bytes, start: bytes) -> Iterator[tuple[int, str]]:
    texts = [_utf16(text) for text in re.findall(rb"<([0-9A-Fa-f]+)>", listed)]
    for place in range(min(last - first + 1, 256)):
        if texts:
            yield first + place, texts[place] if place < len(texts) else "\ufffd"
        else:
            yield first + place, chr(int(start, 16) + place)


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")
