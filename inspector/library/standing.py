"""What words of hash lists mean, in whatever scheme: data under `resources/lists/`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from enum import Enum, auto
from pathlib import Path

from inspector.domain.fault import InputFault
from inspector.library.formats.headings import letters
from inspector.place import resource


class Standing(Enum):
    """What a list says of an entry. OPEN: nobody judged it; UNCLEAR: sought by nobody, and harmless to some only.

    UNSAID: the list does not tell, or in a word of its own; then what a person calls the whole list holds.
    """

    SOUGHT = auto()
    HARMLESS = auto()
    OPEN = auto()
    UNCLEAR = auto()
    UNSAID = auto()


_SECTIONS = {"sought": Standing.SOUGHT, "harmless": Standing.HARMLESS, "uncategorised": Standing.OPEN}
_WHOLE = re.compile(r"0*([0-9]+)(?:\.0+)?")  # as a spreadsheet or a table of numbers writes it
_WITH_WORDS = re.compile(r"\s*(?:cat(?:egory)?[\s-]*)?0*([0-9])\s*[-–—:.)]+\s*([^\W\d].*)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:category|cat)(?=(?:[0-9]|[a-c][12]?)$)")


def standings(path: Path | None = None) -> Mapping[str, Standing]:
    """What each word means, by `plain`; raises InputFault "list_words_broken" when the file is wrong."""
    path = path or resource("lists") / "words.toml"
    try:
        sections = tomllib.loads(path.read_text(encoding="utf-8"))
        return {plain(word): standing for name, standing in _SECTIONS.items() for word in sections[name]}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
        raise InputFault("list_words_broken", file=path.name) from error


def plain(word: str) -> str:
    """A category without what does not count: case, blanks, hyphens, brackets, marks of letters."""
    whole = _WHOLE.fullmatch(word.strip())
    return whole[1] if whole else _NUMBERED.sub("", letters(word))


def readings(category: str) -> tuple[str, ...]:
    """What a category may be known by, each by `plain`: all of it, and of a number with words these and then that."""
    parts = _WITH_WORDS.fullmatch(category)
    return (plain(category), plain(parts[2]), parts[1]) if parts else (plain(category),)
