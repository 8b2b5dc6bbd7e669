"""File lists that Griffeye Analyze exports: a table of 59 columns, one line a file.

Read are `MD5`, `SHA-1`, `SHA-256`, `File Size` and `Category`, which holds the name of a category and is kept as
written. `Initial Category` and the columns of databases (`DB: ProjectVIC`) are what others said and are not read, nor
are `PhotoDNA`, SHA-384 and SHA-512, which cannot be compared here. Source: the column list in a public timeline tool
that reads such exports (2018).
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from inspector.library.entry import Record
from inspector.library.formats.titled import Titled

NAME = "griffeye"

_TABLE = Titled(
    signs=frozenset(
        {
            *("binarycopies", "visualcopies", "visualgroup", "initialcategory", "nuditylevel", "databasematchconflict"),
            *("dbdefaultdatabase", "dbnsrl", "dbphotodna", "dbprojectvic", "canfilebeopened", "directorypath"),
        }
    ),
    enough=3,
    columns={"md5": "md5", "sha1": "sha1", "sha256": "sha256", "filesize": "size", "category": "category"},
)


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 (told by its headings)
    """Whether the list begins with the headings of such an export."""
    return _TABLE.begins(head)


def read(file: io.BufferedReader) -> Iterator[Record]:
    """One record for each line."""
    return _TABLE.read(file)
