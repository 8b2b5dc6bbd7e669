"""Our own sets, made from decisions: a category of a case, written in a format that others read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from inspector.app.leaving import recorded, written
from inspector.app.outside import refuse_in_evidence
from inspector.app.session import Session
from inspector.domain.account import Right
from inspector.domain.canonical import Value
from inspector.domain.case import Case
from inspector.domain.fault import InputFault, UsageFault
from inspector.domain.match import Signal
from inspector.domain.progress import Progress
from inspector.domain.variation import LEAST_QUALITY
from inspector.exchange import lists
from inspector.exchange.outgoing import Outgoing
from inspector.exchange.vics import vics
from inspector.library.entry import Entry
from inspector.library.scheme import DEFAULT, scheme
from inspector.library.scheme_mapping import Mapped, scheme_mapping
from inspector.library.steps import at_once
from inspector.store import cases, hashsets, opinions
from inspector.store.opinions import Decided

FORMATS = ("vics", "plain", "pdq", "hashdeep")
DIGESTS = (Signal.SHA256, Signal.SHA1, Signal.MD5)
_VICS = "vics"
_TELL_EVERY = 500  # contents


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which set is wanted, how, and where to.

    `digest` is for plain lists; `vics_category` is for what the mapping to VICS leaves open.
    """

    case: str
    category: str
    format: str
    out: Path
    scheme: str = DEFAULT
    digest: Signal = Signal.SHA256
    vics_category: int | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """A list that lies at `path`: its entries, its SHA-256 in hex, and what was left out, by reason.

    `unread` are items of which nothing was read; contents: `disputed`, whose occurrences stand in different categories;
    of PDQ lists also `no_fingerprint` and `low_quality`.
    """

    path: Path
    format: str
    entries: int
    sha256: str
    skipped: dict[str, int]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a list would hold if it were written now: its entries, and what would be left out, by reason."""

    entries: int
    skipped: dict[str, int]


def foreseen(session: Session, wanted: Wanted) -> Foreseen:
    """What `export` would write, whatever `out` is; raises what it raises, save that nothing may be in the category."""
    session.require(Right.EXPORT)
    _, entries, skipped = at_once(_gathered(session, wanted))
    return Foreseen(len(entries), skipped)


def vics_numbers(wanted: Wanted) -> tuple[str, ...]:
    """The VICS categories of which one may have to be chosen, likeliest first; none where the mapping always says."""
    mapped = _mapped(wanted, {})
    return mapped.candidates if mapped.ask else ()


def export(session: Session, wanted: Wanted) -> Generator[Progress, None, Exported]:
    """Writes the contents of a category as a new file, on record before it lies there; left off, nothing stays.

    Raises RightFault, InputFault `export_nothing`, UsageFault (`export_which_vics` among others), EnvironmentFault
    `file_exists`.
    """
    session.require(Right.EXPORT)
    refuse_in_evidence(session, wanted.out)
    case, entries, skipped = yield from _gathered(session, wanted)
    if not entries:
        raise InputFault("export_nothing", category=wanted.category)
    with Outgoing(wanted.out) as file:
        yield from written(file, _pieces(wanted, entries), "exporting", len(entries))
        told = Exported(wanted.out, wanted.format, len(entries), file.sha256, skipped)
        about: dict[str, Value] = {"format": told.format, "entries": told.entries, "sha256": told.sha256,
                                   "skipped": told.skipped}  # fmt: skip
        recorded(session.workspace, file, hashsets.exported(case.id, wanted.scheme, wanted.category, about))
    return told


def _gathered(session: Session, wanted: Wanted) -> Generator[Progress, None, tuple[Case, list[Entry], dict[str, int]]]:
    scheme(wanted.scheme).category(wanted.category)
    connection = session.workspace.reader()
    case, skipped, entries = cases.find(connection, wanted.case), Counter[str](), dict[Entry, None]()
    yield Progress("gathering")
    if unread := opinions.unread_in_category(connection, case.id, wanted.scheme, wanted.category):
        skipped["unread"] = unread
    found = opinions.in_category(connection, case.id, wanted.scheme, wanted.category)
    for number, decided in enumerate(found, 1):
        reason, entry = _entry(decided, wanted)
        if entry is None:
            skipped[reason] += 1
        else:
            entries[entry] = None
        if number % _TELL_EVERY == 0:
            yield Progress("gathering", number)
    return case, list(entries), dict(sorted(skipped.items()))


def _entry(found: Decided, wanted: Wanted) -> tuple[str, Entry | None]:
    """The entry of a content, or why it has none."""
    entry = entry_of(found)
    if len(found.categories) > 1:
        return "disputed", None
    if wanted.format == "pdq" and entry.pdq is None:
        return "low_quality" if found.fingerprint else "no_fingerprint", None
    if wanted.format == "pdq":  # several contents may look all the same
        return "", Entry(pdq=entry.pdq, pdq_quality=entry.pdq_quality)
    if wanted.format != _VICS:
        return "", entry
    numbers = {_number(wanted, dict(details)) for _, details in found.standing}
    return ("disputed", None) if len(numbers) > 1 else ("", replace(entry, category=numbers.pop()))


def entry_of(found: Decided) -> Entry:
    """What is told of a content: its digests, and its fingerprint when that is good enough to compare by."""
    told, mark = found.digests, found.fingerprint
    entry = Entry(told.md5, told.sha1, told.sha256, told.size)
    if mark is None or mark.quality < LEAST_QUALITY:
        return entry
    return replace(entry, pdq=mark.pdq, pdq_quality=mark.quality)


def _number(wanted: Wanted, details: dict[str, str]) -> str:
    """The VICS category; raises UsageFault where the mapping leaves it open and nobody chose one that can be meant."""
    mapped = _mapped(wanted, details)
    chosen = None if wanted.vics_category is None else str(wanted.vics_category)
    if chosen is None and not mapped.ask:
        return mapped.candidates[0]
    if chosen not in mapped.candidates:
        candidates = ", ".join(mapped.candidates)
        raise UsageFault("export_which_vics", category=wanted.category, candidates=candidates)
    return chosen


def _mapped(wanted: Wanted, details: dict[str, str]) -> Mapped:
    if wanted.scheme == _VICS:
        return Mapped((wanted.category,), ask=False, ask_details=())
    try:
        return scheme_mapping(wanted.scheme, _VICS).map(wanted.category, details)
    except UsageFault:  # no mapping from this scheme: any number of the other may be meant
        return Mapped(tuple(category.code for category in scheme(_VICS).categories), ask=True, ask_details=())


def _pieces(wanted: Wanted, entries: Sequence[Entry]) -> Iterator[bytes]:
    match wanted.format:
        case "vics":
            return vics(entries)
        case "pdq":
            return lists.pdq(entries)
        case "hashdeep":
            return lists.hashdeep(entries)
        case "plain":
            return lists.plain(entries, wanted.digest)
    raise UsageFault("export_format", format=wanted.format, known=", ".join(FORMATS))
