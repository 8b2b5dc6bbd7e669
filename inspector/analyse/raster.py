"""Every picture format but plain JPEG, through Pillow and its limits against pictures that unfold without end."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import numpy as np
import PIL
import pillow_heif
from PIL import AvifImagePlugin, Image, ImageFile, UnidentifiedImageError

from inspector.analyse import exif, signature
from inspector.analyse.pixels import SHORTER_SIDE, Decoded, eighths, shrunk
from inspector.analyse.unreadable import Unreadable

PILLOW = PIL.__version__
PILLOW_HEIF = pillow_heif.__version__

# Formats people's pictures come in. EPS and WMF start or call other programs; the rest is museum.
FORMATS = (
    "JPEG", "PNG", "GIF", "WEBP", "HEIF", "AVIF", "BMP", "DIB", "TIFF", "JPEG2000", "ICO", "ICNS", "PSD", "DDS", "QOI",
    "PPM", "PCX", "SGI", "TGA", "XBM", "XPM",
)  # fmt: skip

_OPENED, _GIF = {"image/png", "image/webp", "image/heic", "image/avif"}, {b"GIF87a", b"GIF89a"}
_HEAD = 256


def prepare() -> None:
    """Load every decoder, one thread each; to be called before the worker locks itself in."""
    Image.init()
    # An embedded small picture need not show what the picture shows, so the picture itself is decoded.
    pillow_heif.register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1


def decode(data: bytes) -> Decoded:
    """The first picture in `data`; raises Unreadable. What is there of a truncated one is decoded."""
    with _refused(data):
        try:
            return _decoded(data, None)
        except (OSError, SyntaxError, ValueError, EOFError, IndexError) as error:
            if isinstance(error, UnidentifiedImageError) or "too large" in str(error):
                raise
            with _truncated_allowed():
                return _decoded(data, "truncated" if "truncated" in str(error) else "damaged")


def _decoded(data: bytes, flaw: str | None) -> Decoded:
    with Image.open(BytesIO(data), formats=FORMATS) as image:
        size, name = image.size, image.format or ""
        image.draft(None, _least(size))
        frames = int(getattr(image, "n_frames", 1)) if flaw is None else 1
        tags = image.getexif()
        camera = exif.facts(tags)
        image.load()
        turn = exif.orientation(image.getexif())  # TIFF and HEIF have turned themselves by now and say so
        drafted = eighths(max(image.size), max(size)) if name == "JPEG" else 1.0
        small, scale = shrunk(_in_rgb(image))
        return Decoded(small, size, drafted * scale, name, frames, turn, camera, flaw)


def _least(size: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, SHORTER_SIDE / max(1, min(size)))
    return max(1, int(size[0] * scale)), max(1, int(size[1] * scale))


def _in_rgb(image: Image.Image) -> Image.Image:
    """`image` in 8-bit RGB; transparency is dropped, not painted, as the fingerprints' own tools do."""
    if image.mode.startswith("I;16") or image.mode in {"I", "F"}:
        return _eight_bits(np.asarray(image)).convert("RGB")
    return image if image.mode == "RGB" else image.convert("RGB")


def _eight_bits(deep: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> Image.Image:
    """Grey of 16 bits by its upper byte; anything else stretched from 0 to its lightest."""
    lightest = float(np.nanmax(deep, initial=0))
    if deep.dtype.kind in "ui" and 255 < lightest <= 65535:
        return Image.fromarray((deep.astype(np.uint16) >> 8).astype(np.uint8))
    lightest = max(lightest, 1.0) if np.isfinite(lightest) else 255.0
    values = np.nan_to_num(deep.astype(np.float32), posinf=lightest, neginf=0)
    return Image.fromarray((values.clip(0, lightest) * (255.0 / lightest)).astype(np.uint8))


@contextmanager
def _refused(data: bytes) -> Iterator[None]:
    """Bombs, and what no decoder opens: of a format whose every file is decoded here, it must be damaged."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            yield
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise Unreadable("too_large", "pixels") from error
        except UnidentifiedImageError as error:
            if data[:6] in _GIF or signature.mime(data[:_HEAD]) in _OPENED:
                raise Unreadable("damaged", "UnidentifiedImageError") from error
            raise Unreadable("no_decoder", "UnidentifiedImageError") from error


@contextmanager
def _truncated_allowed() -> Iterator[None]:
    """Pillow keeps this switch for a whole process; ours does one picture at a time."""
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
