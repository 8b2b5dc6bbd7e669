"""One normal form for text, whatever somebody piles on a letter."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.marks import composed, decomposed

MARKS = "\u0301\u0323\u0302\u031b\u1dce"


@given(st.text(max_size=60))
def test_ordinary_text_is_put_in_normal_form_and_nothing_else(text: str) -> None:
    assert composed(text) == unicodedata.normalize("NFC", text)
    assert decomposed(text) == unicodedata.normalize("NFD", text)


@given(st.lists(st.sampled_from(["a", "ê", " ", "đ", *MARKS, "\u0323\u0301" * 40]), max_size=12).map("".join))
def test_runs_of_marks_are_parted_and_nothing_is_lost(text: str) -> None:
    parted = composed(text)
    assert unicodedata.is_normalized("NFC", parted)
    without = unicodedata.normalize("NFD", parted).replace("\u034f", "")
    assert sorted(without) == sorted(unicodedata.normalize("NFD", text))
    longest = here = 0
    for character in parted:
        here = here + 1 if unicodedata.combining(character) else 0
        longest = max(longest, here)
    assert longest <= 33  # thirty, and what the letter before them comes apart into


@pytest.mark.parametrize("form", [composed, decomposed])
def test_millions_of_marks_on_one_letter_are_no_more_work_than_a_text(form: type) -> None:
    """Put in order all at once, these would take hours."""
    assert len(form("a" + "\u0301\u0323" * 1_000_000)) > 2_000_000
