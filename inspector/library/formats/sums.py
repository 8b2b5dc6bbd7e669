r"""Lists of sums: `md5sum`, `sha1sum`, `sha256sum` (GNU and BSD form), `openssl dgst`, or a bare hash a line.

Sources: GNU coreutils manual, "md5sum invocation" (`<hex> <space or *><name>`, a leading `\` when the name is escaped);
BSD `md5(1)` (`MD5 (name) = <hex>`).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from inspector.domain.match import Signal
from inspector.library.digits import BadHash, digest_name, raw
from inspector.library.ending import Ending, cut_digest
from inspector.library.entry import Blank, Block, Broken, Entry, Record
from inspector.library.formats.plain import plain_lines
from inspector.library.lines import first_lines, gone_through

NAME = "sums"

# A name may hold any byte but a line break; one inside would hide a second entry.
_GNU = re.compile(rb"\\?([0-9A-Za-z]+)(?:[ \t]+\*?[^\r\n]*)?")
_BSD = re.compile(rb"\\?([A-Za-z0-9-]{3,12}) ?\([^\r\n]*\) ?= ?([0-9A-Za-z]+)[ \t]*")
_BSD_BEGUN = re.compile(rb"(?:MD5|SHA-?1|SHA2?-?256) ?\([^\r\n]*", re.IGNORECASE)
_SIGN = re.compile(rb"\\?[0-9A-Fa-f]{32,64}(?:[ \t]|$)")
_CLEAN = {
    digits: re.compile(rb"^\\?([0-9A-Fa-f]{%d})(?:[ \t][^\r\n]{0,1000})?\r?\n" % digits, re.MULTILINE)
    for digits in (32, 40, 64)
}
_ALGORITHMS = {"md5": "md5", "sha1": "sha1", "sha256": "sha256", "sha2256": "sha256"}


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 (sums are told by their lines)
    """Whether any line of the head is a sum."""
    return any(_SIGN.match(line) or _BSD.fullmatch(line) for line in first_lines(head))


def read(file: io.BufferedReader) -> Iterator[Record]:
    """One record for each line, and Blocks for stretches of plain lines with sums of one kind."""
    yield from gone_through(file, _block, lambda lines: (_record(*line) for line in lines), _cut)


def _cut(ending: Ending, whole: bool) -> bool:  # noqa: FBT001 (a Cut)
    return cut_digest(ending, whole) or (not whole and _BSD_BEGUN.fullmatch(ending.line) is not None)


def _block(number: int, stretch: bytes) -> Block | None:
    first = _GNU.match(stretch)
    clean = _CLEAN.get(len(first[1])) if first else None
    if first is None or clean is None:
        return None
    return plain_lines(clean, Signal(digest_name(first[1].decode("ascii"))), number, stretch)


def _record(number: int, line: bytes | None) -> Record:
    if line is None:
        return Broken(number, "too-long")
    if not line.strip() or line.startswith(b"#"):
        return Blank(number)
    try:
        return _entry(line.lstrip())
    except BadHash as bad:
        return Broken(number, bad.code)


def _entry(line: bytes) -> Entry:
    if bsd := _BSD.fullmatch(line):
        algorithm = _ALGORITHMS.get(bsd[1].decode("ascii").lower().replace("-", ""))
        if algorithm is None:
            raise BadHash("algorithm")
        return _of(algorithm, bsd[2].decode("ascii"))
    gnu = _GNU.fullmatch(line)
    if gnu is None:
        raise BadHash("shape")
    digits = gnu[1].decode("ascii")
    return _of(digest_name(digits), digits)


def _of(algorithm: str, digits: str) -> Entry:
    match algorithm:
        case "md5":
            return Entry(md5=raw(digits, Signal.MD5))
        case "sha1":
            return Entry(sha1=raw(digits, Signal.SHA1))
        case _:
            return Entry(sha256=raw(digits, Signal.SHA256))
