"""What a list says of its hashes, as flat rows: sorted, equal ones added up, ready to be merged.

A row is a statement about one hash: `value` its bytes, `detail` the size in bytes (of PDQ the quality; -1 unknown),
`category` a number into the categories, `weight` how many places of the list say so, `id` a number into the ids by
which the list names its entries, 0 for none. A row that weighs `GONE` takes the hash back wherever it is told, one that
weighs `LEFT` only what the set of before told of it (`renewal.py`); its detail is `OF_LEFT`, so it is alike no other.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Signal
from inspector.library.digits import LENGTHS

Rows: TypeAlias = "NDArray[Any]"
Words: TypeAlias = "NDArray[np.uint64]"

GONE = int(np.iinfo(np.int32).min)
LEFT = GONE + 1
OF_LEFT = -2


def row_type(length: int) -> np.dtype[Any]:
    """The type of rows of hashes of `length` bytes."""
    told = [("detail", "<i8"), ("category", "<u4"), ("weight", "<i4"), ("id", "<u4")]
    return np.dtype([("value", "u1", (length,)), *told])


def rows_of(
    signal: Signal,
    values: bytes | bytearray,
    detail: NDArray[np.int64],
    category: NDArray[np.uint32],
    weight: NDArray[np.int32],
) -> Rows:
    """Rows out of hashes that stand one behind the other and what is said of each, without ids."""
    length = LENGTHS[signal]
    rows = np.zeros(len(values) // length, row_type(length))
    rows["value"] = np.frombuffer(values, np.uint8).reshape(-1, length)
    rows["detail"], rows["category"], rows["weight"] = detail, category, weight
    return rows


def words_of(values: NDArray[np.uint8]) -> Words:
    """Hashes (n, length) as (k, n) words: the big-endian eight-byte words of each, the last filled up with zeros."""
    count, length = values.shape
    block = np.zeros((count, -(-length // 8) * 8), np.uint8)
    block[:, :length] = values
    return np.ascontiguousarray(block.view(">u8").T.astype(np.uint64))


def first_words(rows: Rows) -> NDArray[np.uint64]:
    """The first word of each row's hash."""
    return np.ascontiguousarray(rows["value"][:, :8]).view(">u8")[:, 0].astype(np.uint64)


def settled(rows: Rows) -> Rows:
    """The rows in ascending order of hash, category, detail and id, equal ones as one that weighs as much as all.

    A hash that is taken back keeps that one row.
    """
    words = words_of(rows["value"])
    order = _order(words, rows)
    rows, words = rows[order], words[:, order]
    fresh = fresh_hashes(words)
    starts = np.flatnonzero(fresh)
    counts = np.diff(np.append(starts, len(rows)))
    gone = np.logical_or.reduceat(rows["weight"] == GONE, starts) if len(starts) else np.zeros(0, bool)
    if (gone & (counts > 1)).any():
        return settled(_taken_back(rows, starts, counts, gone))
    return _added_up(rows, np.flatnonzero(fresh | _differs(rows, "category", "detail", "id")))


def whosever(rows: Rows) -> tuple[Rows, NDArray[np.intp]]:
    """Settled rows of which those that differ in their id alone are one; and where each of these begins."""
    starts = np.flatnonzero(fresh_hashes(words_of(rows["value"])) | _differs(rows, "category", "detail"))
    return _added_up(rows, starts), starts


def lasting(rows: Rows) -> Rows:
    """The settled rows that still say something: those taken back, or as often as they were told, are not."""
    keep = rows["weight"] > 0
    return rows if keep.all() else rows[keep]


def _order(words: Words, rows: Rows) -> NDArray[np.intp]:
    order = np.argsort(words[0])
    first = words[0][order]
    tie = first[1:] == first[:-1]
    if tie.any():
        tied = np.zeros(len(order), bool)
        tied[1:] |= tie
        tied[:-1] |= tie
        some = order[tied]
        keys = (rows["id"][some], rows["detail"][some], rows["category"][some], *(word[some] for word in words[::-1]))
        order[tied] = some[np.lexsort(keys)]
    return order


def fresh_hashes(words: Words) -> NDArray[np.bool_]:
    """True for each row whose hash is not that of the row before."""
    fresh = np.ones(words.shape[1], bool)
    fresh[1:] = np.any(words[:, 1:] != words[:, :-1], axis=0)
    return fresh


def _differs(rows: Rows, *names: str) -> NDArray[np.bool_]:
    """True for each row that differs from the one before in a field of one of these names."""
    differs = np.zeros(len(rows), bool)
    for name in names:
        differs[1:] |= rows[name][1:] != rows[name][:-1]
    return differs


def _added_up(rows: Rows, starts: NDArray[np.intp]) -> Rows:
    """The rows at `starts`; each weighs as much as all up to the next."""
    if len(starts) == len(rows):
        return rows
    weights = np.add.reduceat(rows["weight"].astype(np.int64), starts)
    rows = rows[starts]
    marks = rows["weight"] <= LEFT  # no numbers: they stay as they are
    rows["weight"] = np.where(marks, rows["weight"], np.clip(weights, LEFT + 1, -(LEFT + 1)))
    return rows


def _taken_back(rows: Rows, starts: NDArray[np.intp], counts: NDArray[np.intp], gone: NDArray[np.bool_]) -> Rows:
    """The rows without those of hashes that are gone, and one row for each such hash."""
    left = rows[starts[gone]]
    left["weight"], left["category"], left["detail"], left["id"] = GONE, 0, -1, 0
    return np.concatenate([rows[~np.repeat(gone, counts)], left])
