"""Bare streams are known by what must come first in them, and hardly anything else is taken for one."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.analyse import bare
from inspector.analyse.filetype import tell
from inspector.domain.content import Kind
from tests.analyse.drawn import codes, encode, film, looked, scene
from tests.analyse.shaken import shaken, written

STREAMS: dict[str, tuple[str, str, dict[str, str]]] = {
    "video/h264": ("h264", "libx264", {}),
    "video/h265": ("hevc", "libx265", {"preset": "ultrafast", "x265-params": "log-level=none"}),
    "video/mp4v-es": ("m4v", "mpeg4", {}),
}
CODE = b"\0\0\0\1"
SEQUENCE, PICTURES = bytes.fromhex("6742c01e95a0"), bytes.fromhex("68ce3c800000")


@cache
def stream(mime: str) -> bytes:
    container, codec, options = STREAMS[mime]
    return written(shaken(1)[:25], codec, container, 250, **options)


@pytest.mark.parametrize("mime", STREAMS)
def test_a_bare_stream_is_a_film(mime: str) -> None:
    identity, told = looked(stream(mime))
    assert (identity.mime, identity.kind) == (mime, Kind.VIDEO)
    assert codes(told) == []
    assert told.duration_ms == pytest.approx(1000, abs=100)
    assert len(told.frames) >= 10


@pytest.mark.parametrize("mime", STREAMS)
@pytest.mark.parametrize("suffix", [".h264", ".265", ".m4v"])
def test_one_without_its_beginning_is_counted_by_its_name(mime: str, suffix: str) -> None:
    assert tell(stream(mime)[300:], suffix).kind is Kind.VIDEO
    assert tell(stream(mime)[300:], "").kind is Kind.OTHER


def test_shorter_and_longer_codes_and_what_may_stand_between() -> None:
    picture = bytes.fromhex("6588840abcde")
    assert bare.mime(b"\0\0\1" + SEQUENCE + b"\0\0\1" + PICTURES + b"\0\0\1" + picture) == "video/h264"
    between = CODE + bytes.fromhex("09f0000000") + CODE + SEQUENCE + CODE + bytes.fromhex("0605ffaa0000")
    assert bare.mime(between + CODE + PICTURES + b"\0" + CODE + picture) == "video/h264"


PICTURE = CODE + bytes.fromhex("6588840abcde")
FOREIGN = {
    "no picture": CODE + SEQUENCE + CODE + PICTURES,
    "the wrong order": CODE + PICTURES + CODE + SEQUENCE + PICTURE,
    "no picture parameters": CODE + SEQUENCE + PICTURE,
    "no such profile": CODE + b"\x67\x43" + SEQUENCE[2:] + CODE + PICTURES + PICTURE,
    "no such level": CODE + SEQUENCE[:3] + b"\x63" + SEQUENCE[4:] + CODE + PICTURES + PICTURE,
    "a forbidden bit": CODE + b"\xe7" + SEQUENCE[1:] + CODE + PICTURES + PICTURE,
    "something before": b"x" + CODE + SEQUENCE + CODE + PICTURES + PICTURE,
    "codes only": CODE * 40,
    "an icon": b"\0\0\1\0\1\0\x20\x20\0\0\1\0\x20\0" + bytes(40),
    "an object without a picture": b"\0\0\1\0\0\0\1\x20" + bytes(40),
    "nothing": b"",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_no_bare_stream(name: str) -> None:
    assert bare.mime(FOREIGN[name]) is None


@pytest.mark.parametrize("container", ["mpeg", "mpegts", "mp4", "mpeg2video"])
def test_other_films_are_none(container: str) -> None:
    codec = "mpeg4" if container == "mp4" else "mpeg2video"
    assert bare.mime(film(container, codec, seconds=1, rate=25)) is None


def test_icons_and_other_pictures_are_none() -> None:
    for name in ("ICO", "TGA", "PCX", "JPEG2000", "HEIF"):
        assert bare.mime(encode(scene(1, 64, 64), name)) is None


@given(st.lists(st.binary(min_size=1, max_size=12), max_size=12))
def test_codes_before_anything_make_no_stream(units: list[bytes]) -> None:
    assert bare.mime(b"".join(CODE + unit for unit in units)) is None
