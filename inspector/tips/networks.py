"""IP addresses, with the port and the time written beside them: a provider needs all three to name a subscriber."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from inspector.domain.tip import AddressKind
from inspector.tips.passage import Hit, Passage
from inspector.tips.weblinks import DOT, refanged

_V4 = re.compile(rf"(?<![\w.:\-])[0-9]{{1,3}}+(?:{DOT}[0-9]{{1,3}}+){{3}}+(?!{DOT}?[0-9]|[\w\-])")
_V6 = re.compile(r"(?<![\w.:])(\[)?([0-9A-Fa-f:]{3,45}+(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3})?)(?![\w.]?[0-9A-Za-z])")
_PORT = re.compile(r"\]?:([0-9]{1,5})(?![0-9:])|[ ,;(\-]{0,3}(?:port|cong|src port)[ :=]{0,3}([0-9]{1,5})(?![0-9])")
_SECTION = re.compile(r"(?:\bv|version|phien ban|ban|muc|dieu|khoan|diem|chuong|section|firmware)[ .:]*$")
_LINK_HOST = re.compile(r"[a-z]+://(?:[^/?#@]*@)?(\[[0-9a-f:.]+\]|[0-9.]+)(?::([0-9]{1,5}))?(?:[/?#]|$)")

_ZONE = r"(?: ?(?:Z|UTC|GMT|ICT)(?![A-Za-z]))?(?: ?\(?[+-][0-9]{1,2}(?::?[0-9]{2})?\)?(?![0-9-]))?"
_DAY = r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4})"
_CLOCK = r"[0-9]{1,2}(?::|h|g| gio )[0-9]{2}(?:(?::|m|p)[0-9]{2}(?:\.[0-9]{1,9})?s?)?"
_TIME = re.compile(
    rf"(?<![0-9])(?:{_DAY}(?:T|,? (?:luc )?){_CLOCK}{_ZONE}|{_CLOCK}{_ZONE},? (?:ngay )?{_DAY}{_ZONE})",
    re.IGNORECASE,
)
_BEFORE, _BEHIND = 64, 96


def networks(passage: Passage, text: str) -> Iterator[Hit]:
    """IP addresses in `text`, which is the passage without what was found before."""
    for match in _V4.finditer(text):
        value = _version4(refanged(match[0]))
        if value and not _SECTION.search(passage.before(match.start(), 16)):
            yield _hit(passage, value, match.start(), match.end())
    for match in _V6.finditer(text):
        if value := _version6(match[2]):
            yield _hit(passage, value, match.start(2), match.end(2))


def linked_networks(links: Iterable[Hit]) -> Iterator[Hit]:
    """IP addresses that stand as hosts in links."""
    for link in links:
        if match := _LINK_HOST.match(link.value):
            value = _version4(match[1]) or _version6(match[1].strip("[]"))
            if value:
                yield Hit(AddressKind.IP, value, link.start, link.end, _port(match[2]))


def _version4(written: str) -> str:
    try:
        address = IPv4Address(written)  # refuses leading zeros, which mean different things to different readers
    except AddressValueError:
        return ""
    return "" if address.is_unspecified or str(address).startswith("0.") else str(address)


def _version6(written: str) -> str:
    """The address in one spelling; `::`-forms of less than three groups are more likely source code."""
    groups = [group for group in written.split(":") if group]
    if len(groups) < 3 or written.count(":") < 3:
        return ""
    try:
        return str(IPv6Address(written))
    except AddressValueError:
        return ""


def _hit(passage: Passage, value: str, start: int, end: int) -> Hit:
    port = _PORT.match(passage.folded, end)
    number = _port(port[1] or port[2]) if port else None
    if port and number is not None and not port[2]:
        end = port.end()
    return Hit(AddressKind.IP, value, start, end, number, _time(passage, start, end))


def _port(written: str | None) -> int | None:
    number = int(written or 0)
    return number if 0 < number <= 0xFFFF else None


def _time(passage: Passage, start: int, end: int) -> str | None:
    """The time nearest to the address on its line: what follows before what precedes, as written."""
    behind = passage.folded[end : end + _BEHIND].partition("\n")[0]
    if match := _TIME.search(behind):
        return passage.text[end + match.start() : end + match.end()].strip()
    before = passage.before(start, _BEFORE)
    found = list(_TIME.finditer(before))
    if not found:
        return None
    origin = start - len(before)
    return passage.text[origin + found[-1].start() : origin + found[-1].end()].strip()
