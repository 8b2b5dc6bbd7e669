"""The packages of a reference data set: which of them are tools, in a release and after a delta of it.

A package may have several rows in the table PKG, one for each system or language; it is a tool when one of them says
so. All ids are kept with a set, so that a delta can be followed: it describes only the packages that are new or go, and
may put files in or take them back before it says of what kind their package is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from inspector.library.rds.tools import Tools

Known: TypeAlias = "NDArray[Any]"
"""(n,) of TYPE: each package once, ascending."""

TYPE = np.dtype([("id", "<i8"), ("rows", "<u4"), ("tools", "<u4"), ("kind", "u1")])
"""How many rows a package has, how many of them say that it is a tool, and the number of the first kind so said."""

_MOST = np.iinfo(np.uint32).max


@dataclass(frozen=True, slots=True)
class Described:
    """One row of PKG that comes (`sign` 1) or goes (-1): its package, and of which kind of tools it is, 0 for none."""

    sign: int
    id: int
    kind: int


@dataclass(slots=True)
class Packages:
    """What is known of them while a data set is read.

    `before` are those of the set that a delta changes, `known` those in the end. `unclear` when a package that stays
    became a tool or ceased to be one, or when that cannot be followed: of its other files nothing is known then.
    """

    tools: Tools
    known: Known = field(default_factory=lambda: np.zeros(0, TYPE))
    before: Known = field(default_factory=lambda: np.zeros(0, TYPE))
    unclear: bool = False
    _rows: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = field(default_factory=list)

    def build_on(self, known: Known, names: Iterable[str]) -> None:
        """Begins with what a set knows, by the kinds that held when it was made."""
        self.before = self.known = known
        self.tools = Tools(list(names))

    def add(self, ids: NDArray[np.int64], kinds: NDArray[np.uint8]) -> None:
        """Takes in rows of a release: their packages, and the number of the kind that each is of."""
        self._rows.append((ids.astype(np.int64), kinds.astype(np.int64)))

    def end(self) -> None:
        """All rows of a release were added."""
        if self._rows:
            ids, kinds = (np.concatenate(column) for column in zip(*self._rows, strict=True))
            self.known, _ = summed(ids, np.ones(len(ids), np.int64), (kinds > 0).astype(np.int64), kinds)

    def take(self, changes: Iterable[Described]) -> None:
        """Takes in what a delta describes."""
        told = [(one.id, one.sign, one.sign * (one.kind > 0), one.kind * (one.sign > 0)) for one in changes]
        columns = np.array(told, np.int64).reshape(-1, 4)
        stood = [self.known[name].astype(np.int64) for name in ("id", "rows", "tools", "kind")]
        ids, rows, tools, kind = np.concatenate([np.stack(stood, axis=1), columns]).T
        self.known, sums = summed(ids, rows, tools, kind)
        was, now = _counts(self.before, sums["id"]), sums
        stays = (was["rows"] > 0) & (now["rows"] > 0)
        changed = (was["tools"] > 0) != (now["tools"] > 0)
        lacking = (now["rows"] < 0) | (now["tools"] < 0)
        self.unclear = self.unclear or bool((stays & changed | lacking).any())


def summed(
    ids: NDArray[np.int64], rows: NDArray[np.int64], tools: NDArray[np.int64], kind: NDArray[np.int64]
) -> tuple[Known, dict[str, NDArray[np.int64]]]:
    """Rows of packages added up: those that are there in the end, and what the sums are of all."""
    order = np.argsort(ids, kind="stable")
    ids, rows, tools, kind = ids[order], rows[order], tools[order], kind[order]
    starts = np.flatnonzero(np.append(True, ids[1:] != ids[:-1])[: len(ids)])
    if not len(starts):
        return np.zeros(0, TYPE), {"id": ids, "rows": rows, "tools": tools}
    sums = {"id": ids[starts], "rows": np.add.reduceat(rows, starts), "tools": np.add.reduceat(tools, starts)}
    known = np.zeros(len(starts), TYPE)
    known["id"] = sums["id"]
    for name in ("rows", "tools"):
        known[name] = np.clip(sums[name], 0, _MOST)
    known["kind"] = np.where(known["tools"] > 0, np.maximum.reduceat(kind, starts), 0)
    return known[known["rows"] > 0], sums


def _counts(known: Known, ids: NDArray[np.int64]) -> dict[str, NDArray[np.int64]]:
    """Rows of packages that are among `ids`, which are ascending and hold them all; 0 for those that are not there."""
    place = np.searchsorted(ids, known["id"])
    found = {name: np.zeros(len(ids), np.int64) for name in ("rows", "tools")}
    for name, counts in found.items():
        counts[place] = known[name]
    return found


def ids_of_tools(known: Known) -> list[int]:
    """The ids of those that are tools."""
    ids: list[int] = known["id"][known["tools"] > 0].tolist()
    return ids


def by_kind(known: Known, tools: Tools) -> Counter[str]:
    """How many packages there are of each kind of tools."""
    return Counter(tools.names[number - 1] for number in known["kind"].tolist() if 0 < number <= len(tools.names))
