"""Android's blocks of thumbnails, and the search for pictures in bytes without order."""

from __future__ import annotations

import io
import random
import struct
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.container import Claim
from inspector.source.containers.copies.carve import pictures
from inspector.source.containers.copies.thumbdata import ThumbData
from tests.source.container_contract import ContainerContract, Example, contents, head_of, opened
from tests.source.drawn_copies import picture

MORE = (picture(1), picture(2, progressive=True), picture(3, "PNG"), picture(4, "WEBP"), picture(5, quality=95))


def block(data: bytes, size: int = 10_000, *, sum_too: bool = False) -> bytes:
    return (struct.pack(">BQ", 1, 77) + bytes(8 * sum_too) + struct.pack(">I", len(data)) + data).ljust(size, b"\0")


def store(size: int = 10_000, *, sum_too: bool = False) -> bytes:
    """Blocks 0 and 3 are used, 1 is empty, and 2 holds what a shorter copy left of a longer one."""
    left = bytearray(block(picture(1), size, sum_too=sum_too))
    left[0:13] = bytes(13)
    return (block(picture(2), size, sum_too=sum_too) + bytes(size) + bytes(left[:5000]).ljust(size, b"\0")
            + block(picture(3), size, sum_too=sum_too))  # fmt: skip


MEMBERS: dict[bytes, bytes | None] = {b"0.jpg": picture(2), b"2.jpg": picture(1), b"3.jpg": picture(3)}


class TestThumbData(ContainerContract):
    reader = ThumbData

    def examples(self) -> list[Example]:
        film = picture(7, "WEBP")
        loose = b"junk" + picture(6) + b"\xff\xd8\xff" + film
        told: dict[bytes, bytes | None] = {b"at-4.jpg": picture(6), b"at-%d.webp" % (7 + len(picture(6))): film}
        return [
            Example(".thumbdata3--1967290299", store(), MEMBERS),
            Example(".thumbdata4-1763508120", store(sum_too=True), MEMBERS),
            Example(".thumbdata5-1", store(17_000, sum_too=True), MEMBERS),
            Example("imgcache.0", loose, told),
        ]

    def test_copies_are_thumbnails(self) -> None:
        found = contents(opened(ThumbData, self.examples()[0]))
        assert {member.place for member, _ in found} == {PlaceClass.THUMBNAIL}

    def test_only_such_names_are_claimed(self) -> None:
        for name in ("thumbdata.txt", "x.thumbdata3", "imgcache.jpg", "imgcache.0.bak", "IMG.jpg"):
            assert ThumbData.claim(head_of(name, store())) is Claim.NONE
        assert ThumbData.claim(head_of(".thumbdata3-1", b"")) is Claim.NONE
        assert ThumbData.claim(head_of(".thumbdata3-1", picture(1))) is Claim.NONE

    def test_a_place_outside_is_not_there(self) -> None:
        for locator in ("5", "1+99999999", "+", "²+1", "9" * 30 + "+1"):
            with pytest.raises(Unreadable, match="missing_member"):
                opened(ThumbData, self.examples()[0]).at(locator)


def found(data: bytes) -> list[bytes]:
    return [data[start : start + size] for start, size in pictures(io.BytesIO(data), 0, lambda: None)]


@given(st.lists(st.sampled_from(MORE), max_size=6), st.integers(0, 2**32), st.integers(0, 70_000))
@settings(max_examples=60, deadline=None)
def test_whole_pictures_are_found_wherever_they_lie(whole: list[bytes], seed: int, gap: int) -> None:
    chance = random.Random(seed)
    data = b""
    for each in whole:
        data += bytes(chance.randrange(gap + 1)) + each
    assert found(data) == whole


@given(st.binary(max_size=2000))
@settings(max_examples=200, deadline=None)
def test_any_bytes_end(data: bytes) -> None:
    for start in (b"", b"\xff\xd8\xff\xe0\0\x04ab\xff\xda\0\2", b"\x89PNG\r\n\x1a\n", b"RIFF\x10\0\0\0WEBP"):
        assert all(found(start + data))


def test_a_picture_inside_another_belongs_to_it() -> None:
    outer = picture(1)
    exif = b"\xff\xe1" + struct.pack(">H", len(picture(2)) + 2) + picture(2)
    whole = outer[:2] + exif + outer[2:]
    assert found(whole) == [whole]


def test_what_has_no_end_is_not_told_and_hides_nothing() -> None:
    assert found(picture(1)[:-2] + picture(2)) == [picture(2)]
    assert found(picture(1, "PNG")[:-4] + picture(2)) == [picture(2)]
    assert found(b"RIFF\xff\xff\xff\x7fWEBP" + picture(2)) == [picture(2)]
    assert found(b"RIFF\xff\xff\0\0WEBP" + picture(2)) == [picture(2)]
    assert found(picture(1)[:300]) == []


@pytest.mark.parametrize(
    "mark",
    [
        b"\xff\xd8\xff\xe0\0\2\xff\xda\0\2",
        b"\xff\xd8\xff\xe0\0\2" + b"\xff\xe0\0\2" * 3,
        b"\x89PNG\r\n\x1a\n\0\0\0\x10IDAT",
        b"RIFF\0\0\x10\0WEBP",
        b"\xff\xd8\xff\xda\0\2\xff\xda\0\2",
    ],
)
def test_marks_without_number_take_no_time_without_end(mark: bytes) -> None:
    began = time.monotonic()
    found(mark * ((1 << 19) // len(mark)))
    assert time.monotonic() - began < 5
