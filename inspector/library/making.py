"""A gathering made into the arrays of a set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Signal
from inspector.library.bands import Bands
from inspector.library.column import Column, sorted_order, words_of
from inspector.library.digits import LENGTHS
from inspector.library.distinct import repeated
from inspector.library.gathering import Gathering
from inspector.library.near import RADIUS, indexed
from inspector.library.statements import digest


@dataclass(frozen=True, slots=True)
class Made:
    """The arrays of a set: `sizes` (-1 unknown) and `category` are by entry."""

    digest: str
    count: int
    columns: Mapping[Signal, Column]
    bands: Mapping[Signal, Bands]
    sizes: NDArray[np.int64]
    category: NDArray[np.uint32]
    categories: Sequence[str]


def make(gathering: Gathering) -> Made:
    """The set that `gathering` tells of, each different entry once; it must hold one at least."""
    kept = ~repeated(gathering)
    renumbered = (np.cumsum(kept) - 1).astype(np.uint32)
    sizes = np.frombuffer(gathering.sizes, np.int64)[kept]
    category, categories = _ranked(gathering, kept)
    columns = {
        signal: _column(gathering, signal, kept, renumbered, category)
        for signal, gathered in gathering.hashes.items()
        if gathered.entry
    }
    bands = {signal: found for signal in RADIUS if signal in columns and (found := _indexed(columns[signal]))}
    named = digest(columns, sizes, category, categories)
    return Made(named, len(sizes), columns, bands, sizes, category, categories)


def _ranked(gathering: Gathering, kept: NDArray[np.bool_]) -> tuple[NDArray[np.uint32], list[str]]:
    """The category of each kept entry as its place among all, sorted, the empty one last; and all of them."""
    categories = sorted(gathering.categories, key=lambda category: (not category, category))
    ranks = np.empty(len(categories), np.uint32)
    for rank, category in enumerate(categories):
        ranks[gathering.categories[category]] = rank
    return ranks[np.frombuffer(gathering.category, np.uint32)[kept]], categories


def _column(
    gathering: Gathering,
    signal: Signal,
    kept: NDArray[np.bool_],
    renumbered: NDArray[np.uint32],
    category: NDArray[np.uint32],
) -> Column:
    gathered = gathering.hashes[signal]
    entry = np.frombuffer(gathered.entry, np.uint32)
    chosen = kept[entry]
    words = words_of(gathered.values, LENGTHS[signal])[:, chosen]
    entry = renumbered[entry[chosen]]
    order = sorted_order(words, category[entry])
    quality = np.frombuffer(gathering.quality if signal is Signal.PDQ else b"", np.uint8)
    quality = quality[chosen][order] if signal is Signal.PDQ else quality
    return Column(signal, np.ascontiguousarray(words[:, order]), entry[order], quality)


def _indexed(column: Column) -> Bands | None:
    return indexed(column.signal, np.ascontiguousarray(column.words.T), column.quality)
