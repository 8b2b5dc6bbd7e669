"""The files embedded in a PDF."""

from __future__ import annotations

from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader

from inspector.report.walk import content, elements, entry

_DEEPEST = 16
_MOST = 1000


def attached(reader: PdfFileReader) -> dict[str, bytes]:
    """The embedded files by name (ISO 32000-1, 7.11.4); raises ValueError for a name tree no honest program writes.

    What pyHanko raises on a broken file comes through.
    """
    tree = entry(entry(reader.root, "/Names", {}), "/EmbeddedFiles")
    files: dict[str, bytes] = {}
    if tree is not None:
        _gather(tree, files, 0)
    return files


def _gather(node: Any, files: dict[str, bytes], depth: int) -> None:  # noqa: ANN401 (pyHanko's objects have no types)
    if depth > _DEEPEST or len(files) > _MOST:
        raise ValueError("name tree too large")
    for kid in elements(entry(node, "/Kids", [])):
        _gather(kid, files, depth + 1)
    pairs = elements(entry(node, "/Names", []))
    for name, file in zip(pairs[::2], pairs[1::2], strict=True):
        if str(name) in files:
            raise ValueError("two attachments of one name")
        files[str(name)] = content(file["/EF"]["/F"])
