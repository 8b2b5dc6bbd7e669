"""A hash list opened: its format found, its records read as a stream."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from inspector.domain.fault import InputFault
from inspector.library.encoding import BLOCK, utf8
from inspector.library.entry import Record
from inspector.library.formats import detected, named

AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Reading:
    """A list on its way in: the name of its format and what it says, to be gone through once."""

    format: str
    records: Iterator[Record]


def read_list(file: BinaryIO, name: str, form: str = AUTO) -> Reading:
    """Begins to read the list in `file`, whose file name is `name`, as format `form` or as the one it looks like.

    Raises InputFault (`library-list-empty`, `library-list-unknown`) and UsageFault (`library-format-unknown`).
    """
    chosen = None if form == AUTO else named(form)
    stream = utf8(file)
    head = stream.peek(BLOCK)
    if not head.strip():
        raise InputFault("library-list-empty")
    chosen = chosen or detected(head, name)
    return Reading(chosen.NAME, chosen.read(stream))
