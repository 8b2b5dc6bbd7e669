"""The class of a place in the detail pane."""

from __future__ import annotations

import pytest

from inspector.domain.place_class import PlaceClass
from inspector.store.gallery import Detail, Occurrence
from inspector.store.listing import Item
from inspector.ui.detail_lines import sections
from inspector.ui.look import Look


@pytest.mark.parametrize("place", [*PlaceClass, None])
def test_the_pane_tells_the_class_of_each_place(look: Look, place: PlaceClass | None) -> None:
    item = Item(
        1, "VC-01", b"/s", b"p", "a.jpg", None, None, 9, None, "waiting", None, None, None, None, None, None, None,
        None, None, None, None, None, None, [], {}, [],
    )  # fmt: skip
    found = Detail(item, [Occurrence(1, "VC-01", "a.jpg", place)], [], [], [], [])
    (line,) = [line for part in sections(look, found, {}) for line in part.lines if line.value == "a.jpg"]
    assert line.name == ("VC-01" if place is None else f"VC-01 · {look.words.say(f'place-{place.value}')}")
