"""Films: stills by key frames, by seeking and between; turned phones; broken, foreign and lying containers."""

from __future__ import annotations

import base64
import struct
import wave
from io import BytesIO
from itertools import pairwise

import av
import numpy as np
import pytest
from PIL import Image

from inspector.analyse import reel, stills, video
from inspector.analyse.unreadable import Unreadable
from inspector.domain.content import Analysis, Kind
from tests.analyse.drawn import codes, data_of, distance, encode, film, looked, scene

CONTAINERS = [
    ("mp4", "mpeg4", "video/mp4"),
    ("mov", "mpeg4", "video/quicktime"),
    ("matroska", "mpeg4", "video/x-matroska"),
    ("webm", "libvpx", "video/webm"),
    ("avi", "mpeg4", "video/x-msvideo"),
    ("mpegts", "mpeg2video", "video/mp2t"),
    ("flv", "flv", "video/x-flv"),
    ("3gp", "mpeg4", "video/3gpp"),
    ("asf", "msmpeg4v2", "video/x-ms-asf"),
    ("mpeg", "mpeg2video", "video/mpeg"),
]


def pdq_of_scene(number: int) -> bytes:
    _, told = looked(encode(scene(number, 160, 120), "PNG"))
    assert told.fingerprint is not None
    return told.fingerprint.pdq


def size_of(picture: bytes | None) -> tuple[int, int]:
    assert picture is not None
    return Image.open(BytesIO(picture)).size


def assert_scenes(told: Analysis, seconds: int) -> None:
    """Each frame shows the scene of its second; the first behind a cut is coarse where it is no key frame."""
    clear = set()
    for frame in told.frames:
        second = min(frame.at_ms // 1000, seconds - 1)
        apart = distance(frame.fingerprint.pdq, pdq_of_scene(second))
        assert apart <= 40, frame.at_ms
        clear |= {second} if apart <= 31 else set()
    assert len(clear) >= seconds - 1


@pytest.mark.parametrize(("container", "codec", "mime"), CONTAINERS)
def test_each_container(container: str, codec: str, mime: str) -> None:
    rate = 25 if container == "mpeg" else 10
    identity, told = looked(film(container, codec, rate=rate, group=rate))
    assert (identity.mime, identity.kind) == (mime, Kind.VIDEO)
    assert codes(told) == []
    assert (told.width, told.height) == (160, 120)
    assert told.duration_ms == pytest.approx(6000, abs=800)
    assert 5 <= len(told.frames) <= 16
    assert_scenes(told, 6)
    assert size_of(told.thumbnail) == (160, 120)
    assert size_of(told.sheet)[0] == 4 * 240
    facts = data_of(told, "video")
    assert facts["codec"] == {"libvpx": "vp8"}.get(codec, codec)
    assert facts["frame_rate"] == pytest.approx(rate, rel=0.01)


def test_a_single_key_frame_is_no_excuse() -> None:
    _, told = looked(film(seconds=20, group=10_000))
    assert codes(told) == []
    assert len(told.frames) >= 16
    moments = [frame.at_ms for frame in told.frames]
    assert all(later - earlier <= 2000 for earlier, later in pairwise([0, *moments, 20_000]))
    assert_scenes(told, 20)


def test_a_long_film_is_sought_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stills, "_WALK_UP_TO_S", 10.0)
    monkeypatch.setattr(stills, "MOST_STILLS", 12)
    _, told = looked(film(seconds=60))
    assert codes(told) == []
    assert data_of(told, "video")["stills"] == 12
    assert {5000 * step for step in range(12)} <= {frame.at_ms for frame in told.frames}
    assert_scenes(told, 60)


def test_never_more_stills_than_agreed() -> None:
    _, told = looked(film(seconds=150, rate=2, group=1))
    assert data_of(told, "video")["stills"] == 120
    assert told.frames[-1].at_ms > 140_000


def test_every_frame_a_key_frame_makes_no_flood() -> None:
    _, told = looked(film("matroska", "mpeg4", seconds=10, group=1))
    assert len(told.frames) == 10


def turned(data: bytes, matrix: tuple[int, ...]) -> bytes:
    """The MP4 with another display matrix in its track header (ISO/IEC 14496-12, 8.3.2)."""
    straight = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
    place = data.index(straight, data.index(b"tkhd"))
    return data[:place] + struct.pack(">9i", *matrix) + data[place + len(straight) :]


# Clockwise by a quarter, a half and three quarters, as telephones write them.
MATRICES = {
    1: (0, 1 << 16, 0, -(1 << 16), 0, 0, 120 << 16, 0, 1 << 30),
    2: (-(1 << 16), 0, 0, 0, -(1 << 16), 0, 160 << 16, 120 << 16, 1 << 30),
    3: (0, -(1 << 16), 0, 1 << 16, 0, 0, 0, 160 << 16, 1 << 30),
}


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_film_taken_upright_is_shown_upright(quarters: int) -> None:
    _, told = looked(turned(film(seconds=2), MATRICES[quarters]))
    assert codes(told) == []
    assert len(told.frames) >= 2
    for frame in told.frames:
        shown = np.rot90(scene(frame.at_ms // 1000, 160, 120), -quarters)
        assert (told.height, told.width) == shown.shape[:2]
        _, expected = looked(encode(np.ascontiguousarray(shown), "PNG"))
        assert expected.fingerprint is not None
        assert distance(frame.fingerprint.pdq, expected.fingerprint.pdq) <= 31


def test_tags_are_told_and_cut() -> None:
    data = film(
        seconds=1, tags={"title": "x" * 3000, "comment": "Nguyễn", "creation_time": "2026-01-02T03:04:05.000000Z"}
    )
    _, told = looked(data)
    tags = data_of(told, "video")["tags"]
    assert isinstance(tags, dict)
    assert tags["comment"] == "Nguyễn"
    assert len(tags["title"]) == 256
    assert tags["creation_time"].startswith("2026-01-02T03:04:05")


def test_tags_are_counted_and_cleaned() -> None:
    many = {f"name{number:03}": "v" for number in range(100)} | {"a\0b": "c\udce9d"}
    kept = video.tags(many)
    assert len(kept) == 32
    assert kept["a"] == "c?d"


def sound() -> bytes:
    file = BytesIO()
    with wave.open(file, "wb") as output:
        output.setparams((1, 2, 8000, 0, "NONE", ""))
        output.writeframes(b"\0\x20" * 16000)
    return file.getvalue()


def test_a_sound_has_a_length_and_no_stills() -> None:
    identity, told = looked(sound(), ".wav")
    assert identity.kind is Kind.AUDIO
    assert codes(told) == []
    assert told.duration_ms == 2000
    assert (told.width, told.height, told.thumbnail, told.frames) == (None, None, None, ())
    assert data_of(told, "video")["sound_codec"] == "pcm_s16le"


def test_the_cover_of_a_sound_in_an_ogg_file_is_shown_and_nothing_is_sought(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reel.Reel, "seek", lambda *_: pytest.fail("sought"))
    cover, mime = encode(scene(1, 64, 64), "PNG"), b"image/png"
    block = struct.pack(">LL", 3, len(mime)) + mime + bytes(20) + struct.pack(">L", len(cover)) + cover
    file = BytesIO()
    with av.open(file, "w", format="ogg") as output:
        output.metadata["METADATA_BLOCK_PICTURE"] = base64.b64encode(block).decode()
        stream = output.add_stream("libopus", rate=48000, layout="mono")
        for number in range(250):
            frame = av.AudioFrame.from_ndarray(np.zeros((1, 960), np.int16), format="s16", layout="mono")
            frame.sample_rate, frame.pts = 48000, number * 960
            output.mux(stream.encode(frame))
        output.mux(stream.encode())
    _, told = looked(file.getvalue(), ".ogg")
    assert codes(told) == []
    assert [frame.at_ms for frame in told.frames] == [0]


def test_a_sound_in_a_film_container() -> None:
    file = BytesIO()
    with av.open(file, "w", format="mp4") as output:
        stream = output.add_stream("aac", rate=8000)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 16000), np.float32), format="fltp", layout="mono")
        frame.sample_rate = 8000
        output.mux(stream.encode(frame))
        output.mux(stream.encode())
    _, told = looked(file.getvalue(), ".mp4")
    assert codes(told) == []
    assert told.duration_ms == pytest.approx(2000, abs=300)
    assert told.frames == ()


PLAYLISTS = {
    "hls": b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
    "hls-net": b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n",
    "concat": b"ffconcat version 1.0\nfile /etc/passwd\n",
    "sdp": b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n",
    "dash": b'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>http://127.0.0.1:9/</BaseURL></MPD>',
}


@pytest.mark.parametrize("name", PLAYLISTS)
def test_playlists_are_texts_whatever_they_are_called(name: str) -> None:
    identity, told = looked(PLAYLISTS[name], ".mp4")
    assert identity.kind is not Kind.VIDEO
    assert told.frames == ()
    assert told.text is not None


@pytest.mark.parametrize("name", PLAYLISTS)
def test_the_opener_refuses_playlists(name: str) -> None:
    with pytest.raises(Unreadable):
        video.look_through(BytesIO(PLAYLISTS[name]), lambda: None)


@pytest.mark.parametrize(("container", "codec"), [(container, codec) for container, codec, _ in CONTAINERS])
def test_truncated_films_never_stop_the_work(container: str, codec: str) -> None:
    rate = 25 if container == "mpeg" else 10
    data = film(container, codec, rate=rate, seconds=4)
    for eighth in range(1, 8):
        _, told = looked(data[: len(data) * eighth // 8])
        assert told.frames or told.failures


def test_a_film_with_holes_shows_what_is_left() -> None:
    data = bytearray(film("mpegts", "mpeg2video", seconds=10, rate=10))
    for place in range(len(data) // 3, len(data) // 2, 97):
        data[place] ^= 0xFF
    _, told = looked(bytes(data))
    assert len(told.frames) >= 4


def test_a_lying_size_is_refused() -> None:
    data = film("avi", seconds=1)
    place = data.index(b"strf") + 12
    lying = data[:place] + struct.pack("<ii", 60_000, 60_000) + data[place + 8 :]
    _, told = looked(lying)
    assert told.failures or (told.width, told.height) == (160, 120)


def test_an_unknown_codec_is_named_as_such() -> None:
    identity, told = looked(film("avi", seconds=1).replace(b"FMP4", b"ZZZZ"))
    assert identity.kind is Kind.VIDEO
    assert codes(told) == ["no_decoder"]
    assert told.duration_ms == 1000
