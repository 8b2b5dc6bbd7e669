"""A set in the making: records of a list gathered into rows, told apart, counted.

A list of any length takes a bounded part of the memory: whenever many rows have come they are sorted and put away, in
a file sealed by a key that nobody keeps, and what was put away is merged at the end.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from inspector.library.batch import Batch
from inspector.library.digits import LENGTHS
from inspector.library.entry import Blank, Block, Broken, Entry, Gone, Record
from inspector.library.rows import GONE
from inspector.library.runs import InMemory, OfSet, PutAway, Run
from inspector.library.sealed import Sealed

SHOWN = 1000  # broken places kept to be shown; all are counted
MOST_CATEGORIES = (1 << 16) - 1  # different ones; a list with more has something else in that column
AT_ONCE = 2_000_000  # entries sorted together, in some 300 MiB


@dataclass(slots=True)
class Tally:
    """What a list held. `entries` were loaded, `mended` of them from places that are partly wrong; `broken` were lost.

    Lines (records, in JSON) = entries + broken + blank + gone. `gone` take entries back. `codes` counts what was wrong;
    `shown` are the first of them.
    """

    entries: int = 0
    mended: int = 0
    broken: int = 0
    blank: int = 0
    gone: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    shown: list[Broken] = field(default_factory=list)


class Gathering:
    """Takes records one by one; `sets.save` makes a set of it. `close` it, whatever becomes of it.

    `folder` is where rows are put away; without one all are kept in memory.
    """

    def __init__(self, folder: Path | None = None, at_once: int = AT_ONCE) -> None:
        self.tally = Tally()
        self.categories: dict[str, int] = {"": 0}
        self.counted = False
        self.runs: list[Run] = []
        self._folder = folder
        self._at_once = at_once
        self._batch = Batch()

    def add(self, record: Record) -> None:
        """Takes one record of a list."""
        match record:
            case Entry():
                self._add_entry(record)
            case Block():
                self._add_block(record)
            case Broken():
                self._add_broken(record)
            case Gone():
                self.tally.gone += 1
                self._batch.add(record.entry, 0, GONE)
            case Blank():
                self.tally.blank += 1
        if self._batch.entries >= self._at_once and self._folder is not None:
            self.runs.append(PutAway(self._folder, self._batch.settled()))
            self._batch = Batch()

    def build_on(self, file: Sealed) -> None:
        """Begins with what the set in `file` says, which is closed with the gathering."""
        numbers = [self._category(str(name)) for name in file.about["categories"]]
        self.counted = self.counted or bool(file.about["counted"])
        self.runs.append(OfSet(file, np.array(numbers, np.uint32)))

    @property
    def hashes(self) -> int:
        """How many hashes there are, those that several batches hold counted more than once."""
        return sum(sum(run.lengths.values()) for run in self.finished())

    def finished(self) -> list[Run]:
        """All rows, in runs; nothing is added any more."""
        if self._batch.entries or not self.runs:
            self.runs.append(InMemory(self._batch.settled()))
            self._batch = Batch()
        return self.runs

    def close(self) -> None:
        """Removes what was put away."""
        for run in self.runs:
            run.close()
        self.runs.clear()

    def _add_broken(self, broken: Broken) -> None:
        self._note(broken)
        if broken.entry is None:
            self.tally.broken += 1
        else:
            self.tally.mended += 1
            self._add_entry(broken.entry)

    def _note(self, broken: Broken) -> None:
        self.tally.codes[broken.code] += 1
        if len(self.tally.shown) < SHOWN:
            self.tally.shown.append(broken)

    def _add_entry(self, entry: Entry) -> None:
        self.tally.entries += 1
        self._batch.add(entry, self._category(entry.category), 1)

    def _add_block(self, block: Block) -> None:
        self.tally.entries += len(block.values) // LENGTHS[block.signal]
        self.counted = self.counted or block.times is not None
        self._batch.add_block(block)

    def _category(self, name: str) -> int:
        number = self.categories.get(name)
        if number is None and len(self.categories) > MOST_CATEGORIES:
            self.tally.codes["category"] += 1
            return 0
        return self.categories.setdefault(name, len(self.categories)) if number is None else number
