"""vPDQ as the `threatexchange` command line writes it: a JSON list of `"pdq,quality,seconds"` is one film.

Source: vpdq_util of python-threatexchange. A file holds one such list, several below each other (with the word `vpdq`
before each, as the command line prints them), or a list of lists. Only brackets, quotation marks and what stands
between them are read, so that lists of any length and lists broken off are no trouble.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from inspector.library.digits import BadHash
from inspector.library.encoding import BLOCK
from inspector.library.entry import Broken, Film, Record
from inspector.library.formats.frames import MOST_FRAMES, Told, frame_of

_SIGN = re.compile(rb'\s*(?:vpdq[\s:,]*)?(?:\[\s*){1,2}"[0-9A-F]{64}\s*,\s*[0-9]{1,3}\s*,\s*[0-9.]+"', re.IGNORECASE)
_SIGNS = re.compile(rb'(["\[\]\n])')
_FRAME = re.compile(r"\s*([0-9A-Za-z]+)\s*,\s*([0-9]{1,4})\s*,\s*([0-9]{1,9}(?:\.[0-9]{0,20})?)\s*")
_LONGEST = 200  # bytes of what stands between two quotation marks
_OPEN, _CLOSE = "[", "]"
_BETWEEN = re.compile(rb"[\s,:vpdq]*", re.IGNORECASE)  # the word may come in two blocks


def detect(head: bytes) -> bool:
    """Whether a text begins with such a list."""
    return _SIGN.match(head) is not None


def read(file: io.BufferedReader) -> Iterator[Record]:
    """A Film for each list and a Broken for each frame that is wrong; `record` counts the lists."""
    frames: list[Told] = []
    begun, record, line = 0, 0, 1
    for line, token in _tokens(file):
        if token == _OPEN or len(frames) >= MOST_FRAMES:
            yield from _film(begun, frames)
            begun, record, frames = line, record + 1, []
        if token == _CLOSE:
            yield from _film(begun, frames)
            begun, frames = 0, []
        elif token != _OPEN:
            frame = _frame(token) if begun else "shape"
            if isinstance(frame, str):
                yield Broken(line, frame, record)
            else:
                frames.append(frame)
    yield from _film(begun, frames)
    if begun:
        yield Broken(line, "truncated", record)


def _film(line: int, frames: list[Told]) -> Iterator[Record]:
    if frames:
        yield Film(line, tuple(frames))


def _frame(text: str) -> Told | str:
    """The frame in a text, or the code of what is wrong with it."""
    parts = _FRAME.fullmatch(text)
    if parts is None:
        return "shape"
    try:
        return frame_of(parts[1], parts[2], parts[3])
    except BadHash as bad:
        return bad.code


def _tokens(file: io.BufferedReader) -> Iterator[tuple[int, str]]:
    """Brackets and what stands between quotation marks, each with its line; a stray word comes as it is."""
    line = 1
    inside: bytes | None = None
    while block := file.read(BLOCK):
        for piece in _SIGNS.split(block):
            if piece in {b'"', b"\n"} and inside is not None:
                yield line, inside.decode("utf-8", "replace")
                inside = None
            elif piece == b'"':
                inside = b""
            elif inside is not None:
                inside = (inside + piece)[:_LONGEST]
            elif piece in {b"[", b"]"}:
                yield line, piece.decode("ascii")
            elif not _BETWEEN.fullmatch(piece):
                yield line, piece[:_LONGEST].decode("utf-8", "replace")
            line += piece == b"\n"
