"""Web archives: WARC (ISO 28500), plain or with a gzip member for each record, read forward record by record.

Not through warcio: it reads lines, header blocks and HTTP chunks of any length into memory and prints to stderr.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO, ClassVar

from inspector.analyse import charset
from inspector.analyse.charset import decoded
from inspector.analyse.unreadable import Unreadable
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.flow import Forward, Limited, flowing, gunzipped, until
from inspector.source.containers.paper.http_body import Headers, can_be_undone, undone
from inspector.source.member import Member

_GZIP = b"\x1f\x8b"
_MARK = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
_LONGEST_LINE = 1 << 16
_LONGEST_HEADER = 1 << 18
_LONGEST_ADDRESS = 4096
_LONGEST_INFORMATION = 1 << 13
_LONGEST_FACT = 200
_HOLDING = frozenset({"response", "resource", "conversion", "continuation", "request"})
_NO_CONTENT = ("dns:", "whois:")
_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?\d*Z?", re.ASCII)


def warm() -> None:
    """Loads the character sets, which are looked up by name when first used."""
    charset.load()


@dataclass(slots=True)
class _Record:
    """One record: its number, headers, and what is left of its block in the stream."""

    number: int
    headers: Headers
    block: Limited
    http: Headers = field(default_factory=dict)


class Warc:
    """One web archive."""

    name: ClassVar[str] = "warc"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = False
    forward: ClassVar[bool] = True

    def __init__(self, handed: Handed) -> None:
        blocks = until(handed.file)
        zipped = handed.head.start.startswith(_GZIP)
        self._stream = flowing(gunzipped(blocks)) if zipped else handed.file
        self._beat = handed.beat
        self._records = 0
        self._facts: dict[str, object] = {}
        self._failures: dict[tuple[str, str], None] = {}

    @staticmethod
    def claim(head: Head) -> Claim:
        """By the version line of the first record, in its gzip member or bare."""
        start = head.start
        if start.startswith(_GZIP):
            try:
                start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(start, 256)
            except zlib.error:
                return Claim.NONE
        return Claim.INSIDE if _MARK.match(start) else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """What was fetched, and what was sent to fetch it where that was more than a question."""
        while (record := self._next()) is not None:
            self._beat()
            kind = record.headers.get("warc-type", "").lower()
            if kind == "warcinfo" and "software" not in self._facts:
                self._facts.update(_information(record.block))
            elif kind in _HOLDING and (member := _member(record, kind)) is not None:
                yield member
            self._finish(record)

    def open(self, member: Member) -> BinaryIO:
        """The body of the record told last, its HTTP encodings undone."""
        if not isinstance(member.held, _Record):
            raise Unreadable("missing_member")
        record = member.held
        return undone(record.block, record.http)

    def at(self, locator: str) -> Member:  # noqa: ARG002
        """Nothing: records are only read forward."""
        raise Unreadable("missing_member")

    def about(self) -> About:
        """What made the archive, how many records it has, and what was wrong with it."""
        return About(facts={**self._facts, "records": self._records}, failures=tuple(self._failures))

    def close(self) -> None:
        """Nothing was opened."""

    def _next(self) -> _Record | None:
        """The next record; None at the end. What stands between records and is none is passed over and told."""
        while line := self._stream.readline(_LONGEST_LINE):
            if _MARK.fullmatch(line):
                headers = _headers(self._stream)
                length = headers.get("content-length", "")
                if not (length.isascii() and length.isdigit() and len(length) < 19):
                    self._failures["damaged", "record"] = None
                    continue
                self._records += 1
                return _Record(self._records, headers, Limited(self._stream, int(length)))
            if line.strip():
                self._failures["damaged", "record"] = None
        return None

    def _finish(self, record: _Record) -> None:
        """Reads past what nobody wanted of a record."""
        for _ in until(record.block):
            self._beat()
        if record.block.left:
            self._failures["truncated", "record"] = None


def _headers(stream: Forward) -> Headers:
    """Named fields up to an empty line, names in lower case; the first of a name counts."""
    headers: Headers = {}
    room = _LONGEST_HEADER
    while room > 0 and (line := stream.readline(min(room, _LONGEST_LINE))).strip():
        room -= len(line)
        name, colon, value = line.partition(b":")
        if colon:
            headers.setdefault(decoded(name).strip().lower(), decoded(value).strip())
    return headers


def _member(record: _Record, kind: str) -> Member | None:
    """The member a record is; None when nothing but headers is in it."""
    address = record.headers.get("warc-target-uri", "").strip("<>")
    if address.startswith(_NO_CONTENT):
        return None
    if record.headers.get("content-type", "").lower().startswith("application/http"):
        record.block.readline(_LONGEST_LINE)
        record.http = _headers(record.block)
    if not record.block.left:
        return None
    plain = not {"content-encoding", "transfer-encoding"} & record.http.keys()
    return Member(
        path=address[:_LONGEST_ADDRESS].encode("utf-8", "replace") or f"record-{record.number}".encode(),
        locator=f"{record.number} {kind}",
        size=record.block.left if plain else None,
        modified_ns=_moment(record.headers.get("warc-date", "")),
        failure="" if can_be_undone(record.http) else "no_decoder",
        held=record,
    )


def _moment(written: str) -> int | None:
    """A WARC-Date in nanoseconds since 1970."""
    match = _TIME.fullmatch(written)
    if match is None:
        return None
    try:
        moment = datetime(*(int(each) for each in match.groups()[:6]), tzinfo=UTC)  # type: ignore[arg-type,misc]
    except ValueError:
        return None
    return int(moment.timestamp()) * 10**9 + int((match[7] or "").ljust(9, "0"))


def _information(block: Limited) -> dict[str, object]:
    """What made the archive, out of a warcinfo record."""
    said = _headers(Limited(block, min(block.left, _LONGEST_INFORMATION)))
    return {name: said[name][:_LONGEST_FACT] for name in ("software", "hostname", "ispartof") if said.get(name)}
