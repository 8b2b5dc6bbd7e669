"""Hash sets as files of the workspace's `library/` folder: made, read, swept."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from inspector.domain.fault import EnvironmentFault, InputFault
from inspector.domain.match import EXACT, Signal
from inspector.library import nothing, sealed
from inspector.library.building.gathering import Gathering
from inspector.library.building.making import Made, make
from inspector.library.building.setrows import stretches
from inspector.library.building.spool import IMPORT, RUN
from inspector.library.building.statements import Statements
from inspector.library.building.tally import Tally
from inspector.library.exact import Exact, Tags, TagsMaker
from inspector.library.film import films, reels
from inspector.library.known import KnownSet
from inspector.library.marks.bands import Bands
from inspector.library.marks.near import RADIUS, near
from inspector.library.sealed import Sealed
from inspector.library.steps import Steps, at_once

_SUFFIX = ".set"
_BEGUN = (".part", RUN, IMPORT)


@dataclass(frozen=True, slots=True)
class Summary:
    """What was taken into a set: `count` different entries, the set's `digest`, hashes by signal, what the list held.

    A hash that the list names with two categories or sizes is one hash and two entries.

    `missing` counts what a difference takes back although it is not there; `changed`, `taken_back` and `in_part` are as
    in `making.Made`.
    """

    count: int
    digest: str
    signals: Mapping[Signal, int]
    duplicates: int
    tally: Tally
    missing: int = 0
    changed: int = 0
    taken_back: int = 0
    in_part: int = 0


def new_id() -> str:
    """An id for a new set, which also names its file and tells nothing: 32 hex digits."""
    return secrets.token_hex(16)


def save(folder: Path, key: bytes, set_id: str, gathering: Gathering) -> Summary:
    """Makes a set and writes its file, whole or not at all. `key` has 32 bytes, `set_id` comes from `new_id`.

    Raises InputFault (`library-list-unusable`, `-left-out`, `-cut-off`, `-of-nothing`, `-dim`) when nothing was
    gathered, `library-set-emptied` when a difference leaves nothing, and EnvironmentFault (`library-not-written`).
    """
    return at_once(saving(folder, key, set_id, gathering))


def saving(folder: Path, key: bytes, set_id: str, gathering: Gathering) -> Steps[Summary]:
    """The same, yielding how many hashes were written since it last did."""
    if not gathering.tally.entries and not gathering.runs:
        raise _nothing(gathering.tally)
    try:
        with sealed.written(_path(folder, set_id), key, bytes.fromhex(set_id)) as file:
            made = yield from make(file, gathering)
            if not made.count:
                raise InputFault("library-set-emptied") if gathering.built_on else _nothing(gathering.tally)
    except OSError as error:
        raise EnvironmentFault("library-not-written", reason=error.strerror or type(error).__name__) from error
    return _summary(made, gathering.tally)


def _nothing(tally: Tally) -> InputFault:
    if tally.left_out or tally.tools:
        return InputFault("library-list-left-out", count=tally.left_out + tally.tools)
    if 0 < tally.broken <= tally.codes["truncated"]:
        return InputFault("library-list-cut-off")
    if tally.codes[nothing.CODE] and not tally.broken:
        return InputFault("library-list-of-nothing", count=tally.codes[nothing.CODE])
    if tally.codes[nothing.DIM] and not tally.broken:
        return InputFault("library-list-dim", count=tally.codes[nothing.DIM])
    return InputFault("library-list-unusable", broken=tally.broken)


def _summary(made: Made, tally: Tally) -> Summary:
    duplicates, tally = max(tally.entries - made.count, 0), replace(tally, unnamed=tally.unnamed + made.unnamed)
    missing = made.missing + tally.unnamed
    told = made.changed, made.taken_back, made.in_part
    return Summary(made.count, made.digest, made.signals, duplicates, tally, missing, *told)


def load(folder: Path, key: bytes, set_id: str) -> KnownSet:
    """A set out of its file; raises EnvironmentFault (`library-set-missing`, `-damaged`, `-newer`, `-older`)."""
    file = opened(folder, key, set_id)
    try:
        return _known(file)
    except (KeyError, TypeError, ValueError):
        raise EnvironmentFault("library-set-damaged", set=set_id) from None


def opened(folder: Path, key: bytes, set_id: str) -> Sealed:
    """The file of a set; raises as `load` does."""
    return sealed.opened(_path(folder, set_id), key, bytes.fromhex(set_id))


def digest_of(folder: Path, key: bytes, set_id: str) -> str:
    """The digest of what a set's file says now, worked out of its rows anew; raises as `load` does.

    A file whose tags do not lead to its digests is damaged.
    """
    file = opened(folder, key, set_id)
    try:
        statements = Statements(_categories(file))
        for signal in sorted(Signal):
            _go_through(file, signal, statements)
        statements.add_films(reels.told(file))
        return statements.hexdigest()
    except (KeyError, TypeError, ValueError, IndexError):
        raise EnvironmentFault("library-set-damaged", set=set_id) from None
    finally:
        file.close()


def _go_through(file: Sealed, signal: Signal, statements: Statements) -> None:
    known = _tags(file, signal) if signal in EXACT and signal in file else None
    maker = TagsMaker(known.bits) if known else None
    for rows in stretches(file, signal):
        statements.add(signal, rows)
        if maker:
            maker.add(rows)
    if known and maker and not known.agree(maker.made()):
        raise ValueError


def remove(folder: Path, set_id: str) -> None:
    """Deletes the file of a set, if it is there; one that is being read elsewhere may be left for `sweep`."""
    with suppress(PermissionError):
        _path(folder, set_id).unlink(missing_ok=True)


def sweep(folder: Path, keep: Collection[str], going_on: str = "-") -> int:
    """Deletes what broken-off imports left: begun files, and sets that are not among the ids in `keep`; how many.

    What belongs to the import that is `going_on` stays.
    """
    left = [
        path
        for path in folder.iterdir()
        if (path.suffix in _BEGUN and not path.stem.startswith(going_on))
        or (path.suffix == _SUFFIX and path.stem not in keep)
    ]
    for path in left:
        with suppress(PermissionError):  # somebody still reads it
            path.unlink(missing_ok=True)
    return len(left)


def _path(folder: Path, set_id: str) -> Path:
    return folder / f"{set_id}{_SUFFIX}"


def _categories(file: Sealed) -> list[str]:
    categories = file.about["categories"]
    if not isinstance(categories, list) or not categories:
        raise TypeError
    return [str(category) for category in categories]


def _known(file: Sealed) -> KnownSet:
    kept = [signal for signal in RADIUS if f"{signal}.words" in file]
    exact = {signal: Exact(signal, file, _tags(file, signal)) for signal in EXACT if signal in file}
    return KnownSet(
        digest=str(file.about["digest"]),
        count=int(file.about["count"]),
        exact=exact,
        near={
            signal: near(signal, file.whole(f"{signal}.words"), file.whole(f"{signal}.quality"), _bands(file, signal))
            for signal in kept
        },
        ranks={signal: file.whole(f"{signal}.category") for signal in kept},
        categories=_categories(file),
        file=file,
        films=films.loaded(reels.asked_by(file)),
    )


def _tags(file: Sealed, signal: Signal) -> Tags:
    return Tags(file.whole(f"{signal}.tags"), file.whole(f"{signal}.starts"))


def _bands(file: Sealed, signal: Signal) -> Bands | None:
    name = f"{signal}.index-rows"
    return Bands(file.whole(name), file.whole(f"{signal}.index-starts")) if name in file else None
