"""Exports of Interpol's database of child sexual exploitation (ICSE): a table with `;` and flags.

Headings: `MD5;SHA1;PhotoDNA;Image ID;Is distributed;Victim identified;Offender identified;Series name;Number of
submissions;File Available;Media Type;Baseline`. Flags are y/n, yes/no, t/f, true/false, 1/0. Source: the import of
sepinf-inc/IPED (`HashDBTool`).

What becomes of it: `Baseline` says that the content is illegal by the law of any country, so its entries have the
category `baseline`. All others have none, which is no statement that they are legal. The remaining flags tell of an
investigation and not of the content; they are not kept. PhotoDNA is not ours to compare.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from inspector.library.entry import Record
from inspector.library.formats.table import Cells
from inspector.library.formats.titled import Titled

NAME = "icse"

BASELINE = "baseline"

_FLAGS = {
    **dict.fromkeys(("y", "yes", "t", "true", "1"), True),
    **dict.fromkeys(("", "n", "no", "f", "false", "0"), False),
}
_TABLE = Titled(
    signs=frozenset({"baseline", "isdistributed", "victimidentified", "offenderidentified", "seriesname"}),
    enough=3,
    columns={"md5": "md5", "sha1": "sha1", "sha256": "sha256", "baseline": BASELINE},
)


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 (told by its headings)
    """Whether the list begins with the headings of such an export."""
    return _TABLE.begins(head)


def read(file: io.BufferedReader) -> Iterator[Record]:
    """One record for each line; a flag that is none makes the place Broken (`category`), its hashes are loaded."""
    return _TABLE.read(file, _meaning)


def _meaning(cells: Cells) -> tuple[Cells, str]:
    fields = [cell for cell in cells if cell[0] != BASELINE]
    flags = [_FLAGS.get(text.strip().lower()) for name, text in cells if name == BASELINE]
    if True in flags:
        fields.append(("category", BASELINE))
    return fields, "category" if None in flags else ""
