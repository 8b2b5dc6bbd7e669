"""Films as from the hand, drawn by rule, and what is done to them before they are sent on."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from functools import cache
from io import BytesIO

import av
import numpy as np
from av.video.stream import VideoStream
from PIL import Image

from tests.analyse.drawn import Pixels, scene

RATE, SIDE = 25, (192, 144)


@cache
def shaken(number: int, seconds: int = 4) -> tuple[Pixels, ...]:
    """A camera held by hand: the view drifts over a scene and trembles."""
    ground, chance = scene(number, 480, 360), random.Random(number)
    x, y, frames = 100.0, 90.0, []
    for _ in range(seconds * RATE):
        x = min(220.0, max(0.0, x + chance.uniform(-9, 10)))
        y = min(170.0, max(0.0, y + chance.uniform(-8, 9)))
        frames.append(ground[int(y) : int(y) + 180, int(x) : int(x) + 240])
    return tuple(np.asarray(Image.fromarray(frame).resize(SIDE, Image.Resampling.BOX)) for frame in frames)


def written(
    frames: tuple[Pixels, ...], codec: str = "libx264", container: str = "mp4", group: int = 250, **options: str
) -> bytes:
    """The frames as a film; `options` are those of the codec. The same frames give the same film.

    x264 weighs parts of a picture by what lies beyond its edge too, and that is chance; so it does not here.
    """
    options = {"x264-params": "aq-mode=0:mbtree=0:rc-lookahead=0", **options} if codec == "libx264" else options
    file, policy, priority = BytesIO(), os.sched_getscheduler(0), os.sched_getparam(0)
    with av.open(file, "w", format=container) as output:
        stream = output.add_stream(codec, rate=RATE, options=options)
        assert isinstance(stream, VideoStream)
        stream.height, stream.width = frames[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        stream.codec_context.gop_size = group
        stream.codec_context.thread_count = 1
        for frame in frames:
            output.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(frame), format="rgb24")))
        output.mux(stream.encode())
    os.sched_setscheduler(0, policy, priority)  # SVT-AV1 gives its caller, as root, the priority of real time
    return file.getvalue()


def changed(frames: tuple[Pixels, ...], change: Callable[[Image.Image], Image.Image]) -> tuple[Pixels, ...]:
    """The same frames, each changed."""
    return tuple(np.asarray(change(Image.fromarray(frame))) for frame in frames)
