r"""The digest of a set: what it says, whatever the order of its lines and the format it came in.

A set says, of each hash, its size or quality and its category. Each is one line of ASCII:

    <signal> <hash in lower-case hex> <size in bytes, for pdq the quality, or -> <category as a JSON string>

Of a film (`vpdq`) the hash is its id: the SHA-256 of the 32 bytes of PDQ and the one of quality of each frame.

The digest is the SHA-256 of all lines, each ended by LF, sorted by their bytes, each once (`LC_ALL=C sort -u`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from inspector.domain.canonical import canonical_json
from inspector.domain.match import Signal
from inspector.library.building.rows import Rows, fresh_hashes, words_of
from inspector.library.entry import Film
from inspector.library.film.films import film_id

_HEX = np.array([f"{byte:02x}".encode() for byte in range(256)], "S2")


class Statements:
    """Takes the rows of a set: the signals in the order of their names, of each the rows in order.

    The rows of one hash come together; their categories are numbers into `categories`.
    """

    def __init__(self, categories: Sequence[str]) -> None:
        self._named = [canonical_json(name).decode("ascii") for name in categories]
        self._total = hashlib.sha256()

    def add(self, signal: Signal, rows: Rows) -> None:
        """The next rows."""
        detail, category = rows["detail"], rows["category"]
        if not len(rows):
            return
        if (detail == detail[0]).all() and (category == category[0]).all():
            self._total.update(self._alike(signal, rows).data)
        else:
            self._total.update("".join(self._lines(signal, rows)).encode("ascii"))

    def add_films(self, films: Iterable[tuple[Film, int]]) -> None:
        """The films behind all other signals: the id of each in the place of the hash, in order of id and category."""
        lines = {f"{Signal.VPDQ} {film_id(film).hex()} - {self._named[number]}\n" for film, number in films}
        self._total.update("".join(sorted(lines)).encode("ascii"))

    def hexdigest(self) -> str:
        """The digest in hex."""
        return self._total.hexdigest()

    def _alike(self, signal: Signal, rows: Rows) -> NDArray[np.uint8]:
        """The lines of rows that differ in their hash alone, (n, length) bytes."""
        before = np.frombuffer(f"{signal} ".encode("ascii"), np.uint8)
        told = f" {_number(int(rows['detail'][0]))} {self._named[int(rows['category'][0])]}\n"
        behind = np.frombuffer(told.encode("ascii"), np.uint8)
        digits = _HEX[rows["value"]].view(np.uint8).reshape(len(rows), -1)
        lines = np.empty((len(rows), len(before) + digits.shape[1] + len(behind)), np.uint8)
        lines[:, : len(before)] = before
        lines[:, len(before) : -len(behind)] = digits
        lines[:, -len(behind) :] = behind
        return lines

    def _lines(self, signal: Signal, rows: Rows) -> list[str]:
        digits = 2 * rows["value"].shape[1]
        text = np.ascontiguousarray(rows["value"]).tobytes().hex()
        lines = [
            f"{signal} {text[place * digits : (place + 1) * digits]} {_number(number)} {self._named[code]}\n"
            for place, (number, code) in enumerate(zip(rows["detail"].tolist(), rows["category"].tolist(), strict=True))
        ]
        for start, stop in _shared(rows):  # rows are sorted by hash; the few that share one are sorted as text
            lines[start:stop] = sorted(lines[start:stop])
        return lines


def _number(number: int) -> str:
    return "-" if number < 0 else str(number)


def _shared(rows: Rows) -> list[tuple[int, int]]:
    """The stretches of several rows with one hash."""
    starts = np.flatnonzero(fresh_hashes(words_of(rows["value"]))).tolist()
    return [(start, stop) for start, stop in pairwise([*starts, len(rows)]) if stop - start > 1]
