"""Headings of tables in their many spellings, English and Vietnamese, told as fields of an entry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

HASHES = frozenset({"md5", "sha1", "sha256", "pdq", "phash", "dhash", "hash"})

_HASH_WORD = re.compile(r"hash|checksum|digest|sum|indicator|bam")
_FILLING = re.compile(r"hashes|hash|values?|checksum|digest|sum|indicator|file|hex|giatri|mabam|bam")
_SIGNALS = {
    "md5": "md5",
    "sha1": "sha1",
    "sha256": "sha256",
    "sha2256": "sha256",
    "pdq": "pdq",
    "p": "phash",
    "d": "dhash",
    "": "hash",
    "sha": "hash",
    "ma": "hash",
}
_CATEGORY = (
    "category categories categorycode categoryid cat classification class label labels phanloai loai nhom danhmuc"
)
_SIZE = "size filesize sizebytes sizeinbytes filesizebytes mediasize length bytes kichthuoc dungluong kichco"
_QUALITY = "pdqquality quality hashquality pdqhashquality chatluong"
# The more telling first: a type may be one of files, or of whatever else.
_KIND = (
    *("hashtype", "hashkind", "loaibam", "signaltype", "hashalgorithm", "algorithm", "thuattoan", "indicatortype"),
    *("type", "kieu"),
)
_BESIDE = frozenset({"signal", "signalstr", "signalvalue", "value", "giatri"})  # a hash where a kind is told of it
_FIELDS = {
    **dict.fromkeys(_CATEGORY.split(), "category"),
    **dict.fromkeys(_SIZE.split(), "size"),
    **dict.fromkeys(_QUALITY.split(), "pdq_quality"),
    **dict.fromkeys(_KIND, "kind"),
}


def fields(headings: Sequence[str]) -> list[str]:
    """The field of each heading, or an empty text for a column we do not read.

    Of several columns of one kind only hashes are all read: a second category is somebody else's, not a correction.
    What kinds hashes are of is read where that is not told by the heading over them, and rather under `hash type` than
    under `type`.
    """
    found: list[str] = []
    plain = [letters(heading) for heading in headings]
    kind = next((heading for heading in _KIND if heading in plain), "")
    named = ["" if heading in _KIND and heading != kind else _field(heading) for heading in plain]
    if kind and HASHES.isdisjoint(named):
        named = ["hash" if heading in _BESIDE else name for heading, name in zip(plain, named, strict=True)]
    for name in named:
        found.append(name if name in HASHES or name not in found else "")
    return found if "hash" in found else ["" if name == "kind" else name for name in found]


def _field(letters: str) -> str:
    if letters in _FIELDS:
        return _FIELDS[letters]
    signal = _SIGNALS.get(_FILLING.sub("", letters), "")
    named = signal not in {"", "hash"} and letters not in {"p", "d"}
    return signal if named or (signal and _HASH_WORD.search(letters)) or letters == "sha" else ""


def letters(heading: str) -> str:
    """A heading without marks, blanks and capitals."""
    plain = unicodedata.normalize("NFKD", heading).lower().replace("đ", "d")
    return "".join(character for character in plain if character.isascii() and character.isalnum())
