"""Answers of NCMEC's hash sharing service, version 2: XML with one record for each picture or video.

`<queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2"><images count="1" maxTimestamp="…"><image>
<member id="42"/><timestamp/><id/><classification>A1</classification><fingerprints><md5/><sha1/><pdna/>…`, `videos`
likewise; what was taken back stands there as `deletedImage` and `deletedVideo`, by member, id and time alone. An id is
its member's: others may have the same. Answers come in no order of time, and what changed comes as a new record under
the id that it had. A record without a time is taken to be as old as the newest of its answer. Source: the client in
facebook/ThreatExchange, which quotes NCMEC's documentation.

Of the fingerprints MD5, SHA-1 and PDQ are read; a record with others only (PhotoDNA, Videntifier, TMK) is Broken
(`signal`). Votes of members are not read. Each record is parsed by itself: no mistake in one costs its neighbours, an
entity means nothing, and no more than one record is ever held.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from xml.parsers import expat

from inspector.domain.fault import InputFault
from inspector.library.encoding import BLOCK
from inspector.library.entry import LATEST, Broken, Entry, Gone, ListId, Record
from inspector.library.formats.fields import entry_from
from inspector.library.formats.window import Window

NAME = "ncmec"

LONGEST_RECORD = 1 << 20  # characters; a longer one is broken

_PREFIX = r"(?:[\w.-]{1,40}:)?"
_KINDS = r"(?P<kind>deletedImage|deletedVideo|image|video)(?=[\s/>])"
_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?queryResult[\s/>]")
_AROUND = r"(?:queryResult|images|videos|paging|next)(?=[\s/>])"
_TOKEN = re.compile(
    rf"(?P<aside><!--|<!\[CDATA\[|<\?)|(?P<doctype><!DOCTYPE)|(?P<end></{_PREFIX}queryResult\s{{0,20}}>)|<{_PREFIX}{_KINDS}"
    rf"|<(?!/?{_PREFIX}{_AROUND})(?P<stray>[^<>\s]{{1,80}}(?=[\s>]))"
)
_ASIDE_ENDS = {"<!--": re.compile("-->"), "<![CDATA[": re.compile(r"\]\]>"), "<?": re.compile(r"\?>")}
_ALONE = re.compile(rf"<{_PREFIX}\w{{5,12}}(?:\s[^<>]{{0,1000}})?/>")
_NEWEST = re.compile(rb"maxTimestamp\s{0,20}=\s{0,20}[\"']([0-9T:.Z +-]{10,40})[\"']")
_LONGEST_TOKEN = 128
_HASHES = frozenset({"md5", "sha1", "sha256", "pdq"})


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 (told by its root)
    """Whether the list is XML whose root is `queryResult`."""
    return head.lstrip().startswith(b"<") and _ROOT.search(head) is not None


def read(file: io.BufferedReader) -> Iterator[Record]:
    """One Entry, Gone or Broken for each record, and a Broken (`truncated`) where the end is missing.

    Raises InputFault (`library-list-doctype`): a document type is never needed here, and may hold an entity bomb.
    """
    found = _NEWEST.search(file.peek(BLOCK)[:BLOCK])
    yield from _Reader(file, found[1].decode("ascii") if found else "").run()


class _Reader:
    def __init__(self, file: io.BufferedReader, newest: str) -> None:
        self._window = Window(file)
        self._newest = newest
        self._number = 0
        self._whole = False  # the answer that was begun has its end
        self._told = False  # that what stands here is lost

    def run(self) -> Iterator[Record]:
        window = self._window
        while (token := window.seek(_TOKEN, _LONGEST_TOKEN)) is not None:
            if token["doctype"]:
                raise InputFault("library-list-doctype")
            window.at = token.start()
            if token["kind"]:
                yield self._record(token["kind"])
            else:
                yield from self._around(token)
        if not self._whole:
            yield Broken(window.line(window.at), "truncated", self._number + 1)

    def _around(self, token: re.Match[str]) -> Iterator[Broken]:
        """Moves over what is no record: an end, a comment, or elements that nobody knows, which are told once."""
        window = self._window
        if token["stray"] and not self._told:
            self._number += 1
            self._told = True
            yield Broken(window.line(window.at), "shape", self._number)
        window.at = token.end()
        if token["aside"]:
            end = window.seek(_ASIDE_ENDS[token["aside"]], _LONGEST_TOKEN)
            window.at = end.end() if end else len(window.text)
            self._whole = self._whole and end is not None
        else:
            self._whole = bool(token["end"])

    def _record(self, kind: str) -> Record:
        """The record that begins here; `at` is moved behind it, or to where the next one may begin."""
        window = self._window
        self._number += 1
        self._whole = self._told = False
        line, stop = window.line(window.at), self._stop(kind)
        if stop is None and len(window.text) - window.at > LONGEST_RECORD:
            window.at += 1
            self._told = True
            return Broken(line, "too-long", self._number)
        text, window.at = window.text[window.at : stop], len(window.text) if stop is None else stop
        if stop is None:
            self._whole = True  # what is missing at the end is told here
            return Broken(line, "truncated", self._number)
        return _told(text, kind, self._newest, line, self._number)

    def _stop(self, kind: str) -> int | None:
        """Where the record ends: behind its closing tag, or before the next record, when it has none."""
        window = self._window
        border = re.compile(rf"</{_PREFIX}{kind}\s{{0,20}}>|<{_PREFIX}{_KINDS}")
        window.fill(window.at, 2048)
        alone = _ALONE.match(window.text, window.at)
        if alone is not None:
            return alone.end()
        passed = 1
        while True:
            found = border.search(window.text, window.at + passed)
            if found is not None and (found.end() < len(window.text) or window.ended):
                return found.start() if found["kind"] else found.end()
            passed = max(passed, len(window.text) - window.at - _LONGEST_TOKEN)
            if passed > LONGEST_RECORD or not window.more():
                return None


def _told(text: str, kind: str, newest: str, line: int, number: int) -> Record:
    try:
        told, fingerprints = _parsed(text)
    except expat.ExpatError:
        return Broken(line, "xml", number)
    ours = [(name, value) for name, value in fingerprints if name in _HASHES]
    named = _id({**told, "timestamp": told.get("timestamp", "").strip() or newest}, kind)
    record = entry_from([*ours, ("category", told.get("classification", ""))], line, number, named=named)
    if kind.startswith("deleted"):
        return _gone(record, named, line, number)
    return Broken(line, "signal", number) if fingerprints and not ours else record


def _gone(record: Entry | Broken, named: ListId | None, line: int, number: int) -> Record:
    """What is taken back; a wrong hash is told, and nothing of such a place is loaded."""
    if isinstance(record, Entry):
        return Gone(line, record, number)
    return Gone(line, Entry(id=named), number) if record.code == "no-hash" else Broken(line, record.code, number)


def _id(told: Mapping[str, str], kind: str) -> ListId | None:
    member, name = told.get("member", "").strip(), told.get("id", "").strip()
    whole = f"{kind.removeprefix('deleted').lower()} {member} {name}"
    return ListId(whole, _seconds(told.get("timestamp", ""))) if member and name else None


def _seconds(time: str) -> int:
    """A time in seconds since 1970, UTC where it tells no zone; 0 for what is none."""
    try:
        moment = datetime.fromisoformat(time.strip())
        return min(max(0, int(moment.replace(tzinfo=moment.tzinfo or UTC).timestamp())), LATEST)
    except (ValueError, OverflowError):
        return 0


def _parsed(text: str) -> tuple[Mapping[str, str], list[tuple[str, str]]]:
    """What a record says, of the member its number, and its fingerprints by name; raises ExpatError."""
    path: list[str] = []
    parts: list[str] = []
    told: dict[str, str] = {}
    fingerprints: list[tuple[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        path.append(name.rpartition(":")[2].lower())
        parts.clear()
        if len(path) == 2 and path[1] == "member":
            told["member"] = attributes.get("id", "")

    def end(_: str) -> None:
        if len(path) == 2 and path[1] != "member":
            told[path[1]] = told.get(path[1], "") + "".join(parts)
        elif len(path) == 3 and path[1] == "fingerprints":
            fingerprints.append((path[2], "".join(parts)))
        path.pop()
        parts.clear()

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, parts.append
    parser.Parse(text, True)  # noqa: FBT003 (a C function)
    return told, fingerprints
