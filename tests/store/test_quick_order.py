"""The order in which waiting items are read: as found, or by what promises most."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.domain.entry import Entry
from inspector.domain.place_class import PlaceClass
from inspector.store import contents, ingests
from tests.ready import Register

OTHERS = [place.value for place in PlaceClass if place not in {PlaceClass.SAVED, PlaceClass.CAMERA,
          PlaceClass.RECEIVED, PlaceClass.CACHE, PlaceClass.THUMBNAIL, PlaceClass.SYSTEM}] + [""]  # fmt: skip


def listed(register: Register, *found: tuple[str, int, str, int]) -> None:
    """Items as (name, size, place, time)."""
    places = {name.encode(): place for name, _, place, _ in found}
    entries = [Entry(name.encode(), size, time, 0, 0, 1, 0, 1) for name, size, _, time in found]
    register.workspace.change(ingests.add_entries(register.ingest, entries, lambda entry: places[entry.path]))


def names(register: Register, sizes_first: Collection[int] | None) -> list[str]:
    connection = register.workspace.reader()
    found = contents.waiting(connection, register.ingest.source, sizes_first)
    return [contents.item_to_read(connection, number).path.decode() for number in found]


def test_a_full_look_reads_in_the_order_of_finding(register: Register) -> None:
    listed(register, ("b.txt", 1, "cache", 1), ("a.jpg", 2, "saved", 2), ("c.jpg", 3, "", 3))
    assert names(register, None) == ["b.txt", "a.jpg", "c.jpg"]


def test_a_quick_look_reads_what_promises_most_first(register: Register) -> None:
    listed(
        register,
        ("system.jpg", 1, "system", 9), ("small.jpg", 1, "thumbnail", 9), ("web.jpg", 1, "cache", 9),
        ("nowhere.jpg", 1, "", 9), ("from-another.jpg", 1, "received", 9), ("shot.jpg", 1, "camera", 9),
        ("letter.txt", 1, "saved", 9), ("old.JPEG", 1, "saved", 1), ("new.Mp4", 1, "saved", 5),
        ("jpg", 1, "saved", 8),
    )  # fmt: skip
    assert names(register, ()) == ["new.Mp4", "old.JPEG", "letter.txt", "jpg", "shot.jpg", "from-another.jpg",
                                   "nowhere.jpg", "web.jpg", "small.jpg", "system.jpg"]  # fmt: skip


def test_a_size_of_a_known_content_goes_before_every_promise(register: Register) -> None:
    listed(register, ("a.jpg", 1, "saved", 9), ("b.bin", 7, "system", 1), ("c.jpg", 7, "cache", 1))
    assert names(register, {7, 8}) == ["c.jpg", "b.bin", "a.jpg"]


def test_places_of_no_promise_of_their_own_stand_between(register: Register) -> None:
    listed(register, *((f"{place or 'none'}.jpg", 1, place, 1) for place in OTHERS), ("z", 1, "received", 1),
           ("a", 1, "cache", 1))  # fmt: skip
    found = names(register, ())
    assert (found[0], found[-1]) == ("z", "a")


def test_what_was_read_is_not_asked_for_again(register: Register) -> None:
    register.read(b"read.jpg", b"content")
    listed(register, ("a.jpg", 1, "saved", 1))
    assert names(register, ()) == names(register, None) == ["a.jpg"]


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from([*PlaceClass, ""]), st.integers(-5, 5)), max_size=12),
       st.sets(st.integers(0, 5)))  # fmt: skip
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_item_comes_once_and_known_sizes_lead(
    register: Register, found: list[tuple[int, str, int]], sizes: set[int]
) -> None:
    connection = register.workspace.reader()
    with_names = [(f"{number}.jpg", *one) for number, one in enumerate(found)]
    one = Register(register.workspace, f"{next(NUMBERS)}/VA")
    listed(one, *((name, size, str(place), time) for name, size, place, time in with_names))
    asked = list(contents.waiting(connection, one.ingest.source, sizes))
    assert sorted(asked) == sorted(contents.waiting(connection, one.ingest.source))
    known = [contents.item_to_read(connection, number).size in sizes for number in asked]
    assert known == sorted(known, reverse=True)


NUMBERS = iter(range(2, 1_000))
