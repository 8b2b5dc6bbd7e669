"""What the camera wrote beside the picture (EXIF 2.32): make, model, serials, time, place. All of it unproven."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

import PIL

from inspector.analyse.tiff import Directory, directory

ANALYSER = "exif"
VERSION = f"2 (Pillow {PIL.__version__})"

_TEXT_LIMIT = 256
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_ORIENTATION = 0x0112

_TEXTS_MAIN = {0x010F: "make", 0x0110: "model", 0x0131: "software", 0x010E: "description", 0x013B: "artist"}
_TEXTS_EXIF = {
    0xA430: "owner",
    0xA431: "serial",
    0xA433: "lens_make",
    0xA434: "lens_model",
    0xA435: "lens_serial",
    0xA420: "picture_id",
}
_TIMES = (("taken", 0x9003, 0x9011), ("digitised", 0x9004, 0x9012))
_CHANGED, _CHANGED_OFFSET = 0x0132, 0x9010
_MOMENT = re.compile(r"(\d{4}):(\d\d?):(\d\d?) (\d\d?):(\d\d?):(\d\d?)$", re.ASCII)
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})$")


class Tags(Protocol):
    """The tags of one directory, whoever read it."""

    def get(self, tag: int, /) -> object:
        """The value of a tag, or None."""


class Block(Tags, Protocol):
    """The first directory of an EXIF block, and those below it."""

    def get_ifd(self, tag: int, /) -> Tags:
        """The directory that a tag points to."""


def tags(block: bytes) -> Directory:
    """The tags of an EXIF block without its name; none when it is empty or cannot be read."""
    return directory(block)


def orientation(found: Block) -> int:
    """The orientation 1 to 8; 1 when it is missing or nonsense."""
    value = _get(found, _ORIENTATION)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def facts(found: Block) -> dict[str, object]:
    """The facts an examiner asks for, each left out when missing or unreadable; strings are cut at 256 characters."""
    inner, gps = _ifd(found, _EXIF_IFD), _ifd(found, _GPS_IFD)
    told: dict[str, object] = {**_texts(found, _TEXTS_MAIN), **_texts(inner, _TEXTS_EXIF)}
    if (turn := _get(found, _ORIENTATION)) is not None:
        told["orientation"] = turn if isinstance(turn, int) and abs(turn) < 1 << 16 else 0
    for name, time_tag, offset_tag in _TIMES:
        told |= _time(name, _get(inner, time_tag), _get(inner, offset_tag))
    told |= _time("changed", _get(found, _CHANGED), _get(inner, _CHANGED_OFFSET))
    return told | _place(gps)


def _get(found: Tags, tag: int) -> object:
    try:
        return found.get(tag)
    except Exception:  # noqa: BLE001 - Pillow reads a tag's value only when asked for it
        return None


def _ifd(found: Block, number: int) -> Tags:
    try:
        return found.get_ifd(number)
    except Exception:  # noqa: BLE001 - as above
        return Directory()


def _texts(found: Tags, names: Mapping[int, str]) -> dict[str, object]:
    texts = {name: text(_get(found, tag)) for tag, name in names.items()}
    return {name: value for name, value in texts.items() if value}


def text(untrusted: object) -> str:
    """A tag's text: up to the first NUL, decoded as UTF-8 or else Latin-1, trimmed and cut; empty for anything else."""
    if isinstance(untrusted, str):  # Pillow has read the bytes as Latin-1
        untrusted = untrusted.encode("latin-1", "replace")
    if not isinstance(untrusted, bytes):
        return ""
    raw = untrusted.split(b"\0", 1)[0][: 4 * _TEXT_LIMIT]
    try:
        whole = raw.decode("utf-8")
    except UnicodeDecodeError:
        whole = raw.decode("latin-1")
    return whole.strip()[:_TEXT_LIMIT]


def _time(name: str, untrusted_time: object, untrusted_offset: object) -> dict[str, object]:
    """The camera's clock as written, and UTC only when the camera wrote its offset."""
    if (written := _MOMENT.match(text(untrusted_time))) is None:
        return {}
    year, month, day, hour, minute, second = map(int, written.groups())
    try:
        local = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the zone is not known
    except ValueError:
        return {}
    told: dict[str, object] = {name: local.isoformat()}
    if offset := _OFFSET.match(text(untrusted_offset)):
        told |= _in_utc(name, local, offset)
    return told


def _in_utc(name: str, local: datetime, offset: re.Match[str]) -> dict[str, object]:
    hours, minutes = int(offset[2]), int(offset[3])
    if hours > 14 or minutes > 59:
        return {}
    ahead = timedelta(hours=hours, minutes=minutes) * (-1 if offset[1] == "-" else 1)
    try:
        moment = local.replace(tzinfo=timezone(ahead)).astimezone(UTC)
    except OverflowError:
        return {}
    return {f"{name}_offset": f"{offset[1]}{offset[2]}:{offset[3]}", f"{name}_utc": f"{moment:%Y-%m-%dT%H:%M:%SZ}"}


def _place(gps: Tags) -> dict[str, object]:
    latitude = _degrees(_get(gps, 2), _get(gps, 1), "NS", 90)
    longitude = _degrees(_get(gps, 4), _get(gps, 3), "EW", 180)
    told: dict[str, object] = {}
    if latitude is not None and longitude is not None:
        told = {"latitude": latitude, "longitude": longitude}
    height = _number(_get(gps, 6))
    if height is not None and height < 100_000:
        told["altitude_m"] = round(-height if _get(gps, 5) in {1, b"\x01"} else height, 1)
    if moment := _satellite_time(_get(gps, 29), _get(gps, 7)):
        told["gps_utc"] = moment
    return told


def _degrees(parts: object, side: object, sides: str, most: int) -> float | None:
    """Degrees, minutes and seconds as decimal degrees; south and west are negative; None without a side or range."""
    letter = text(side)[:1].upper()
    if not isinstance(parts, (tuple, list)) or len(parts) != 3 or not letter or letter not in sides:
        return None
    numbers = [_number(part) for part in parts]
    if any(number is None or number < 0 for number in numbers):
        return None
    value = sum((number or 0.0) / 60**power for power, number in enumerate(numbers))
    return None if value > most else round(-value if letter == sides[1] else value, 7)


def _number(untrusted: object) -> float | None:
    try:
        value = float(untrusted)  # type: ignore[arg-type]
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return value if math.isfinite(value) else None


def _satellite_time(date: object, clock: object) -> str | None:
    if not isinstance(clock, (tuple, list)) or len(clock) != 3:
        return None
    parts = [_number(part) for part in clock]
    try:
        year, month, day = (int(part) for part in text(date).split(":"))
        hours, minutes, seconds = (int(part) for part in parts if part is not None)
        moment = datetime(year, month, day, hours, minutes, min(seconds, 59), tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
