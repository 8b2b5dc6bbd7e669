"""What the lines of a WhatsApp export say: when, who, and what.

iPhone: `[31/12/23, 21:05:09] Name: text`. Android: `31/12/23, 21:05 - Name: text`. Date order, clock and words are
those of the telephone's language; with a Vietnamese one the time may stand first. A line without a stamp goes on with
the message before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from inspector.domain.conversation import DateOrder
from inspector.source.containers.chat.chat_fields import moment_of

MARKS = "\u200e\u200f\ufeff\u202a\u202b\u202c\u202d\u202e"
"""Characters that turn the direction of writing, or say nothing; the exports are strewn with them."""
_DATE = r"(?P<a>\d{1,4})[/.\-]\s?(?P<b>\d{1,2})[/.\-]\s?(?P<c>\d{1,4})\.?"
_TIME = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?P<half>[^\d\]\n]{0,8}?)"
_END = r"(?(open)\]|\s[-–])\s(?P<rest>.*)"
_DATE_FIRST = re.compile(rf"(?P<open>\[)?{_DATE},?\s(?:[a-z]{{1,5}}\s)?{_TIME}{_END}", re.DOTALL)
_TIME_FIRST = re.compile(rf"(?P<open>\[)?{_TIME},?\s{_DATE}{_END}", re.DOTALL)
_AFTERNOON = {"pm", "ch", "chiều", "tối"}
_MORNING = {"am", "sa", "sáng"}
_LETTERS = re.compile(r"\W+")
_GUESSED = (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)


@dataclass(frozen=True, slots=True)
class Stamped:
    """The first line of a message: the three numbers of its date as they stand, the time of day, and what follows."""

    date: tuple[int, int, int]
    hour: int
    minute: int
    second: int
    rest: str

    def at_ms(self, order: DateOrder) -> int | None:
        """The telephone's clock in milliseconds as if it were UTC; None when there is no such day or hour."""
        year, month, day = _ordered(self.date, order)
        try:
            return moment_of(datetime(year, month, day, self.hour, self.minute, self.second, tzinfo=UTC))
        except ValueError:
            return None


def stamped(line: str) -> Stamped | None:
    """`line` as the first of a message; None when it has no stamp."""
    bare = line.lstrip(MARKS)
    if not bare[:1].isdigit() and bare[:1] != "[":
        return None
    found = _DATE_FIRST.match(bare) or _TIME_FIRST.match(bare)
    if not found:
        return None
    a, b, c, hour, minute = (int(found[name]) for name in ("a", "b", "c", "hour", "minute"))
    return Stamped((a, b, c), _hour(hour, found["half"]), minute, int(found["second"] or 0), found["rest"])


def _hour(hour: int, half: str) -> int:
    word = _LETTERS.sub("", half).lower()
    if word in _AFTERNOON and hour < 12:
        return hour + 12
    return 0 if word in _MORNING and hour == 12 else hour


def _ordered(date: tuple[int, int, int], order: DateOrder) -> tuple[int, int, int]:
    """Year, month and day."""
    a, b, c = date
    if order is DateOrder.YEAR_FIRST:
        year, month, day = a, b, c
    else:
        year, month, day = (c, a, b) if order is DateOrder.MONTH_FIRST else (c, b, a)
    return (year + 2000 if year < 100 else year), month, day


@dataclass(slots=True)
class Dates:
    """The dates of a whole export, to tell in which order they are written."""

    first_over_12: int = 0
    second_over_12: int = 0
    year_first: int = 0
    back: dict[DateOrder, int] = field(default_factory=lambda: dict.fromkeys(_GUESSED, 0))
    _last: dict[DateOrder, tuple[int, int, int]] = field(default_factory=dict)

    def see(self, date: tuple[int, int, int]) -> None:
        """Takes the next date into account."""
        self.year_first += date[0] > 999
        self.first_over_12 += 12 < date[0] <= 31
        self.second_over_12 += date[1] > 12
        for order in _GUESSED:
            found = _ordered(date, order)
            self.back[order] += found < self._last.get(order, found)
            self._last[order] = found

    def order(self) -> tuple[DateOrder, bool]:
        """The order, and whether the dates leave no doubt; else that in which time runs back less, or day first."""
        if self.year_first:
            return DateOrder.YEAR_FIRST, True
        if bool(self.first_over_12) != bool(self.second_over_12):
            return (DateOrder.DAY_FIRST if self.first_over_12 else DateOrder.MONTH_FIRST), True
        return min(_GUESSED, key=lambda order: self.back[order]), False
