"""What the store holds of many contents, taken into a likeness column by column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

import numpy as np

from inspector.links.growing import Growing
from inspector.links.likeness import Rows


class Columns(Protocol):
    """Some contents and how they stand in their groups, by column."""

    @property
    def contents(self) -> Sequence[int]:
        """Their numbers."""

    @property
    def leaders(self) -> Sequence[int]:
        """Who leads each."""

    @property
    def distances(self) -> Sequence[int]:
        """What is between both."""

    @property
    def variants(self) -> Sequence[str]:
        """What was done to one of both."""


Part = TypeVar("Part", bound=Columns)


@dataclass(frozen=True, slots=True)
class Taken:
    """Contents that a likeness holds, all (n,): their rows there, their numbers, and how they stand in their groups."""

    rows: Growing[np.int64] = field(default_factory=lambda: Growing(np.int64))
    contents: Growing[np.int64] = field(default_factory=lambda: Growing(np.int64))
    leaders: Growing[np.int64] = field(default_factory=lambda: Growing(np.int64))
    distances: Growing[np.int16] = field(default_factory=lambda: Growing(np.int16))
    variants: list[str] = field(default_factory=list)


def taken(parts: Iterable[Part], take: Callable[[Part], Rows]) -> Taken:
    """Lets a likeness take all parts in, by its way to `take` one."""
    told = Taken()
    for part in parts:
        told.rows.extend(take(part))
        told.contents.extend(np.array(part.contents))
        told.leaders.extend(np.array(part.leaders))
        told.distances.extend(np.array(part.distances))
        told.variants.extend(part.variants)
    return told
