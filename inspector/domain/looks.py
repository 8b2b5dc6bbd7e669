"""By what contents are likened, and which of like ones is the better."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from inspector.domain.content import Fingerprint
from inspector.domain.match import Variant

_MOST_PIXELS = (1 << 64) - 1
MARGINS = 4
"""What has margins counts as so many times smaller."""
_MOST_SIZE = (1 << 56) - 1


@dataclass(frozen=True, slots=True)
class Looks:
    """By what one content is likened, and what puts it before others.

    `variants` are fingerprints of the same picture after something was done to it, with the word for that; `mark` is
    None where there is no fingerprint. `pixels` and `size` in bytes tell which of two like pictures is the better one.
    """

    content: int
    sha256: bytes
    mark: Fingerprint | None
    variants: tuple[tuple[str, Fingerprint], ...] = ()
    pixels: int = 0
    size: int = 0

    def order(self) -> bytes:
        """32 bytes that sort the best picture first: more pixels, higher quality, larger file, then the digest.

        What has margins counts as half as wide and high: otherwise copies in a frame or on a screen would lead, and
        others in another frame are not like them. Skies may be taken for margins, but in their copies alike.
        """
        pixels = self.pixels // MARGINS if self._has_margins() else self.pixels
        quality = self.mark.quality if self.mark else 0
        told = (100 - min(quality, 100)) << 56 | _MOST_SIZE - min(self.size, _MOST_SIZE)
        return struct.pack(">QQ16s", _MOST_PIXELS - min(pixels, _MOST_PIXELS), told, self.sha256[:16])

    def _has_margins(self) -> bool:
        return any(Variant.TRIMMED in word.split("+") for word, _ in self.variants)

    def marks(self, least_quality: int) -> list[tuple[str, bytes]]:
        """The fingerprints that tell enough, the plain one first, each with the word for what was done."""
        told = [("", self.mark), *self.variants]
        return [(name, mark.pdq) for name, mark in told if mark is not None and mark.quality >= least_quality]
