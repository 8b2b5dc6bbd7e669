"""Reading a PDF somebody handed in, and putting a file in place in one step."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.domain.fault import CheckFault, EnvironmentFault, InputFault

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

_LIMIT = 1024 * 1024 * 1024


def read_pdf(path: Path) -> bytes:
    """The bytes of the PDF at `path`; raises InputFault when it cannot be read, is too large or is no PDF."""
    try:
        with path.open("rb") as file:
            content = file.read(_LIMIT + 1)
    except OSError as unread:
        raise InputFault("report_pdf_unreadable", detail=unread.strerror or "") from None
    if len(content) > _LIMIT:
        raise InputFault("report_pdf_too_large")
    if b"%PDF-" not in content[:1024]:
        raise InputFault("report_not_pdf")
    return content


def open_pdf(content: bytes, *, strict: bool = True) -> PdfFileReader:
    """A reader over the file; raises CheckFault("report_damaged") when it cannot be parsed.

    Signatures are read strictly only: a file that two programs read differently can show one thing and sign another.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 (pyHanko is slow to import)

    from inspector.report.integrity import BROKEN  # noqa: PLC0415

    try:
        reader = PdfFileReader(io.BytesIO(content), strict=strict)
        reader.root["/Pages"]["/Count"]  # a file whose catalogue leads nowhere is as good as none
    except BROKEN:
        raise CheckFault("report_damaged") from None
    return reader


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step: a new file beside it, flushed to the disk, then renamed over it."""
    path = path.resolve()
    try:
        handle, name = tempfile.mkstemp(prefix=".inspector-", suffix=".pdf", dir=path.parent)
    except OSError as refused:
        raise EnvironmentFault("report_write", detail=refused.strerror or "") from None
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
        beside.replace(path)
        _flush_folder(path.parent)
    except OSError as refused:
        beside.unlink(missing_ok=True)
        raise EnvironmentFault("report_write", detail=refused.strerror or "") from None


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
