"""Web addresses: whole, without their scheme, and written so that nobody clicks them (hxxp, [.])."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inspector.domain.tip import AddressKind
from inspector.tips.lists import AddressLists
from inspector.tips.passage import Hit, Passage

# Every pattern of this room takes possessively and begins where a run begins: the time is linear in the text.
DOT = r"(?:\.|[\[({]\s?(?:\.|dot)\s?[\])}])"
LABEL = r"[A-Za-z0-9][A-Za-z0-9-]{0,62}+"
HOST = rf"{LABEL}(?:{DOT}{LABEL}){{1,10}}+"
_REST = r"[^\s<>\"'`|“”‘’«»\x00]"

_WHOLE = re.compile(
    rf"(?<![A-Za-z0-9])(?:h(?:tt|xx|\*\*|__)ps?|ftps?|fxps?)(?:\[:\]|:)(?://|\[//\]|\\\\){_REST}{{1,2048}}+",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?<![\w@.\-/\\])({HOST})(?::[0-9]{{1,5}}+)?(?:/{_REST}{{0,2048}}+)?")
_DEFANGED = re.compile(r"[\[({]\s?(\.|dot|:|//?)\s?[\])}]", re.IGNORECASE)
_SHAPE = re.compile(r"([a-z*_]+):(?://|\\\\)([^/?#\\]*)(.*)", re.IGNORECASE | re.DOTALL)
_SCHEMES = {"hxxp": "http", "hxxps": "https", "h**p": "http", "h**ps": "https", "h__p": "http", "h__ps": "https",
            "fxp": "ftp", "fxps": "ftps"}  # fmt: skip
_SENSIBLE = re.compile(r"(?:\[[0-9a-fA-F:.]+\]|[^\s.:\[\]]+(?:\.[^\s.:\[\]]+)++\.?)(?::[0-9]{1,5})?")
_CLOSING = {")": "(", "]": "[", "}": "{"}


def whole_links(passage: Passage) -> Iterator[Hit]:
    """Addresses with a scheme."""
    for match in _WHOLE.finditer(passage.level):
        written = without_tail(match[0])
        if value := normal_link(written):
            yield Hit(AddressKind.URL, value, match.start(), match.start() + len(written))


def bare_links(text: str, lists: AddressLists) -> Iterator[Hit]:
    """Addresses without a scheme, told by their domain."""
    for match in _BARE.finditer(text):
        host = real_host(match[1], text[match.end(1) : match.end(1) + 1])
        whole = host == match[1]
        written = without_tail(match[0]) if whole else host
        if _known(refanged(host).lower(), lists, with_path="/" in written):
            value = refanged(host).lower() + (refanged(written[len(host) :]) if whole else "")
            yield Hit(AddressKind.URL, value, match.start(), match.start() + len(written))


def real_host(written: str, following: str) -> str:
    """The host without a last label that belongs to the next sentence: "abc.com.Ngoài ra"."""
    pieces = re.split(rf"({DOT})", written)
    last, rest = pieces[-1], "".join(pieces[:-2])
    glued = following.isalnum() or (last[:1].isupper() and last[1:].islower() and rest == rest.lower())
    return rest if glued and len(pieces) > 3 else written


def refanged(written: str) -> str:
    """Dots, colons and slashes as they should be."""
    return _DEFANGED.sub(lambda match: match[1].lower().replace("dot", "."), written)


def without_tail(written: str) -> str:
    """A link without the punctuation of the sentence it stands in; takes each character once."""
    open_marks = {mark: written.count(mark) for mark in "([{"}
    close_marks = {mark: written.count(mark) for mark in ")]}"}
    end = len(written)
    while end:
        last = written[end - 1]
        if last in _CLOSING and close_marks[last] > open_marks[_CLOSING[last]]:
            close_marks[last] -= 1
        elif last not in ".,;:!?…*":
            break
        end -= 1
    return written[:end]


def normal_link(written: str) -> str:
    """The link with its scheme and host in one spelling; an empty string when it has no sensible host."""
    match = _SHAPE.fullmatch(refanged(written))
    if match is None:
        return ""
    scheme = _SCHEMES.get(match[1].lower(), match[1].lower())
    user, at, host = match[2].rpartition("@")
    if not _SENSIBLE.fullmatch(host):
        return ""
    return f"{scheme}://{user}{at}{host.lower()}{match[3]}"


def _known(host: str, lists: AddressLists, *, with_path: bool) -> bool:
    ending = host.rpartition(".")[2]
    if ending in lists.plain_domains or host in lists.hosts:
        return True
    return ending in lists.slashed_domains and (with_path or host.startswith("www."))
