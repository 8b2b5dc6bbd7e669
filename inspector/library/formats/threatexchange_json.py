"""Answers of the ThreatExchange service: descriptors by their ids, or `{"data": […]}` with descriptors or updates.

A descriptor is `{"raw_indicator", "type", "status", "tags": {"data": [{"text"}]}, …}`; an update is `{"indicator",
"type", "should_delete", "id", "last_updated", "descriptors": {"data": […]}, …}` and may change an indicator, or take it
back. Source: the reference examples and `threat_updates.py` of facebook/ThreatExchange.

The category is made of the tags, with `NON_MALICIOUS` before them where every descriptor has that status: then the list
says that the content is harmless.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

from inspector.library.entry import LATEST, Broken, Entry, Gone, ListId, Record
from inspector.library.formats.fields import entry_from
from inspector.library.formats.json_value import Failed, Json, decoded
from inspector.library.formats.window import Window

LONGEST_RECORD = 1 << 20  # characters; a longer one is broken

_SIGNALS = frozenset({"pdq", "md5", "sha1", "sha256"})
_PAGE = re.compile(r'"data"\s{0,100}:\s{0,100}\[')
_INDICATOR = re.compile(rb'"(?:raw_)?indicator"\s*:')
_TYPE = re.compile(rb'"type"\s*:')
_MEMBER = re.compile(_INDICATOR.pattern.decode("ascii"))
_SPACE = re.compile(r"\s+")
_GAP = re.compile(r'(?:[\s,]+|"(?:[^"\\]|\\.){0,200}"\s{0,100}:)+')
_START = re.compile(
    r'\{\s{0,50}(?:"id"\s{0,50}:\s{0,50}"?[0-9]{1,30}"?\s{0,50},\s{0,50})?"(?:raw_indicator|indicator|type)"\s{0,50}:'
)
_LONGEST_MATCH = 512
_LONGEST_HEAD = 1 << 16

HARMLESS = "NON_MALICIOUS"
"""The status of what is not sought."""


def signal_named(kind: str) -> str | None:
    """The field of an entry for a kind of ThreatExchange, `HASH_VIDEO_MD5` as well as `pdq`; None for all others."""
    signal = kind.strip().lower().removeprefix("hash_").removeprefix("video_")
    return signal if signal in _SIGNALS else None


def begins(head: bytes) -> bool:
    """Whether the list is JSON with indicators and their types."""
    return head.lstrip()[:1] in {b"{", b"["} and bool(_INDICATOR.search(head) and _TYPE.search(head))


def read(file: io.BufferedReader) -> Iterator[Record]:
    """One record for each indicator, and a Broken (`truncated`) where the end is missing."""
    yield from _Reader(file).run()


class _Reader:
    def __init__(self, file: io.BufferedReader) -> None:
        self._window = Window(file)
        self._decoder = json.JSONDecoder(strict=False)
        self._number = 0
        self._due = False  # a comma, before the next record
        self._over = False

    def run(self) -> Iterator[Record]:
        window = self._window
        self._enter()
        while not self._over:
            lacking = self._due and window.pass_by(_SPACE) not in {",", "]", "}", ""}
            if self._next() in {"]", "}"}:
                return
            self._number += 1
            line = window.line(window.at)
            found = self._element()
            yield Broken(line, "mended", self._number, found) if lacking and isinstance(found, Entry) else found

    def _enter(self) -> None:
        """Moves to the first record: into the array of a page, into any other array, or among the members."""
        window = self._window
        first = window.pass_by(_SPACE)
        window.at += len(first)
        window.fill(window.at, _LONGEST_HEAD)
        page, indicator = _PAGE.search(window.text, window.at), _MEMBER.search(window.text, window.at)
        if first == "{" and page and (indicator is None or page.start() < indicator.start()):
            window.at = page.end()

    def _next(self) -> str:
        self._window.fill(self._window.at, _LONGEST_MATCH)
        return self._window.pass_by(_GAP)

    def _element(self) -> Record:
        """The value that begins here; `at` is moved behind it, or to where the next record may begin."""
        window = self._window
        line = window.line(window.at)
        try:
            value, window.at = decoded(window, self._decoder, LONGEST_RECORD)
            self._due = True
        except Failed as failed:
            self._due = False
            window.at += 1
            start = window.seek(_START, _LONGEST_MATCH)
            window.at = start.start() if start else window.at
            self._over = start is None
            return Broken(line, "truncated" if self._over and failed.unfinished else "json", self._number)
        return _record(value, line, self._number)


def _record(value: Json, line: int, number: int) -> Record:
    indicator = value.get("raw_indicator", value.get("indicator")) if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(indicator, str) or not isinstance(value.get("type"), str):
        return Broken(line, "shape", number)
    signal = signal_named(value["type"])
    if signal is None:
        return Broken(line, "signal", number)
    record = entry_from([(signal, indicator), ("category", _category(value))], line, number, named=_id(value))
    if value.get("should_delete") not in (True, "true"):
        return record
    return Gone(line, record, number) if isinstance(record, Entry) else Broken(line, record.code, number)


def _id(update: dict[str, Json]) -> ListId | None:
    """The id of an update; a descriptor's is no more than one of several opinions on its indicator."""
    name, time = str(update.get("id", "")), str(update.get("last_updated", ""))
    seconds = int(time) if time.isascii() and time.isdigit() and len(time) <= 10 else 0
    return ListId(f"update {name}", min(seconds, LATEST)) if "indicator" in update and name.isdigit() else None


def _category(value: dict[str, object]) -> str:
    descriptors = [one for one in _data(value.get("descriptors")) if isinstance(one, dict)] or [value]
    tags = sorted({tag for descriptor in descriptors for tag in _tags(descriptor.get("tags"))})
    harmless = all(descriptor.get("status") == HARMLESS for descriptor in descriptors)
    return " ".join([HARMLESS, *tags] if harmless else tags)


def _tags(tags: object) -> Iterator[str]:
    for tag in _data(tags):
        text = tag.get("text") if isinstance(tag, dict) else tag
        if isinstance(text, str):
            yield text


def _data(holder: object) -> list[object]:
    data = holder.get("data") if isinstance(holder, dict) else holder
    return data if isinstance(data, list) else []
