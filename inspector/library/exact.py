"""Digests looked up among tens of millions that stay in their encrypted file.

In memory are, of each digest, sixteen bits: the digests are sorted, their first bits choose a bucket of about a dozen,
the next sixteen are compared there. One in some thousands of the unknown agrees by chance; of what agrees the row is
read from the file, a chunk of 64 KiB opened for it, and compared whole. 50 million digests take 116 MB.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Signal
from inspector.library.building.rows import Rows, first_words
from inspector.library.marks.laying import every_place
from inspector.library.sealed import Sealed

_TAG = 16  # bits
_LEAST, _MOST = 4, 26  # bits that choose a bucket
_IN_BUCKET = 3  # two to this many digests in a bucket, or up to twice as many
_PAGE = 1 << 10  # rows read together where many are wanted

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tags:
    """`tags`: (n,) uint16, of each digest in order; `starts`: (2 ** bits + 1,) uint32, where each bucket begins."""

    tags: NDArray[np.uint16]
    starts: NDArray[np.uint32]

    @property
    def bits(self) -> int:
        """How many bits of a digest choose its bucket."""
        return (len(self.starts) - 1).bit_length() - 1

    def agree(self, other: Tags) -> bool:
        """Whether both lead to the same rows."""
        return np.array_equal(self.tags, other.tags) and np.array_equal(self.starts, other.starts)

    def candidate(self, first: int) -> range:
        """The rows of the bucket of a digest whose first word is `first`."""
        bucket = first >> (64 - self.bits)
        return range(int(self.starts[bucket]), int(self.starts[bucket + 1]))


def bits_for(most: int) -> int:
    """How many bits choose the bucket where there are at most so many digests."""
    return min(max(most.bit_length() - _IN_BUCKET - 1, _LEAST), _MOST)


class TagsMaker:
    """Makes the tags of digests that come in order, of which `bits` choose the bucket."""

    def __init__(self, bits: int) -> None:
        self._bits = bits
        self._counts = np.zeros(1 << bits, np.uint32)
        self._tags: list[NDArray[np.uint16]] = []

    def add(self, rows: Rows) -> None:
        """The next digests."""
        first = first_words(rows)
        self._tags.append(_tags(first, self._bits))
        buckets = first >> np.uint64(64 - self._bits)
        low = int(buckets[0]) if len(buckets) else 0
        counts = np.bincount((buckets - np.uint64(low)).astype(np.intp))
        self._counts[low : low + len(counts)] += counts.astype(np.uint32)

    def made(self) -> Tags:
        """The tags of all."""
        starts = np.zeros(len(self._counts) + 1, np.uint32)
        np.cumsum(self._counts, out=starts[1:])
        return Tags(np.concatenate([np.zeros(0, np.uint16), *self._tags]), starts)


class Exact:
    """The digests of one signal in a set's file, as records (`value`, and `size`, `category`, `times` where told)."""

    def __init__(self, signal: Signal, file: Sealed, tags: Tags) -> None:
        self.signal = signal
        self._file = file
        self._tags = tags
        self._shift = np.uint64(64 - tags.bits)

    def __len__(self) -> int:
        return len(self._tags.tags)

    def find(self, value: bytes) -> int:
        """The first row of a digest, or -1."""
        first = int.from_bytes(value[:8], "big")
        rows = self._tags.candidate(first)
        tag = first >> (64 - self._tags.bits - _TAG) & 0xFFFF
        for row in np.flatnonzero(self._tags.tags[rows.start : rows.stop] == tag).tolist():
            if self.record(rows.start + row)["value"].tobytes() == value:
                return rows.start + int(row)
        return -1

    def find_all(self, values: NDArray[np.uint8]) -> Places:
        """The first row of each digest (n, length), or -1; far quicker each."""
        question, places = self._candidates(values)
        found = np.full(len(values), -1, np.int64)
        order = np.argsort(places, kind="stable")[::-1]  # the last that is written is the first row
        question, places = question[order], places[order]
        for start, records in self._records(places):
            same = np.all(records["value"] == values[question[start : start + len(records)]], axis=1)
            found[question[start : start + len(records)][same]] = places[start : start + len(records)][same]
        return found

    def record(self, row: int) -> np.void:
        """What the file says in one row."""
        record: np.void = self._file.stretch(self.signal, row, row + 1)[0]
        return record

    def _candidates(self, values: NDArray[np.uint8]) -> tuple[Places, Places]:
        """Pairs of a question and a row whose first bits and tags agree."""
        first = np.ascontiguousarray(values[:, :8]).view(">u8")[:, 0].astype(np.uint64)
        bucket = (first >> self._shift).astype(np.intp)
        begin = self._tags.starts[bucket].astype(np.int64)
        count = self._tags.starts[bucket + 1] - begin
        question = np.repeat(np.arange(len(values)), count)
        places = every_place(begin, count)
        same = self._tags.tags[places] == _tags(first, self._tags.bits)[question]
        return question[same], places[same]

    def _records(self, places: Places) -> Iterator[tuple[int, Rows]]:
        """The records of rows that are told in descending order: where a stretch of them begins, and it."""
        pages = places // _PAGE
        starts = np.flatnonzero(np.diff(pages, prepend=-1))
        for start, stop in pairwise([*starts.tolist(), len(places)]):
            low = int(places[stop - 1])
            yield start, self._file.stretch(self.signal, low, int(places[start]) + 1)[places[start:stop] - low]


def _tags(first: NDArray[np.uint64], bits: int) -> NDArray[np.uint16]:
    return (first >> np.uint64(64 - bits - _TAG)).astype(np.uint16)
