"""What EXIF says, and what it says wrongly: times, places, serials, lies, nonsense and broken references."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from inspector.analyse import exif
from tests.analyse.drawn import codes, data_of, encode, looked, scene

INNER, GPS = 0x8769, 0x8825
Tags = Mapping[int, object]


def block(main: Tags, inner: Tags | None = None, gps: Tags | None = None) -> bytes:
    """An EXIF block as Pillow writes it, without its name."""
    tags = Image.Exif()
    tags.update(main)
    for number, values in ((INNER, inner), (GPS, gps)):
        if values:
            tags.get_ifd(number).update(values)
    return tags.tobytes().removeprefix(b"Exif\0\0")


def facts(*arguments: Tags) -> dict[str, object]:
    return exif.facts(exif.tags(block(*arguments)))


CAMERA = {0x010F: "Phong Lan", 0x0110: "PL-5", 0x0131: "phong 1.2", 0x0112: 6}
SHOT = {0x9003: "2026:01:02 10:04:05", 0x9011: "+07:00", 0xA431: "SN-0042", 0xA433: "Kính", 0xA434: "35mm f/2"}
HANOI = {
    1: "N",
    2: (21.0, 1.0, 40.8),
    3: "E",
    4: (105.0, 51.0, 15.12),
    5: b"\0",
    6: 12.5,
    7: (3.0, 4.0, 5.0),
    29: "2026:01:02",
}


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF", "AVIF"])
def test_camera_time_and_place_in_every_format(name: str) -> None:
    data = encode(scene(1, 80, 60), name, exif=b"Exif\0\0" + block(CAMERA, SHOT, HANOI))
    _, told = looked(data)
    assert codes(told) == []
    found = data_of(told, "exif")
    assert (found["make"], found["model"], found["serial"]) == ("Phong Lan", "PL-5", "SN-0042")
    assert found["taken"] == "2026-01-02T10:04:05"
    assert found["taken_utc"] == "2026-01-02T03:04:05Z"
    assert found["latitude"] == pytest.approx(21.028, abs=1e-6)
    assert found["longitude"] == pytest.approx(105.8542, abs=1e-6)
    assert found["gps_utc"] == "2026-01-02T03:04:05Z"
    assert found["altitude_m"] == 12.5
    assert (told.width, told.height) == (60, 80)


def test_utc_only_when_the_offset_is_known() -> None:
    found = facts(CAMERA, {0x9003: "2026:01:02 10:04:05"})
    assert found["taken"] == "2026-01-02T10:04:05"
    assert "taken_utc" not in found
    assert "taken_offset" not in found


@pytest.mark.parametrize(
    ("offset", "utc"),
    [("+07:00", "2026-01-01T17:30:00Z"), ("-03:30", "2026-01-02T04:00:00Z"), ("+0700", "2026-01-01T17:30:00Z")],
)
def test_offsets(offset: str, utc: str) -> None:
    assert facts({}, {0x9003: "2026:01:02 00:30:00", 0x9011: offset})["taken_utc"] == utc


@pytest.mark.parametrize(
    "offset", ["+99:00", "+07:99", "7", "", "+07:00:00", "\N{PLUS SIGN}\N{ARABIC-INDIC DIGIT SEVEN}7:00"]
)
def test_nonsense_offsets_give_no_utc(offset: str) -> None:
    assert "taken_utc" not in facts({}, {0x9003: "2026:01:02 00:30:00", 0x9011: offset})


@pytest.mark.parametrize(
    "when",
    [
        "0000:00:00 00:00:00",
        "    :  :     :  :  ",
        "2026-01-02",
        "9999:99:99 99:99:99",
        "\0\0\0",
        "2026:02:30 00:00:00",
    ],
)
def test_nonsense_times_are_left_out(when: str) -> None:
    assert "taken" not in facts({}, {0x9003: when})


def test_times_at_the_edge_of_the_calendar() -> None:
    assert "taken_utc" not in facts({}, {0x9003: "0001:01:01 00:00:00", 0x9011: "+07:00"})
    assert "taken_utc" not in facts({}, {0x9003: "9999:12:31 23:59:59", 0x9011: "-07:00"})


def test_south_west_and_below_the_sea() -> None:
    found = facts({}, {}, {1: "S", 2: (33.0, 30.0, 0.0), 3: "W", 4: (70.0, 45.0, 36.0), 5: b"\1", 6: 100.0})
    assert (found["latitude"], found["longitude"], found["altitude_m"]) == (-33.5, -70.76, -100.0)


@pytest.mark.parametrize(
    "gps",
    [
        {1: "N", 2: (91.0, 0.0, 0.0), 3: "E", 4: (10.0, 0.0, 0.0)},
        {1: "N", 2: (21.0, 0.0, 0.0), 3: "E", 4: (181.0, 0.0, 0.0)},
        {1: "X", 2: (21.0, 0.0, 0.0), 3: "E", 4: (10.0, 0.0, 0.0)},
        {2: (21.0, 0.0, 0.0), 4: (10.0, 0.0, 0.0)},
        {1: "N", 2: (21.0, 0.0, 0.0)},
        {1: "N", 2: (IFDRational(1, 0), IFDRational(0, 0), IFDRational(0, 0)), 3: "E", 4: (10.0, 0.0, 0.0)},
        {1: "N", 2: (21.0, 0.0), 3: "E", 4: (10.0, 0.0, 0.0)},
    ],
)
def test_impossible_places_are_left_out(gps: dict[int, object]) -> None:
    found = facts({}, {}, gps)
    assert "latitude" not in found
    assert "longitude" not in found


def test_texts_are_cut_cleaned_and_read_as_utf8_first() -> None:
    assert exif.text("a" * 5000) == "a" * 256
    assert exif.text(b"Nguy\xe1\xbb\x85n\0rest") == "Nguyễn"
    assert exif.text("Nguyễn".encode().decode("latin-1")) == "Nguyễn"
    assert exif.text(b"caf\xe9") == "café"
    assert exif.text(12) == exif.text(None) == exif.text((1, 2)) == ""


@pytest.mark.parametrize(
    ("kind", "count", "value"),
    [(3, 1, 0), (3, 1, 9), (3, 1, 65535), (2, 2, 0x36), (11, 1, 0x40C00000), (4, 1, 0xFFFFFFFF)],
)
def test_nonsense_orientation_turns_nothing(kind: int, count: int, value: int) -> None:
    tiff = raw([(0x0112, kind, count, value)])
    data = encode(scene(1, 80, 60), "JPEG", exif=b"Exif\0\0" + tiff)
    _, told = looked(data)
    assert codes(told) == []
    assert (told.width, told.height) == (80, 60)


def raw(entries: list[tuple[int, int, int, int]], tail: bytes = b"") -> bytes:
    """A little-endian TIFF block with one directory of (tag, type, count, value or offset)."""
    rows = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + rows + b"\0\0\0\0" + tail


@pytest.mark.parametrize(
    "tiff",
    [
        raw([(0x010F, 2, 0xFFFFFFFF, 8)]),
        raw([(0x010F, 2, 100, 0x7FFFFFFF)]),
        raw([(INNER, 4, 1, 8)]),  # the inner directory is the outer one
        raw([(INNER, 4, 1, 0xFFFFFFF0), (GPS, 4, 1, 0xFFFFFFF0)]),
        raw([(GPS, 2, 4, 0)]),
        raw([(0x0112, 3, 0, 0)]),
        raw([(0x0112, 99, 1, 6)]),
        raw([(0x010F, 5, 1, 26)], b"\1\0\0\0\0\0\0\0"),
        b"II*\0\xff\xff\xff\xff",
        b"MM\0*\0\0\0\x08\xff\xff" + bytes(200),
        b"II*\0",
        b"garbage",
        b"",
    ],
)
def test_broken_references_cost_only_themselves(tiff: bytes) -> None:
    exif.facts(exif.tags(tiff))
    data = encode(scene(1, 80, 60), "JPEG", exif=b"Exif\0\0" + tiff) if tiff else encode(scene(1, 80, 60), "JPEG")
    _, told = looked(data)
    assert codes(told) == []
    assert told.fingerprint is not None


@given(st.binary(max_size=300))
def test_any_bytes_give_facts_or_none(tail: bytes) -> None:
    for start in (b"", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"):
        found = exif.tags(start + tail)
        assert 1 <= exif.orientation(found) <= 8
        assert all(isinstance(value, (str, int, float)) for value in exif.facts(found).values())


@given(st.binary(min_size=1, max_size=12), st.integers(0, 400))
def test_a_damaged_block_gives_facts_or_none(noise: bytes, place: int) -> None:
    whole = bytearray(block(CAMERA, SHOT, HANOI))
    place %= len(whole)
    whole[place : place + len(noise)] = noise
    found = exif.facts(exif.tags(bytes(whole)))
    assert all(len(value) <= 256 for value in found.values() if isinstance(value, str))


@given(st.fractions(0, 89), st.sampled_from("NS"))
def test_degrees_come_back(latitude: Fraction, side: str) -> None:
    degrees, rest = divmod(latitude, 1)
    minutes, rest = divmod(rest * 60, 1)
    found = facts({}, {}, {1: side, 2: (float(degrees), float(minutes), float(rest * 60)), 3: "E", 4: (1.0, 0.0, 0.0)})
    expected = float(latitude) * (-1 if side == "S" else 1)
    assert found["latitude"] == pytest.approx(expected, abs=1e-5)
