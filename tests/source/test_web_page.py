"""What is written into a page itself: every `data:` address as a member, wherever it stands."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.source.container import About
from inspector.source.containers.paper import web_page
from inspector.source.containers.paper.web_page import WebPage
from tests.analyse.drawn import encode, scene
from tests.source.container_contract import ContainerContract, Example, contents, opened

JPEG = encode(scene(1, 90, 60), "JPEG")
PNG = encode(scene(2, 200, 150), "PNG")
LETTERS = base64.b64encode(JPEG)
PAGE = b"<!DOCTYPE html><html><body>"


def page(body: bytes) -> WebPage:
    made = opened(WebPage, Example("a.html", PAGE + body, {}))
    assert isinstance(made, WebPage)
    return made


def read(body: bytes) -> list[bytes]:
    return [data for _, data in contents(page(body))]


def about(data: bytes) -> About:
    container = opened(WebPage, Example("a.svg", data, {}))
    for _ in container.walk():
        pass
    return container.about()


class TestWebPage(ContainerContract):
    reader = WebPage

    def examples(self) -> list[Example]:
        first, second = PAGE + b'<img src="data:image/jpeg;base64,', b"<p style='background:url(data:image/png;base64,"
        html = first + LETTERS + b'">' + second + base64.b64encode(PNG) + b")'>"
        drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><text>hi</text><image href='data:image/jpeg;base64,"
        return [
            Example("a.html", html, {
                b"data-%d.jpg" % len(first): JPEG, b"data-%d.png" % html.index(base64.b64encode(PNG)): PNG,
            }),
            Example("a.svg", drawing + LETTERS + b"'/></svg>", {b"data-%d.jpg" % len(drawing): JPEG}),
        ]  # fmt: skip


@pytest.mark.parametrize(
    "written",
    [
        b'<img src="data:image/jpeg;base64,%b">',
        b"<img src='data:image/jpeg;charset=utf-8;base64,%b'>",
        b"<img src=data:image/jpeg;base64,%b alt=x>",
        b"<p style='x:url(data:image/jpeg;base64,%b)'>",
        b'<p style="x:url(&quot;data:image/jpeg;base64,%b&quot;)">',
        b'<script>a="data:image\\/jpeg;base64,%b";</script>',
        b'<IMG SRC="DATA:IMAGE/JPEG;BASE64,%b">',
        b"data:image/jpeg;base64,%b",
    ],
)  # fmt: skip
def test_wherever_it_stands(written: bytes) -> None:
    assert read(written % LETTERS) == [JPEG]
    assert read(written % LETTERS.rstrip(b"=")) == [JPEG]


@pytest.mark.parametrize(
    "disguised",
    [
        LETTERS.replace(b"/", b"\\/").replace(b"=", b"\\x3d"),
        LETTERS.replace(b"/", b"\\u002f").replace(b"+", b"\\u002B"),
        LETTERS.replace(b"/", b"%2F").replace(b"+", b"%2B").replace(b"=", b"%3D"),
        base64.encodebytes(JPEG),
        base64.encodebytes(JPEG).replace(b"\n", b"\\n"),
        LETTERS.replace(b"+", b"-").replace(b"/", b"_"),
    ],
)
def test_however_it_is_escaped(disguised: bytes) -> None:
    assert read(b'<script>a="data:image/jpeg;base64,' + disguised + b'";</script>') == [JPEG]


def test_fonts_and_programs_are_none() -> None:
    kinds = (b"font/woff2", b"application/font-woff", b"application/x-font-ttf", b"text/css", b"application/javascript")

    assert read(b"".join(b'"data:%b;base64,%b" ' % (kind, LETTERS) for kind in kinds)) == []


def test_far_apart_and_close_together() -> None:
    gaps = (0, 1, 255, 256, 257, (1 << 17) - 40, 1 << 17, 300_000)
    body = b"".join(b"." * gap + b"'data:image/jpeg;base64," + LETTERS + b"'" for gap in gaps)

    assert read(body) == [JPEG] * len(gaps)


def test_the_words_of_a_page_are_left_to_those_who_read_text() -> None:
    assert about(PAGE + b"words").text is None


def test_the_words_of_an_svg_are_told() -> None:
    assert (
        about("<svg xmlns='http://www.w3.org/2000/svg'><text>Chữ trong hình</text></svg>".encode()).text
        == "Chữ trong hình"
    )


def test_more_than_are_taken_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_page, "MOST_ADDRESSES", 3)
    container = page(b"'data:image/gif;base64,AAAA'" * 5)

    assert len(list(container.walk())) == 3
    assert container.about().failures == (("too_large", "addresses"),)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([b"data:", b"image/png", b";base64,", b"AAAA", b"\\", b"%2", b"=", b'"', b" ", b"<"])))
def test_any_mixture_ends(pieces: list[bytes]) -> None:
    TestWebPage().endure(Example("a.html", PAGE + b"".join(pieces), {}))


@settings(max_examples=100, deadline=None)
@given(st.binary(min_size=1, max_size=2000))
def test_any_bytes_come_back(data: bytes) -> None:
    assert read(b'"data:image/x;base64,' + base64.b64encode(data) + b'"') == [data]
