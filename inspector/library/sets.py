"""Hash sets as files of the workspace's `library/` folder: made, read, swept."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from inspector.domain.canonical import Value
from inspector.domain.fault import EnvironmentFault, InputFault
from inspector.domain.match import Signal
from inspector.library.bands import Bands
from inspector.library.column import Column
from inspector.library.gathering import Gathering, Tally
from inspector.library.known import KnownSet
from inspector.library.making import Made, make
from inspector.library.near import RADIUS, Near
from inspector.library.sealed import Array, Contents, read, write
from inspector.library.statements import digest

_SUFFIX = ".set"
_BEGUN = ".part"


@dataclass(frozen=True, slots=True)
class Summary:
    """What was taken into a set: `count` different entries, the set's `digest`, rows by signal, what the list held."""

    count: int
    digest: str
    signals: Mapping[Signal, int]
    duplicates: int
    tally: Tally


def new_id() -> str:
    """An id for a new set, which also names its file and tells nothing: 32 hex digits."""
    return secrets.token_hex(16)


def save(folder: Path, key: bytes, set_id: str, gathering: Gathering) -> Summary:
    """Makes a set and writes its file, whole or not at all. `key` has 32 bytes, `set_id` comes from `new_id`.

    Raises InputFault (`library-list-unusable`) when nothing was gathered and EnvironmentFault (`library-not-written`).
    """
    if not gathering.tally.entries:
        raise InputFault("library-list-unusable", broken=gathering.tally.broken)
    made = make(gathering)
    try:
        write(_path(folder, set_id), key, bytes.fromhex(set_id), _contents(made))
    except OSError as error:
        raise EnvironmentFault("library-not-written", reason=error.strerror or type(error).__name__) from error
    signals = {signal: len(column) for signal, column in made.columns.items()}
    return Summary(made.count, made.digest, signals, gathering.tally.entries - made.count, gathering.tally)


def load(folder: Path, key: bytes, set_id: str) -> KnownSet:
    """A set out of its file; raises EnvironmentFault (`library-set-missing`, `-damaged`, `-newer`)."""
    contents = read(_path(folder, set_id), key, bytes.fromhex(set_id))
    try:
        return _known(contents)
    except (KeyError, TypeError, ValueError):
        raise EnvironmentFault("library-set-damaged", set=set_id) from None


def digest_of(folder: Path, key: bytes, set_id: str) -> str:
    """The digest of what a set's file says now, worked out of its entries anew; raises as `load` does."""
    contents = read(_path(folder, set_id), key, bytes.fromhex(set_id))
    try:
        known = _known(contents)
        unknown = np.full(len(known.category), -1, np.int64)
        sizes = contents.arrays.get("size", unknown)
        return digest(known.columns, sizes, known.category.astype(np.uint32), known.categories)
    except (KeyError, TypeError, ValueError, IndexError):
        raise EnvironmentFault("library-set-damaged", set=set_id) from None


def remove(folder: Path, set_id: str) -> None:
    """Deletes the file of a set, if it is there."""
    _path(folder, set_id).unlink(missing_ok=True)


def sweep(folder: Path, keep: Collection[str]) -> int:
    """Deletes what broken-off imports left: begun files, and sets that are not among the ids in `keep`; how many."""
    left = [
        path for path in folder.iterdir() if path.suffix == _BEGUN or (path.suffix == _SUFFIX and path.stem not in keep)
    ]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _path(folder: Path, set_id: str) -> Path:
    return folder / f"{set_id}{_SUFFIX}"


def _contents(made: Made) -> Contents:
    sizes = np.unique(made.sizes[made.sizes >= 0])
    arrays: dict[str, Array] = {"sizes": sizes}
    arrays["category"] = made.category.astype(np.min_scalar_type(len(made.categories)))
    if len(sizes):
        arrays["size"] = made.sizes
    for signal, column in made.columns.items():
        arrays[f"{signal}.words"] = _laid(signal, column.words)
        arrays[f"{signal}.entry"] = column.entry
        arrays[f"{signal}.quality"] = column.quality
    for signal, bands in made.bands.items():
        arrays[f"{signal}.index-rows"] = bands.rows
        arrays[f"{signal}.index-starts"] = bands.starts
    about: dict[str, Value] = {"digest": made.digest, "count": made.count, "categories": list(made.categories)}
    return Contents(about, arrays)


def _known(contents: Contents) -> KnownSet:
    arrays, about = contents.arrays, contents.about
    columns = {
        signal: Column(signal, _laid(signal, words), arrays[f"{signal}.entry"], arrays[f"{signal}.quality"])
        for signal in Signal
        if (words := arrays.get(f"{signal}.words")) is not None
    }
    likenesses = {signal: _near(columns[signal], _bands(arrays, signal)) for signal in RADIUS if signal in columns}
    categories = about["categories"]
    if not isinstance(categories, list):
        raise TypeError
    return KnownSet(
        digest=str(about["digest"]),
        count=int(str(about["count"])),
        columns=columns,
        near=likenesses,
        category=arrays["category"],
        categories=[str(category) for category in categories],
        sizes=arrays["sizes"],
    )


def _laid(signal: Signal, words: Array) -> Array:
    """In the file the words of one digest lie far apart, as they are searched; those of a fingerprint side by side."""
    return words.T if signal in RADIUS else words


def _bands(arrays: Mapping[str, Array], signal: Signal) -> Bands | None:
    rows = arrays.get(f"{signal}.index-rows")
    return None if rows is None else Bands(rows, arrays[f"{signal}.index-starts"])


def _near(column: Column, bands: Bands | None) -> Near:
    return Near(column.signal, np.ascontiguousarray(column.words.T), column.quality, bands)
