"""Evidence: taking it in, listing it, opening one item, and checking it against the record."""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import inspector
from inspector.app.outside import refuse_in_evidence, refuse_own_folder
from inspector.app.session import Session
from inspector.domain.account import Right
from inspector.domain.budget import Budget
from inspector.domain.case import Case
from inspector.domain.fault import EnvironmentFault, InputFault, UsageFault
from inspector.domain.names import display
from inspector.domain.progress import Progress
from inspector.library.places import Places
from inspector.source import find as find_source
from inspector.source.bounds import UNFOLD
from inspector.source.folder import SingleFile
from inspector.store import cases, hashsets, ingests, listing
from inspector.store.gallery import MOST_SAID, Detail
from inspector.store.gallery import detail as gallery_detail
from inspector.store.ingests import Ingest, Standing, Start
from inspector.store.listing import Asked, Item
from inspector.triage import copying
from inspector.triage.ingest import Order, run
from inspector.triage.known import Known
from inspector.triage.rehash import Check, check_all
from inspector.triage.tally import Tally
from inspector.triage.way import Unpacking
from inspector.work import Isolation, Limits, Pool

if TYPE_CHECKING:
    from inspector.work.lab.engine import Lab

LOOKS = ("quick", "full")
_LAB = re.compile(r"dask://[\w.-]{1,253}:\d{1,5}", re.ASCII)
# A disk image may come in a thousand files; how much is told is bounded by what may lie in containers.
_LIMITS = Limits(open_files=1_100, parts=1 << 62)


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run of ingest did and how its source stands now."""

    case: Case
    exhibit: str
    tally: Tally
    standing: Standing
    illegal_list_loaded: bool
    isolation_missing: tuple[tuple[str, str], ...]


def ingest(  # noqa: PLR0913  as the command line asks it
    session: Session,
    number: str,
    path: str | bytes,
    exhibit: str | None = None,
    look: str = "full",
    *,
    passwords: Sequence[str] = (),
    budget: Budget | None = None,
    engine: str = "",
) -> Generator[Progress, None, Taken]:
    """Takes a source into a case; closing the generator stops cleanly, and running it again goes on."""
    session.require(Right.INGEST)
    if look not in LOOKS:
        raise UsageFault("bad_look", look=look)
    places = Places.load()
    case = cases.find(session.workspace.reader(), number)
    with closing(find_source(path)) as source, session.workspace.sole_ingest(), engine_at(engine) as workers:
        refuse_own_folder(session, path)
        unpacking = Unpacking(budget or Budget(), tuple(passwords), whole_source=source.kind == SingleFile.kind)
        start = Start(
            case=case.id,
            exhibit=exhibit or _exhibit(session, case, path),
            source=os.path.abspath(os.fsencode(path)),  # noqa: PTH100  names out of evidence are bytes
            kind=source.kind,
            look=look,
            program=inspector.__version__,
            isolation=walls(workers.isolation),
            writable=source.writable(),
            places=places.record(),
            budget=unpacking.budget.values(),
        )
        taken = session.workspace.change(ingests.begin(start, session.account.name))
        order = Order(taken, look, inspector.__version__, places, unpacking)
        tally = yield from run(session.workspace, source, order, workers, Known(session.workspace))
        return _taken(session, case, taken, tally, workers.isolation)


def check(session: Session, number: str, paths: Sequence[str]) -> None:
    """Raises what `ingest` would raise for the case, or the first source that cannot be taken in, before any is."""
    cases.find(session.workspace.reader(), number)
    for path in paths:
        find_source(path).close()
        refuse_own_folder(session, path)


def pool(size: int | None = None) -> Pool:
    """The workers that read evidence."""
    return Pool([UNFOLD], size, _LIMITS)


def engine_at(address: str) -> Lab | Pool:
    """The machines of a lab at `dask://HOST:PORT`, or this machine's own workers where nothing is asked for.

    Raises UsageFault for an address of another form, EnvironmentFault when the lab cannot be had.
    """
    if not address:
        return pool()
    if not _LAB.fullmatch(address):
        raise UsageFault("bad_engine", address=display(address))
    try:
        from inspector.work.lab.engine import Lab  # noqa: PLC0415  an extra, and heavy
    except ModuleNotFoundError:
        raise EnvironmentFault("lab_missing") from None
    return Lab(address, [UNFOLD], _LIMITS)


def _taken(session: Session, case: Case, taken: Ingest, tally: Tally, isolation: Isolation) -> Taken:
    connection = session.workspace.reader()
    return Taken(
        case,
        taken.exhibit.label,
        tally,
        ingests.standing(connection, taken.source),
        hashsets.illegal_loaded(connection),
        isolation.missing,
    )


def walls(isolation: Isolation) -> dict[str, str]:
    """Each wall round the workers: an empty text where it stands, else why it does not."""
    return dict.fromkeys(isolation.in_force, "") | dict(isolation.missing)


def _exhibit(session: Session, case: Case, path: str | bytes) -> str:
    """The label this source has in the case already, or the next free one."""
    source = os.path.abspath(os.fsencode(path))  # noqa: PTH100
    return ingests.label_for(session.workspace.reader(), case.id, source)


def items(session: Session, asked: Asked) -> Iterator[Item]:
    """The items of a case that are asked for."""
    session.require(Right.CONTENT)
    return listing.items(session.workspace.reader(), asked)


def item(session: Session, number: int, most_said: int = MOST_SAID) -> Detail:
    """All that is known of one item; of a conversation the first `most_said` messages, or all of them (-1)."""
    session.require(Right.CONTENT)
    found = gallery_detail(session.workspace.reader(), number, most_said)
    if found is None:
        raise InputFault("no_item", id=number)
    return found


def open_item(session: Session, number: int, out: Path, passwords: Sequence[str] = ()) -> int:
    """Writes the bytes of one item to `out`, checked against the record; gives their number. The act is recorded.

    `passwords` are tried on the archives it lies in.
    """
    session.require(Right.CONTENT)
    refuse_in_evidence(session, out)
    with ExitStack() as stack:
        unpacking = Unpacking(passwords=tuple(passwords))
        return copying.copy_out(session.workspace, number, out, lambda: stack.enter_context(pool(1)), unpacking)


def verify(session: Session, number: str, passwords: Sequence[str] = ()) -> Generator[Progress, None, Check]:
    """Reads everything a case holds again and compares it with the record."""
    session.require(Right.INGEST)
    case = cases.find(session.workspace.reader(), number)
    with pool() as engine:
        return (yield from check_all(session.workspace, case, engine, Unpacking(passwords=tuple(passwords))))
