"""By what contents are likened, and what tells which of like ones is the better."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from inspector.domain.content import Fingerprint

_FRAME = struct.Struct(">32sBQ")


@dataclass(frozen=True, slots=True)
class Looks:
    """By what one content is likened, and what puts it before others.

    `variants` are fingerprints of the same picture after something was done to it, with the word for that; `mark` is
    None where there is no fingerprint. A film has `frames` in its place, as `unpacked_frames` takes them. `pixels`,
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


def unpacked_frames(packed: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Of each frame, in 41 bytes: 32 of PDQ, u8 quality, u64 the moment in milliseconds; big-endian."""
    return _FRAME.iter_unpack(packed)
