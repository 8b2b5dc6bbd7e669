"""Lists read from bytes, and sets made of them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from inspector.library import sets
from inspector.library.building.gathering import Gathering
from inspector.library.entry import Block, Record
from inspector.library.known import KnownSet
from inspector.library.reading import AUTO, read_list

KEY = bytes(range(32))


def read_bytes(untrusted_list: bytes, name: str = "list.txt", form: str = AUTO) -> list[Record]:
    """Everything a list says, one record a place: what came in blocks too."""
    return list(singly(read_list(io.BytesIO(untrusted_list), name, form).records))


def singly(records: Iterable[Record]) -> Iterator[Record]:
    """Records, the entries of blocks one by one."""
    for record in records:
        if isinstance(record, Block):
            yield from record.entries()
        else:
            yield record


def gathered(records: Iterable[Record]) -> Gathering:
    """Records taken in."""
    gathering = Gathering()
    for record in records:
        gathering.add(record)
    return gathering


def through_file(folder: Path, records: Iterable[Record]) -> KnownSet:
    """A set of `records`, written to its encrypted file and loaded back."""
    set_id = sets.new_id()
    sets.save(folder, KEY, set_id, gathered(records))
    return sets.load(folder, KEY, set_id)
