"""By what pictures of a case are likened: as they are, turned, in a mirror, and without their margins.

Windows of a picture (`part`, `widened`) are left out: they would make the index of a case four times as large, and a
picture and what was cut from it are not judged alike unseen.
"""

from __future__ import annotations

from dataclasses import replace

from inspector.domain.content import Variation
from inspector.domain.looks import Looks
from inspector.domain.match import Variant
from inspector.library.altered import likenesses

_WINDOWS = frozenset({Variant.PART.value, Variant.WIDENED.value})


def oriented(looks: Looks) -> Looks:
    """A content with the fingerprints of all its orientations."""
    kept = [Variation(name, mark) for name, mark in looks.variants if name not in _WINDOWS]
    found = likenesses(looks.mark, None, None, kept)[1:]
    told = tuple((each.variant, each.fingerprint) for each in found if each.fingerprint is not None)
    return replace(looks, variants=told)
