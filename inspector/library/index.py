"""All loaded hash sets, asked at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.domain.content import Digests, Fingerprint, Frame
from inspector.domain.match import Match, Signal, Variant
from inspector.domain.variation import LEAST_QUALITY
from inspector.library.exact import Exact
from inspector.library.film.alike import Frames, counted
from inspector.library.known import KnownSet
from inspector.library.marks.near import FEWEST_BITS, MOST_BITS

_MANY = 16


@dataclass(frozen=True, slots=True)
class Likeness:
    """By what a picture is compared: its PDQ with quality, its pHash and dHash (8 bytes each), as far as known.

    `variant` says what was done to the picture before, as in `Match`.
    """

    fingerprint: Fingerprint | None = None
    phash: bytes | None = None
    dhash: bytes | None = None
    variant: str = ""


class Index:
    """Looks contents up in sets, which are given by the number that a match names them with. Safe for many threads."""

    def __init__(self, sets: Mapping[int, KnownSet]) -> None:
        self._sets = dict(sets)

    def exact(self, digests: Digests) -> list[Match]:
        """The sets that know this content by a digest: at most one match a set and digest."""
        return self.exact_all([digests])[0]

    def exact_all(self, contents: Sequence[Digests]) -> list[list[Match]]:
        """The same for many contents, far quicker each; as many lists as contents."""
        matches: list[list[Match]] = [[] for _ in contents]
        self._exact(Signal.MD5, [content.md5 for content in contents], matches)
        self._exact(Signal.SHA1, [content.sha1 for content in contents], matches)
        self._exact(Signal.SHA256, [content.sha256 for content in contents], matches)
        return matches

    def near(self, likenesses: Sequence[Likeness]) -> list[list[Match]]:
        """The sets that know something that looks alike: the nearest of each set and signal; `near` has the rules.

        As many lists as likenesses; many asked at once are far quicker each.
        """
        matches: list[list[Match]] = [[] for _ in likenesses]
        asked = _asked(likenesses)
        for number, known in self._sets.items():
            for signal, values in asked.items():
                if signal in known.near:
                    variants = [likenesses[place].variant for place in values]
                    for place, match in _nearest(number, known, signal, values, variants):
                        matches[place].append(match)
        return matches

    def films(self, frames: Sequence[Frame]) -> list[Match]:
        """The sets that know a film with frames in common: of each the one with most; `alike` has the rules."""
        asked = [(number, known) for number, known in self._sets.items() if known.films is not None]
        if not (asked and frames):
            return []
        ways = [(variant, counting) for variant, counting in _ways(frames) if len(counting)]
        found = (_film(number, known, ways) for number, known in asked)
        return [match for match in found if match is not None]

    def sizes(self) -> NDArray[np.int64]:
        """Every size in bytes that some set names, ascending. Entries without a size are not told by it."""
        return np.unique(np.concatenate([np.zeros(0, np.int64), *(known.sizes() for known in self._sets.values())]))

    def _exact(self, signal: Signal, values: Sequence[bytes], matches: list[list[Match]]) -> None:
        for number, known in self._sets.items():
            if signal in known.exact and values:
                digests = known.exact[signal]
                for place, row in _found(digests, values):
                    category = known.category_of(digests.record(row))
                    matches[place].append(Match(number, signal, 0, values[place].hex(), category))


def _ways(frames: Sequence[Frame]) -> Iterator[tuple[str, Frames]]:
    """A film as it is shown, and what lies between its bars: each is a film of its own."""
    for variant, trimmed in (("", False), (Variant.TRIMMED.value, True)):
        some = (frame for frame in frames if frame.trimmed is trimmed)
        yield variant, counted((frame.fingerprint.pdq, frame.fingerprint.quality, frame.at_ms) for frame in some)


def _film(number: int, known: KnownSet, ways: Sequence[tuple[str, Frames]]) -> Match | None:
    """The film that has most in common in any way; of equals the plain one."""
    films = known.films
    if films is None:
        return None
    found = [(each, way) for way, frames in ways for each in films.asked(frames)]
    if not found:
        return None
    most, way = min(found, key=lambda one: (one[0].distance, bool(one[1]), one[0].category, one[0].film))
    variant = "+".join(filter(None, (most.variant, way)))
    return Match(number, Signal.VPDQ, most.distance, most.film, known.categories[most.category], variant)


def _found(digests: Exact, values: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """The places of the values that are known, and their rows; one by one where there are few."""
    if len(values) < _MANY:
        rows = [digests.find(value) for value in values]
    else:
        rows = digests.find_all(np.frombuffer(b"".join(values), np.uint8).reshape(len(values), -1)).tolist()
    return ((place, row) for place, row in enumerate(rows) if row >= 0)


def _asked(likenesses: Sequence[Likeness]) -> dict[Signal, dict[int, bytes]]:
    """What of the likenesses tells enough to be compared, by their places; a picture without detail tells nothing."""
    asked: dict[Signal, dict[int, bytes]] = {Signal.PDQ: {}, Signal.PHASH: {}, Signal.DHASH: {}}
    for place, likeness in enumerate(likenesses):
        fingerprint = likeness.fingerprint
        if fingerprint is not None:
            if fingerprint.quality < LEAST_QUALITY:
                continue
            asked[Signal.PDQ][place] = fingerprint.pdq
        for signal, value in ((Signal.PHASH, likeness.phash), (Signal.DHASH, likeness.dhash)):
            if value and _tells(value):
                asked[signal][place] = value
    return {signal: values for signal, values in asked.items() if values}


def _tells(value: bytes) -> bool:
    return FEWEST_BITS <= int.from_bytes(value, "big").bit_count() <= MOST_BITS


def _nearest(
    number: int, known: KnownSet, signal: Signal, values: Mapping[int, bytes], variants: Sequence[str]
) -> Iterator[tuple[int, Match]]:
    """For each place of `values` where something is near enough: that place, and the match to be told."""
    places, compared, ranks = list(values), known.near[signal], known.ranks[signal]
    wanted = np.frombuffer(b"".join(values.values()), ">u8").astype(np.uint64).reshape(len(places), -1)
    asked, rows, apart = compared.nearest(wanted, np.array([bool(variant) for variant in variants]))
    told = np.lexsort((rows, ranks[rows], asked))
    _, first = np.unique(asked[told], return_index=True)
    for which in told[first].tolist():
        row = int(rows[which])
        category, entry = known.categories[int(ranks[row])], compared.value(row).hex()
        yield places[asked[which]], Match(number, signal, int(apart[which]), entry, category, variants[asked[which]])
