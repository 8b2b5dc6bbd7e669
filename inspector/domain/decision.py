"""What people decided, when and in which scheme; a correction is a new decision."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """One person's category for one item in one scheme; `category` None takes the standing one back.

    `at` is UTC, ISO 8601. `details` holds what a scheme records beside the category (age band, context).
    """

    id: int
    item: int
    scheme: str
    category: str | None
    details: dict[str, str]
    note: str
    by: str
    at: str
