"""How much two films have in common, by fingerprints of their frames.

Source: the vPDQ documents of facebook/ThreatExchange: of each film the share of frames that lie within 31 bits of some
frame of the other, frames of quality under 50 left out on both sides. Two things are added. Films are not sampled at
the same moments, and a hand that shakes moves a fingerprint by more than 31 bits in a tenth of a second: what lies
between two agreeing frames that are close in time is taken to agree. And agreeing frames are counted by how many differ
from each other: one logo, one black card or one standing picture is never a film. Nor are the few frames that count of
a film which is dark otherwise: two such may have no more in common than how an app ends its films.

Frames are taken where something changes: ten lively seconds have as many as minutes that stand still. So what may be
judged together is asked by shares of time. Lists are asked by shares of frames: it is parts that are sought there, by
time fewer copies are found, and the frames of a list are those that some tool chose, at moments of its own.
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
    at least so much: a quarter of its seconds hold a frame that counts, or ten seconds do. Shares are those of frames,
    or `by_time` those of the time in which such are seen. Time that is dark or plain never agrees; that of one film
    beyond that of the other counts as time not in common, so that a black beginning leaves a copy a copy.
    """

    radius: int = 31
    quality: int = LEAST_QUALITY
    bridged_ms: int = 4_000
    telling: float = 0.25
    enough_s: int = 40
    by_time: bool = False
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
TOGETHER = Rule(kinds=(Kind(0.75, 0.6, 3, 12), Kind(0.9, 0.6, 2, 31)), by_time=True)
"""What makes two films so much the same that they may be judged together: each has more than half of the other's time.

One of them has three quarters of its own in common with the other. A film that holds pieces of several is like none of
them then, unless one piece is most of it: what two others have in common with more than half of the same film they have
in common with each other. A part is no copy of the whole, and what shares two of three pieces is none of each other.
"""


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of one film that count, in order of time: `marks` (n, 4) uint64, `at_ms` (n,) int64.

    `telling` is how many seconds hold one that counts, as a share of those that hold any, or of `enough_s` if fewer.
    `lasts_ms` (n,) int64 is how long each was seen, all times together; None where it is not told, and shares are those
    of frames. `dark_ms` is how long those were seen that do not count.
    """

    marks: Fingerprints
    at_ms: NDArray[np.int64]
    telling: float = 1.0
    lasts_ms: NDArray[np.int64] | None = None
    dark_ms: int = 0

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


def counted(frames: Iterable[tuple[bytes, int, int]], rule: Rule = RULE, ends_ms: int = 0) -> Frames:
    """Those of `frames` that count, of each the PDQ, its quality and its moment: enough to see in it, and but once.

    Each is seen until the next moment that was looked at, the last until the film ends, but none for longer than is
    bridged: what lies behind is dark or was passed over. Of a film with bars there may be two of a moment.
    """
    kept: dict[bytes, tuple[int, int]] = {}
    seconds: dict[int, bool] = {}
    dark_ms = 0
    ordered = sorted(frames, key=lambda frame: frame[2])
    moments = sorted({at_ms for *_, at_ms in ordered})
    after = dict(zip(moments, [*moments[1:], ends_ms], strict=False))
    for pdq, quality, at_ms in ordered:
        counts = quality >= rule.quality
        seconds[at_ms // 1000] = counts or seconds.get(at_ms // 1000, False)
        lasts_ms = max(1, min(after[at_ms] - at_ms, rule.bridged_ms))
        if counts:
            first_ms, before_ms = kept.get(pdq, (at_ms, 0))
            kept[pdq] = first_ms, before_ms + lasts_ms
        else:
            dark_ms += lasts_ms
    telling = sum(seconds.values()) / max(1, min(len(seconds), rule.enough_s))
    marks = np.frombuffer(b"".join(kept), ">u8").astype(np.uint64).reshape(-1, 4)
    times = np.array([*kept.values()], np.int64).reshape(-1, 2)
    return Frames(marks, times[:, 0], telling, times[:, 1], dark_ms)


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
    first, second = _covered(one, in_one, other, rule), _covered(other, in_other, one, rule)
    sides = one.marks[in_one], other.marks[in_other]
    told = [share for share, frames in ((first, one), (second, other)) if frames.telling >= rule.telling]
    holds = tuple(
        max(told, default=0.0) >= kind.better
        and min(first, second) >= kind.lesser
        and all(_differing(marks, kind) for marks in sides)
        for kind in rule.kinds
    )
    return Shares(first, second, holds)


def _covered(frames: Frames, agreeing: Mask, other: Frames, rule: Rule) -> float:
    """The share of frames, or of time, that agree or lie in a short while between two that do."""
    moments = frames.at_ms[agreeing]
    after = np.searchsorted(moments, frames.at_ms)
    between = (after > 0) & (after < len(moments))
    gap = moments[np.minimum(after, len(moments) - 1)] - moments[np.maximum(after - 1, 0)]
    covered = agreeing | (between & (gap <= rule.bridged_ms))
    if not rule.by_time or frames.lasts_ms is None:
        return float(covered.mean())
    return float(frames.lasts_ms[covered].sum() / (frames.lasts_ms.sum() + max(0, frames.dark_ms - other.dark_ms)))


def _differing(marks: Fingerprints, kind: Kind) -> bool:
    """Whether enough of `marks` differ from each other: one is taken, what is near it laid aside, and so on."""
    for _ in range(kind.distinct - 1):
        marks = marks[distances(marks, marks[0]) > kind.apart]
        if not len(marks):
            return False
    return True
