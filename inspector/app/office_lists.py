"""Lists of offices: whose signature counts, statements taken in, and the hash set that follows from all that is known.

The set is made anew from every statement known, and statements and set come in by one act: they never disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from inspector.app.session import Session
from inspector.domain.account import Right
from inspector.domain.fault import CheckFault, InputFault, UsageFault
from inspector.domain.match import Listing
from inspector.domain.names import display
from inspector.domain.office_list import Linked, Stretch
from inspector.domain.progress import Progress
from inspector.exchange import office_file
from inspector.exchange.office_file import Signed, is_office_file
from inspector.exchange.office_state import Spans, State, entries, missing, version
from inspector.library import sets
from inspector.library.gathering import Gathering, Tally
from inspector.library.sets import Summary
from inspector.store import hashsets, hits, office_lists
from inspector.store.connection import Connection
from inspector.store.hashsets import HashSet, Import
from inspector.store.office_lists import FORMAT
from inspector.triage.known import hold_against_stored

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

_HEAD = 4_096


@dataclass(frozen=True, slots=True)
class Trusted:
    """A certificate and the office it counts for: its SHA-256 in hex, and whom it names."""

    office: str
    certificate: str
    holder: str


@dataclass(frozen=True, slots=True)
class Delta:
    """A file of statements to take in; `trust` is a certificate believed for this file alone."""

    path: Path
    listing: Listing
    name: str = ""
    provider: str = ""
    trust: Path | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """What a file brought: `new` statements of an office, and the set that follows; `matched` contents agree with it.

    Where nothing is confirmed any more, `hashset` has no entries and is not in use. `missing` are the numbers that
    later statements show to be lacking.
    """

    hashset: Import
    summary: Summary
    matched: int
    office: str
    new: int
    missing: dict[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Shown:
    """How the list of a name stands: which statements are known and lacking, and how many entries by confirmations.

    `certificates` are those believed of each office, by their SHA-256 in hex.
    """

    spans: Spans
    missing: dict[str, list[tuple[int, int]]]
    confirmed: dict[int, int]
    certificates: dict[str, list[str]]


def trust(session: Session, office: str, path: Path) -> list[Trusted]:
    """The certificates in a file count as the office's from now on."""
    session.require(Right.LIBRARY)
    check_name(office)
    found = _named(office, path)
    for one, certificate in found:
        session.workspace.change(
            office_lists.trust(office, bytes.fromhex(one.certificate), certificate.dump(), session.account.name)
        )
    return [one for one, _ in found]


def distrust(session: Session, office: str, path: Path) -> list[Trusted]:
    """The certificates in a file no longer count as the office's: a lost key signs nothing more that is taken in."""
    session.require(Right.LIBRARY)
    found = [one for one, _ in _named(office, path)]
    known = {one.fingerprint for one in office_lists.trusted(session.workspace.reader(), office)}
    for one in found:
        if bytes.fromhex(one.certificate) not in known:
            raise InputFault("office_certificate_unknown", office=office, certificate=one.certificate)
        session.workspace.change(office_lists.distrust(office, bytes.fromhex(one.certificate)))
    return found


def _named(office: str, path: Path) -> list[tuple[Trusted, Certificate]]:
    from inspector.report.certificate import common_name  # noqa: PLC0415  slow to load
    from inspector.report.detached import fingerprint  # noqa: PLC0415
    from inspector.report.roots import load_roots  # noqa: PLC0415

    return [
        (Trusted(office, fingerprint(certificate).hex(), common_name(certificate.subject)), certificate)
        for certificate in load_roots([path])
    ]


def check_name(text: str) -> None:
    """Raises UsageFault for what no list and no office may be called."""
    if not office_file.is_name(text):
        raise UsageFault("bad_office_name", longest=office_file.LONGEST_NAME)


def is_delta(path: Path) -> bool:
    """Whether a file says that it holds statements of an office."""
    with suppress(OSError), path.open("rb") as file:
        return is_office_file(file.read(_HEAD))
    return False


def merge(session: Session, delta: Delta) -> Generator[Progress, None, Merged]:
    """Takes statements in and makes the set anew; the caller holds off other imports.

    Raises InputFault (`office_file_broken` among others), CheckFault `office_unknown` when nobody said that the
    certificate is the office's, `signature_broken`, `office_contradicts`.
    """
    try:
        file = delta.path.open("rb")
    except OSError as error:
        raise InputFault("list_unreadable", path=display(str(delta.path)), reason=error.strerror or "") from None
    with file:
        signed = office_file.opened(file)
        _check_signed(session, file, signed, delta.trust)
        if delta.name not in {"", signed.stretch.list}:
            raise UsageFault("office_list_named", name=signed.stretch.list)
        connection = session.workspace.reader()
        told = office_file.statements(file, signed)
        new = list(office_lists.unknown(connection, signed.stretch, told))
        _check_signed(session, file, signed, delta.trust)  # what was read is what was signed, on a slow stick too
    return (yield from _merged(session, delta, signed.stretch, new))


def _check_signed(session: Session, file: BinaryIO, signed: Signed, extra: Path | None) -> None:
    from inspector.report.detached import check_beside  # noqa: PLC0415

    certificate = _certificate(session, signed.stretch, extra)
    check_beside(office_file.blocks(file, signed), signed.signature, certificate)


def _certificate(session: Session, stretch: Stretch, extra: Path | None) -> Certificate:
    """The certificate that a file names, if somebody said that it is the office's."""
    from asn1crypto.x509 import Certificate  # noqa: PLC0415

    from inspector.report.detached import fingerprint  # noqa: PLC0415
    from inspector.report.roots import load_roots  # noqa: PLC0415

    pinned = office_lists.trusted(session.workspace.reader(), stretch.office)
    known = [Certificate.load(one.certificate) for one in pinned] + (load_roots([extra]) if extra else [])
    for certificate in known:
        if fingerprint(certificate) == stretch.certificate:
            return certificate
    raise CheckFault("office_unknown", office=stretch.office, certificate=stretch.certificate.hex())


def _merged(
    session: Session, delta: Delta, stretch: Stretch, new: Sequence[Linked]
) -> Generator[Progress, None, Merged]:
    state = state_of(session.workspace.reader(), stretch.list)
    for linked in new:
        state.add(stretch.office, linked.statement)
    return (yield from _swap(session, _Coming(delta, stretch, new, state)))


@dataclass(frozen=True, slots=True)
class _Coming:
    """Statements on their way in, and the state with them."""

    delta: Delta
    stretch: Stretch
    new: Sequence[Linked]
    state: State

    def told(self, file: str, summary: Summary) -> Import:
        """The set that follows, as it is registered."""
        spans = self.state.spans()
        signals = {signal.value: count for signal, count in summary.signals.items()}
        return Import(self.stretch.list, self.delta.listing, self.delta.provider or "; ".join(spans), version(spans),
                      FORMAT, file, summary.count, 0, summary.digest, signals)  # fmt: skip

    def changes_nothing(self, known: HashSet) -> bool:
        """Whether the set in use is what would be made again."""
        made_of = version(self.state.spans())
        return not self.new and known.version == made_of and known.listing is self.delta.listing

    def merged(self, hashset: Import, summary: Summary, matched: int) -> Merged:
        """What the file brought."""
        return Merged(hashset, summary, matched, self.stretch.office, len(self.new), missing(self.state.spans()))


def _swap(session: Session, coming: _Coming) -> Generator[Progress, None, Merged]:
    """Statements and set come in, the set before goes."""
    workspace = session.workspace
    leaving = _in_use(workspace.reader(), coming.stretch.list)
    if leaving is not None and coming.changes_nothing(leaving):
        known = Summary(leaving.entries, leaving.digest, {}, 0, Tally())
        return coming.merged(leaving, known, hits.agreeing(workspace.reader(), leaving.id))
    gathering = Gathering()
    for entry in entries(coming.state.confirmed()):
        gathering.add(entry)
    if gathering.tally.entries:
        merged = yield from _with_set(session, coming, gathering)
    else:
        merged = _without(session, coming)
    if leaving is not None:
        sets.remove(workspace.library, leaving.file)
    return merged


def _with_set(session: Session, coming: _Coming, gathering: Gathering) -> Generator[Progress, None, Merged]:
    """The one place where lists of offices meet the files of the library."""
    workspace, file = session.workspace, sets.new_id()
    sets.sweep(workspace.library, {found.file for found in hashsets.listed(workspace.reader())})
    summary = sets.save(workspace.library, workspace.library_key, file, gathering)
    try:
        held = yield from hold_against_stored(workspace, file)
        imported = coming.told(file, summary)
        matched = workspace.change(
            office_lists.merge(coming.stretch, coming.new, session.account.name, imported, held.to_the_end)
        )
    except BaseException:
        sets.remove(workspace.library, file)
        raise
    return coming.merged(imported, summary, matched)


def _without(session: Session, coming: _Coming) -> Merged:
    """Nothing is confirmed any more, and no set follows."""
    session.workspace.change(office_lists.merge(coming.stretch, coming.new, session.account.name, None))
    nothing = Summary(0, "", {}, 0, Tally())
    return coming.merged(coming.told("", nothing), nothing, 0)


def _in_use(connection: Connection, name: str) -> HashSet | None:
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
    return Shown(spans, missing(spans), dict(sorted(counts.items())), believed)
