"""What altered copies of a picture look like, in few bytes, as they travel and are kept."""

from __future__ import annotations

from collections.abc import Iterable

from inspector.domain.content import Fingerprint, Variation

LEAST_QUALITY = 50
"""Below it PDQ's authors would have nothing compared; a variation of less is not kept."""
MOST = 64
"""Variations of one picture."""

# The place of a variant is its code in the store: new ones come at the end, and none is taken out.
VARIANTS = ("mirrored", "turned", "trimmed", "mirrored+trimmed", "turned+trimmed", "widened", "part",
            "mirrored+widened", "mirrored+part", "trimmed+widened")  # fmt: skip
_CODES = {variant: code for code, variant in enumerate(VARIANTS)}
LENGTH = 34
"""Bytes of one."""
WHOLE = _CODES["widened"]
"""Codes below it show the whole picture."""
PART = _CODES["part"]
AROUND = 5
"""So many of the first parts of a picture are what is left when a share is cut off all around, the last the most."""


def packed(variations: Iterable[Variation]) -> bytes:
    """34 bytes each: u8 code of the variant, u8 quality, 32 bytes of PDQ."""
    return b"".join(
        bytes((_CODES[each.variant], each.fingerprint.quality)) + each.fingerprint.pdq for each in variations
    )


def unpacked(data: bytes) -> tuple[Variation, ...]:
    """The variations in order; raises ValueError where the bytes are not as `packed` makes them."""
    if len(data) % LENGTH or len(data) > MOST * LENGTH:
        raise ValueError("not so many variations")
    return tuple(_unpacked(data[start : start + LENGTH]) for start in range(0, len(data), LENGTH))


def for_groups(data: bytes) -> tuple[Variation, ...]:
    """Those of them by which groups are made: the whole, turned, mirrored or without margins, and its parts."""
    return tuple(
        _unpacked(data[start : start + LENGTH])
        for start in range(0, len(data), LENGTH)
        if data[start] < WHOLE or data[start] == PART
    )  # fmt: skip


def middle(variations: Iterable[Variation]) -> bytes | None:
    """The PDQ of what is left of a picture when most is cut off; None where so much tells too little."""
    parts = [each.fingerprint.pdq for each in variations if each.variant == VARIANTS[PART]][:AROUND]
    return parts[-1] if len(parts) == AROUND else None


def _unpacked(record: bytes) -> Variation:
    code, quality = record[0], record[1]
    if code >= len(VARIANTS) or not LEAST_QUALITY <= quality <= 100:
        raise ValueError("no variation")
    return Variation(VARIANTS[code], Fingerprint(record[2:], quality))
