"""The schemes of categories that came with the program, as the window uses them."""

from __future__ import annotations

from inspector.library.scheme import Scheme, scheme
from inspector.library.scheme import schemes as names
from inspector.ui.categories import Choice, Choices, DetailChoice
from inspector.ui.look import Look

_DIGITS = 9


def schemes(look: Look) -> list[Choices]:
    """Every scheme in the language of `look`."""
    return [_choices(look.words.language, name, scheme(name)) for name in names()]


def _choices(language: str, name: str, found: Scheme) -> Choices:
    choices = tuple(
        Choice(category.code, category.label[language], place + 1 if place < _DIGITS else 0, place)
        for place, category in enumerate(found.categories)
    )
    return Choices(name, found.label[language], choices)
