"""What a person reads of a part of a mail: its words, its headers in one line each, its time."""

from __future__ import annotations

import email.utils
from collections.abc import Callable
from datetime import UTC, datetime
from typing import BinaryIO

from inspector.analyse.charset import clean, decoded
from inspector.analyse.hypertext import read_hypertext
from inspector.analyse.mailcoding import unpacked
from inspector.analyse.mailpart import FAULTS, Part
from inspector.analyse.window import window


def body(file: BinaryIO, part: Part, flawed: Callable[[], None] = lambda: None) -> BinaryIO:
    """The bytes of a part as its sender meant them; what is wrongly encoded gives what there is, `flawed` is called."""
    return unpacked(window(file, part.start, part.end), part.packing, flawed)


def words(file: BinaryIO, part: Part, limit: int) -> tuple[str, list[str]]:
    """The text of a part, of at most about `limit` bytes, and the targets of its links."""
    text = decoded(body(file, part).read(limit), part.charset)
    if part.get_content_subtype() == "html":
        return read_hypertext(text)
    return text.replace("\r\n", "\n"), []


def header(part: Part, name: str) -> str:
    """A header as text, as long as it is; empty where there is none."""
    return clean(str(part.get(name, "")))


def line(text: str, limit: int) -> str:
    """A text as one line of at most so many characters."""
    return " ".join(text[: 8 * limit].split())[:limit]


def utc(written: str) -> str:
    """A date of RFC 5322 as UTC, ISO 8601; an empty string when it is none or does not tell its zone."""
    moment = instant(written)
    return "" if moment is None else datetime.isoformat(moment.replace(microsecond=0, tzinfo=None)) + "Z"


def instant(written: str) -> datetime | None:
    """A date of RFC 5322 in UTC; None when it is none or does not tell its zone."""
    try:
        moment = email.utils.parsedate_to_datetime(written)
        if moment.tzinfo is None and "-0000" not in written:  # RFC 5322 3.3: -0000 is UTC from an unknown zone
            return None
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (*FAULTS, OverflowError):
        return None
