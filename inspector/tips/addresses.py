"""The addresses and digests that a tip names, each with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from inspector.domain.tip import Address, DigestKind, NamedDigest
from inspector.tips.accounts import handles, linked_accounts, zalo_numbers
from inspector.tips.banks import bank_accounts
from inspector.tips.emails import emails
from inspector.tips.lists import AddressLists
from inspector.tips.networks import linked_networks, networks
from inspector.tips.passage import Hit, Passage, blanked
from inspector.tips.phones import phones
from inspector.tips.reading import TipReading
from inspector.tips.weblinks import bare_links, whole_links

MOST = 10_000
"""Places looked at of one kind in one part of a tip; who writes more wants to keep somebody busy."""

_HEX = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{64}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{32})(?![0-9A-Za-z])")
_DIGESTS = {32: DigestKind.MD5, 40: DigestKind.SHA1, 64: DigestKind.SHA256}
_LEAST_LETTERS = 6  # fewer different letters: a long number or a ruled line


@dataclass(frozen=True, slots=True)
class Finds:
    """What a tip names: each value once, at its first place. `whole` is False when there was more than is looked at."""

    addresses: tuple[Address, ...]
    digests: tuple[NamedDigest, ...]
    whole: bool


def find_in_reading(reading: TipReading, lists: AddressLists) -> Finds:
    """What a tip file names in its headers, its text and its links."""
    headers = [find_in_text(value, name, lists) for name, value in reading.untrusted_headers]
    text = find_in_text(reading.untrusted_text, "text", lists)
    links = find_in_text("\n".join(reading.untrusted_links), "link", lists)
    return _together([*headers, text, links])


def find_in_text(untrusted_text: str, part: str, lists: AddressLists) -> Finds:
    """What a text names, in order of place; an IP address counts anew with another port or time.

    `part` names the text in places. The time is linear in the text, whatever it holds.
    """
    passage = Passage(untrusted_text, part)
    search = _Search(passage, lists)
    hits = sorted(search.hits(), key=lambda each: (each.start, each.kind))
    addresses = [
        Address(hit.kind, hit.value, passage.text[hit.start : hit.end], passage.place(hit.start), hit.port, hit.time)
        for hit in hits
    ]
    digests = list(islice(_digests(passage), MOST + 1))
    return _together([Finds(tuple(addresses), tuple(digests[:MOST]), search.whole and len(digests) <= MOST)])


def _together(finds: list[Finds]) -> Finds:
    addresses: dict[object, Address] = {}
    digests: dict[str, NamedDigest] = {}
    for each in finds:
        for address in each.addresses:
            addresses.setdefault((address.kind, address.value, address.port, address.time), address)
        for digest in each.digests:
            digests.setdefault(digest.value, digest)
    return Finds(tuple(addresses.values()), tuple(digests.values()), all(each.whole for each in finds))


def _digests(passage: Passage) -> Iterator[NamedDigest]:
    for match in _HEX.finditer(passage.level):
        value = match[0].lower()
        if len(set(value)) >= _LEAST_LETTERS and not value.isdigit():
            yield NamedDigest(_DIGESTS[len(value)], value, passage.place(match.start()))


class _Search:
    """Every finder in turn; what one has taken is hidden from the next, so that a link is not also a number."""

    def __init__(self, passage: Passage, lists: AddressLists) -> None:
        self.whole = True
        self._passage = passage
        self._lists = lists

    def hits(self) -> list[Hit]:
        """All hits, in no order."""
        passage, lists = self._passage, self._lists
        links = self._some(whole_links(passage))
        text = blanked(passage.level, links)
        mails = self._some(emails(text))
        text = blanked(text, mails)
        bare = self._some(bare_links(text, lists))
        text = blanked(text, bare)
        addresses = sorted(self._some(networks(passage, text)), key=lambda hit: hit.start)
        text = blanked(text, addresses)
        numbers = self._some(phones(passage, text, lists))
        return [
            *links, *mails, *bare, *addresses, *numbers,
            *linked_networks(links),
            *linked_accounts([*links, *bare], lists),
            *self._some(handles(passage, text, lists)),
            *zalo_numbers(passage, numbers, lists),
            *self._some(bank_accounts(passage, lists)),
        ]  # fmt: skip

    def _some(self, hits: Iterable[Hit]) -> list[Hit]:
        some = list(islice(hits, MOST + 1))
        self.whole = self.whole and len(some) <= MOST
        return some[:MOST]
