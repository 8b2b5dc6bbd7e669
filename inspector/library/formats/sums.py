r"""Lists of sums: `md5sum`, `sha1sum`, `sha256sum` (GNU and BSD form), `openssl dgst`, or a bare hash a line.

Sources: GNU coreutils manual, "md5sum invocation" (`<hex> <space or *><name>`, a leading `\` when the name is escaped);
BSD `md5(1)` (`MD5 (name) = <hex>`), which rhash pads before the name. A line may hold several digests
(`side_by_side`).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from inspector.domain.match import Signal
from inspector.library.digits import BadHash, digest_name
from inspector.library.ending import Ending, cut_digest
from inspector.library.entry import Blank, Block, Broken, Entry, Record
from inspector.library.formats import side_by_side
from inspector.library.formats.fields import entry_from
from inspector.library.formats.plain import plain_lines
from inspector.library.lines import first_lines, gone_through

NAME = "sums"

# A name may hold any byte but a line break; one inside would hide a second entry.
_GNU = re.compile(rb"(\\?)([0-9A-Za-z]+)(?:([ \t]+)([^\r\n]*))?")
_BSD = re.compile(rb"\\?([A-Za-z0-9-]{3,12}) {0,8}\([^\r\n]*\) ?= ?([0-9A-Za-z]+)[ \t]*")
_BSD_BEGUN = re.compile(rb"(?:MD5|SHA-?1|SHA2?-?256) {0,8}\([^\r\n]*", re.IGNORECASE)
_SIGN = re.compile(rb"\\?[0-9A-Fa-f]{32,64}(?:[ \t]|$)")
_ALONE = rb"[0-9A-Fa-f]{32}(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{32})?"
_NO_OTHERS = rb"(?: \*|  (?![ \t]|%s[ \t])|[ \t](?![ *]|(?:[^\r\n]*[ \t])?%s[ \t\r\n]))" % (_ALONE, _ALONE)
_CLEAN = {
    digits: re.compile(rb"^\\?([0-9A-Fa-f]{%d})(?:%s[^\r\n\0]{0,1000})?\r?\n" % (digits, _NO_OTHERS), re.MULTILINE)
    for digits in (32, 40, 64)
}
_ALGORITHMS = {"md5": "md5", "sha1": "sha1", "sha256": "sha256", "sha2256": "sha256"}


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 (sums are told by their lines)
    """Whether any line of the head is a sum."""
    return any(_SIGN.match(line) or _BSD.fullmatch(line) for line in first_lines(head))


def read(file: io.BufferedReader) -> Iterator[Record]:
    """One record for each line, or each file of it; Blocks for stretches of plain lines with sums of one kind."""
    yield from gone_through(file, _block, lambda lines: (each for line in lines for each in _records(*line)), _cut)


def _cut(ending: Ending, whole: bool) -> bool:  # noqa: FBT001 (a Cut)
    return cut_digest(ending, whole) or (not whole and _BSD_BEGUN.fullmatch(ending.line) is not None)


def _block(number: int, stretch: bytes) -> Block | None:
    first = _GNU.match(stretch)
    clean = _CLEAN.get(len(first[2])) if first else None
    if first is None or clean is None:
        return None
    return plain_lines(clean, Signal(digest_name(first[2].decode("ascii"))), number, stretch)


def _records(number: int, line: bytes | None) -> Iterator[Record]:
    if line is None:
        yield Broken(number, "too-long")
    elif not line.strip() or line.startswith(b"#"):
        yield Blank(number)
    else:
        try:
            yield from _entries(number, line.lstrip())
        except BadHash as bad:
            yield Broken(number, bad.code)


def _entries(number: int, line: bytes) -> Iterator[Entry | Broken]:
    if bsd := _BSD.fullmatch(line):
        algorithm = _ALGORITHMS.get(bsd[1].decode("ascii").lower().replace("-", ""))
        if algorithm is None:
            raise BadHash("algorithm")
        yield entry_from([(algorithm, bsd[2].decode("ascii"))], number)
        return
    gnu = _GNU.fullmatch(line)
    if gnu is None:
        raise BadHash("shape")
    files, code = _told(gnu)
    for digests in files:
        yield entry_from([("hash", digits) for digits in digests], number, code=code)


def _told(gnu: re.Match[bytes]) -> side_by_side.Told:
    escaped, first, separator, rest = (part.decode("utf-8", "replace") for part in gnu.groups(b""))
    return ([[first]], "") if escaped else side_by_side.told(first, separator, rest)
