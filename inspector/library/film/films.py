"""The films a set knows, by fingerprints of their frames, and how they are asked. `alike` has the rule."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Signal
from inspector.library.entry import Film
from inspector.library.film.alike import RULE, Frames, Mask, Rule, Shares, counted, shares
from inspector.library.film.turns import turned
from inspector.library.marks.bands import Bands
from inspector.library.marks.distance import Fingerprints
from inspector.library.marks.laying import every_place
from inspector.library.marks.near import UNKNOWN_QUALITY, Near, indexed, near

Array = NDArray[Any]
Rows = NDArray[np.int64]

_ID_BYTES, _WORDS = 32, 4
_NAMES = ("mark", "at_ms", "starts", "order", "firsts", "telling", "ids", "category")
_FEW = 32
LATEST_MS = (1 << 32) - 1


@dataclass(frozen=True, slots=True)
class Found:
    """A known film that agrees: its id in hex, the number of its category, what agrees, and what was done before."""

    film: str
    category: int
    shares: Shares
    variant: str = ""

    @property
    def distance(self) -> int:
        """How much of the film that has more in common is missing, in whole percent; 0 when all of it agrees."""
        return self.shares.missing


@dataclass(frozen=True, slots=True)
class Films:
    """Known films as the flat arrays of a set's file.

    `near` has each of their fingerprints once: (m, 4), ascending. Of the frames that count, those of one film behind
    the other in order of time: `mark` (n,) uint32, the row of their fingerprint, and `at_ms` (n,) uint32; `starts`
    (films + 1,) int64, where the frames of each film begin. `order` (n,) uint32 are the frames in order of `mark`, and
    `firsts` (m + 1,) int64 where those of each fingerprint begin. Of each film `telling` (films,) float32, as in
    Frames; `ids` (films, 32) uint8; `category` (films,) uint32, a number of the set's own list. Of a film without a
    single frame that counts the id is kept, and nothing agrees with it.
    """

    near: Near
    mark: NDArray[np.uint32]
    at_ms: NDArray[np.uint32]
    starts: NDArray[np.int64]
    order: NDArray[np.uint32]
    firsts: NDArray[np.int64]
    telling: NDArray[np.float32]
    ids: NDArray[np.uint8]
    category: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.ids)

    def asked(self, frames: Frames, rule: Rule = RULE) -> list[Found]:
        """The films that `frames` agree with, as they are or else turned or in a mirror; most in common first."""
        found = list(self._agreeing(frames, rule))
        if not found and len(frames):
            promising = {variant for variant, few in turned(_few(frames)) if len(self.near.within_all(few.marks)[0])}
            ways = turned(frames) if promising else ()
            found = [each for name, way in ways if name in promising for each in self._agreeing(way, rule, name)]
        return sorted(found, key=lambda each: (each.distance, each.category, each.film))

    def frames(self, film: int) -> Frames:
        """The frames of one film that count."""
        stretch = slice(int(self.starts[film]), int(self.starts[film + 1]))
        return Frames(
            self.near.known[self.mark[stretch]], self.at_ms[stretch].astype(np.int64), float(self.telling[film])
        )

    def arrays(self) -> dict[str, Array]:
        """All of it by name, as it is written; `loaded` reads it."""
        arrays: dict[str, Array] = {f"film.{name}": getattr(self, name) for name in _NAMES}
        arrays["film.known"] = self.near.known
        if (bands := self.near.bands) is not None:
            arrays |= {"film.band-rows": bands.rows, "film.band-starts": bands.starts}
        return arrays

    def _agreeing(self, frames: Frames, rule: Rule, variant: str = "") -> Iterator[Found]:
        asked, known = self._pairs(frames)
        film_of = np.searchsorted(self.starts, known, side="right") - 1
        films, begin, count = np.unique(film_of, return_index=True, return_counts=True)
        enough = (count >= rule.fewest) & (self._reach(frames, asked, known, films, begin) >= rule.least)
        for film, start, length in zip(*(each[enough].tolist() for each in (films, begin, count)), strict=True):
            pairs = slice(start, start + length)
            agreed = self._shares(film, frames, asked[pairs], known[pairs], rule)
            if agreed.alike:
                yield Found(self.ids[film].tobytes().hex(), int(self.category[film]), agreed, variant)

    def _reach(self, frames: Frames, asked: Rows, known: Rows, films: Rows, begin: Rows) -> NDArray[np.float64]:
        """For each of `films` the most that either share can be: what lies from the first agreeing frame to the last.

        Many films may have a logo in common; most of them are dropped here.
        """
        if not len(films):
            return np.zeros(0)
        one = np.maximum.reduceat(asked, begin) - np.minimum.reduceat(asked, begin) + 1
        other = np.maximum.reduceat(known, begin) - known[begin] + 1
        lengths = self.starts[films + 1] - self.starts[films]
        return np.asarray(np.maximum(one / len(frames), other / lengths))

    def _pairs(self, frames: Frames) -> tuple[Rows, Rows]:
        """All pairs within the radius: places in `frames` and frames of known films, in order of the latter."""
        asked, rows, _ = self.near.within_all(frames.marks)
        begin = self.firsts[rows]
        count = self.firsts[rows + 1] - begin
        places = every_place(begin, count)
        known = self.order[places].astype(np.int64)
        by_frame = np.argsort(known, kind="stable")
        return np.repeat(asked, count)[by_frame], known[by_frame]

    def _shares(self, film: int, frames: Frames, asked: Rows, known: Rows, rule: Rule) -> Shares:
        of_film = self.frames(film)
        return shares(frames, _marked(asked, frames), of_film, _marked(known - self.starts[film], of_film), rule)


def made(films: Iterable[tuple[Film, int]], rule: Rule = RULE) -> Films:
    """The films of a list, each with the number of its category; one that is told twice is kept once."""
    once: dict[tuple[bytes, int], Frames] = {}
    for film, number in films:
        once.setdefault((film_id(film), number), counted(film.frames, rule))
    frames = list(once.values())
    every = np.concatenate([np.zeros((0, _WORDS), np.uint64), *(each.marks for each in frames)])
    known, mark = _distinct(every)
    at_ms = np.concatenate([np.zeros(0, np.int64), *(each.at_ms for each in frames)])
    return Films(
        near=_near(known, indexed(Signal.PDQ, known, _qualities(known))),
        mark=mark,
        at_ms=np.minimum(at_ms, LATEST_MS).astype(np.uint32),
        starts=np.cumsum([0, *map(len, frames)]),
        order=np.argsort(mark, kind="stable").astype(np.uint32),
        firsts=np.append(0, np.cumsum(np.bincount(mark, minlength=len(known)))),
        telling=np.array([each.telling for each in frames], np.float32),
        ids=np.frombuffer(b"".join(name for name, _ in once), np.uint8).reshape(-1, _ID_BYTES),
        category=np.array([number for _, number in once], np.uint32),
    )


def loaded(arrays: Mapping[str, Array]) -> Films | None:
    """The films in the arrays of a set's file, None where it has none; raises KeyError."""
    if "film.known" not in arrays:
        return None
    known, rows = arrays["film.known"], arrays.get("film.band-rows")
    bands = None if rows is None else Bands(rows, arrays["film.band-starts"])
    told = {name: arrays[f"film.{name}"] for name in _NAMES}
    return Films(_near(known, bands), **told)


def film_id(film: Film) -> bytes:
    """The SHA-256 of a film as a list tells it: of each frame in order the 32 bytes of its PDQ and one of its quality.

    Names, numbers and times are not in it, which tools write as they like.
    """
    return hashlib.sha256(b"".join(pdq + bytes([quality]) for pdq, quality, _ in film.frames)).digest()


def _few(frames: Frames) -> Frames:
    """Frames enough to tell whether asking all of them is worth it, which it seldom is."""
    every = -(-len(frames) // _FEW) or 1
    return Frames(frames.marks[::every], frames.at_ms[::every], frames.telling)


def _distinct(marks: Fingerprints) -> tuple[Fingerprints, NDArray[np.uint32]]:
    """Each fingerprint once in ascending order, and which of them each of `marks` is."""
    order = np.lexsort(marks.T[::-1])
    fresh = np.ones(len(marks), bool)
    fresh[1:] = np.any(marks[order[1:]] != marks[order[:-1]], axis=1)
    which = np.empty(len(marks), np.uint32)
    which[order] = np.cumsum(fresh) - 1
    return np.ascontiguousarray(marks[order[fresh]]), which


def _near(known: Fingerprints, bands: Bands | None) -> Near:
    return near(Signal.PDQ, known, _qualities(known), bands)


def _qualities(marks: Fingerprints) -> NDArray[np.uint8]:
    """All frames that are kept count."""
    return np.full(len(marks), UNKNOWN_QUALITY, np.uint8)


def _marked(places: Rows, frames: Frames) -> Mask:
    marked = np.zeros(len(frames), bool)
    marked[places] = True
    return marked
