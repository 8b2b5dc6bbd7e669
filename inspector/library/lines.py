"""Lines of a list with their numbers: LF, CRLF or CR, of bounded length."""

from __future__ import annotations

import io
from collections.abc import Iterator

from inspector.library.encoding import BLOCK

LONGEST = 1 << 16  # bytes of one line; a longer one is told as None


def numbered(file: io.BufferedReader) -> Iterator[tuple[int, bytes | None]]:
    """Each line without its end, and its number from 1; None stands for a line that is too long to be one.

    A list without a single LF in its first block is one of old Macintosh lines, ended by CR.
    """
    head = file.peek(BLOCK)
    if b"\r" in head and b"\n" not in head:
        yield from enumerate(_ended_by_cr(file), 1)
    else:
        yield from enumerate(_ended_by_lf(file), 1)


def first_lines(head: bytes) -> list[bytes]:
    """The whole lines of a list's head that are neither empty nor comments (`#`), to tell its format by."""
    lines = (line.strip() for line in head.replace(b"\r", b"\n").split(b"\n"))
    return [line for line in lines if line and not line.startswith(b"#")]


def _ended_by_lf(file: io.BufferedReader) -> Iterator[bytes | None]:
    while line := file.readline(LONGEST):
        if len(line) == LONGEST and not line.endswith(b"\n"):
            _pass_rest(file)
            yield None
        else:
            yield line.rstrip(b"\r\n")


def _pass_rest(file: io.BufferedReader) -> None:
    while (rest := file.readline(LONGEST)) and not rest.endswith(b"\n"):
        pass


def _ended_by_cr(file: io.BufferedReader) -> Iterator[bytes | None]:
    waiting = b""
    too_long = False
    while block := file.read(BLOCK):
        *lines, waiting = (waiting + block).split(b"\r")
        for line in lines:
            yield None if too_long else line.strip(b"\n")
            too_long = False
        if len(waiting) > LONGEST:
            waiting, too_long = b"", True
    if waiting or too_long:
        yield None if too_long else waiting.strip(b"\n")
