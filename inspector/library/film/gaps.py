"""How much time may lie between pictures of one series: data under `resources/series/`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from inspector.domain.fault import InputFault
from inspector.domain.group import GroupKind
from inspector.place import resource


@dataclass(frozen=True, slots=True)
class Gaps:
    """The most seconds between a picture and the next: of a series, and of a burst."""

    series: int
    burst: int

    def of(self, kind: GroupKind) -> int:
        """Those for one kind of group."""
        return self.burst if kind is GroupKind.BURST else self.series


def gaps(path: Path | None = None) -> Gaps:
    """The gaps that hold; raises InputFault "gaps_broken" when the file is wrong."""
    path = path or resource("series") / "gaps.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputFault("gaps_broken", file=path.name) from error
    if set(data) != {"series", "burst"} or not all(type(each) is int and each >= 0 for each in data.values()):
        raise InputFault("gaps_broken", file=path.name)
    return Gaps(**data)
