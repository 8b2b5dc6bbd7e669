"""Has a tip file read by the isolated workers and gathers what they tell."""

from __future__ import annotations

from collections.abc import Callable

from inspector.domain.content import Failure
from inspector.source.order import suffix
from inspector.tips.reading import (
    ANALYSER,
    ATTACHMENT_BYTES,
    ATTACHMENTS,
    ATTACHMENTS_BYTES,
    LINE,
    Attachment,
    TipReading,
    checked_text,
    failure_code,
    told_failures,
)
from inspector.work import Pool, Values, WorkFailure

TASK = "inspector.analyse.tipfile:read_tip"
"""The task a pool must know to read tips."""


def read_tip_file(pool: Pool, open_file: Callable[[], int], untrusted_name: str) -> TipReading:
    """Read one tip file; waits for it.

    `open_file` returns a read-only descriptor of the kept, unchanged copy; what it raises is raised here. A worker that
    fails costs what it had not told yet: the reading then holds the rest and the failure.
    """
    told = Gathering()
    request: Values = {"name_suffix": suffix(untrusted_name.encode("utf-8", "surrogatepass"))}
    try:
        result = pool.submit(TASK, open_file, request, on_part=told.take).result()
        told.failures += told_failures(result.get("failures"))
    except WorkFailure as failure:
        told.failures.append(Failure(failure.code, ANALYSER, failure.detail))
    except ValueError:
        told.failures.append(Failure("bad_reply", ANALYSER))
    return told.reading()


class Gathering:
    """Puts together what a worker tells piece by piece; raises ValueError for what was not agreed."""

    def __init__(self) -> None:
        self.failures: list[Failure] = []
        self._head: TipReading | None = None
        self._attachments: list[Attachment] = []
        self._open: tuple[Attachment, int, list[bytes]] | None = None
        self._bytes = 0

    def take(self, untrusted_part: Values) -> bool:
        """One partial result."""
        (word, untrusted), *more = untrusted_part.items() or [("", None)]
        if more:
            raise ValueError("part")
        if word == "head" and self._head is None and isinstance(untrusted, dict):
            self._head = TipReading.from_values(untrusted)
        elif word == "attachment" and self._head and self._open is None and isinstance(untrusted, dict):
            self._begin(untrusted)
        elif word == "data" and self._open and isinstance(untrusted, bytes):
            self._go_on(untrusted)
        else:
            raise ValueError("part")
        return True

    def reading(self) -> TipReading:
        """What was told, whole or not; an attachment that broke off is kept without bytes."""
        if self._open:
            self._attachments.append(_lost(self._open[0]))
        head = self._head or TipReading("other")
        return TipReading(
            head.format,
            head.untrusted_title,
            head.untrusted_fields,
            head.untrusted_headers,
            head.untrusted_text,
            head.untrusted_links,
            tuple(self._attachments),
            (*head.failures, *self.failures),
        )

    def _begin(self, untrusted: Values) -> None:
        if set(untrusted) != {"name", "mime", "size", "failure"} or len(self._attachments) >= ATTACHMENTS:
            raise ValueError("attachment")
        size = untrusted["size"]
        if not isinstance(size, int) or not 0 <= size <= min(ATTACHMENT_BYTES, ATTACHMENTS_BYTES - self._bytes):
            raise ValueError("size")
        name, mime = checked_text(untrusted["name"], LINE), checked_text(untrusted["mime"], LINE)
        failure = Failure(failure_code(untrusted["failure"]), ANALYSER) if untrusted["failure"] else None
        self._bytes += size
        if size and failure is None:
            self._open = Attachment(name, mime, None), size, []
        else:
            self._attachments.append(Attachment(name, mime, None if failure else b"", failure))

    def _go_on(self, data: bytes) -> None:
        assert self._open is not None
        attachment, size, pieces = self._open
        pieces.append(data)
        length = sum(map(len, pieces))
        if not data or length > size:
            raise ValueError("data")
        if length == size:
            whole = Attachment(attachment.untrusted_name, attachment.untrusted_mime, b"".join(pieces))
            self._attachments.append(whole)
            self._open = None


def _lost(attachment: Attachment) -> Attachment:
    failure = Failure("tip_attachment_broken", ANALYSER)
    return Attachment(attachment.untrusted_name, attachment.untrusted_mime, None, failure)
