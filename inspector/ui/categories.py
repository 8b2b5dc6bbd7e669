"""A scheme of categories as the window uses it: a key, a letter and a colour for each."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.ui.tones import Tones


@dataclass(frozen=True, slots=True)
class Choice:
    """One category in the window's language; `key` is the digit that sets it, `place` its colour in the palette."""

    code: str
    letter: str
    name: str
    more: str
    key: int
    place: int

    @property
    def title(self) -> str:
        """Its letter and its name."""
        return f"{self.letter} · {self.name}"

    def colour(self, tones: Tones) -> str:
        """Its colour in the theme."""
        return tones.category(self.place)


@dataclass(frozen=True, slots=True)
class DetailChoice:
    """Something a scheme records beside the category: its id, its name, and its values with their words."""

    id: str
    name: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """The categories of one scheme in their order."""

    scheme: str
    title: str
    choices: tuple[Choice, ...]
    details: tuple[DetailChoice, ...] = ()

    def by_key(self, key: int) -> Choice | None:
        """The category set by the digit `key`."""
        return next((choice for choice in self.choices if choice.key == key), None)

    def by_code(self, code: str) -> Choice | None:
        """The category with that code."""
        return next((choice for choice in self.choices if choice.code == code), None)
