"""Moments of films: copies meet them however they were cut and coded, and the work stays within its bounds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO

import numpy as np
import pytest
from av.video.frame import VideoFrame
from PIL import Image, ImageOps

from inspector.analyse import moments, reel, video
from inspector.analyse.bars import between_bars
from inspector.analyse.fingerprint import pdq
from inspector.analyse.stills import Still
from inspector.analyse.video import Film
from inspector.library.film.alike import TOGETHER, Frames, Shares, alike, counted
from inspector.library.film.turns import turned
from tests.analyse.drawn import Pixels
from tests.analyse.shaken import RATE, SIDE, changed, shaken, written


def seen(data: bytes) -> Film:
    return video.look_through(BytesIO(data), lambda: None)


def frames_of(film: Film) -> Frames:
    return counted((each.fingerprint.pdq, each.fingerprint.quality, round(each.at_s * 1000)) for each in film.moments)


@cache
def original(number: int) -> Frames:
    return frames_of(seen(written(shaken(number))))


def shares(copy: bytes, number: int = 1) -> Shares:
    return alike(frames_of(seen(copy)), original(number))


COPIES = {
    "coded": lambda: written(shaken(1), "mpeg4", "avi", 37, qscale="7"),
    "poor": lambda: written(shaken(1), group=31, crf="34"),
    "newer": lambda: written(shaken(1), "libsvtav1", "mp4", 30, preset="12"),
    "cut": lambda: written(shaken(1)[13:89], "mpeg4", "matroska", 12),
    "small": lambda: written(changed(shaken(1), lambda frame: frame.resize((128, 96), Image.Resampling.BOX))),
    "letterbox": lambda: written(changed(shaken(1)[7:], lambda frame: ImageOps.expand(frame, (0, 32, 0, 32)))),
    "pillarbox": lambda: written(changed(shaken(1)[7:], lambda frame: ImageOps.expand(frame, (48, 0, 48, 0)))),
}


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_meets_the_film(name: str) -> None:
    copy = COPIES[name]()
    assert shares(copy).alike
    assert shares(copy, 2).better < 0.2


def trimmed_of(film: Film) -> Frames:
    marks = ((each.fingerprint, each.at_s) for each in film.moments if each.trimmed)
    return counted((mark.pdq, mark.quality, round(at_s * 1000)) for mark, at_s in marks)


def barred(frames: tuple[Pixels, ...], border: tuple[int, int, int, int], fill: str = "black") -> tuple[Pixels, ...]:
    return changed(frames, lambda frame: ImageOps.expand(frame, border, fill))


BARS = {
    "narrow": (0, 9, 0, 9), "wide": (0, 36, 0, 36), "beside": (20, 0, 20, 0), "far beside": (120, 0, 120, 0),
    "in a portrait": (0, 120, 0, 120), "low in a portrait": (0, 210, 0, 30), "all around": (20, 14, 20, 14),
}  # fmt: skip


@pytest.mark.parametrize("fill", ["black", "white"])
@pytest.mark.parametrize("name", BARS)
def test_between_its_bars_a_film_meets_one_frame_a_second(name: str, fill: str) -> None:
    film = seen(written(barred(shaken(1)[:75], BARS[name], fill), preset="ultrafast"))
    listed = frames_of_pixels(shaken(1)[5:75:RATE])
    assert alike(trimmed_of(film), listed).missing == 0
    assert alike(trimmed_of(film), listed).alike
    assert not alike(trimmed_of(film), frames_of_pixels(shaken(2)[5:75:RATE])).better


def test_with_its_bars_a_film_meets_one_frame_a_second_that_has_them() -> None:
    frames = barred(shaken(1)[:75], (0, 36, 0, 36))
    film = seen(written(frames))
    shown = counted(
        (each.fingerprint.pdq, each.fingerprint.quality, round(each.at_s * 1000))
        for each in film.moments
        if not each.trimmed
    )
    assert alike(shown, frames_of_pixels(frames[5:75:RATE])).missing == 0


def test_a_film_with_bars_is_judged_together_with_the_one_without() -> None:
    one = seen(written(barred(shaken(1)[:75], (0, 120, 0, 120)), preset="ultrafast"))
    told = ((each.fingerprint.pdq, each.fingerprint.quality, round(each.at_s * 1000)) for each in one.moments)
    assert alike(counted(told, TOGETHER, 3000), original(1), TOGETHER).alike


def test_what_has_no_bars_is_not_trimmed() -> None:
    dark = changed(shaken(1)[:30], lambda frame: frame.point([level // 6 for level in range(256)] * 3))
    for frames in (shaken(1)[:30], dark):
        assert not any(each.trimmed for each in seen(written(frames)).moments)


def test_a_copy_in_a_mirror_is_met_by_its_bits() -> None:
    mirrored = frames_of(seen(written(changed(shaken(1), ImageOps.mirror))))
    assert not alike(mirrored, original(1)).alike
    assert alike(next(way for name, way in turned(mirrored) if name == "mirrored"), original(1)).alike


def test_frames_of_every_second_would_not_meet_it() -> None:
    """What the moments are for."""

    def seconds(start: int) -> Frames:
        return frames_of_pixels(shaken(1)[start::RATE])

    assert not alike(seconds(0), seconds(12)).alike


def frames_of_pixels(frames: tuple[Pixels, ...]) -> Frames:
    marks = [pdq(np.asarray(Image.fromarray(frame).convert("L"))) for frame in frames]
    return counted((mark.pdq, mark.quality, 1000 * place) for place, mark in enumerate(marks) if mark is not None)


def test_what_stands_or_is_dark_gives_few_moments() -> None:
    still = seen(written(shaken(1)[:1] * 100))
    assert 3 <= len(still.moments) <= 5
    dark = seen(written(changed(shaken(1)[:50], lambda frame: frame.point([level // 60 for level in range(256)] * 3))))
    assert dark.moments == []


def test_a_longer_film_is_read_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Evenly spread, and no more is decoded than is allowed."""
    frames = shaken(1, seconds=4) * 5
    data = written(frames, "mpeg4", "mp4", 10)
    decoded: list[float] = []
    monkeypatch.setattr(moments, "DECODED_PIXELS", SIDE[0] * SIDE[1] * 100)
    monkeypatch.setattr(moments, "STRETCH_S", 1.0)
    plain = reel.Reel.frames

    def counting(self: reel.Reel) -> Iterator[VideoFrame]:
        for frame in plain(self):
            decoded.append(self.at(frame))
            yield frame

    monkeypatch.setattr(reel.Reel, "frames", counting)
    film = seen(data)
    assert len(decoded) <= 110
    starts = {int(moment.at_s) for moment in film.moments}
    assert {0, 5, 10, 15} <= starts
    assert len(starts) <= 8


def test_a_lying_length_costs_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moments, "DECODED_PIXELS", SIDE[0] * SIDE[1] * 30)
    monkeypatch.setattr(reel.Reel, "pixels_a_second", property(lambda self: 1.0))
    film = seen(written(shaken(1), "mpeg4", "mp4", 10))
    assert 0 < len(film.moments) <= 30
    assert film.moments[-1].at_s < 1.3


def test_never_more_moments_than_agreed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moments, "MOST_MOMENTS", 10)
    film = seen(written(shaken(1)))
    assert len(film.moments) == 10
    assert film.moments[-1].at_s > 2
    film = seen(written(barred(shaken(1), (0, 36, 0, 36))))
    assert [each.trimmed for each in film.moments].count(True) == 5
    assert len(film.moments) <= 10


def test_of_many_moments_those_are_kept_in_which_the_camera_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two copies that begin at different frames then keep the same ones."""
    moving, resting = shaken(1), shaken(3)
    frames: tuple[Pixels, ...] = ()
    for turn in range(8):
        frames += moving[12 * turn : 12 * turn + 12] + (resting[12 * turn],) * 8
    monkeypatch.setattr(moments, "MOST_MOMENTS", 16)
    kept = []
    for start in (0, 5):
        film = seen(written(frames[start:]))
        rested = [moment for moment in film.moments if (round(moment.at_s * RATE) + start) % 20 in range(12, 20)]
        assert len(rested) >= 7
        kept.append(frames_of(film))
    assert alike(kept[0], kept[1]).alike


def still(pixels: Pixels) -> Still:
    return Still(0.0, Image.fromarray(pixels), pixels.shape[:2], 1.0)


def test_bars_are_told_by_all_stills_together() -> None:
    pictures = [np.asarray(ImageOps.expand(Image.fromarray(frame), (0, 32, 0, 32))) for frame in shaken(1)[::20]]
    box = between_bars([still(picture) for picture in pictures])
    assert box == pytest.approx((0.0, 32 / 208, 1.0, 176 / 208), abs=0.02)
    assert between_bars([still(frame) for frame in shaken(1)[::20]]) is None
    assert between_bars([]) is None
    rim = [np.asarray(ImageOps.expand(Image.fromarray(frame), (8, 0, 0, 0))) for frame in shaken(1)[::20]]
    assert between_bars([still(picture) for picture in rim]) is None


def test_paper_beside_a_text_is_no_bar_where_bars_of_another_colour_are() -> None:
    page = changed(shaken(1)[::20], lambda frame: ImageOps.expand(frame, (48, 0, 0, 0), "white"))
    box = between_bars([still(picture) for picture in barred(page, (0, 36, 0, 36))])
    assert box == pytest.approx((0.0, 36 / 216, 1.0, 180 / 216), abs=0.02)
    assert between_bars([still(np.zeros((90, 120, 3), np.uint8))]) is None
