"""The lists that tell addresses apart (resources/tips/addresses.toml), read and checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inspector.domain.fault import InputFault
from inspector.place import resource

_NAME = r"([A-Za-z0-9._%~-]{1,100}+)"
_ANY = r"[^/?#]{1,200}+"


@dataclass(frozen=True, slots=True)
class AccountForm:
    """One way a platform's links name an account; `spelled` is the value with `{}` for the name."""

    pattern: re.Pattern[str]
    spelled: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform on which people have accounts."""

    id: str
    words: tuple[str, ...]
    hosts: frozenset[str]
    forms: tuple[AccountForm, ...]
    reserved: frozenset[str]


@dataclass(frozen=True, slots=True)
class AddressLists:
    """Everything the finders look up."""

    plain_domains: frozenset[str]
    slashed_domains: frozenset[str]
    hosts: frozenset[str]
    platforms: tuple[Platform, ...]
    short_numbers: tuple[str, ...]
    short_words: tuple[str, ...]
    service_words: tuple[str, ...]
    other_words: tuple[str, ...]
    bank_words: tuple[str, ...]
    bank_names: tuple[str, ...]


def read_lists(path: Path | None = None) -> AddressLists:
    """The lists in `path`, by default those that came with the program; raises InputFault "tip_lists_broken"."""
    source = path or resource("tips/addresses.toml")
    try:
        data = tomllib.loads(source.read_text(encoding="utf-8"))
        return _lists(data)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
        raise InputFault("tip_lists_broken", file=source.name) from error


def _lists(data: Mapping[str, Any]) -> AddressLists:
    domains, phones, banks = data["domains"], data["phones"], data["banks"]
    return AddressLists(
        plain_domains=frozenset(_words(domains["plain"])),
        slashed_domains=frozenset(_words(domains["slashed"])),
        hosts=frozenset(_words(domains["hosts"])),
        platforms=tuple(_platform(each) for each in data["platform"]),
        short_numbers=_words(phones["short"]),
        short_words=_words(phones["short_words"]),
        service_words=_words(phones["service_words"]),
        other_words=_words(phones["other_words"]),
        bank_words=_words(banks["words"]),
        bank_names=_words(banks["names"]),
    )


def _platform(data: Mapping[str, Any]) -> Platform:
    return Platform(
        id=str(data["id"]),
        words=_words(data["words"]),
        hosts=frozenset(_words(data["hosts"])),
        forms=tuple(AccountForm(_pattern(each["path"]), each["as"], bool(each.get("exact"))) for each in data["forms"]),
        reserved=frozenset(_words(data["reserved"])),
    )


def _words(values: object) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
        raise TypeError("a list of words")
    return tuple(values)


def _pattern(path: str) -> re.Pattern[str]:
    """A path with `{}` for the account's name and `*` for anything, as a pattern that looks at each character once."""
    escaped = re.escape(path).replace(re.escape("{}"), _NAME).replace(re.escape("*"), _ANY)
    return re.compile(escaped + r"(?=[/?#&]|$)")
