"""Whether the attached manifest is the one the page names, and the table the one the manifest names."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from itertools import islice

from pyhanko.pdf_utils.reader import PdfFileReader

from inspector.report.attached import attached
from inspector.report.integrity import BROKEN
from inspector.report.manifest import CSV_NAME, FORMAT, JSON_NAME
from inspector.report.page_text import page_text
from inspector.report.verdict import Remark
from inspector.report.walk import pages

_PRINTED = re.compile(r"manifest\.json\b.{0,200}?\b([0-9a-f]{64})\b", re.DOTALL)
_MOST_PAGES = 200


def check_manifest(reader: PdfFileReader) -> tuple[bool | None, list[Remark]]:
    """Whether the manifest is right, and what is wrong; None when the file neither has nor names one."""
    try:
        files = attached(reader)
    except BROKEN:
        return False, [Remark("manifest_unreadable")]
    printed = printed_digests(reader)
    if JSON_NAME not in files:
        return (False, [Remark("manifest_missing")]) if printed else (None, [])
    problems = list(_mismatches(files, printed))
    return not problems, problems


def printed_digests(reader: PdfFileReader) -> set[str]:
    """The digests of a manifest on the first page that has any; only so many pages are read for one."""
    found = (set(_PRINTED.findall(text)) for text in islice(_texts(reader), _MOST_PAGES))
    return next(filter(None, found), set())


def _texts(reader: PdfFileReader) -> Iterator[str]:
    try:
        for page in pages(reader.root):
            yield _text(page)
    except BROKEN:
        return


def _text(page: object) -> str:
    try:
        return page_text(page)
    except BROKEN:
        return ""


def _mismatches(files: dict[str, bytes], printed: set[str]) -> Iterator[Remark]:
    content = files[JSON_NAME]
    if not printed:
        yield Remark("manifest_not_printed")
    elif hashlib.sha256(content).hexdigest() not in printed:
        yield Remark("manifest_mismatch")
    try:
        record = json.loads(content)
    except (ValueError, RecursionError):
        yield Remark("manifest_unreadable")
        return
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        yield Remark("manifest_unreadable")
    elif record.get(CSV_NAME) != hashlib.sha256(files.get(CSV_NAME, b"")).hexdigest():
        yield Remark("manifest_table_mismatch")
