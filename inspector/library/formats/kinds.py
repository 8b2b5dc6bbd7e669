"""Tables with a column that tells of which kind each hash is: `indicator,type` with `HASH_PDQ`, `MD5`, `SHA-256`.

A PDQ fingerprint has as many digits as a SHA-256, so that without this word the one would be taken for the other, and
no picture ever agree with it. Names of kinds: facebook/ThreatExchange, and those of the algorithms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from inspector.library.formats.headings import letters
from inspector.library.formats.threatexchange_json import signal_named

KIND = "kind"
"""What a column of kinds is read as."""

_OURS = frozenset({"md5", "sha1", "sha256", "pdq", "phash", "dhash"})
_OTHERS = re.compile(r"md[0-9]|sha[0-9]|pdq|pdna|photodna|tmk|tlsh|ssdeep|imphash|[pdaw]hash")
_TYPED = re.compile(r"\s*HASH_[A-Z0-9_]{2,40}\s*", re.IGNORECASE)


def by_kind(cells: Sequence[tuple[str, str]]) -> tuple[list[tuple[str, str]], str]:
    """The fields that cells tell when the kind beside a `hash` is heeded, and `signal` for one not compared here.

    Where no column is one of kinds, a category that is nothing but such a kind is one.
    """
    words = dict(cells)
    if "hash" not in words:
        return [cell for cell in cells if cell[0] != KIND], ""
    typed = KIND if KIND in words else "category"
    signal, code = _told(words[typed], strict=typed != KIND) if typed in words else ("hash", "")
    if not signal:
        return list(cells), ""
    fields = [(signal if name == "hash" else name, text) for name, text in cells if name != typed]
    return ([] if code else fields), code


def _told(word: str, *, strict: bool) -> tuple[str, str]:
    """The field for a kind and a code of Broken; no field for a `strict` word that names no kind."""
    plain = letters(word).removeprefix("hash").removeprefix("video")
    signal = signal_named(word) if strict else (plain if plain in _OURS else None)
    if signal is not None:
        return signal, ""
    if _TYPED.fullmatch(word) or (not strict and _OTHERS.search(plain)):
        return "hash", "signal"
    return ("" if strict else "hash"), ""
