"""Pictures and what was cut from them: a share of the sides, about the same all around.

One is a cut of another when some part of the whole is like the cut, and the inside of the whole, what is left of it
when most is cut off, is like the cut or some part of it. Both are what can be seen in both pictures and no guess, so
that they differ by few bits. As both must hold, the whole is found by its parts and the cut by its own, whoever is
asked, and one fingerprint more of each picture needs an index, not five.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from inspector.library.marks.distance import distances
from inspector.links.banded import Words
from inspector.links.likeness import Rows
from inspector.links.marks import Ask, Asked, Marks, Sort, Told, together

RADIUS = 23
"""Bits; of pictures cut by 5 and 15 % and saved anew 19 of 20 are within, and half within 12."""


def cuts(marks: Marks, rows: Rows, ask: Ask) -> Iterator[Told]:
    """What was cut from some of these rows, and what some of them were cut from."""
    parts = marks.asked(marks.parts, marks.parts.of(rows))
    plain = marks.plain.of(rows)
    as_it_is = Asked(marks.plain.words.all[plain], marks.plain.owner.all[plain], marks.plain.variant.all[plain])
    for one, other, apart in ask(marks.plain, parts, RADIUS):
        whole, cut = parts.owner[one].astype(np.int64), marks.plain.owner.all[other].astype(np.int64)
        yield _held(marks, whole, cut, np.maximum(apart, _by_inside(marks, whole, cut)))
    seen = together(as_it_is, parts)
    for one, other, apart in ask(marks.insides, seen, RADIUS):
        whole, cut = marks.parts.owner.all[other].astype(np.int64), seen.owner[one].astype(np.int64)
        yield _held(marks, cut, whole, np.maximum(apart, _by_parts(marks, whole, cut)))


def _held(marks: Marks, asked: Rows, found: Rows, apart: NDArray[np.int64]) -> Told:
    near = np.flatnonzero(apart <= RADIUS)
    return asked[near], found[near], apart[near], np.full(len(near), marks.part)


def _by_inside(marks: Marks, whole: Rows, cut: Rows) -> NDArray[np.int64]:
    """How far the inside of each whole is from the cut, or from the nearest part of that."""
    inside = marks.insides.words.all[marks.insides.of(whole)]
    return np.minimum(distances(_plain(marks, cut), inside), _nearest(marks.parts, cut, inside))


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
