"""Names in ZIP archives: which bytes they are, and what they mean where they are not UTF-8.

Source: PKWARE APPNOTE 6.3.10, 4.4.4 (bit 11), 4.4.17, 4.6.9 (Unicode path, 0x7075), appendix D.
"""

from __future__ import annotations

import codecs
import unicodedata
import zlib
from contextlib import suppress

for _page in ("cp437", "cp932", "cp1258"):
    codecs.lookup(_page)  # read from the disk when first asked for, which a locked worker may not do

UTF_8_FLAG = 1 << 11
# Systems where a backslash parts folders and never stands in a name: FAT, HPFS, NTFS, VFAT (APPNOTE 4.4.2).
_WINDOWS = frozenset({0, 6, 10, 14})
_VOWELS = frozenset("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_LETTERS = frozenset("ĂăÂâĐđÊêÔôƠơƯư₫") | _TONES
_COMPOSED = frozenset("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý")


def path(raw: bytes, flags: int, system: int, unicode_path: bytes | None) -> bytes:
    """The bytes of a name.

    Its Unicode form where the archive has one that belongs to it; `raw` where it is UTF-8 or said to be; else `raw`
    read in the code page it most likely was written in, as UTF-8.
    """
    name = _unicode(raw, unicode_path) or (raw if flags & UTF_8_FLAG else readable(raw))
    if system in _WINDOWS and b"/" not in name:
        return name.replace(b"\\", b"/")
    return name


def readable(raw: bytes) -> bytes:
    """A name in a code page nobody told as UTF-8: Vietnamese Windows where it makes Vietnamese, else that of DOS."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return (_vietnamese(raw) or raw.decode("cp437")).encode()
    return raw


def of_lha(path: bytes) -> bytes:
    """A name in an LHA archive that was read byte by byte in the code page of DOS, because nothing else fits.

    Folders are parted by 0xFF there; most names are Japanese.
    """
    try:
        raw = path.decode().encode("cp437").replace(b"\xff", b"/")
    except UnicodeError:
        return path
    for page in ("utf-8", "cp932"):
        with suppress(UnicodeDecodeError):
            return raw.decode(page).encode()
    return readable(raw)


def _unicode(raw: bytes, field: bytes | None) -> bytes | None:
    """Version, CRC-32 of the name it was made for, and the name in UTF-8."""
    if field is None or len(field) < 6 or field[0] != 1 or int.from_bytes(field[1:5], "little") != zlib.crc32(raw):
        return None
    return field[5:]


def _vietnamese(raw: bytes) -> str | None:
    """`raw` in Windows-1258, where tone marks stand behind their vowel; None when that makes no Vietnamese."""
    try:
        text = raw.decode("cp1258")
    except UnicodeDecodeError:
        return None
    for before, letter in zip(" " + text, text, strict=False):
        if not letter.isascii() and letter not in _LETTERS and letter not in _COMPOSED:
            return None
        if letter in _TONES and before not in _VOWELS:
            return None
    return unicodedata.normalize("NFC", text)
