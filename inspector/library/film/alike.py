"""How much two films have in common, by fingerprints of their frames.

Source: the vPDQ documents of facebook/ThreatExchange: of each film the share of frames that lie within 31 bits of some
frame of the other, frames of quality under 50 left out on both sides. Two things are added. Films are not sampled at
the same moments, and a hand that shakes moves a fingerprint by more than 31 bits in a tenth of a second: what lies
between two agreeing frames that are close in time is taken to agree. And agreeing frames are counted by how many differ
from each other: one logo, one black card or one standing picture is never a film. Nor are the few frames that count of
a film which is dark otherwise: two such may have no more in common than how an app ends its films.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from inspector.domain.variation import LEAST_QUALITY
from inspector.library.marks.distance import Fingerprints, distances

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Kind:
    """One way of being alike, by the least shares of the film that has more in common and of the one that has less.

    Of the agreeing frames of each, `distinct` at least must lie more than `apart` bits from each other.
    """

    better: float
    lesser: float
    distinct: int
    apart: int


@dataclass(frozen=True, slots=True)
class Rule:
    """What makes two films alike: any of `kinds`; distances in bits, quality 0 to 100.

    The first kind is a copy of the whole, where even frames of a standing camera tell; the second a copy of a part; the
    third a copy of a film so short that a list has two frames of it. The film that has more in common must be `telling`
    at least so much: a quarter of its seconds hold a frame that counts, or ten seconds do.
    """

    radius: int = 31
    quality: int = LEAST_QUALITY
    bridged_ms: int = 4_000
    telling: float = 0.25
    enough_s: int = 40
    kinds: tuple[Kind, ...] = field(default=(Kind(0.6, 0.6, 3, 12), Kind(0.75, 0.0, 3, 31), Kind(0.9, 0.5, 2, 31)))

    @property
    def fewest(self) -> int:
        """Fewer agreeing frames than this make no kind."""
        return min(kind.distinct for kind in self.kinds)

    @property
    def least(self) -> float:
        """When neither film has so large a share in common, no kind holds."""
        return min(kind.better for kind in self.kinds)

    @property
    def both(self) -> float:
        """When one of both films has not so large a share in common, no kind holds."""
        return min(kind.lesser for kind in self.kinds)


RULE = Rule()
TOGETHER = Rule(kinds=(Kind(0.6, 0.6, 3, 12), Kind(0.9, 0.6, 2, 31)))
"""What makes two films so much the same that they may be judged together: each has more than half of the other.

A film that holds pieces of several is like none of them then, unless one piece is most of it: what two others have in
common with more than half of the same film they have in common with each other. A part is no copy of the whole.
"""


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of one film that count, in order of time: `marks` (n, 4) uint64, `at_ms` (n,) int64.

    `telling` is how many seconds hold one that counts, as a share of those that hold any, or of `enough_s` if fewer.
    """

    marks: Fingerprints
    at_ms: NDArray[np.int64]
    telling: float = 1.0

    def __len__(self) -> int:
        return len(self.at_ms)


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of either film that agree, 0 to 1, and for each kind of the rule whether it holds."""

    one: float
    other: float
    kinds: tuple[bool, ...] = ()

    @property
    def alike(self) -> bool:
        """Whether the two are copies of each other, or one of a part of the other."""
        return any(self.kinds)

    @property
    def better(self) -> float:
        """The share of the film that has more in common."""
        return max(self.one, self.other)

    @property
    def missing(self) -> int:
        """What the film that has more in common lacks, in whole percent."""
        return 100 - round(100 * self.better)


def counted(frames: Iterable[tuple[bytes, int, int]], rule: Rule = RULE) -> Frames:
    """Those of `frames` that count, of each the PDQ, its quality and its moment: enough to see in it, and but once."""
    kept: dict[bytes, int] = {}
    seconds: dict[int, bool] = {}
    for pdq, quality, at_ms in sorted(frames, key=lambda frame: frame[2]):
        counts = quality >= rule.quality
        seconds[at_ms // 1000] = counts or seconds.get(at_ms // 1000, False)
        if counts:
            kept.setdefault(pdq, at_ms)
    telling = sum(seconds.values()) / max(1, min(len(seconds), rule.enough_s))
    marks = np.frombuffer(b"".join(kept), ">u8").astype(np.uint64).reshape(-1, 4)
    return Frames(marks, np.fromiter(kept.values(), np.int64, len(kept)), telling)


def alike(one: Frames, other: Frames, rule: Rule = RULE) -> Shares:
    """What two films have in common, each frame compared with each."""
    within = np.zeros((len(one), len(other)), bool)
    for row, mark in enumerate(one.marks):
        within[row] = distances(other.marks, mark) <= rule.radius
    return shares(one, np.asarray(within.any(axis=1)), other, np.asarray(within.any(axis=0)), rule)


def shares(one: Frames, in_one: Mask, other: Frames, in_other: Mask, rule: Rule = RULE) -> Shares:
    """The same where it is known which frames of either agree with some frame of the other."""
    if not in_one.any() or not in_other.any():
        return Shares(0.0, 0.0, (False,) * len(rule.kinds))
    first, second = _covered(one, in_one, rule), _covered(other, in_other, rule)
    sides = one.marks[in_one], other.marks[in_other]
    told = [share for share, frames in ((first, one), (second, other)) if frames.telling >= rule.telling]
    holds = tuple(
        max(told, default=0.0) >= kind.better
        and min(first, second) >= kind.lesser
        and all(_differing(marks, kind) for marks in sides)
        for kind in rule.kinds
    )
    return Shares(first, second, holds)


def _covered(frames: Frames, agreeing: Mask, rule: Rule) -> float:
    """The share of frames that agree or lie in a short while between two that do."""
    moments = frames.at_ms[agreeing]
    after = np.searchsorted(moments, frames.at_ms)
    between = (after > 0) & (after < len(moments))
    gap = moments[np.minimum(after, len(moments) - 1)] - moments[np.maximum(after - 1, 0)]
    return float((agreeing | (between & (gap <= rule.bridged_ms))).mean())


def _differing(marks: Fingerprints, kind: Kind) -> bool:
    """Whether enough of `marks` differ from each other: one is taken, what is near it laid aside, and so on."""
    for _ in range(kind.distinct - 1):
        marks = marks[distances(marks, marks[0]) > kind.apart]
        if not len(marks):
            return False
    return True
