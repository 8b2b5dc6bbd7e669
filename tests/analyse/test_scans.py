"""A progressive JPEG read by its first scans shows what the whole of it shows; anything odd is read whole."""

from __future__ import annotations

import numpy as np
import pytest
import simplejpeg
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.analyse.scans import coarse
from tests.analyse.drawn import codes, distance, encode, looked, scene

PLAIN = encode(scene(3, 1100, 1040), "JPEG", quality=85)
PROGRESSIVE = encode(scene(3, 1100, 1040), "JPEG", quality=85, progressive=True)


@pytest.mark.parametrize(("side", "eighths"), [(520, 4), (700, 3), (1100, 2), (2100, 1)])
@pytest.mark.parametrize("subsampling", [0, 2])
def test_the_first_scans_show_the_picture(side: int, eighths: int, subsampling: int) -> None:
    data = encode(scene(5, side + 90, side), "JPEG", quality=90, progressive=True, subsampling=subsampling)
    less = coarse(data, eighths)
    assert less is not None
    assert len(less) < len(data) * 3 // 4
    whole, first = (
        simplejpeg.decode_jpeg(each, min_height=256, min_width=256).astype(np.int16) for each in (data, less)
    )
    assert whole.shape == first.shape
    assert min(whole.shape[:2]) == -(-side * eighths // 8)
    assert np.abs(whole - first).mean() < 4


@pytest.mark.parametrize("size", [(2100, 2060), (1400, 1030), (800, 600)])
def test_its_fingerprints_are_those_of_the_plain_file(size: tuple[int, int]) -> None:
    _, plain = looked(encode(scene(9, *size), "JPEG", quality=88))
    _, told = looked(encode(scene(9, *size), "JPEG", quality=88, progressive=True))
    assert codes(told) == []
    assert plain.fingerprint is not None
    assert told.fingerprint is not None
    assert distance(plain.fingerprint.pdq, told.fingerprint.pdq) <= 4
    assert plain.phash is not None
    assert told.phash is not None
    assert distance(plain.phash, told.phash) <= 2


@pytest.mark.parametrize("eighths", [5, 6, 7, 8])
def test_a_decode_at_more_than_half_needs_every_scan(eighths: int) -> None:
    assert coarse(PROGRESSIVE, eighths) is None


def test_of_a_sequential_file_nothing_is_left_out() -> None:
    assert coarse(PLAIN, 2) == PLAIN


def test_what_stands_behind_the_end_is_no_scan() -> None:
    assert coarse(PROGRESSIVE + PROGRESSIVE, 2) == coarse(PROGRESSIVE, 2)


@pytest.mark.parametrize("left", [0, 1, 2, 3, 20, 700, -2, -1, -2000])
def test_a_file_broken_off_is_read_whole(left: int) -> None:
    assert coarse(PROGRESSIVE[:left], 2) is None


def test_a_broken_progressive_picture_still_says_so() -> None:
    _, told = looked(PROGRESSIVE[: len(PROGRESSIVE) * 2 // 3])
    assert codes(told) == ["truncated"]
    assert told.thumbnail is not None


@settings(max_examples=60)
@given(st.integers(2, len(PROGRESSIVE) - 1), st.binary(min_size=1, max_size=40), st.integers(0, 9))
def test_no_bytes_whatever_hold_it_up(place: int, noise: bytes, eighths: int) -> None:
    less = coarse(PROGRESSIVE[:place] + noise + PROGRESSIVE[place + len(noise) :], eighths)
    assert less is None or (less.startswith(b"\xff\xd8") and less.endswith(b"\xff\xd9"))
    assert less is None or len(less) <= len(PROGRESSIVE) + len(noise)
