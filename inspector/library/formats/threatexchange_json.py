"""Answers of the ThreatExchange service: descriptors by their ids, or `{"data": […]}` with descriptors or updates.

A descriptor is `{"raw_indicator", "type", "status", "tags": {"data": [{"text"}]}, …}`; an update is `{"indicator",
"type", "should_delete", "descriptors": {"data": […]}, …}` and may take an indicator back. Source: the reference
examples and `threat_updates.py` of facebook/ThreatExchange.

The category is made of the tags, with `NON_MALICIOUS` before them where every descriptor has that status: then the list
says that the content is harmless.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import ijson

from inspector.library.entry import Broken, Entry, Gone, Record
from inspector.library.formats.fields import entry_from

LONGEST_RECORD = 1 << 20  # bytes; a longer one ends the reading

_SIGNALS = frozenset({"pdq", "md5", "sha1", "sha256"})
_PAGE = re.compile(rb'"data"\s*:\s*\[')
_INDICATOR = re.compile(rb'"(?:raw_)?indicator"\s*:')
_TYPE = re.compile(rb'"type"\s*:')
_HARMLESS = "NON_MALICIOUS"


def signal_named(kind: str) -> str | None:
    """The field of an entry for a kind of ThreatExchange, `HASH_VIDEO_MD5` as well as `pdq`; None for all others."""
    signal = kind.strip().lower().removeprefix("hash_").removeprefix("video_")
    return signal if signal in _SIGNALS else None


def begins(head: bytes) -> bool:
    """Whether the list is JSON with indicators and their types."""
    return head.lstrip()[:1] in {b"{", b"["} and bool(_INDICATOR.search(head) and _TYPE.search(head))


def read(file: io.BufferedReader) -> Iterator[Record]:
    """One record for each indicator; the line of a record is where it ends. What follows a mistake is lost and told."""
    head = file.peek().lstrip()
    lines = _Lines(file)
    number = 0
    try:
        for value in _values(head, lines):
            number += 1
            yield _record(value, lines.number, number)
            lines.held = 0
    except _TooLong:
        yield Broken(lines.number, "too-long", number + 1)
    except (ijson.JSONError, ValueError, ArithmeticError, SystemError):  # the last for endless numbers
        yield Broken(lines.number, "truncated" if lines.ended else "json", number + 1)


class _TooLong(Exception):
    pass


class _Lines:
    """A file that gives no more than a line at once, so that it is known which one is being read."""

    def __init__(self, file: io.BufferedReader) -> None:
        self.number = 1
        self.held = 0
        self.ended = False
        self._file = file
        self._begun = False

    def read(self, count: int) -> bytes:
        if self._begun and count:
            self.number += 1
        line = self._file.readline(count)
        self._begun = line.endswith(b"\n")
        self.held += len(line)
        self.ended = self.ended or (count > 0 and not line)
        if self.held > LONGEST_RECORD:
            raise _TooLong
        return line


def _values(head: bytes, lines: _Lines) -> Iterator[object]:
    page, indicator = _PAGE.search(head), _INDICATOR.search(head)
    if head.startswith(b"["):
        yield from ijson.items(lines, "item")
    elif page and indicator and page.start() < indicator.start():
        yield from ijson.items(lines, "data.item")
    else:
        yield from (value for _, value in ijson.kvitems(lines, ""))


def _record(value: object, line: int, number: int) -> Record:
    indicator = value.get("raw_indicator", value.get("indicator")) if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(indicator, str) or not isinstance(value.get("type"), str):
        return Broken(line, "shape", number)
    signal = signal_named(value["type"])
    if signal is None:
        return Broken(line, "signal", number)
    record = entry_from([(signal, indicator), ("category", _category(value))], line, number)
    if value.get("should_delete") is not True:
        return record
    return Gone(line, record, number) if isinstance(record, Entry) else Broken(line, record.code, number)


def _category(value: dict[str, object]) -> str:
    descriptors = [one for one in _data(value.get("descriptors")) if isinstance(one, dict)] or [value]
    tags = sorted({tag for descriptor in descriptors for tag in _tags(descriptor.get("tags"))})
    harmless = all(descriptor.get("status") == _HARMLESS for descriptor in descriptors)
    return " ".join([_HARMLESS, *tags] if harmless else tags)


def _tags(tags: object) -> Iterator[str]:
    for tag in _data(tags):
        text = tag.get("text") if isinstance(tag, dict) else tag
        if isinstance(text, str):
            yield text


def _data(holder: object) -> list[object]:
    data = holder.get("data") if isinstance(holder, dict) else holder
    return data if isinstance(data, list) else []
