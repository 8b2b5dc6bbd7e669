"""A list on its way in: opened, gathered, written as the file of a set."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from inspector import __version__
from inspector.app import deltas, products, replacing
from inspector.app.registering import saved, swept
from inspector.domain.canonical import Value, canonical_json
from inspector.domain.day import is_day
from inspector.domain.fault import Fault, InputFault, UsageFault
from inspector.domain.match import Listing
from inspector.domain.names import LONGEST_LABEL, display, is_label, visible
from inspector.domain.progress import Progress
from inspector.library import sets
from inspector.library.building.gathering import Gathering
from inspector.library.building.products import Products
from inspector.library.building.spool import Spool
from inspector.library.entry import Blank, Block, Record
from inspector.library.formats import nsrl_delta, zero
from inspector.library.nothing import sifted
from inspector.library.pertinence import Pertinence, belongs, pertinence
from inspector.library.rds.reading import LIMITS
from inspector.library.rds.told import TASK
from inspector.library.reading import AUTO, Asked, Reading, is_database, read_list, read_nsrl
from inspector.library.sets import Summary
from inspector.library.standing import Standing
from inspector.source.archives import LOOKED_AT, archive
from inspector.store import Workspace
from inspector.store.hashsets import HashSet
from inspector.work import Pool

_TELL_EVERY = 20_000
_NOTHING_CAME = {"library-list-cut-off", "library-list-unusable"}
_SHOWN = 60  # characters of a name that is none
_ENDS = 1 << 20  # bytes at either end of a list, by which it is told from another

LONGEST_MEANING = 1_000
"""Characters of what a category stands for."""


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list to take in; without a name it is called as its file is.

    `dated` is the list's own date, `meanings` what its categories stand for; `asked` is what a person says of it
    because it does not; a `difference` tells only what changes in the set that it brings up to date. `trust` is a
    certificate believed for this list alone, where an office has signed it.
    """

    path: Path
    listing: Listing
    name: str = ""
    format: str = AUTO
    provider: str = ""
    version: str = ""
    dated: str = ""
    meanings: Mapping[str, str] = field(default_factory=dict)
    asked: Asked = field(default_factory=Asked)
    difference: bool = False
    trust: Path | None = None

    @property
    def called(self) -> str:
        """The name of the set it becomes."""
        return self.name.strip() or visible(self.path.name)[:LONGEST_LABEL]

    def check(self) -> None:
        """Raises UsageFault `hashset_label` for what stands on no line of a table: line breaks, controls, too long.

        And `hashset_dated` for a date that is no day, month or year.
        """
        labels = (self.name, self.provider, self.version, self.dated, *self.meanings)
        if wrong := [text for text in labels if not is_label(text)]:
            raise UsageFault("hashset_label", text=display(wrong[0])[:_SHOWN], longest=LONGEST_LABEL)
        if wrong := [text for text in self.meanings.values() if not is_label(text, LONGEST_MEANING)]:
            raise UsageFault("hashset_label", text=display(wrong[0])[:_SHOWN], longest=LONGEST_MEANING)
        if self.dated and not is_day(self.dated.strip()):
            raise UsageFault("hashset_dated", text=display(self.dated)[:_SHOWN])


@dataclass(frozen=True, slots=True)
class Written:
    """The file of a set that is not registered yet: its id, what it holds, and the list as it was read.

    `products` are those that it keeps, where its list tells of them.
    """

    file: str
    summary: Summary
    reading: Reading
    products: Products | None = None


def written(workspace: Workspace, given: ListFile, old: HashSet | None = None) -> Generator[Progress, None, Written]:
    """Makes the file of a set; of a list that is a difference, out of what that changes in the `old` one.

    Raises InputFault and UsageFault when the list cannot be used; then nothing is left behind. When it is broken off,
    what was put away stays, and the same list goes on from there.
    """
    given = _as_before(given, old)
    import_id = _import_id(given, old)
    swept(workspace, import_id)
    gathering, broken_off = Gathering(Spool(workspace.library, workspace.library_key, import_id)), False
    try:
        reading = yield from _gathered(workspace, given, gathering, old)
        file, summary = yield from _saved(workspace, gathering, reading)
        if old is not None and not _differs(given, reading):
            _check_longer(workspace, file, summary, old)
        return Written(file, summary, reading, gathering.products)
    except (KeyboardInterrupt, GeneratorExit):
        broken_off = True
        raise
    finally:
        gathering.close(keep=broken_off)


def _as_before(given: ListFile, old: HashSet | None) -> ListFile:
    """What a person said of category 0 holds for whatever brings the set up to date, until something else is said."""
    if old is None or old.facts.get("zero_by") != zero.CHOICE:
        return given
    return replace(given, asked=replace(given.asked, zero_before=old.facts["zero"]))


def _saved(
    workspace: Workspace, gathering: Gathering, reading: Reading
) -> Generator[Progress, None, tuple[str, Summary]]:
    """As `saved`; raises InputFault `library-list-unlike` when nothing came of a list that only looks like another."""
    try:
        return (yield from saved(workspace, gathering))
    except InputFault as fault:
        if reading.unlike and fault.code in _NOTHING_CAME:
            raise InputFault("library-list-unlike", format=reading.format) from None
        raise


def _check_longer(workspace: Workspace, file: str, came: Summary, old: HashSet) -> None:
    try:
        replacing.check_longer(came, old)
    except Fault:
        sets.remove(workspace.library, file)
        raise


def _differs(given: ListFile, reading: Reading) -> bool:
    """Whether the list tells only what changes in the set that it brings up to date."""
    return given.difference or reading.difference


def _import_id(given: ListFile, old: HashSet | None) -> str:
    """What tells an import from every other: the list, by its size, time and ends, and how it is read."""
    with opened(given.path) as file:
        found = os.fstat(file.fileno())
        ends = [file.read(_ENDS)]
        file.seek(max(0, found.st_size - _ENDS))
        ends.append(file.read(_ENDS))
    told: list[Value] = [
        __version__,
        given.listing.value,
        given.format,
        given.asked.columns,
        given.asked.zero,
        given.difference,
        old.file if old else None,
    ]
    told += [found.st_size, found.st_mtime_ns, *(hashlib.sha256(end).hexdigest() for end in ends)]
    return hashlib.sha256(canonical_json(told)).hexdigest()[:32]


def _gathered(
    workspace: Workspace, given: ListFile, gathering: Gathering, old: HashSet | None
) -> Generator[Progress, None, Reading]:
    with opened(given.path) as file, ExitStack() as held:
        reading = _reading(file, given, held)
        replaced = None if _differs(given, reading) else old
        if replaced is not None:
            deltas.check_not_older(reading, replaced)
        elif _differs(given, reading):
            _build_on(workspace, gathering, old, reading)
        size, place, told, known = given.path.stat().st_size, 0, 0, gathering.go_on()
        done, taken = reading.place or file.tell, pertinence(reading.format, reading.zero, reading.facts)
        for record in reading.records:
            if replaced is not None:
                replacing.check_unbroken(record, replaced)
            elif _differs(given, reading):
                deltas.check_unbroken(record)
            place += record.places if isinstance(record, Block) else 1
            if place > known:
                _take(gathering, record, place, taken, given.listing)
            if place - told >= _TELL_EVERY:
                told = place
                yield Progress("importing", gathering.tally.entries, None, min(done(), size), size)
    if gathering.tally.places != place:
        raise InputFault("list_changed", path=display(str(given.path)))
    if reading.difference and old is not None:
        deltas.check_whole(reading, given.version, old)
    gathering.products = products.after(reading, gathering, given.listing)
    return reading


def _build_on(workspace: Workspace, gathering: Gathering, old: HashSet | None, reading: Reading) -> None:
    if old is None:
        raise UsageFault("list_is_difference", format=reading.format)
    if reading.difference:
        deltas.check_name(reading, old)
    file = sets.opened(workspace.library, workspace.library_key, old.file)
    gathering.build_on(file)
    if reading.format == nsrl_delta.NAME and not file.about["counted"]:
        raise UsageFault("list_not_counted", format=reading.format)
    if reading.difference:
        products.build_on(reading, gathering, old)


def _take(gathering: Gathering, record: Record, place: int, taken: Pertinence, listing: Listing) -> None:
    good, standing = listing is Listing.KNOWN_GOOD, taken.standing(record)
    if not belongs(standing, listing):
        gathering.leave_out(record, taken_back=good)
        return
    if not good:
        for each in sifted(record, place):
            gathering.tally.uncategorised += standing is Standing.OPEN and not isinstance(each, Blank)
            gathering.add(each)
    elif (kept := gathering.without_tools(record)) is not None:
        gathering.add(kept)


def _reading(file: BinaryIO, given: ListFile, held: ExitStack) -> Reading:
    """The list opened; a database only by a worker, which ends with `held`."""
    if not is_database(file, given.format):
        reading = read_list(file, given.path.name, given.format, given.asked)
        products.look_beside(reading, given.path)
        return reading
    if not is_database(file) and os.fstat(file.fileno()).st_size:
        raise InputFault("library-list-unlike", format=given.format)
    reading = read_nsrl(file, held.enter_context(Pool([TASK], 1, LIMITS)))
    held.callback(reading.close)
    return reading


def opened(path: Path) -> BinaryIO:
    """The file of a list; raises InputFault `list_unreadable`, `list_no_file`, and of what is packed `list_packed`.

    Of a pipe nobody may ever write into it, and no list can be read twice.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise InputFault("list_no_file", path=display(str(path)))
        file = path.open("rb")
    except OSError as error:
        raise InputFault("list_unreadable", path=display(str(path)), reason=error.strerror or "") from None
    if kind := archive(file.read(LOOKED_AT)):
        file.close()
        raise InputFault("list_packed", path=display(str(path)), kind=kind)
    file.seek(0)
    return file
