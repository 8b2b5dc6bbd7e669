"""Groups of like pictures: stars that depend on nothing but what is in them."""

from __future__ import annotations

import hashlib
import itertools
import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.content import Fingerprint
from inspector.domain.looks import Looks
from inspector.links.stars import Stars
from tests.links import book
from tests.links.book import Groups, told

RADIUS = 31
WORDS = ["mirrored", "turned", "trimmed"]


def looks(
    content: int,
    mark: int,
    *,
    pixels: int = 1,
    quality: int = 100,
    variants: Sequence[int] = (),
    parts: Sequence[int] = (),
) -> Looks:
    """A content with a fingerprint given as a number of 256 bits."""
    words = itertools.cycle(WORDS[content % 3 :] + WORDS[: content % 3])
    told = [*((next(words), each) for each in variants), *(("part", each) for each in parts)]
    named = tuple((word, Fingerprint(each.to_bytes(32, "big"), 100)) for word, each in told)
    digest = hashlib.sha256(content.to_bytes(8, "big")).digest()
    return Looks(content, digest, Fingerprint(mark.to_bytes(32, "big"), quality), named, pixels=pixels)


def grouped(*batches: Sequence[Looks]) -> Groups:
    """Each content's leader, distance and variant, after batches that came one behind the other."""
    return book.grouped(Stars(), batches)


def apart(one: Looks, other: Looks) -> tuple[int, str] | None:
    """The distance between two contents by the rule as it is written down, one pair at a time.

    A flip counts as far as it is both ways; all else as near as it is one way.
    """
    ways = [_seen(one, other), _seen(other, one)]
    found = [((max if flip else min)(way.get((word, flip), 999) for way in ways), word)
             for word, flip in {each for way in ways for each in way}]  # fmt: skip
    close = min([*found, (min(cut_from(one, other), cut_from(other, one)), "part")])
    return close if close[0] <= RADIUS else None


def cut_from(whole: Looks, cut: Looks) -> int:
    """How far a picture is from being another's middle: a part of the whole is the cut, and both have one middle."""
    (mine, theirs) = ([mark for word, mark in each.variants if word == "part"][:5] for each in (whole, cut))
    if len(mine) < 5 or _bits(whole.mark, whole.mark):
        return 999
    seen = [cut.mark, *(theirs if len(theirs) == 5 else [])]
    return max(min(_bits(part, cut.mark) for part in mine), min(_bits(mine[4], mark) for mark in seen))


def _seen(one: Looks, other: Looks) -> dict[tuple[str, bool], int]:
    """How near one comes to the other as that is, by what was done to it, flips apart."""
    found: dict[tuple[str, bool], int] = {}
    for word, flip, mark in shown(one):
        found[word, flip] = min(found.get((word, flip), 999), _bits(mark, other.mark))
    return found


def shown(looks: Looks) -> list[tuple[str, bool, Fingerprint | None]]:
    """All a content looks like: itself, its variants, and these with rows and columns exchanged."""
    plain: list[tuple[str, Fingerprint | None]] = [("", looks.mark)]
    plain += [(word, mark) for word, mark in looks.variants if word != "part"]
    across = {"": "turned+mirrored", "turned": "turned+mirrored", "mirrored": "turned",
              "trimmed": "turned+mirrored+trimmed"}  # fmt: skip
    told = [(name, name, mark) for name, mark in plain]
    told += [(across[name], name, exchanged(mark)) for name, mark in plain if name in across]
    return [(word, name in {"mirrored", "turned"}, mark) for word, name, mark in told]


@cache
def exchanged(mark: Fingerprint | None) -> Fingerprint | None:
    if mark is None:
        return None
    bits = [mark.pdq[bit // 8] >> (7 - bit % 8) & 1 for bit in range(256)]
    number = sum(bits[bit % 16 * 16 + bit // 16] << (255 - bit) for bit in range(256))
    return Fingerprint(number.to_bytes(32, "big"), mark.quality)


def _bits(mark: Fingerprint | None, theirs: Fingerprint | None) -> int:
    if mark is None or theirs is None or min(mark.quality, theirs.quality) < 50:
        return 999
    return (int.from_bytes(mark.pdq, "big") ^ int.from_bytes(theirs.pdq, "big")).bit_count()


def order(looks: Looks) -> tuple[int, int, int, bytes]:
    """What sorts the best first; what has margins counts as a third as wide and high."""
    margins = any("trimmed" in word for word, _ in looks.variants)
    quality = looks.mark.quality if looks.mark else 0
    return -(looks.pixels // 9 if margins else looks.pixels), -quality, -looks.size, looks.sha256


def by_the_book(contents: Sequence[Looks]) -> Groups:
    return book.groups(contents, order, apart)


def flipped(rng: random.Random, mark: int, most: int) -> int:
    return mark ^ sum(1 << bit for bit in rng.sample(range(256), rng.randint(0, most)))


def across(mark: int) -> int:
    turned = exchanged(Fingerprint(mark.to_bytes(32, "big"), 100))
    assert turned is not None
    return int.from_bytes(turned.pdq, "big")


def crowd(seed: int, count: int) -> list[Looks]:
    """Contents in a few loose crowds: copies of copies, some altered, some that tell too little, equal ones too."""
    rng = random.Random(seed)
    marks = [rng.getrandbits(256) for _ in range(3)]
    contents = []
    for number in range(count):
        mark = flipped(rng, rng.choice(marks), 24)
        if rng.random() < 0.2:  # with rows and columns exchanged
            mark = across(mark)
        marks.append(mark)
        variants = [flipped(rng, rng.choice(marks), 20) for _ in range(rng.choice([0, 1, 3]))]
        parts = [flipped(rng, rng.choice(marks), 20) for _ in range(rng.choice([0, 0, 4, 5, 7]))]
        quality = 40 if rng.random() < 0.1 else rng.choice([60, 100])
        told = looks(number, mark, pixels=rng.randint(1, 30), quality=quality, variants=variants, parts=parts)
        contents.append(told)
    return contents


@given(seed=st.integers(0, 2**32), count=st.integers(1, 60), data=st.data())
def test_any_order_and_any_split_give_the_groups_as_they_are_defined(
    seed: int, count: int, data: st.DataObject
) -> None:
    contents = crowd(seed, count)
    expected = by_the_book(contents)
    shuffled = data.draw(st.permutations(contents))
    cuts = sorted(data.draw(st.sets(st.integers(0, count), max_size=6)))
    batches = [shuffled[start:end] for start, end in itertools.pairwise([0, *cuts, count])]
    assert grouped(*batches) == expected


def test_no_member_lies_beyond_the_radius_of_its_leader_and_no_two_leaders_are_alike() -> None:
    contents = crowd(1, 300)
    groups, by = grouped(*(contents[start : start + 7] for start in range(0, 300, 7))), {c.content: c for c in contents}
    for content, (leader, distance, _) in groups.items():
        assert groups[leader][0] == leader
        assert content == leader or apart(by[content], by[leader]) == (distance, groups[content][2])
    leaders = [by[content] for content, (leader, _, _) in groups.items() if content == leader]
    assert not [1 for one, other in itertools.combinations(leaders, 2) if apart(one, other)]


def chain(length: int, step: int) -> list[Looks]:
    """Each fingerprint `step` bits from the one before, and farther from all earlier ones the longer it goes on."""
    rng, mark, contents = random.Random(7), 0, []
    for number in range(length):
        contents.append(looks(number, mark))
        mark ^= sum(1 << bit for bit in rng.sample(range(256), step))
    return contents


def test_a_chain_of_likenesses_does_not_chain() -> None:
    contents = chain(500, 20)
    groups, by = grouped(contents), {c.content: c for c in contents}
    members: dict[int, list[Looks]] = {}
    for content, (leader, _, _) in groups.items():
        members.setdefault(leader, []).append(by[content])
    assert max(map(len, members.values())) <= 5  # what lies within one radius of one picture
    for group in members.values():
        assert all(_bits(one.mark, other.mark) <= 2 * RADIUS for one, other in itertools.combinations(group, 2))


def test_the_best_picture_leads_even_when_it_comes_last() -> None:
    small, large, largest = looks(1, 0, pixels=10), looks(2, 1, pixels=20), looks(3, 3, pixels=30)
    assert grouped([small], [large], [largest]) == {1: (3, 2, ""), 2: (3, 1, ""), 3: (3, 0, "")}


def test_what_has_margins_leads_only_when_it_is_far_larger() -> None:
    whole, far = looks(1, 0, pixels=10), [(1 << 60) - 1, (1 << 60) - 1 << 80]
    marks = (("mirrored", Fingerprint(b"m" * 32, 100)), ("trimmed", Fingerprint(bytes(32), 100)))
    framed = [replace(looks(2 + at, mark, pixels=89), variants=marks) for at, mark in enumerate(far)]
    assert grouped(framed, [whole]) == {1: (1, 0, ""), 2: (1, 0, "trimmed"), 3: (1, 0, "trimmed")}
    larger = replace(framed[0], pixels=99)
    assert grouped([larger, whole])[1] == (2, 0, "trimmed")


@pytest.mark.parametrize("better", [(2, 60, 1, 100), (1, 100, 1, 60)])
def test_more_pixels_go_before_quality_and_quality_before_nothing(better: tuple[int, int, int, int]) -> None:
    first, second = looks(0, 0, pixels=better[0], quality=better[1]), looks(1, 0, pixels=better[2], quality=better[3])
    assert grouped([second, first])[1][0] == 0


def test_who_is_deposed_lets_go_whom_only_it_held() -> None:
    far = (1 << 40) - 1  # 40 bits from the first, 20 from the middle
    last, middle, best = looks(1, far, pixels=1), looks(2, (1 << 20) - 1, pixels=2), looks(3, 0, pixels=3)
    assert grouped([last, middle])[1] == (2, 20, "")
    assert grouped([last, middle], [best]) == {1: (1, 0, ""), 2: (3, 20, ""), 3: (3, 0, "")}


def test_a_member_joins_the_nearest_leader_not_the_best() -> None:
    best, other, between = looks(1, 0, pixels=9), looks(2, (1 << 40) - 1, pixels=8), looks(3, (1 << 25) - 1)
    assert grouped([between], [best], [other])[3] == (2, 15, "")


def altered(content: int, mark: int, pixels: int = 1, **variants: int) -> Looks:
    """A content with the fingerprints that it has when something is done to it."""
    told = tuple((name, Fingerprint(each.to_bytes(32, "big"), 100)) for name, each in variants.items())
    return replace(looks(content, mark, pixels=pixels), variants=told)


def test_a_copy_without_margins_is_alike_whichever_of_both_had_them() -> None:
    mark, framed = random.Random(3).getrandbits(256), random.Random(4).getrandbits(256)
    plain, copy = looks(1, mark, pixels=2), altered(2, framed, trimmed=mark ^ 0b111)
    assert grouped([plain], [copy])[2] == grouped([copy], [plain])[2] == (1, 3, "trimmed")
    best, other = altered(1, framed, pixels=18, trimmed=mark ^ 0b1), looks(2, mark)
    assert grouped([other], [best])[2] == grouped([best], [other])[2] == (1, 1, "trimmed")


@pytest.mark.parametrize("word", ["mirrored", "turned"])
def test_a_flipped_copy_is_alike_when_each_is_flipped_the_other(word: str) -> None:
    mark, flip = random.Random(3).getrandbits(256), random.Random(4).getrandbits(256)
    plain, copy = altered(1, mark, 2, **{word: flip ^ 0b1}), altered(2, flip, **{word: mark ^ 0b111})
    assert grouped([plain], [copy])[2] == grouped([copy], [plain])[2] == (1, 3, word)
    far = mark ^ (1 << RADIUS + 1) - 1
    plain, copy = altered(1, mark, 2, **{word: flip}), altered(2, flip, **{word: far})
    assert grouped([plain], [copy])[2] == grouped([copy], [plain])[2] == (2, 0, "")


def test_rows_and_columns_exchanged_is_an_alteration_too_and_so_is_that_of_an_altered_one() -> None:
    mark, other = random.Random(8).getrandbits(256), random.Random(9).getrandbits(256)
    plain, copy = looks(1, mark, pixels=2), looks(2, across(mark) ^ 0b11)
    assert grouped([plain], [copy])[2] == grouped([copy], [plain])[2] == (1, 2, "turned+mirrored")
    best, copy = altered(3, mark, 2, turned=other), altered(2, across(other) ^ 0b1, turned=across(mark))
    assert grouped([best], [copy])[2] == grouped([copy], [best])[2] == (3, 1, "turned+mirrored")
    quarter = altered(2, across(other), mirrored=across(mark) ^ 0b1)  # by a right angle: mirrored, and that across
    best = altered(3, mark, 2, mirrored=other)
    assert grouped([best], [quarter])[2] == grouped([quarter], [best])[2] == (3, 1, "turned")


def test_a_picture_and_what_was_cut_from_it_are_judged_apart() -> None:
    mark, part = random.Random(8).getrandbits(256), random.Random(9).getrandbits(256)
    whole = replace(looks(1, mark, pixels=2), variants=(("part", Fingerprint(part.to_bytes(32, "big"), 100)),))
    assert grouped([whole, looks(2, part)]) == {1: (1, 0, ""), 2: (2, 0, "")}


def test_two_altered_copies_are_not_alike_by_what_was_done_to_both() -> None:
    rng = random.Random(5)
    one, other = (altered(number, rng.getrandbits(256), mirrored=0, trimmed=1) for number in (1, 2))
    assert [leader for leader, _, _ in grouped([one, other]).values()] == [1, 2]


def test_what_tells_too_little_stands_alone() -> None:
    flat = [looks(number, 0, quality=49) for number in range(3)]
    assert [leader for leader, _, _ in grouped(flat).values()] == [0, 1, 2]


def test_groups_taken_up_again_go_on_as_if_they_had_never_been_put_down() -> None:
    contents = crowd(11, 200)
    stars, again = Stars(), Stars()
    stars.take(contents[:120])
    told_before = told(stars, range(120))
    leaders = np.array([told_before[number][0] for number in range(120)])
    bits = np.array([told_before[number][1] for number in range(120)])
    rows = again.likeness.add(contents[:120])
    again.restore(rows, leaders, bits, [told_before[number][2] for number in range(120)])
    again.take(contents[120:])
    assert told(again, range(200)) == by_the_book(contents)


def test_what_changed_is_told_and_nothing_else() -> None:
    contents = crowd(12, 200)
    stars, known = Stars(), dict[int, tuple[int, int, str]]()
    for start in range(0, 200, 20):
        changed = stars.take(contents[start : start + 20]).tolist()
        now = told(stars, range(start + 20))
        assert set(changed) == {number for number in now if now[number] != known.get(number)}
        known = now


def test_levels_that_are_made_and_indices_that_are_made_anew_change_no_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspector.links.banded._TAIL", 4)
    monkeypatch.setattr("inspector.links.banded._LONGEST", 16)
    monkeypatch.setattr("inspector.links.sides._LEAST_GONE", 0)
    for seed in range(6):
        contents = sorted(crowd(seed, 60), key=order, reverse=True)  # each that comes deposes others
        assert grouped(*(contents[start : start + 5] for start in range(0, 60, 5))) == by_the_book(contents)


def test_thousands_are_found_as_by_comparing_each_with_each() -> None:
    """Beyond the tail of the index: sorted levels, crowded ones among them that are scanned."""
    rng = random.Random(13)
    crowds = [flipped(rng, 0, 3) for _ in range(1_500)] + [rng.getrandbits(256) for _ in range(5_000)]
    contents = [looks(number, flipped(rng, mark, 4), pixels=rng.randint(1, 99)) for number, mark in enumerate(crowds)]
    rng.shuffle(contents)
    stars = Stars()
    for start in range(0, len(contents), 900):
        stars.take(contents[start : start + 900])
    best = min((each for each in contents if each.content < 1_500), key=order)
    numbers = [each.content for each in contents]
    groups = told(stars, numbers)
    assert {groups[number][0] for number in range(1_500)} == {best.content}
    assert all(groups[number][0] == number for number in range(1_500, 6_500))
