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


class Variant(StrEnum):
    """What is done to a picture so that an altered copy agrees with what it was made of, or what was made of it.

    Trimmed: without the margins laid around it. Widened: its edges drawn out, as it may have been before it was cut.
    Part: without its rim, as somebody may have cut it.
    """

    TURNED = "turned"
    MIRRORED = "mirrored"
    TRIMMED = "trimmed"
    WIDENED = "widened"
    PART = "part"


class Listing(StrEnum):
    """What standing on a hash set means."""

    ILLEGAL = "illegal"
    ALERT = "alert"
    KNOWN_GOOD = "known-good"


@dataclass(frozen=True, slots=True)
class Match:
    """One content agrees with one entry of a hash set; `distance` is in bits, 0 for a digest.

    Of a film (VPDQ) `distance` is what is missing of that one of the two of which more agrees, in whole percent.

    `category` is what the set's provider says of the entry: a claim, never a decision. `variant` is what was done to
    the content before it agreed, in words of `Variant` joined by "+"; empty when it agreed as it is.
    """

    hashset: int
    signal: Signal
    distance: int
    entry: str
    category: str = ""
    variant: str = ""
