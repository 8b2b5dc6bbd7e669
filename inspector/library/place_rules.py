"""The rules that tell classes of places, as data under `resources/places/`: one TOML file a platform."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from inspector.domain.fault import Fault, InputFault
from inspector.domain.place_class import PlaceClass

_KEYS = {"place", "paths", "source"}
_UNKNOWN = "unknown"
_LONGEST = 64  # characters of one name in a pattern


class Strength(IntEnum):
    """Which rules are asked first: exceptions from others, then what is usual, then guesses from a name alone."""

    EXCEPTION = 0
    USUAL = 1
    GENERAL = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """Files that one of `paths` fits lie in a place of that class; None: nothing is known of them.

    A path is names between "/". One that ends in "/" fits whatever lies below that folder, another the file itself; one
    that begins with "/" begins where the evidence begins, another anywhere. In a name `*` stands for any characters
    (once a name), `?` for one and `#` for one digit; `*` or `?` may not both begin and end a name. A whole name `**`
    stands for any number of folders, also none.
    """

    place: PlaceClass | None
    strength: Strength
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleFile:
    """The rules of one platform; `version` is the day they were last changed, `digest` the SHA-256 of the file."""

    name: str
    version: str
    digest: bytes
    rules: tuple[Rule, ...]


def read_rules(path: Path) -> RuleFile:
    """The rules in a file; raises InputFault "library_places_broken" with the place of the first mistake."""
    content = path.read_bytes()
    try:
        values = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _fault(path.name, "TOML") from error
    version, tables = values.get("version"), values.get("rule")
    if not isinstance(version, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", version):
        raise _fault(path.name, "version")
    if not isinstance(tables, list) or not tables or len(values) > 2:
        raise _fault(path.name, "rule")
    rules = tuple(_rule(table, f"{path.name} rule {number}") for number, table in enumerate(tables, 1))
    return RuleFile(path.stem, version, hashlib.sha256(content).digest(), rules)


def _rule(table: object, where: str) -> Rule:
    if not isinstance(table, dict) or not _KEYS <= set(table) <= _KEYS | {"strength"}:
        raise _fault(where, ", ".join(sorted(_KEYS)))
    if not isinstance(table["source"], str) or not table["source"].strip():
        raise _fault(where, "source")
    return Rule(_place(table["place"], where), _strength(table, where), tuple(_paths(table["paths"], where)))


def _place(value: object, where: str) -> PlaceClass | None:
    if value == _UNKNOWN:
        return None
    if not isinstance(value, str) or value not in set(PlaceClass):
        raise _fault(where, "place")
    return PlaceClass(value)


def _strength(table: dict[str, object], where: str) -> Strength:
    named = {strength.name.lower(): strength for strength in Strength}
    value = table.get("strength", "usual")
    if not isinstance(value, str) or value not in named:
        raise _fault(where, "strength")
    return named[value]


def _paths(values: object, where: str) -> Iterator[str]:
    if not isinstance(values, list) or not values:
        raise _fault(where, "paths")
    for value in values:
        if not isinstance(value, str) or not _sound(value):
            raise _fault(where, f"paths: {value}")
        yield value


def _sound(path: str) -> bool:
    """Whether every name can be asked for in linear time, and one at least says something."""
    names = path.removeprefix("/").removesuffix("/").split("/")
    return (
        "**" not in (names[0], names[-1])
        and all(0 < len(name) <= _LONGEST and "\\" not in name for name in names)
        and all(name == "**" or name.count("*") <= 1 for name in names)
        and all(name in ("*", "**") or name[0] not in "*?" or name[-1] not in "*?" for name in names)
        and any(set(name) - set("*?#") for name in names)
    )


def _fault(where: str, detail: str) -> Fault:
    return InputFault("library_places_broken", place=where, detail=detail)
