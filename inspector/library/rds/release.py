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
_NUMBER = re.compile(r"([0-9]{4})\.([0-9]{2})\.([0-9]{1,3})", re.ASCII)


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


def is_later(version: str, than: str) -> bool:
    """Whether one release came after another; also when either is no number of a release, which tells nothing."""
    numbers = [_NUMBER.fullmatch(told) for told in (version, than)]
    later, earlier = ([int(part) for part in found.groups()] if found else [] for found in numbers)
    return not (later and earlier) or later > earlier
