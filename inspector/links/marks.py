"""By what contents are likened, many of them in hand as flat arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from inspector.domain.looks import Looks
from inspector.domain.variation import LEAST_QUALITY
from inspector.library.altered import exchanged_word
from inspector.library.marks.laying import every_place
from inspector.links.banded import Words
from inspector.links.growing import Growing
from inspector.links.likeness import Rows

_SIDE = 16


@dataclass(frozen=True, slots=True)
class Asked:
    """Fingerprints to ask with: `words` (k, 4), `owner` (k,) the row each is of, `variant` (k,) what was done."""

    words: Words
    owner: NDArray[np.int32]
    variant: NDArray[np.uint8]


@dataclass(slots=True)
class Marks:
    """The fingerprints of contents by row; a row has none or more of them, the plain one first.

    `words` (m, 4) uint64, `owner` (m,) the row, `variant` (m,) 0 for the plain one, else its place in `names`.
    `first` (n + 1,) where the fingerprints of each row begin; `orders` (n, 4) uint64 sorts rows, the best first.
    `across` holds for each of `names` the place of the word for the same with rows and columns exchanged, 0 for none.
    """

    words: Growing[np.uint64] = field(default_factory=lambda: Growing(np.uint64, 4))
    owner: Growing[np.int32] = field(default_factory=lambda: Growing(np.int32))
    variant: Growing[np.uint8] = field(default_factory=lambda: Growing(np.uint8))
    first: Growing[np.int64] = field(default_factory=lambda: Growing(np.int64, given=[0]))
    orders: Growing[np.uint64] = field(default_factory=lambda: Growing(np.uint64, 4))
    names: list[str] = field(default_factory=list)
    across: Growing[np.uint8] = field(default_factory=lambda: Growing(np.uint8))

    def __post_init__(self) -> None:
        self.number("")

    def __len__(self) -> int:
        return len(self.orders)

    def add(self, contents: Sequence[Looks]) -> Rows:
        """Takes contents in; gives their rows. What tells too little is no fingerprint: it resembles everything."""
        begin, told = len(self), [looks.marks(LEAST_QUALITY) for looks in contents]
        counts = [len(marks) for marks in told]
        flat = [mark for marks in told for mark in marks]
        rows = np.arange(begin, begin + len(contents))
        self.words.extend(np.frombuffer(b"".join(mark for _, mark in flat), np.uint64).reshape(-1, 4))
        self.owner.extend(np.repeat(rows, counts))
        self.variant.extend(np.array([self.number(name) for name, _ in flat], np.uint8))
        self.first.extend(len(self.words) - len(flat) + np.cumsum(counts, dtype=np.int64))
        orders = b"".join(looks.order() for looks in contents)
        self.orders.extend(np.frombuffer(orders, ">u8").reshape(-1, 4))
        return rows

    def of(self, rows: Rows) -> Rows:
        """The places of all fingerprints of these rows."""
        begin = self.first.all[rows]
        count = self.first.all[rows + 1] - begin
        return every_place(begin, count)

    def parted(self, rows: Rows) -> tuple[Rows, Rows]:
        """The same, plain ones and altered ones apart."""
        places = self.of(rows)
        plain = self.variant.all[places] == 0
        return places[plain], places[~plain]

    def asked(self, places: Rows) -> Asked:
        """The fingerprints at these places as they are and, where that is an alteration, rows and columns exchanged."""
        words, owner, variant = self.words.all[places], self.owner.all[places], self.variant.all[places]
        across = self.across.all[variant]
        turned = across > 0
        return Asked(np.concatenate([words, exchanged(words[turned])]), np.concatenate([owner, owner[turned]]),
                     np.concatenate([variant, across[turned]]))  # fmt: skip

    @property
    def bytes(self) -> int:
        """The memory it takes."""
        return sum(each.bytes for each in (self.words, self.owner, self.variant, self.first, self.orders))

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


def exchanged(words: Words) -> Words:
    """PDQ fingerprints (n, 4) of the same pictures with rows and columns exchanged, which is exact."""
    bits = np.unpackbits(np.ascontiguousarray(words).view(np.uint8), axis=1).reshape(-1, _SIDE, _SIDE)
    return np.packbits(bits.transpose(0, 2, 1).reshape(-1, _SIDE * _SIDE), axis=1).view(np.uint64)
