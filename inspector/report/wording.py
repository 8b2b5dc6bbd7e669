"""The words of one report: the form's own, in the report's language, with numbers, times and blanks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from inspector.domain.content import Kind
from inspector.domain.match import Listing
from inspector.report.facts import CaseFact, Labels
from inspector.report.field import Form
from inspector.report.parts import BLANK
from inspector.words import Words

_SHORT = "......"


class Wording:
    """Says what the form says, in one language."""

    def __init__(self, form: Form, words: Words) -> None:
        self.language = words.language
        self.words = words
        self._form = form

    def say(self, word: str, **facts: str) -> str:
        """The form's word with its places filled; raises KeyError for a word the form lacks."""
        return self._form.words[word].say(self.language, **facts)

    def case(self, case: CaseFact) -> str:
        """How this case is called: vụ án, cuộc kiểm tra or vụ việc, with its number."""
        return self.say(f"case_{case.kind.value}", number=case.number)

    def number(self, value: int) -> str:
        """A whole number with the language's separators."""
        return self.words.number(value)

    def when(self, moment: str) -> str:
        """A moment on Vietnam's clock; the zone is told once in the report."""
        return self.words.when(moment).removesuffix(" (GMT+7)")

    def date(self, day: date | None) -> str:
        """A date as an official document writes it: a leading 0 for days below 10 and for months 1 and 2."""
        return self.say("date", **date_parts(day))

    def label(self, labels: Labels) -> str:
        """The label in the report's language, else whatever there is."""
        return labels.get(self.language) or next(iter(labels.values()), "")

    def kind(self, kind: Kind) -> str:
        """The name of a kind of content."""
        return self.say(f"kind_{kind.value}")

    def listing(self, listing: Listing) -> str:
        """The name of a list."""
        return self.say(f"list_{listing.value.replace('-', '_')}")

    def wall(self, name: str) -> str:
        """What holds a worker in, in words, or its name when the catalogue lacks one."""
        message = f"work-wall-{name}"
        return self.words.say(message) if self.words.has(message) else name

    def failure(self, code: str) -> str:
        """The sentence for a stored failure, or its code when the catalogue lacks one."""
        message = f"failure-{code.replace('_', '-')}"
        return self.words.say(message) if self.words.has(message) else code

    def place(self, code: str) -> str:
        """The name of a class of places, or its code when the catalogue lacks one."""
        message = f"place-{code.replace('_', '-')}"
        return self.words.say(message) if self.words.has(message) else code


def date_parts(day: date | None) -> Mapping[str, str]:
    """Day, month and year as text, dots when there is no date."""
    if day is None:
        return {"day": _SHORT, "month": _SHORT, "year": "20...."}
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return {"day": f"{day.day:02d}", "month": month, "year": str(day.year)}


def or_blank(answer: str) -> str:
    """The answer, or dots to write on."""
    return answer or BLANK
