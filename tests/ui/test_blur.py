"""What is shown without a reveal holds too little to be read."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from inspector.ui.models.blurred import POINTS, Blurred, blurred, decoded


def encoded(picture: Image.Image, form: str = "JPEG") -> bytes:
    file = io.BytesIO()
    picture.save(file, form)
    return file.getvalue()


def stripes(width: int) -> Image.Image:
    """Black and white stripes of `width` pixels: the finest thing an eye could read."""
    columns = np.tile(np.repeat(np.array([0, 255], np.uint8), width), 320 // width)[:320]
    return Image.fromarray(np.broadcast_to(columns, (240, 320)).copy()).convert("RGB")


def points(picture: QImage) -> np.ndarray:
    flat = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.bytesPerLine())
    return flat[:, : picture.width()].astype(float)


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
@pytest.mark.parametrize("width", [1, 2, 4, 8])
def test_fine_detail_is_gone(form: str, width: int) -> None:
    picture = blurred(encoded(stripes(width), form))
    assert picture is not None
    middle = points(picture)[8:-8, 8:-8]
    assert middle.max() - middle.min() < 30


def test_it_is_grey_and_no_larger_than_a_few_points_made_smooth() -> None:
    picture = blurred(encoded(Image.new("RGB", (320, 200), (255, 0, 0))))
    assert picture is not None
    assert picture.isGrayscale()
    assert max(picture.width(), picture.height()) <= POINTS * 8


def test_two_pictures_that_differ_in_detail_only_look_alike() -> None:
    plain, fine = blurred(encoded(Image.new("RGB", (320, 240), (128, 128, 128)))), blurred(encoded(stripes(2)))
    assert plain is not None
    assert fine is not None
    assert np.abs(points(plain) - points(fine)).max() < 30


@pytest.mark.parametrize("size", [(320, 1), (1, 320), (1, 1)])
def test_odd_shapes(size: tuple[int, int]) -> None:
    assert blurred(encoded(Image.new("RGB", size))) is not None


@pytest.mark.qt_log_ignore("JPEG datastream contains no image")
@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xd8\xff", b"RIFF\x00\x00\x00\x00WEBP", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.4"],
)
def test_broken_pictures_are_none(data: bytes) -> None:
    assert blurred(data) is None


@pytest.mark.parametrize("form", ["PNG", "GIF", "TIFF", "BMP"])
def test_no_other_decoder_of_qt_is_reached(form: str) -> None:
    assert decoded(encoded(Image.new("RGB", (9, 9)), form)) is None


def test_lane_serves_what_is_wished_and_forgets_on_close(qtbot: QtBot) -> None:
    data = encoded(Image.new("RGB", (32, 32)))
    made = Blurred(lambda content: data if content < 50 else None)
    for content in range(60):
        assert made.get(content) is None
    qtbot.waitUntil(lambda: all(made.get(content) is not None for content in range(50)))
    assert made.get(55) is None
    made.close()
