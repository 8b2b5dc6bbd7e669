"""HTML as text: nothing rendered, nothing fetched, no way to make it slow."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.analyse.hypertext import read_hypertext


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p>b</p>", "a\nb"),
        ("a<br>b<BR/>c", "a\nb\nc"),
        ("Ti&#7871;ng Vi&#x1EC7;t &amp; &lt;b&gt;", "Tiếng Việt & <b>"),
        ("<script>alert('<p>x</p>')</script>y", "y"),
        ("<style>p{}</style>y<STYLE>z", "yz"),  # never closed: rather shown than hidden
        ("a<!-- <b>x</b> -->b", "ab"),
        ("1 < 2 và 3 > 2", "1 < 2 và 3 > 2"),
        ("&#9999999999; &khongco; &", "&#9999999999; &khongco; &"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<title>x</title>y", "y"),
        ("", ""),
    ],
)
def test_text(html: str, text: str) -> None:
    assert read_hypertext(html)[0] == text


def test_links_are_named_and_not_followed() -> None:
    html = """<a href="https://a.vn/?x=1&amp;y=2">1</a><A HREF='http://b.vn'>2</A><img src=//c.vn/pixel.gif>
    <a href="javascript:alert(1)">3</a>
    <a href="mailto:x@d.vn">4</a><a data-href="https://e.vn">5</a><a href="/lokal">"""
    assert read_hypertext(html)[1] == ["https://a.vn/?x=1&y=2", "http://b.vn", "//c.vn/pixel.gif", "mailto:x@d.vn"]


def test_links_are_bounded() -> None:
    assert len(read_hypertext("".join(f"<a href='http://a.vn/{n}'>" for n in range(9000)))[1]) == 4000


@pytest.mark.parametrize(
    "unit", ["<", "<a", "<!--", "<script>", "<a href=", "</", "&", "&#", "<a href='", "<p ", "\n", " ", "<!", "İ<"]
)
def test_a_megabyte_of_trouble_is_read_through(unit: str) -> None:
    text, links = read_hypertext(unit * (1_000_000 // len(unit)))
    assert len(text) <= 1_000_000
    assert not links


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="<>!-/ ab'\"=&;#1\nhref:script", max_size=120))
def test_any_markup_is_survived(html: str) -> None:
    text, links = read_hypertext(html)
    assert len(text) <= len(html)
    assert all("\n" not in link.strip() or link for link in links)


@given(st.text(alphabet=st.characters(exclude_characters="<&\xa0", exclude_categories=("C", "Z")), max_size=60))
def test_plain_text_stays(text: str) -> None:
    assert read_hypertext(text)[0] == text
