"""Single frames out of a film: key frames spread over its length, or frames at even steps where key frames are rare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from av.video.frame import VideoFrame
from PIL import Image

from inspector.analyse.bounds import MOST_STILLS
from inspector.analyse.reel import Reel, scaled_down
from inspector.analyse.stamps import VideoPacket

ENOUGH = 8  # fewer key frames than this, and less than one in two seconds: the frames between are looked at too
_CLOSEST_S = 1.0
_CLOSEST_BETWEEN_S = 0.25
_WALK_UP_TO_S = 240.0  # a longer film is sought through instead of read from end to end
_DECODED_PIXELS, _LEAST_DECODED, _MOST_DECODED = 4_000_000_000, 2000, 20_000


@dataclass(frozen=True, slots=True)
class Still:
    """One frame as RGB pixels, upright, shorter side 256 or less; `at_s` from the start of the film.

    `full` are the rows and columns of the frame itself, upright, and `scale` the pixels there are for one of its.
    """

    at_s: float
    pixels: Image.Image
    full: tuple[int, int]
    scale: float


class Stills:
    """Takes stills from a reel."""

    def __init__(self, reel: Reel) -> None:
        self._reel = reel

    def take(self) -> list[Still]:
        """At most MOST_STILLS stills in order of time, at least a second apart unless the film is a short one.

        Of the cover of a sound there is one, and no time to seek: in an Ogg file FFmpeg crashes over that.
        """
        if self._reel.is_cover:
            cover = self._reel.first()
            return [] if cover is None else [self._still(cover)]
        keys = self._key_frames()
        if len(keys) >= ENOUGH or (keys and (self._reel.duration_s or 0.0) <= 2.0 * len(keys) + 1.0):
            return thinned(keys)
        return thinned(sorted([*keys, *self._between(keys)], key=lambda still: still.at_s))

    def _key_frames(self) -> list[Still]:
        self._reel.pass_over("NONKEY")
        duration_s = self._reel.duration_s
        if duration_s is None or duration_s <= _WALK_UP_TO_S:
            return self._walked()
        return self._sought(duration_s)

    def _walked(self) -> list[Still]:
        taken: list[Still] = []
        gap = _CLOSEST_S
        for packet in self._reel.packets():
            if packet.size and not self._is_wanted_key(packet, taken, gap):  # the empty last one flushes the decoder
                continue
            taken += [self._still(frame) for frame in self._reel.decoded(packet)]
            if len(taken) > 2 * MOST_STILLS:  # a film of unknown length
                taken, gap = taken[::2], gap * 2
        return taken

    def _is_wanted_key(self, packet: VideoPacket, taken: list[Still], gap_s: float) -> bool:
        if not packet.is_keyframe:
            return False
        at_s = self._reel.since_start(packet.pts)
        return not taken or at_s is None or not 0 <= at_s - taken[-1].at_s < gap_s

    def _sought(self, duration_s: float) -> list[Still]:
        taken: list[Still] = []
        for step in range(MOST_STILLS):
            at_s = duration_s * step / MOST_STILLS
            if (taken and at_s <= taken[-1].at_s) or not self._reel.seek(at_s):  # without an index it lies behind
                continue
            frame = self._reel.first()
            if frame is None and self._reel.ended:
                break
            if frame is not None and (not taken or self._reel.at(frame) > taken[-1].at_s):
                taken.append(self._still(frame))
        return taken

    def _between(self, keys: list[Still]) -> Iterator[Still]:
        """Frames at even steps from the start on, whether key or not; the number decoded is bounded."""
        self._reel.pass_over("DEFAULT")
        step = max(_CLOSEST_BETWEEN_S, (self._reel.duration_s or 0.0) / (2 * ENOUGH))
        taken = {int(key.at_s / step) for key in keys}
        if not self._reel.seek(0.0):
            return
        most = min(_MOST_DECODED, max(_LEAST_DECODED, _DECODED_PIXELS // self._reel.pixels))
        for frame in islice(self._reel.frames(), most):
            if (slot := int(self._reel.at(frame) / step)) not in taken:
                taken.add(slot)
                yield self._still(frame)

    def _still(self, frame: VideoFrame) -> Still:
        small, factor, turns, full = scaled_down(frame, "rgb24")
        pixels = Image.fromarray(small).rotate(90 * turns, expand=True)
        return Still(self._reel.at(frame), pixels, full, factor)


def thinned(stills: list[Still]) -> list[Still]:
    """At most MOST_STILLS of `stills`, evenly chosen, the first always among them."""
    if len(stills) <= MOST_STILLS:
        return stills
    return [stills[index * len(stills) // MOST_STILLS] for index in range(MOST_STILLS)]
