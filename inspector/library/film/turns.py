"""Fingerprints as they would be of the frames turned or in a mirror, made of the fingerprints alone.

A mirror changes the sign of every other wave of a cosine transform, and a turn exchanges rows and columns. PDQ keeps of
each wave whether it lies above the median of all, which is nearly nought: so the bits of those waves are turned over,
and 10 of 256 are wrong (median of 53 pictures; 24 at most). Of one picture that is too much, of a film it is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Variant
from inspector.library.film.alike import Frames

_SIDE = 16
_MIRROR = np.tile(np.arange(1, _SIDE + 1, dtype=np.uint8) % 2, (_SIDE, 1))  # the first wave of a row is an odd one

Bits = NDArray[np.uint8]


def turned(frames: Frames) -> Iterator[tuple[str, Frames]]:
    """`frames` in the seven other ways they can lie, and in words of `Match` what was done to them."""
    bits = _bits(frames)
    for across, down, exchanged in list(product((0, 1), repeat=3))[1:]:
        other = bits ^ across * _MIRROR ^ down * _MIRROR.T
        name = _name(in_mirror=bool((across + down + exchanged) % 2), only=(across, down, exchanged) == (1, 0, 0))
        yield name, _frames(other.transpose(0, 2, 1) if exchanged else other, frames)


def _name(*, in_mirror: bool, only: bool) -> str:
    if only:
        return Variant.MIRRORED
    return f"{Variant.TURNED}+{Variant.MIRRORED}" if in_mirror else Variant.TURNED


def _bits(frames: Frames) -> Bits:
    """Bit 16 * row + column of each fingerprint, the first of which stands last: (n, 16, 16)."""
    raw = frames.marks.astype(">u8").view(np.uint8).reshape(len(frames), -1)
    return np.unpackbits(raw, axis=1)[:, ::-1].reshape(-1, _SIDE, _SIDE)


def _frames(bits: Bits, frames: Frames) -> Frames:
    raw = np.packbits(bits.reshape(len(frames), -1)[:, ::-1], axis=1)
    return Frames(np.ascontiguousarray(raw).view(">u8").astype(np.uint64), frames.at_ms, frames.telling)
