"""One video stream that frames are taken from: sought in, decoded, and given up when too much of it is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Literal

import numpy as np
from av.codec import Codec
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation
from av.video.stream import VideoStream
from numpy.typing import NDArray

from inspector.analyse.container import WITHOUT_INDEX
from inspector.analyse.pixels import SHORTER_SIDE
from inspector.analyse.runs import Run, Runs
from inspector.analyse.stamps import Stamps, VideoPacket
from inspector.analyse.unreadable import Unreadable

_MOST_ERRORS = 50
_MOST_PIXELS = 1 << 26
_BEAT_EVERY = 64
_LIKELY_RATE = 30.0
_AV1 = Codec("av1", "r").id  # whichever decoder of it there is

Beat = Callable[[], None]


class Reel:
    """A video stream.

    `errors` counts what could not be decoded. `duration_s` is what is told, or how far it was found to go where nobody
    tells it, or too little; None as long as that is not known. `runs` are what was looked at. `ended` tells whether
    what was read last went on to the end.
    """

    def __init__(self, container: InputContainer, stream: VideoStream, duration_s: float | None, beat: Beat) -> None:
        self._container, self._stream, self._beat = container, stream, beat
        self._start = stream.start_time or 0
        self._stamps = self._stamps_of(container)
        self._has_keys = self._leaves_out = False
        self.duration_s = duration_s
        self.errors = 0
        self.runs = Runs()
        self.ended = False
        self._far_s = 0.0
        codec = stream.codec_context
        if codec.width * codec.height > _MOST_PIXELS:
            raise Unreadable("too_large", "pixels")
        codec.thread_type = "NONE"
        codec.thread_count = 1

    @property
    def is_cover(self) -> bool:
        """Whether it is but the cover of a sound."""
        return bool(self._stream.disposition & Disposition.attached_pic)

    @property
    def is_av1(self) -> bool:
        """Whether it is coded in AV1."""
        return self._stream.codec_context.codec.id == _AV1

    @property
    def pixels_a_second(self) -> float:
        """How much there is to decode in a second of it, as far as is told."""
        return self.pixels * max(1.0, self._rate)

    @property
    def unseen(self) -> Run | None:
        """The longest part of it that nobody looked at, where it is one that counts; a sound may go on behind it."""
        lengths = [self.duration_s, (self._stream.duration or 0) * self._base_s]
        return None if self.is_cover else self.runs.gap(min((each for each in lengths if each), default=0.0))

    @property
    def _rate(self) -> float:
        return float(rate_of(self._stream) or _LIKELY_RATE)

    @property
    def _base_s(self) -> float:
        return float(self._stream.time_base or 1)

    def _stamps_of(self, container: InputContainer) -> Stamps | None:
        """What sets the time stamps right, None where there is an index and they are right."""
        if container.format.name not in WITHOUT_INDEX:
            return None
        return Stamps(self._start, int(1 / (self._rate * self._base_s)), self._base_s)

    @property
    def pixels(self) -> int:
        """How many pixels one frame has."""
        codec = self._stream.codec_context
        return max(1, codec.width * codec.height)

    def pass_over(self, frames: Literal["NONKEY", "NONREF", "DEFAULT"]) -> None:
        """Which frames the decoder is to leave out: all but key frames, those no other is made of, or none.

        The decoder of AV1 heeds it before its first frame only, and leaves out nearly all in the second case.
        """
        self._leaves_out = frames == "NONKEY"
        none_left_out = frames == "NONREF" and self.is_av1
        self._stream.codec_context.skip_frame = "DEFAULT" if none_left_out else frames

    def seek(self, at_s: float) -> bool:
        """Goes to the last key frame not behind `at_s`; whether that could be done.

        Without an index it goes to about there; what is decoded begins with the first key frame behind.
        """
        self.runs.broke_off()
        self.ended = False
        at = self._start + int(at_s / self._base_s)
        try:
            if self._stamps is None:
                self._container.seek(at, stream=self._stream)
            else:
                place = self._place(at_s)
                self._container.seek(place, unsupported_byte_offset=True)
                self._stamps.sought(place, at)
        except (FFmpegError, OSError, OverflowError):
            self.errors += 1
            return False
        return True

    def _place(self, at_s: float) -> int:
        """The byte that lies about as far in the file as `at_s` in the film."""
        size = max(0, self._container.size)
        return min(size, int(size * at_s / self.duration_s)) if self.duration_s else 0

    def landing(self, at_s: float) -> float | None:
        """When the key frame is shown that seeking for `at_s` leads to; None where there is none."""
        key = self._key() if self.seek(at_s) else None
        return None if key is None else self.since_start(key.dts if key.pts is None else key.pts)

    def first(self) -> VideoFrame | None:
        """The first key frame from here on."""
        key = self._key()
        if key is None:
            return None
        return next(iter([*self.decoded(key), *self._flushed()]), None)

    def _key(self) -> VideoPacket | None:
        return next((packet for packet in self.packets() if packet.is_keyframe and packet.size), None)

    def frames(self) -> Iterator[VideoFrame]:
        """All frames from here on that are not passed over, and that can be shown without those before."""
        waits = self._stamps is not None and self._has_keys
        for packet in self.packets():
            waits = waits and not packet.is_keyframe
            if not waits:
                yield from self.decoded(packet)

    def packets(self) -> Iterator[VideoPacket]:
        """What is not decoded yet, from here on; the last one is empty and flushes the decoder."""
        try:
            for number, packet in enumerate(self._container.demux(self._stream)):
                if number % _BEAT_EVERY == 0:
                    self._beat()
                if packet.size:
                    self._pass(packet)
                yield packet
                if self.errors > _MOST_ERRORS:
                    return
        except (FFmpegError, OSError):
            self.errors += 1
        else:
            self._end()

    def _pass(self, packet: VideoPacket) -> None:
        self._has_keys = self._has_keys or packet.is_keyframe
        if self._stamps is not None:
            self._stamps.set_right(packet)
        at_s = self.since_start(packet.dts if packet.pts is None else packet.pts)
        if at_s is not None:
            self._far_s = max(self._far_s, at_s + (packet.duration or 0) * self._base_s)

    def _end(self) -> None:
        """It goes as far as it was seen to go, where that is told wrong or not at all."""
        self.ended = True
        self.runs.ended(self._far_s)
        if self.duration_s is None or (self._stamps is not None and self._far_s > self.duration_s):
            self.duration_s = self._far_s

    def decoded(self, packet: VideoPacket) -> list[VideoFrame]:
        """The frames in a packet, none when it is broken."""
        self._beat()
        try:
            return self._seen(packet.decode())
        except (FFmpegError, ValueError):
            self.errors += 1
            return []

    def _flushed(self) -> list[VideoFrame]:
        try:
            return self._seen(self._stream.codec_context.decode(None))
        except FFmpegError:
            return []

    def _seen(self, decoded: Iterable[object]) -> list[VideoFrame]:
        frames = [frame for frame in decoded if isinstance(frame, VideoFrame)]
        for frame in frames:
            self.runs.saw(self.at(frame), goes_on=not self._leaves_out)
        return frames

    def at(self, frame: VideoFrame) -> float:
        """When a frame is shown, in seconds from the start."""
        return max(0.0, self.since_start(frame.dts if frame.pts is None else frame.pts) or 0.0)

    def since_start(self, pts: int | None) -> float | None:
        """The same of a time stamp, None where it is not told."""
        base = self._stream.time_base
        return None if pts is None or base is None else float((pts - self._start) * base)


def rate_of(stream: VideoStream) -> Fraction | None:
    """Frames a second, as far as is told; for a bare stream FFmpeg says 25 where only the frames tell."""
    bare = stream.start_time is None
    return (stream.guessed_rate or stream.average_rate) if bare else (stream.average_rate or stream.guessed_rate)


def scaled_down(frame: VideoFrame, form: str) -> tuple[NDArray[np.uint8], float, int, tuple[int, int]]:
    """A frame made small, in the pixel format `form`, as it is stored.

    With it: the scale, the quarter turns that set it upright, and the rows and columns of the whole frame upright.
    """
    factor = min(1.0, SHORTER_SIDE / max(1, min(frame.width, frame.height)))
    small = frame.reformat(
        width=max(1, round(frame.width * factor)),
        height=max(1, round(frame.height * factor)),
        format=form,
        interpolation=Interpolation.AREA,
        threads=1,
    )
    turns = round(frame.rotation / 90)
    full = (frame.width, frame.height) if turns % 2 else (frame.height, frame.width)
    return small.to_ndarray().astype(np.uint8, copy=False), factor, turns, full
