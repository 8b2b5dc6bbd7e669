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
from itertools import chain

import numpy as np

from inspector.domain.match import Signal
from inspector.library.encoding import BLOCK
from inspector.library.entry import Blank, Block, Record
from inspector.library.formats.table import Cells, rows_in
from inspector.library.formats.titled import Titled
from inspector.library.lines import Numbered, gone_through

NAME = "nsrl-text"

_SHA1 = re.compile(r"\s*[0-9A-Fa-f]{40}\s*")
_SPECIAL = {"": "", "M": "M", "S": "S"}
_TABLE = Titled(
    signs=frozenset({"crc32", "productcode", "opsystemcode", "specialcode"}),
    enough=3,
    columns={"sha1": "sha1", "md5": "md5", "filesize": "size", "specialcode": "special"},
)


_OFFICIAL = b'"SHA-1","MD5","CRC32","FileName","FileSize","ProductCode","OpSystemCode","SpecialCode"'
_COLUMNS = ["sha1", "md5", "", "", "size", "", "", "special"]
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
    if file.peek(BLOCK).partition(b"\n")[0].strip() != _OFFICIAL:
        return _TABLE.read(file, _meaning)
    return gone_through(file, _block, _rows)


def _block(number: int, stretch: bytes) -> Block | None:
    files = _PLAIN.findall(stretch)
    if len(files) != stretch.count(b"\n"):
        return None
    digests, sizes = zip(*files, strict=True)
    values = bytes.fromhex(b"".join(digests).decode("ascii"))
    return Block(number, Signal.SHA1, values, np.array(sizes, "S18").astype(np.int64))


def _rows(lines: Iterator[Numbered]) -> Iterator[Record]:
    for number, line in lines:
        if number == 1:
            yield Blank(1)
            continue
        yield from rows_in(chain([(number, line)], lines), ",", _COLUMNS, _meaning)


def _meaning(cells: Cells) -> tuple[Cells, str]:
    told = dict(cells)
    special = _SPECIAL.get(told.pop("special", "").strip())
    if _SHA1.fullmatch(told.get("sha1", "")):
        told.pop("md5", None)
    return [*told.items(), ("category", special or "")], "category" if special is None else ""
