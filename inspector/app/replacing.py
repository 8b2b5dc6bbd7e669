"""Whether a whole list may take the place of a set: one that breaks off may not, or what is known would be lost.

Only where the set breaks off too, and the list holds more entries than it, something is won.
"""

from __future__ import annotations

from inspector.domain.fault import InputFault
from inspector.library.entry import Broken, Record
from inspector.library.sets import Summary
from inspector.store.hashsets import HashSet

CUT = "truncated"
"""Why a set is incomplete: its list broke off. Also the code of the place where a list does."""


def check_unbroken(record: Record, old: HashSet) -> None:
    """Raises InputFault `list_update_cut` where the list breaks off, and the set `old` does not."""
    if isinstance(record, Broken) and record.code == CUT and old.incomplete != CUT:
        raise InputFault("list_update_cut", name=old.name, line=record.line)


def check_longer(came: Summary, old: HashSet) -> None:
    """Raises InputFault `list_update_shorter` when the list breaks off and holds no more than the set `old`."""
    if came.tally.codes[CUT] and came.count <= old.entries:
        raise InputFault("list_update_shorter", name=old.name, came=came.count, known=old.entries)
