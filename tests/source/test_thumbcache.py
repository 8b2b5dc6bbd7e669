"""thumbcache_*.db as each Windows writes it, by the structures of libwtcdb's specification."""

from __future__ import annotations

import random
import struct

import pytest

from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.container import Claim
from inspector.source.containers.copies.thumbcache import ThumbCache
from tests.source.container_contract import ContainerContract, Example, contents, head_of, opened
from tests.source.drawn_copies import picture

Entry = tuple[int, str, bytes]
LAYOUTS = {20: (b".\0j\0p\0g\0", b""), 21: (b"", b""), 26: (b"", bytes(8)), 32: (b"", bytes(8))}
"""What stands before the lengths and behind them, by version: the suffix in Vista, the picture's sides since 8."""


def entry(version: int, number: int, name: str, data: bytes, *, padding: int = 2, size: int | None = None) -> bytes:
    before, behind = LAYOUTS[version]
    letters = name.encode("utf-16-le")
    lengths = struct.pack("<III", len(letters), padding, len(data))
    head = struct.pack("<Q", number) + before + lengths + behind + bytes(4) + b"datasum!headsum!"
    whole = 8 + len(head) + len(letters) + padding + len(data) if size is None else size
    return b"CMMM" + struct.pack("<I", whole) + head + letters + bytes(padding) + data


def store(version: int, *entries: bytes) -> bytes:
    header = struct.pack("<4sIIIII", b"CMMM", version, 2, 24, 24 + sum(map(len, entries)), len(entries))
    return header + (bytes(4) if version >= 28 else b"") + b"".join(entries)


def example(version: int, name: str = "thumbcache_256.db") -> Example:
    held: list[Entry] = [
        (0xD1B5F0E1B3A5C4BA, "d1b5f0e1b3a5c4ba", picture(1)),
        (2, "", b""),
        (0x1234, "", picture(2, "PNG")),
        (0xAB, "ảnh/Tết.bmp", picture(3, "BMP")),
        (0xCD, "không rõ", b"something else"),
    ]
    members: dict[bytes, bytes | None] = {
        b"d1b5f0e1b3a5c4ba.jpg": held[0][2],
        b"0000000000001234.png": held[2][2],
        "ảnh_Tết.bmp".encode(): held[3][2],
        "không rõ".encode(): held[4][2],
    }
    return Example(name, store(version, *(entry(version, *each) for each in held)), members)


class TestThumbCache(ContainerContract):
    reader = ThumbCache

    def examples(self) -> list[Example]:
        return [example(version) for version in LAYOUTS] + [example(32, "iconcache_48.db"), Example("x", store(21), {})]

    def test_every_copy_is_a_thumbnail_with_its_size(self) -> None:
        found = contents(opened(ThumbCache, example(32)))
        assert {member.place for member, _ in found} == {PlaceClass.THUMBNAIL}
        assert all(member.size == len(data) for member, data in found)

    def test_the_index_beside_it_and_unknown_versions_are_not_claimed(self) -> None:
        assert ThumbCache.claim(head_of("thumbcache_idx.db", b"IMMM" + bytes(60))) is Claim.NONE
        assert ThumbCache.claim(head_of("thumbcache_96.db", b"CMMM" + b"\xff" * 60)) is Claim.NONE
        assert ThumbCache.claim(head_of("thumbcache_96.db", b"CMMM\x20\0\0\0")) is Claim.NONE
        with pytest.raises(Unreadable):
            opened(ThumbCache, Example("x", b"CMMM" + b"\xff" * 60, {}))

    @pytest.mark.parametrize("size", [0, 8, 40, 0xFFFFFFFF])
    def test_an_entry_whose_lengths_lie_costs_no_other(self, size: int) -> None:
        lying = entry(32, 7, "a", b"", size=size) if size < 0xFFFFFFFF else entry(32, 7, "a" * 5000, b"")
        data = store(32, entry(32, 1, "x", picture(1)), lying, bytes(1000), entry(32, 2, "y", picture(2)))
        container = opened(ThumbCache, Example("thumbcache_96.db", data, {}))
        assert [data for _, data in contents(container)] == [picture(1), picture(2)]
        assert ("damaged", "entry") in container.about().failures

    def test_what_is_left_of_the_last_entry_comes_out(self) -> None:
        data = store(21, entry(21, 1, "x", picture(1)))[:-100]
        container = opened(ThumbCache, Example("thumbcache_96.db", data, {}))
        ((member, found),) = contents(container)
        assert found == picture(1)[:-100]
        assert member.size == len(found)
        assert container.about().failures == (("truncated", "entry"),)

    def test_marks_without_entries_end(self) -> None:
        data = store(32) + b"CMMM" * 50_000 + random.Random(3).randbytes(1 << 20)
        assert contents(opened(ThumbCache, Example("thumbcache_96.db", data, {}))) == []

    def test_a_place_that_is_no_entry_is_not_there(self) -> None:
        for locator in ("25", "-1", "²", "x", "99999999999999"):
            with pytest.raises(Unreadable, match="missing_member"):
                opened(ThumbCache, example(32)).at(locator)
