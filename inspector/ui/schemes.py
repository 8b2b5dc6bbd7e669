"""The schemes of categories that came with the program, as the window uses them."""

from __future__ import annotations

from inspector.library.scheme import COLOURS, Category, Detail, Scheme, scheme
from inspector.library.scheme import schemes as names
from inspector.ui.categories import Choice, Choices, DetailChoice
from inspector.ui.look import Look


def schemes(look: Look) -> list[Choices]:
    """Every scheme in the language of `look`, the default first."""
    return [_choices(look.words.language, scheme(name)) for name in names()]


def _choices(language: str, found: Scheme) -> Choices:
    choices = tuple(_choice(language, category) for category in found.categories)
    details = tuple(_detail(language, detail) for detail in found.details)
    return Choices(found.id, found.label[language], choices, details)


def _choice(language: str, category: Category) -> Choice:
    place = COLOURS.index(category.colour)
    words = category.label[language], category.description[language]
    return Choice(category.code, category.letter, *words, category.key, place)


def _detail(language: str, detail: Detail) -> DetailChoice:
    values = tuple((value.code, value.label[language]) for value in detail.values)
    return DetailChoice(detail.id, detail.label[language], values)
