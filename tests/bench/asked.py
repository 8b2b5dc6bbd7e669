"""What it costs to ask by a picture: by its fingerprint as it is, and by the dozens of its variations.

Half of the pictures are drawn scenes, half copies of pages, chats and the like (`piles`). Every other one is known by
one of its fingerprints, plain or of a variation, with up to 31 bits turned.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from inspector.analyse.fingerprint import fingerprints
from inspector.domain.match import Signal
from inspector.library.altered import likenesses
from inspector.library.marks.near import RADIUS, Near
from tests.bench.piles import Bytes, altered, turned
from tests.bench.scenes import Painter

_PICTURES = 48
_SIZE = (800, 600)
_LONG_ENOUGH = 1.0  # CPU seconds
_FILE = "pictures.npz"


def draw(folder: Path, drawn: Sequence[Image.Image], chance: np.random.Generator) -> Bytes:
    """Writes what the pictures ask, half of them being copies of `drawn`; gives what is to be known of them."""
    painter, half = Painter(7), _PICTURES // 2
    scenes = [painter.scene(number, _SIZE) for number in range(half)]
    copies = [altered(drawn[number], chance) for number in chance.permutation(len(drawn))[:half]]
    asked, of, plain = [], [], []
    for number, picture in enumerate((*scenes, *copies)):
        for marked, is_plain in _marks(picture):
            asked.append(marked)
            of.append(number)
            plain.append(is_plain)
    marks, owners = np.frombuffer(b"".join(asked), np.uint8).reshape(-1, 32), np.array(of)
    np.savez(folder / _FILE, marks=marks, of=owners, altered=~np.array(plain))
    known = [chance.choice(np.flatnonzero(owners == number)) for number in np.unique(owners)[::2]]
    return turned(marks[known], RADIUS[Signal.PDQ], chance)


def _marks(picture: Image.Image) -> Iterator[tuple[bytes, bool]]:
    found = fingerprints(picture)
    for each in likenesses(found.pdq, None, None, found.variations):
        if each.fingerprint is not None:
            yield each.fingerprint.pdq, not each.variant


def spent(near: Near, folder: Path, at_once: int, *, all_exact: bool) -> dict[str, Any]:
    """CPU milliseconds a picture, so many asked together; and for how many something was found."""
    drawn = np.load(folder / _FILE)
    marks, of, changed = drawn["marks"].view(">u8").astype(np.uint64), drawn["of"], drawn["altered"]
    if all_exact:
        changed = np.zeros_like(changed)
    took, rounds, found = 0.0, 0, set[int]()
    while took < _LONG_ENOUGH:
        rounds += 1
        for first in range(0, _PICTURES, at_once):
            some = (of >= first) & (of < first + at_once)
            start = time.process_time()
            asked, _, _ = near.nearest(marks[some], changed[some])
            took += time.process_time() - start
            found.update(of[some][asked].tolist())
    each = took / rounds / _PICTURES
    return {"ms_a_picture": each * 1e3, "asked_a_picture": len(of) / _PICTURES, "found_for": len(found)}
