"""Fingerprints of a film close upon each other in time, so that a copy cut or coded otherwise still meets them.

A fingerprint of a film from the hand moves by more than the 31 bits that count within two or three frames: frames at
every second meet those of a copy that begins half a second later by chance only. So frames are taken ten times a second
where the work is bounded: of a short film all along, of a longer one in stretches spread evenly. What hardly differs
from the one before tells nothing new and is left out, as vPDQ prunes; so are dark and plain ones, which never count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation

from inspector.analyse import fingerprint
from inspector.analyse.bounds import MOST_MOMENTS
from inspector.analyse.pixels import SHORTER_SIDE
from inspector.analyse.reel import Reel
from inspector.domain.content import Fingerprint

STEP_S = 0.1
DECODED_PIXELS = 4_000_000_000  # a minute of 1080p, five to ten seconds of work
STRETCH_S = 4.0
NEARLY_SAME = 8  # bits
_LEAST_QUALITY = 50


@dataclass(frozen=True, slots=True)
class Moment:
    """One frame's fingerprint; `at_s` from the start of the film."""

    at_s: float
    fingerprint: Fingerprint


class Moments:
    """Takes moments from a reel."""

    def __init__(self, reel: Reel) -> None:
        self._reel = reel
        self._left = DECODED_PIXELS // reel.pixels

    def take(self) -> list[Moment]:
        """At most MOST_MOMENTS in order of time."""
        if self._reel.is_cover:
            return []
        self._reel.pass_over("NONREF")
        taken: dict[int, Moment] = {}
        for start_s, length_s in self._stretches():
            if self._left > 0 and self._reel.seek(start_s):
                for moment in self._within(length_s):
                    taken.setdefault(round(moment.at_s * 1000), moment)
        return _thinned([taken[at_ms] for at_ms in sorted(taken)])

    def _stretches(self) -> list[tuple[float, float]]:
        """Where to begin and how long to go on, in seconds."""
        affordable_s = DECODED_PIXELS / self._reel.pixels_a_second
        duration_s = self._reel.duration_s or 0.0
        if duration_s <= affordable_s:
            return [(0.0, float("inf"))]
        count = max(2, int(affordable_s / STRETCH_S))
        return [(duration_s * number / count, STRETCH_S) for number in range(count)]

    def _within(self, length_s: float) -> Iterator[Moment]:
        last: bytes | None = None
        first_s = due_s = -1.0
        for frame in self._reel.frames():
            at_s = self._reel.at(frame)
            first_s = at_s if first_s < 0 else first_s
            self._left -= 1
            if self._left <= 0 or at_s > first_s + length_s:
                return
            if at_s < due_s:
                continue
            due_s = at_s + STEP_S * 0.95  # time stamps are rounded
            mark = _fingerprint(frame)
            if mark is not None and (last is None or _apart(mark.pdq, last) > NEARLY_SAME):
                last = mark.pdq
                yield Moment(at_s, mark)


def _fingerprint(frame: VideoFrame) -> Fingerprint | None:
    """The fingerprint of a frame as it is shown, None where there is too little in it."""
    factor = min(1.0, SHORTER_SIDE / max(1, min(frame.width, frame.height)))
    small = frame.reformat(
        width=max(1, round(frame.width * factor)),
        height=max(1, round(frame.height * factor)),
        format="gray",
        interpolation=Interpolation.AREA,
        threads=1,
    )
    turns = round(frame.rotation / 90)
    full = (frame.width, frame.height) if turns % 2 else (frame.height, frame.width)
    mark = fingerprint.pdq(np.rot90(small.to_ndarray(), turns), full, factor)
    return mark if mark is not None and mark.quality >= _LEAST_QUALITY else None


def _apart(one: bytes, other: bytes) -> int:
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).bit_count()


def _thinned(moments: list[Moment]) -> list[Moment]:
    if len(moments) <= MOST_MOMENTS:
        return moments
    return [moments[index * len(moments) // MOST_MOMENTS] for index in range(MOST_MOMENTS)]
