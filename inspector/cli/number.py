"""Numbers as they are typed for an argument."""

from __future__ import annotations

MOST = 2**63 - 1  # what the store can hold


def number(text: str) -> int:
    """A count or an id from 0 to 2^63 - 1; raises ValueError."""
    value = int(text)
    if not 0 <= value <= MOST:
        raise ValueError
    return value
