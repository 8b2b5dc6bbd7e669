"""Fingerprints as they pile up in real lists: of drawn pages, chats, tables, captions, dark rooms and even shades.

Each drawn picture is altered as it is when it is passed on (encoded anew, scaled, brightened, blurred, marked, trimmed
by a little), which shows how often each bit of its fingerprint turns; copies without number are then drawn from that.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

from inspector.analyse.fingerprint import pdq
from inspector.domain.variation import LEAST_QUALITY

Bytes = NDArray[np.uint8]
Draws = np.random.Generator
_ALTERED = 8
_FONT = ImageFont.load_default(size=12)


def drawn(kinds: int, chance: Draws) -> list[Image.Image]:
    """Pictures whose quality is good enough to be compared."""
    return [_drawn(_KINDS[number % len(_KINDS)], chance) for number in range(kinds)]


def piles(count: int, pictures: Sequence[Image.Image], chance: Draws) -> Bytes:
    """Fingerprints (count, 32) of copies of the pictures; the k-th most frequent has a share of about 1 / k."""
    turning = np.array([_turning(picture, chance) for picture in pictures])
    share = 1 / np.arange(1, len(pictures) + 1)
    which = chance.choice(len(pictures), count, p=share / share.sum())
    copies = np.empty((count, 32), np.uint8)
    for start in range(0, count, 1 << 16):
        often = turning[which[start : start + (1 << 16)]]
        copies[start : start + len(often)] = np.packbits(chance.random(often.shape, np.float32) < often, axis=1)
    return copies


def turned(rows: Bytes, most: int, chance: Draws) -> Bytes:
    """The rows with up to `most` bits turned, as often with few as with many."""
    bits = np.unpackbits(rows, axis=1)
    rank = np.argsort(np.argsort(chance.random(bits.shape), axis=1), axis=1)
    bits ^= (rank < chance.integers(0, most + 1, (len(rows), 1))).astype(np.uint8)
    return np.packbits(bits, axis=1)


def altered(picture: Image.Image, chance: Draws) -> Image.Image:
    """The picture as somebody passed it on."""
    changes: list[Callable[[Image.Image], Image.Image]] = [
        lambda one: one,
        lambda one: one.resize((one.width * 2 // 3, one.height * 2 // 3)),
        lambda one: ImageEnhance.Brightness(one).enhance(float(chance.uniform(0.6, 1.4))),
        lambda one: one.filter(ImageFilter.GaussianBlur(float(chance.uniform(0.5, 2)))),
        lambda one: one.crop((2, 2, one.width - 2, one.height - 2)),
    ]
    written = io.BytesIO()
    changes[chance.integers(len(changes))](picture).save(written, "JPEG", quality=int(chance.integers(20, 90)))
    return Image.open(written)


def _drawn(draw: Callable[[Draws], Image.Image], chance: Draws) -> Image.Image:
    while True:
        picture = draw(chance)
        found = pdq(np.asarray(picture))
        if found is not None and found.quality >= LEAST_QUALITY:
            return picture


def _turning(picture: Image.Image, chance: Draws) -> NDArray[np.float32]:
    """How often each of 256 bits is set in copies of a picture."""
    copies = [pdq(np.asarray(each)) for each in [picture] * 4 + [altered(picture, chance) for _ in range(_ALTERED)]]
    bits = np.unpackbits(np.array([np.frombuffer(copy.pdq, np.uint8) for copy in copies if copy is not None]), axis=1)
    often: NDArray[np.float32] = 0.01 + 0.98 * bits.mean(axis=0, dtype=np.float32)
    return often


def _line(chance: Draws, length: int) -> str:
    return "".join(chance.choice(list("aeinrst o lmh "), length))


def _page(chance: Draws) -> Image.Image:
    picture = Image.new("L", (256, 340), 250)
    pen = ImageDraw.Draw(picture)
    for top in range(int(chance.integers(10, 40)), 320, 16):
        pen.text((20, top), _line(chance, int(chance.integers(8, 36))), fill=20, font=_FONT)
    return picture


def _chat(chance: Draws) -> Image.Image:
    picture = Image.new("L", (200, 400), 240)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 200, 34), fill=90)
    top = 44
    while top < 360:
        wide, high = int(chance.integers(60, 150)), int(chance.integers(18, 60))
        left = int(chance.choice([8, 192 - wide]))
        pen.rounded_rectangle((left, top, left + wide, top + high), 8, fill=255 if left == 8 else 190)
        pen.text((left + 6, top + 3), _line(chance, wide // 9), fill=20, font=_FONT)
        top += high + 8
    return picture


def _table(chance: Draws) -> Image.Image:
    picture = Image.new("L", (300, 300), 255)
    pen = ImageDraw.Draw(picture)
    for top in range(0, 300, 25):
        pen.line((0, top, 300, top), fill=60, width=2)
        for left in range(0, 300, 75):
            pen.line((left, top, left, top + 25), fill=60, width=2)
            pen.text((left + 5, top + 4), _line(chance, int(chance.integers(0, 9))), fill=0, font=_FONT)
    return picture


def _caption(chance: Draws) -> Image.Image:
    picture = Image.new("L", (256, 256), 0)
    pen = ImageDraw.Draw(picture)
    for top in (30, 200):
        pen.text((20, top), _line(chance, 14).upper(), fill=255, font=ImageFont.load_default(size=22))
    return picture


def _dark(chance: Draws) -> Image.Image:
    picture = Image.fromarray(np.clip(chance.normal(14, 3, (256, 256)), 0, 255).astype(np.uint8))
    _spot(picture, chance, int(chance.integers(60, 255)))
    _spot(picture, chance, int(chance.integers(60, 255)))
    return picture


def _shade(chance: Draws) -> Image.Image:
    rows, columns = np.mgrid[0:256, 0:256]
    slope = rows * chance.uniform(-1, 1) + columns * chance.uniform(-1, 1)
    picture = Image.fromarray(((slope - slope.min()) / np.ptp(slope) * 255).astype(np.uint8))
    _spot(picture, chance, int(chance.integers(256)))
    return picture


def _spot(picture: Image.Image, chance: Draws, grey: int) -> None:
    left, top, size = (int(number) for number in chance.integers((0, 0, 20), (200, 200, 90)))
    ImageDraw.Draw(picture).ellipse((left, top, left + size, top + size), fill=grey)


_KINDS = (_page, _chat, _table, _caption, _dark, _shade)
