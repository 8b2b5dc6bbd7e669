"""Pictures as cameras, messengers and screens write them: encodings and camera data."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime

import pillow_heif
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base


@dataclass(frozen=True, slots=True)
class Camera:
    """What a camera writes of itself."""

    make: str
    model: str
    serial: str


PHONE = Camera("Practice", "Phone One", "PX-000117")
COMPACT = Camera("Practice", "Compact 5", "PC-004242")


@dataclass(frozen=True, slots=True)
class Shot:
    """When and where a picture says it was taken; `place` is latitude and longitude in degrees."""

    camera: Camera
    taken: datetime
    place: tuple[float, float] | None = None


def jpeg(picture: Image.Image, shot: Shot | None = None, quality: int = 85) -> bytes:
    """A JPEG, with camera data when there is a shot to tell of."""
    return _saved(picture, "JPEG", quality=quality, **({"exif": _exif(shot)} if shot else {}))


def encoded(picture: Image.Image, suffix: str) -> bytes:
    """The picture as png, webp, gif, bmp, tiff, avif or heic."""
    if suffix == "heic":
        out = io.BytesIO()
        pillow_heif.from_pillow(picture).save(out, quality=60)
        return out.getvalue()
    options: dict[str, dict[str, object]] = {
        "png": {"compress_level": 3},
        "webp": {"quality": 80, "method": 2},
        "tiff": {"compression": "tiff_lzw"},
        "avif": {"quality": 60, "speed": 10},
    }
    return _saved(picture, suffix.upper(), **options.get(suffix, {}))


def moving(picture: Image.Image) -> bytes:
    """A GIF of five frames that turn the picture."""
    small = picture.resize((240, 180))
    frames = [small.rotate(8 * turn).quantize(64) for turn in range(5)]
    return _saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=120, loop=0)


def can_write_heic() -> bool:
    """Whether this copy of libheif brings an encoder."""
    return bool(pillow_heif.libheif_info()["HEIF"])


def _exif(shot: Shot) -> bytes:
    exif = Image.Exif()
    exif[Base.Make], exif[Base.Model], exif[Base.Orientation] = shot.camera.make, shot.camera.model, 1
    exif[Base.DateTime] = f"{shot.taken:%Y:%m:%d %H:%M:%S}"
    details = exif.get_ifd(IFD.Exif)
    details[Base.DateTimeOriginal] = exif[Base.DateTime]
    details[Base.BodySerialNumber] = shot.camera.serial
    if shot.place:
        place = exif.get_ifd(IFD.GPSInfo)
        place[GPS.GPSLatitudeRef], place[GPS.GPSLatitude] = "N", _degrees(shot.place[0])
        place[GPS.GPSLongitudeRef], place[GPS.GPSLongitude] = "E", _degrees(shot.place[1])
    return exif.tobytes()


def _degrees(value: float) -> tuple[float, float, float]:
    whole, rest = divmod(value, 1)
    minutes, seconds = divmod(rest * 60, 1)
    return whole, minutes, round(seconds * 60, 2)


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
