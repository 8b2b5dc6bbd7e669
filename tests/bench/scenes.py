"""Drawn pictures for the benchmarks: as much detail as a camera's, nothing to see in them.

A scene is named by a number and comes out the same at whatever size it is asked for, so that copies of it in other
sizes and formats are true near-duplicates. Photographs (wallpapers of the system, say) may serve as ground instead
of drawn clouds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, UnidentifiedImageError

Draws = np.random.Generator
Size = tuple[int, int]
GROUND = (1024, 768)
NOISE_SIDE = 1024
NOISE_LEVEL = 6.0
"""Standard deviation of the sensor noise in grey levels: with it a JPEG of 12 megapixels takes about 2 MB."""


def draws(seed: int, *key: object) -> Draws:
    """Random numbers that depend on the seed and the words of `key` alone."""
    digest = hashlib.sha256(repr((seed, *key)).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "little"))


class Painter:
    """Draws the scenes of one seed; `photographs` are optional files to cut grounds from."""

    def __init__(self, seed: int, photographs: Sequence[Path] = ()) -> None:
        self._seed = seed
        self._photographs = photographs

    def scene(self, number: int, size: Size, *, noisy: bool = True) -> Image.Image:
        """Scene `number` as an RGB picture of `size` pixels (width, height)."""
        numbers = draws(self._seed, "scene", number)
        picture = self._ground(numbers)
        _lay_shapes(picture, numbers)
        picture = picture.resize(size, Image.Resampling.BICUBIC)
        return _with_noise(picture, self._seed, numbers) if noisy else picture

    def _ground(self, numbers: Draws) -> Image.Image:
        if not self._photographs:
            return _clouds(numbers)
        photograph = _photograph(self._photographs[int(numbers.integers(len(self._photographs)))])
        share = float(numbers.uniform(0.4, 0.95))
        width, height = int(photograph.width * share), int(photograph.height * share)
        left = int(numbers.integers(photograph.width - width + 1))
        top = int(numbers.integers(photograph.height - height + 1))
        return photograph.resize(GROUND, Image.Resampling.BILINEAR, box=(left, top, left + width, top + height))


def photographs(folders: Sequence[Path]) -> list[Path]:
    """Pictures of at least 1600 × 1000 pixels under `folders`, in order of their names."""
    found = []
    for path in sorted(path for folder in folders for path in folder.rglob("*") if not path.is_symlink()):
        if path.suffix.lower() in (".jpg", ".jpeg", ".png", ".webp"):
            try:
                with Image.open(path) as picture:
                    large = picture.width >= 1600 and picture.height >= 1000
            except (OSError, UnidentifiedImageError):
                continue
            if large:
                found.append(path)
    return found


@lru_cache(maxsize=16)
def _photograph(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        picture.draft("RGB", (2048, 1536))
        picture.thumbnail((2048, 1536))
        return picture.convert("RGB")


def _clouds(numbers: Draws) -> Image.Image:
    """Noise of several scales laid over one another: like nature, the coarse is strong and the fine is weak."""
    width, height = GROUND
    total = np.zeros((height, width, 3), np.float32)
    for level in range(1, 8):
        grid = numbers.integers(0, 256, (3 * 2 ** (level - 1), 2 ** (level + 1), 3), np.uint8)
        layer = Image.fromarray(grid).resize(GROUND, Image.Resampling.BICUBIC)
        total += np.asarray(layer, np.float32) / 2 ** (0.8 * level)
    total -= total.min()
    return Image.fromarray((total * (255 / total.max())).astype(np.uint8))


def _lay_shapes(picture: Image.Image, numbers: Draws) -> None:
    """Ellipses, boxes and lines with hard edges, as things in a room have."""
    pen = ImageDraw.Draw(picture)
    for _ in range(int(numbers.integers(8, 30))):
        left, top = (int(numbers.integers(-80, side)) for side in GROUND)
        box = (left, top, left + int(numbers.integers(20, 400)), top + int(numbers.integers(20, 300)))
        colour = (int(numbers.integers(256)), int(numbers.integers(256)), int(numbers.integers(256)))
        kind = int(numbers.integers(3))
        if kind == 0:
            pen.ellipse(box, fill=colour)
        elif kind == 1:
            pen.rectangle(box, fill=colour)
        else:
            pen.line(box, fill=colour, width=int(numbers.integers(2, 14)))


@lru_cache(maxsize=2)
def _noise(seed: int) -> NDArray[np.int16]:
    return np.round(draws(seed, "noise").normal(0, NOISE_LEVEL, (NOISE_SIDE, NOISE_SIDE, 1))).astype(np.int16)


def _with_noise(picture: Image.Image, seed: int, numbers: Draws) -> Image.Image:
    shift = tuple(int(number) for number in numbers.integers(0, NOISE_SIDE, 2))
    tile = np.roll(_noise(seed), shift, (0, 1))
    repeats = (-(-picture.height // NOISE_SIDE), -(-picture.width // NOISE_SIDE), 1)
    grain = np.tile(tile, repeats)[: picture.height, : picture.width]
    return Image.fromarray(np.clip(np.asarray(picture, np.int16) + grain, 0, 255).astype(np.uint8))
