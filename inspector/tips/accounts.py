"""Accounts on platforms: out of links, out of @names, and Zalo by telephone number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from inspector.domain.tip import AddressKind
from inspector.tips.lists import AddressLists, Platform
from inspector.tips.passage import Hit, Passage
from inspector.tips.phones import normal_phone

_HANDLE = re.compile(r"(?<![\w@./\-])@((?:[A-Za-z0-9_]|\.(?=[A-Za-z0-9_])){3,32}+)(?![\w@])")
_LINK = re.compile(r"(?:[a-z]+://)?(?:[^/?#@]*@)?([^/?#:]+)(?::[0-9]+)?/?(.*)", re.DOTALL)
_SUBDOMAINS = ("www.", "m.", "vi-vn.", "web.", "mbasic.", "mobile.", "l.")


def linked_accounts(links: Iterable[Hit], lists: AddressLists) -> Iterator[Hit]:
    """The accounts that links name."""
    for link in links:
        match = _LINK.fullmatch(link.value)
        platform = _platform(match[1], lists) if match else None
        if match and platform and (value := _account(platform, match[2])):
            yield Hit(AddressKind.ACCOUNT, value, link.start, link.end)


def handles(passage: Passage, text: str, lists: AddressLists) -> Iterator[Hit]:
    """@names; with the platform where it is named shortly before, alone otherwise."""
    for match in _HANDLE.finditer(text):
        name = match[1].lower()
        if "." in name and name.rpartition(".")[2] in lists.plain_domains:  # "ten @gmail.com"
            continue
        platform = _named_before(passage, match.start(), lists)
        yield Hit(AddressKind.ACCOUNT, f"{platform}:{name}" if platform else f"@{name}", match.start(), match.end())


def zalo_numbers(passage: Passage, found: Iterable[Hit], lists: AddressLists) -> Iterator[Hit]:
    """Telephone numbers that are called Zalo numbers."""
    words = next((each.words for each in lists.platforms if each.id == "zalo"), ())
    for hit in found:
        if hit.value.startswith("+") and passage.says_before(words, hit.start):
            yield Hit(AddressKind.ACCOUNT, f"zalo:{hit.value}", hit.start, hit.end)


def _named_before(passage: Passage, offset: int, lists: AddressLists) -> str:
    """The platform named last before `offset`."""
    near = passage.words_before(offset)
    places = [(near.rfind(f" {word} "), each.id) for each in lists.platforms for word in each.words]
    place, platform = max(places, default=(-1, ""))
    return platform if place >= 0 else ""


def _platform(host: str, lists: AddressLists) -> Platform | None:
    for prefix in _SUBDOMAINS:
        host = host.removeprefix(prefix)
    return next((each for each in lists.platforms if host in each.hosts), None)


def _account(platform: Platform, path: str) -> str:
    for form in platform.forms:
        if not (match := form.pattern.match(path)):
            continue
        name = match[1].rstrip(".")
        if not name or name.lower() in platform.reserved:
            continue
        return f"{platform.id}:{form.spelled.format(_spelled(platform, name, exact=form.exact))}"
    return ""


def _spelled(platform: Platform, name: str, *, exact: bool) -> str:
    if platform.id == "zalo" and (number := normal_phone(name)):
        return number
    return name if exact else name.lower()
