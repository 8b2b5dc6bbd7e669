"""A short film: a window that wanders over a drawn scene."""

from __future__ import annotations

import io

import av
import numpy as np
from PIL import Image

_WIDTH, _HEIGHT, _RATE, _SECONDS = 320, 240, 12, 4


def film(picture: Image.Image) -> bytes:
    """An MP4 of a few seconds; the same picture gives the same bytes."""
    ground = np.asarray(picture)
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=_RATE)
        stream.width, stream.height, stream.pix_fmt = _WIDTH, _HEIGHT, "yuv420p"
        stream.codec_context.thread_count, stream.codec_context.gop_size = 1, _RATE
        for number in range(_RATE * _SECONDS):
            left, top = number * 6 % (ground.shape[1] - _WIDTH), number * 4 % (ground.shape[0] - _HEIGHT)
            cut = np.ascontiguousarray(ground[top : top + _HEIGHT, left : left + _WIDTH])
            container.mux(stream.encode(av.VideoFrame.from_ndarray(cut, format="rgb24")))
        container.mux(stream.encode())
    return out.getvalue()
