"""The order in which a quick look reads what waits: the places and files that promise most first, the newest first."""

from __future__ import annotations

from inspector.domain.place_class import PlaceClass

_PLACES = (PlaceClass.SAVED, PlaceClass.CAMERA, PlaceClass.RECEIVED, None, PlaceClass.CACHE, PlaceClass.THUMBNAIL,
           PlaceClass.SYSTEM)  # fmt: skip
"""The classes of places by promise; None stands for all that are not named."""

_MEDIA = (
    ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".webp", ".heic", ".heif", ".avif", ".bmp", ".tif", ".tiff",
    ".dng", ".mp4", ".m4v", ".mov", ".3gp", ".3g2", ".avi", ".mkv", ".webm", ".wmv", ".flv", ".mpg", ".mpeg", ".mts",
    ".m2ts",
)  # fmt: skip


def _place() -> str:
    ranks = " ".join(f"WHEN '{place.value}' THEN {rank}" for rank, place in enumerate(_PLACES) if place)
    return f"CASE place {ranks} ELSE {_PLACES.index(None)} END"


def _no_media() -> str:
    lengths = sorted({len(suffix) for suffix in _MEDIA})
    return f"NOT ({' OR '.join(map(_ends, lengths))})"


def _ends(length: int) -> str:
    suffixes = ", ".join(f"'{suffix}'" for suffix in _MEDIA if len(suffix) == length)
    return f"lower(substr(shown, -{length})) IN ({suffixes})"


ORDER = f"{_place()}, {_no_media()}, modified_ns DESC, id"
"""What stands behind ORDER BY in a query over `item`."""
