"""Near matches: exactly those within the radius, whatever the index and however the known ones are spread."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.domain.content import Fingerprint
from inspector.domain.match import Match, Signal
from inspector.library import near as rules
from inspector.library.bands import Plan, build, flips_within
from inspector.library.distance import Fingerprints, distances
from inspector.library.entry import Entry
from inspector.library.index import Index, Likeness
from inspector.library.near import RADIUS, Near
from inspector.library.rows import words_of
from tests.library.lists import through_file

PLANS = [(signal, plan) for signal in (Signal.PDQ, Signal.PHASH) for _, plan in rules._PLANS[signal]]
BITS = {Signal.PDQ: 256, Signal.PHASH: 64}


def words(values: list[int], bits: int) -> Fingerprints:
    joined = b"".join(value.to_bytes(bits // 8, "big") for value in values)
    return np.ascontiguousarray(words_of(np.frombuffer(joined, np.uint8).reshape(len(values), -1)).T)


def flipped(value: int, places: list[int]) -> int:
    for place in places:
        value ^= 1 << place
    return value


def uniform(count: int, bits: int, chance: random.Random) -> list[int]:
    return [chance.getrandbits(bits) for _ in range(count)]


def skewed(count: int, bits: int, chance: random.Random) -> list[int]:
    """As real sets are: most fingerprints crowd round a few (dark, flat, text), some are nearly empty, some repeat."""
    centres = [0, (1 << bits) - 1, *uniform(3, bits, chance)]
    crowd = [
        flipped(chance.choice(centres), chance.sample(range(bits), chance.randrange(bits // 5)))
        for _ in range(count * 3 // 4)
    ]
    return crowd + crowd[: count // 8] + uniform(count - len(crowd) - count // 8, bits, chance)


def by_hand(known: list[int], wanted: int, radius: int) -> list[tuple[int, int]]:
    apart = [(row, (value ^ wanted).bit_count()) for row, value in enumerate(known)]
    return [(row, distance) for row, distance in apart if distance <= radius]


def found(near: Near, wanted: int, bits: int) -> list[tuple[int, int]]:
    rows, apart = near.within(words([wanted], bits)[0])
    return sorted(set(zip(rows.tolist(), apart.tolist(), strict=True)))


def indexed(signal: Signal, plan: Plan, known: Fingerprints) -> Near:
    every = np.arange(len(known), dtype=np.uint32)
    flips = flips_within(plan.width, RADIUS[signal] // plan.bands)
    return Near(signal, known, np.ones(len(known), bool), build(known, every, plan), flips)


@pytest.mark.parametrize(("signal", "plan"), PLANS)
def test_every_plan_is_exact(signal: Signal, plan: Plan) -> None:
    """Against all distances counted one by one. This is the test to own: a missed neighbour is a missed child."""
    chance, bits, radius = random.Random(plan.width), BITS[signal], RADIUS[signal]
    for spread in (uniform, skewed):
        known = spread(2500, bits, chance)
        near = indexed(signal, plan, words(known, bits))
        asked = [chance.choice(known) for _ in range(60)] + uniform(5, bits, chance) + [0, (1 << bits) - 1]
        ways = set()
        for start in asked:
            wanted = flipped(start, chance.sample(range(bits), chance.randrange(radius + 6)))
            assert found(near, wanted, bits) == by_hand(known, wanted, radius)
            assert near.bands is not None
            ways.add(near.bands.candidates(words([wanted], bits)[0], near.flips) is None)
        if spread is skewed:
            assert True in ways  # crowded buckets are scanned instead
        elif plan.width > 16:
            assert False in ways  # and this really asked the index


@pytest.mark.parametrize(("signal", "plan"), PLANS)
def test_the_worst_spread_of_differences_is_found(signal: Signal, plan: Plan) -> None:
    """As many bits differ as may, shared out over the bands as evenly as can be, with many others about."""
    chance, bits, radius = random.Random(3), BITS[signal], RADIUS[signal]
    known = uniform(20_000, bits, chance)
    near = indexed(signal, plan, words(known, bits))
    assert plan.bands * plan.width <= bits
    for row in range(40):
        each, rest = divmod(radius, plan.bands)
        more = chance.sample(range(plan.bands), rest)
        places = [
            bits - 1 - (band * plan.width + bit)
            for band in range(plan.bands)
            for bit in chance.sample(range(plan.width), each + (band in more))
        ]
        assert len(places) == radius
        wanted = flipped(known[row], places)
        assert near.bands is not None
        assert near.bands.candidates(words([wanted], bits)[0], near.flips) is not None
        assert (row, radius) in found(near, wanted, bits)


@pytest.mark.parametrize("signal", [Signal.PDQ, Signal.PHASH, Signal.DHASH])
def test_a_set_large_enough_for_an_index_is_exact_through_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signal: Signal
) -> None:
    bits = 256 if signal is Signal.PDQ else 64
    monkeypatch.setitem(rules._PLANS, signal, ((1000, Plan(16, 16) if bits == 256 else Plan(4, 16)),))
    chance = random.Random(11)
    known = uniform(3000, bits, chance)
    field = signal.value
    loaded = through_file(tmp_path, [Entry(**{field: value.to_bytes(bits // 8, "big")}) for value in known])  # type: ignore[arg-type]
    assert loaded.near[signal].bands is not None
    index = Index({6: loaded})
    told = [value for value in known if bits == 256 or 16 <= value.bit_count() <= 48]
    for _ in range(80):
        wanted = flipped(chance.choice(told), chance.sample(range(bits), chance.randrange(RADIUS[signal] + 3)))
        if bits == 64 and not 16 <= wanted.bit_count() <= 48:
            continue
        raw = wanted.to_bytes(bits // 8, "big")
        likeness = Likeness(Fingerprint(raw, 99)) if bits == 256 else short(field, raw)
        expected = by_hand(told, wanted, RADIUS[signal])
        (matches,) = index.near([likeness])
        assert [match.distance for match in matches] == (
            [min(distance for _, distance in expected)] if expected else []
        )


@settings(max_examples=200)
@given(st.lists(st.integers(0, 2**256 - 1), min_size=1, max_size=9), st.integers(0, 2**256 - 1))
def test_distances_are_differing_bits(known: list[int], wanted: int) -> None:
    known += [wanted, wanted ^ (2**256 - 1)]
    assert distances(words(known, 256), words([wanted], 256)[0]).tolist() == [
        (value ^ wanted).bit_count() for value in known
    ]


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
