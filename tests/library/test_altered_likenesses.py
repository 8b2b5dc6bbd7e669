"""By what a picture is held against the library: the plain one first, each variation in its orientations."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.content import Fingerprint, Variation
from inspector.library.altered import how_altered, likenesses
from inspector.library.index import Likeness
from inspector.library.marks.across import exchanged
from inspector.words import Words

PLAIN = Fingerprint(bytes(range(32)), 90)


def told(*variants: str) -> list[Variation]:
    return [Variation(variant, Fingerprint(bytes((number,)) * 32, 80)) for number, variant in enumerate(variants)]


def test_a_picture_alone_is_asked_as_it_is() -> None:
    assert likenesses(PLAIN, b"p" * 8, b"d" * 8) == [Likeness(PLAIN, b"p" * 8, b"d" * 8)]
    assert likenesses(None, None, None) == []


def test_the_plain_one_comes_first_and_alone_has_short_fingerprints() -> None:
    found = likenesses(PLAIN, b"p" * 8, b"d" * 8, told("mirrored", "part"))
    assert found[0] == Likeness(PLAIN, b"p" * 8, b"d" * 8)
    assert all((one.phash, one.dhash) == (None, None) for one in found[1:])
    assert all(one.variant for one in found[1:])


def test_every_whole_is_asked_in_its_orientations_and_windows_only_upright() -> None:
    variations = told("mirrored", "mirrored", "turned", "trimmed", "mirrored+trimmed", "mirrored+trimmed",
                      "turned+trimmed", "widened", "part")  # fmt: skip
    variants = sorted(one.variant for one in likenesses(PLAIN, None, None, variations))
    assert variants == sorted([
        "", "mirrored", "mirrored", "turned", "turned+mirrored", "turned", "turned", "turned+mirrored",
        "trimmed", "mirrored+trimmed", "mirrored+trimmed", "turned+trimmed",
        "turned+mirrored+trimmed", "turned+trimmed", "turned+trimmed", "turned+mirrored+trimmed", "widened", "part",
    ])  # fmt: skip


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=3))
def test_rows_and_columns_exchanged_twice_are_as_before(known: list[bytes]) -> None:
    raw = np.frombuffer(b"".join(known), np.uint8).reshape(-1, 32)
    assert (exchanged(exchanged(raw)) == raw).all()
    for before, after in zip(known, exchanged(raw), strict=True):
        one, other = int.from_bytes(before, "big"), int.from_bytes(after.tobytes(), "big")
        assert all((other >> (16 * row + column) & 1) == (one >> (16 * column + row) & 1)
                   for row in range(16) for column in range(16))  # fmt: skip


def test_every_word_is_said_in_both_languages() -> None:
    assert how_altered("turned+mirrored", Words("vi")) == "bản đã xoay, bản lật ngược như soi gương"
    assert how_altered("widened", Words("en")) == "may have been cut at its edges"
    assert how_altered("", Words("vi")) == ""
