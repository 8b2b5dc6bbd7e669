"""What a form is made of: fields, bilingual texts and the words around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

_PLACE = re.compile(r"\{([a-z_]+)\}")


class FieldType(StrEnum):
    """What an answer is; the window has a widget and the report a part for each."""

    TEXT = "text"
    MULTILINE = "multiline"
    DATE = "date"
    CHOICE = "choice"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    vi: str
    en: str

    def say(self, language: str, **facts: str) -> str:
        """The text in `language` with its {places} filled; raises KeyError for a place without a fact."""
        pattern = self.en if language == "en" else self.vi
        return _PLACE.sub(lambda place: facts[place.group(1)], pattern)

    def places(self) -> tuple[frozenset[str], frozenset[str]]:
        """The {places} of the Vietnamese and of the English text."""
        return frozenset(_PLACE.findall(self.vi)), frozenset(_PLACE.findall(self.en))


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a choice field."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. `default` is in the type of the answer, bilingual where it is text."""

    id: str
    type: FieldType
    label: Text
    help: Text
    group: str
    required: bool
    default: Text | tuple[Text, ...] | str | bool | int | None
    choices: tuple[Choice, ...]
    columns: tuple[Field, ...]
    examples: tuple[Text, ...]
    max_length: int
    max_items: int
    minimum: int | None
    maximum: int | None
    pattern: str

    def choice(self, value: str) -> Choice:
        """The choice with this value; raises KeyError."""
        return {choice.value: choice for choice in self.choices}[value]


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together in the window."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Form:
    """A form as data. `digest` is the SHA-256 of its file."""

    id: str
    version: str
    title: Text
    groups: tuple[Group, ...]
    fields: tuple[Field, ...]
    words: Mapping[str, Text]
    digest: bytes

    def field(self, field_id: str) -> Field:
        """The field of this id; raises KeyError."""
        return {field.id: field for field in self.fields}[field_id]
