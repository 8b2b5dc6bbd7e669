"""What was changed in a file after one of its revisions, in words a person can check on the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pyhanko.pdf_utils.generic import Reference
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler

from inspector.report.attached import attached
from inspector.report.walk import content, entry, pages

_METADATA = ("/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/CreationDate")
_UNREADABLE = (PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)


def changes(reader: PdfFileReader, revision: int) -> list[str]:
    """Codes of problems for what differs between `revision` and the file as it stands, apart from signatures.

    The codes explain; whether a change is forbidden at all is decided by the signature's own policy.
    """
    before = reader.get_historical_resolver(revision)
    return [code for code, differs in _CHECKS.items() if _safely(differs, before, reader)]


def metadata_changed(reader: PdfFileReader, revision: int) -> bool:
    """Whether title, author and the like differ: viewers show them, and no signature's policy guards them."""
    before = reader.get_historical_resolver(revision)
    return _safely(_metadata_differs, before, reader) or _safely(_xmp_differs, before, reader)


def _safely(differs: Callable[[PdfHandler, PdfHandler], bool], before: PdfHandler, after: PdfHandler) -> bool:
    try:
        return differs(before, after)
    except _UNREADABLE:
        return True


def _pages_differ(before: PdfHandler, after: PdfHandler) -> bool:
    old, new = list(pages(before.root)), list(pages(after.root))
    return len(old) != len(new) or any(_painted(one) != _painted(other) for one, other in zip(old, new, strict=True))


def _annotations_differ(before: PdfHandler, after: PdfHandler) -> bool:
    old, new = list(pages(before.root)), list(pages(after.root))
    return [_annotations(page) for page in old] != [_annotations(page) for page in new]


def _attachments_differ(before: PdfHandler, after: PdfHandler) -> bool:
    return attached(before) != attached(after)


def _metadata_differs(before: PdfHandler, after: PdfHandler) -> bool:
    return _metadata(before) != _metadata(after)


def _xmp_differs(before: PdfHandler, after: PdfHandler) -> bool:
    return _xmp(before) != _xmp(after)


def _metadata(handler: PdfHandler) -> list[str]:
    info = entry(handler.trailer_view, "/Info", {})
    return [str(entry(info, key, "")) for key in _METADATA]


def _xmp(handler: PdfHandler) -> bytes:
    metadata = entry(handler.root, "/Metadata")
    return b"" if metadata is None else content(metadata)


def _painted(page: Any) -> bytes:  # noqa: ANN401 (pyHanko's objects have no types)
    contents = entry(page, "/Contents")
    return b"" if contents is None else content(contents)


def _annotations(page: Any) -> list[Reference | None]:  # noqa: ANN401
    annotations = entry(page, "/Annots")
    if annotations is None:
        return []
    return [getattr(annotations.raw_get(place), "reference", None) for place in range(len(annotations))]


_CHECKS: dict[str, Callable[[PdfHandler, PdfHandler], bool]] = {
    "page_replaced": _pages_differ,
    "annotation_added": _annotations_differ,
    "manifest_swapped": _attachments_differ,
}
