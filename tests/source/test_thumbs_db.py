"""Thumbs.db with its catalog, the oldest streams, and the form without a catalog."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

import pytest

from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.container import Claim
from inspector.source.containers.copies.thumbs_db import ThumbsDb
from tests.source import ole
from tests.source.container_contract import ContainerContract, Example, contents, head_of, opened
from tests.source.drawn_copies import picture

MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
FILETIME = int(MOMENT.timestamp()) * 10_000_000 + 116_444_736_000_000_000


def catalog(*names: tuple[int, str], moment: int = FILETIME) -> bytes:
    records = b""
    for number, name in names:
        letters = name.encode("utf-16-le") + b"\0\0\0\0"
        records += struct.pack("<IIQ", 16 + len(letters), number, moment) + letters
    return struct.pack("<HHIII", 16, 5, len(names), 96, 96) + records


def stream(data: bytes, header: int = 12) -> bytes:
    return struct.pack("<III", header, 1, len(data)).ljust(header, b"\0") + data


NAMED = {
    "Catalog": catalog((1, "Ảnh Tết.jpg"), (2, "phim.avi"), (12, "mèo.JPEG"), (4, "cũ.bmp")),
    "1": stream(picture(1)),
    "2": stream(picture(2)),
    "21": stream(picture(3, side=200, quality=95)),
    "4": struct.pack("<IIII", 1, 2, 3, 4) + picture(4),
    "5": stream(b"nothing known"),
}
EXPECTED: dict[bytes, bytes | None] = {
    "Ảnh Tết.jpg".encode(): picture(1),
    b"phim.avi.jpg": picture(2),
    "mèo.JPEG".encode(): picture(3, side=200, quality=95),
    "cũ.bmp.jpg".encode(): picture(4),
    b"5": stream(b"nothing known"),
}
LATER = {"256_d1b5f0e1b3a5c4ba": stream(picture(6), 24), "96_1": stream(picture(7, "PNG")), "other": b"x" * 100}


def example(streams: dict[str, bytes], name: str = "Thumbs.db") -> Example:
    return Example(name, ole.written(streams), EXPECTED)


class TestThumbsDb(ContainerContract):
    reader = ThumbsDb

    def examples(self) -> list[Example]:
        later: dict[bytes, bytes | None] = {b"256_d1b5f0e1b3a5c4ba.jpg": picture(6), b"96_1.png": picture(7, "PNG")}
        return [
            example(NAMED),
            example(NAMED, "phục hồi.bin"),
            Example("ehthumbs.db", ole.written(LATER), later),
            Example("THUMBS.DB", ole.written({}), {}),
        ]

    def test_names_and_times_come_from_the_catalog(self) -> None:
        found = {member.path: member for member, _ in contents(opened(ThumbsDb, example(NAMED)))}
        assert found[b"phim.avi.jpg"].modified_ns == int(MOMENT.timestamp()) * 10**9
        assert found[b"5"].modified_ns is None
        assert {member.place for member in found.values()} == {PlaceClass.THUMBNAIL}
        assert all(found[path].size == len(data or b"") for path, data in EXPECTED.items())

    def test_other_ole_files_are_not_claimed(self) -> None:
        assert ThumbsDb.claim(head_of("thư.doc", ole.written({"WordDocument": bytes(5000)}))) is Claim.NONE
        assert ThumbsDb.claim(head_of("Thumbs.db", b"\0" * 600)) is Claim.NONE

    @pytest.mark.parametrize("lie", [
        catalog((1, "a.jpg"))[:16] + struct.pack("<IIQ", 0, 1, 1) + b"\xff" * 100, b"", b"\xff" * 40,
        catalog((1, "1.jpg"), moment=1),
    ])  # fmt: skip
    def test_a_catalog_that_lies_leaves_the_copies_their_numbers(self, lie: bytes) -> None:
        ((member, data),) = contents(opened(ThumbsDb, example({"Catalog": lie, "1": stream(picture(1))})))
        assert (member.path, data, member.modified_ns) == (b"1.jpg", picture(1), None)

    def test_a_stream_larger_than_its_file_is_damaged(self) -> None:
        data = ole.written({"1": stream(picture(1)), "2": stream(picture(2, side=300, quality=95))})
        size = struct.pack("<Q", len(stream(picture(2, side=300, quality=95))))
        assert data.count(size) == 1
        lying = data.replace(size, struct.pack("<Q", 1 << 31))
        found = contents(opened(ThumbsDb, Example("Thumbs.db", lying, {})))
        assert [(member.failure, data) for member, data in found] == [("", picture(1)), ("damaged", b"")]

    def test_what_is_no_ole_file_is_damaged(self) -> None:
        for data in (b"", ole.written(NAMED)[:600], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2000):
            with pytest.raises(Unreadable, match="damaged"):
                opened(ThumbsDb, Example("Thumbs.db", data, {}))
        with pytest.raises(Unreadable, match="missing_member"):
            opened(ThumbsDb, example(NAMED)).at("Catalog")
