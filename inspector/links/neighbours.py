"""Pictures that are alike, by their fingerprints and by those of what was done to them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from inspector.links.banded import Banded, Close, scanned
from inspector.links.likeness import Pairs, Rows
from inspector.links.marks import Marks

_APART, _VARIANTS = 1 << 6, 1 << 8  # a pair, the bits between them and what was done are sorted as one number
_NOTHING: Close = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int16))


class Pictures(Marks):
    """Pictures as a likeness: two are alike when a fingerprint of one is within the radius of the other's plain one."""

    def index(self) -> Neighbours:
        """An empty index over them."""
        return Neighbours(self)

    def compared(self, rows: Rows, others: Rows) -> Pairs:
        """Which of `rows` are like which of `others`, by comparing each with each."""
        words, (plain, altered), (their, their_altered) = self.words.all, self.parted(rows), self.parted(others)
        return alike(self, [
            *scanned(words, plain, their), *scanned(words, plain, their_altered), *scanned(words, altered, their)
        ])  # fmt: skip


class Neighbours:
    """Some of the pictures of `marks`, to be asked for what is like others of them.

    Altered fingerprints are compared with plain ones only, so both have an index of their own.
    """

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._plain, self._altered = Banded(marks.words), Banded(marks.words)

    @property
    def bytes(self) -> int:
        """The memory it takes beside `marks`."""
        return self._plain.bytes + self._altered.bytes

    def add(self, rows: Rows) -> None:
        """Takes in all fingerprints of these rows."""
        plain, altered = self._marks.parted(rows)
        self._plain.add(plain)
        self._altered.add(altered)

    def like(self, rows: Rows) -> Pairs:
        """All rows in it that are like these."""
        plain, altered = self._marks.parted(rows)
        found = (self._plain.close(plain), self._altered.close(plain), self._plain.close(altered))
        return alike(self._marks, [close for part in found for close in part])


def alike(marks: Marks, close: Iterable[Close]) -> Pairs:
    """The pairs of rows behind pairs of close fingerprints, each once; of equally close ones by the word for it."""
    asked, found, apart = (np.concatenate(parts) for parts in zip(_NOTHING, *close, strict=True))
    by_word = np.argsort(marks.names)
    place = np.argsort(by_word)
    one, other = marks.owner.all[asked].astype(np.int64), marks.owner.all[found]
    pair, variant = one * len(marks) + other, np.maximum(marks.variant.all[asked], marks.variant.all[found])
    told = np.sort(((pair * _APART + apart) * _VARIANTS + place[variant])[one != other])
    pair, told = np.divmod(told, _APART * _VARIANTS)
    first = np.diff(pair, prepend=-1) != 0
    one, other = np.divmod(pair[first], max(1, len(marks)))
    bits, word = np.divmod(told[first], _VARIANTS)
    return Pairs(one, other, bits.astype(np.int16), by_word[word].astype(np.uint8))
