"""Lines of a list with their numbers: LF, CRLF or CR, of bounded length."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import cast

from inspector.library.encoding import BLOCK
from inspector.library.ending import Cut, Ending, to_the_end
from inspector.library.entry import Block, Record

LONGEST = 1 << 16  # bytes of one line; a longer one is told as None

_STRETCH = 1 << 17  # bytes read at once
_FEW = 1 << 11  # bytes that are rather gone through line by line than halved again

Numbered = tuple[int, bytes | None]


def first_lines(head: bytes) -> list[bytes]:
    """The lines of a list's head that are neither empty nor comments (`#`) nor too long, to tell its format by."""
    lines = (line.strip() for line in head.replace(b"\r", b"\n").split(b"\n"))
    return [line for line in lines if line and not line.startswith(b"#") and len(line) < LONGEST]


def by_lines(
    file: io.BufferedReader, records: Callable[[Iterator[Numbered]], Iterator[Record]], cut: Cut
) -> Iterator[Record]:
    """What `records` makes of the lines of a list: each without its end, with its number from 1.

    None stands for a line that is too long to be one. A list without a single LF in its first block is one of old
    Macintosh lines, ended by CR. Where it breaks off in its last line is told, as `cut` says (`ending`).
    """
    stretches = _Stretches(file)
    lines = (line for number, stretch in stretches for line in _lines(number, stretch))
    return to_the_end(records(lines), stretches.unended, cut)


def gone_through(
    file: io.BufferedReader,
    block: Callable[[int, bytes], Block | None],
    records: Callable[[Iterator[Numbered]], Iterator[Record]],
    cut: Cut,
) -> Iterator[Record]:
    """The same, many lines at once where `block` can, else by `records` of the lines that it cannot.

    `block` is given the number of a line and the text of whole lines from there on, ended by LF; it gives None when it
    cannot vouch for every one of them, and is then asked of either half. `records` is given lines that follow one
    another up to the next block, and must take them all. `cut` says whether the last line is broken off.
    """
    stretches = _Stretches(file)
    return to_the_end(_gone_through(stretches, block, records), stretches.unended, cut)


def _gone_through(
    stretches: Iterable[Numbered],
    block: Callable[[int, bytes], Block | None],
    records: Callable[[Iterator[Numbered]], Iterator[Record]],
) -> Iterator[Record]:
    found = (each for number, stretch in stretches for each in _halved(number, stretch, block))
    for many, group in groupby(found, lambda each: isinstance(each, Block)):
        if many:
            yield from cast("Iterator[Block]", group)
        else:
            yield from records(cast("Iterator[Numbered]", group))


def _halved(
    number: int, stretch: bytes | None, block: Callable[[int, bytes], Block | None]
) -> Iterator[Block | Numbered]:
    middle = 0 if stretch is None or len(stretch) < _FEW else stretch.find(b"\n", len(stretch) // 2) + 1
    if stretch is None or not 0 < middle < len(stretch):
        yield from _lines(number, stretch)
        return
    found = block(number, stretch) if stretch.endswith(b"\n") else None
    if found is not None:
        yield found
        return
    yield from _halved(number, stretch[:middle], block)
    yield from _halved(number + stretch.count(b"\n", 0, middle), stretch[middle:], block)


def _lines(number: int, stretch: bytes | None) -> Iterator[Numbered]:
    if stretch is None:
        yield number, None
        return
    lines = stretch.split(b"\n")
    if not lines[-1]:
        lines.pop()
    for line in lines:
        yield number, None if len(line) >= LONGEST else line.rstrip(b"\r")
        number += 1


class _Stretches:
    """Whole lines, many at once, with the number of the first; None for a line too long that lies across a border."""

    def __init__(self, file: io.BufferedReader) -> None:
        self._file = file
        self._last: Numbered = 1, None
        self._above = b""

    def __iter__(self) -> Iterator[Numbered]:
        for numbered in _stretches(self._file):
            self._above, self._last = self._last[1] or b"", numbered
            yield numbered

    def unended(self) -> Ending | None:
        """Of a file that was gone through the last line if it has no end; with as much above it as is still held."""
        number, stretch = self._last
        if stretch is None or stretch.endswith(b"\n"):
            return None
        begin = stretch.rfind(b"\n") + 1
        return Ending(number + stretch.count(b"\n"), stretch[begin:], self._above + stretch[:begin])


def _stretches(file: io.BufferedReader) -> Iterator[Numbered]:
    head = file.peek(BLOCK)
    if b"\r" in head and b"\n" not in head:
        yield from enumerate(_ended_by_cr(file), 1)
        return
    number = 1
    while stretch := file.read(_STRETCH):
        rest = b"" if stretch.endswith(b"\n") else file.readline(LONGEST)
        too_long = len(rest) == LONGEST and not rest.endswith(b"\n")
        whole = stretch[: stretch.rfind(b"\n") + 1] if too_long else stretch + rest
        if whole:
            yield number, whole
            number += whole.count(b"\n")
        if too_long:
            yield number, None if _pass_rest(file) else stretch[len(whole) :] + rest  # which is too long by itself
            number += 1


def _pass_rest(file: io.BufferedReader) -> bool:
    """Passes what is left of a line; whether it has an end."""
    while (rest := file.readline(LONGEST)) and not rest.endswith(b"\n"):
        pass
    return bool(rest)


def _ended_by_cr(file: io.BufferedReader) -> Iterator[bytes | None]:
    waiting = b""
    too_long = False
    while block := file.read(BLOCK):
        *lines, waiting = (waiting + block).split(b"\r")
        for line in lines:
            yield None if too_long else _alone(line)
            too_long = False
        if len(waiting) > LONGEST:
            waiting, too_long = b"", True
    if waiting or too_long:
        yield None if too_long else _alone(waiting).removesuffix(b"\n")


def _alone(line: bytes) -> bytes:
    """A line ended by CR; an LF inside of it must not look like another end."""
    return line.strip(b"\n").replace(b"\n", b"\r") + b"\n"
