"""A set in the making: records of a list gathered into columns, told apart, counted."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from inspector.domain.match import Signal
from inspector.library.column import UNKNOWN_QUALITY
from inspector.library.entry import Blank, Block, Broken, Entry, Record

SHOWN = 1000  # broken places kept to be shown; all are counted


@dataclass(slots=True)
class Gathered:
    """The hashes of one signal in the order they came: bytes one behind the other, and the entry of each."""

    values: bytearray = field(default_factory=bytearray)
    entry: array[int] = field(default_factory=lambda: array("I"))


@dataclass(slots=True)
class Tally:
    """What a list held. `entries` were loaded, `mended` of them from places that are partly wrong; `broken` were lost.

    Lines (records, in JSON) = entries + broken + blank. `codes` counts what was wrong; `shown` are the first of them.
    """

    entries: int = 0
    mended: int = 0
    broken: int = 0
    blank: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    shown: list[Broken] = field(default_factory=list)


class Gathering:
    """Takes records one by one; `sets.save` makes a set of it."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.hashes: Mapping[Signal, Gathered] = {
            signal: Gathered()
            for signal in (Signal.MD5, Signal.SHA1, Signal.SHA256, Signal.PDQ, Signal.PHASH, Signal.DHASH)
        }
        self.quality = bytearray()  # of each PDQ
        self.sizes = array("q")  # of each entry, -1 unknown
        self.categories: dict[str, int] = {"": 0}
        self.category = array("I")  # of each entry, a number of `categories`

    def add(self, record: Record) -> None:
        """Takes one record of a list."""
        match record:
            case Entry():
                self._add_entry(record)
            case Broken():
                self._add_broken(record)
            case Blank():
                self.tally.blank += 1
            case Block():
                for entry in record.entries():
                    self._add_entry(entry)

    def _add_broken(self, broken: Broken) -> None:
        self.tally.codes[broken.code] += 1
        if len(self.tally.shown) < SHOWN:
            self.tally.shown.append(broken)
        if broken.entry is None:
            self.tally.broken += 1
        else:
            self.tally.mended += 1
            self._add_entry(broken.entry)

    def _add_entry(self, entry: Entry) -> None:
        number = self.tally.entries
        self.tally.entries = number + 1
        self._put(Signal.MD5, entry.md5, number)
        self._put(Signal.SHA1, entry.sha1, number)
        self._put(Signal.SHA256, entry.sha256, number)
        if entry.pdq is not None:
            self._put(Signal.PDQ, entry.pdq, number)
            self.quality.append(UNKNOWN_QUALITY if entry.pdq_quality is None else entry.pdq_quality)
        self._put(Signal.PHASH, entry.phash, number)
        self._put(Signal.DHASH, entry.dhash, number)
        self.sizes.append(-1 if entry.size is None else entry.size)
        self.category.append(self.categories.setdefault(entry.category, len(self.categories)))

    def _put(self, signal: Signal, value: bytes | None, number: int) -> None:
        if value is not None:
            gathered = self.hashes[signal]
            gathered.values += value
            gathered.entry.append(number)
