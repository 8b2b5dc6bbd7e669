"""A frame of a film as lists tell it."""

from __future__ import annotations

from inspector.domain.match import Signal
from inspector.library.digits import BadHash, raw

MOST_FRAMES = 500_000
"""Of one film: more than four hours of every frame. What follows is read as another film."""

Told = tuple[bytes, int, int]


def frame_of(pdq: str, quality: str, seconds: str) -> Told:
    """The frame as Film holds it, told in digits; raises BadHash (`quality`, `hex`, `length`)."""
    if int(quality) > 100:
        raise BadHash("quality")
    return raw(pdq, Signal.PDQ), int(quality), round(float(seconds) * 1000)
