"""Lists read from bytes, and sets made of them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from inspector.library import sets
from inspector.library.building.gathering import Gathering
from inspector.library.digits import LENGTHS
from inspector.library.entry import Block, Entry, Record
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
            yield from _entries(record)
        else:
            yield record


def _entries(block: Block) -> Iterator[Entry]:
    """The entries of a block without those that are taken back."""
    length = LENGTHS[block.signal]
    for number in range(block.count):
        if block.times is None or block.times[number] > 0:
            size = -1 if block.sizes is None else int(block.sizes[number])
            value = block.values[number * length : (number + 1) * length]
            yield Entry(**{block.signal.value: value}, size=None if size < 0 else size)  # type: ignore[arg-type]


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
