"""By what contents are likened, and which of like ones is the better."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from inspector.domain.content import Fingerprint
from inspector.domain.match import Variant

_MOST = (1 << 64) - 1
MARGINS = 4
"""What has margins counts as so many times smaller."""
_MOST_SIZE = (1 << 56) - 1
_FRAME = struct.Struct(">32sBQ")


@dataclass(frozen=True, slots=True)
class Looks:
    """By what one content is likened, and what puts it before others.

    `variants` are fingerprints of the same picture after something was done to it, with the word for that; `mark` is
    None where there is no fingerprint. A film has `frames` in its place, as `packed_frames` makes them. `pixels`,
    `size` in bytes and the milliseconds it lasts tell which of two like ones is the better one.
    """

    content: int
    sha256: bytes
    mark: Fingerprint | None
    variants: tuple[tuple[str, Fingerprint], ...] = ()
    pixels: int = 0
    size: int = 0
    frames: bytes = b""
    duration_ms: int = 0

    @property
    def is_film(self) -> bool:
        """Whether it is likened by its frames."""
        return self.mark is None

    def order(self) -> bytes:
        """32 bytes that sort the best first: more pixels, then of a picture higher quality, of a film the longer one.

        Then come the larger file and the digest. A picture that has margins counts as half as wide and high: otherwise
        copies in a frame or on a screen would lead, and others in another frame are not like them. Skies may be taken
        for margins, but in their copies alike.
        """
        pixels = _MOST - min(self.pixels // MARGINS if self._has_margins() else self.pixels, _MOST)
        if self.mark is None:
            return struct.pack(">QQQ8s", pixels, _MOST - self.duration_ms, _MOST - self.size, self.sha256[:8])
        told = (100 - min(self.mark.quality, 100)) << 56 | _MOST_SIZE - min(self.size, _MOST_SIZE)
        return struct.pack(">QQ16s", pixels, told, self.sha256[:16])

    def _has_margins(self) -> bool:
        return any(Variant.TRIMMED in word.split("+") for word, _ in self.variants)

    def marks(self, least_quality: int) -> list[tuple[str, bytes]]:
        """The fingerprints that tell enough, the plain one first, each with the word for what was done."""
        told = [("", self.mark), *self.variants]
        return [(name, mark.pdq) for name, mark in told if mark is not None and mark.quality >= least_quality]


def packed_frames(frames: Iterable[tuple[bytes, int, int]]) -> bytes:
    """41 bytes each: 32 of PDQ, u8 quality, u64 the moment in milliseconds."""
    return b"".join(_FRAME.pack(*frame) for frame in frames)


def unpacked_frames(packed: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The fingerprint, the quality and the moment of each frame."""
    return _FRAME.iter_unpack(packed)
