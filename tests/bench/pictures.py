"""Picture and video files of the benchmark corpus: scenes as cameras, messengers and screens write them."""

from __future__ import annotations

import io
from collections.abc import Callable

import av
import numpy as np
import pillow_heif
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

from tests.bench.scenes import Draws, Size

CAMERAS = (
    ("Apple", "iPhone 12"),
    ("samsung", "SM-A325F"),
    ("OPPO", "CPH2095"),
    ("Xiaomi", "M2101K6G"),
    ("vivo", "V2120"),
    ("Canon", "Canon EOS 3000D"),
)


def jpeg(picture: Image.Image, numbers: Draws, *, quality: int | None = None, exif: bool = True) -> bytes:
    """A JPEG of chance quality, layout and subsampling; with the EXIF block of some camera when `exif`."""
    options: dict[str, object] = {"exif": camera_exif(numbers).tobytes()} if exif else {}
    options["quality"] = quality or int(numbers.integers(70, 94))
    options["progressive"] = bool(numbers.random() < 0.2)
    options["subsampling"] = int(numbers.choice([2, 2, 2, 1, 0]))
    return _saved(picture, "JPEG", **options)


def camera_exif(numbers: Draws) -> Image.Exif:
    """Make, model, serial, time, orientation and sometimes a place in Vietnam."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = CAMERAS[int(numbers.integers(len(CAMERAS)))]
    exif[0x0112] = int(numbers.choice([1, 1, 1, 3, 6, 8]))
    day = [
        int(numbers.integers(low, high)) for low, high in ((2016, 2026), (1, 13), (1, 29), (0, 24), (0, 60), (0, 60))
    ]
    exif[0x0132] = "{:04d}:{:02d}:{:02d} {:02d}:{:02d}:{:02d}".format(*day)
    details = exif.get_ifd(0x8769)
    details[0x9003] = exif[0x0132]
    details[0xA431] = f"{int(numbers.integers(10**9)):09d}"
    if numbers.random() < 0.35:
        place = exif.get_ifd(0x8825)
        place[1], place[2] = "N", _degrees(numbers, 9, 22)
        place[3], place[4] = "E", _degrees(numbers, 103, 109)
    return exif


def _degrees(numbers: Draws, low: int, high: int) -> tuple[float, float, float]:
    return (float(numbers.integers(low, high)), float(numbers.integers(60)), float(numbers.integers(60)))


def other_format(picture: Image.Image, suffix: str) -> bytes:
    """The picture in one of the formats that need no chance: png, webp, bmp, tiff, avif, heic."""
    if suffix == "heic":
        out = io.BytesIO()
        pillow_heif.from_pillow(picture).save(out, quality=60)
        return out.getvalue()
    options: dict[str, dict[str, object]] = {
        "png": {"compress_level": 3},
        "webp": {"quality": 78},
        "avif": {"quality": 60, "speed": 9},
        "tiff": {"compression": "tiff_lzw"},
    }
    return _saved(picture, suffix.upper(), **options.get(suffix, {}))


def moving_gif(picture: Image.Image) -> bytes:
    """Five frames that turn the picture a little."""
    frames = [picture.rotate(4 * turn).quantize(96) for turn in range(5)]
    return _saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=120, loop=0)


COPIES: dict[str, Callable[[Image.Image, Draws], bytes]] = {
    "low-quality": lambda picture, numbers: jpeg(picture, numbers, quality=35, exif=False),
    "halved": lambda picture, numbers: _again(picture.resize(_scaled(picture, 0.5)), numbers),
    "enlarged": lambda picture, numbers: _again(picture.resize(_scaled(picture, 1.6)), numbers),
    "trimmed": lambda picture, numbers: _again(ImageOps.crop(picture, picture.width // 40), numbers),
    "brighter": lambda picture, numbers: _again(ImageEnhance.Brightness(picture).enhance(1.25), numbers),
    "flatter": lambda picture, numbers: _again(ImageEnhance.Contrast(picture).enhance(0.75), numbers),
    "grey": lambda picture, numbers: _again(ImageOps.grayscale(picture).convert("RGB"), numbers),
    "blurred": lambda picture, numbers: _again(picture.filter(ImageFilter.GaussianBlur(1.8)), numbers),
    "framed": lambda picture, numbers: _again(ImageOps.expand(picture, picture.width // 30), numbers),
    "turned": lambda picture, numbers: _again(picture.transpose(Image.Transpose.ROTATE_90), numbers),
    "mirrored": lambda picture, numbers: _again(ImageOps.mirror(picture), numbers),
}
"""What messengers and people do to a picture before it is sent on; each takes the metadata away."""


def _again(picture: Image.Image, numbers: Draws) -> bytes:
    return jpeg(picture, numbers, quality=84, exif=False)


def _scaled(picture: Image.Image, factor: float) -> Size:
    return int(picture.width * factor), int(picture.height * factor)


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def film(picture: Image.Image, numbers: Draws) -> bytes:
    """An MP4 of 4 to 20 seconds: a window that pans over the picture and jumps now and then."""
    width, height = ((640, 360), (854, 480), (1280, 720))[int(numbers.integers(3))]
    seconds, rate = int(numbers.integers(4, 21)), 25
    ground = np.asarray(picture.resize((width + 320, height + 180)))
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("libx264" if numbers.random() < 0.8 else "mpeg4", rate=rate)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        # One thread: the same bytes on every machine.
        stream.codec_context.thread_count, stream.codec_context.gop_size = 1, 2 * rate
        stream.options = {"preset": "veryfast"} if stream.name == "libx264" else {}
        for left, top in _path(numbers, seconds * rate):
            cut = np.ascontiguousarray(ground[top : top + height, left : left + width])
            container.mux(stream.encode(av.VideoFrame.from_ndarray(cut, format="rgb24")))
        container.mux(stream.encode())
    return out.getvalue()


def _path(numbers: Draws, frames: int) -> list[tuple[int, int]]:
    """Left and top of the window in every frame; a new start every three seconds."""
    path = []
    left = top = 0
    for frame in range(frames):
        if frame % 75 == 0:
            left, top = int(numbers.integers(200)), int(numbers.integers(100))
        path.append(((left + frame) % 320, (top + frame // 2) % 180))
    return path
