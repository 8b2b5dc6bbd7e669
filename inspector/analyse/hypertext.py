"""The words and link targets of an HTML text, without rendering it, fetching anything or running anything.

One pass that never looks at a character twice for long: hostile HTML costs no more time than friendly HTML.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TAG_LIMIT = 8192
_LINK_LIMIT = 2048
_LINKS = 4000

# The cases of `tag` are told apart by their first letters; whatever matches none of them is plain text.
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,20})")
_TARGET = re.compile(
    r"""(?<![\w-])(?:href|src|action)\s{0,8}=\s{0,8}(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""", re.IGNORECASE
)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BLANKS = re.compile(r"[ \t\r\f\v\xa0]++")
_LINES = re.compile(r"(?: ?\n ?)++")

_BREAKS = frozenset({
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "li", "ol", "p", "pre", "table", "tr", "ul",
})  # fmt: skip
_UNSHOWN = frozenset({"script", "style", "title", "template", "noscript"})
_PLAIN_SCHEMES = ("http:", "https:", "ftp:", "mailto:", "tel:", "sms:", "//", "www.")


@dataclass(slots=True)
class _Page:
    """What has been read so far."""

    pieces: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def read_hypertext(untrusted: str) -> tuple[str, list[str]]:
    """The text of an HTML document, a line for each block, and the targets of its links (at most 4,000)."""
    page = _Page()
    for text, tag in markup(untrusted):
        page.pieces.append(unescaped(_BLANKS.sub(" ", text.replace("\n", " "))))
        if tag:
            _take_tag(page, tag)
    joined = _LINES.sub("\n", _BLANKS.sub(" ", "".join(page.pieces)))
    return joined.strip(), list(dict.fromkeys(page.links))


def markup(untrusted: str) -> Iterator[tuple[str, str]]:
    """Runs of text as they are written, each with the tag that ends it, in time linear in the text."""
    lowered = untrusted.lower()  # may differ in length for a few letters; then the slow road of a case-blind search
    if len(lowered) != len(untrusted):
        lowered = "".join(character.lower() if character.isascii() else character for character in untrusted)
    yield from _pieces(untrusted, lowered)


def _pieces(source: str, lowered: str) -> Iterator[tuple[str, str]]:
    """Runs of text, each with the tag that ends it; comments, scripts and styles are left out."""
    start, size = 0, len(source)
    missing: set[str] = set()  # ends that do not come any more: looked for once only
    while start < size:
        opening = source.find("<", start)
        if opening < 0:
            yield source[start:], ""
            return
        end, tag = _tag_at(source, lowered, opening, missing)
        if end < 0:
            yield source[start : opening + 1], ""
            start = opening + 1
            continue
        yield source[start:opening], tag
        start = end


def _tag_at(source: str, lowered: str, opening: int, missing: set[str]) -> tuple[int, str]:
    """Where the markup that begins at `opening` ends, and its text; (-1, "") when it is no markup."""
    if source.startswith("<!--", opening):
        return _after(lowered, "-->", opening + 4, missing), ""
    name = _TAG_NAME.match(source, opening)
    if name is None and source[opening + 1 : opening + 2] not in ("!", "?", "/"):
        return -1, ""
    close = source.find(">", opening, opening + _TAG_LIMIT)
    if close < 0:
        return (opening + _TAG_LIMIT, "") if name and opening + _TAG_LIMIT < len(source) else (-1, "")
    tag = source[opening : close + 1]
    if name and source[opening + 1] != "/" and name[1].lower() in _UNSHOWN:
        closing = f"</{name[1].lower()}"
        return max(_after(lowered, closing, close, missing) - len(closing), close + 1), tag
    return close + 1, tag


def _after(lowered: str, end: str, start: int, missing: set[str]) -> int:
    """The place behind the next `end`; -1 when there is none."""
    if end in missing:
        return -1
    place = lowered.find(end, start)
    if place < 0:
        missing.add(end)
        return -1
    return place + len(end)


def _take_tag(page: _Page, tag: str) -> None:
    """Break the line at blocks and keep link targets."""
    name = _TAG_NAME.match(tag)
    if name and name[1].lower() in _BREAKS:
        page.pieces.append("\n")
    elif name and name[1].lower() in ("td", "th"):
        page.pieces.append(" ")
    if len(page.links) >= _LINKS:
        return
    for target in _TARGET.finditer(tag):
        value = unescaped(next(group for group in target.groups() if group is not None)).strip()[:_LINK_LIMIT]
        if value.lower().startswith(_PLAIN_SCHEMES):
            page.links.append(value)


def unescaped(text: str) -> str:
    """Character references resolved; only those of sane length, since Python's own reader trips over longer numbers."""
    return _REFERENCE.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text
