"""What was changed in a file after one of its signatures, in words a person can check on the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader

from inspector.report.attached import attached
from inspector.report.integrity import BROKEN
from inspector.report.walk import content, entry, pages

_METADATA = ("/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/CreationDate")
_SHOWN = re.compile(rb"<dc:(title|creator)\b[^>]*>(.*?)</dc:\1>", re.DOTALL)
_TAG = re.compile(rb"<[^>]*>")

Difference = Callable[[PdfFileReader, PdfFileReader], bool]


def changes(before: PdfFileReader, after: PdfFileReader) -> list[str]:
    """Codes of problems for what differs between a file as it was signed and as it stands, apart from signatures.

    The codes explain; whether a change is forbidden at all is decided by the signature's own policy.
    """
    return [code for code, differs in _CHECKS.items() if _safely(differs, before, after)]


def metadata_changed(before: PdfFileReader, after: PdfFileReader) -> bool:
    """Whether title, author and the like differ: viewers show them, and no signature's policy guards them."""
    return _safely(_metadata_differs, before, after) or _safely(_xmp_differs, before, after)


def _safely(differs: Difference, before: PdfFileReader, after: PdfFileReader) -> bool:
    try:
        return differs(before, after)
    except BROKEN:
        return True


def _pages_differ(before: PdfFileReader, after: PdfFileReader) -> bool:
    old, new = list(pages(before.root)), list(pages(after.root))
    return len(old) != len(new) or any(_painted(one) != _painted(other) for one, other in zip(old, new, strict=True))


def _annotations_differ(before: PdfFileReader, after: PdfFileReader) -> bool:
    old, new = list(pages(before.root)), list(pages(after.root))
    return [_annotations(page) for page in old] != [_annotations(page) for page in new]


def _attachments_differ(before: PdfFileReader, after: PdfFileReader) -> bool:
    return attached(before) != attached(after)


def _metadata_differs(before: PdfFileReader, after: PdfFileReader) -> bool:
    return _metadata(before) != _metadata(after)


def _xmp_differs(before: PdfFileReader, after: PdfFileReader) -> bool:
    return _xmp(before) != _xmp(after)


def _metadata(handler: PdfFileReader) -> list[str]:
    info = entry(handler.trailer_view, "/Info", {})
    return [str(entry(info, key, "")) for key in _METADATA]


def _xmp(handler: PdfFileReader) -> list[bytes]:
    """Title and author out of the XMP packet, tags and white space apart."""
    metadata = entry(handler.root, "/Metadata")
    packet = b"" if metadata is None else content(metadata)
    return [b"".join(_TAG.sub(b"", text).split()) for _, text in _SHOWN.findall(packet)]


def _painted(page: Any) -> bytes:  # noqa: ANN401 (pyHanko's objects have no types)
    contents = entry(page, "/Contents")
    return b"" if contents is None else content(contents)


def _annotations(page: Any) -> list[tuple[int, int]]:  # noqa: ANN401
    annotations = entry(page, "/Annots", [])
    references = [annotations.raw_get(place) for place in range(len(annotations))]
    return [(getattr(each, "idnum", 0), getattr(each, "generation", 0)) for each in references]


_CHECKS: dict[str, Difference] = {
    "page_replaced": _pages_differ,
    "annotation_added": _annotations_differ,
    "manifest_swapped": _attachments_differ,
}
