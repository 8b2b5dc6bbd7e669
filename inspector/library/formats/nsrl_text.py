"""`NSRLFile.txt`, the text form of the National Software Reference Library (RDS, version 2).

Headings: `"SHA-1","MD5","CRC32","FileName","FileSize","ProductCode","OpSystemCode","SpecialCode"`; names are not
always UTF-8. Source: the published description of RDS 2.

Of each file the strongest digest is kept, SHA-1, and MD5 only where that is missing or broken: whatever is compared
has both. `SpecialCode` becomes the category where it is `M` (malicious) or `S` (special): the library holds attack
tools as well, which nobody should take for harmless (`pertinence.py`).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

import numpy as np

from inspector.domain.match import Signal
from inspector.library.entry import Block, Record
from inspector.library.formats.plain import plain_rows
from inspector.library.formats.table import Cells, Many
from inspector.library.formats.titled import Titled

NAME = "nsrl-text"

_SHA1 = re.compile(r"\s*[0-9A-Fa-f]{40}\s*")
_SPECIAL = {"": "", "M": "M", "S": "S"}
_TABLE = Titled(
    signs=frozenset({"crc32", "productcode", "opsystemcode", "specialcode"}),
    enough=3,
    columns={"sha1": "sha1", "md5": "md5", "filesize": "size", "specialcode": "special"},
)


_OFFICIAL = ["sha1", "md5", "", "", "size", "", "", "special"]
_PLAIN = re.compile(
    rb'^"([0-9A-Fa-f]{40})","[0-9A-Fa-f]{32}","[0-9A-Fa-f]{8}","(?:[^"\r\n]|""){0,1000}",([0-9]{1,18}),[0-9]{0,18},'
    rb'"[^"\r\n]{0,100}",""\r?\n',
    re.MULTILINE,
)


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 (told by its headings)
    """Whether the list begins with the headings of RDS 2."""
    return _TABLE.begins(head)


def read(file: io.BufferedReader) -> Iterator[Record]:
    """One record for each line, and Blocks for stretches of files without a special code.

    Another special code than those makes the place Broken (`category`), its digest is loaded.
    """
    return _TABLE.read(file, _meaning, _many)


def _many(delimiter: str, columns: Sequence[str]) -> Many:
    official = delimiter == "," and list(columns) == _OFFICIAL
    return _block if official else plain_rows(delimiter, columns)


def _block(number: int, stretch: bytes) -> Block | None:
    files = _PLAIN.findall(stretch)
    if len(files) != stretch.count(b"\n"):
        return None
    digests, sizes = zip(*files, strict=True)
    values = bytes.fromhex(b"".join(digests).decode("ascii"))
    return Block(number, Signal.SHA1, values, np.array(sizes, "S18").astype(np.int64))


def _meaning(cells: Cells) -> tuple[Cells, str]:
    told = dict(cells)
    special = _SPECIAL.get(told.pop("special", "").strip())
    if _SHA1.fullmatch(told.get("sha1", "")):
        told.pop("md5", None)
    return [*told.items(), ("category", special or "")], "category" if special is None else ""
