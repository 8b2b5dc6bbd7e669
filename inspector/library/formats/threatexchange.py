"""Lists of ThreatExchange and of its command line `threatexchange`, as text, as tables and as JSON.

Text: `signal_type signal` a line (`pdq f8f8…`), with the name of a collaboration behind it or not. Tables:
`signal_type,signal_str,collab,category,tags`, and the cache `indicator,first_descriptor_id,added_on,labels`, with or
without that heading, where the kind is told by the length of the hash. JSON: `threatexchange_json.py`. Source:
facebook/ThreatExchange (`file_api.py`, `dataset_cmd.py`, `simple_serialization.py`).

MD5, SHA-1, SHA-256 and PDQ are read, of videos too; all other kinds (URLs, texts, TLSH, TMK, …) are Broken (`signal`).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from inspector.domain.match import Signal
from inspector.library.encoding import BLOCK
from inspector.library.ending import cut_digest
from inspector.library.entry import Blank, Block, Broken, Record
from inspector.library.formats import side_by_side, threatexchange_json
from inspector.library.formats.fields import entry_from
from inspector.library.formats.headings import letters
from inspector.library.formats.plain import plain_lines
from inspector.library.formats.table import Cells, rows_below, tells_kinds
from inspector.library.formats.threatexchange_json import signal_named
from inspector.library.lines import first_lines, gone_through

NAME = "threatexchange"

_TYPED = re.compile(rb"(?:hash_)?(?:video_)?(?:pdq|md5|sha1|sha256)[ \t]+[0-9a-f]{32,64}(?=[\s,]|$)", re.IGNORECASE)
_CACHED = re.compile(
    rb'"?[0-9a-f]{32,64}"?,[0-9]{5,25},(?:mine|[0-9]{9,11}|[0-9]{4}-[0-9]{2}-[0-9]{2}[^,]*),', re.IGNORECASE
)
_LINE = re.compile(rb"([A-Za-z][A-Za-z0-9_]{1,40})[ \t]+(\S+)(?:[ \t].*)?", re.DOTALL)
_CLEAN = {
    (word, digits): re.compile(rb"^%s[ \t]([0-9A-Fa-f]{%d})\r?\n" % (word, digits), re.MULTILINE)
    for word, digits in ((b"pdq", 64), (b"md5", 32), (b"video_md5", 32), (b"sha1", 40), (b"sha256", 64))
}
_CACHE_HEADING = frozenset({"indicator", "firstdescriptorid"})
_SIGNAL_HEADING = {"signaltype": "kind", "signalstr": "signal", "category": "category"}


def detect(head: bytes, name: str) -> bool:
    """Whether a line of the head names a kind and a hash of it, or it is one of the tables, or JSON of indicators."""
    lines = first_lines(head)
    if threatexchange_json.begins(head) or any(map(_TYPED.match, lines[:1])):
        return True
    if pdq_by_name(name) or not lines:
        return False
    return _is_table(lines[0]) or (any(map(_TYPED.match, lines)) and not tells_kinds(head))


def pdq_by_name(name: str) -> bool:
    """Whether a file by its name holds PDQ fingerprints, which have as many digits as SHA-256 digests."""
    return name.lower().endswith(".pdq") or "hash_pdq" in name.lower()


def is_cache(head: bytes) -> bool:
    """Whether a list that begins with `head` is the cached table of indicators."""
    lines = first_lines(head)
    return bool(lines) and (_CACHED.match(lines[0]) is not None or _is_cache_heading(lines[0]))


def read(file: io.BufferedReader) -> Iterator[Record]:
    """One record for each line, or for each indicator of JSON; Blocks for stretches of plain lines of one kind."""
    head = file.peek(BLOCK)
    lines = first_lines(head)
    if threatexchange_json.begins(head):
        return threatexchange_json.read(file)
    if is_cache(head):
        return read_cache(file, "hash")
    if lines and _is_table(lines[0]):
        return rows_below(file, _signal_titles, meaning=_meaning)
    return gone_through(file, _block, lambda lines: (_record(*line) for line in lines), cut_digest)


def read_cache(file: io.BufferedReader, kind: str) -> Iterator[Record]:
    """The records of the cached table whose indicators are all of `kind`, a field of Entry or `hash`."""
    return rows_below(file, lambda line: _cache_titles(line, kind), (",", [kind, "", "", "category"]))


def _is_table(line: bytes) -> bool:
    return _CACHED.match(line) is not None or _is_cache_heading(line) or _signal_titles(line) is not None


def _headings(line: bytes) -> list[str]:
    return [letters(heading) for heading in line.decode("utf-8", "replace").split(",")]


def _is_cache_heading(line: bytes) -> bool:
    return _CACHE_HEADING.issubset(_headings(line))


def _cache_titles(line: bytes, kind: str) -> tuple[str, list[str]] | None:
    if not _is_cache_heading(line):
        return None
    known = {"indicator": kind, "labels": "category"}
    return ",", [known.get(heading, "") for heading in _headings(line)]


def _signal_titles(line: bytes) -> tuple[str, list[str]] | None:
    names = [_SIGNAL_HEADING.get(heading, "") for heading in _headings(line)]
    return (",", names) if {"kind", "signal"} <= set(names) else None


def _meaning(cells: Cells) -> tuple[Cells, str]:
    told = dict(cells)
    signal = signal_named(told.get("kind", ""))
    if signal is None:
        return [], "signal" if any(told.values()) else ""
    return [(signal, told.get("signal", "")), ("category", told.get("category", ""))], ""


def _block(number: int, stretch: bytes) -> Block | None:
    first = _LINE.match(stretch[:200])
    signal = signal_named(first[1].decode("ascii")) if first else None
    pattern = _CLEAN.get((first[1].lower(), len(first[2]))) if first else None
    return plain_lines(pattern, Signal(signal), number, stretch) if signal and pattern else None


def _record(number: int, line: bytes | None) -> Record:
    if line is None:
        return Broken(number, "too-long")
    text = line.strip()
    if not text or text.startswith(b"#"):
        return Blank(number)
    parts = _LINE.fullmatch(text)
    if parts is None:
        return Broken(number, "shape")
    signal = signal_named(parts[1].decode("ascii"))
    if signal is None:
        return Broken(number, "signal")
    digits, _, quality = parts[2].decode("utf-8", "replace").partition(",")
    behind = text[parts.start(2) :].decode("utf-8", "replace").removeprefix(digits)
    code = side_by_side.CODE if side_by_side.follows(behind) else ""
    return entry_from([(signal, digits), ("pdq_quality", quality if signal == "pdq" else "")], number, code=code)
