"""One small file of every sort, drawn here and looked at once, so that nothing is loaded after the lockdown."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any, BinaryIO

import av
import numpy as np
from av.video.stream import VideoStream
from PIL import Image

from inspector.work import Channel, Values

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF", "HEIF", "JPEG2000", "ICO")
_SIDE = 64


class _Nobody:
    """A channel with nobody at its other end who always wants more."""

    def beat(self, done: int) -> None:
        """Nothing to do."""

    def tell(self, part: Values) -> bool:  # noqa: ARG002 - the shape of Channel
        """Go on."""
        return True


def rehearse(look: Callable[[BinaryIO, Values, Channel], Values]) -> None:
    """Look at a picture of each format, films, and texts in each encoding."""
    samples = [_picture(name) for name in _FORMATS]
    samples += [_film("mp4", "mpeg4"), _film("matroska", "mjpeg")]
    samples += ["Xin chào".encode(name) for name in ("utf-8", "utf-16", "utf-32", "cp1252")]
    samples += [b"a\xcc\xfd\xf2 \xe2\xec", samples[0][:-200]]
    for sample in samples:
        look(BytesIO(sample), {"name_suffix": "", "want": "full"}, _Nobody())


def _drawn() -> np.ndarray[Any, np.dtype[np.uint8]]:
    ramp = np.arange(_SIDE, dtype=np.uint8) * 4
    return np.stack(np.broadcast_arrays(ramp, ramp[:, np.newaxis], ramp[::-1]), axis=-1)


def _picture(name: str) -> bytes:
    file = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Rehearsal"
    Image.fromarray(_drawn()).save(file, name, **({"exif": exif} if name in {"JPEG", "WEBP", "TIFF"} else {}))
    return file.getvalue()


def _film(container: str, codec: str) -> bytes:
    file = BytesIO()
    with av.open(file, "w", format=container) as output:
        stream = output.add_stream(codec, rate=10)
        assert isinstance(stream, VideoStream)
        stream.width = stream.height = _SIDE
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        stream.codec_context.thread_count = 1
        for _ in range(12):
            output.mux(stream.encode(av.VideoFrame.from_ndarray(_drawn(), format="rgb24")))
        output.mux(stream.encode())
    return file.getvalue()
