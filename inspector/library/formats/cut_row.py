"""Whether the last row of a table, which has no line end, is cut in its middle.

It is when a quote that begins a cell is never closed, when its hash has fewer digits than those above, and when it has
fewer cells than the headings and every row above. What stands under a heading of hashes and is none tells a footer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inspector.library.ending import Ending, begins_alike
from inspector.library.formats.headings import HASHES
from inspector.library.formats.rows import Found, Row, split

_COMPARED = HASHES | {"signal"}  # names under which columns of hashes are read
_DIGEST = re.compile("[0-9A-Fa-f]{32}")
_DIGITS = re.compile("[0-9A-Fa-f]*")
_PADDING = "\0\N{REPLACEMENT CHARACTER} "  # a NUL in a row was replaced


@dataclass(frozen=True, slots=True)
class CutRow:
    """The last row of a table: what stands between its cells, the columns read, how many headings there are, if any."""

    delimiter: str
    columns: Sequence[str]
    headings: int
    row: Found

    def told(self, ending: Ending, *, whole: bool) -> bool:
        """Whether it is cut; `whole` says whether an entry could be read of it without a fault."""
        if self.row.code:
            return self.row.code == "quotes" and self._open(ending.line.decode("utf-8", "replace"))
        if not self._hashes():
            return False
        above = self._above(ending)
        return self._short(above) or (not whole and self._fewer_digits(above))

    def _open(self, text: str) -> bool:
        before, quote, _ = text.replace('""', "").rpartition('"')
        return bool(quote) and (not before.strip() or before.rstrip(" ").endswith(self.delimiter))

    def _hashes(self) -> bool:
        """Whether only digits stand where the hashes do, of as many cells as there are."""
        cells = zip(self.columns, self.row.row, strict=False)
        return all(_DIGITS.fullmatch(cell.strip(_PADDING)) for name, cell in cells if name in _COMPARED)

    def _above(self, ending: Ending) -> list[Row]:
        """The rows above that hold a digest."""
        lines = (line for line in ending.above.decode("utf-8", "replace").split("\n") if _DIGEST.search(line))
        return [row for line in lines if (row := split(line.rstrip("\r"), self.delimiter)) is not None]

    def _short(self, above: list[Row]) -> bool:
        """Whether the row has fewer cells than any other; the first cell alone, if no hash, must begin as others do."""
        widths = [len(row) for row in above] + [self.headings] * bool(self.headings)
        row = self.row.row
        if len(widths) < 2 or len(row) >= min(widths):
            return False
        named = len(row) == 1 and self.columns[:1] and self.columns[0] not in _COMPARED
        return not named or begins_alike(row[0].encode(), (other[0].encode() for other in above))

    def _fewer_digits(self, above: list[Row]) -> bool:
        """Whether the row ends with a hash of fewer digits than one above it."""
        place = len(self.row.row) - 1
        digits = self.row.row[place].strip(_PADDING)
        hashes = place < len(self.columns) and self.columns[place] in _COMPARED
        return hashes and any(0 < len(digits) < len(row[place].strip()) for row in above if len(row) > place)
