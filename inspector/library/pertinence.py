"""Which entries of a list with categories belong into a set of a kind.

A VICS list holds illegal material beside pictures that somebody looked at and found not pertinent. Taken whole, either
the harmless would be shown as known to be illegal, or, worse, the illegal would be hidden as known to be harmless.
So it is with attack tools among the programs of the NSRL, which its text form marks (`M`, `S`).
"""

from __future__ import annotations

from inspector.domain.match import Listing
from inspector.library.entry import Broken, Entry, Record
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
