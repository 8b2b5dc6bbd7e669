"""The neutral parts of a document: what stands on paper, without saying how it is drawn.

Texts of parts are plain text, never markup; whatever draws them escapes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BLANK = "." * 40
"""What stands where an answer is missing: dots to write on."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text: justified with the first line indented, or centred; or a small note at the margin."""

    runs: Sequence[Run]
    centred: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part (level 1: "I. …", bold capitals) or of a section (level 2: "1. …", bold)."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Dots:
    """Whole lines of dots to write on."""

    lines: int


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest in hexadecimal digits on a line of its own."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, its width in millimetres, and how its cells are set.

    `align` is "left", "right" or "centre"; `mono` cells hold digests.
    """

    title: str
    width: float
    align: str = "left"
    mono: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table whose head is repeated on every page. A cell is text, its lines parted by line feeds.

    `emphasis` counts the last rows that are set bold (a total).
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    size: float = 11
    emphasis: int = 0


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head of an official document: the agency on the left, the nation on the right (ô số 1 to 4, 10a)."""

    parent_agency: str
    agency: str
    number: str
    nation: str
    motto: str
    place_and_date: str
    secrecy: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """The kind of the document and its subject (ô số 5a)."""

    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class Addressees:
    """Kính gửi: to whom the document goes."""

    label: str
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Signer:
    """One place to sign: position in capitals, room for the signature, rank and name. `role` names the field."""

    role: str
    position: Sequence[str]
    name: str


@dataclass(frozen=True, slots=True)
class Signing:
    """The end of the document: examiner and reviewer side by side, then Nơi nhận beside the approver (ô số 7, 9b).

    `closing` is the last of the text; it stands on the page of the signatures, so that these never stand alone.
    """

    closing: Sequence[Paragraph]
    examiner: Signer
    reviewer: Signer
    approver: Signer
    recipients_label: str
    recipients: Sequence[str]


Part = Paragraph | Heading | Dots | Digest | Table | Masthead | Title | Addressees | Signing


@dataclass(frozen=True, slots=True)
class Annex:
    """A numbered annex (phụ lục) with pages of its own."""

    label: str
    title: str
    note: str
    parts: Sequence[Part]
    landscape: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `watermark` stands across every page when it is not empty."""

    language: str
    title: str
    author: str
    parts: Sequence[Part]
    annexes: Sequence[Annex] = ()
    watermark: str = ""


def text(content: str, *, bold: bool = False, italic: bool = False) -> Paragraph:
    """A justified paragraph in one face."""
    return Paragraph((Run(content, bold=bold, italic=italic),))
