"""The text of a plain text file, in whatever letters it was written."""

from __future__ import annotations

import codecs
import re

from inspector.analyse.bounds import LONGEST_TEXT
from inspector.domain.marks import composed

ANALYSER = "text"
VERSION = "1"
_LOOKED_AT = 64 << 10
PARAMETERS: dict[str, object] = {"longest": LONGEST_TEXT, "form": "NFC"}

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In windows-1258 a tone is a byte of its own behind its vowel; in windows-1252 the same bytes are whole letters.
_TONES = re.compile(rb"[\xcc\xd2\xde\xec\xf2]")
_TONES_BEHIND_VOWELS = re.compile(rb"[aeiouyAEIOUY\xc2\xe2\xca\xea\xd4\xf4\xc3\xe3\xd5\xf5\xdd\xfd]" + _TONES.pattern)


def read(data: bytes) -> tuple[str, str]:
    """The text of `data` in normal form C, and the name of the encoding it was read by."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return composed(data[len(mark) :].decode(encoding, "replace")), encoding
    encoding = _guess(data)
    return composed(data.decode(encoding, "replace")), encoding


def _guess(data: bytes) -> str:
    start = data[:_LOOKED_AT]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) * 4 > len(start) >= 4 and min(even, odd) * 8 < max(even, odd):
        return "utf-16-be" if even > odd else "utf-16-le"  # Latin letters in it are also UTF-8, every other one a NUL
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _of_windows(start)
    return "utf-8"


def _of_windows(start: bytes) -> str:
    tones = len(_TONES.findall(start))
    return "cp1258" if tones and len(_TONES_BEHIND_VOWELS.findall(start)) == tones else "cp1252"
