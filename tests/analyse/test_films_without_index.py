"""Films without an index or with hardly a key frame: frames over their whole length, or it is told that none are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import cast

import av
import pytest
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from hypothesis import given
from hypothesis import strategies as st

from inspector.analyse import moments, reel, stills, video
from inspector.analyse.runs import Runs
from inspector.analyse.stamps import Stamps, VideoPacket
from inspector.analyse.video import Film
from tests.analyse.drawn import codes, data_of, film, looked, scene
from tests.analyse.shaken import RATE, SIDE, shaken, written
from tests.analyse.test_moments import frames_of, shares
from tests.analyse.test_video import assert_scenes

ONE_KEY = 10_000
SENT = {
    "ts": ("mpegts", "libx264"), "old ts": ("mpegts", "mpeg2video"), "newest ts": ("mpegts", "libx265"),
    "ps": ("mpeg", "mpeg2video"), "dvd": ("vob", "mpeg2video"), "h264": ("h264", "libx264"),
    "hevc": ("hevc", "libx265"), "mpeg4": ("m4v", "mpeg4"), "mpeg2": ("mpeg2video", "mpeg2video"),
}  # fmt: skip


@cache
def one_key(name: str, number: int = 1) -> bytes:
    container, codec = SENT[name]
    group = 600 if codec == "mpeg2video" else ONE_KEY
    options = {"preset": "ultrafast", "x265-params": "log-level=none"} if codec == "libx265" else {}
    return written(shaken(number), codec, container, group, **options)


def seen(data: bytes) -> Film:
    return video.look_through(BytesIO(data), lambda: None)


@pytest.mark.parametrize("name", SENT)
def test_one_key_frame_is_enough(name: str) -> None:
    found = seen(one_key(name))
    assert found.flaw is None
    assert found.duration_ms == pytest.approx(4000, abs=100)
    assert len(found.stills) >= 15
    assert found.stills[-1].at_s > 3.5
    assert shares(one_key(name)).alike
    assert shares(one_key(name), 2).better < 0.2


@pytest.mark.parametrize("name", ["ts", "ps", "h264"])
def test_half_a_film_is_read_as_far_as_it_goes(name: str) -> None:
    data = one_key(name)
    found = seen(data[: len(data) // 2 + 77])
    assert found.flaw is None
    assert found.moments[-1].at_s > 1
    assert shares(data[: len(data) // 2 + 77]).better > 0.8


def test_half_a_film_without_its_key_frame_is_said_to_be_damaged() -> None:
    data = one_key("ts")
    _, told = looked(data[len(data) // 2 :], ".ts")
    assert codes(told) == ["damaged"]


@pytest.mark.parametrize("name", ["ts", "ps", "mpeg2"])
def test_time_goes_on_where_films_were_joined(name: str) -> None:
    found = seen(one_key(name) + one_key(name, 3) + one_key(name, 2))
    assert found.duration_ms == pytest.approx(12_000, abs=400)
    times = [moment.at_s for moment in found.moments]
    assert times == sorted(times)
    assert {0, 1, 2} <= {int(at_s) // 4 for at_s in times}
    assert shares(one_key(name) + one_key(name, 3)).better > 0.8


def late(start_s: float) -> bytes:
    """A film in MPEG-TS whose time stamps begin there; they wrap behind 95,443.7 seconds."""
    file = BytesIO()
    with av.open(file, "w", format="mpegts", options={"output_ts_offset": str(start_s)}) as output:
        stream = output.add_stream("libx264", rate=RATE)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height = SIDE
        stream.pix_fmt = "yuv420p"
        stream.codec_context.gop_size = ONE_KEY
        for frame in shaken(1):
            output.mux(stream.encode(VideoFrame.from_ndarray(frame, format="rgb24")))
        output.mux(stream.encode())
    return file.getvalue()


@pytest.mark.parametrize("start_s", [0.0, 50_000.0, 95_440.0])
def test_time_begins_where_it_likes(start_s: float) -> None:
    found = seen(late(start_s))
    assert found.flaw is None
    assert found.duration_ms == pytest.approx(4000, abs=200)
    assert (found.stills[0].at_s, found.stills[-1].at_s) == pytest.approx((0, 3.75), abs=0.3)
    assert shares(late(start_s)).alike


def test_a_long_one_is_sought_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stills, "_WALK_UP_TO_S", 10.0)
    monkeypatch.setattr(stills, "MOST_STILLS", 12)
    _, told = looked(film("mpegts", "mpeg2video", seconds=30, rate=25, group=25))
    assert codes(told) == []
    assert data_of(told, "video")["stills"] == 12
    assert len({frame.at_ms // 2500 for frame in told.frames}) == 12
    assert_scenes(told, 30)


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When the frames lie that were decoded one after the other; no more than 200 are allowed for moments."""
    monkeypatch.setattr(moments, "DECODED_PIXELS", SIDE[0] * SIDE[1] * 200)
    monkeypatch.setattr(moments, "STRETCH_S", 1.0)
    times: list[float] = []
    plain = reel.Reel.frames

    def counting(self: reel.Reel) -> Iterator[VideoFrame]:
        for frame in plain(self):
            times.append(self.at(frame))
            yield frame

    monkeypatch.setattr(reel.Reel, "frames", counting)
    return times


@pytest.mark.parametrize(("container", "codec"), [("mpegts", "libx264"), ("mp4", "libx264"), ("h264", "libx264")])
def test_stretches_begin_at_key_frames(decoded: list[float], container: str, codec: str) -> None:
    frames = shaken(1, seconds=4) * 5
    found = seen(written(frames, codec, container, 50))
    assert found.flaw is None
    assert len(decoded) <= 220
    assert len({int(moment.at_s) // 4 for moment in found.moments}) == 5
    assert frames_of(found)


@pytest.mark.parametrize("container", ["mpegts", "mp4", "h264"])
def test_going_back_in_the_file_is_going_back_in_time(container: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stretch may be read further than where the next one is sought."""
    monkeypatch.setattr(moments, "DECODED_PIXELS", SIDE[0] * SIDE[1] * 450)
    monkeypatch.setattr(moments, "STRETCH_S", 1.0)
    data = written(shaken(1, seconds=4) * 5, "libx264", container, 150)
    times = [moment.at_s for moment in seen(data).moments]
    assert {int(at_s) for at_s in times} >= {0, 3, 6, 9, 12, 15, 18}
    assert times[-1] < 20.2


@pytest.mark.parametrize("container", ["mpegts", "mp4"])
def test_what_nobody_looked_at_is_told(decoded: list[float], container: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One key frame, and no time for all that follows: what there is time for is read in one piece."""
    monkeypatch.setattr(stills, "_MOST_DECODED", 100)
    _, told = looked(written(shaken(1, seconds=4) * 5, "libx264", container, ONE_KEY))
    assert codes(told) == ["in_part"]
    assert len(decoded) <= 310
    gap = data_of(told, "video")["unseen_s"]
    assert gap == pytest.approx([8, 20], abs=0.5)
    assert told.frames[-1].at_ms > 7000


def test_a_film_of_which_the_rest_is_missing_tells_so() -> None:
    data = written(shaken(1, seconds=4) * 4, "libx264", "matroska", 50)
    _, told = looked(data[: len(data) // 2])
    assert codes(told) == ["in_part"]
    assert data_of(told, "video")["unseen_s"] == pytest.approx([8, 16], abs=1.5)


def test_a_sound_that_goes_on_behind_the_film_is_no_gap() -> None:
    file = BytesIO()
    with av.open(file, "w", format="mp4") as output:
        stream = output.add_stream("mpeg4", rate=10)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
        sound = output.add_stream("aac", rate=8000)
        for _ in range(20):
            output.mux(stream.encode(VideoFrame.from_ndarray(scene(1, 160, 120), format="rgb24")))
        output.mux(stream.encode())
        for number in range(200):
            frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
            frame.planes[0].update(bytes(4096))
            frame.sample_rate, frame.pts = 8000, number * 1024
            output.mux(sound.encode(frame))
        output.mux(sound.encode())
    _, told = looked(file.getvalue())
    assert told.duration_ms is not None
    assert told.duration_ms > 20_000
    assert codes(told) == []


def test_a_gap_counts_from_an_eighth_on_and_from_five_seconds() -> None:
    runs = Runs()
    for at_s in (0.0, 1.0, 2.0):
        runs.saw(at_s, goes_on=True)
    runs.broke_off()
    runs.saw(50.0, goes_on=False)
    assert runs.gap(100.0) == (50.0, 100.0)
    runs.saw(70.0, goes_on=True)
    runs.ended(100.0)
    assert runs.gap(100.0) == (2.0, 50.0)
    assert runs.gap(0.0) is None
    assert Runs().gap(4.0) is None
    assert Runs().gap(6.0) == (0.0, 6.0)


STAMPS = st.one_of(st.none(), st.integers(-(1 << 40), 1 << 40))


def put_right(stamps: Stamps, told: int | None) -> int:
    packet = cast("VideoPacket", av.Packet(4))
    packet.dts = told
    stamps.set_right(packet)
    assert packet.dts is not None
    return packet.dts


@given(st.lists(STAMPS, max_size=40))
def test_time_never_goes_far_back_whatever_the_stamps_say(told: list[int | None]) -> None:
    stamps, latest = Stamps(0, 3600, 1 / 90_000), 0
    for stamp in told:
        now = put_right(stamps, stamp)
        assert latest - 90_000 <= now <= latest + 3601 * 90_000
        latest = max(latest, now)


def test_what_was_learnt_of_a_place_is_known_when_it_is_sought_again() -> None:
    stamps = Stamps(1000, 10, 0.01)
    assert [put_right(stamps, told) for told in (1000, 1010, None)] == [1000, 1010, 1020]
    stamps.sought(500, 5000)
    assert put_right(stamps, 4000) == 4000
    stamps.sought(900, 9000)
    assert put_right(stamps, 200) == 9000  # it began anew
    stamps.sought(500, 5000)
    assert put_right(stamps, 4000) == 4000
    stamps.sought(950, 9500)
    assert put_right(stamps, 300) == 9100
    stamps.sought(0, 1000)
    assert put_right(stamps, 1000) == 1000
