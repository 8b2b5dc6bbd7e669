"""Pictures and what was cut from them: a share of the sides, about the same all around.

One is a cut of another when some part of the whole is like the cut, and the middle of the whole, what is left of it
when most is cut off, is like the cut or some part of it. All of that is seen in both pictures and nothing is guessed.
As both must hold, the whole finds the cut by its parts and the cut finds the whole by its own, so that it does not
matter who is asked; and one fingerprint more of each picture needs an index, not five.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from inspector.library.marks.distance import distances
from inspector.links.banded import LIKE, Close, Words
from inspector.links.likeness import Rows
from inspector.links.marks import Asked, Marks, Sort, Told


def cut_from(marks: Marks, asked: Asked, close: Close) -> Told:
    """What was cut from pictures that asked with their parts for plain fingerprints."""
    one, other, apart = close
    whole, cut = asked.owner[one].astype(np.int64), marks.plain.owner.all[other].astype(np.int64)
    middle = marks.middles.words.all[marks.middles.of(whole)]
    back = np.minimum(distances(marks.bare(cut).words, middle), _nearest(marks.parts, cut, middle))
    return _held(marks, whole, cut, np.maximum(apart, back))


def wholes_of(marks: Marks, asked: Asked, close: Close) -> Told:
    """What pictures were cut from that asked, as they are and with their parts, for middles."""
    one, other, apart = close
    whole, cut = marks.parts.owner.all[other].astype(np.int64), asked.owner[one].astype(np.int64)
    return _held(marks, cut, whole, np.maximum(apart, _nearest(marks.parts, whole, marks.bare(cut).words)))


def _held(marks: Marks, asked: Rows, found: Rows, apart: NDArray[np.int64]) -> Told:
    near = np.flatnonzero(apart <= LIKE)
    return asked[near], found[near], apart[near], np.full(len(near), marks.part)


def _nearest(sort: Sort, rows: Rows, words: Words) -> NDArray[np.int64]:
    """How far the nearest fingerprint of a sort is that each row has from a word each (n, 4); 256 where it has none."""
    places, counts = sort.of(rows), sort.counts(rows)
    lane = np.repeat(np.arange(len(rows)), counts)
    nearest = np.full(len(rows), 256)
    np.minimum.at(nearest, lane, distances(sort.words.all[places], words[lane]))
    return nearest
