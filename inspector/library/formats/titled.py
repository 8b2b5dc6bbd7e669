"""Tables of one known program, told by the headings that it writes, in whatever order and with whatever delimiter."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspector.library.entry import Record
from inspector.library.formats.headings import HASHES, letters
from inspector.library.formats.plain import plain_rows
from inspector.library.formats.rows import DELIMITERS, ORDER, split
from inspector.library.formats.table import Many, Meaning, rows_below
from inspector.library.lines import first_lines


@dataclass(frozen=True, slots=True)
class Titled:
    """`signs` are headings that tell the program when `enough` of them stand there beside one of a hash.

    `columns` gives the name under which a column is read; both by their letters alone (`headings.letters`).
    """

    signs: frozenset[str]
    enough: int
    columns: Mapping[str, str]

    def begins(self, head: bytes) -> bool:
        """Whether a list that begins with `head` is such a table."""
        lines = [line for line in first_lines(head) if not ORDER.fullmatch(line)]
        return bool(lines) and self.titles(lines[0]) is not None

    def titles(self, line: bytes) -> tuple[str, list[str]] | None:
        """The delimiter of such headings, and under which name each column is read, "" for one that is not."""
        text = line.decode("utf-8", "replace").replace("\0", " ")
        for delimiter in DELIMITERS:
            found = [letters(heading) for heading in split(text, delimiter) or []]
            names = [self.columns.get(heading, "") for heading in found]
            if len(self.signs.intersection(found)) >= self.enough and HASHES.intersection(names):
                return delimiter, names
        return None

    def read(
        self,
        file: io.BufferedReader,
        meaning: Meaning | None = None,
        many: Callable[[str, Sequence[str]], Many] = plain_rows,
    ) -> Iterator[Record]:
        """The records of such a table as `table.rows_below` has them; of one without headings everything is broken."""
        return rows_below(file, self.titles, meaning=meaning, many=many)
