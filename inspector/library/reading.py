"""A hash list opened: its format found, its records read as a stream."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from inspector.domain.fault import InputFault
from inspector.library.encoding import BLOCK, utf8
from inspector.library.entry import Record
from inspector.library.formats import NSRL, detected, known_names, named
from inspector.library.rds.reading import MARK, DataSet, Engine
from inspector.library.rds.release import Release, release_named

AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Reading:
    """A list on its way in: the name of its format and what it says, to be gone through once.

    `release` is which release of a data set it says it is. `place` tells how many bytes of the file were dealt with,
    where the file itself does not; `close` is to be called at the end, however that is reached.
    """

    format: str
    records: Iterator[Record]
    release: Release | None = None
    place: Callable[[], int] | None = None
    close: Callable[[], None] = lambda: None


def is_database(file: BinaryIO, form: str = AUTO) -> bool:
    """Whether the list is for `read_nsrl`: by order, or because it begins as a database does."""
    if form != AUTO or not file.seekable():
        return form == NSRL
    head = file.read(len(MARK))
    file.seek(0)
    return head == MARK


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
    return Reading(chosen.NAME, chosen.read(stream), release_named(name))


def read_nsrl(file: BinaryIO, engine: Engine) -> Reading:
    """Begins to read the database in `file`, a release of the NSRL's data set, by a worker of `engine`.

    Raises InputFault (`library-list-empty`, `library-list-unknown`, `library-list-damaged`), as do its records.
    """
    if not os.fstat(file.fileno()).st_size:
        raise InputFault("library-list-empty")
    found = DataSet(file, engine, known_names())
    return Reading(NSRL, found, found.release, lambda: found.place, found.close)
