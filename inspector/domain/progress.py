"""How far a long piece of work has come."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """A moment of a long work: what is done and what there is to do, in items and bytes.

    `stage` names the sentence `progress-<stage>`; totals are None while they are not known; `seconds` since the start.
    `members` of the items were found inside containers; `first_match_s` is when the first match came, None before.
    """

    stage: str
    items: int = 0
    items_total: int | None = None
    bytes: int = 0
    bytes_total: int | None = None
    failures: int = 0
    matches: int = 0
    seconds: float = 0.0
    members: int = 0
    first_match_s: float | None = None
