"""Which entries say the same: told by 128 bits mixed out of everything an entry says.

No secret depends on it: who writes a list whose entries collide makes his own list count too few.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import EXACT, Signal
from inspector.library.building.rows import Rows, words_of

Identities = NDArray[np.uint64]
"""(2, n): two entries have one when they agree in everything."""

_MIXES = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))  # odd; each spreads every bit upwards
_SHIFT = np.uint64(29)


def of_facts(sizes: NDArray[np.int64], category: NDArray[np.uint32]) -> Identities:
    """What entries are by their size (-1 unknown) and category; what they are by each of their hashes is added."""
    return _mixed([sizes.astype(np.uint64), category.astype(np.uint64)])


def of_hashes(signal: Signal, rows: Rows) -> Identities:
    """What entries are by their hash of one signal, and of PDQ its quality."""
    kind = np.full(len(rows), list(Signal).index(signal) + 1, np.uint64)
    quality = [] if signal in EXACT else [rows["detail"].astype(np.uint64)]
    return _mixed([kind, *quality, *words_of(rows["value"])])


def of_rows(rows: Mapping[Signal, Rows]) -> Identities:
    """What entries are of which each is told whole by one row."""
    parts = [np.zeros((2, 0), np.uint64)]
    for signal, some in rows.items():
        sizes = some["detail"] if signal in EXACT else np.full(len(some), -1)
        parts.append(of_facts(sizes, some["category"]) + of_hashes(signal, some))
    return distinct(np.concatenate(parts, axis=1))


def distinct(identities: Identities) -> Identities:
    """Each identity once, ascending."""
    ordered = identities[:, np.lexsort(identities[::-1])]
    fresh = np.ones(ordered.shape[1], bool)
    fresh[1:] = np.any(ordered[:, 1:] != ordered[:, :-1], axis=0)
    return ordered[:, fresh]


def _mixed(facts: Sequence[NDArray[np.uint64]]) -> Identities:
    return np.stack([_spread(facts, mix) for mix in _MIXES])


def _spread(facts: Sequence[NDArray[np.uint64]], mix: np.uint64) -> NDArray[np.uint64]:
    total = np.zeros(len(facts[0]), np.uint64)
    for fact in facts:
        total = (total ^ fact) * mix
        total ^= total >> _SHIFT
    return total
