"""By what contents are likened, many of them in hand as flat arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from inspector.domain.content import Fingerprint, Variation
from inspector.domain.looks import Looks
from inspector.domain.match import Variant
from inspector.domain.variation import AROUND, LEAST_QUALITY, LENGTH, PART, VARIANTS, WHOLE, packed
from inspector.library.altered import exchanged_word
from inspector.library.marks import across
from inspector.library.marks.laying import every_place
from inspector.links.banded import Close, Words
from inspector.links.growing import Growing
from inspector.links.likeness import Rows
from inspector.store.pictured import Pictured

_NO_MARK = Fingerprint(bytes(32), 0)
_MARGINS = np.uint64(9)
_MOST_SIZE = np.uint64((1 << 56) - 1)
_FLIPS = (Variant.MIRRORED.value, Variant.TURNED.value)
_FLIPPED = np.array([name in _FLIPS for name in VARIANTS])
_TRIMMED = np.array([Variant.TRIMMED in name.split("+") for name in VARIANTS])


@dataclass(frozen=True, slots=True)
class Asked:
    """Fingerprints to ask with: `words` (k, 4), `owner` (k,) the row each is of, `variant` (k,) what was done."""

    words: Words
    owner: NDArray[np.int32]
    variant: NDArray[np.uint8]


@dataclass(slots=True)
class Sort:
    """Fingerprints of one sort: `words` (m, 4) uint64, `owner` (m,) the row of each, `variant` (m,) what was done.

    `first` (n + 1,) is where those of each row begin.
    """

    words: Growing[np.uint64] = field(default_factory=lambda: Growing(np.uint64, 4))
    owner: Growing[np.int32] = field(default_factory=lambda: Growing(np.int32))
    variant: Growing[np.uint8] = field(default_factory=lambda: Growing(np.uint8))
    first: Growing[np.uint32] = field(default_factory=lambda: Growing(np.uint32, given=[0]))

    @property
    def bytes(self) -> int:
        """The memory it takes."""
        return self.words.bytes + self.owner.bytes + self.variant.bytes + self.first.bytes

    def add(self, words: Words, rows: Rows, counts: Rows, variants: NDArray[np.uint8]) -> None:
        """Takes in those of these rows, so many of each, which may be none."""
        begin = len(self.words)
        self.words.extend(words)
        self.owner.extend(np.repeat(rows, counts))
        self.variant.extend(variants)
        self.first.extend(begin + np.cumsum(counts, dtype=np.int64))

    def at(self, places: Rows) -> Asked:
        """The fingerprints at these places."""
        return Asked(self.words.all[places], self.owner.all[places], self.variant.all[places])

    def of(self, rows: Rows) -> Rows:
        """The places of all fingerprints of these rows."""
        return every_place(self.first.all[rows].astype(np.int64), self.counts(rows))

    def counts(self, rows: Rows) -> Rows:
        """How many of these rows each has."""
        return self.first.all[rows + 1].astype(np.int64) - self.first.all[rows]


class Held(Protocol):
    """Fingerprints of rows that others are held against."""

    @property
    def words(self) -> Growing[np.uint64]:
        """All of them and maybe others, (m, 4)."""

    def of(self, rows: Rows) -> Rows:
        """The places of those of these rows."""


Ask = Callable[[Held, Asked], Iterable[Close]]
"""Tells which fingerprints of a sort are within the radius of those that ask."""
Told = tuple[Rows, Rows, NDArray[np.int64], NDArray[np.int64]]
"""Rows that asked, rows that are close, the bits between, and what was done; all (n,)."""


@dataclass(frozen=True, slots=True)
class Middles:
    """The last part of each row that has parts: what is left when most is cut off."""

    parts: Sort

    @property
    def words(self) -> Growing[np.uint64]:
        """Fingerprints, at the places they have among the parts."""
        return self.parts.words

    def of(self, rows: Rows) -> Rows:
        """The places of those of these rows."""
        return self.parts.first.all[rows[self.parts.counts(rows) > 0] + 1].astype(np.int64) - 1


@dataclass(slots=True)
class Marks:
    """The fingerprints of contents by row, in four sorts: plain ones, at most one of each; flips; parts; all others.

    Flips are those of the whole picture mirrored or turned; nearly every picture has them. Of parts a picture has
    `AROUND` beside its plain one, or none. The variant of a fingerprint is its place in `names`, 0 for a plain one.
    `orders` (n, 4) uint64 sorts rows, the best first. `across` holds for each of `names` the place of the word for the
    same with rows and columns exchanged, 0 for none.
    """

    plain: Sort = field(default_factory=Sort)
    flips: Sort = field(default_factory=Sort)
    parts: Sort = field(default_factory=Sort)
    altered: Sort = field(default_factory=Sort)
    middles: Middles = field(init=False)
    orders: Growing[np.uint64] = field(default_factory=lambda: Growing(np.uint64, 4))
    names: list[str] = field(default_factory=list)
    across: Growing[np.uint8] = field(default_factory=lambda: Growing(np.uint8))

    def __post_init__(self) -> None:
        self.number("")
        self.middles = Middles(self.parts)

    def __len__(self) -> int:
        return len(self.orders)

    def add(self, contents: Sequence[Looks]) -> Rows:
        """Takes contents in; gives their rows. What tells too little is no fingerprint: it resembles everything."""
        return self.add_columns(_columns(contents))

    def add_columns(self, told: Pictured) -> Rows:
        """The same by column, as very many lie in the store."""
        rows = np.arange(len(self), len(self) + len(told.contents))
        telling = np.array(told.qualities) >= LEAST_QUALITY
        words = np.frombuffer(b"".join(told.marks), np.uint64).reshape(-1, 4)[telling]
        self.plain.add(words, rows, telling.astype(np.int64), np.zeros(len(words), np.uint8))
        records = np.frombuffer(b"".join(told.variations), np.uint8).reshape(-1, LENGTH)
        place = np.repeat(np.arange(len(rows)), [len(packed) // LENGTH for packed in told.variations])
        self._add_parts(records, place, rows, telling)
        whole = np.flatnonzero(records[:, 0] < WHOLE)
        codes, place = records[whole, 0], place[whole]
        margins = np.bincount(place[_TRIMMED[codes]], minlength=len(rows)) > 0
        numbers = np.array([self.number(name) for name in VARIANTS[:WHOLE]], np.uint8)
        for sort, flip in ((self.flips, True), (self.altered, False)):
            some = np.flatnonzero((_FLIPPED[codes] == flip) & (records[whole, 1] >= LEAST_QUALITY))
            words = records[whole[some], 2:].copy().view(np.uint64)
            sort.add(words, rows, np.bincount(place[some], minlength=len(rows)), numbers[codes[some]])
        self.orders.extend(_orders(told, margins))
        return rows

    def _add_parts(self, records: NDArray[np.uint8], place: Rows, rows: Rows, telling: NDArray[np.bool_]) -> None:
        """Takes in the first parts of those that have so many."""
        some = np.flatnonzero((records[:, 0] == PART) & (records[:, 1] >= LEAST_QUALITY))
        counts = np.bincount(place[some], minlength=len(rows))
        rank = np.arange(len(some)) - np.repeat(np.cumsum(counts) - counts, counts)
        enough = telling & (counts >= AROUND)
        kept = some[(rank < AROUND) & enough[place[some]]]
        words = records[kept, 2:].copy().view(np.uint64)
        self.parts.add(words, rows, enough * AROUND, np.full(len(kept), self.part, np.uint8))

    def bare(self, rows: Rows) -> Asked:
        """The plain fingerprints of these rows as they are, and not exchanged."""
        return self.plain.at(self.plain.of(rows))

    @property
    def part(self) -> int:
        """The place of the word for a part."""
        return self.number(VARIANTS[PART])

    def asked(self, sort: Sort, places: Rows) -> Asked:
        """The fingerprints of a sort at these places as they are and, where there is a word for it, exchanged."""
        bare = sort.at(places)
        across = self.across.all[bare.variant]
        turned = across > 0
        return together(bare, Asked(exchanged(bare.words[turned]), bare.owner[turned], across[turned]))

    @property
    def bytes(self) -> int:
        """The memory it takes."""
        sorts = (self.plain, self.flips, self.parts, self.altered)
        return sum(sort.bytes for sort in sorts) + self.orders.bytes

    def order(self, row: int) -> tuple[int, ...]:
        """What sorts one row."""
        return tuple(self.orders.all[row].tolist())

    def number(self, name: str) -> int:
        """The place of a word in `names`."""
        if name not in self.names:
            self.names.append(name)
            self.across.extend(np.zeros(1))
            self._cross(name)
        return self.names.index(name)

    def _cross(self, name: str) -> None:
        """Notes which word each is when rows and columns are exchanged besides."""
        word = exchanged_word(name)
        if word is not None:
            self.across.all[self.names.index(name)] = self.number(word)


def together(*parts: Asked) -> Asked:
    """All that some ask with, one behind the other."""
    return Asked(np.concatenate([each.words for each in parts]), np.concatenate([each.owner for each in parts]),
                 np.concatenate([each.variant for each in parts]))  # fmt: skip


def exchanged(words: Words) -> Words:
    """PDQ fingerprints (n, 4) of the same pictures with rows and columns exchanged."""
    return across.exchanged(np.ascontiguousarray(words).view(np.uint8)).view(np.uint64)


def _columns(contents: Sequence[Looks]) -> Pictured:
    """Contents in hand by column; each leads itself."""
    marks = [each.mark or _NO_MARK for each in contents]
    variations = [packed(Variation(*told) for told in each.variants) for each in contents]
    numbers, alone = [each.content for each in contents], len(contents)
    return Pictured(numbers, [each.sha256 for each in contents], [each.size for each in contents],
                    [mark.pdq for mark in marks], [mark.quality for mark in marks], [each.pixels for each in contents],
                    variations, numbers, [0] * alone, [""] * alone)  # fmt: skip


def _orders(told: Pictured, margins: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """What sorts the best first, (n, 4): more pixels, higher quality, the larger file, the digest.

    A picture that has `margins` (n,) counts as a third as wide and high: otherwise copies in a frame or on a screen
    would lead, and others in another frame are not like them. Skies may be taken for margins, but in their copies
    alike.
    """
    pixels = np.array(told.pixels, np.uint64)
    pixels[margins] //= _MARGINS
    worse = (100 - np.minimum(np.array(told.qualities), 100)).astype(np.uint64) << np.uint64(56)
    sizes = _MOST_SIZE - np.minimum(np.array(told.sizes, np.uint64), _MOST_SIZE)
    digests = np.frombuffer(b"".join(digest[:16] for digest in told.sha256), ">u8").reshape(-1, 2)
    return np.column_stack([~pixels, worse | sizes, digests.astype(np.uint64)])
