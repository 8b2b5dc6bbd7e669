"""Rich text: pictures in digits and as they are, objects and what is packaged in them, the words."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from inspector.source.containers.paper import rtf as reader
from inspector.source.containers.paper.rtf import Rtf
from tests.analyse.drawn import encode, scene
from tests.source.container_contract import ContainerContract, Example, contents, opened

JPEG = encode(scene(1, 90, 60), "JPEG")
PNG = encode(scene(2, 90, 60), "PNG")
START = rb"{\rtf1\ansi\ansicpg1252 "


def lines(data: bytes) -> bytes:
    """Digits as Word writes them, in lines of 128."""
    digits = data.hex().encode()
    return b"\r\n".join(digits[start : start + 128] for start in range(0, len(digits), 128))


def text(of: bytes) -> Rtf:
    made = opened(Rtf, Example("a.rtf", of, {}))
    assert isinstance(made, Rtf)
    return made


def read(body: bytes) -> dict[bytes, bytes]:
    return {member.path: found for member, found in contents(text(START + body + b"}"))}


def pictures(body: bytes) -> list[bytes]:
    return [found for path, found in read(body).items() if path != b"text.txt"]


def packaged(name: str, data: bytes) -> bytes:
    label = name.encode("utf-8") + b"\0"
    return (
        struct.pack("<H", 2) + label + b"C:\\" + label + b"\0\0\3\0" + struct.pack("<I", len(label)) + label
        + struct.pack("<I", len(data)) + data
    )  # fmt: skip


def ole1(kind: str, data: bytes) -> bytes:
    name = kind.encode() + b"\0"
    return struct.pack("<III", 0x501, 2, len(name)) + name + bytes(8) + struct.pack("<I", len(data)) + data


class TestRtf(ContainerContract):
    reader = Rtf

    def examples(self) -> list[Example]:
        before = START + rb"Xin ch\u224?o "
        first = rb"{\*\shppict{\pict{\*\picprop{\sp{\sn a}{\sv 12ab}}}\picw100\jpegblip\bliptag12{\*\blipuid 0123}"
        word = before + first + b"\r\n" + lines(JPEG) + rb"}}{\nonshppict{\pict\wmetafile8 01 02}}"
        second = rb"{\object\objemb{\*\objdata " + lines(ole1("Package", packaged("ảnh.png", PNG))) + rb"}}"
        return [
            Example("a.rtf", word + second + b"}", {
                b"picture-%d.jpg" % word.index(rb"\pict{"): JPEG, b"picture-%d.wmf" % word.rindex(rb"\pict"): b"\1\2",
                "ảnh.png".encode(): PNG, b"text.txt": "Xin chào".encode(),
            }),
            Example("b", START + rb"{\pict\pngblip\bin%d " % len(PNG) + PNG + b"}}", {
                b"picture-%d.png" % (len(START) + 1): PNG,
            }),
        ]  # fmt: skip


def test_an_object_of_another_program_comes_as_it_is() -> None:
    assert pictures(rb"{\*\objdata " + lines(ole1("Word.Document.8", b"\xd0\xcf\x11\xe0")) + b"}") == [
        b"\xd0\xcf\x11\xe0"
    ]
    assert pictures(rb"{\*\objdata 010203}") == [b"\1\2\3"]


def test_a_bitmap_gets_the_header_it_lacks() -> None:
    (found,) = pictures(rb"{\pict\dibitmap0 " + lines(encode(scene(3, 30, 20), "BMP")[14:]) + b"}")

    with Image.open(io.BytesIO(found)) as image:
        assert image.tobytes() == scene(3, 30, 20).tobytes()


def test_words_that_begin_alike_are_none() -> None:
    assert pictures(rb"{\pictures ab}{\picttext 00}{\objdatax 00}") == []


def test_more_than_are_taken_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_PARTS", 2)
    container = text(START + rb"{\pict 00}" * 4 + b"}")

    assert len([member for member in container.walk() if member.locator != "text"]) == 2
    assert ("too_large", "parts") in container.about().failures


# --- hostile -----------------------------------------------------------------------------------------------------


def test_depth_costs_nothing() -> None:
    assert pictures(b"{" * 300_000 + rb"{\pict\jpegblip " + lines(JPEG) + b"}") == [JPEG]


def test_a_length_beyond_the_end_gives_what_is_there() -> None:
    assert pictures(rb"{\pict\jpegblip\bin999999999 abc") == [b"abc}"]


def test_a_picture_far_away_is_found() -> None:
    assert pictures(b"x" * ((1 << 18) - 30) + rb"{\pict\jpegblip " + lines(JPEG) + b"}") == [JPEG]


PIECES = [*rb"{ } \pict \objdata \bin5 \bin \jpegblip ab 01050000 02000000 \ \'ff".split(b" "), b" "]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES)))
def test_any_mixture_ends(pieces: list[bytes]) -> None:
    TestRtf().endure(Example("a.rtf", START + b"".join(pieces), {}))


@settings(max_examples=100, deadline=None)
@given(st.binary(min_size=1, max_size=2000), st.booleans())
def test_any_bytes_come_back(data: bytes, digits: bool) -> None:
    body = b" " + lines(data) if digits else b"\\bin%d " % len(data) + data

    assert pictures(b"{\\pict\\pngblip" + body + b"}")[0] == data
