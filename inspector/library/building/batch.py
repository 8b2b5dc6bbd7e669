"""The entries that are sorted together while a list is gathered."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import EXACT, Signal
from inspector.library.building import identity, ids
from inspector.library.building.identity import Identities
from inspector.library.building.ids import Ids
from inspector.library.building.rows import LEFT, OF_LEFT, Rows, rows_of, settled
from inspector.library.entry import Block, Entry

SIGNALS = (Signal.MD5, Signal.SHA1, Signal.SHA256, Signal.PDQ, Signal.PHASH, Signal.DHASH)

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Settled:
    """A batch sorted: rows by signal, every size that an entry names once, who its entries are, and their ids.

    `identities` is None when each entry is told whole by the one row it has.
    """

    rows: Mapping[Signal, Rows]
    sizes: Numbers
    identities: Identities | None
    ids: Ids


@dataclass(slots=True)
class _Column:
    """The hashes of one signal in the order they came: bytes one behind the other, and the entry of each."""

    values: bytearray = field(default_factory=bytearray)
    entry: array[int] = field(default_factory=lambda: array("I"))


class Batch:
    """Takes entries in the order they come; `entries` counts them. Their ids are kept by keys of `secret`."""

    def __init__(self, secret: bytes = b"") -> None:
        self.entries = 0
        self._secret = secret
        self._columns = {signal: _Column() for signal in SIGNALS}
        self._quality = array("q")  # of each PDQ, -1 unknown
        self._sizes = array("q")  # of each entry, -1 unknown
        self._category = array("I")
        self._weight = array("i")
        self._named = array("I")  # the entries that have an id
        self._ids = bytearray()  # of ids.TYPE, theirs

    def add(self, entry: Entry, category: int, weight: int, *, taken_back: bool = False) -> None:
        """Takes one entry; `weight` is how often the list says so, `rows.GONE` or `rows.LEFT`.

        It is 0 where only an id is told that is `taken_back`, or of which nothing stays.
        """
        self._put(Signal.MD5, entry.md5)
        self._put(Signal.SHA1, entry.sha1)
        self._put(Signal.SHA256, entry.sha256)
        if entry.pdq is not None:
            self._put(Signal.PDQ, entry.pdq)
            self._quality.append(-1 if entry.pdq_quality is None else entry.pdq_quality)
        self._put(Signal.PHASH, entry.phash)
        self._put(Signal.DHASH, entry.dhash)
        self._sizes.append(-1 if entry.size is None else entry.size)
        self._category.append(category)
        self._weight.append(weight)
        if entry.id is not None:
            self._ids += ids.told(entry.id, self._secret, gone=taken_back)
            self._named.append(self.entries)
        self.entries += 1

    def add_block(self, block: Block) -> None:
        """Takes many entries of one digest each, without category."""
        count = block.count
        column = self._columns[block.signal]
        column.values += block.values
        column.entry.frombytes(np.arange(self.entries, self.entries + count, dtype=np.uint32).tobytes())
        if block.signal is Signal.PDQ:
            _extend(self._quality, np.int64, None, count, -1)
        _extend(self._sizes, np.int64, block.sizes, count, -1)
        _extend(self._category, np.uint32, None, count, 0)
        _extend(self._weight, np.int32, block.times, count, 1)
        self.entries += count

    def settled(self) -> Settled:
        """All of it, sorted; nothing of what something later was said of under the same id."""
        named, numbers = self._latest()
        sizes = np.frombuffer(self._sizes, np.int64)
        rows = {signal: self._rows(signal, sizes, numbers) for signal in SIGNALS if self._columns[signal].entry}
        known = np.unique(sizes[sizes >= 0])
        identities = None if self._told_whole(rows, known) else self._identities(rows, sizes)
        told = {signal: settled(some) for signal, some in rows.items() if len(some)}
        return Settled(told, known, identities, named)

    def _latest(self) -> tuple[Ids, ids.Numbers]:
        """The ids, and the number of that of each entry; entries that are outdated weigh nothing from here on."""
        found, told, counts = ids.latest(np.frombuffer(self._ids, ids.TYPE))
        named, numbers = np.frombuffer(self._named, np.uint32), np.zeros(self.entries, np.uint32)
        numbers[named] = told
        np.frombuffer(self._weight, np.int32)[named[~counts]] = 0
        return found, numbers

    def _put(self, signal: Signal, value: bytes | None) -> None:
        if value is not None:
            column = self._columns[signal]
            column.values += value
            column.entry.append(self.entries)

    def _entry(self, signal: Signal) -> NDArray[np.uint32]:
        return np.frombuffer(self._columns[signal].entry, np.uint32)

    def _rows(self, signal: Signal, sizes: Numbers, numbers: ids.Numbers) -> Rows:
        entry = self._entry(signal)
        detail = np.full(len(entry), -1) if signal not in EXACT else sizes[entry]
        if signal is Signal.PDQ:
            detail = np.frombuffer(self._quality, np.int64)
        category = np.frombuffer(self._category, np.uint32)[entry]
        weight = np.frombuffer(self._weight, np.int32)[entry]
        rows = rows_of(signal, self._columns[signal].values, detail, category, weight)
        rows["id"] = numbers[entry]
        rows["detail"][weight == LEFT] = OF_LEFT
        return rows if weight.all() else rows[weight != 0]

    def _told_whole(self, rows: Mapping[Signal, Rows], known: Numbers) -> bool:
        alone = sum(map(len, rows.values())) == np.count_nonzero(np.frombuffer(self._weight, np.int32))
        return alone and (not len(known) or EXACT.issuperset(rows))

    def _identities(self, rows: Mapping[Signal, Rows], sizes: Numbers) -> Identities:
        total = identity.of_facts(sizes, np.frombuffer(self._category, np.uint32))
        counts = np.frombuffer(self._weight, np.int32) != 0
        for signal, some in rows.items():
            entry = self._entry(signal)
            total[:, entry[counts[entry]]] += identity.of_hashes(signal, some)
        return identity.distinct(total[:, counts])


def _extend(taking: array[int], kind: type, given: NDArray[np.generic] | None, count: int, usual: int) -> None:
    some: NDArray[np.generic] = np.full(count, usual, kind) if given is None else given.astype(kind)
    taking.frombytes(some.tobytes())
