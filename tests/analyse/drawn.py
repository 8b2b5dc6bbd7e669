"""Pictures and films drawn by rule: whole-number arithmetic only, so that every machine draws the same."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

import av
import numpy as np
import pillow_heif
from av.video.stream import VideoStream
from numpy.typing import NDArray
from PIL import Image

from inspector.analyse.notes import Values
from inspector.analyse.told import Identity, Told
from inspector.domain.content import Analysis

Pixels = NDArray[np.uint8]

pillow_heif.register_heif_opener(thumbnails=False)


@cache
def scene(number: int, width: int = 640, height: int = 480) -> Pixels:
    """Picture `number`: waves of three colours under a dozen plates; shape (height, width, 3), not to be written to."""
    x, y = np.meshgrid(np.arange(width) * 1000 // width, np.arange(height) * 1000 // height)
    channels = [
        (_wave(x * (1 + (number + channel) % 3) + y * (number % 5), 700 - 90 * channel)
         + _wave(y * (1 + number % 2) - x // (2 + channel), 430 + 60 * (number % 4))) // 2
        for channel in range(3)
    ]  # fmt: skip
    pixels = np.stack(channels, axis=-1).astype(np.uint8)
    state = number * 7919 + 17
    for _ in range(12):
        state = state * 1103515245 + 12345 & 0x7FFFFFFF
        left, top = (state >> 4) % 900, (state >> 14) % 900
        plate = (x >= left) & (x < left + 60 + state % 190) & (y >= top) & (y < top + 50 + (state >> 9) % 160)
        pixels[plate] = [(state >> shift) & 0xFF for shift in (3, 11, 19)]
    pixels.flags.writeable = False
    return pixels


def _wave(place: NDArray[np.int64], period: int) -> NDArray[np.int64]:
    return np.asarray(np.abs(place % (2 * period) - period) * 255 // period, np.int64)


def encode(pixels: Pixels | Image.Image, name: str, **options: Any) -> bytes:
    """The picture as a file of Pillow's format `name`."""
    file = BytesIO()
    image = pixels if isinstance(pixels, Image.Image) else Image.fromarray(pixels)
    image.save(file, name, **options)
    return file.getvalue()


def film(  # noqa: PLR0917
    container: str = "mp4", codec: str = "mpeg4", seconds: int = 6, group: int = 10, rate: int = 10,
    size: tuple[int, int] = (160, 120), tags: dict[str, str] | None = None,
) -> bytes:  # fmt: skip
    """A film that shows another scene each second; `group` is the number of frames from key frame to key frame."""
    file = BytesIO()
    with av.open(file, "w", format=container) as output:
        output.metadata.update(tags or {})
        stream = output.add_stream(codec, rate=rate)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.codec_context.gop_size = group
        stream.codec_context.thread_count = 1
        for second in range(seconds):
            frame = av.VideoFrame.from_ndarray(scene(second, *size), format="rgb24")
            for _ in range(rate):
                frame.pts = None
                output.mux(stream.encode(frame))
        output.mux(stream.encode())
    return file.getvalue()


def grey(pixels: Pixels) -> Pixels:
    """The luminance of RGB pixels: shape (rows, columns)."""
    return np.asarray(Image.fromarray(pixels).convert("L"))


class Line:
    """The parent's end of a task, in this process: keeps what is told and answers as it was made to."""

    def __init__(self, *, wanted: bool = True) -> None:
        self.wanted = wanted
        self.beats: list[int] = []
        self.parts: list[Values] = []

    def beat(self, done: int) -> None:
        self.beats.append(done)

    def tell(self, part: Values) -> bool:
        self.parts.append(part)
        return self.wanted


def looked(data: bytes, suffix: str = "", want: str = "full") -> tuple[Identity, Analysis]:
    """What look() tells of `data`, through the checks of the trusted side."""
    from inspector.analyse.look import look  # noqa: PLC0415

    line = Line()
    values = look(BytesIO(data), {"name_suffix": suffix, "want": want}, line)
    return Identity.from_values(line.parts[0]), Told.from_values(values).analysis


def data_of(analysis: Analysis, analyser: str) -> dict[str, object]:
    """The data of the one finding of `analyser`."""
    (found,) = [finding for finding in analysis.findings if finding.analyser == analyser]
    return found.data


def codes(analysis: Analysis) -> list[str]:
    """The codes of what failed."""
    return [failure.code for failure in analysis.failures]


def distance(one: bytes, other: bytes) -> int:
    """Hamming distance in bits."""
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).bit_count()
