"""Drawn films for the benchmarks: how a camera moves over drawn scenes, and what is done to a film that is sent on.

A film is named by its kind and a number; its frames are drawn at one size and written by FFmpeg through PyAV.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageEnhance, ImageOps

from tests.bench.scenes import Painter, draws

Pixels = NDArray[np.uint8]
Size = tuple[int, int]

RATE = 25
GROUND, VIEW = (1280, 960), (768, 576)
DRAWN = (320, 240)
"""Pixels of a scene, of what the camera sees of it, and of a frame."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A shot: which scene, how long, how fast the camera goes over it and how much it shakes, in its pixels a frame."""

    scene: int
    seconds: float
    speed: float = 0.0
    shake: float = 0.0
    zoom: float = 0.0
    actor: bool = False
    light: float = 1.0


def kinds(number: int) -> dict[str, list[Shot]]:
    """The films of one number, by kind; those that hold nothing a film can be told by come last."""
    first = 100 * number
    return {
        "pan": [Shot(first, 14, speed=3.0)],
        "slow": [Shot(first + 1, 14, speed=0.6, zoom=0.0008)],
        "hand": [Shot(first + 2, 14, speed=1.5, shake=6.0)],
        "cuts": [Shot(first + 10 + shot, 2.3, speed=0.8, shake=0.5) for shot in range(6)],
        "slides": [Shot(first + 20 + shot, 2.5) for shot in range(6)],
        "webcam": [Shot(first + 3, 14, actor=True)],
        "mixed": [
            Shot(first + 4, 3, light=0.02),
            Shot(first + 5, 5, speed=2.0, shake=2.0),
            Shot(first + 6, 3),
            Shot(first + 7, 4, speed=1.0, shake=4.0),
        ],
    }


def emptiness(number: int) -> dict[str, list[Shot]]:
    """Films that no other may be taken for, whatever they share: a standing picture, the dark, a common beginning."""
    first = 100 * number + 50
    return {
        "still": [Shot(7, 12)],
        "dark": [Shot(first, 12, speed=2.0, light=0.01)],
        "intro": [Shot(8, 3, speed=4.0), Shot(first + 1, 9, speed=2.0, shake=3.0)],
        "logo": [Shot(9, 4), Shot(first + 2, 8, speed=1.0, shake=2.0)],
    }


def drawn(shots: Sequence[Shot], painter: Painter, seed: int = 0) -> Iterator[Image.Image]:
    """The frames of a film."""
    for shot in shots:
        yield from _shot(shot, painter.scene(shot.scene, GROUND, noisy=False), draws(seed, "shot", shot.scene))


def _shot(shot: Shot, ground: Image.Image, numbers: np.random.Generator) -> Iterator[Image.Image]:
    angle = float(numbers.uniform(0, 2 * np.pi))
    at = np.array([(GROUND[0] - VIEW[0]) / 2, (GROUND[1] - VIEW[1]) / 2])
    heading = np.array([np.cos(angle), np.sin(angle)])
    swing = np.zeros(2)
    for frame in range(round(shot.seconds * RATE)):
        swing = 0.8 * swing + numbers.normal(0, shot.shake, 2)
        at += shot.speed * heading
        limit = np.array(GROUND) - np.array(VIEW)
        heading = np.where((at < 0) | (at > limit), -heading, heading)
        size = np.array(VIEW) * (1 - shot.zoom * frame)
        corner = np.clip(at + swing, 0, np.array(GROUND) - size)
        picture = ground.resize(DRAWN, Image.Resampling.BILINEAR, box=(*corner, *(corner + size)))
        if shot.actor:
            _act(picture, frame, shot.scene)
        yield picture if shot.light == 1.0 else ImageEnhance.Brightness(picture).enhance(shot.light)


def _act(picture: Image.Image, frame: int, scene: int) -> None:
    """Somebody who moves before a camera that stands."""
    x = 160 + 70 * np.sin(frame / 60 + scene) + 6 * np.sin(frame / 9)
    y = 130 + 20 * np.cos(frame / 70)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((x - 30, y - 60, x + 30, y), fill=(205, 160, 130))
    pen.rectangle((x - 45, y, x + 45, 240), fill=(40, 70, 150))
    pen.line((x + 45, y + 20, x + 80, y + 40 * np.sin(frame / 25)), fill=(200, 160, 130), width=12)


@dataclass(frozen=True, slots=True)
class Copy:
    """What is done to a film: cut (seconds from its start and end), changed frame by frame, written anew."""

    skip_s: float = 0.0
    drop_s: float = 0.0
    every: int = 1
    change: Callable[[Image.Image], Image.Image] | None = None
    codec: str = "libx264"
    container: str = "mp4"
    group: int = 250
    options: tuple[tuple[str, str], ...] = (("crf", "23"), ("preset", "veryfast"))


POOR = (("crf", "36"), ("preset", "veryfast"))
WHOLE = Copy()


def copies() -> dict[str, Copy]:
    """The copies each film is sought in."""
    return {
        "coded": Copy(codec="mpeg4", container="avi", group=37, options=(("qscale", "9"),)),
        "poor": Copy(options=POOR, group=61),
        "small": Copy(change=lambda frame: frame.resize((176, 132), Image.Resampling.BILINEAR), options=POOR),
        "shorter": Copy(skip_s=1.37, drop_s=0.93, options=POOR, group=90),
        "part": Copy(skip_s=4.21, drop_s=4.57, group=48),
        "fewer": Copy(every=2, skip_s=0.44),
        "marked": Copy(change=_marked),
        "lighter": Copy(change=lambda frame: ImageEnhance.Brightness(frame).enhance(1.25), options=POOR),
        "letterbox": Copy(change=lambda frame: ImageOps.expand(frame, (0, 40, 0, 40))),
        "pillarbox": Copy(change=lambda frame: ImageOps.expand(frame, (60, 0, 60, 0)), skip_s=0.7),
        "narrow bars": Copy(change=lambda frame: ImageOps.expand(frame, (0, 12, 0, 12)), options=POOR),
        "in a portrait": Copy(change=lambda frame: ImageOps.expand(frame, (0, 164, 0, 164)), skip_s=0.5),
        "white bars": Copy(change=lambda frame: ImageOps.expand(frame, (0, 60, 0, 30), "white"), group=60),
        "barred, mirrored": Copy(change=lambda frame: ImageOps.expand(ImageOps.mirror(frame), (60, 0, 60, 0))),
        "mirrored": Copy(change=ImageOps.mirror),
        "turned": Copy(change=lambda frame: frame.transpose(Image.Transpose.ROTATE_90), skip_s=0.3),
    }


def _marked(frame: Image.Image) -> Image.Image:
    marked = frame.copy()
    ImageDraw.Draw(marked).text((200, 215), "example.org", fill=(255, 255, 255), font_size=18)
    return marked


def written(frames: Sequence[Image.Image], copy: Copy) -> bytes:
    """The film as a file."""
    last = len(frames) - round(copy.drop_s * RATE)
    kept = frames[round(copy.skip_s * RATE) : last : copy.every]
    changed = [copy.change(frame) if copy.change else frame for frame in kept]
    file = BytesIO()
    with av.open(file, "w", format=copy.container) as output:
        stream: Any = output.add_stream(copy.codec, rate=RATE // copy.every, options=dict(copy.options))
        stream.width, stream.height = changed[0].size
        stream.pix_fmt = "yuv420p"
        stream.codec_context.gop_size = copy.group
        stream.codec_context.thread_count = 1
        for frame in changed:
            output.mux(stream.encode(av.VideoFrame.from_ndarray(np.asarray(frame), format="rgb24")))
        output.mux(stream.encode())
    return file.getvalue()
