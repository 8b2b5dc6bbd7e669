"""Lists of PDQ fingerprints: `hex`, `hex,quality`, `hex,quality,name`, or `pdq hex` a line.

Source: the PDQ tools and the `threatexchange` command line of facebook/ThreatExchange. A line of 64 digits alone
is also what a SHA-256 looks like, so this format is taken only for a name in `.pdq`, for lines that say `pdq`, or by
order.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from inspector.library.entry import Blank, Broken, Record
from inspector.library.formats.fields import entry_from
from inspector.library.lines import first_lines, numbered

NAME = "pdq"

_LINE = re.compile(
    rb"(?:pdq[ \t:,]\s*)?([0-9A-Za-z]+)"  # the fingerprint
    rb"(?:\s*[,; \t]\s*([0-9]+)(?=[,; \t]|$))?"  # its quality
    rb"(?:[,; \t][^\r\n]*)?",  # a name, or whatever else a tool adds
    re.IGNORECASE,
)
_SIGN = re.compile(rb"pdq[ \t:,]\s*[0-9a-f]{64}\b", re.IGNORECASE)
_HEADING = re.compile(rb"\W*(?:pdq|hash|pdq_?hash)\W*(?:,[^0-9]*)?", re.IGNORECASE)


def detect(head: bytes, name: str) -> bool:
    """Whether the name ends in `.pdq` or a line of the head says so."""
    return name.lower().endswith(".pdq") or any(_SIGN.match(line) for line in first_lines(head))


def read(file: io.BufferedReader) -> Iterator[Record]:
    """One record for each line."""
    for number, line in numbered(file):
        yield _record(number, line)


def _record(number: int, line: bytes | None) -> Record:
    if line is None:
        return Broken(number, "too-long")
    text = line.strip()
    if not text or text.startswith(b"#") or (number == 1 and _HEADING.fullmatch(text)):
        return Blank(number)
    parts = _LINE.fullmatch(text)
    if parts is None:
        return Broken(number, "shape")
    quality = (parts[2] or b"").decode("ascii")
    return entry_from([("pdq", parts[1].decode("ascii")), ("pdq_quality", quality)], number)
