"""What a set of harmless files keeps of the products of its data set, so that a delta of that can be followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from inspector.domain.canonical import Value
from inspector.library.sealed import Sealed, Writer


@dataclass(frozen=True, slots=True)
class Products:
    """The `packages` of the data set (as `rds/packages.py` has them), and by which `kinds` of tools they were told.

    `rows` of files of tools were left out.
    """

    packages: NDArray[Any]
    kinds: Sequence[str]
    rows: int = 0

    def write(self, file: Writer) -> dict[str, Value]:
        """Writes the packages down; the rest as facts about the file."""
        file.append("packages", self.packages)
        return {"tools": {"kinds": [*self.kinds], "rows": self.rows}}


def products_of(file: Sealed) -> Products | None:
    """What a set keeps of them; None for a set that was made before any were left out, or of another list."""
    told = file.about.get("tools")
    return Products(file.whole("packages"), told["kinds"], int(told["rows"])) if told else None
