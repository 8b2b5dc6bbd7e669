"""Which entries of a list with categories belong into a set of a kind.

A VICS list holds illegal material beside pictures that somebody looked at and found not pertinent. Taken whole, either
the harmless would be shown as known to be illegal, or, worse, the illegal would be hidden as known to be harmless.
So it is with attack tools among the programs of the NSRL, which its text form marks (`M`, `S`), and of which its data
set tells by what kind of product a file is of. There a digest is left out only when all its rows are of such products:
what installers and libraries have in common with others stays known.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Listing
from inspector.library.entry import Block, Broken, Entry, Record
from inspector.library.formats import nsrl_text, vics

_HARMLESS = frozenset({"0", "nonpertinent"})  # 0 where it is not pertinent, which `formats/zero.py` finds out
_SOUGHT = frozenset({"1", "2", "3", "4", "5"})  # 5 is the gravest of the old British scale, and elsewhere not judged


def belongs(record: Record, form: str, listing: Listing) -> bool:
    """Whether a record of a list in the format `form` belongs into a set of `listing`; what has no category does."""
    entry = record.entry if isinstance(record, Broken) else record
    if not isinstance(entry, Entry):
        return True
    good = listing is Listing.KNOWN_GOOD
    if form == nsrl_text.NAME:
        unclear = isinstance(record, Broken) and record.code == "category"  # marked with what nobody knows
        return not good or not (entry.category or unclear)
    if form == vics.NAME:
        category = "".join(filter(str.isalnum, entry.category.lower()))
        return category not in (_SOUGHT if good else _HARMLESS)
    return True


def harmless(block: Block, tools: NDArray[np.int32]) -> Block | None:
    """What a block says but for its rows of tools; None when that is nothing."""
    times = (1 if block.times is None else block.times) - tools
    keep = times != 0
    values = np.frombuffer(block.values, np.uint8).reshape(block.count, -1)[keep]
    sizes = None if block.sizes is None else block.sizes[keep]
    told = None if block.times is None else times[keep]
    kept = replace(block, values=values.tobytes(), sizes=sizes, times=told, tools=None)
    return kept if keep.any() else None
