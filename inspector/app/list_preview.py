"""A list looked at before it is taken in: which format it has, and its first rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from inspector.app.lists import ListFile, opened
from inspector.app.office_lists import is_delta
from inspector.library.encoding import BLOCK, utf8
from inspector.library.formats import NSRL
from inspector.library.preview import Preview, preview
from inspector.library.reading import is_database, read_list
from inspector.store.office_lists import FORMAT as OFFICES


@dataclass(frozen=True, slots=True)
class Seen:
    """The format a list would be read in, and whether that tells only what changes in another list."""

    format: str
    difference: bool


def seen(given: ListFile) -> Seen:
    """What taking the list in would find at its beginning; raises what it would raise there.

    A database is told by its mark alone: only a worker reads it; an office's statements by what they say they are.
    """
    if is_delta(given):
        return Seen(OFFICES, difference=False)
    with opened(given.path) as file:
        if is_database(file, given.format):
            return Seen(NSRL, difference=False)
        reading = read_list(file, given.path.name, given.format, given.asked)
        return Seen(reading.format, reading.difference)


def first_rows(path: Path) -> Preview:
    """The first rows of a list as a table; raises InputFault when it cannot be opened."""
    with opened(path) as file:
        return preview(utf8(file).peek(BLOCK))
