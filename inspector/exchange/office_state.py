"""What a list holds, as a function of the statements known and of nothing else, in whatever order they came.

An office's word about a content is its statement with the highest number. A content counts in a category while at least
one office's word confirms it there, and is confirmed by as many offices as do; an office that takes its word back takes
away no other's. Contents are the same when all three digests and the size are: an office that tells another MD5 beside
the same SHA-256 speaks of another content, and lends it no weight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from inspector.domain.content import Digests, Fingerprint, Frame
from inspector.domain.office_list import Says, Statement
from inspector.library.entry import Entry, Film

Spans = Mapping[str, list[tuple[int, int]]]
"""By office, the stretches of numbers that are known, from and to, ascending."""


@dataclass(slots=True)
class Confirmed:
    """A content in a category (`code` of `scheme`), the offices that confirm it, and how they saw it.

    `category` is what a hash set tells of it.
    """

    digests: Digests
    scheme: str
    code: str
    category: str
    offices: set[str] = field(default_factory=set)
    marks: set[Fingerprint] = field(default_factory=set)
    films: set[tuple[Frame, ...]] = field(default_factory=set)


class State:
    """Takes statements in any order, any number of times."""

    def __init__(self) -> None:
        self._words: dict[tuple[str, bytes], Statement] = {}
        self._numbers: dict[str, set[int]] = {}

    def add(self, office: str, statement: Statement) -> None:
        """Takes one statement of an office."""
        self._numbers.setdefault(office, set()).add(statement.number)
        key = office, statement.digests.sha256
        if (known := self._words.get(key)) is None or known.number < statement.number:
            self._words[key] = statement

    def word(self, office: str, sha256: bytes) -> Statement | None:
        """What an office says of a content now, if it ever spoke of it."""
        return self._words.get((office, sha256))

    def words(self, office: str) -> Iterator[Statement]:
        """What an office says now of every content it ever spoke of, by SHA-256."""
        for (speaker, _), statement in sorted(self._words.items(), key=lambda one: one[0]):
            if speaker == office:
                yield statement

    def confirmed(self) -> list[Confirmed]:
        """What counts, in one order."""
        found: dict[tuple[bytes, bytes, bytes, int, str], Confirmed] = {}
        for (office, _), word in self._words.items():
            if word.says is Says.CONFIRM:
                told = word.digests
                key = told.sha256, told.md5, told.sha1, told.size, word.told_category
                one = found.setdefault(key, Confirmed(told, word.scheme, word.category, word.told_category))
                one.offices.add(office)
                one.marks.update({word.mark} if word.mark else ())
                one.films.update({word.frames} if word.frames else ())
        return [found[key] for key in sorted(found)]

    def counts(self) -> dict[str, Counter[Says]]:
        """How many contents each office confirms now, and of how many it took its word back; by office."""
        found: dict[str, Counter[Says]] = {}
        for (office, _), word in self._words.items():
            found.setdefault(office, Counter())[word.says] += 1
        return dict(sorted(found.items()))

    def spans(self) -> Spans:
        """Which numbers of each office are known."""
        return {office: _spans(sorted(self._numbers[office])) for office in sorted(self._numbers)}


def entries(confirmed: Iterable[Confirmed]) -> Iterator[Entry | Film]:
    """The hash set of what counts; a content that offices saw unlike each other has an entry for each fingerprint."""
    for one in confirmed:
        told = one.digests
        plain = Entry(told.md5, told.sha1, told.sha256, told.size, category=one.category)
        marks = sorted(one.marks, key=lambda mark: (mark.pdq, mark.quality))
        yield from (replace(plain, pdq=mark.pdq, pdq_quality=mark.quality) for mark in marks)
        if not marks:
            yield plain
        for film in sorted(one.films, key=repr):
            yield Film(
                0, tuple((each.fingerprint.pdq, each.fingerprint.quality, each.at_ms) for each in film), one.category
            )


def missing(spans: Spans) -> Spans:
    """The numbers of each office that are not known though later ones are; offices without any are left out."""
    found = {}
    for office, known in spans.items():
        ends = [0, *(last for _, last in known)]
        gaps = [(end + 1, first - 1) for end, (first, _) in zip(ends, known, strict=False) if first > end + 1]
        if gaps:
            found[office] = gaps
    return found


def version(spans: Spans) -> str:
    """Which statements a set was made of, as the version of the set: `office 1-20; other 1-4, 8-9`."""
    return "; ".join(f"{office} {', '.join(map(span, known))}" for office, known in spans.items())


def span(numbers: tuple[int, int]) -> str:
    """A stretch of numbers, as it is told."""
    first, last = numbers
    return str(first) if first == last else f"{first}-{last}"


def _spans(numbers: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
