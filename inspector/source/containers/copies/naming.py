"""What copies kept by systems look like: pictures and films that lie in a store of such copies without a name."""

from __future__ import annotations

_MARKS = (
    (b"\xff\xd8\xff", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"GIF87a", ".gif"),
    (b"GIF89a", ".gif"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
    (b"\x1aE\xdf\xa3", ".mkv"),
)
_BRANDS = {b"hei": ".heic", b"hev": ".heic", b"mif": ".heif", b"msf": ".heif", b"avi": ".avif", b"qt ": ".mov"}


def suffix(start: bytes) -> str:
    """The suffix that the first bytes (16 will do) of a picture or film deserve; empty when they are of neither."""
    for mark, told in _MARKS:
        if start.startswith(mark):
            return told
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return ".webp"
    if start.startswith(b"BM") and start[6:10] == bytes(4) and start[10:14] > b"":
        return ".bmp"
    return _BRANDS.get(start[8:11], ".mp4") if start[4:8] == b"ftyp" else ""


def named(untrusted: str, start: bytes) -> bytes:
    """A member's name out of what a store calls it, with the suffix of what it is; no folder is made of it."""
    name = untrusted.replace("/", "_").replace("\0", "").encode("utf-8", "replace")
    told = suffix(start).encode()
    fits = {told, b".jpeg"} if told == b".jpg" else {told}
    return name if name.lower().endswith(tuple(fits)) else name + told
