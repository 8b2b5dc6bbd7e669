"""Which entries of a list with categories belong into a set of a kind.

A VICS list holds illegal material beside pictures that somebody looked at and found not pertinent. Taken whole, either
the harmless would be shown as known to be illegal, or, worse, the illegal would be hidden as known to be harmless.
"""

from __future__ import annotations

from inspector.domain.match import Listing
from inspector.library.entry import Broken, Entry, Record
from inspector.library.formats import vics

_NON_PERTINENT = frozenset({"0", "5"})  # 0 where it is not pertinent, which `zero.py` finds out; 5 where 0 is not


def belongs(record: Record, form: str, listing: Listing) -> bool:
    """Whether a record of a list in the format `form` belongs into a set of `listing`; what has no category does."""
    entry = record.entry if isinstance(record, Broken) else record
    if form != vics.NAME or not isinstance(entry, Entry) or not entry.category:
        return True
    return (entry.category in _NON_PERTINENT) == (listing is Listing.KNOWN_GOOD)
