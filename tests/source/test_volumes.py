"""Volumes of archives: which follow one, which lead to it."""

from __future__ import annotations

import pytest

from inspector.source.segments import heads, second, segments

FOLDER = [
    b"a.part1.rar", b"a.part2.rar", b"A.PART3.RAR", b"a.part5.rar", b"b.rar", b"b.r00", b"b.R01", b"c.zip", b"c.z01",
    b"c.z02", b"d.zipx", b"d.zx01", b"e.part01.rar", b"e.part02.rar", b"f.E01", b"f.E02", b"g.001", b"g.002",
]  # fmt: skip
FOLLOWING = {
    b"a.part1.rar": [b"a.part2.rar", b"A.PART3.RAR"], b"b.rar": [b"b.r00", b"b.R01"], b"c.zip": [b"c.z01", b"c.z02"],
    b"d.zipx": [b"d.zx01"], b"e.part01.rar": [b"e.part02.rar"], b"f.E01": [b"f.E02"], b"g.001": [b"g.002"],
}  # fmt: skip


@pytest.mark.parametrize("name", FOLDER)
def test_what_follows_a_segment_and_what_leads_to_it(name: bytes) -> None:
    assert segments(name, FOLDER) == FOLLOWING.get(name, [])
    led = {follower: head for head, followers in FOLLOWING.items() for follower in followers}
    if name.rpartition(b".")[2].lower() not in {b"e02", b"002"}:
        leading = {head.lower() for head in heads(name) if not head.lower().endswith(b".exe")}
        assert leading == ({led[name]} if name in led else {b"a.part1.rar"} if name == b"a.part5.rar" else set())


def test_the_first_volume_may_be_a_program() -> None:
    folder = [b"a.part01.exe", b"a.part02.rar", b"a.part03.rar", b"b.exe", b"b.r00"]
    assert segments(b"a.part01.exe", folder) == [b"a.part02.rar", b"a.part03.rar"]
    assert b"a.part01.exe" in heads(b"a.part02.rar")
    assert heads(b"a.part01.exe") == segments(b"b.exe", folder) == []


@pytest.mark.parametrize("name", FOLLOWING)
def test_the_second_segment_can_be_asked_for_without_a_listing(name: bytes) -> None:
    assert FOLLOWING[name][0] in second(name)


def test_parts_of_a_zip_behind_a_gap_are_found() -> None:
    folder = [b"a.zip", b"a.z02", b"a.Z03", b"a.z05", b"b.z07", b"a.zx04"]
    assert segments(b"a.zip", folder) == [b"a.zip", b"a.z02", b"a.Z03", b"a.zip", b"a.z05"]
    assert b"a.z02" in second(b"a.zip")
    assert segments(b"c.zip", folder) == []


def test_a_hundred_volumes_go_on_with_the_next_letter() -> None:
    names = [b"a.%c%02d" % (letter, number) for letter in b"rs" for number in range(100)]
    assert segments(b"a.rar", names) == names
