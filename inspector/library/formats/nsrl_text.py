"""`NSRLFile.txt`, the text form of the National Software Reference Library (RDS, version 2).

Headings: `"SHA-1","MD5","CRC32","FileName","FileSize","ProductCode","OpSystemCode","SpecialCode"`; names are not
always UTF-8. Source: the published description of RDS 2.

Of each file the strongest digest is kept, SHA-1, and MD5 only where that is missing or broken: whatever is compared
has both. `SpecialCode` becomes the category where it is `M` (malicious) or `S` (special): the library holds attack
tools as well, which nobody should take for harmless.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from inspector.library.entry import Record
from inspector.library.formats.table import Cells
from inspector.library.formats.titled import Titled

NAME = "nsrl-text"

_SHA1 = re.compile(r"\s*[0-9A-Fa-f]{40}\s*")
_SPECIAL = {"": "", "M": "M", "S": "S"}
_TABLE = Titled(
    signs=frozenset({"crc32", "productcode", "opsystemcode", "specialcode"}),
    enough=3,
    columns={"sha1": "sha1", "md5": "md5", "filesize": "size", "specialcode": "special"},
)


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 (told by its headings)
    """Whether the list begins with the headings of RDS 2."""
    return _TABLE.begins(head)


def read(file: io.BufferedReader) -> Iterator[Record]:
    """One record for each line; another special code makes the place Broken (`category`), its digest is loaded."""
    return _TABLE.read(file, _meaning)


def _meaning(cells: Cells) -> tuple[Cells, str]:
    told = dict(cells)
    special = _SPECIAL.get(told.pop("special", "").strip())
    if _SHA1.fullmatch(told.get("sha1", "")):
        told.pop("md5", None)
    return [*told.items(), ("category", special or "")], "category" if special is None else ""
