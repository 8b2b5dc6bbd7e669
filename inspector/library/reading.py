"""A hash list opened: its format found, its records read as a stream."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import islice
from typing import BinaryIO

from inspector.domain.fault import InputFault, UsageFault
from inspector.library.encoding import BLOCK, tail_of, utf8
from inspector.library.entry import Record
from inspector.library.formats import (
    NSRL,
    Format,
    detected,
    griffeye,
    named,
    nsrl_delta,
    nsrl_text,
    table,
    vics,
    zero,
)
from inspector.library.formats.columns import columns
from inspector.library.rds.described import MOST_DESCRIBED, Kind, looked_for
from inspector.library.rds.packages import Described, Packages
from inspector.library.rds.reading import MARK, DataSet, Engine
from inspector.library.rds.release import Release, release_named
from inspector.library.rds.tools import tools

AUTO = "auto"

_NUMBERED: tuple[Format, ...] = (vics, griffeye, table)
"""Whose categories may be numbers, of which 0 means different things."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person says of a list because the list does not.

    `columns` are those of a table to be read, as `formats/columns.py` has them; `zero` is what category 0 means in a
    list with categories, one of MEANINGS in `formats/zero.py`, and `zero_before` what was said so of the set that it
    brings up to date. Empty where nothing is said.
    """

    columns: str = ""
    zero: str = ""
    zero_before: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A list on its way in: the name of its format and what it says, to be gone through once.

    `facts` is what is to be kept beside the set: what the list tells of itself and how it was taken. It is whole when
    the records are at their end. `release` is which release of a data set it is called; a `difference` tells what
    changes in another, and what it says itself of its release is among the facts. `place` tells how many bytes of the
    file were dealt with, where the file itself does not; `close` is to be called at the end, however that is reached.
    `packages` are those of a data set, whole at the end; of a delta those of its set are to be told before, and of
    RDS 2 all. `unlike` is a list that does not look like the format in which it is read by order; `zero` is what a
    person says of its category 0.
    """

    format: str
    records: Iterator[Record]
    facts: Mapping[str, str] = field(default_factory=dict)
    release: Release = field(default_factory=Release)
    difference: bool = False
    place: Callable[[], int] | None = None
    close: Callable[[], None] = lambda: None
    packages: Packages | None = None
    unlike: bool = False
    zero: str = ""


def is_database(file: BinaryIO, form: str = AUTO) -> bool:
    """Whether the list is for `read_nsrl`: by order, or because it begins as a database does."""
    if form != AUTO or not file.seekable():
        return form == NSRL
    head = file.read(len(MARK))
    file.seek(0)
    return head == MARK


def read_list(file: BinaryIO, name: str, form: str = AUTO, asked: Asked | None = None) -> Reading:
    """Begins to read the list in `file`, whose file name is `name`, as format `form` or as the one it looks like.

    Raises InputFault (`library-list-empty`, `library-list-unknown`) and UsageFault (`library-format-unknown`,
    `library-option-elsewhere`, and what `columns` and `planned` of `formats/columns.py` raise). Going through the
    records raises UsageFault (`library-zero-unsaid`) and InputFault (`library-list-doctype`).
    """
    asked = asked or Asked()
    chosen = _chosen(form, asked)
    stream = utf8(file)
    head = stream.peek(BLOCK)
    if not head.strip():
        raise InputFault("library-list-empty")
    unlike = form != AUTO and chosen is not None and not chosen.detect(head, name)
    chosen = chosen or detected(head, name)
    if asked.zero and chosen not in _NUMBERED:
        raise UsageFault("library-option-elsewhere", option="--zero", format=", ".join(one.NAME for one in _NUMBERED))
    facts: dict[str, str] = {}
    tail = tail_of(file) if chosen is vics else b""
    release = release_named(name) or Release()
    if chosen is nsrl_delta:
        packages = Packages(tools())
        records = nsrl_delta.read(stream, facts, packages, partial(_looked_for, file))
        return Reading(chosen.NAME, records, facts, release, difference=True, packages=packages)
    if chosen is nsrl_text:
        packages = Packages(tools())
        records = nsrl_text.read(stream, packages)
        return Reading(chosen.NAME, records, facts, release, packages=packages, unlike=unlike)
    records = _records(chosen, stream, asked, facts, tail)
    said = asked.zero or (asked.zero_before if chosen in _NUMBERED else "")
    if said or chosen in {vics, griffeye}:  # in any other table 0 may be a number of somebody's own
        records = zero.taken(records, said, facts)
    return Reading(chosen.NAME, records, facts, release, unlike=unlike, zero=said)


def read_nsrl(file: BinaryIO, engine: Engine) -> Reading:
    """Begins to read the database in `file`, a release of the NSRL's data set, by a worker of `engine`.

    Raises InputFault (`library-list-empty`, `library-list-layout`, `library-list-damaged`), as do its records.
    """
    if not os.fstat(file.fileno()).st_size:
        raise InputFault("library-list-empty")
    packages = Packages(tools())
    found = DataSet(file, engine, packages)
    facts = {name: value for name, value in asdict(found.release).items() if value}
    return Reading(NSRL, found, facts, found.release, place=lambda: found.place, close=found.close, packages=packages)


def _looked_for(file: BinaryIO, kind: Kind) -> list[Described]:
    """What all of a delta says of packages; the place in its file stays."""
    if not file.seekable():
        return []
    place = file.tell()
    file.seek(0)
    found = list(islice(looked_for(utf8(file), kind), MOST_DESCRIBED))
    file.seek(place)
    return found


def _chosen(form: str, asked: Asked) -> Format | None:
    chosen = None if form == AUTO else named(form)
    if asked.columns and chosen not in {None, table}:
        raise UsageFault("library-option-elsewhere", option="--columns", format=table.NAME)
    return table if asked.columns else chosen


def _records(
    chosen: Format, stream: io.BufferedReader, asked: Asked, facts: dict[str, str], tail: bytes
) -> Iterator[Record]:
    if asked.columns:
        facts["columns"] = asked.columns
        return table.read(stream, columns(asked.columns))
    if chosen is vics:
        return vics.read(stream, facts, tail)
    return chosen.read(stream)
