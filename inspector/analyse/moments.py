"""Fingerprints of a film close upon each other in time, so that a copy cut or coded otherwise still meets them.

A fingerprint of a film from the hand moves by more than the 31 bits that count within two or three frames: frames at
every second meet those of a copy that begins half a second later by chance only. So every frame is looked at, but for
those no other is made of, and the work is bounded: a short film is read all along, a longer one in stretches spread
evenly. What hardly differs from the one before tells nothing new and is left out for a second, as vPDQ prunes; so are
dark and plain ones, which never count. A camera that stands gives one a second, a hand that shakes fifteen.
Where there are bars round the picture, a moment has two fingerprints: of what lies between them and of the frame as it
is. A list may know either, and one frame a second of a list is met only where no frame is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from av.video.frame import VideoFrame

from inspector.analyse import fingerprint
from inspector.analyse.bars import Box, Grey, cut
from inspector.analyse.bounds import MOST_MOMENTS
from inspector.analyse.reel import Reel, scaled_down
from inspector.domain.content import Fingerprint
from inspector.domain.variation import LEAST_QUALITY

STEP_S = 1 / 30
DECODED_PIXELS = 4_000_000_000  # a minute of 1080p, five to ten seconds of work
STRETCH_S = 4.0
NEARLY_SAME = 12  # bits
LONGEST_S = 1.0
_OF_EACH = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """One frame's fingerprint, `trimmed` where of what lies between the bars; `at_s` from the start of the film."""

    at_s: float
    fingerprint: Fingerprint
    trimmed: bool = False


class Moments:
    """Takes moments from a reel; `box` is what lies between its bars, None where it has none."""

    def __init__(self, reel: Reel, box: Box | None = None) -> None:
        self._reel = reel
        self._boxes = [None] if box is None else [box, None]
        self._left = DECODED_PIXELS // reel.pixels

    def take(self) -> list[Moment]:
        """At most MOST_MOMENTS in order of time."""
        if self._reel.is_cover:
            return []
        self._reel.pass_over("NONREF")
        taken: dict[tuple[int, bool], Moment] = {}
        for start_s, length_s in self._stretches():
            if self._left > 0 and self._reel.seek(start_s):
                for moment in self._within(length_s):
                    taken.setdefault((round(moment.at_s * 1000), moment.trimmed), moment)
        each = MOST_MOMENTS // len(self._boxes)
        ways = ([taken[key] for key in sorted(taken) if key[1] is trimmed] for trimmed in (False, True))
        return sorted((moment for way in ways for moment in _thinned(way, each)), key=lambda moment: moment.at_s)

    def _stretches(self) -> list[tuple[float, float]]:
        """Where to begin and how long to go on, in seconds."""
        affordable_s = DECODED_PIXELS / self._reel.pixels_a_second
        duration_s = self._reel.duration_s or 0.0
        if duration_s <= affordable_s:
            return [(0.0, float("inf"))]
        count = max(2, int(affordable_s / STRETCH_S))
        return self._shared([duration_s * number / count for number in range(count)], affordable_s)

    def _shared(self, starts: list[float], affordable_s: float) -> list[tuple[float, float]]:
        """From each key frame that `starts` lead to as far as there is time for it: where they are few, further."""
        keys = self._keys(starts)
        ends = [*list(keys)[1:], float("inf")]
        stretches = []
        for left, (key_s, start_s), end_s in zip(range(len(keys), 0, -1), keys.items(), ends, strict=True):
            length_s = min(max(STRETCH_S, affordable_s / left), end_s - key_s)
            affordable_s -= length_s
            stretches.append((start_s, length_s))
        return stretches

    def _keys(self, starts: list[float]) -> dict[float, float]:
        """When the key frames are shown that seeking leads to, in order, and what was sought."""
        keys: dict[float, float] = {}
        reached_s = -1.0
        for start_s in starts:
            if start_s <= reached_s:  # without an index it lies behind
                continue
            key_s = self._reel.landing(start_s)
            if key_s is None and self._reel.ended:
                break
            reached_s = start_s if key_s is None else key_s
            keys.setdefault(reached_s, start_s)
        return keys

    def _within(self, length_s: float) -> Iterator[Moment]:
        last: dict[bool, Moment] = {}
        for at_s, frame in self._due(length_s):
            for moment in self._seen(at_s, frame):
                if moment.trimmed in last and not _is_new(moment, last[moment.trimmed]):
                    break
                last[moment.trimmed] = moment
                yield moment

    def _seen(self, at_s: float, frame: VideoFrame) -> Iterator[Moment]:
        """A frame between its bars, then with them: who finds nothing new in the first need not ask for the second."""
        small, factor, turns, full = scaled_down(frame, "gray")
        upright = np.rot90(small, turns)
        for box in self._boxes:
            mark = _fingerprint(upright, full, factor, box)
            if mark is None:
                return
            yield Moment(at_s, mark, box is not None)

    def _due(self, length_s: float) -> Iterator[tuple[float, VideoFrame]]:
        """The frames at each step from here on, for so long."""
        end_s = due_s = -1.0
        for frame in self._reel.frames():
            at_s = self._reel.at(frame)
            end_s = at_s + length_s if end_s < 0 else end_s
            self._left -= 1
            if self._left <= 0 or at_s > end_s:
                return
            if at_s >= due_s:
                due_s = at_s + STEP_S * 0.95  # time stamps are rounded
                yield at_s, frame


def _fingerprint(grey: Grey, full: tuple[int, int], factor: float, box: Box | None) -> Fingerprint | None:
    """The fingerprint of what of a frame is in `box`; None where there is too little in it."""
    if box is not None:
        grey = cut(grey, box)
        full = (round(full[0] * (box[3] - box[1])), round(full[1] * (box[2] - box[0])))
    mark = fingerprint.pdq(grey, full, factor)
    return mark if mark is not None and mark.quality >= LEAST_QUALITY else None


def _is_new(moment: Moment, last: Moment) -> bool:
    """Whether a frame shows something else than the last, or that was long ago: behind a cut the first is coarse."""
    apart = int.from_bytes(moment.fingerprint.pdq, "big") ^ int.from_bytes(last.fingerprint.pdq, "big")
    return apart.bit_count() > NEARLY_SAME or moment.at_s >= last.at_s + LONGEST_S


def _thinned(moments: list[Moment], most: int) -> list[Moment]:
    """At most so many of `moments`: of every few that follow each other those that lasted longest.

    Where a hand came to rest for a moment it did so in every copy, and a frame taken a little earlier is much the same.
    Of films from the hand twice as many are met so as by moments at even steps.
    """
    if len(moments) <= most:
        return moments
    lasted = [later.at_s - moment.at_s for moment, later in pairwise(moments)] + [0.0]
    groups = max(1, most // _OF_EACH)
    kept: list[int] = []
    for group in range(groups):
        places = range(group * len(moments) // groups, (group + 1) * len(moments) // groups)
        of_it = (group + 1) * most // groups - group * most // groups
        kept += sorted(sorted(places, key=lambda place: -lasted[place])[:of_it])
    return [moments[place] for place in kept]
