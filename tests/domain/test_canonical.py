"""The one spelling of a record."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.canonical import canonical_json

WORDS = st.text(st.characters(codec="ascii"), max_size=8)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_it_is_json_and_says_the_same(value: Any) -> None:
    assert json.loads(canonical_json(value)) == value


@given(st.dictionaries(WORDS, st.integers(), max_size=6))
def test_the_order_of_members_does_not_matter(record: dict[str, int]) -> None:
    turned = dict(reversed(record.items()))
    assert canonical_json(turned) == canonical_json(record)


def test_the_spelling_is_fixed() -> None:
    assert canonical_json({"b": [1, None, True], "a": "ế\n"}) == b'{"a":"\\u1ebf\\n","b":[1,null,true]}'


@pytest.mark.parametrize("value", [0.5, {"a": 1.0}, [[2.5]], {"a": [{"b": float("nan")}]}])
def test_floats_have_no_one_spelling_and_are_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)
