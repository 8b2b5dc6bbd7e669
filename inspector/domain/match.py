"""What was known before, and how something new agrees with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Signal(StrEnum):
    """What two things agreed in."""

    MD5 = "md5"
    SHA1 = "sha1"
    SHA256 = "sha256"
    PDQ = "pdq"
    PHASH = "phash"
    DHASH = "dhash"
    VPDQ = "vpdq"


EXACT = frozenset({Signal.MD5, Signal.SHA1, Signal.SHA256})


class Listing(StrEnum):
    """What standing on a hash set means."""

    ILLEGAL = "illegal"
    ALERT = "alert"
    KNOWN_GOOD = "known-good"


@dataclass(frozen=True, slots=True)
class Match:
    """One content agrees with one entry of a hash set; `distance` is in bits, 0 for a digest.

    `category` is what the set's provider says of the entry: a claim, never a decision.
    """

    hashset: int
    signal: Signal
    distance: int
    entry: str
    category: str = ""
