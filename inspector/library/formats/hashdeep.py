"""Lists of hashdeep and its kin: a heading names the columns, the name stands last and may hold commas.

Source: hashdeep(1): `%%%% HASHDEEP-1.0`, `%%%% size,md5,sha256,filename`, comments `##`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from inspector.library.ending import cut_cells
from inspector.library.entry import Blank, Broken, Record
from inspector.library.formats.fields import entry_from
from inspector.library.lines import Numbered, by_lines, first_lines

NAME = "hashdeep"

_HEADING = b"%%%%"
_KNOWN = {"md5", "sha1", "sha256", "size"}


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 (told by the first heading)
    """Whether the list begins with a hashdeep heading."""
    lines = first_lines(head)
    return bool(lines) and lines[0].startswith(_HEADING)


def read(file: io.BufferedReader) -> Iterator[Record]:
    """One record for each line."""
    return by_lines(file, _records, cut_cells)


def _records(lines: Iterator[Numbered]) -> Iterator[Record]:
    columns: list[str] = []
    for number, line in lines:
        if line is not None and line.startswith(_HEADING):
            columns = _columns(line) or columns
            yield Blank(number)
        else:
            yield _record(number, line, columns)


def _columns(heading: bytes) -> list[str]:
    names = heading.removeprefix(_HEADING).decode("ascii", "replace").strip().lower().split(",")
    return names if _KNOWN.intersection(names) else []


def _record(number: int, line: bytes | None, columns: list[str]) -> Record:
    if line is None:
        return Broken(number, "too-long")
    if not line.strip() or line.startswith(b"##"):
        return Blank(number)
    values = line.decode("utf-8", "replace").split(",", max(len(columns) - 1, 0))
    if not columns or len(values) < len(columns):
        return Broken(number, "shape")
    return entry_from([(name, text) for name, text in zip(columns, values, strict=True) if name in _KNOWN], number)
