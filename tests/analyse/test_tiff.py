"""The directories of an EXIF block: what Pillow wrote and reads, in either byte order, and no fault for any bytes."""

from __future__ import annotations

import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from inspector.analyse import exif
from inspector.analyse.tiff import directory

INNER, GPS = 0x8769, 0x8825
MAIN = {0x010F: "Phong Lan", 0x0112: 6, 0x0132: "2026:01:02 10:04:05", 0x011A: 72.5}
BELOW = {
    INNER: {0x9003: "2026:01:02 10:04:05", 0xA431: "SN-0042", 0x8827: 400, 0x9204: -0.5},
    GPS: {1: "N", 2: (21.0, 1.0, 40.8), 3: "E", 4: (105.0, 51.0, 15.12), 5: b"\1", 6: 12.5, 29: "2026:01:02"},
}


def written(order: bytes) -> Image.Exif:
    """The tags above as Pillow holds them, to be written in one byte order."""
    tags = Image.Exif()
    tags.endian = "<" if order == b"II" else ">"
    tags.update(MAIN)
    for number, values in BELOW.items():
        tags.get_ifd(number).update(values)
    return tags


def plain(value: object) -> object:
    """A value as both may be compared: text without its end, numbers as numbers."""
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if isinstance(value, str):
        return value.rstrip("\0")
    if isinstance(value, tuple):
        return tuple(pytest.approx(float(part)) for part in value)
    return pytest.approx(float(value))  # type: ignore[arg-type]


@pytest.mark.parametrize("order", [b"II", b"MM"])
def test_values_are_those_pillow_reads(order: bytes) -> None:
    block = written(order).tobytes().removeprefix(b"Exif\0\0")
    assert block.startswith(order)
    theirs, ours = Image.Exif(), directory(block)
    theirs.load(b"Exif\0\0" + block)
    for tag in MAIN:
        assert plain(ours.get(tag)) == plain(theirs[tag])
    for number, values in BELOW.items():
        for tag in values:
            assert plain(ours.get_ifd(number).get(tag)) == plain(theirs.get_ifd(number)[tag])
    assert exif.facts(ours) == exif.facts(theirs)
    assert {"make", "serial", "orientation", "taken", "changed", "latitude", "altitude_m"} < set(exif.facts(ours))


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        (3, (7,), 7), (3, (1, 2, 3), (1, 2, 3)), (4, (1 << 31,), 1 << 31), (8, (-5,), -5), (9, (-70_000,), -70_000),
        (5, (3, 2), 1.5), (10, (-3, 2, 1, 4), (-1.5, 0.25)), (11, (0.5,), 0.5), (12, (0.1,), 0.1), (6, (-1,), -1),
    ],
)  # fmt: skip
def test_every_type_of_number(order: str, kind: int, values: tuple[float, ...], expected: object) -> None:
    letters = {3: "H", 4: "I", 5: "I", 6: "b", 8: "h", 9: "i", 10: "i", 11: "f", 12: "d"}[kind]
    raw = struct.pack(order + letters * len(values), *values)
    count = len(values) // (2 if kind in {5, 10} else 1)
    where = raw.ljust(4, b"\0") if len(raw) <= 4 else struct.pack(order + "I", 26)
    start = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "IHHHI", 8, 1, 0x9999, kind, count)
    assert directory(start + where + bytes(4) + raw).get(0x9999) == expected


def test_a_fraction_of_nothing_is_no_number() -> None:
    block = b"II*\0" + struct.pack("<IHHHII", 8, 1, 0x829A, 5, 1, 22) + struct.pack("<II", 1, 0)
    value = directory(block).get(0x829A)
    assert isinstance(value, float)
    assert math.isnan(value)


@given(st.sampled_from([b"II*\0", b"MM\0*"]), st.binary(max_size=120))
def test_any_bytes_hold_something_or_nothing(order: bytes, tail: bytes) -> None:
    found = directory(order + tail)
    for tag in found.entries:
        value = found.get(tag)
        assert value is None or len(value if isinstance(value, (bytes, tuple)) else (value,)) <= len(tail)
        assert len(found.get_ifd(tag).entries) <= len(tail) // 12
