"""How tips are numbered: T-2026-0001, counted anew each year of Vietnam's calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

_NUMBER = re.compile(r"T-(\d{4})-(\d{4,})", re.ASCII)
_VIETNAM = timezone(timedelta(hours=7))


def next_number(taken: Iterable[str], received: str) -> str:
    """The number after the highest of the year in which a tip was received.

    `received` is UTC, ISO 8601; `taken` are numbers in use, of any year; other spellings among them do not count.
    """
    year = _year(received)
    used = (int(match[2]) for number in taken if (match := _NUMBER.fullmatch(number)) and int(match[1]) == year)
    return f"T-{year}-{max(used, default=0) + 1:04d}"


def _year(received: str) -> int:
    """The year on Vietnam's clock."""
    moment = datetime.fromisoformat(received)
    return (moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment).astimezone(_VIETNAM).year
