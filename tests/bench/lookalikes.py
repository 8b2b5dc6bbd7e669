"""Pictures that look alike although they are not copies: screens, pages, dark rooms, slopes, things on white.

Number `n` of a kind comes out the same for one seed; no two show the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from PIL import Image, ImageDraw

from tests.bench.copies import boxed, on_screen, written
from tests.bench.scenes import Draws, Painter

Drawn = Callable[[Draws, Image.Image], Image.Image]


def _chat(draws: Draws, _: Image.Image) -> Image.Image:
    picture = Image.new("RGB", (720, 1560), (236, 229, 221))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 720, 110), fill=(7, 94, 84))
    written(pen, (170, 30, 480, 70), (255, 255, 255), 30, draws)
    top = 140
    while top < 1340:
        lines, width, own = int(draws.integers(1, 5)), int(draws.integers(220, 520)), bool(draws.random() < 0.5)
        left = 700 - width if own else 20
        box = (left, top, left + width, top + 30 + lines * 36)
        pen.rounded_rectangle(box, 12, fill=(220, 248, 198) if own else (255, 255, 255))
        written(pen, (left + 12, top + 10, left + width, top + 24 + lines * 36), (0, 0, 0), 26, draws)
        top += 50 + lines * 36
    pen.rounded_rectangle((20, 1475, 600, 1545), 30, fill=(255, 255, 255))
    return picture


def _page(draws: Draws, _: Image.Image) -> Image.Image:
    picture = Image.new("RGB", (1000, 1414), (255, 255, 255))
    pen = ImageDraw.Draw(picture)
    written(pen, (300, 80, 700, 140), (0, 0, 0), 36, draws)
    written(pen, (100, 180, 900, 1300), (0, 0, 0), 22, draws)
    return picture


def _post(draws: Draws, scene: Image.Image) -> Image.Image:
    picture = Image.new("RGB", (720, 1280), (255, 255, 255))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 720, 90), fill=(24, 119, 242))
    written(pen, (110, 120, 500, 190), (0, 0, 0), 26, draws)
    picture.paste(scene.resize((720, 540)), (0, 210))
    written(pen, (20, 770, 700, 1100), (0, 0, 0), 26, draws)
    return picture


def _dark(draws: Draws, scene: Image.Image) -> Image.Image:
    level = np.asarray(scene, np.float32) * 0.08
    return _clipped(level + draws.normal(0, 4, level.shape))


def _pale(draws: Draws, scene: Image.Image) -> Image.Image:
    level = 255 - (255 - np.asarray(scene, np.float32)) * 0.06
    return _clipped(level + draws.normal(0, 3, level.shape))


def _slope(draws: Draws, _: Image.Image) -> Image.Image:
    down, across = np.mgrid[0:1:480j, 0:1:640j]
    angle = draws.uniform(0, 2 * np.pi)
    ramp = np.cos(angle) * across + np.sin(angle) * down
    share = ((ramp - ramp.min()) / np.ptp(ramp))[..., np.newaxis]
    start, end = draws.integers(0, 256, 3), draws.integers(0, 256, 3)
    return _clipped(share * start + (1 - share) * end + draws.normal(0, 2, (480, 640, 1)))


def _thing(draws: Draws, _: Image.Image) -> Image.Image:
    picture = Image.new("RGB", (800, 800), (255, 255, 255))
    pen = ImageDraw.Draw(picture)
    for _number in range(int(draws.integers(1, 4))):
        left, top = (int(place) for place in draws.integers(100, 450, 2))
        box = (left, top, left + int(draws.integers(120, 340)), top + int(draws.integers(120, 340)))
        colour = tuple(int(level) for level in draws.integers(0, 200, 3))
        (pen.ellipse if draws.random() < 0.5 else pen.rectangle)(box, fill=colour)
    return picture


def _clipped(level: np.ndarray) -> Image.Image:
    return Image.fromarray(np.clip(level, 0, 255).astype(np.uint8))


KINDS: Mapping[str, Drawn] = {
    "chat": _chat, "page": _page, "post": _post, "dark": _dark, "pale": _pale, "slope": _slope, "thing": _thing,
    "screen": lambda draws, scene: on_screen(scene, draws, (0, 0, 0), (255, 255, 255)),
    "film": lambda _, scene: boxed(scene.resize((800, 360)), 4 / 3, (0, 0, 0)),
}  # fmt: skip


def lookalike(kind: str, number: int, painter: Painter, draws: Draws) -> Image.Image:
    """Picture `number` of a kind; the scene in it is the painter's from 1,000,000 on, shown nowhere else."""
    scene = 1_000_000 + number * len(KINDS) + list(KINDS).index(kind)
    return KINDS[kind](draws, painter.scene(scene, (800, 600), noisy=False))
