"""Which entries of a gathering say the same as an earlier one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Signal
from inspector.library.column import Words, words_of
from inspector.library.digits import LENGTHS
from inspector.library.gathering import Gathered, Gathering

_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, from the golden ratio: spreads every bit upwards
_SHIFT = np.uint64(29)

Mask = NDArray[np.bool_]


def repeated(gathering: Gathering) -> Mask:
    """True for each entry that agrees in everything with an earlier one; (entries,) bool."""
    facts = [_dense(signal, gathered, gathering) for signal, gathered in gathering.hashes.items() if gathered.entry]
    facts.append(np.frombuffer(gathering.sizes, np.int64).astype(np.uint64).reshape(1, -1))
    facts.append(np.frombuffer(gathering.category, np.uint32).astype(np.uint64).reshape(1, -1))
    order = np.argsort(_mixed(facts), kind="stable")
    same = np.ones(max(len(order) - 1, 0), bool)
    for fact in facts:
        for word in fact:
            ordered = word[order]
            same &= ordered[1:] == ordered[:-1]
    repeated_entries = np.zeros(len(order), bool)
    repeated_entries[order[1:][same]] = True
    return repeated_entries


def _dense(signal: Signal, gathered: Gathered, gathering: Gathering) -> Words:
    """The hashes of a signal by entry, zeros and a last word 0 where an entry has none."""
    words = words_of(gathered.values, LENGTHS[signal])
    presence = np.ones((1, words.shape[1]), np.uint64)
    if signal is Signal.PDQ:
        presence[0] += np.frombuffer(gathering.quality, np.uint8)
    dense = np.zeros((len(words) + 1, gathering.tally.entries), np.uint64)
    dense[:, np.frombuffer(gathered.entry, np.uint32)] = np.concatenate((words, presence))
    return dense


def _mixed(facts: list[Words]) -> NDArray[np.uint64]:
    mixed = np.zeros(facts[0].shape[1], np.uint64)
    for fact in facts:
        for word in fact:
            mixed = (mixed ^ word) * _MIX
            mixed ^= mixed >> _SHIFT
    return mixed
