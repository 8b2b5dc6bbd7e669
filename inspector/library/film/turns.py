"""Fingerprints as they would be of the frames turned or in a mirror, made of the fingerprints alone.

A mirror changes the sign of every other wave of a cosine transform, and a turn exchanges rows and columns. PDQ keeps of
each wave whether it lies above the median of all, which is nearly nought: so the bits of those waves are turned over,
and 10 of 256 are wrong (median of 53 pictures; 24 at most). Of one picture that is too much, of a film it is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Variant
from inspector.library.film.alike import Frames
from inspector.library.marks import across
from inspector.library.marks.distance import Fingerprints

_SIDE, _BYTES = 16, 32
_MIRROR = np.tile(np.arange(1, _SIDE + 1, dtype=np.uint8) % 2, (_SIDE, 1))  # the first wave of a row is an odd one
SHEAVES = 4
# Each wave that no mirror changes is in one of four sheaves, and with it the one that it is exchanged with.
_SHEAF = np.argsort(np.add.outer(np.arange(8), np.arange(8)).ravel() % SHEAVES, kind="stable")

Bits = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Way:
    """One way a frame can lie, with its name in words of `Match`.

    First its rows and columns are `exchanged` or not, then the bits of `mask` (4,) are turned over.
    """

    name: str
    exchanged: bool
    mask: NDArray[np.uint64]


def ways() -> list[Way]:
    """The eight ways a frame can lie, first as it is, then all that are not exchanged."""
    return [
        Way(_name(aside, down, crossed), bool(crossed), _words(aside * _MIRROR ^ down * _MIRROR.T)[0])
        for crossed, down, aside in product((0, 1), repeat=3)
    ]


def turned(frames: Frames) -> Iterator[tuple[str, Frames]]:
    """`frames` in the seven other ways they can lie, and in words of `Match` what was done to them."""
    crossed = exchanged(frames.marks)
    for way in ways()[1:]:
        marks = crossed if way.exchanged else frames.marks
        yield way.name, Frames(marks ^ way.mask, frames.at_ms, frames.telling)


def exchanged(marks: Fingerprints) -> Fingerprints:
    """Fingerprints (n, 4) of the same frames with rows and columns exchanged."""
    return across.exchanged(_raw(marks)).view(">u8").astype(np.uint64)


def steady(marks: Fingerprints) -> NDArray[np.uint16]:
    """The 64 bits of each that no mirror and no half turn changes, in four sheaves: (n, 4).

    Where rows and columns are exchanged the bits stay within their sheaf.
    """
    kept = _bits(marks)[:, 1::2, 1::2].reshape(-1, len(_SHEAF))
    return np.ascontiguousarray(np.packbits(kept[:, _SHEAF], axis=1)).view(np.uint16)


def _name(aside: int, down: int, crossed: int) -> str:
    if not (aside or down or crossed):
        return ""
    if (aside, down, crossed) == (1, 0, 0):
        return Variant.MIRRORED
    return f"{Variant.TURNED}+{Variant.MIRRORED}" if (aside + down + crossed) % 2 else Variant.TURNED


def _bits(marks: Fingerprints) -> Bits:
    """Bit 16 * row + column of each fingerprint, the first of which stands last: (n, 16, 16)."""
    return np.unpackbits(_raw(marks), axis=1)[:, ::-1].reshape(-1, _SIDE, _SIDE)


def _raw(marks: Fingerprints) -> across.Raw:
    return marks.astype(">u8").view(np.uint8).reshape(-1, _BYTES)


def _words(bits: Bits) -> Fingerprints:
    raw = np.packbits(bits.reshape(-1, _SIDE * _SIDE)[:, ::-1], axis=1)
    return np.ascontiguousarray(raw).view(">u8").astype(np.uint64)
