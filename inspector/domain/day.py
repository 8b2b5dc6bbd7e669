"""Days as people here and lists write them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime

_BY_DAY = re.compile(r"(?:(?:(?P<day>[0-9]{1,2})[/.-])?(?P<month>[0-9]{1,2})[/.-])?(?P<year>[0-9]{4})", re.ASCII)
_BY_YEAR = re.compile(r"(?P<year>[0-9]{4})[/.-](?P<month>[0-9]{1,2})(?:[/.-](?P<day>[0-9]{1,2}))?", re.ASCII)


def is_day(text: str) -> bool:
    """Whether there is such a day, month or year: 1/9/2026, 2026-09-01, 9/2026, 2026; a moment in ISO 8601 too."""
    with suppress(ValueError):
        datetime.fromisoformat(text)
        return len(text) >= len("2026-09-01")  # without hyphens it may be anything
    found = _BY_DAY.fullmatch(text) or _BY_YEAR.fullmatch(text)
    with suppress(ValueError):
        return found is not None and bool(date(*(int(found[part] or 1) for part in ("year", "month", "day"))))
    return False
