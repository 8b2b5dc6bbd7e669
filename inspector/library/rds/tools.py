"""Which kinds of products are tools for attack or for hiding: data under `resources/nsrl/`.

The NSRL holds what is known, not what is harmless: attack tools stand in it beside word processors. What is known to be
harmless is hidden from review, so files of such products must not be.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from inspector.domain.fault import InputFault
from inspector.place import resource

MOST = 200
"""Kinds; the number of one fits into a byte."""

_PARTS = re.compile(r"[,;]")
_MOST_MET = 4096  # answers kept: a data set says few things, and of many products
_LONGEST = 4096  # characters of what a product says of its kinds that are looked at


@dataclass(frozen=True, slots=True)
class Tools:
    """The kinds by their names."""

    names: Sequence[str]
    _numbers: dict[str, int] = field(init=False, repr=False, compare=False)
    _met: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_numbers", {_plain(name): number for number, name in enumerate(self.names, 1)})

    def kind(self, told: str) -> int:
        """The number of the first kind, from 1, that a product says it is of; 0 when it is of none of them."""
        known = self._met.get(told)
        if known is None:
            found = (self._numbers.get(_plain(part), 0) for part in _PARTS.split(told[:_LONGEST]))
            known = next((number for number in found if number), 0)
            if len(self._met) < _MOST_MET:
                self._met[told] = known
        return known


def tools(path: Path | None = None) -> Tools:
    """The kinds that hold; raises InputFault "tools_broken" when the file is wrong."""
    path = path or resource("nsrl") / "tools.toml"
    try:
        names = tomllib.loads(path.read_text(encoding="utf-8"))["kinds"]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
        raise InputFault("tools_broken", file=path.name) from error
    if not (isinstance(names, list) and len(names) <= MOST and all(isinstance(name, str) and name for name in names)):
        raise InputFault("tools_broken", file=path.name)
    return Tools(names)


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold())).removesuffix("s")
