"""`NSRLFile.txt`, the text form of the National Software Reference Library (RDS, version 2).

Headings: `"SHA-1","MD5","CRC32","FileName","FileSize","ProductCode","OpSystemCode","SpecialCode"`; names are not
always UTF-8. Source: the published description of RDS 2.

Of each file the strongest digest is kept, SHA-1, and MD5 only where that is missing or broken: whatever is compared
has both. `SpecialCode` becomes the category where it is `M` (malicious) or `S` (special): the library holds attack
tools as well, which nobody should take for harmless (`pertinence.py`). Of what kind a product is stands beside it in
`NSRLProd.txt`: `"ProductCode","ProductName","ProductVersion","OpSystemCode","MfgCode","Language","ApplicationType"`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from inspector.domain.match import Signal
from inspector.library.entry import Block, Record
from inspector.library.formats.headings import letters
from inspector.library.formats.plain import plain_rows
from inspector.library.formats.rows import split
from inspector.library.formats.table import Cells, Many
from inspector.library.formats.titled import Titled
from inspector.library.rds.packages import Packages, ids_of_tools
from inspector.library.rds.tools import Tools

NAME = "nsrl-text"
PRODUCTS = "NSRLProd.txt"

_LONGEST = 1 << 16  # bytes of a line that tells of a product
_SHA1 = re.compile(r"\s*[0-9A-Fa-f]{40}\s*")
_SPECIAL = {"": "", "M": "M", "S": "S"}
_TABLE = Titled(
    signs=frozenset({"crc32", "productcode", "opsystemcode", "specialcode"}),
    enough=3,
    columns={
        "sha1": "sha1",
        "md5": "md5",
        "filesize": "size",
        "productcode": "product",
        "specialcode": "special",
    },
)


_OFFICIAL = ["sha1", "md5", "", "", "size", "product", "", "special"]
_PLAIN = re.compile(
    rb'^"([0-9A-Fa-f]{40})","[0-9A-Fa-f]{32}","[0-9A-Fa-f]{8}","(?:[^"\r\n]|""){0,1000}",([0-9]{1,18}),([0-9]{0,18}),'
    rb'"[^"\r\n]{0,100}",""\r?\n',
    re.MULTILINE,
)


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 (told by its headings)
    """Whether the list begins with the headings of RDS 2."""
    return _TABLE.begins(head)


def read(file: io.BufferedReader, packages: Packages | None = None) -> Iterator[Record]:
    """One record for each line, and Blocks for stretches of files without a special code.

    Another special code than those makes the place Broken (`category`), its digest is loaded. `packages` are the
    products, as `describe` tells them before.
    """
    known = packages.known if packages else Packages(Tools(())).known
    tools = frozenset(map(str, ids_of_tools(known)))

    def many(delimiter: str, columns: Sequence[str]) -> Many:
        official = delimiter == "," and list(columns) == _OFFICIAL
        return partial(_block, tools) if official else plain_rows(delimiter, columns)

    yield from _TABLE.read(file, partial(_meaning, tools), many)


def describe(file: io.BufferedReader, packages: Packages) -> None:
    """Takes in of what kind products are, out of the file of that name; a line that cannot be read says nothing."""
    titles: list[str] = []
    told: dict[int, list[int]] = {}
    while line := file.readline(_LONGEST):
        row = split(line.decode("utf-8", "replace").replace("\0", " ").rstrip("\r\n"), ",") or []
        cells = dict(zip(titles, row, strict=False))
        code = cells.get("productcode", "").strip()
        if not titles:
            titles = [letters(heading) for heading in row]
        elif code.isascii() and code.isdigit() and len(code) <= 18 and "applicationtype" in cells:
            told.setdefault(int(code), []).append(packages.tools.kind(cells["applicationtype"]))
    rows = [(code, kind) for code, kinds in told.items() for kind in kinds]
    packages.add(np.array([code for code, _ in rows], np.int64), np.array([kind for _, kind in rows], np.uint8))
    packages.end()


def _block(tools: frozenset[str], number: int, stretch: bytes) -> Block | None:
    files = _PLAIN.findall(stretch)
    if len(files) != stretch.count(b"\n"):
        return None
    digests, sizes, products = zip(*files, strict=True)
    values = bytes.fromhex(b"".join(digests).decode("ascii"))
    of_tools = np.array([product.decode("ascii") in tools for product in products], np.int32) if tools else None
    found = of_tools if of_tools is not None and of_tools.any() else None
    return Block(number, Signal.SHA1, values, np.array(sizes, "S18").astype(np.int64), tools=found)


def _meaning(tools: frozenset[str], cells: Cells) -> tuple[Cells, str]:
    told = dict(cells)
    special = _SPECIAL.get(told.pop("special", "").strip())
    tool = "tool" if told.pop("product", "").strip() in tools else ""
    if _SHA1.fullmatch(told.get("sha1", "")):
        told.pop("md5", None)
    return [*told.items(), ("category", special or ""), ("tool", tool)], "category" if special is None else ""
