"""Variations in few bytes: what is packed comes out, and whatever else is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.content import Fingerprint, Variation
from inspector.domain.match import Variant
from inspector.domain.variation import MOST, packed, unpacked

VARIANTS = ("mirrored", "turned", "trimmed", "mirrored+trimmed", "turned+trimmed", "widened", "part",
            "mirrored+widened", "mirrored+part", "trimmed+widened")  # fmt: skip
ONE = bytes((0, 50)) + bytes(32)

fingerprints = st.builds(Fingerprint, st.binary(min_size=32, max_size=32), st.integers(50, 100))
variations = st.builds(Variation, st.sampled_from(VARIANTS), fingerprints)


@given(st.lists(variations, max_size=MOST))
def test_what_is_packed_comes_out(given: list[Variation]) -> None:
    assert unpacked(packed(given)) == tuple(given)
    assert len(packed(given)) == 34 * len(given)


def test_the_codes_stay_what_they_are() -> None:
    """They stand in workspaces."""
    told = [Variation(variant, Fingerprint(bytes(32), 50)) for variant in VARIANTS]
    assert [packed([each])[0] for each in told] == list(range(len(VARIANTS)))
    assert {word for variant in VARIANTS for word in variant.split("+")} == set(Variant)


@pytest.mark.parametrize(
    "data",
    [ONE[:-1], ONE + b"x", ONE * (MOST + 1), bytes((len(VARIANTS), 50)) + bytes(32), bytes((255, 50)) + bytes(32),
     bytes((0, 49)) + bytes(32), bytes((0, 101)) + bytes(32)],
)  # fmt: skip
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="variation"):
        unpacked(data)


@given(st.binary(max_size=34 * 4))
def test_any_bytes_are_taken_as_they_are_or_refused(data: bytes) -> None:
    try:
        found = unpacked(data)
    except ValueError:
        return
    assert packed(found) == data
