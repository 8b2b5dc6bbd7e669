"""Films made of numbered frames, as they are likened and as the pipeline stores them; nothing is drawn."""

from __future__ import annotations

import hashlib
import random
import struct
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np

from inspector.domain.content import Analysis, Fingerprint, Frame, Kind
from inspector.domain.looks import Looks
from inspector.library.film.alike import counted
from inspector.library.film.turns import turned
from inspector.store.contents import Outcome
from tests import ready
from tests.links.pictures import Pictures

Told = tuple[tuple[bytes, int, int], ...]
STEADY = [16 * row + column for row in range(1, 16, 2) for column in range(1, 16, 2)]
"""The bits that no mirror changes, counted from the last."""
LOOSE = sorted(set(range(256)) - set(STEADY))


@cache
def mark(number: int) -> bytes:
    """A fingerprint far from that of every other number."""
    return random.Random(number).randbytes(32)


def near(pdq: bytes, loose: int, steady: int = 0, seed: int = 0) -> bytes:
    """A fingerprint so many bits away, of those that a mirror changes and of those that none does."""
    rng, value = random.Random(seed), int.from_bytes(pdq, "big")
    for bit in (*rng.sample(LOOSE, loose), *rng.sample(STEADY, steady)):
        value ^= 1 << bit
    return value.to_bytes(32, "big")


def frames(
    numbers: Iterable[int], *, loose: int = 0, steady: int = 0, step_ms: int = 1000, seed: int = 0, quality: int = 90
) -> Told:
    """The frames of a film by their numbers, each so many bits from what they were."""
    return tuple(
        (near(mark(number), loose, steady, 1000 * seed + number), quality, place * step_ms)
        for place, number in enumerate(numbers)
    )


def lying(told: Told, way: int) -> Told:
    """The same film in another of the eight ways."""
    if not way:
        return told
    _, other = list(turned(counted(told)))[way - 1]
    marks = (np.asarray(words).astype(">u8").tobytes() for words in other.marks)
    return tuple((pdq, 90, at_ms) for pdq, at_ms in zip(marks, other.at_ms.tolist(), strict=True))


def looks(
    content: int, told: Sequence[tuple[bytes, int, int]], *, pixels: int = 1, seconds: int | None = None
) -> Looks:
    """A content with these frames."""
    digest = hashlib.sha256(content.to_bytes(8, "big")).digest()
    lasts = len(told) if seconds is None else seconds
    return Looks(content, digest, None, (), pixels, 1, packed_frames(told), 1000 * lasts)


def packed_frames(told: Iterable[tuple[bytes, int, int]]) -> bytes:
    """Frames as `unpacked_frames` takes them."""
    return b"".join(struct.pack(">32sBQ", *frame) for frame in told)


def film(told: Told, *, side: int = 100) -> Analysis:
    """What the analysers tell of a film with these frames."""
    kept = tuple(Frame(at_ms, Fingerprint(pdq, quality)) for pdq, quality, at_ms in told)
    return Analysis(width=side, height=side, duration_ms=1000 * len(told), frames=kept)


class Films(Pictures):
    """A case that films are stored in, each under a name of its own, beside pictures."""

    def shown(self, name: str, told: Told, content: bytes = b"", **more: Any) -> int:
        """One film; gives its item."""
        return self.read(name.encode(), content or name.encode(), kind=Kind.VIDEO, analysis=film(told, **more))

    def again(self, name: str, told: Told, **more: Any) -> None:
        """Looks into a film once more."""
        (item,) = self.listed(name.encode())
        outcome = Outcome(item, ready.digests(name.encode()), "video/mp4", Kind.VIDEO, film(told, **more), "2")
        self.keep(outcome)
