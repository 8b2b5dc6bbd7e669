from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.place_class import PlaceClass
from inspector.source import told
from inspector.source.container import About
from inspector.source.member import Member
from inspector.source.tellable import about_values, member_values
from inspector.source.told import Telling

NUMBERS = st.none() | st.integers()
TEXTS = st.text(st.characters(), max_size=50) | st.sampled_from(["\ud800", "x" * 5_000])
PLAIN: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.binary() | st.just([0] * 300),
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner) | st.tuples(inner),
    max_leaves=30,
)


@given(st.builds(
    Member, st.binary() | st.just(b"x" * (2 << 20)), st.just("1"), NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, TEXTS,
    st.sampled_from(PlaceClass),
))  # fmt: skip
def test_whatever_a_container_claims_of_a_member_is_taken(member: Member) -> None:
    entry = told.entry(member_values(member))
    assert member.path.startswith(entry.path)
    assert entry.size in (0, member.size)
    assert entry.modified_ns in (None, member.modified_ns)


def sound(text: str) -> str:
    """A text as it is kept: what cannot be encoded, and a NUL, are told by a sign."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


@given(st.dictionaries(TEXTS, PLAIN), TEXTS)
def test_whatever_a_container_claims_of_itself_is_taken(facts: dict[str, object], text: str) -> None:
    telling = Telling.from_values(about_values(About(facts, text, (("damaged", ""),) * 100)), "zip")
    assert telling.text == sound(text)
    assert len(telling.facts) == min(len({sound(name[:64]) for name in facts}), 256)
