"""Lists of PDQ fingerprints: `hex`, `hex,quality`, `hex,quality,name`, or `pdq hex` a line.

Source: the PDQ tools and the `threatexchange` command line of facebook/ThreatExchange. A line of 64 digits alone
is also what a SHA-256 looks like, so this format is taken only for a name in `.pdq`, for lines that say `pdq`, or by
order. By name or by order the cached table of ThreatExchange is read as PDQ too.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from inspector.domain.match import Signal
from inspector.library.encoding import BLOCK
from inspector.library.ending import cut_digest
from inspector.library.entry import Blank, Broken, Record
from inspector.library.formats import headings, side_by_side
from inspector.library.formats.fields import entry_from
from inspector.library.formats.plain import plain_lines
from inspector.library.formats.table import tells_kinds
from inspector.library.formats.threatexchange import is_cache, pdq_by_name, read_cache
from inspector.library.lines import first_lines, gone_through

NAME = "pdq"

_LINE = re.compile(
    rb"(?:pdq[ \t:,]\s*)?([0-9A-Za-z]+)"  # the fingerprint
    rb"(?:\s*[,; \t]\s*([0-9]+)(?=[,; \t]|$))?"  # its quality
    rb"(?:[,; \t][^\r\n]*)?",  # a name, or whatever else a tool adds
    re.IGNORECASE,
)
_SIGN = re.compile(rb"pdq[ \t:,]\s*[0-9a-f]{64}\b", re.IGNORECASE)
_KIND = re.compile(rb"(?<![0-9A-Za-z])(?:pdq|md5|sha-?1|sha-?256)(?![0-9A-Za-z])", re.IGNORECASE)
_DIGITS = re.compile(rb"(?<![0-9A-Za-z])[0-9A-Fa-f]{64}(?![0-9A-Za-z])")
_CLEAN = re.compile(rb"^([0-9A-Fa-f]{64})\r?\n", re.MULTILINE)
_NO_QUALITY = re.compile(r"\s*,(?!\s*[0-9]+\s*(?:[,;]|$))\s*[^\s,;./\\][^,;./\\]*(?:[,;]|$)")
_HEADING = re.compile(rb"\W*(?:pdq|hash|pdq_?hash)\W*(?:,[^0-9]*)?", re.IGNORECASE)


def detect(head: bytes, name: str) -> bool:
    """Whether the name says so and a line may be a fingerprint, or a line of the head says so.

    Not under headings that let each row say its kind: only some of them may be fingerprints.
    """
    lines, named = first_lines(head), pdq_by_name(name)
    if tells_kinds(head) and (not named or any(map(_KIND.search, lines[1:]))):
        return False
    return any(map(_SIGN.match, lines)) or (named and any(map(_DIGITS.search, lines)))


def read(file: io.BufferedReader) -> Iterator[Record]:
    """One record for each line, and Blocks for stretches of fingerprints alone."""
    head = file.peek(BLOCK)
    if is_cache(head):
        return read_cache(file, "pdq")
    rated = _is_rated(head)
    return gone_through(
        file,
        lambda number, stretch: plain_lines(_CLEAN, Signal.PDQ, number, stretch),
        lambda lines: (_record(*line, rated=rated) for line in lines),
        cut_digest,
    )


def _is_rated(head: bytes) -> bool:
    """Whether qualities stand behind the fingerprints, as far as a heading tells."""
    first = next(iter(first_lines(head)), b"")
    names = first.decode("utf-8", "replace").split(",") if _HEADING.fullmatch(first) else []
    return len(names) < 2 or "pdq_quality" in headings.fields(names)


def _record(number: int, line: bytes | None, *, rated: bool) -> Record:
    if line is None:
        return Broken(number, "too-long")
    text = line.strip()
    if not text or text.startswith(b"#") or (number == 1 and _HEADING.fullmatch(text)):
        return Blank(number)
    parts = _LINE.fullmatch(text)
    if parts is None:
        return Broken(number, "shape")
    quality = (parts[2] or b"").decode("ascii")
    code = _code(text[parts.end(1) :].decode("utf-8", "replace"), rated=rated)
    return entry_from([("pdq", parts[1].decode("ascii")), ("pdq_quality", quality)], number, code=code)


def _code(rest: str, *, rated: bool) -> str:
    """What is wrong behind a fingerprint: another one, or a quality that is none; a name has a dot or a slash."""
    if side_by_side.follows(rest):
        return side_by_side.CODE
    return "quality" if rated and _NO_QUALITY.match(rest) else ""
