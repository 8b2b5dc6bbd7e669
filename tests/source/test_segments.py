"""Names of further segments: all there are, in order, none that belongs to another image."""

from __future__ import annotations

import random

import pytest

from inspector.source.segments import image_heads, is_extent, segments


@pytest.mark.parametrize(
    ("name", "siblings", "expected"),
    [
        (b"a.E01", [b"a.E03", b"a.E02", b"b.E02", b"a.E01"], [b"a.E02", b"a.E03"]),
        (b"a.e01", [b"a.e02", b"a.e04"], [b"a.e02"]),
        (b"a.Ex01", [b"a.Ex02", b"a.E02"], [b"a.Ex02"]),
        (b"a.s01", [b"a.s02"], [b"a.s02"]),
        (b"a.001", [b"a.002", b"a.003", b"a.005"], [b"a.002", b"a.003"]),
        (b"a.000", [b"a.002", b"a.001"], [b"a.001", b"a.002"]),
        (b"a.dd.0001", [b"a.dd.0002"], [b"a.dd.0002"]),
        ("ảnh.E01".encode(), ["ảnh.E02".encode()], ["ảnh.E02".encode()]),
        (b"\xff\n.E01", [b"\xff\n.E02"], [b"\xff\n.E02"]),
        (b"d.vmdk", [b"d-s002.vmdk", b"d-s001.vmdk", b"d-flat.vmdk"], [b"d-s001.vmdk", b"d-s002.vmdk"]),
        (b"d.vmdk", [b"d-f001.vmdk"], [b"d-f001.vmdk"]),
        (b"d.vmdk", [b"d-flat.vmdk", b"e-flat.vmdk"], [b"d-flat.vmdk"]),
        (b"d-s001.vmdk", [b"d-s001-s001.vmdk", b"d-s002.vmdk"], []),
        (b"a.part1.exe", [b"a.part2.rar", b"a.part3.rar"], [b"a.part2.rar", b"a.part3.rar"]),
        (b"a.E02", [b"a.E03"], []),
        (b"a.002", [b"a.003"], []),
        (b"a.dd", [b"a.E02", b"a.002"], []),
        (b"", [b""], []),
    ],
)
def test_segments_by_name(name: bytes, siblings: list[bytes], expected: list[bytes]) -> None:
    assert segments(name, siblings) == expected


@pytest.mark.parametrize(("first", "after_99"), [(b"a.E01", b"a.EAA"), (b"a.Ex01", b"a.ExAA"), (b"a.001", b"a.1000")])
def test_many_segments(first: bytes, after_99: bytes) -> None:
    names = [b"a.%03d" % number for number in range(2, 1003)]
    if first != b"a.001":
        letters = first[2:-2]
        names = [b"a." + letters + b"%02d" % number for number in range(2, 100)]
        names += [b"a." + letters + bytes(pair) for pair in ((65, 65 + n) for n in range(26))]
    shuffled = random.Random(2).sample(names, len(names))

    found = segments(first, shuffled)

    assert found == names
    assert after_99 in found


def test_after_ezz_comes_faa() -> None:
    letters = [bytes((a, b)) for a in range(65, 91) for b in range(65, 91)]
    names = [b"a.E%02d" % number for number in range(2, 100)] + [b"a.E" + pair for pair in letters] + [b"a.FAA"]

    assert segments(b"a.E01", names) == names


def test_extents_are_known_by_their_names() -> None:
    assert all(map(is_extent, (b"d-flat.vmdk", b"d-s001.vmdk", b"D-F012.VMDK", b"d-delta.vmdk")))
    assert not any(map(is_extent, (b"d.vmdk", b"flat.vmdk", b"d-s1.vmdk", b"d-flat.vmdk.txt")))


@pytest.mark.parametrize(
    ("name", "first"),
    [
        (b"a.E02", b"a.E01"), (b"a.e99", b"a.e01"), (b"a.Ex02", b"a.Ex01"), (b"a.002", b"a.001"),
        (b"a.0012", b"a.0001"), (b"d-flat.vmdk", b"d.vmdk"), (b"d-s003.vmdk", b"d.vmdk"),
    ],
)  # fmt: skip
def test_further_segments_of_images_tell_their_first(name: bytes, first: bytes) -> None:
    assert first in image_heads(name)


@pytest.mark.parametrize("name", [b"a.E01", b"a.001", b"a.000", b"a.exe", b"a.eml", b"d.vmdk", b"a.12", b""])
def test_others_have_none(name: bytes) -> None:
    assert image_heads(name) == []
