"""The cuts that are thought of follow from the shape of a picture."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.analyse.cuts import Window, around, windows
from inspector.domain.variation import AROUND

CAMERAS = (1.0, 4 / 3, 3 / 4, 3 / 2, 2 / 3, 16 / 9, 9 / 16)


def of(wide: float, variant: str) -> list[tuple[float, ...]]:
    return [tuple(round(edge, 3) for edge in each.box) for each in windows(wide) if each.variant == variant]


def far_apart(one: Window, other: Window) -> bool:
    return one.variant != other.variant or max(abs(a - b) for a, b in zip(one.box, other.box, strict=True)) >= 0.01


def test_what_a_camera_took_is_seen_in_the_shapes_that_are_cut_from_it() -> None:
    parts = of(4 / 3, "part")
    assert (0.125, 0.0, 0.875, 1.0) in parts  # square
    assert (0.0, 0.125, 1.0, 0.875) in parts  # 16:9
    assert (0.2, 0.0, 0.8, 1.0) in parts  # 4:5


def test_of_another_shape_so_much_was_cut_as_makes_it_a_cameras_on_either_side_or_both() -> None:
    wider = of(1.2, "widened")  # 4:3 lost a tenth
    assert {(-0.111, 0.0, 1.0, 1.0), (0.0, 0.0, 1.111, 1.0), (-0.056, 0.0, 1.056, 1.0)} <= set(wider)
    higher = of(1.85, "widened")  # 16:9 lost a twenty-fifth
    assert {(0.0, -0.042, 1.0, 1.0), (0.0, 0.0, 1.0, 1.042), (0.0, -0.021, 1.0, 1.021)} <= set(higher)


@pytest.mark.parametrize("wide", CAMERAS)
def test_what_has_a_cameras_shape_was_cut_all_around_or_from_another_cameras(wide: float) -> None:
    assert len(windows(wide)) <= 24
    for left, top, right, bottom in of(wide, "widened"):
        cut = (wide * (right - left) / (bottom - top)) / wide
        assert min(abs(wide * cut / shape - 1) for shape in CAMERAS) <= 0.01


@given(st.floats(1e-4, 1e4))
def test_any_shape_has_few_windows_all_unlike_and_none_is_small(wide: float) -> None:
    found = windows(wide)
    assert 8 <= len(found) <= 30
    assert all(far_apart(one, other) for one, other in combinations(found, 2))
    for each in found:
        left, top, right, bottom = each.box
        assert min(right - left, bottom - top) >= 0.5
        assert max(right - left, bottom - top) <= 1.26
        assert each.mirrored == each.variant.startswith("mirrored")


def test_what_margins_cover_is_guessed_where_it_is_little() -> None:
    assert around((0.0, 0.0, 1.0, 0.9)) == pytest.approx((0.0, 0.0, 1.0, 1 / 0.9))
    assert around((0.1, 0.0, 0.9, 1.0)) == pytest.approx((-0.125, 0.0, 1.125, 1.0))
    assert around((0.0, 0.25, 1.0, 1.0)) is None


@given(wide=st.floats(0.05, 20))
def test_the_first_parts_are_cut_all_around_each_more_than_the_one_before(wide: float) -> None:
    """Groups go by it: `AROUND` of them, the last the middle."""
    parts = [each.box for each in windows(wide) if each.variant == "part"][:AROUND]
    shares = [left for left, _, _, _ in parts]
    assert parts == [(share, share, 1 - share, 1 - share) for share in shares]
    assert shares == sorted(set(shares))
    assert (len(shares), shares[-1]) == (AROUND, 0.121)
