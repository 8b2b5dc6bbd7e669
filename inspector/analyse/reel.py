"""One video stream that frames are taken from: sought in, decoded, and given up when too much of it is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias

import numpy as np
from av.codec import Codec
from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation
from av.video.stream import VideoStream
from numpy.typing import NDArray

from inspector.analyse.pixels import SHORTER_SIDE
from inspector.analyse.unreadable import Unreadable

_MOST_ERRORS = 50
_MOST_PIXELS = 1 << 26
_BEAT_EVERY = 64
_LIKELY_RATE = 30.0
_AV1 = Codec("av1", "r").id  # whichever decoder of it there is

Beat = Callable[[], None]
VideoPacket: TypeAlias = "Packet[VideoStream]"


class Reel:
    """A video stream; `errors` counts what could not be decoded, `duration_s` is None where nobody tells it."""

    def __init__(self, container: InputContainer, stream: VideoStream, duration_s: float | None, beat: Beat) -> None:
        self._container, self._stream, self._beat = container, stream, beat
        self._start = stream.start_time or 0
        self.duration_s = duration_s
        self.errors = 0
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
        rate = float(self._stream.average_rate or self._stream.guessed_rate or _LIKELY_RATE)
        return self.pixels * max(1.0, rate)

    @property
    def pixels(self) -> int:
        """How many pixels one frame has."""
        codec = self._stream.codec_context
        return max(1, codec.width * codec.height)

    def pass_over(self, frames: Literal["NONKEY", "NONREF", "DEFAULT"]) -> None:
        """Which frames the decoder is to leave out: all but key frames, those no other is made of, or none.

        The decoder of AV1 heeds it before its first frame only, and leaves out nearly all in the second case.
        """
        none_left_out = frames == "NONREF" and self.is_av1
        self._stream.codec_context.skip_frame = "DEFAULT" if none_left_out else frames

    def seek(self, at_s: float) -> bool:
        """Goes to the last key frame not behind `at_s`; whether that could be done."""
        at = self._start + int(at_s / float(self._stream.time_base or 1))
        try:
            self._container.seek(at, stream=self._stream)
        except (FFmpegError, OSError, OverflowError):
            self.errors += 1
            return False
        return True

    def first(self) -> VideoFrame | None:
        """The first key frame from here on."""
        for packet in self.packets():
            if packet.is_keyframe and packet.size:
                frames = [*self.decoded(packet), *self._flushed()]
                return frames[0] if frames else None
        return None

    def frames(self) -> Iterator[VideoFrame]:
        """All frames from here on that are not passed over."""
        for packet in self.packets():
            yield from self.decoded(packet)

    def packets(self) -> Iterator[VideoPacket]:
        """What is not decoded yet, from here on; the last one is empty and flushes the decoder."""
        try:
            for number, packet in enumerate(self._container.demux(self._stream)):
                if number % _BEAT_EVERY == 0:
                    self._beat()
                yield packet
                if self.errors > _MOST_ERRORS:
                    return
        except (FFmpegError, OSError):
            self.errors += 1

    def decoded(self, packet: VideoPacket) -> list[VideoFrame]:
        """The frames in a packet, none when it is broken."""
        self._beat()
        try:
            return [frame for frame in packet.decode() if isinstance(frame, VideoFrame)]
        except (FFmpegError, ValueError):
            self.errors += 1
            return []

    def at(self, frame: VideoFrame) -> float:
        """When a frame is shown, in seconds from the start."""
        return max(0.0, self.since_start(frame.pts) or 0.0)

    def since_start(self, pts: int | None) -> float | None:
        """The same of a time stamp, None where it is not told."""
        base = self._stream.time_base
        return None if pts is None or base is None else float((pts - self._start) * base)

    def _flushed(self) -> list[VideoFrame]:
        try:
            return list(self._stream.codec_context.decode(None))
        except FFmpegError:
            return []


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
