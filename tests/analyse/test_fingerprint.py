"""PDQ against the authors' program, pHash and dHash against ImageHash, and what scaling and coding do to them."""

from __future__ import annotations

import tracemalloc

import imagehash
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image

from inspector.analyse.fingerprint import Grey, fingerprints, pdq
from tests.analyse.drawn import distance, encode, grey, looked, scene

# (scene, width, height, quality, hash) as the authors' own C++ code gives them, through pdqhash 0.2.8 compiled from
# its source: `pdqhash.compute(scene(number, width, height))`, packed most significant bit first.
PUBLISHED = [
    (0, 640, 480, 100, "462b66466235e470626667e64c392f25f2c69699c1ea6b2dadd0dc9bb725c0ec"),
    (1, 480, 640, 100, "7925572914bebcd6ac16180f41f143e973f9201b2dc66e2f5d2d580c51d3f2f4"),
    (2, 512, 512, 100, "1c83ed1f5b4f564f25998c47d35c3bb1a4e3c31c3ce123b3c00d1ceb7313c466"),
    (3, 1000, 600, 100, "3956a35e9687bc6962ba5a8c78a312ada50d31c19616d34d16dbed3d66b40d63"),
    (4, 64, 64, 100, "99894c395666c18b83c1563ab54dc38f784e385bc2b667e7ad18c8f16367af14"),
    (5, 90, 70, 100, "53562d994cb3e4d6d6da0b292b6dd3659559b5a764a74b1b4893644aada99254"),
    (6, 333, 127, 100, "435618af1eb92f1864ecb0afd35383540de41c8b071beb520ea5d1f393372ead"),
    (7, 1300, 700, 100, "992d2296608b9e76452fa6526c29d9db99190b39529b8c25865fd2f7a6e42dad"),
    (8, 640, 480, 100, "30c120d249e159e3d1f241e323e536ccb7e8b226ba21d72bbedaaed55d09cf30"),
    (9, 300, 300, 100, "1bda7e3766c0a95e04e7428f3277ad15991136255a3de4ebe81f424076a45bda"),
    (10, 801, 533, 100, "773d5319b21563b5552b9cb74873dca64947a94d951d1259b694e2de63a30d22"),
    (11, 128, 1024, 100, "986a3bb91b9dc4c6c8cef85c12b10f818dcaed6db52b1b1152e5f095c04e6d7a"),
]
# The authors ask that a port agree within 10 bits at quality 80 and more, other decoders included.
SAME_PIXELS, OTHER_DECODER = 4, 10


def published(entry: tuple[int, int, int, int, str]) -> tuple[Grey, int, bytes]:
    number, width, height, quality, digits = entry
    return grey(scene(number, width, height)), quality, bytes.fromhex(digits)


@pytest.mark.parametrize("entry", PUBLISHED, ids=lambda entry: f"{entry[1]}x{entry[2]}")
def test_pdq_is_the_published_one(entry: tuple[int, int, int, int, str]) -> None:
    pixels, quality, expected = published(entry)
    found = pdq(pixels)
    assert found is not None
    assert distance(found.pdq, expected) <= SAME_PIXELS
    assert found.quality == quality


@pytest.mark.parametrize("name", ["JPEG", "WEBP", "PNG", "AVIF", "HEIF", "TIFF", "BMP", "JPEG2000"])
def test_pdq_survives_the_way_through_a_file(name: str) -> None:
    distances = []
    for number, width, height, _, digits in PUBLISHED:
        if not 300 <= min(width, height) <= 500:
            continue
        _, told = looked(encode(scene(number, width, height), name))
        assert told.fingerprint is not None
        distances.append(distance(told.fingerprint.pdq, bytes.fromhex(digits)))
    assert max(distances) <= OTHER_DECODER
    assert sorted(distances)[len(distances) // 2] <= 4


def test_pdq_of_a_large_picture_comes_from_a_small_decode() -> None:
    large = scene(3, 2401, 1603)
    whole = pdq(grey(large))
    _, told = looked(encode(large, "JPEG", quality=90))
    assert whole is not None
    assert told.fingerprint is not None
    assert distance(whole.pdq, told.fingerprint.pdq) <= 6
    assert (told.width, told.height) == (2401, 1603)


def test_other_pictures_are_far_away() -> None:
    marks = [found.pdq for found in (pdq(grey(scene(number))) for number in range(12)) if found]
    assert len(marks) == 12
    nearest = min(distance(one, other) for one in marks for other in marks if one is not other)
    assert nearest > 60


def test_pdq_needs_five_pixels_a_side() -> None:
    assert pdq(np.zeros((4, 300), np.uint8)) is None
    assert pdq(np.zeros((300, 4), np.uint8)) is None
    assert pdq(np.zeros((5, 5), np.uint8)) is not None


def test_quality_tells_flat_from_busy() -> None:
    flat = pdq(np.full((200, 300), 128, np.uint8))
    slope = pdq(np.tile(np.arange(256, dtype=np.uint8), (256, 1)))
    assert flat is not None
    assert flat.quality == 0
    assert slope is not None
    assert 0 <= slope.quality < 100


@pytest.mark.parametrize("number", range(6))
def test_phash_and_dhash_are_those_of_imagehash(number: int) -> None:
    pixels = grey(scene(number))
    image = Image.fromarray(pixels)
    found = fingerprints(image)
    assert distance(found.phash, bytes.fromhex(str(imagehash.phash(image)))) <= 2
    assert distance(found.dhash, bytes.fromhex(str(imagehash.dhash(image)))) <= 2


@pytest.mark.parametrize("number", range(4))
def test_phash_and_dhash_of_a_scaled_decode_stay_near(number: int) -> None:
    file = encode(scene(number, 1600, 1200), "JPEG", quality=90)
    full = Image.fromarray(scene(number, 1600, 1200))
    _, told = looked(file)
    assert told.phash is not None
    assert told.dhash is not None
    assert distance(told.phash, bytes.fromhex(str(imagehash.phash(full)))) <= 4
    assert distance(told.dhash, bytes.fromhex(str(imagehash.dhash(full)))) <= 4


@settings(max_examples=25)
@given(arrays.arrays(np.uint8, arrays.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=700)))
def test_any_array_has_fingerprints(pixels: Grey) -> None:
    found = fingerprints(Image.fromarray(pixels))
    assert len(found.phash) == len(found.dhash) == 8
    assert (found.pdq is None) == (min(pixels.shape) < 5)
    if found.pdq is not None:
        assert len(found.pdq.pdq) == 32
        assert 0 <= found.pdq.quality <= 100
        assert int.from_bytes(found.pdq.pdq, "big").bit_count() <= 128  # never more than half stand above the median


@settings(max_examples=15)
@given(st.integers(0, 11), st.integers(-40, 40))
def test_pdq_hardly_minds_brightness(number: int, lighter: int) -> None:
    pixels = grey(scene(number, 320, 240))
    shifted = (pixels.astype(np.int16) // 2 + 64 + lighter).astype(np.uint8)
    one, other = pdq(pixels), pdq(shifted)
    assert one is not None
    assert other is not None
    assert distance(one.pdq, other.pdq) <= 8


def test_a_very_long_strip_takes_little_memory() -> None:
    strip = np.random.default_rng(1).integers(0, 256, (60_000, 8), np.uint8)
    tracemalloc.start()
    try:
        assert pdq(strip) is not None
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 200 << 20
