"""The films of a list as they were told: what a set keeps beside what it is asked by, so that all of it can be checked.

`frames` are records: `pdq` (32 bytes), `quality`, `at_ms`; those of one film stand behind each other.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inspector.library.entry import Film
from inspector.library.film.films import LATEST_MS, film_id
from inspector.library.sealed import Array, Sealed

FRAME = np.dtype([("pdq", "u1", (32,)), ("quality", "u1"), ("at_ms", "<u4")])
_FRAMES, _STARTS, _CATEGORY = "film.told", "film.told-starts", "film.told-category"


class Reels:
    """Takes films one by one, each with the number of its category."""

    def __init__(self) -> None:
        self._frames = bytearray()
        self._starts = array("q", [0])
        self._category = array("I")

    def __len__(self) -> int:
        return len(self._category)

    def add(self, film: Film, category: int) -> None:
        """Takes one film."""
        for pdq, quality, at_ms in film.frames:
            self._frames += pdq + bytes([quality]) + min(at_ms, LATEST_MS).to_bytes(4, "little")
        self._starts.append(len(self._frames) // FRAME.itemsize)
        self._category.append(category)

    def __iter__(self) -> Iterator[tuple[Film, int]]:
        """The films in the order they came."""
        frames = np.frombuffer(bytes(self._frames), FRAME)
        return _films(frames, np.frombuffer(self._starts, np.int64), np.frombuffer(self._category, np.uint32))

    def arrays(self) -> dict[str, Array]:
        """All of it by name, as it is written."""
        frames = np.frombuffer(bytes(self._frames), FRAME)
        starts, category = np.frombuffer(self._starts, np.int64), np.frombuffer(self._category, np.uint32)
        return {_FRAMES: frames, _STARTS: starts, _CATEGORY: category}


def in_order(reels: Reels, ranks: NDArray[np.uint32]) -> list[tuple[Film, int]]:
    """Each different film once, with the lasting number of its category, in the order of ids and numbers."""
    once = {(film_id(film), int(ranks[number])): film for film, number in reels}
    return [(once[key], key[1]) for key in sorted(once)]


def arrays(films: list[tuple[Film, int]]) -> dict[str, Array]:
    """Films as they are written."""
    reels = Reels()
    for film, number in films:
        reels.add(film, number)
    return reels.arrays()


def told(file: Sealed) -> Iterator[tuple[Film, int]]:
    """The films of a set's file, in the order in which they were written."""
    if _FRAMES not in file:
        return iter(())
    return _films(file.whole(_FRAMES), file.whole(_STARTS), file.whole(_CATEGORY))


def asked_by(file: Sealed) -> Mapping[str, Array]:
    """The arrays of a set's file by which its films are asked."""
    return {name: file.whole(name) for name in file.names if name.startswith("film.") and "told" not in name}


def _films(frames: NDArray[Any], starts: NDArray[np.int64], category: NDArray[np.uint32]) -> Iterator[tuple[Film, int]]:
    for place, number in enumerate(category.tolist()):
        some = frames[starts[place] : starts[place + 1]]
        marks = (mark.tobytes() for mark in some["pdq"])
        yield Film(0, tuple(zip(marks, some["quality"].tolist(), some["at_ms"].tolist(), strict=True))), number
