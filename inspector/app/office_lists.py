"""Lists of offices: statements taken in, and the hash set that follows from all that is known.

The set is made anew from every statement known, and statements and set come in by one act: they never disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

from inspector.app.lists import ListFile, opened
from inspector.app.office_trust import certificate_of
from inspector.app.registering import registered, saved, swept
from inspector.app.session import Session
from inspector.domain.fault import InputFault, UsageFault
from inspector.domain.match import Listing, Signal
from inspector.domain.office_list import Linked, Says, Statement, Stretch
from inspector.domain.progress import Progress
from inspector.exchange import office_file
from inspector.exchange.office_file import Signed, is_office_file
from inspector.exchange.office_state import Confirmed, Spans, State, entries, missing, version
from inspector.library import sets
from inspector.library.building.gathering import Gathering
from inspector.library.building.tally import Tally
from inspector.library.nothing import OF_NOTHING
from inspector.library.reading import AUTO
from inspector.library.scheme import scheme
from inspector.library.sets import Summary
from inspector.store import hashsets, hits, office_lists
from inspector.store.connection import Connection
from inspector.store.hashsets import HashSet, Import
from inspector.store.office_lists import FORMAT

_HEAD = 4_096
_TELL_EVERY = 20_000
LACKING = "statements"
"""Why a list of offices is incomplete: later statements show that some are not known."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a file brought: `new` statements of an office, and the set that follows; `matched` contents agree with it.

    Where nothing is confirmed any more, `hashset` has no entries and is not in the library. `missing` are the numbers
    that later statements show to be lacking.
    """

    hashset: Import
    summary: Summary
    matched: int
    office: str
    new: int
    missing: Spans


@dataclass(frozen=True, slots=True)
class Shown:
    """How the list of a name stands: which statements are known and lacking, and how many entries by confirmations.

    `certificates` are those believed of each office, by their SHA-256 in hex; `words` how many contents each confirms
    now, and of how many it took its word back.
    """

    spans: Spans
    missing: Spans
    confirmed: dict[int, int]
    certificates: dict[str, list[str]]
    words: dict[str, tuple[int, int]]


def is_delta(given: ListFile) -> bool:
    """Whether a file says that it holds statements of an office, and nobody asked for another way to read it."""
    if given.format not in {AUTO, FORMAT} or not given.path.is_file():
        return False
    with suppress(OSError), given.path.open("rb") as file:
        return is_office_file(file.read(_HEAD)) or given.format == FORMAT
    return False


def merge(session: Session, given: ListFile) -> Generator[Progress, None, Merged]:
    """Takes statements in and makes the set anew; the caller holds off other imports.

    Raises InputFault (`library-list-unlike`, `office_file_broken` among others), CheckFault `office_unknown` when
    nobody said that the certificate is the office's, `signature_broken`, `office_contradicts`.
    """
    with opened(given.path) as file:
        if not is_office_file(file.read(_HEAD)):
            raise InputFault("library-list-unlike", format=FORMAT)
        signed = office_file.opened(file)
        told = yield from _believed(session, file, signed, given)
    stretch = signed.stretch
    if given.name not in {"", stretch.list}:
        raise UsageFault("office_list_named", name=stretch.list)
    connection = session.workspace.reader()
    new, state = list(office_lists.unknown(connection, stretch, told)), state_of(connection, stretch.list)
    for linked in new:
        state.add(stretch.office, linked.statement)
    return (yield from _swap(session, _Coming(given, stretch, new, state)))


def _believed(
    session: Session, file: BinaryIO, signed: Signed, given: ListFile
) -> Generator[Progress, None, list[Statement]]:
    """The statements of a file that is signed by a certificate of its office.

    The signature is held against the statements as they were read, which have one spelling: a stick that says something
    else each time it is read gains nothing.
    """
    from inspector.report.detached import check_beside  # noqa: PLC0415  slow to load

    stretch = signed.stretch
    certificate = certificate_of(session, stretch, given.trust)
    told: list[Statement] = []
    for statement in office_file.statements(file, signed):
        told.append(statement)
        if len(told) % _TELL_EVERY == 0:
            yield Progress("importing", len(told), stretch.last - stretch.first + 1)
    check_beside(office_file.written(stretch, told), signed.signature, certificate)
    return told


@dataclass(frozen=True, slots=True)
class _Coming:
    """Statements on their way in, and the state with them."""

    given: ListFile
    stretch: Stretch
    new: Sequence[Linked]
    state: State

    def gathered(self) -> Generator[Progress, None, Gathering]:
        """What belongs into the set; the rest is counted as left out."""
        gathering, confirmed = Gathering(), self.state.confirmed()
        for done, one in enumerate(confirmed, 1):
            if done % _TELL_EVERY == 0:
                yield Progress("importing", done, len(confirmed))
            if belongs(one, self.given.listing):
                for entry in entries([one]):
                    gathering.add(entry)
            else:
                gathering.tally.left_out += 1
        return gathering

    def told(self, file: str, summary: Summary, leaving: HashSet | None) -> Import:
        """The set that follows, as it is registered."""
        spans = self.state.spans()
        return Import(
            name=self.stretch.list,
            listing=self.given.listing,
            provider=self.given.provider or "; ".join(spans),
            version=version(spans),
            format=FORMAT,
            file=file,
            entries=summary.count,
            broken=0,
            digest=summary.digest,
            signals={signal.value: count for signal, count in summary.signals.items()},
            incomplete=LACKING if missing(spans) else "",
            replaces=leaving.id if leaving else None,
        )

    def changes_nothing(self, known: HashSet) -> bool:
        """Whether the set in the library is what would be made again."""
        return not self.new and known.version == version(self.state.spans())

    def merged(self, hashset: Import, summary: Summary, matched: int) -> Merged:
        """What the file brought."""
        return Merged(hashset, summary, matched, self.stretch.office, len(self.new), missing(self.state.spans()))


def belongs(one: Confirmed, listing: Listing) -> bool:
    """Whether a content belongs into a set of a kind: what is of no concern is not illegal, what is, not harmless.

    A category that is not known here is one of concern; an empty file never is.
    """
    if one.digests.sha256 == OF_NOTHING[Signal.SHA256] and listing is not Listing.KNOWN_GOOD:
        return False
    try:
        relevant = scheme(one.scheme).category(one.code).relevant
    except UsageFault:
        relevant = True
    return relevant != (listing is Listing.KNOWN_GOOD)


def _swap(session: Session, coming: _Coming) -> Generator[Progress, None, Merged]:
    """Statements and set come in, the set before goes."""
    workspace = session.workspace
    leaving = _before(workspace.reader(), coming.stretch.list)
    if leaving is not None and leaving.listing is not coming.given.listing:
        raise UsageFault("hashset_on_other_list", name=leaving.name, list=leaving.listing.value)
    if leaving is not None and coming.changes_nothing(leaving):
        known = Summary(leaving.entries, leaving.digest, {}, 0, Tally())
        return coming.merged(leaving, known, hits.agreeing(workspace.reader(), leaving.id))
    gathering = yield from coming.gathered()
    if gathering.tally.entries:
        merged = yield from _with_set(session, coming, gathering, leaving)
    else:
        merged = _without(session, coming, gathering.tally)
    if leaving is not None:
        sets.remove(workspace.library, leaving.file)
    return merged


def _with_set(
    session: Session, coming: _Coming, gathering: Gathering, leaving: HashSet | None
) -> Generator[Progress, None, Merged]:
    swept(session.workspace)
    file, summary = yield from saved(session.workspace, gathering)
    imported, by = coming.told(file, summary, leaving), session.account.name
    matched, _ = yield from registered(
        session.workspace, file, lambda agree: office_lists.merge(coming.stretch, coming.new, by, imported, agree)
    )
    return coming.merged(imported, summary, matched)


def _without(session: Session, coming: _Coming, tally: Tally) -> Merged:
    """Nothing is confirmed any more, and no set follows."""
    session.workspace.change(office_lists.merge(coming.stretch, coming.new, session.account.name, None))
    nothing = Summary(0, "", {}, 0, tally)
    return coming.merged(coming.told("", nothing, None), nothing, 0)


def _before(connection: Connection, name: str) -> HashSet | None:
    """The set of a list; raises UsageFault when a set of another kind is called so."""
    for found in hashsets.listed(connection):
        if found.name == name:
            if found.format != FORMAT:
                raise UsageFault("hashset_exists", name=name)
            return found
    return None


def state_of(connection: Connection, name: str) -> State:
    """What the list of a name holds by all that is known."""
    state = State()
    for office, statement in office_lists.said(connection, name):
        state.add(office, statement)
    return state


def shown(session: Session, name: str) -> Shown | None:
    """How the list of a name stands; None when no office ever said anything in it."""
    connection = session.workspace.reader()
    state = state_of(connection, name)
    spans = state.spans()
    if not spans:
        return None
    counts = Counter(len(one.offices) for one in state.confirmed())
    believed = {office: [one.fingerprint.hex() for one in office_lists.trusted(connection, office)] for office in spans}
    words = {office: (told[Says.CONFIRM], told[Says.WITHDRAW]) for office, told in state.counts().items()}
    return Shown(spans, missing(spans), dict(sorted(counts.items())), believed, words)
