"""Times as containers write them, in nanoseconds since 1970 UTC."""

from __future__ import annotations

import calendar

_LAST = (1 << 63) - 1
_TO_1970 = 116_444_736_000_000_000  # hundreds of nanoseconds from 1601, where Windows begins to count


def from_seconds(seconds: int, nanoseconds: int = 0) -> int | None:
    """A time in seconds since 1970; None where 64 bits do not hold it."""
    moment = seconds * 1_000_000_000 + nanoseconds
    return moment if -_LAST <= moment <= _LAST else None


def from_filetime(ticks: int) -> int | None:
    """A Windows FILETIME; None for 0, which means not set."""
    return from_seconds(0, (ticks - _TO_1970) * 100) if ticks else None


def to_filetime(moment: tuple[int, int, int, int, int, int]) -> int:
    """Year, month, day, hour, minute and second as a FILETIME; 0 for what is in no calendar, or before 1601."""
    year, month, day, hour, minute, second = moment
    if not 1601 <= year <= 9999 or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return 0
    if hour > 23 or minute > 59 or second > 59:
        return 0
    return calendar.timegm(moment) * 10_000_000 + _TO_1970


def from_dos(date: int, time: int) -> int | None:
    """An MS-DOS date and time, two seconds exact; None for one that is not in the calendar.

    It is local time of a zone nobody wrote down, and is taken as UTC.
    """
    year, month, day = 1980 + (date >> 9), date >> 5 & 15, date & 31
    hour, minute, second = time >> 11, time >> 5 & 63, (time & 31) * 2
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    if hour > 23 or minute > 59 or second > 59:
        return None
    return from_seconds(calendar.timegm((year, month, day, hour, minute, second)))
