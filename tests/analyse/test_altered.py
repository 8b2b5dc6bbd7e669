"""Altered copies are known by what was altered, and pictures that only look alike are not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageOps

from inspector.analyse.fingerprint import Grey, fingerprints
from inspector.analyse.margin import trimmed
from inspector.domain.content import Fingerprint
from inspector.domain.variation import LEAST_QUALITY, MOST
from inspector.library.altered import likenesses
from inspector.library.index import Likeness
from tests.analyse.drawn import distance, encode, looked, scene

RADIUS = 31
_TURN = Image.Transpose


def original(number: int) -> Image.Image:
    return Image.fromarray(scene(number, 800, 600))


def framed(picture: Image.Image, size: tuple[int, int], ground: str | None) -> Image.Image:
    """The picture in the middle of a sheet, blurred and enlarged itself when there is no `ground`."""
    sheet = (Image.new("RGB", size, ground) if ground
             else picture.resize(size).filter(ImageFilter.GaussianBlur(40)))  # fmt: skip
    sheet.paste(picture, ((size[0] - picture.width) // 2, (size[1] - picture.height) // 2))
    return sheet


def captioned(picture: Image.Image) -> Image.Image:
    sheet = Image.new("RGB", (picture.width, picture.height + 110), "white")
    sheet.paste(picture, (0, 110))
    ImageDraw.Draw(sheet).text((20, 25), "when the cat is out of the house", "black", ImageFont.load_default(44))
    return sheet


def covered(picture: Image.Image, *bars: tuple[int, int, int, int]) -> Image.Image:
    sheet = picture.copy()
    for bar in bars:
        ImageDraw.Draw(sheet).rectangle(bar, fill="black")
        ImageDraw.Draw(sheet).text((30, bar[1] + 6), "when the cat is out", "white", ImageFont.load_default(24))
    return sheet


def cut(picture: Image.Image, left: int, top: int, right: int, bottom: int) -> Image.Image:
    return picture.crop((left, top, picture.width - right, picture.height - bottom))


ALTERED: dict[str, tuple[str, Callable[[Image.Image], Image.Image]]] = {
    "mirrored": ("mirrored", ImageOps.mirror),
    "upside down": ("mirrored", ImageOps.flip),
    "left": ("turned", lambda it: it.transpose(_TURN.ROTATE_90)),
    "right": ("turned", lambda it: it.transpose(_TURN.ROTATE_270)),
    "by half": ("turned", lambda it: it.transpose(_TURN.ROTATE_180)),
    "transposed": ("turned+mirrored", lambda it: it.transpose(_TURN.TRANSPOSE)),
    "mirrored and small": ("mirrored", lambda it: ImageOps.mirror(it).resize((320, 240))),
    "black border": ("trimmed", lambda it: ImageOps.expand(it, 40, "black")),
    "lopsided border": ("trimmed", lambda it: ImageOps.expand(it, (0, 30, 90, 0), "white")),
    "story": ("trimmed", lambda it: framed(it, (800, 1400), "black")),
    "blurred strips": ("trimmed", lambda it: framed(it, (800, 1400), None)),
    "caption": ("trimmed", captioned),
    "turned in a border": ("turned+trimmed", lambda it: ImageOps.expand(it.transpose(_TURN.ROTATE_90), 30, "white")),
    "bars over both": ("trimmed+widened", lambda it: covered(it, (0, 0, 800, 36), (0, 564, 800, 600))),
    "cut and framed": ("trimmed+widened", lambda it: framed(cut(it, 20, 15, 20, 15), (760, 1300), "white")),
    "mirrored story": ("mirrored+trimmed", lambda it: framed(ImageOps.mirror(it), (800, 1400), "black")),
    "cut all around": ("widened", lambda it: cut(it, 20, 15, 20, 15)),
    "cut at the left": ("widened", lambda it: cut(it, 40, 0, 0, 0)),
    "cut at the foot": ("widened", lambda it: cut(it, 0, 0, 0, 54)),
    "cut more at the left": ("widened", lambda it: cut(it, 64, 0, 0, 0)),
    "cut above and below": ("widened", lambda it: cut(it, 0, 25, 0, 25)),
    "mirrored and cut": ("mirrored+widened", lambda it: ImageOps.mirror(cut(it, 20, 15, 20, 15))),
}


def likenesses_of(picture: Image.Image) -> list[Likeness]:
    """By what a JPEG of the picture is held against lists, through all that a worker tells."""
    _, told = looked(encode(picture, "JPEG", quality=75))
    return likenesses(told.fingerprint, told.phash, told.dhash, told.variations)


def nearest(alike: list[Likeness], known: Fingerprint) -> tuple[int, str]:
    return min((distance(one.fingerprint.pdq, known.pdq), one.variant) for one in alike if one.fingerprint)


def mark(picture: Image.Image) -> Fingerprint:
    found = fingerprints(picture).pdq
    assert found is not None
    return found


@pytest.mark.parametrize("name", ALTERED)
def test_an_altered_copy_is_known_by_its_original(name: str) -> None:
    variant, alter = ALTERED[name]
    for number in (3, 8):
        known, copy = mark(original(number)), alter(original(number))
        assert distance(mark(copy).pdq, known.pdq) > RADIUS  # or there is nothing to show
        apart, how = nearest(likenesses_of(copy), known)
        assert (apart <= RADIUS, how) == (True, variant)


@pytest.mark.parametrize(
    "box",
    [
        (40, 30, 40, 30),
        (78, 58, 78, 58),
        (48, 0, 0, 0),
        (100, 0, 100, 0),
        (160, 0, 160, 0),
        (0, 75, 0, 75),
    ],
)
def test_what_was_cut_from_a_picture_is_known_in_the_whole(box: tuple[int, int, int, int]) -> None:
    whole = original(8)
    apart, how = nearest(likenesses_of(whole), mark(cut(whole, *box)))
    assert (apart <= RADIUS, how) == (True, "part")


def test_a_mirrored_part_is_known_in_the_whole() -> None:
    apart, how = nearest(likenesses_of(original(8)), mark(ImageOps.mirror(cut(original(8), 40, 30, 40, 30))))
    assert (apart <= RADIUS, how) == (True, "mirrored+part")


def test_a_strip_that_is_nowhere_plain_ends_where_the_one_across_does() -> None:
    pixels = np.array(framed(original(3), (800, 1000), None).convert("L"))
    pixels[950:] = np.random.default_rng(3).integers(0, 256, (50, 800))
    (box,) = trimmed(Image.fromarray(pixels))
    assert np.abs(np.array(box) * [800, 1000, 800, 1000] - [0, 200, 800, 800]).max() <= 4


def test_a_picture_without_margins_is_not_trimmed() -> None:
    for number in range(6):
        assert trimmed(original(number).convert("L")) == []


@pytest.mark.parametrize("ground", ["black", "white", "#7a2c55"])
def test_a_border_is_found_to_the_pixel_or_so(ground: str) -> None:
    sheet = ImageOps.expand(original(3), (40, 20, 80, 60), ground)
    (box,) = trimmed(sheet.convert("L"))
    edges = np.array(box) * ([sheet.width, sheet.height] * 2)
    assert np.abs(edges - [40, 20, sheet.width - 80, sheet.height - 60]).max() <= 3


@pytest.mark.parametrize("plain", ["black", "white"])
def test_nothing_is_left_out_where_nothing_would_be_left(plain: str) -> None:
    flat = Image.new("L", (300, 200), plain)
    dot = flat.copy()
    dot.putpixel((150, 100), 128)
    assert trimmed(flat) == trimmed(dot) == []


def test_what_tells_too_little_has_no_variations() -> None:
    flat = Image.new("RGB", (400, 300), "grey")
    stripes = Image.fromarray(np.tile(np.repeat(np.array([40, 200], np.uint8), 20), (300, 10)))
    assert fingerprints(flat).variations == fingerprints(stripes).variations == ()
    framed_flat = fingerprints(ImageOps.expand(flat, (0, 0, 50, 40), "white")).variations
    assert {each.variant for each in framed_flat} <= {"mirrored", "turned"}  # nothing of what is inside


def test_pages_of_other_words_and_other_scenes_agree_in_no_variation() -> None:
    pictures = [original(number) for number in range(5)] + [page(number) for number in range(5)]
    marks = [mark(picture) for picture in pictures]
    for place, picture in enumerate(pictures):
        alike = likenesses_of(picture)
        assert all(nearest(alike, other)[0] > RADIUS for at, other in enumerate(marks) if at != place)


def page(number: int) -> Image.Image:
    chance = np.random.default_rng(number)
    sheet = Image.new("RGB", (500, 700), "white")
    for line in range(24):
        words = " ".join("abcdefghij"[: int(length)] for length in chance.integers(1, 10, 8))
        ImageDraw.Draw(sheet).text((40, 40 + line * 26), words, "black", ImageFont.load_default(16))
    return sheet


@settings(max_examples=25)
@given(arrays.arrays(np.uint8, arrays.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=300)))
def test_any_array_has_variations_within_bounds(pixels: Grey) -> None:
    found = fingerprints(Image.fromarray(pixels))
    assert len(found.variations) <= MOST
    assert all(LEAST_QUALITY <= each.fingerprint.quality <= 100 for each in found.variations)
    assert all(len(each.fingerprint.pdq) == 32 for each in found.variations)


@settings(max_examples=25)
@given(st.integers(5, 200), st.integers(5, 200), st.tuples(*[st.integers(0, 80)] * 4), st.integers(0, 255))
def test_what_is_left_lies_inside_and_is_not_little(
    width: int, height: int, border: tuple[int, int, int, int], level: int
) -> None:
    noise = np.random.default_rng(width * height).integers(0, 256, (height, width), np.uint8)
    sheet = ImageOps.expand(Image.fromarray(noise), border, level)
    for left, top, right, bottom in trimmed(sheet):
        assert 0 <= left < right <= 1
        assert 0 <= top < bottom <= 1
        assert min(right - left, bottom - top) >= 1 / 5**2 - 0.02  # twice a fifth, in two rounds
