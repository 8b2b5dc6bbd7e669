"""Sentences in Vietnamese and English for window, command line and reports: one catalogue, without Qt.

The catalogue is Project Fluent files (https://projectfluent.org) under `resources/i18n/<language>/`: plural forms are
the language's own, and both languages hold the same messages (a test compares them).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

from fluent.runtime import FluentBundle, FluentResource

from inspector.place import resource

LANGUAGES = ("vi", "en")
VIETNAM = timezone(timedelta(hours=7), "GMT+7")

_LOCALES = {"vi": "vi-VN", "en": "en-GB"}
_LONGEST_FACT = 2000  # characters; Fluent refuses a placeable of more than 2,500
_UNITS = ("B", "KiB", "MiB", "GiB", "TiB", "PiB")


class Fault(Protocol):
    """What an error must offer to be said: a code and the facts its sentence needs."""

    @property
    def code(self) -> str:
        """Which sentence."""

    @property
    def facts(self) -> Mapping[str, str | int | float]:
        """What fills it."""


class Words:
    """The catalogue in one language."""

    def __init__(self, language: str = "vi") -> None:
        self.language = language
        self._bundle = FluentBundle([_LOCALES[language]], use_isolating=False)
        for path in sorted(resource(f"i18n/{language}").glob("*.ftl")):
            self._bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))

    def has(self, message: str) -> bool:
        """Whether the catalogue knows `message`."""
        return self._bundle.has_message(message)

    def say(self, message: str, /, **facts: str | float) -> str:
        """The sentence `message` with its places filled, each cut at 2,000 characters.

        Raises KeyError when message or facts do not fit the catalogue.
        """
        pattern = self._bundle.get_message(message).value
        if pattern is None:
            raise KeyError(message)
        text, errors = self._bundle.format_pattern(pattern, {name: _fitting(fact) for name, fact in facts.items()})
        if errors:
            raise KeyError(f"{message}: {errors[0]}")
        return str(text)

    def fault(self, fault: Fault) -> str:
        """The sentence for a fault: what happened, and what to do."""
        return self.say(f"error-{fault.code.replace('_', '-')}", **fault.facts)

    def number(self, value: float, digits: int = 0) -> str:
        """A number with the language's separators."""
        text = f"{value:,.{digits}f}"
        return text if self.language == "en" else text.translate(str.maketrans(",.", ".,"))

    def size(self, count: int) -> str:
        """A length of `count` bytes in the largest fitting binary unit."""
        value, unit = float(count), 0
        while value >= 1024 and unit < len(_UNITS) - 1:
            value, unit = value / 1024, unit + 1
        return f"{self.number(value, 1 if unit else 0)} {_UNITS[unit]}"

    def when(self, moment: str) -> str:
        """A UTC moment (ISO 8601) as Vietnam's clock shows it, with its zone."""
        local = datetime.fromisoformat(moment).replace(tzinfo=UTC).astimezone(VIETNAM)
        return f"{local:%d/%m/%Y %H:%M:%S} (GMT+7)"

    def duration(self, seconds: float) -> str:
        """A length of time as hours, minutes and seconds."""
        whole = round(seconds)
        hours, rest = divmod(whole, 3600)
        return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


def _fitting(fact: str | float) -> str | float:
    if isinstance(fact, str) and len(fact) > _LONGEST_FACT:
        return fact[: _LONGEST_FACT - 1] + "…"
    return fact
