"""Which pictures and lists agree by likeness, and what is told of them; `test_near_search` has the exactness."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.content import Fingerprint
from inspector.domain.match import Match, Signal
from inspector.library.building.rows import words_of
from inspector.library.entry import Entry
from inspector.library.index import Index, Likeness
from inspector.library.marks import near, search
from inspector.library.marks.bands import Plan
from inspector.library.marks.distance import Fingerprints, distances
from tests.library.lists import through_file


def words(values: list[int], bits: int) -> Fingerprints:
    joined = b"".join(value.to_bytes(bits // 8, "big") for value in values)
    return np.ascontiguousarray(words_of(np.frombuffer(joined, np.uint8).reshape(len(values), -1)).T)


def flipped(value: int, places: list[int]) -> int:
    for place in places:
        value ^= 1 << place
    return value


@given(st.lists(st.integers(0, 2**256 - 1), min_size=1, max_size=9), st.integers(0, 2**256 - 1))
def test_distances_are_differing_bits(known: list[int], wanted: int) -> None:
    known += [wanted, wanted ^ (2**256 - 1)]
    for asked in (words([wanted], 256)[0], words([wanted] * len(known), 256)):
        assert distances(words(known, 256), asked).tolist() == [(value ^ wanted).bit_count() for value in known]


BASE = random.Random(5).getrandbits(256)


def pdq(value: int) -> bytes:
    return value.to_bytes(32, "big")


@pytest.mark.parametrize(
    ("known_quality", "quality", "distance", "matches"),
    [
        (100, 100, 31, True),
        (100, 100, 32, False),
        (50, 50, 0, True),
        (49, 50, 0, False),
        (50, 49, 0, False),
        (None, 50, 31, True),
        (None, 49, 0, False),
    ],
)
def test_quality_and_distance_rule(
    tmp_path: Path, known_quality: int | None, quality: int, distance: int, *, matches: bool
) -> None:
    known = through_file(tmp_path, [Entry(pdq=pdq(BASE), pdq_quality=known_quality, category="2")])
    wanted = Likeness(Fingerprint(pdq(flipped(BASE, list(range(distance)))), quality))
    expected = [Match(3, Signal.PDQ, distance, pdq(BASE).hex(), "2")] if matches else []
    assert Index({3: known}).near([wanted]) == [expected]


def test_the_nearest_of_a_set_is_told_and_each_set_tells_its_own(tmp_path: Path) -> None:
    entries = [Entry(pdq=pdq(flipped(BASE, list(range(apart)))), category=str(apart)) for apart in (9, 3, 20)]
    one = through_file(tmp_path, entries)
    two = through_file(tmp_path, [entries[2]])
    three = through_file(tmp_path, [Entry(md5=bytes(16))])
    (matches,) = Index({1: one, 2: two, 3: three}).near([Likeness(Fingerprint(pdq(BASE), 80))])
    assert {(match.hashset, match.distance, match.category) for match in matches} == {(1, 3, "3"), (2, 20, "20")}


def test_of_equally_near_ones_a_named_category_is_told(tmp_path: Path) -> None:
    entries = [Entry(pdq=pdq(BASE ^ 1)), Entry(pdq=pdq(BASE ^ 2), category="7"), Entry(pdq=pdq(BASE ^ 4), category="8")]
    (matches,) = Index({1: through_file(tmp_path, entries)}).near([Likeness(Fingerprint(pdq(BASE), 80))])
    assert [(match.distance, match.category) for match in matches] == [(1, "7")]


SHORT = 0xC3D2A4B5968778F0


def short(signal: str, raw: bytes) -> Likeness:
    return Likeness(phash=raw) if signal == "phash" else Likeness(dhash=raw)


@pytest.mark.parametrize(("signal", "other"), [("phash", "dhash"), ("dhash", "phash")])
@pytest.mark.parametrize(("distance", "matches"), [(0, True), (8, True), (9, False)])
def test_short_fingerprints_match_their_own_kind(
    tmp_path: Path, signal: str, other: str, distance: int, *, matches: bool
) -> None:
    known = through_file(tmp_path, [Entry(**{signal: SHORT.to_bytes(8, "big")})])  # type: ignore[arg-type]
    wanted = flipped(SHORT, list(range(0, 2 * distance, 2))).to_bytes(8, "big")
    index = Index({1: known})
    assert [[match.distance for match in found] for found in index.near([short(signal, wanted)])] == [
        [distance] if matches else []
    ]
    assert index.near([short(other, wanted)]) == [[]]


@pytest.mark.parametrize("flat", [0, 2**63, 2**64 - 1, 0xFF, 0xFFFF_FFFF_FFFF_FF00, 0x0101_0101_0101_0100])
def test_flat_pictures_match_nothing_by_short_fingerprints(tmp_path: Path, flat: int) -> None:
    raw = flat.to_bytes(8, "big")
    known = through_file(tmp_path, [Entry(phash=raw, dhash=raw)])
    assert Index({1: known}).near([Likeness(phash=raw, dhash=raw)]) == [[]]


def test_a_picture_of_low_quality_is_not_compared_by_any_fingerprint(tmp_path: Path) -> None:
    raw = SHORT.to_bytes(8, "big")
    index = Index({1: through_file(tmp_path, [Entry(phash=raw)])})
    assert index.near(
        [Likeness(Fingerprint(pdq(BASE), 20), phash=raw), Likeness(Fingerprint(pdq(BASE), 90), phash=raw)]
    ) == [
        [],
        [Match(1, Signal.PHASH, 0, raw.hex(), "")],
    ]


def test_nothing_to_compare(tmp_path: Path) -> None:
    index = Index({1: through_file(tmp_path, [Entry(pdq=pdq(BASE))])})
    assert index.near([Likeness()]) == [[]]
    assert index.near([]) == []
    assert Index({}).near([Likeness(Fingerprint(pdq(BASE), 90))]) == [[]]


def test_many_asked_at_once_are_answered_each_for_itself(tmp_path: Path) -> None:
    chance = random.Random(2)
    values = [chance.getrandbits(256) for _ in range(40)]
    raw = SHORT.to_bytes(8, "big")
    one = through_file(tmp_path, [*(Entry(pdq=pdq(value)) for value in values), Entry(phash=raw, dhash=raw)])
    two = through_file(tmp_path, [Entry(pdq=pdq(value)) for value in values[:20]])
    index = Index({1: one, 2: two})
    asked = [
        Likeness(
            Fingerprint(pdq(flipped(chance.choice(values), chance.sample(range(256), apart))), quality),
            phash=raw if apart % 2 else None,
            dhash=raw if apart % 3 else None,
            variant="turned" if apart % 5 else "",
        )
        for apart in range(40)
        for quality in (30, 70)
    ]
    together = index.near(asked)
    assert together == [index.near([each])[0] for each in asked]
    assert all(match.variant == each.variant for each, told in zip(asked, together, strict=True) for match in told)
    assert {match.signal for told in together for match in told} == {Signal.PDQ, Signal.PHASH, Signal.DHASH}


def test_what_was_altered_is_looked_up_less_thoroughly_and_a_picture_as_it_is_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a large set; 31 bits that lie so evenly in all bands that one bit a band finds none of them."""
    monkeypatch.setitem(near._PLANS, Signal.PDQ, ((0, Plan(11, 8)),))
    monkeypatch.setattr(search, "TOO_MANY", 0)  # no scan
    chance = random.Random(3)
    index = Index(
        {
            1: through_file(
                tmp_path, [Entry(pdq=pdq(chance.getrandbits(256))) for _ in range(500)] + [Entry(pdq=pdq(BASE))]
            )
        }
    )
    evenly = [255 - 8 * (place % 11) - place // 11 for place in range(31)]

    def apart(count: int, variant: str) -> list[int]:
        asked = Likeness(Fingerprint(pdq(flipped(BASE, evenly[:count])), 80), variant=variant)
        return [match.distance for match in index.near([asked])[0]]

    assert [apart(count, "") for count in (21, 31)] == [[21], [31]]
    assert [apart(count, "turned") for count in (21, 31)] == [[21], []]


def test_a_fingerprint_on_a_list_twice_tells_what_its_usable_entry_says(tmp_path: Path) -> None:
    entries = [
        Entry(pdq=pdq(BASE), pdq_quality=10, category="1", md5=bytes(16)),
        Entry(pdq=pdq(BASE), pdq_quality=90, category="3", md5=bytes([1] * 16)),
        Entry(pdq=pdq(BASE), pdq_quality=90, category="2", md5=bytes([2] * 16)),
    ]
    (matches,) = Index({1: through_file(tmp_path, entries)}).near([Likeness(Fingerprint(pdq(BASE), 80))])
    assert [(match.distance, match.category) for match in matches] == [(0, "2")]
