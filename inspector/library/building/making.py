"""A gathering written as the arrays of a set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from inspector.domain.canonical import Value
from inspector.domain.match import EXACT, Signal
from inspector.library.building import merging
from inspector.library.building.gathering import Gathering
from inspector.library.building.ids import Merged
from inspector.library.building.owners import Owners
from inspector.library.building.renewal import Renewal
from inspector.library.building.rows import LEFT, Rows, first_words, fresh_hashes, lasting, words_of
from inspector.library.building.runs import Run
from inspector.library.building.statements import Statements
from inspector.library.exact import TagsMaker, bits_for
from inspector.library.film import films, reels
from inspector.library.film.films import film_id
from inspector.library.marks.near import UNKNOWN_QUALITY, indexing
from inspector.library.sealed import Array, Writer
from inspector.library.steps import Steps


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: the digest of the set, how many different entries, and how many different hashes by signal.

    One hash with two sizes or categories is two entries.

    `missing` counts what a difference takes back more often than it was there: it is one to another version; `unnamed`
    what it takes back by ids of which the set that it changes keeps none. `changed` entries have another category than
    before, `taken_back` ones are there no longer; of some `in_part` other hashes may still stand there as before.
    """

    digest: str
    count: int
    signals: Mapping[Signal, int]
    missing: int
    unnamed: int
    changed: int = 0
    taken_back: int = 0
    in_part: int = 0


def make(file: Writer, gathering: Gathering) -> Steps[Made]:
    """Writes the set that `gathering` tells of into `file`; yields rows as they are done with.

    A fingerprint is half done with when its index is still to be made.
    """
    runs = gathering.finished()
    categories, ranks = _ranked(gathering.categories)
    ids, signals = Merged([run.ids for run in runs]), sorted(set().union(*(run.lengths for run in runs)))
    renewal = _renewal(gathering, ranks)
    if renewal is not None and len(runs[0].ids):
        merging.outdate(runs, signals, ranks, ids, renewal)
    statements, counts = Statements(categories), _Counts(gone=ids.outdated)
    shape = _Shape(categories, runs, counted=gathering.counted)
    for signal in signals:
        part: _Records | _Marks = _Records(file, signal, runs, shape) if signal in EXACT else _Marks(file, signal)
        owners, left = Owners(), 0
        for rows in merging.merged(runs, signal, ranks, ids, renewal):
            kept = owners.part(lasting(rows)) if ids else lasting(rows)
            counts.add(signal, rows, kept)
            statements.add(signal, kept)
            part.add(kept)
            done = len(rows) // part.goes
            left += len(rows) - done
            yield done
        yield from part.finish(left)
        if ids:
            owners.write(file, signal)
    _write_films(file, gathering, ranks, statements, counts)
    file.append("sizes", np.unique(np.concatenate([run.sizes for run in runs])))
    file.append("ids", ids.ids)
    missing, unnamed = _never_told(gathering, ids)
    digest, count = statements.hexdigest(), counts.entries(runs)
    about: dict[str, Value] = {"digest": digest, "count": count, "categories": [*categories]}
    about |= gathering.products.write(file) if gathering.products else {}
    file.finish({**about, "counted": gathering.counted, "ids": gathering.keeps_ids and bool(ids)})
    made = Made(digest, count, dict(+counts.hashes), counts.missing + missing, unnamed)
    return made if renewal is None else _renewed(made, renewal, runs[0])


def _renewal(gathering: Gathering, ranks: NDArray[np.uint32]) -> Renewal | None:
    """What a difference changes; the NSRL's tells rows that come and go, which are added up."""
    changes = gathering.built_on and not gathering.counted
    return Renewal(int(ranks[0]), by_ids=gathering.keeps_ids) if changes else None


def _renewed(made: Made, renewal: Renewal, before: Run) -> Made:
    """With what was changed: entries are counted by the signal of which most hashes were."""
    changed = max(renewal.changed.values(), default=0)
    touched = max((renewal.changed + renewal.taken_back).values(), default=0)
    return replace(made, changed=changed, taken_back=touched - changed, in_part=renewal.in_part(before.lengths))


def _never_told(gathering: Gathering, ids: Merged) -> tuple[int, int]:
    """How many ids a difference takes back that its set does not know, and that it cannot, as it keeps none."""
    unknown = ids.unknown if gathering.built_on else 0  # a whole list may tell of all that ever went
    return (unknown, 0) if gathering.keeps_ids else (0, unknown)


def _write_films(
    file: Writer, gathering: Gathering, ranks: NDArray[np.uint32], statements: Statements, counts: _Counts
) -> None:
    if len(gathering.films):
        told = reels.in_order(gathering.films, ranks)
        statements.add_films(told)
        counts.rows[Signal.VPDQ] = len(told)
        counts.hashes[Signal.VPDQ] = len({film_id(film) for film, _ in told})
        for name, array in (reels.arrays(told) | films.made(told).arrays()).items():
            file.append(name, array)


def _ranked(numbers: Mapping[str, int]) -> tuple[list[str], NDArray[np.uint32]]:
    """The categories in the order in which they are told when several fit, the empty one last; the place of each."""
    categories = sorted(numbers, key=lambda category: (not category, category))
    ranks = np.empty(len(categories), np.uint32)
    for rank, category in enumerate(categories):
        ranks[numbers[category]] = rank
    return categories, ranks


def _different(rows: Rows) -> int:
    """How many different hashes sorted rows have; mostly their first words tell."""
    first = first_words(rows)
    if (first[1:] != first[:-1]).all():
        return len(rows)
    return int(np.count_nonzero(fresh_hashes(words_of(rows["value"]))))


@dataclass(slots=True)
class _Counts:
    """What is written, by signal: `rows`, and different `hashes`, of which one may have rows of several categories.

    `missing` counts what is taken back more often than it was there; `gone`, whether hashes were taken back outright.
    """

    rows: Counter[Signal] = field(default_factory=Counter)
    hashes: Counter[Signal] = field(default_factory=Counter)
    missing: int = 0
    gone: bool = False

    def add(self, signal: Signal, rows: Rows, kept: Rows) -> None:
        """Settled rows, and those of them that last; all rows of a hash come together."""
        gone = rows["weight"] <= LEFT
        self.missing += int(np.count_nonzero((rows["weight"] < 0) & ~gone))
        self.gone = self.gone or bool(gone.any())
        self.rows[signal] += len(kept)
        self.hashes[signal] += _different(kept)

    def entries(self, runs: Sequence[Run]) -> int:
        """How many different entries; where that was not kept, or some are gone, the rows of the signal with most."""
        if all(run.told_whole for run in runs):
            return self.rows.total()
        known = [] if self.gone else [found for run in runs if (found := run.identities()) is not None]
        most = max((rows for signal, rows in self.rows.items() if signal is not Signal.VPDQ), default=0)
        return self.rows[Signal.VPDQ] + (merging.count_entries(known) if len(known) == len(runs) else most)


class _Shape:
    """How records are laid out: with what is told of any of them, in as few bytes as hold it."""

    def __init__(self, categories: Sequence[str], runs: Sequence[Run], *, counted: bool) -> None:
        largest = max((int(run.sizes[-1]) for run in runs if len(run.sizes)), default=-1)
        self._fields = [("size", np.min_scalar_type(largest + 1))] if largest >= 0 else []
        self._fields += [("category", np.min_scalar_type(len(categories)))] if len(categories) > 1 else []
        self._fields += [("times", np.dtype("<u4"))] if counted else []

    def records(self, rows: Rows) -> Array:
        """Rows as records."""
        value = ("value", "u1", (rows["value"].shape[1],))
        records = np.empty(len(rows), np.dtype([value, *self._fields]))
        records["value"] = rows["value"]
        told = {"size": rows["detail"] + 1, "category": rows["category"], "times": rows["weight"]}
        for name, _ in self._fields:
            records[name] = told[name]
        return records


class _Records:
    """Digests on their way into the file."""

    goes = 1

    def __init__(self, file: Writer, signal: Signal, runs: Sequence[Run], shape: _Shape) -> None:
        self._file, self._signal, self._shape = file, signal, shape
        self._tags = TagsMaker(bits_for(sum(run.lengths.get(signal, 0) for run in runs)))

    def add(self, rows: Rows) -> None:
        self._file.append(self._signal, self._shape.records(rows))
        self._tags.add(rows)

    def finish(self, left: int) -> Steps[None]:
        made = self._tags.made()
        self._file.append(f"{self._signal}.tags", made.tags)
        self._file.append(f"{self._signal}.starts", made.starts)
        yield left


class _Marks:
    """Fingerprints on their way into the file: all at once, because their index is made of all."""

    goes = 2

    def __init__(self, file: Writer, signal: Signal) -> None:
        self._file, self._signal = file, signal
        self._words: list[NDArray[np.uint64]] = []
        self._quality: list[NDArray[np.uint8]] = []
        self._category: list[NDArray[np.uint16]] = []

    def add(self, rows: Rows) -> None:
        self._words.append(np.ascontiguousarray(words_of(rows["value"]).T))
        self._quality.append(np.where(rows["detail"] < 0, UNKNOWN_QUALITY, rows["detail"]).astype(np.uint8))
        self._category.append(rows["category"].astype(np.uint16))

    def finish(self, left: int) -> Steps[None]:
        if not self._words:
            return
        words, quality = np.concatenate(self._words), np.concatenate(self._quality)
        self._words.clear()
        bands = yield from indexing(self._signal, words, quality, left)
        arrays: dict[str, Array] = {"words": words, "quality": quality, "category": np.concatenate(self._category)}
        if bands is not None:
            arrays |= {"index-rows": bands.rows, "index-starts": bands.starts}
        for name, array in arrays.items():
            self._file.append(f"{self._signal}.{name}", array)
