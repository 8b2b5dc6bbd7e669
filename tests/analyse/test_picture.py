"""Every format and mode of picture: size, turn, thumbnail, frames; and what is left of a truncated one."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from inspector.analyse import look
from inspector.analyse.pixels import upright
from inspector.domain.content import Analysis, Kind
from tests.analyse.drawn import codes, data_of, distance, encode, looked, scene

FORMATS = {
    "JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp", "BMP": "image/bmp",
    "TIFF": "image/tiff", "HEIF": "image/heic", "AVIF": "image/avif", "JPEG2000": "image/jp2",
    "PPM": "image/x-portable-pixmap",
    "ICO": "image/vnd.microsoft.icon", "TGA": "image/x-tga", "PCX": "image/x-pcx", "QOI": "image/x-qoi",
    "DDS": "image/vnd-ms.dds",
}  # fmt: skip
SUFFIXES = {"TGA": ".tga", "PCX": ".pcx", "HEIF": ".heic", "JPEG2000": ".jp2"}


def thumbnail(told: Analysis) -> Image.Image:
    assert told.thumbnail is not None
    return Image.open(BytesIO(told.thumbnail))


def pdq_of(told: Analysis) -> bytes:
    assert told.fingerprint is not None
    return told.fingerprint.pdq


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_seen(name: str) -> None:
    size = (256, 256) if name == "ICO" else (400, 300)
    identity, told = looked(encode(scene(1, *size), name), SUFFIXES.get(name, ""))
    assert identity.kind is Kind.IMAGE
    assert identity.mime == FORMATS[name]
    assert codes(told) == []
    assert (told.width, told.height) == size
    assert data_of(told, "picture")["format"] == name
    small = thumbnail(told)
    assert small.format == "JPEG"
    assert min(max(size), 320) == max(small.size)
    expected = Image.fromarray(scene(1, *size)).resize(small.size)
    assert np.abs(np.asarray(small, np.int16) - np.asarray(expected, np.int16)).mean() < 12
    _, drawn = looked(encode(scene(1, *size), "PNG"))
    assert distance(pdq_of(told), pdq_of(drawn)) <= (24 if name == "GIF" else 10)  # 256 colours cost bits


def turned_file(name: str, orientation: int) -> bytes:
    """A file whose pixels lie so that `orientation` turns them upright into scene 2, 480 x 360."""
    whole = scene(2, 480, 360)
    back = {6: 8, 8: 6}.get(orientation, orientation)
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encode(
        upright(Image.fromarray(whole), back),
        name,
        exif=exif.tobytes(),
        **({"quality": 95} if name in {"JPEG", "WEBP"} else {}),
    )


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_all_orientations_show_the_same_picture(name: str, orientation: int) -> None:
    _, straight = looked(encode(scene(2, 480, 360), "PNG"))
    _, told = looked(turned_file(name, orientation))
    assert (told.width, told.height) == (480, 360)
    assert thumbnail(told).size == (320, 240)
    assert distance(pdq_of(told), pdq_of(straight)) <= 16
    assert told.phash is not None
    assert straight.phash is not None
    assert distance(told.phash, straight.phash) <= 4


def test_the_turn_is_not_for_nothing() -> None:
    _, straight = looked(encode(scene(2, 480, 360), "PNG"))
    for orientation in range(2, 9):
        _, lying = looked(encode(upright(Image.fromarray(scene(2, 480, 360)), orientation), "PNG"))
        assert distance(pdq_of(lying), pdq_of(straight)) > 60


def test_upright_is_exif_transpose() -> None:
    from PIL import ImageOps  # noqa: PLC0415

    for orientation in range(10):
        image = Image.fromarray(scene(4, 60, 40))
        image.getexif()[0x0112] = orientation
        assert upright(image, orientation).tobytes() == ImageOps.exif_transpose(image).tobytes()


MODES = ["1", "L", "LA", "P", "PA", "RGBA", "CMYK", "YCbCr", "I;16", "I", "F"]
CARRIER = {"LA": "PNG", "PA": "TIFF", "CMYK": "JPEG", "YCbCr": "JPEG", "F": "TIFF", "I": "TIFF"}


@pytest.mark.parametrize("mode", MODES)
def test_each_mode_is_seen(mode: str) -> None:
    whole = Image.fromarray(scene(5, 500, 400))
    if mode in {"I;16", "I", "F"}:
        deep = np.asarray(whole.convert("L")).astype({"I;16": np.uint16, "I": np.int32, "F": np.float32}[mode])
        image = Image.fromarray(deep * 257 if mode != "F" else deep)
    else:
        image = whole.convert("P").convert(mode) if mode == "PA" else whole.convert(mode)
    assert image.mode == mode
    _, told = looked(encode(image, CARRIER.get(mode, "PNG")))
    assert codes(told) == []
    _, straight = looked(encode(whole, "PNG"))
    assert distance(pdq_of(told), pdq_of(straight)) <= 24


@pytest.mark.parametrize(
    "options", [{"progressive": True}, {"subsampling": 0}, {"subsampling": 1}, {"restart_marker_blocks": 4}]
)
def test_jpeg_dialects(options: dict[str, object]) -> None:
    _, told = looked(encode(scene(6, 900, 700), "JPEG", **options))
    _, plain = looked(encode(scene(6, 900, 700), "PNG"))
    assert codes(told) == []
    assert distance(pdq_of(told), pdq_of(plain)) <= 10


@pytest.mark.parametrize(
    ("name", "save_all"), [("GIF", True), ("WEBP", True), ("PNG", True), ("TIFF", True), ("AVIF", True), ("GIF", False)]
)
def test_animations_and_pages_count(name: str, save_all: bool) -> None:
    pages = [Image.fromarray(scene(number, 120, 90)) for number in range(4)]
    options = {"save_all": True, "append_images": pages[1:], "duration": 100} if save_all else {}
    _, told = looked(encode(pages[0], name, **options))
    assert data_of(told, "picture")["frames"] == (4 if save_all else 1)
    _, first = looked(encode(pages[0], "PNG"))
    assert distance(pdq_of(told), pdq_of(first)) <= 24


@pytest.mark.parametrize(
    "size", [(1, 1), (1, 700), (700, 1), (3, 4), (5, 5), (2000, 7), (20_000, 3), (257, 255), (511, 512), (513, 1025)]
)
@pytest.mark.parametrize("name", ["JPEG", "PNG"])
def test_odd_sizes(name: str, size: tuple[int, int]) -> None:
    _, told = looked(encode(scene(7, *size), name))
    assert codes(told) == []
    assert (told.width, told.height) == size
    assert min(max(size), 256) <= max(thumbnail(told).size) <= min(max(size), 320)
    assert (told.fingerprint is None) == (min(size) < 5)
    assert told.phash is not None


@pytest.mark.parametrize("name", ["JPEG", "PNG", "GIF", "BMP", "TIFF"])
def test_what_is_there_of_a_truncated_picture_is_shown(name: str) -> None:
    data = encode(scene(8, 640, 480), name)
    _, told = looked(data[: len(data) * 2 // 3])
    assert codes(told) == ["truncated"]
    assert (told.width, told.height) == (640, 480)
    there = slice(-80, None) if name == "BMP" else slice(80)  # a bitmap begins with its lowest row
    seen = np.asarray(thumbnail(told), np.int16)[there]
    expected = np.asarray(Image.fromarray(scene(8, 640, 480)).resize((320, 240)), np.int16)[there]
    assert np.abs(seen - expected).mean() < 20


@pytest.mark.parametrize("name", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "HEIF", "AVIF", "JPEG2000"])
@pytest.mark.parametrize("left", [12, 40, 120])
def test_a_stump_shows_nothing_and_says_so(name: str, left: int) -> None:
    _, told = looked(encode(scene(8, 320, 240), name)[:left], SUFFIXES.get(name, f".{name.lower()}"))
    assert len(told.failures) == 1
    assert told.failures[0].code in {"truncated", "damaged", "no_decoder"}


@pytest.mark.parametrize("name", ["HEIF", "AVIF", "GIF", "PNG", "WEBP"])
@pytest.mark.parametrize("left", [12, 200])
def test_a_stump_of_what_is_decoded_here_is_damaged(name: str, left: int) -> None:
    data = encode(scene(8, 320, 240), name)
    for cut in (data[:left], data[: len(data) // 20]):
        _, told = looked(cut)
        assert codes(told) in (["damaged"], ["truncated"])


def test_what_nobody_here_decodes_is_not_called_damaged() -> None:
    _, told = looked(b"\x00\x00\x00\x18ftypcrx \x00\x00\x00\x01crx isom" + bytes(200), ".cr3")
    assert codes(told) == ["no_decoder"]


def test_of_a_huge_animation_the_beginning_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [Image.fromarray(scene(number, 120, 90)) for number in range(6)]
    data = encode(pages[0], "GIF", save_all=True, append_images=pages[1:], duration=100)
    monkeypatch.setattr(look, "LARGEST_PICTURE", len(data) - 1)
    monkeypatch.setattr(look, "BEGINNING", len(data) // 2)  # at which Pillow stumbles over the second picture
    _, told = looked(data)
    assert codes(told) == ["in_part"]
    assert data_of(told, "picture")["bytes_looked_at"] == len(data) // 2
    assert distance(pdq_of(told), pdq_of(looked(encode(pages[0], "PNG"))[1])) <= 24


def test_the_first_picture_of_a_truncated_animation_is_shown() -> None:
    pages = [Image.fromarray(scene(number, 120, 90)) for number in range(6)]
    data = encode(pages[0], "GIF", save_all=True, append_images=pages[1:], duration=100)
    for length in range(len(data) // 2 - 32, len(data) // 2 + 8, 8):
        assert looked(data[:length])[1].fingerprint is not None


def test_a_flat_picture_is_no_failure() -> None:
    _, told = looked(encode(np.full((300, 400, 3), 77, np.uint8), "JPEG"))
    assert codes(told) == []
    assert told.fingerprint is not None
    assert told.fingerprint.quality == 0


def test_several_pictures_in_one_jpeg() -> None:
    pages = [Image.fromarray(scene(number, 200, 150)) for number in range(2)]
    identity, told = looked(encode(pages[0], "MPO", save_all=True, append_images=pages[1:]))
    assert identity.mime == "image/jpeg"
    assert codes(told) == []
    assert (told.width, told.height) == (200, 150)
