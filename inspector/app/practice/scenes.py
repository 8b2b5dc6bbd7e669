"""Drawn pictures with nothing to see in them: landscapes, geometry, charts and waves.

A scene is named by a word and comes out the same whenever it is asked for, so that copies of it in other sizes and
formats are true near-duplicates.
"""

from __future__ import annotations

import hashlib
import math

import numpy as np
from PIL import Image, ImageDraw

Numbers = np.random.Generator
Colour = tuple[int, int, int]
Size = tuple[int, int]

SIZE: Size = (960, 720)
_GRAIN = 3.0  # standard deviation of the noise a camera's sensor would add, in grey levels


def numbers(seed: int, *key: object) -> Numbers:
    """Random numbers that depend on the seed and the words of `key` alone."""
    digest = hashlib.sha256(repr((seed, *key)).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "little"))


def scene(seed: int, kind: str, number: int) -> Image.Image:
    """Scene `number` of a kind (landscape, shapes, chart, waves) as an RGB picture of `SIZE`."""
    chance = numbers(seed, kind, number)
    draw = {"landscape": _landscape, "shapes": _shapes, "chart": _chart, "waves": _waves}[kind]
    return draw(chance)


def _landscape(chance: Numbers) -> Image.Image:
    """A sky, a sun, ranges of hills and the grain of a sensor."""
    picture = _gradient(_colour(chance, 120, 256), _colour(chance, 180, 256))
    pen = ImageDraw.Draw(picture)
    x, y, radius = int(chance.integers(SIZE[0])), int(chance.integers(60, 300)), int(chance.integers(30, 90))
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_colour(chance, 200, 256))
    for layer in range(5):
        _hills(pen, chance, SIZE[1] * (0.35 + 0.13 * layer), _colour(chance, 30, 200 - 25 * layer))
    for _ in range(40):
        _tree(pen, chance)
    return _grained(picture, chance)


def _hills(pen: ImageDraw.ImageDraw, chance: Numbers, height: float, colour: Colour) -> None:
    across = np.arange(0, SIZE[0] + 8, 8)
    line = np.full(across.shape, height)
    for wave in range(1, 6):
        line += chance.uniform(-60, 60) / wave * np.sin(across / SIZE[0] * math.tau * wave + chance.uniform(0, 6))
    outline = [(float(x), float(y)) for x, y in zip(across, line, strict=True)]
    pen.polygon([(0.0, float(SIZE[1])), *outline, (float(SIZE[0] + 8), float(SIZE[1]))], fill=colour)


def _tree(pen: ImageDraw.ImageDraw, chance: Numbers) -> None:
    x, y, size = int(chance.integers(SIZE[0])), int(chance.integers(400, SIZE[1])), int(chance.integers(8, 40))
    pen.polygon([(x, y - 2 * size), (x - size, y + size), (x + size, y + size)], fill=_colour(chance, 10, 120))


def _shapes(chance: Numbers) -> Image.Image:
    """Ellipses, boxes and lines with hard edges over a gradient."""
    picture = _gradient(_colour(chance, 0, 256), _colour(chance, 0, 256))
    pen = ImageDraw.Draw(picture)
    for _ in range(int(chance.integers(12, 30))):
        left, top = int(chance.integers(-60, SIZE[0])), int(chance.integers(-60, SIZE[1]))
        box = (left, top, left + int(chance.integers(40, 320)), top + int(chance.integers(40, 280)))
        colour = _colour(chance, 0, 256)
        match int(chance.integers(3)):
            case 0:
                pen.ellipse(box, fill=colour)
            case 1:
                pen.rectangle(box, fill=colour)
            case _:
                pen.line(box, fill=colour, width=int(chance.integers(3, 14)))
    return _grained(picture, chance)


def _chart(chance: Numbers) -> Image.Image:
    """Bars and a line on squared paper, as on a screen: flat colours without grain."""
    width, height = SIZE
    picture = Image.new("RGB", SIZE, (250, 250, 248))
    pen = ImageDraw.Draw(picture)
    for x in range(80, width, 60):
        pen.line((x, 40, x, height - 60), fill=(225, 225, 225))
    for y in range(40, height - 60, 60):
        pen.line((80, y, width, y), fill=(225, 225, 225))
    bars = int(chance.integers(7, 14))
    step = (width - 120) / bars
    tops = [float(chance.integers(80, height - 120)) for _ in range(bars)]
    for place, top in enumerate(tops):
        left = 90 + place * step
        pen.rectangle((left, top, left + step * 0.7, height - 60), fill=_colour(chance, 40, 220))
    middle = [(90 + (place + 0.35) * step, top * 0.8) for place, top in enumerate(tops)]
    pen.line(middle, fill=(30, 30, 30), width=5)
    pen.line((80, 40, 80, height - 60, width, height - 60), fill=(30, 30, 30), width=4)
    return picture


def _waves(chance: Numbers) -> Image.Image:
    """Rings around a few points laid over one another, each colour on its own."""
    across, down = np.meshgrid(np.arange(SIZE[0], dtype=np.float32), np.arange(SIZE[1], dtype=np.float32))
    planes = []
    for _ in range(3):
        total = np.zeros_like(across)
        for _ in range(3):
            x, y = chance.uniform(0, SIZE[0]), chance.uniform(0, SIZE[1])
            total += np.sin(np.hypot(across - np.float32(x), down - np.float32(y)) / np.float32(chance.uniform(18, 60)))
        planes.append((total + 3) * (255 / 6))
    return _grained(Image.fromarray(np.stack(planes, axis=-1).astype(np.uint8)), chance)


def _gradient(above: Colour, below: Colour) -> Image.Image:
    share = np.linspace(0, 1, SIZE[1], dtype=np.float32)[:, np.newaxis, np.newaxis]
    rows = np.asarray(above, np.float32) * (1 - share) + np.asarray(below, np.float32) * share
    return Image.fromarray(np.repeat(rows.astype(np.uint8), SIZE[0], axis=1))


def _grained(picture: Image.Image, chance: Numbers) -> Image.Image:
    grain = chance.standard_normal((SIZE[1], SIZE[0], 1), np.float32) * np.float32(_GRAIN)
    return Image.fromarray(np.clip(np.asarray(picture, np.float32) + grain, 0, 255).astype(np.uint8))


def _colour(chance: Numbers, low: int, high: int) -> Colour:
    red, green, blue = (int(value) for value in chance.integers(low, max(high, low + 1), 3))
    return red, green, blue
