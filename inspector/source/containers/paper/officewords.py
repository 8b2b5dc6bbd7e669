"""What the parts of office documents say: WordprocessingML, SpreadsheetML, DrawingML (ISO/IEC 29500), ODF (26300)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar

from inspector.source.containers.paper.markup import Listener
from inspector.source.containers.paper.wording import Wording

_LONGEST_FACT = 200
_MOST_STRINGS = 1_000_000


class Prose(Listener):
    """Running text: of a word processor, of slides, of drawings and comments."""

    _SAID = frozenset({"t", "delText", "instrText", "delInstrText"})
    _AFTER: ClassVar = {
        "p": "\n",
        "br": "\n",
        "cr": "\n",
        "tr": "\n",
        "tab": "\t",
        "ptab": "\t",
        "tc": "\t",
        "comment": "\n",
    }

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._said = False
        self._twice = 0

    @property
    def full(self) -> bool:
        """Whether more would not be kept."""
        return self._wording.cut

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Runs of text begin; links and the names of sheets are told in attributes."""
        self._said = name in self._SAID and not self._twice
        self._twice += name == "Fallback"  # says the same again, for older programs
        if name == "Relationship" and attributes.get("TargetMode") == "External":
            self._wording.add(attributes.get("Target", "") + "\n")
        elif name == "sheet":
            self._wording.add(attributes.get("name", "") + "\n")

    def end(self, name: str) -> None:
        """Lines end with paragraphs and rows."""
        self._said = False
        self._twice -= name == "Fallback"
        if space := self._AFTER.get(name):
            self._wording.add(space)

    def words(self, text: str) -> None:
        """Keeps what stands in a run."""
        if self._said:
            self._wording.add(text)


class Open(Listener):
    """Running text of OpenDocument: what stands in paragraphs and headings."""

    _AFTER: ClassVar = {"p": "\n", "h": "\n", "line-break": "\n", "tab": "\t", "s": " "}

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._deep = 0

    @property
    def full(self) -> bool:
        """Whether more would not be kept."""
        return self._wording.cut

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Paragraphs lie in one another where a note stands in a line."""
        if name in ("p", "h"):
            self._deep += 1
        elif name == "a" and "://" in attributes.get("href", ""):
            self._wording.add(f" {attributes['href']} ")
        elif name == "table" and "name" in attributes:
            self._wording.add(attributes["name"] + "\n")

    def end(self, name: str) -> None:
        """Lines end with paragraphs."""
        if name in ("p", "h"):
            self._deep -= 1
        if space := self._AFTER.get(name):
            self._wording.add(space)

    def words(self, text: str) -> None:
        """Keeps what stands in a paragraph."""
        if self._deep > 0:
            self._wording.add(text)


class Strings(Listener):
    """The strings that the cells of a workbook share, up to what a text may be long."""

    def __init__(self) -> None:
        self.known: list[str] = []
        self._room = Wording()
        self._pieces: list[str] = []
        self._said = False
        self._deep = 0

    @property
    def full(self) -> bool:
        """Whether more would not be kept."""
        return self._room.cut or len(self.known) >= _MOST_STRINGS

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        """A string is a row of runs; what stands over them as a reading aid is not said."""
        self._deep += name == "rPh"
        self._said = name == "t" and not self._deep

    def end(self, name: str) -> None:
        """Keeps a whole string."""
        self._said = False
        self._deep -= name == "rPh"
        if name == "si":
            text = "".join(self._pieces)
            self._pieces = []
            self._room.add(text)
            self.known.append("" if self._room.cut else text)

    def words(self, text: str) -> None:
        """A piece of a run."""
        if self._said:
            self._pieces.append(text)


class Cells(Listener):
    """A sheet, a line for each row: what is written in the cells, and what their formulas came to."""

    def __init__(self, wording: Wording, strings: list[str]) -> None:
        self._wording = wording
        self._strings = strings
        self._kind = ""
        self._said = ""
        self._value: list[str] = []

    @property
    def full(self) -> bool:
        """Whether more would not be kept."""
        return self._wording.cut

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A cell tells what its value is."""
        if name == "c":
            self._kind = attributes.get("t", "")
            self._value = []
        self._said = name if name in ("v", "t") else ""

    def end(self, name: str) -> None:
        """Cells end with a tab, rows with a line."""
        self._said = ""
        if name == "c" and self._value:
            self._wording.add(self._read() + "\t")
        elif name == "row":
            self._wording.add("\n")

    def words(self, text: str) -> None:
        """A piece of a value."""
        if self._said:
            self._value.append(text)

    def _read(self) -> str:
        value = "".join(self._value)
        if self._kind != "s":
            return value
        number = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1
        return self._strings[number] if 0 <= number < len(self._strings) else ""


class Facts(Listener):
    """Who wrote a document and when, out of docProps/core.xml or meta.xml."""

    _NAMES: ClassVar = {
        "title": "title", "subject": "subject", "creator": "author", "initial-creator": "first_author",
        "lastModifiedBy": "last_author", "created": "created", "creation-date": "created", "modified": "modified",
        "date": "modified", "generator": "producer", "Application": "producer",
    }  # fmt: skip

    def __init__(self, facts: dict[str, object]) -> None:
        self._facts = facts
        self._name = ""
        self._pieces: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        """A property begins."""
        self._name = self._NAMES.get(name, "")
        self._pieces = []

    def end(self, name: str) -> None:  # noqa: ARG002
        """Keeps a property."""
        text = " ".join("".join(self._pieces).split())[:_LONGEST_FACT]
        if self._name and text:
            self._facts.setdefault(self._name, text)
        self._name = ""

    def words(self, text: str) -> None:
        """A piece of a property."""
        if self._name and len(self._pieces) < _LONGEST_FACT:
            self._pieces.append(text[:_LONGEST_FACT])


class Locked(Listener):
    """Which files an OpenDocument package keeps encrypted, out of META-INF/manifest.xml."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self._path = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An entry names its file; what tells how it is encrypted stands in it."""
        if name == "file-entry":
            self._path = attributes.get("full-path", "")
        elif name == "encryption-data":
            self.paths.add(self._path)


_ORDER: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"word/document(\d*)\.xml", "prose"),
        (r"word/(?:header|footer)(\d*)\.xml", "prose"),
        (r"word/(?:footnotes|endnotes|comments)(\d*)\.xml", "prose"),
        (r"word/glossary/document(\d*)\.xml", "prose"),
        (r"ppt/slides/slide(\d+)\.xml", "prose"),
        (r"ppt/notesSlides/notesSlide(\d+)\.xml", "prose"),
        (r"ppt/comments/[^/]*?(\d*)\.xml", "prose"),
        (r"xl/workbook(\d*)\.xml", "prose"),
        (r"xl/worksheets/sheet(\d*)\.xml", "cells"),
        (r"xl/(?:comments/?|threadedComments/)[^/]*?(\d*)\.xml", "prose"),
        (r"(?:word|ppt|xl)/(?:drawings|diagrams|charts)/(?:drawing|data|chart)(\d*)\.xml", "prose"),
        (r"(?:word|ppt|xl)/(?:[^/]+/)?_rels/[^/]*?(\d*)\.xml\.rels", "prose"),
        (r"content\.xml()", "open"),
        (r"styles\.xml()", "open"),
        (r"[^/]+/content\.xml()", "open"),
    )
)
"""Parts that say something, in reading order."""


def reading_order(names: list[str]) -> list[tuple[int, str]]:
    """Of the parts with these names those that say something: their places in the list, and how they are read."""
    found = []
    for place, name in enumerate(names):
        for rank, (pattern, kind) in enumerate(_ORDER):
            if match := pattern.fullmatch(name):
                found.append((rank, int(match[1][:9] or 0), place, kind))
                break
    return [(place, kind) for _, _, place, kind in sorted(found)]


def reader_of(kind: str, wording: Wording, strings: list[str]) -> Listener:
    """Who listens to a part of this kind."""
    made: dict[str, Callable[[], Listener]] = {
        "prose": lambda: Prose(wording), "open": lambda: Open(wording), "cells": lambda: Cells(wording, strings),
    }  # fmt: skip
    return made[kind]()
