"""Films that are alike, by the frames they have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from inspector.domain.looks import Looks, unpacked_frames
from inspector.library.film.alike import TOGETHER, Frames, Mask, counted, shares
from inspector.library.film.films import LATEST_MS
from inspector.library.film.turns import SHEAVES, steady, ways
from inspector.library.marks.distance import Fingerprints
from inspector.library.marks.laying import every_place
from inspector.links.agreed import Agreed, InCommon
from inspector.links.framed import Framed, uncrowded
from inspector.links.growing import Growing
from inspector.links.likeness import Pairs, Rows
from inspector.store.filmed import Filmed

_Told = tuple[int, bool, int, str]
"""A film that is like another: its row, whether one of both was turned, the percent that is missing, how it was."""


class Films:
    """Films as a likeness: two are alike when `TOGETHER` says so of the frames they have in common.

    What is between them is how much the film that has more in common lacks, in percent. One is turned or in a mirror
    when they are not alike as they are. `words` (m, 4) are the frames that count, those of one film behind each other,
    `at_ms` (m,) their moments, `lasts_ms` (m,) how long they are seen with those they stand for, and `first` (n + 1,)
    where those of each film begin.
    """

    def __init__(self) -> None:
        self.names: list[str] = [""]
        self.orders: Growing[np.uint64] = Growing(np.uint64, 4)
        self._words: Growing[np.uint64] = Growing(np.uint64, 4)
        self._at_ms: Growing[np.uint32] = Growing(np.uint32)
        self._lasts_ms: Growing[np.uint32] = Growing(np.uint32)
        self._first: Growing[np.int64] = Growing(np.int64, given=[0])
        self._telling: Growing[np.float32] = Growing(np.float32)
        self._dark_ms: Growing[np.uint32] = Growing(np.uint32)
        self._sheaves: Growing[np.uint16] = Growing(np.uint16, SHEAVES)
        self._ways = [way.name for way in ways()]

    def __len__(self) -> int:
        return len(self.orders)

    @property
    def bytes(self) -> int:
        """The memory it takes."""
        frames = (self._words, self._sheaves, self._at_ms, self._lasts_ms)
        return sum(each.bytes for each in (*frames, self.orders, self._first, self._telling, self._dark_ms))

    def add(self, contents: Sequence[Looks]) -> Rows:
        """Takes films in; gives their rows."""
        begin = len(self)
        for looks in contents:
            told = counted(unpacked_frames(looks.frames), TOGETHER, looks.duration_ms)
            sheaves = steady(told.marks)
            standing = uncrowded(sheaves)
            kept = np.unique(standing)
            self._words.extend(told.marks[kept])
            self._sheaves.extend(sheaves[kept])
            self._at_ms.extend(np.minimum(told.at_ms[kept], LATEST_MS))
            self._lasts_ms.extend(np.bincount(standing, told.lasts_ms)[kept])
            self._first.extend(np.array([len(self._words)]))
            self._telling.extend(np.array([told.telling]))
            self._dark_ms.extend(np.array([min(told.dark_ms, LATEST_MS)]))
        self.orders.extend(_orders(contents))
        return np.arange(begin, len(self))

    def add_columns(self, told: Filmed) -> Rows:
        """The same, as they lie in the store."""
        return self.add(told.looks)

    def order(self, row: int) -> tuple[int, ...]:
        """What sorts one row."""
        return tuple(self.orders.all[row].tolist())

    def number(self, name: str) -> int:
        """The place of a word in `names`."""
        if name not in self.names:
            self.names.append(name)
        return self.names.index(name)

    def index(self) -> Some:
        """None of them yet."""
        return Some(self, Framed(self._words, self._sheaves, TOGETHER.radius))

    def compared(self, rows: Rows, others: Rows) -> Pairs:
        """Which of `rows` are like which of `others`: the fewer ask, since asking is what takes long."""
        some, turned = self.index(), len(rows) > len(others)
        some.add(rows if turned else others)
        pairs = some.like(others if turned else rows)
        return pairs.turned() if turned else pairs

    def places(self, rows: Rows) -> Rows:
        """The places of all frames of these films."""
        begin = self._first.all[rows]
        return every_place(begin, self._first.all[rows + 1] - begin)

    def like(self, rows: Rows, framed: Framed) -> Pairs:
        """Which films whose frames are in `framed` are like these."""
        told = [(row, *found) for row in np.sort(rows).tolist() for found in self._like(row, framed)]
        return Pairs(
            np.array([row for row, *_ in told], np.int64),
            np.array([found for _, found, *_ in told], np.int64),
            np.array([missing for *_, missing, _ in told], np.int16),
            np.array([self.number(name) for *_, name in told], np.uint8),
        )

    def _like(self, row: int, framed: Framed) -> list[_Told]:
        """The films like one, by their rows; of ways it can lie the plain one goes before all others."""
        best: dict[int, _Told] = {}
        for told in self._agreeing(row, framed):
            best[told[0]] = min(told, best.get(told[0], told))
        return [best[found] for found in sorted(best)]

    def _agreeing(self, row: int, framed: Framed) -> Iterator[_Told]:
        one = self._frames(row)
        for common in self._in_common(row, one.marks, framed):
            other = self._frames(common.film)
            agreed = shares(one, _marked(common.asked, one), other, _marked(common.found, other), TOGETHER)
            if agreed.alike:
                way = self._ways[common.way]
                yield common.film, bool(way), agreed.missing, way

    def _in_common(self, row: int, marks: Fingerprints, framed: Framed) -> Iterator[InCommon]:
        """What it has in common with each other film and in each way it can lie, where that may be enough."""
        first, agreed = self._first.all, Agreed()
        for asked, place, way in framed.close(marks, range(*first[row : row + 2].tolist())):
            film = np.searchsorted(first, place, side="right") - 1
            agreed.add(film, way, asked, place - first[film])
        for common in agreed:
            if common.may_do(self._lasts_ms.all[self._stretch(row)], self._lasts_ms.all[self._stretch(common.film)]):
                yield common

    def _stretch(self, row: int) -> slice:
        return slice(*self._first.all[row : row + 2].tolist())

    def _frames(self, row: int) -> Frames:
        stretch = self._stretch(row)
        at_ms, lasts_ms = (each.all[stretch].astype(np.int64) for each in (self._at_ms, self._lasts_ms))
        telling, dark_ms = float(self._telling.all[row]), int(self._dark_ms.all[row])
        return Frames(self._words.all[stretch], at_ms, telling, lasts_ms, dark_ms)


class Some:
    """Some of the films, to be asked for those that are like others."""

    def __init__(self, films: Films, framed: Framed) -> None:
        self._films = films
        self._framed = framed

    @property
    def bytes(self) -> int:
        """The memory it takes beside the films."""
        return self._framed.bytes

    def add(self, rows: Rows) -> None:
        """Takes these in."""
        self._framed.add(self._films.places(rows))

    def like(self, rows: Rows, within: NDArray[np.int16] | None = None) -> Pairs:  # noqa: ARG002  farther ones come too
        """All in it that are like these."""
        return self._films.like(rows, self._framed)


def _orders(contents: Sequence[Looks]) -> NDArray[np.uint64]:
    """What sorts the best first, (n, 4): more pixels, then what lasts longer, the larger file, the digest."""
    told = [(each.pixels, each.duration_ms, each.size) for each in contents]
    digests = np.frombuffer(b"".join(each.sha256[:8] for each in contents), ">u8")
    return np.column_stack([~np.array(told, np.uint64).reshape(-1, 3), digests.astype(np.uint64)])


def _marked(places: Rows, frames: Frames) -> Mask:
    marked: NDArray[np.bool_] = np.zeros(len(frames), bool)
    marked[places] = True
    return marked
