"""Pictures and what was cut from them: a share of the sides, about the same all around.

One is a cut of another when some part of the whole is like the cut, and the middle of the whole, what is left of it
when most is cut off, is like the cut or some part of it. All of that is seen in both pictures and nothing is guessed.
As both must hold, the whole finds the cut by its parts and the cut finds the whole by its own, so that it does not
matter who is asked; and one fingerprint more of each picture needs an index, not five.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from inspector.library.marks.distance import distances
from inspector.links.banded import LIKE, Words
from inspector.links.likeness import Rows
from inspector.links.marks import Ask, Asked, Marks, Sort, Told, together


def cuts(marks: Marks, rows: Rows, ask: Ask) -> Iterator[Told]:
    """What was cut from some of these rows, and what some of them were cut from."""
    parts = marks.asked(marks.parts, marks.parts.of(rows))
    plain = marks.plain.of(rows)
    as_it_is = Asked(marks.plain.words.all[plain], marks.plain.owner.all[plain], marks.plain.variant.all[plain])
    for one, other, apart in ask(marks.plain, parts):
        whole, cut = parts.owner[one].astype(np.int64), marks.plain.owner.all[other].astype(np.int64)
        yield _held(marks, whole, cut, np.maximum(apart, _by_middle(marks, whole, cut)))
    seen = together(as_it_is, parts)
    for one, other, apart in ask(marks.middles, seen):
        whole, cut = marks.parts.owner.all[other].astype(np.int64), seen.owner[one].astype(np.int64)
        yield _held(marks, cut, whole, np.maximum(apart, _by_parts(marks, whole, cut)))


def _held(marks: Marks, asked: Rows, found: Rows, apart: NDArray[np.int64]) -> Told:
    near = np.flatnonzero(apart <= LIKE)
    return asked[near], found[near], apart[near], np.full(len(near), marks.part)


def _by_middle(marks: Marks, whole: Rows, cut: Rows) -> NDArray[np.int64]:
    """How far the middle of each whole is from the cut, or from the nearest part of that."""
    middle = marks.middles.words.all[marks.middles.of(whole)]
    return np.minimum(distances(_plain(marks, cut), middle), _nearest(marks.parts, cut, middle))


def _by_parts(marks: Marks, whole: Rows, cut: Rows) -> NDArray[np.int64]:
    """How far the nearest part of each whole is from the cut."""
    return _nearest(marks.parts, whole, _plain(marks, cut))


def _plain(marks: Marks, rows: Rows) -> Words:
    """The plain fingerprint of each row; all of these have one."""
    return marks.plain.words.all[marks.plain.first.all[rows]]


def _nearest(sort: Sort, rows: Rows, words: Words) -> NDArray[np.int64]:
    """How far the nearest fingerprint of a sort is that each row has from a word each (n, 4); 256 where it has none."""
    places, counts = sort.of(rows), sort.counts(rows)
    lane = np.repeat(np.arange(len(rows)), counts)
    nearest = np.full(len(rows), 256)
    np.minimum.at(nearest, lane, distances(sort.words.all[places], words[lane]))
    return nearest
