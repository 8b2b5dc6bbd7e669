"""Of which release a reference data set is: what its table VERSION says, or the name of its file.

Source: "National Software Reference Library Reference Dataset Version 3" (NIST, 2022): files are called
RDS_YYYY.MM.<patch>_<set>.db and RDS_YYYY.MM.<patch>_<set>_delta.sql.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FACTS = ("version", "build_set", "build_date", "release_date", "description")
"""The columns of the table VERSION."""

_NAME = re.compile(r"RDS_([0-9]{4}\.[0-9]{2}\.[0-9]{1,3})_(\w{1,40}?)(?:_delta)?\.\w{1,8}", re.ASCII | re.IGNORECASE)
_NUMBER = re.compile(r"(?<![0-9.])([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,3})(?![0-9])", re.ASCII)
_SETS = ("modern", "legacy", "android", "ios")
_EXTENTS = ("minimal", "full")


@dataclass(frozen=True, slots=True)
class Release:
    """What is said of it; what is not said is empty."""

    version: str = ""
    build_set: str = ""
    build_date: str = ""
    release_date: str = ""
    description: str = ""


def release_named(name: str) -> Release | None:
    """The release that the name of a file tells, if it is called as they are."""
    found = _NAME.fullmatch(name)
    return Release(found[1], found[2]) if found else None


def number_of(version: str) -> list[int]:
    """The number of a release in what it is called, `2026.12.1` and `RDS 2026.12.1` alike; empty when there is none."""
    found = _NUMBER.search(version)
    return [int(part) for part in found.groups()] if found else []


def is_later(version: str, than: str) -> bool:
    """Whether one release came after another; also when either has no number, which tells nothing, unless they are one.

    Nothing said is nothing to compare with.
    """
    later, earlier = number_of(version), number_of(than)
    return later > earlier if later and earlier else version != than or not version


def contradicts(one: str, other: str) -> bool:
    """Whether two names cannot be those of one data set.

    They are written in many ways (`modern`, `Modern Minimal`, `modern_minimal`), so that only what both of them say
    counts: which set, and whether it is minimal or full.
    """
    return any(_apart(_said(one, words), _said(other, words)) for words in (_SETS, _EXTENTS))


def _said(name: str, words: tuple[str, ...]) -> set[str]:
    return {word for word in words if word in name.lower()}


def _apart(one: set[str], other: set[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)
