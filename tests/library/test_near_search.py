"""Near search: exactly what lies within the radius, whatever the index and however the known ones are spread.

Against all distances counted one by one. These are the tests to own: a missed neighbour is a missed child.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from inspector.domain.match import Signal
from inspector.library.entry import Entry
from inspector.library.marks import found, search
from inspector.library.marks import near as rules
from inspector.library.marks.bands import Plan, build, building
from inspector.library.marks.distance import Fingerprints, Found
from inspector.library.marks.found import unpacked
from inspector.library.marks.laying import every_place, gathered, portions
from inspector.library.marks.near import RADIUS, SURE_ALTERED, Near, indexed, indexing
from inspector.library.marks.probing import Reach
from inspector.library.marks.search import Search
from tests.library.lists import through_file

WORDS = {Signal.PDQ: 4, Signal.PHASH: 1, Signal.DHASH: 1}
IN_USE = [(signal, plan) for signal in (Signal.PDQ, Signal.PHASH) for _, plan in rules._PLANS[signal]]
ODD = [(Signal.PDQ, Plan(7, 10)), (Signal.PDQ, Plan(40, 6)), (Signal.PDQ, Plan(16, 4)), (Signal.PHASH, Plan(2, 12))]

Draw = np.random.Generator
Told = list[tuple[int, int, int]]


def turned(rows: Fingerprints, chance: Draw, most: int, least: int = 0) -> Fingerprints:
    """The rows, each with `least` to `most` bits turned."""
    bits = np.unpackbits(rows.view(np.uint8), axis=1)
    order = np.argsort(chance.random(bits.shape), axis=1)
    bits ^= (order < chance.integers(least, most + 1, (len(rows), 1))).astype(np.uint8)
    return np.packbits(bits, axis=1).view(np.uint64)


def even(count: int, words: int, chance: Draw) -> Fingerprints:
    return chance.integers(0, 2**64, (count, words), dtype=np.uint64)


def crowded(count: int, words: int, chance: Draw) -> Fingerprints:
    """Round few centres, as dark, flat and text pictures pile up, some of them nearly empty; with repeats."""
    flat = np.zeros((1, words), np.uint64)
    centres = np.concatenate([even(3, words, chance), flat, ~flat])
    piles = turned(centres[chance.integers(0, len(centres), count)], chance, 12 * words)
    piles[count // 2 : count // 2 + count // 8] = piles[: count // 8]
    return piles


def equal(count: int, words: int, chance: Draw) -> Fingerprints:
    return np.repeat(even(2, words, chance), count // 2, axis=0)


def halved(count: int, words: int, chance: Draw) -> Fingerprints:
    """One half of the bits always set, the other never but for a few."""
    return turned(np.full((count, words), 0xFFFF0000FFFF0000, np.uint64), chance, 10 * words)


def ascending(rows: Fingerprints) -> Fingerprints:
    return np.ascontiguousarray(rows[np.lexsort(rows.T[::-1])])


def asked_of(known: Fingerprints, radius: int, chance: Draw, count: int = 60) -> Fingerprints:
    some = known[chance.integers(0, len(known), count)]
    flat = np.zeros((1, known.shape[1]), np.uint64)
    return np.concatenate([turned(some, chance, radius + 6), some[:4], even(4, known.shape[1], chance), flat, ~flat])


def by_hand(near: Near, wanted: Fingerprints) -> tuple[Told, Told]:
    """All that should be told, from all distances, and of each the nearest; of equal usable fingerprints the first."""
    bits = np.bitwise_count(near.known).sum(axis=1)
    usable = near.quality >= 50 if near.signal is Signal.PDQ else (bits >= 16) & (bits <= 48)
    first = {near.known[row].tobytes(): row for row in np.flatnonzero(usable)[::-1].tolist()}
    rows = np.array(sorted(first.values()), np.intp)
    known, every, nearest = near.known[rows], [], []
    for number, value in enumerate(wanted):
        apart = np.bitwise_count(known ^ value).sum(axis=1).astype(int)
        inside = np.flatnonzero(apart <= RADIUS[near.signal])
        told = list(zip([number] * len(inside), rows[inside].tolist(), apart[inside].tolist(), strict=True))
        every += told
        nearest += [each for each in told if each[2] == apart.min()]
    return every, nearest


def told_of(near: Near, wanted: Fingerprints) -> tuple[Told, Told]:
    return told_by(near, wanted, nearest=False), told_by(near, wanted, nearest=True)


def told_by(near: Near, wanted: Fingerprints, *, nearest: bool) -> Told:
    return told(near.nearest(wanted) if nearest else near.within_all(wanted))


def told(found: Found) -> Told:
    return list(zip(*(part.tolist() for part in found), strict=True))


def made(signal: Signal, known: Fingerprints, plan: Plan | None) -> Near:
    """The index over all that is usable; every fifth fingerprint is of too low a quality."""
    quality = np.where(np.arange(len(known)) % 5, 80, 49).astype(np.uint8)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(rules._PLANS, signal, () if plan is None else ((0, plan),))
        return Near(signal, known, quality, indexed(signal, known, quality))


SPREADS: list[Callable[[int, int, Draw], Fingerprints]] = [even, crowded, equal, halved]


@pytest.mark.parametrize(("signal", "plan"), [*IN_USE, *ODD])
def test_every_plan_is_exact(signal: Signal, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    chance, words = np.random.default_rng(plan.width), WORDS[signal]
    parts = [spread(700, words, chance) for spread in SPREADS]
    near = made(signal, ascending(np.concatenate(parts)), plan)
    assert near.bands is not None
    assert near.bands.plan == plan
    wanted = np.concatenate([asked_of(part, RADIUS[signal], chance, 24) for part in parts])
    expected = by_hand(near, wanted)
    assert len({asked for asked, _, _ in expected[0]}) > len(wanted) // 3
    for too_many in (0, search.TOO_MANY):  # without and with scans for what is crowded
        monkeypatch.setattr(search, "TOO_MANY", too_many)
        assert told_of(near, wanted) == expected
    asking = Search(near.known, near.bands, wanted, Reach(RADIUS[signal], RADIUS[signal]), nearest=False)
    asking.run()
    assert asking.crowded.any()  # so both ways were gone


@pytest.mark.parametrize("plan", [plan for signal, plan in [*IN_USE, *ODD] if signal is Signal.PDQ])
def test_of_altered_ones_nothing_is_missed_that_is_surely_near(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what is told beyond is true, and nearly all there is; those asked beside them as they are lose nothing."""
    monkeypatch.setattr(search, "TOO_MANY", 0)
    chance = np.random.default_rng(plan.bands)
    near = made(Signal.PDQ, ascending(np.concatenate([spread(700, 4, chance) for spread in (even, crowded)])), plan)
    wanted = asked_of(near.known, 31, chance, 240)
    every, nearest = by_hand(near, wanted)
    altered = np.arange(len(wanted)) % 3 > 0
    found = told(near.nearest(wanted, altered))
    surely = [each for each in nearest if each[2] <= SURE_ALTERED or not altered[each[0]]]
    beyond = {each[0] for each in nearest} - {each[0] for each in surely}
    assert [each for each in found if each[0] not in beyond] == surely
    assert set(found) <= set(every)
    assert len(beyond & {each[0] for each in found}) >= 0.8 * len(beyond) > 10


@pytest.mark.parametrize("spread", SPREADS)
@pytest.mark.parametrize("signal", [Signal.PDQ, Signal.DHASH])
def test_a_scan_is_exact(signal: Signal, spread: Callable[[int, int, Draw], Fingerprints]) -> None:
    chance = np.random.default_rng(4)
    for count in (60, 9_000, 20_000):
        near = made(signal, ascending(spread(count, WORDS[signal], chance)), None)
        wanted = asked_of(near.known, RADIUS[signal], chance, 12)
        assert told_of(near, wanted) == by_hand(near, wanted)


@pytest.mark.parametrize(("signal", "plan"), [*IN_USE, *ODD])
def test_differences_may_lie_wherever_they_like(signal: Signal, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many bits differ as may: evenly over the bands, all in some, by every share between; one more is too far."""
    monkeypatch.setattr(search, "TOO_MANY", 0)
    chance, radius = np.random.default_rng(plan.bands), RADIUS[signal]
    known = ascending(even(3_000, WORDS[signal], chance))
    near = Near(signal, known, np.full(len(known), 99, np.uint8), build(known, np.arange(3_000, dtype=np.uint32), plan))
    rank = ranks(plan, 64 * WORDS[signal], chance)
    rows = np.arange(0, 2_800, 7)
    sought = set(enumerate(rows.tolist()))
    sure = min(SURE_ALTERED, radius)
    for most, altered in ((radius, False), (radius + 1, False), (sure, True)):
        flips = np.packbits(rank < most, axis=1).view(">u8").astype(np.uint64)
        wanted = known[rows] ^ flips
        found = near.nearest(wanted, np.ones(len(rows), np.bool_)) if altered else near.within_all(wanted)
        assert {(asked, row) for asked, row, _ in told(found)} & sought == (sought if most <= radius else set())


def ranks(plan: Plan, bits: int, chance: Draw) -> NDArray[np.intp]:
    """Which bits turn first, in 400 ways: evenly over the bands in half of them, which is the hardest, since no band is
    nearly equal then."""
    band_of = np.minimum(np.arange(bits) // plan.width, plan.bands)
    weight = chance.dirichlet(np.full(plan.bands + 1, 0.3), 400)
    weight[:200] = 1
    rank = np.zeros((400, bits))
    for band in range(plan.bands + 1):
        inside = np.flatnonzero(band_of == band)
        order = np.argsort(np.argsort(chance.random((400, len(inside))), axis=1), axis=1)
        rank[:, inside] = (order + chance.random((400, 1))) / weight[:, band, None]
    return np.argsort(np.argsort(rank, axis=1), axis=1)


@st.composite
def cuts(draw: st.DrawFn) -> tuple[Plan, Reach]:
    bands, radius = draw(st.integers(1, 20)), draw(st.integers(0, 40))
    sure = draw(st.just(radius) | st.integers(0, radius))
    return Plan(bands, draw(st.integers(1, min(9, 64 // bands)))), Reach(radius, sure)


@settings(max_examples=60)
@given(cuts(), st.integers(0, 2**32), st.sampled_from(SPREADS), st.booleans(), st.integers(1, 40))
def test_any_cut_and_any_radius_are_exact(
    cut: tuple[Plan, Reach], seed: int, spread: Callable[[int, int, Draw], Fingerprints], nearest: bool, at_once: int
) -> None:
    (plan, reach), chance = cut, np.random.default_rng(seed)
    known = spread(int(chance.integers(2, 120)), 1, chance)
    wanted = asked_of(known, reach.radius, chance, 6)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "TOO_MANY", 0)
        patch.setattr(search, "_PROBES_AT_ONCE", at_once)
        patch.setattr(search, "_ROWS_AT_ONCE", at_once)
        patch.setattr(found, "_LOOSE", at_once)
        bands = build(known, np.arange(len(known), dtype=np.uint32), plan)
        together = Search(known, bands, wanted, reach, nearest=nearest).run()
    asked, rows, apart = unpacked(together, len(known))
    every = np.bitwise_count(wanted ^ known.T).astype(int)
    most = np.minimum(every.min(axis=1, keepdims=True), reach.radius) if nearest else reach.radius
    surely = {tuple(pair) for pair in np.argwhere((every <= most) & (every <= reach.sure)).tolist()}
    pairs = list(zip(asked.tolist(), rows.tolist(), strict=True))
    assert pairs == sorted(set(pairs))
    assert surely <= set(pairs)
    unsure = (
        np.broadcast_to(every.min(axis=1, keepdims=True) > reach.sure, every.shape) if nearest else every > reach.sure
    )
    assert all(pair in surely or (unsure[pair] and every[pair] <= reach.radius) for pair in pairs)
    assert apart.tolist() == every[asked, rows].tolist()


def test_a_larger_set_is_exact_in_its_own_plan() -> None:
    chance = np.random.default_rng(8)
    known = ascending(np.concatenate([even(190_000, 4, chance), crowded(20_000, 4, chance)]))
    quality = chance.choice(np.array([30, 60, 255], np.uint8), len(known), p=[0.1, 0.4, 0.5])
    near = Near(Signal.PDQ, known, quality, indexed(Signal.PDQ, known, quality))
    assert near.bands is not None
    wanted = asked_of(known, 31, chance, 24)
    assert told_of(near, wanted) == by_hand(near, wanted)


@pytest.mark.parametrize("signal", [Signal.PDQ, Signal.PHASH, Signal.DHASH])
def test_a_set_answers_the_same_out_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signal: Signal
) -> None:
    plan = Plan(16, 8) if signal is Signal.PDQ else Plan(4, 8)
    monkeypatch.setitem(rules._PLANS, signal, ((1000, plan),))
    chance = np.random.default_rng(11)
    known = np.unique(np.concatenate([even(2500, WORDS[signal], chance), crowded(500, WORDS[signal], chance)]), axis=0)
    quality = np.where(np.arange(len(known)) % 7, 200, 20).astype(np.uint8)
    entries = [
        Entry(**{signal.value: row.astype(">u8").tobytes()}, pdq_quality=20 if told == 20 else None)
        for row, told in zip(known, quality, strict=True)
    ]
    loaded = through_file(tmp_path, entries).near[signal]
    built = indexed(signal, known, quality)
    assert built is not None
    assert loaded.bands is not None
    assert np.array_equal(loaded.bands.rows, built.rows)
    assert np.array_equal(loaded.bands.starts, built.starts)
    before = Near(signal, known, quality, built)
    wanted = asked_of(known, RADIUS[signal], chance)
    assert told_of(loaded, wanted) == told_of(before, wanted) == by_hand(before, wanted)


def test_building_tells_how_far_it_is() -> None:
    known = even(300, 1, np.random.default_rng(1))
    rows = np.arange(300, dtype=np.uint32)
    assert list(building(known, rows, Plan(4, 8), 30)) == [7, 8, 7, 8]
    assert list(indexing(Signal.PHASH, known, np.zeros(300, np.uint8), 30)) == [30]  # so few have no index


def test_nothing_known() -> None:
    none = np.zeros((0, 4), np.uint64)
    assert indexed(Signal.PDQ, none, np.zeros(0, np.uint8)) is None
    assert told_by(Near(Signal.PDQ, none, np.zeros(0, np.uint8), None), np.ones((3, 4), np.uint64), nearest=True) == []


def test_nothing_asked_and_nothing_usable() -> None:
    known = np.zeros((40, 4), np.uint64)
    for quality in (10, 90):
        near = Near(Signal.PDQ, known, np.full(40, quality, np.uint8), None)
        indexed_too = made(Signal.PDQ, known, Plan(16, 4))
        assert told_by(near, known[:0], nearest=True) == told_by(indexed_too, known[:0], nearest=True) == []
        assert told_by(near, known[:1], nearest=False) == ([(0, 0, 0)] if quality >= 50 else [])


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)), max_size=30), st.integers(1, 40))
def test_stretches_are_laid_out_one_behind_the_other(stretches: list[tuple[int, int]], at_once: int) -> None:
    begin, count = (np.array([pair[side] for pair in stretches], np.uint32) for side in (0, 1))
    cut = list(portions(count.astype(np.int64), at_once))
    laid = [every_place(begin[some], count[some]).tolist() for some in cut]
    assert [place for places in laid for place in places] == [
        start + more for start, many in stretches for more in range(many)
    ]
    assert all(len(places) <= at_once or some.stop - some.start == 1 for places, some in zip(laid, cut, strict=True))
    assert not any(len(one) + len(other) <= at_once for one, other in pairwise(laid))


@given(st.lists(st.integers(0, 9), max_size=30), st.integers(1, 40))
def test_what_is_gathered_comes_in_its_order(lengths: list[int], at_once: int) -> None:
    parts = [(np.full(length, number), np.arange(length, dtype=np.uint32)) for number, length in enumerate(lengths)]
    told = [(one.tolist(), rows.tolist()) for one, rows in gathered(parts, at_once)]
    pairs = [pair for one, rows in told for pair in zip(one, rows, strict=True)]
    assert pairs == [(number, row) for number, length in enumerate(lengths) for row in range(length)]
    assert all(0 < len(one) <= at_once for one, _ in told)
