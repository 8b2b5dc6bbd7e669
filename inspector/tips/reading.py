"""What was read out of one tip file, re-checked on the trusted side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from inspector.domain.content import Failure
from inspector.work import Values

ANALYSER = "tip"
FORMATS = frozenset({"mail", "pdf", "text", "other"})
FIELDS = frozenset({
    "from", "to", "cc", "bcc", "reply-to", "message-id", "date", "date-written",
    "author", "creator", "producer", "created", "modified", "pages", "scripts",
})  # fmt: skip

# Bounds of what is believed, no narrower than what the reader tells (inspector.analyse.tipparts).
TEXT = 4 * 1024 * 1024
LINE = 1000
FIELD = 64 * 1024
LIST = 1024 * 1024
ATTACHMENTS = 1000
ATTACHMENT_BYTES = 128 * 1024 * 1024
ATTACHMENTS_BYTES = 256 * 1024 * 1024
FAILURES = 400


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came inside a tip file.

    `untrusted_name` and `untrusted_mime` are what the sender wrote and may be empty; the name is never a path. `data`
    is None when the bytes could not be had: then `failure` says why.
    """

    untrusted_name: str
    untrusted_mime: str
    data: bytes | None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class TipReading:
    """One tip file as read: hostile text within bounds. Times among `fields` are UTC, ISO 8601."""

    format: str
    untrusted_title: str = ""
    untrusted_fields: dict[str, str] = field(default_factory=dict)
    untrusted_headers: tuple[tuple[str, str], ...] = ()
    untrusted_text: str = ""
    untrusted_links: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    failures: tuple[Failure, ...] = ()

    @classmethod
    def from_values(
        cls, untrusted: Values, attachments: Sequence[Attachment] = (), failures: Sequence[Failure] = ()
    ) -> TipReading:
        """The reading a worker told; raises ValueError when anything is of another kind or size than agreed."""
        if set(untrusted) != {"format", "title", "fields", "headers", "text", "links", "failures"}:
            raise ValueError("head")
        if checked_text(untrusted["format"], LINE) not in FORMATS:
            raise ValueError("format")
        return cls(
            format=untrusted["format"],
            untrusted_title=_line(untrusted["title"]),
            untrusted_fields=_fields(untrusted["fields"]),
            untrusted_headers=tuple(_header(line) for line in _lines(untrusted["headers"])),
            untrusted_text=_text(untrusted["text"], TEXT),
            untrusted_links=tuple(_lines(untrusted["links"])),
            attachments=tuple(attachments),
            failures=(*told_failures(untrusted["failures"]), *failures),
        )


def _text(untrusted: Any, most: int) -> str:  # noqa: ANN401
    """A text without NUL characters, at which other programs end a text."""
    return checked_text(untrusted, most).replace("\x00", "\ufffd")


def checked_text(untrusted: Any, most: int) -> str:  # noqa: ANN401  # a worker may have told anything
    """A text of at most `most` characters that can be stored; raises ValueError for anything else."""
    if not isinstance(untrusted, str) or len(untrusted) > most:
        raise ValueError("text")
    try:
        untrusted.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("text") from error
    return untrusted


def told_failures(untrusted: Any) -> tuple[Failure, ...]:  # noqa: ANN401
    """The failures a worker told; raises ValueError for a code that is none."""
    if not isinstance(untrusted, list) or len(untrusted) > FAILURES:
        raise ValueError("failures")
    return tuple(Failure(failure_code(code), ANALYSER) for code in untrusted)


def failure_code(untrusted: Any) -> str:  # noqa: ANN401
    """A code of ours; raises ValueError for anything else."""
    if untrusted not in CODES:
        raise ValueError("code")
    return str(untrusted)


CODES = (
    "tip_file_large", "tip_format_unknown", "tip_text_cut", "tip_links_many",
    "tip_mail_broken", "tip_mail_deep", "tip_mail_defects", "tip_mail_headers", "tip_mail_parts",
    "tip_pdf_broken", "tip_pdf_locked", "tip_pdf_page", "tip_pdf_pages",
    "tip_attachment_broken", "tip_attachment_large", "tip_attachments_many",
)  # fmt: skip
"""Every failure a reader of tip files may tell."""


def _line(untrusted: Any) -> str:  # noqa: ANN401
    text = _text(untrusted, LINE)
    if "\n" in text:
        raise ValueError("line")
    return text


def _lines(untrusted: Any) -> list[str]:  # noqa: ANN401
    text = _text(untrusted, LIST)
    return text.split("\n") if text else []


def _header(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(": ")
    if not colon or not name.isascii() or not name.replace("-", "").isalnum():
        raise ValueError("header")
    return name, value


def _fields(untrusted: Any) -> dict[str, str]:  # noqa: ANN401
    if not isinstance(untrusted, dict) or not FIELDS.issuperset(untrusted):
        raise ValueError("fields")
    return {name: _text(value, FIELD) for name, value in untrusted.items()}
