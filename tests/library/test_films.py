"""Films known by their frames: what makes two alike, what never does, and how a set of them is asked."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.content import Fingerprint, Frame
from inspector.domain.match import Match, Signal
from inspector.library.entry import Entry, Film
from inspector.library.film import films
from inspector.library.film.alike import RULE, TOGETHER, Kind, Rule, alike, counted
from inspector.library.film.turns import turned
from inspector.library.index import Index
from inspector.library.marks import near
from inspector.library.marks.bands import Plan
from tests.library.lists import through_file

Told = tuple[bytes, int, int]


def mark(number: int) -> bytes:
    """A fingerprint far from that of every other number."""
    return random.Random(number).randbytes(32)


def near_by(pdq: bytes, bits: int, seed: int = 0) -> bytes:
    value = int.from_bytes(pdq, "big")
    for place in random.Random(seed).sample(range(256), bits):
        value ^= 1 << place
    return value.to_bytes(32, "big")


def film(numbers: Sequence[int], *, apart: int = 0, step_ms: int = 1000, start_ms: int = 0) -> tuple[Told, ...]:
    return tuple(
        (near_by(mark(number), apart, number + 1), 90, start_ms + place * step_ms)
        for place, number in enumerate(numbers)
    )


WHOLE = film(range(20))


def known(*told: Sequence[Told]) -> films.Films:
    return films.made([(Film(1, tuple(each)), number) for number, each in enumerate(told)])


def found(told: Sequence[Told], *others: Sequence[Told]) -> list[tuple[int, int, str]]:
    """Number, distance and variant of what of `others` agrees with a film."""
    return [(each.category, each.distance, each.variant) for each in known(*others).asked(counted(told))]


@pytest.mark.parametrize(("apart", "agrees"), [(0, True), (31, True), (32, False)])
def test_frames_agree_within_the_radius(apart: int, agrees: bool) -> None:
    shares = alike(counted(film(range(20), apart=apart)), counted(WHOLE))
    assert shares.alike is agrees
    assert (shares.one, shares.other) == ((1.0, 1.0) if agrees else (0.0, 0.0))


def test_a_part_is_found_either_way_round() -> None:
    part = film(range(4, 9), apart=20, start_ms=150)
    assert found(part, WHOLE) == found(WHOLE, part) == [(0, 0, "")]


def test_a_film_within_a_longer_one_is_found() -> None:
    among = film([*range(100, 130), *range(20), *range(200, 220)], apart=20)
    assert found(among, WHOLE) == [(0, 0, "")]


def test_a_beginning_in_common_is_not_a_film_in_common() -> None:
    assert found(film([*range(10), *range(100, 116)]), film([*range(10), *range(200, 218)])) == []


def test_frames_taken_at_other_moments_are_bridged() -> None:
    """One frame in three meets the other film, as with a hand that shakes; the rest lies between such."""
    shaky = film([number if number % 3 == 0 else 1000 + number for number in range(31)], step_ms=400)
    still_apart = film([number if number % 3 == 0 else 2000 + number for number in range(31)], step_ms=400)
    assert found(shaky, still_apart) == [(0, 0, "")]
    shares = alike(counted(shaky), counted(still_apart), replace(RULE, bridged_ms=0))
    assert shares.one == pytest.approx(11 / 31)
    assert not shares.alike


def test_nothing_is_bridged_over_a_long_while() -> None:
    rare = film([number if number % 10 == 0 else 1000 + number for number in range(41)])
    assert alike(counted(rare), counted(WHOLE)).one < 0.1
    assert found(rare, film([number if number % 10 == 0 else 2000 + number for number in range(41)])) == []


@pytest.mark.parametrize("bits", [0, 3, 6])
def test_a_standing_picture_is_no_film(bits: int) -> None:
    """However long it stands and however it flickers."""

    def standing(seed: int, count: int) -> tuple[Told, ...]:
        return tuple((near_by(mark(5), bits, seed * 1000 + place), 90, place * 1000) for place in range(count))

    assert found(standing(1, 60), standing(2, 60)) == []
    assert found(standing(1, 60), WHOLE) == []
    assert found((*standing(1, 60), *film(range(50, 60), start_ms=61_000)), WHOLE) == []


def test_a_film_of_two_frames_is_known_by_both_in_a_film_as_short() -> None:
    """As a list with a frame of every second has them of a film of three seconds."""
    short = film([1, 2])
    assert found(film([1, 2, 3], apart=20, step_ms=500), short) == [(0, 0, "")]
    assert found(film([1, 3, 4], step_ms=500), short) == []
    assert found(film([1, 2, *range(3, 20)]), short) == []
    assert found(film([1]), film([1])) == []


def test_an_ending_in_common_makes_no_film_of_the_dark() -> None:
    """What an app puts behind its films, behind two that are otherwise too dark to count."""

    def dark(first: int) -> tuple[Told, ...]:
        return tuple((mark(first + place), 20, 1000 * place) for place in range(30))

    ending = film(range(600, 604), start_ms=30_000)
    assert found((*dark(100), *ending), (*dark(200), *ending)) == []
    assert found((*dark(100)[:10], *film(range(600, 604), start_ms=10_000)), (*dark(200), *ending)) == [(0, 0, "")]


def test_a_camera_that_stands_is_known_as_a_whole_only() -> None:
    """Frames that lie within the radius of each other but differ, as of somebody moving before a wall."""
    moving = tuple((near_by(mark(9), 15, place), 90, place * 1000) for place in range(12))
    again = tuple((near_by(pdq, 5, place), 90, at_ms) for place, (pdq, _, at_ms) in enumerate(moving))
    assert found(again, moving) == [(0, 0, "")]
    assert found((*again, *film(range(100, 120), start_ms=12_000)), moving) == []


def test_low_quality_counts_on_neither_side() -> None:
    def dim(told: Sequence[Told], quality: int) -> tuple[Told, ...]:
        return tuple((pdq, quality, at_ms) for pdq, _, at_ms in told)

    assert found(dim(WHOLE, 49), WHOLE) == found(WHOLE, dim(WHOLE, 49)) == []
    assert found(dim(WHOLE, 50), dim(WHOLE, 50)) == [(0, 0, "")]
    dark = dim(film(range(300, 400), start_ms=20_000), 10)
    assert found((*WHOLE, *dark), (*WHOLE, *dim(film(range(500, 600), start_ms=20_000), 0))) == [(0, 0, "")]


def test_a_film_without_frames_agrees_with_nothing() -> None:
    nothing = known(tuple((pdq, 0, at_ms) for pdq, _, at_ms in WHOLE))
    assert len(nothing) == 1
    assert nothing.asked(counted(WHOLE)) == []
    assert known(WHOLE).asked(counted([])) == []
    assert known().asked(counted(WHOLE)) == []
    assert not alike(counted([]), counted(WHOLE)).alike


def test_what_is_missing_is_told_as_the_distance() -> None:
    """Of the film that has more in common: here four of twenty frames, at the end of the one that is known."""
    assert found(film([*range(16), *range(900, 940)]), film([*range(16), *range(700, 704)])) == [(0, 20, "")]


def test_the_film_with_most_in_common_comes_first() -> None:
    whole, most = film(range(20), apart=10), film([*range(17), 800, 801, 802])
    assert found(WHOLE, film(range(300, 320)), most, whole) == [(2, 0, ""), (1, 15, "")]


def test_a_rule_is_data() -> None:
    strict = Rule(kinds=(Kind(1.0, 1.0, 10, 31),))
    part = counted(film(range(9)))
    assert alike(part, counted(WHOLE)).alike
    assert not alike(part, counted(WHOLE), strict).alike
    assert known(WHOLE).asked(part, strict) == []
    assert known(WHOLE).asked(counted(WHOLE), strict) != []


@given(st.lists(st.integers(0, 12), max_size=25), st.lists(st.integers(0, 12), max_size=25))
def test_a_set_says_what_two_films_say(one: list[int], other: list[int]) -> None:
    told = film(one, apart=9), film(other, apart=12)
    shares = alike(counted(told[0]), counted(told[1]))
    assert [each.shares for each in known(told[1]).asked(counted(told[0]))] == ([shares] if shares.alike else [])
    back = alike(counted(told[1]), counted(told[0]))
    assert (back.one, back.other, back.alike) == (shares.other, shares.one, shares.alike)


def test_many_films_are_told_apart_through_their_arrays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(near._PLANS, Signal.PDQ, ((1000, Plan(16, 16)),))
    many = [film(range(20 * number, 20 * number + 20)) for number in range(100)]
    made = known(*many, many[7])  # told twice with another category: two entries
    again = films.loaded(made.arrays())
    assert again is not None
    assert again.near.bands is not None
    assert len(again) == 101
    for number in (0, 7, 99):
        asked = counted(film(range(20 * number, 20 * number + 20), apart=25))
        assert [each.category for each in again.asked(asked)] == ([7, 100] if number == 7 else [number])
    assert films.loaded({}) is None


def test_a_fingerprint_that_many_films_have_is_kept_once_and_found_in_each() -> None:
    logo = film(range(900, 904))
    many = [(*logo, *film(range(20 * number, 20 * number + 20), start_ms=4000)) for number in range(30)]
    made = known(*many)
    assert len(made.near.known) == 4 + 600
    assert [len(made.frames(number)) for number in (0, 29)] == [24, 24]
    assert made.frames(29).marks.tolist() == counted(many[29]).marks.tolist()
    assert [each.category for each in made.asked(counted(logo))] == list(range(30))
    assert [each.category for each in made.asked(counted(many[3]))] == [3]


def test_a_frame_lasts_until_the_next_each_time_it_is_seen_but_not_beyond_what_is_bridged() -> None:
    """The last lasts until the end; what follows a long gap was not looked at, and the dark is told by itself."""
    seen = [(mark(1), 90, 0), (mark(2), 90, 1500), (mark(1), 90, 2000), (mark(3), 20, 2250), (mark(4), 90, 3250),
            (mark(5), 90, 90_000)]  # fmt: skip
    frames = counted(seen, RULE, 90_400)
    assert frames.lasts_ms is not None
    assert frames.at_ms.tolist() == [0, 1500, 3250, 90_000]
    assert frames.lasts_ms.tolist() == [1750, 500, 4000, 400]
    assert frames.dark_ms == 1000


def test_by_time_a_still_minute_outweighs_as_many_frames_in_a_second() -> None:
    """Lists are asked by frames all the same."""
    lively, still = film(range(10), step_ms=100), film(range(50, 60), start_ms=1000, step_ms=3000)
    one, other = counted((*lively, *still), RULE, 31_000), counted(lively, RULE, 1000)
    assert (alike(one, other).one, alike(one, other).other) == (0.5, 1.0)
    by_time = alike(one, other, TOGETHER)
    assert by_time.one == pytest.approx(1 / 31)
    assert by_time.other == 1.0
    assert alike(one, other).alike
    assert not by_time.alike


def test_a_film_told_twice_is_kept_once() -> None:
    assert len(films.made([(Film(1, WHOLE), 3), (Film(9, WHOLE), 3)])) == 1


def test_the_id_is_that_of_fingerprints_and_qualities() -> None:
    later = tuple((pdq, quality, at_ms + 40) for pdq, quality, at_ms in WHOLE)
    dimmer = tuple((pdq, quality - 1, at_ms) for pdq, quality, at_ms in WHOLE)
    ids = [films.film_id(Film(1, told)).hex() for told in (WHOLE, later, dimmer, WHOLE[:-1])]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def lies(pdq: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """By row and column, as published: the first bit stands last, and the first wave is of odd frequency."""
    return np.unpackbits(np.frombuffer(pdq, np.uint8))[::-1].reshape(16, 16)


def test_fingerprints_are_turned_by_their_bits() -> None:
    told = counted(WHOLE)
    ways = list(turned(told))
    assert [name for name, _ in ways].count("mirrored") == 1
    assert {name for name, _ in ways} == {"mirrored", "turned", "turned+mirrored"}
    assert len(ways) == 7
    marks = {name: way.marks for name, way in ways if name == "mirrored"}
    straight = lies(WHOLE[0][0])
    seen = lies(marks["mirrored"][0].astype(">u8").tobytes())
    assert (straight[:, 1::2] == seen[:, 1::2]).all()
    assert (straight[:, 0::2] != seen[:, 0::2]).all()
    assert len({way.marks.tobytes() for _, way in ways} | {told.marks.tobytes()}) == 8


def test_a_film_in_a_mirror_or_turned_is_found() -> None:
    for name, way in turned(counted(WHOLE)):
        told = [
            (each.astype(">u8").tobytes(), 90, int(at_ms)) for each, at_ms in zip(way.marks, way.at_ms, strict=True)
        ]
        ((_, _, variant),) = found(told, WHOLE)
        assert set(variant.split("+")) <= {"mirrored", "turned"}
        assert (variant == "mirrored") == (name == "mirrored")


def test_the_index_tells_one_film_a_set(tmp_path: Path) -> None:
    plain = through_file(tmp_path, [Entry(md5=bytes(16), category="2")])
    with_films = replace(plain, films=films.made([(Film(1, film(range(100, 120))), 0), (Film(1, WHOLE), 0)]))
    frames = [Frame(at_ms, Fingerprint(pdq, quality)) for pdq, quality, at_ms in film(range(20), apart=8)]
    index = Index({3: plain, 5: with_films})
    expected = films.film_id(Film(1, WHOLE)).hex()
    assert index.films(frames) == [Match(5, Signal.VPDQ, 0, expected, plain.categories[0])]
    assert index.films([]) == []
    assert index.films(frames[:1]) == []


def test_the_index_tells_what_lies_between_the_bars_as_trimmed(tmp_path: Path) -> None:
    plain = through_file(tmp_path, [Entry(md5=bytes(16), category="2")])
    index = Index({5: replace(plain, films=films.made([(Film(1, WHOLE), 0)]))})
    (mirrored,) = [way for name, way in turned(counted(WHOLE)) if name == "mirrored"]
    flipped = [each.astype(">u8").tobytes() for each in mirrored.marks]
    shown = [Frame(at_ms, Fingerprint(pdq, quality)) for pdq, quality, at_ms in film(range(200, 220))]
    between = [Frame(at_ms, Fingerprint(pdq, quality), trimmed=True) for pdq, quality, at_ms in WHOLE]
    over = [replace(frame, fingerprint=Fingerprint(pdq, 90)) for frame, pdq in zip(between, flipped, strict=True)]
    assert [match.variant for match in index.films([*shown, *between])] == ["trimmed"]
    assert [match.variant for match in index.films([*shown, *over])] == ["mirrored+trimmed"]
    plainly = [replace(one, trimmed=False) for one in between]
    assert [match.variant for match in index.films([*plainly, *between])] == [""]
    assert index.films(shown) == []


def test_two_frames_of_a_moment_are_seen_equally_long() -> None:
    told = counted([*film(range(3)), *film(range(50, 53))], ends_ms=3000)
    assert told.lasts_ms is not None
    assert told.lasts_ms.tolist() == [1000] * 6
