"""Groups of like films: stars of those that have more than half of each other, whatever came when."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.domain.looks import Looks, unpacked_frames
from inspector.library.film.alike import RULE, TOGETHER, Frames, alike, counted
from inspector.library.film.turns import turned
from inspector.links.films import Films
from inspector.links.stars import Stars
from tests.links import book
from tests.links.book import Groups, told
from tests.links.films import Told, frames, looks, lying, mark, near

WHOLE = range(20)


def grouped(*batches: Sequence[Looks]) -> Groups:
    """Each film's leader, what it lacks in percent and how it lay, after batches that came one behind the other."""
    return book.grouped(Stars(Films()), batches)


def leaders(*films: Looks) -> list[int]:
    """Who leads each of some films."""
    return [leader for leader, _, _ in grouped(films).values()]


def apart(one: Looks, other: Looks) -> tuple[int, str] | None:
    """What two films lack and how one lies, by the rule as it is written down, all frames compared with all."""
    mine, theirs = (counted(unpacked_frames(each.frames), TOGETHER, each.duration_ms) for each in (one, other))
    plain = _missing(mine, theirs)
    if plain is not None:
        return plain, ""
    close = [(missing, str(name)) for name, way in turned(mine) if (missing := _missing(way, theirs)) is not None]
    return min(close, default=None)


def _missing(one: Frames, other: Frames) -> int | None:
    found = alike(one, other, TOGETHER)
    return 100 - round(100 * found.better) if found.alike else None


def order(looks: Looks) -> tuple[int, int, int, bytes]:
    """What sorts the best first."""
    return -looks.pixels, -looks.duration_ms, -looks.size, looks.sha256


def by_the_book(films: Sequence[Looks]) -> Groups:
    return book.groups(films, order, apart)


def reel(*stretches: tuple[Sequence[int], int], start_ms: int = 0) -> Told:
    """Stretches behind each other: the numbers of their frames, dark below zero, and for how many milliseconds each."""
    told, at_ms = [], start_ms
    for numbers, lasts_ms in stretches:
        for number in numbers:
            told.append((mark(number), 90 if number >= 0 else 20, at_ms))
            at_ms += lasts_ms
    return tuple(told)


def crowd(seed: int, count: int) -> list[Looks]:
    """Films and copies of them: cut, coded anew, turned, put together, slower, dark behind, near the radius."""
    rng = random.Random(seed)
    known = [list(range(100 * number, 100 * number + 8)) for number in range(3)]
    films = []
    for content in range(count):
        numbers = rng.choice(known)
        if rng.random() < 0.5:
            begin = rng.randrange(3)
            numbers = numbers[begin : len(numbers) - rng.randrange(3)]
        if rng.random() < 0.3:
            numbers = numbers + rng.choice(known)[: rng.randint(1, 8)]
        known.append(numbers)
        noise = frames(numbers[:16], loose=rng.randint(0, 20), steady=rng.randint(0, 3), seed=content)
        lies = lying(noise, rng.choice([0, 0, 0, rng.randrange(8)]))
        told = (*lies, *reel((range(-rng.choice([0, 0, 0, 2, 6]), 0), 1000), start_ms=1000 * len(lies)))
        if rng.random() < 0.3:
            told = tuple((pdq, quality, at_ms // 2 if at_ms < 5000 else at_ms) for pdq, quality, at_ms in told)
        films.append(looks(content, told, pixels=rng.randint(1, 4)))
    return films


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32), count=st.integers(1, 9), data=st.data())
def test_any_order_and_any_split_give_the_groups_as_they_are_defined(
    seed: int, count: int, data: st.DataObject
) -> None:
    films = crowd(seed, count)
    shuffled = data.draw(st.permutations(films))
    cuts = sorted(data.draw(st.sets(st.integers(0, count), max_size=4)))
    batches = [shuffled[start:end] for start, end in itertools.pairwise([0, *cuts, count])]
    assert grouped(*batches) == by_the_book(films)


@pytest.mark.parametrize(("loose", "steady", "together"), [(0, 0, True), (31, 0, True), (24, 7, True), (32, 0, False)])
def test_frames_within_the_radius_agree_and_others_do_not(loose: int, steady: int, together: bool) -> None:
    best, copy = looks(1, frames(WHOLE), pixels=9), looks(2, frames(WHOLE, loose=loose, steady=steady))
    assert leaders(best, copy) == [1, 1 if together else 2]


def test_frames_at_the_radius_in_any_bits_are_found_often_enough() -> None:
    rng = random.Random(1)

    def copy(pdq: bytes) -> bytes:
        value = int.from_bytes(pdq, "big")
        for bit in rng.sample(range(256), 31):
            value ^= 1 << bit
        return value.to_bytes(32, "big")

    far = tuple((copy(mark(number)), 90, 1000 * number) for number in WHOLE)
    found = grouped([looks(1, frames(WHOLE), pixels=9), looks(2, far)])[2]
    assert found[0] == 1
    assert found[1] <= 15


@pytest.mark.parametrize("way", range(8))
def test_a_film_turned_or_in_a_mirror_is_the_same_film_whoever_is_asked(way: int) -> None:
    plain = frames(WHOLE)
    copy = lying(frames(WHOLE, loose=12, steady=2, seed=1), way)
    name = "" if way == 0 else str([name for name, _ in turned(counted(plain))][way - 1])
    first, second = looks(1, plain, pixels=9), looks(2, copy)
    assert grouped([first], [second])[2] == (1, 0, name)
    assert grouped([second], [first])[2] == (1, 0, name)


def test_what_is_between_two_films_is_what_the_better_share_lacks() -> None:
    best, copy = looks(1, frames([*WHOLE, 50]), pixels=9), looks(2, frames([*range(5, 20), 60, 61, 62, 63, 64]))
    assert grouped([best, copy])[2] == (1, 25, "")


@pytest.mark.parametrize(("kept", "together"), [(12, True), (11, False)])
def test_a_copy_that_was_cut_stands_with_the_whole_while_it_is_most_of_it(kept: int, together: bool) -> None:
    part = frames(range(kept))
    assert leaders(looks(1, frames(WHOLE), pixels=9), looks(2, part)) == [1, 1 if together else 2]
    assert alike(counted(frames(WHOLE)), counted(part), RULE).alike  # a list finds it, however short


@pytest.mark.parametrize("best", [1, 2, 3, 4])
@pytest.mark.parametrize("parts", [1, 2])
def test_a_film_made_of_others_leads_none_of_them_and_binds_none(best: int, parts: int) -> None:
    pieces = [list(range(100 * number, 100 * number + 20)) for number in range(3)]
    made_of = [number for piece in pieces for number in piece[: 20 // parts]]
    films = [
        looks(number + 1, frames(piece), pixels=9 if best == number + 1 else 1) for number, piece in enumerate(pieces)
    ]
    films.append(looks(4, frames(made_of), pixels=9 if best == 4 else 1))
    assert leaders(*films) == [1, 2, 3, 4]


def test_a_film_that_is_mostly_another_stands_with_that_and_brings_nothing_else() -> None:
    most, least = list(range(100, 120)), list(range(200, 220))
    films = [looks(1, frames(most)), looks(2, frames(least)), looks(3, frames([*most, *least[:8]]), pixels=9)]
    assert leaders(*films) == [3, 2, 3]


def test_films_that_each_go_on_where_the_last_began_do_not_chain() -> None:
    films = [looks(number, frames(range(4 * number, 4 * number + 20))) for number in range(40)]
    groups = grouped(films)
    members: dict[int, list[int]] = {}
    for content, (leader, _, _) in groups.items():
        members.setdefault(leader, []).append(content)
    assert max(map(len, members.values())) > 1
    for group in members.values():  # any two have some in common through who leads
        assert max(group) - min(group) <= 4


LIVELY = range(900, 1070), 59
"""Ten seconds in which much happens."""


def noisy(told: Told, bits: int) -> Told:
    """The same film, each frame so many bits from what it was."""
    return tuple((near(pdq, bits, seed=place), quality, at_ms) for place, (pdq, quality, at_ms) in enumerate(told))


def still(first: int, seconds: int) -> tuple[Sequence[int], int]:
    """Pictures that stand for ten seconds each, of which one frame a second is taken."""
    return [first + place // 10 for place in range(seconds)], 1000


@pytest.mark.parametrize("noise", [0, 4])
def test_films_that_share_a_lively_stretch_and_little_of_their_time_are_not_alike(noise: int) -> None:
    told = [reel(LIVELY), reel(LIVELY, still(100, 100)), reel(LIVELY, still(200, 40)), reel(still(300, 40), LIVELY)]
    films = [looks(number, noisy(each, noise), pixels=9 if number == 1 else 1, seconds=len(each) - 160)
             for number, each in enumerate(told)]  # fmt: skip
    assert leaders(*films) == [0, 1, 2, 3]


def test_a_film_made_of_a_lively_one_and_two_that_stand_still_leads_none_of_them() -> None:
    first, second = still(100, 10), ([*range(200, 240)], 250)
    films = [looks(1, reel(LIVELY), seconds=10), looks(2, reel(first), seconds=10), looks(3, reel(second), seconds=10),
             looks(4, reel(LIVELY, first, second), pixels=9, seconds=30)]  # fmt: skip
    assert leaders(*films) == [1, 2, 3, 4]


def test_films_made_of_two_pieces_of_three_in_common_are_not_alike() -> None:
    pieces = [(range(100 * number, 100 * number + 20), 500) for number in range(4)]
    assert leaders(looks(1, reel(*pieces[:3])), looks(2, reel(*pieces[1:]))) == [1, 2]


def test_a_camera_that_stands_for_long_outweighs_what_happened_before() -> None:
    """Of its frames only some are kept, and those stand for all of its time."""
    room = [near(mark(5), 6, seed=place) for place in range(300)]
    stood = tuple((pdq, 90, 60_000 + 1000 * place) for place, pdq in enumerate(room))
    lively = reel((range(900, 1070), 353))
    films = [looks(1, lively, seconds=60), looks(2, (*lively, *stood), pixels=9, seconds=360)]
    assert leaders(*films) == [1, 2]


@pytest.mark.parametrize(("seconds", "together"), [(6, True), (7, False), (100, False)])
def test_the_dark_is_no_part_of_what_is_in_common(seconds: int, together: bool) -> None:
    """A black beginning leaves a copy a copy; ten seconds in common and a hundred that nobody sees do not make one."""
    dark = range(-seconds, 0), 1000
    film, longer = looks(1, reel(LIVELY), seconds=10), looks(2, reel(dark, LIVELY), pixels=9, seconds=10 + seconds)
    assert leaders(film, longer) == [2 if together else 1, 2]


def test_a_film_that_is_dark_for_long_is_a_copy_of_one_that_is_so_too() -> None:
    told = reel((range(-60, 0), 1000), LIVELY, still(100, 10))
    assert leaders(looks(1, told, pixels=9, seconds=80), looks(2, told, seconds=80)) == [1, 1]


def test_a_copy_is_one_however_often_it_stands_still() -> None:
    told = reel(still(100, 30), LIVELY, still(100, 30), still(200, 60))
    assert grouped([looks(1, told, pixels=9, seconds=130), looks(2, noisy(told, 8), seconds=130)])[2] == (1, 0, "")


def test_the_larger_leads_then_the_longer_even_when_it_comes_last() -> None:
    small, long = looks(1, frames(range(18)), pixels=1), looks(2, frames(WHOLE), pixels=1)
    large = looks(3, frames(range(16)), pixels=4)
    assert leaders(small, long) == [2, 2]
    assert [leader for leader, _, _ in grouped([small], [long], [large]).values()] == [3, 3, 3]


def test_films_that_share_a_beginning_or_an_end_are_not_alike() -> None:
    intro, end = list(range(900, 904)), list(range(950, 952))
    films = [looks(number, frames([*intro, *range(100 * number, 100 * number + 12), *end])) for number in range(1, 5)]
    assert leaders(*films) == [1, 2, 3, 4]


def test_what_tells_too_little_stands_alone() -> None:
    dark = [looks(number, frames(WHOLE, quality=49)) for number in (1, 2)]
    standing = [looks(number, tuple((near(mark(5), place % 3, seed=place), 90, 1000 * place) for place in range(30)))
                for number in (3, 4)]  # fmt: skip
    assert leaders(*dark, *standing, looks(5, ())) == [1, 2, 3, 4, 5]


def standing(seed: int, acts: Sequence[int]) -> tuple[tuple[bytes, int, int], ...]:
    """A camera that stands: hundreds of frames that hardly differ, with something happening between."""
    seen = [near(mark(5), seed=1000 * seed + place, loose=6) for place in range(300)]
    for place, act in enumerate(acts):
        seen[20 * place + 10 : 20 * place + 12] = [mark(act), mark(act + 1)]
    return tuple((pdq, 90, 1000 * place) for place, pdq in enumerate(seen))


def test_a_camera_that_stands_is_told_by_what_happens_before_it() -> None:
    first, other = range(100, 130, 3), range(200, 230, 3)
    films = [looks(1, standing(1, first), pixels=9), looks(2, standing(2, first)), looks(3, standing(3, other))]
    assert leaders(*films) == [1, 1, 3]


def test_films_taken_up_again_go_on_as_if_they_had_never_been_put_down() -> None:
    films, likeness = crowd(11, 24), Films()
    stars, again = Stars(Films()), Stars(likeness)
    stars.take(films[:14])
    before = told(stars, range(14))
    leading = np.array([before[number][0] for number in range(14)])
    missing = np.array([before[number][1] for number in range(14)])
    again.restore(likeness.add(films[:14]), leading, missing, [before[number][2] for number in range(14)])
    again.take(films[14:])
    assert told(again, range(24)) == by_the_book(films)


def test_hundreds_of_films_are_found_as_by_comparing_each_with_each() -> None:
    rng = random.Random(7)
    numbers = [number for number in range(60) for _ in range(5)]
    films = [looks(place, frames(range(1000 * number, 1000 * number + 12), loose=rng.randint(0, 12), seed=place),
                   pixels=rng.randint(1, 99)) for place, number in enumerate(numbers)]  # fmt: skip
    best = {number: min((each for each, of in zip(films, numbers, strict=True) if of == number), key=order)
            for number in range(60)}  # fmt: skip
    rng.shuffle(films)
    groups = grouped(*(films[start : start + 37] for start in range(0, len(films), 37)))
    assert {content: leader for content, (leader, _, _) in groups.items()} == {
        place: best[number].content for place, number in enumerate(numbers)
    }
