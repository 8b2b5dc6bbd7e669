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
