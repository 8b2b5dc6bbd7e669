"""A set in the making: records of a list gathered into rows, told apart, counted.

A list of any length takes a bounded part of the memory: whenever many rows have come they are sorted and put away, in
a file sealed by a key that nobody keeps, and what was put away is merged at the end.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from inspector.library.building.batch import Batch
from inspector.library.building.products import Products, products_of
from inspector.library.building.rows import GONE, LEFT
from inspector.library.building.runs import InMemory, OfSet, Run
from inspector.library.building.spool import Spool
from inspector.library.building.tally import Tally
from inspector.library.entry import Blank, Block, Broken, Entry, Film, Gone, Record
from inspector.library.film.reels import Reels, told
from inspector.library.pertinence import harmless
from inspector.library.sealed import Sealed

MOST_CATEGORIES = (1 << 16) - 1  # different ones; a list with more has something else in that column
AT_ONCE = 2_000_000  # entries sorted together, in some 300 MiB


class Gathering:
    """Takes records one by one; `sets.save` makes a set of it. `close` it, whatever becomes of it.

    What is put away goes to `spool`; without one all is kept in memory. `keeps_ids` unless it is `built_on` a set that
    keeps none; `products` are those that the set is to keep, of what they are built on at first.
    """

    def __init__(self, spool: Spool | None = None, at_once: int = AT_ONCE) -> None:
        self.tally = Tally()
        self.categories: dict[str, int] = {"": 0}
        self.counted = False
        self.runs: list[Run] = []
        self.films = Reels()
        self.built_on = False
        self.keeps_ids = True
        self.products: Products | None = None
        self._spool = spool
        self._at_once = at_once
        self._secret = spool.secret if spool else b""
        self._batch = Batch(self._secret)

    def go_on(self) -> int:
        """Takes up what an import of the same list had put away before it was broken off; how many places that were."""
        state = self._spool.found() if self._spool else None
        if state is None:
            return 0
        self.runs += state.runs
        self.tally, self.counted = state.tally, state.counted
        self.categories = {name: number for number, name in enumerate(state.categories)}
        return self.tally.places

    def add(self, record: Record) -> None:
        """Takes one record of a list."""
        match record:
            case Entry():
                self._add_entry(record)
            case Block():
                self._add_block(record)
            case Film():
                self._add_film(record)
            case Broken():
                self._add_broken(record)
            case Gone():
                self._take_back(record.entry)
            case Blank():
                self._pass_over(record)
        self._put_away()

    def leave_out(self, record: Record, *, taken_back: bool) -> None:
        """Counts what does not belong into the set; `taken_back`, its hashes are kept out wherever they stand.

        So nothing is known to be harmless that the same list also says something else of. Of what a difference leaves
        out nothing stays of before.
        """
        self.tally.left_out += record.count if isinstance(record, Block) else 1
        entry = record.entry if isinstance(record, Broken) else record
        weight = GONE if taken_back else LEFT
        if not (taken_back or self.built_on):
            return
        if isinstance(entry, Block):
            self._batch.add_block(replace(entry, times=np.full(entry.count, weight, np.int32)))
        elif isinstance(entry, Entry) and entry.id is not None and self.keeps_ids and not taken_back:
            self._batch.add(Entry(id=entry.id), 0, 0)
        elif isinstance(entry, Entry):
            self._batch.add(replace(entry, id=None), 0, weight)
        self._put_away()

    def without_tools(self, record: Record) -> Record | None:
        """What a record says but for files of tools, which do not belong among what is harmless, and are counted."""
        if isinstance(record, Block) and record.tools is not None:
            rows = record.tools.astype(np.int64)
            self.tally.tools += int(rows[rows > 0].sum())
            self.tally.tools_gone -= int(rows[rows < 0].sum())
            return harmless(record, record.tools)
        entry = record.entry if isinstance(record, Broken) else record
        if isinstance(entry, Entry) and entry.tool:
            self.tally.tools += 1
            return None
        return record

    def build_on(self, file: Sealed) -> None:
        """Begins with what the set in `file` says, which is closed with the gathering.

        Where it does not keep the ids of its list, what was told before is not found by them.
        """
        self.built_on, self.keeps_ids = True, bool(file.about.get("ids"))
        self.products = products_of(file)
        numbers = [self._category(str(name)) for name in file.about["categories"]]
        self.counted = self.counted or bool(file.about["counted"])
        for film, number in told(file):
            self.films.add(film, numbers[number])
        self.runs.append(OfSet(file, np.array(numbers, np.uint32)))

    def finished(self) -> list[Run]:
        """Ends it, so that nothing is added any more; all rows, in runs."""
        if self._batch.entries or not self.runs:
            self.runs.append(InMemory(self._batch.settled()))
            self._batch = Batch(self._secret)
        return self.runs

    def close(self, *, keep: bool = False) -> None:
        """Removes what was put away; to `keep` it, so that an import can go on, only closes it."""
        for run in self.runs:
            run.close() if keep else run.remove()
        self.runs.clear()
        if self._spool is not None and not keep:
            self._spool.forget()

    def _put_away(self) -> None:
        """Puts away what has come, when that is much."""
        if self._batch.entries >= self._at_once and self._spool is not None:
            self.runs.append(self._spool.put_away(self._batch.settled()))
            self._batch = Batch(self._secret)
            self._spool.note(self.tally, list(self.categories), counted=self.counted)

    def _add_film(self, film: Film) -> None:
        self.tally.entries += 1
        self.films.add(film, self._category(film.category))
        if self._spool is not None:
            self._spool.give_up()  # films stay in memory

    def _add_broken(self, broken: Broken) -> None:
        self.tally.note(broken)
        if broken.entry is None:
            self.tally.broken += 1
        else:
            self.tally.mended += 1
            self._add_entry(broken.entry)

    def _pass_over(self, blank: Blank) -> None:
        self.tally.blank += 1
        if blank.code:
            self.tally.note(Broken(blank.line, blank.code, blank.record))

    def _add_entry(self, entry: Entry) -> None:
        self.tally.entries += 1
        self._batch.add(entry, self._category(entry.category), 1)

    def _add_block(self, block: Block) -> None:
        told = block.count if block.times is None else int(np.maximum(block.times, 0).sum(dtype=np.int64))
        self.tally.entries += told
        self.tally.gone += block.places - told
        self.counted = self.counted or block.times is not None
        self._batch.add_block(block)

    def _take_back(self, entry: Entry) -> None:
        self.tally.gone += 1
        if entry.id is not None and (self.keeps_ids or not entry.usable()):  # others may tell the same hashes
            self._batch.add(Entry(id=entry.id), 0, 0, taken_back=True)
        elif entry.usable():
            self._batch.add(replace(entry, id=None), 0, GONE)
        else:
            self.tally.unnamed += 1

    def _category(self, name: str) -> int:
        number = self.categories.get(name)
        if number is None and len(self.categories) > MOST_CATEGORIES:
            self.tally.codes["category"] += 1
            return 0
        return self.categories.setdefault(name, len(self.categories)) if number is None else number
