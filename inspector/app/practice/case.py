"""The whole job on drawn evidence, step by step and only through what the command line and the window use."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector.app import cases, evidence, history, library, reports, review
from inspector.app.evidence import Taken
from inspector.app.library import ListFile
from inspector.app.practice import lists, place
from inspector.app.practice.answers import answers
from inspector.app.practice.material import FOLDERS, Material, draw
from inspector.app.practice.place import Place
from inspector.app.session import Session
from inspector.domain.account import Role
from inspector.domain.case import CaseKind
from inspector.domain.match import Listing
from inspector.domain.progress import Progress
from inspector.library.scheme import scheme
from inspector.report.demo import demo_certificate
from inspector.report.key import Secrets
from inspector.report.sign import SignerRole
from inspector.report.verdict import Verdict
from inspector.report.verify import verify
from inspector.store.audit import Verification
from inspector.store.decisions import Choice
from inspector.store.listing import Asked
from inspector.words import Words

SEED = 2025
CASE = "TH-01/2025"
REVIEWER = "reviewer"
_SCHEME = "vn"
_HARMLESS = 6  # how many of the holiday pictures a person has looked at


@dataclass(frozen=True, slots=True)
class Order:
    """Where to practise (None: a new folder where the person stands), as whom, and with which passphrase."""

    folder: Path | None
    user: str
    passphrase: str
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class Practice:
    """What was done and where it lies."""

    place: Place
    trust: Path
    taken: Sequence[Taken]
    decided: int
    verdict: Verdict
    audit: Verification

    @property
    def ok(self) -> bool:
        """Whether the report and the history both hold."""
        return self.verdict.ok and self.audit.ok


def practise(order: Order, words: Words) -> Generator[Progress, None, Practice]:
    """Draws evidence and lists, then does the whole job on them."""
    spot = place.make(order.folder)
    material = Material(order.seed)
    for count in draw(material, spot.evidence):
        yield Progress("drawing", count)
    lists.write(material, spot.lists)
    with Session.create(spot.workspace, order.user, words.say("demo-examiner"), order.passphrase) as session:
        taken = yield from _take_in(session, spot, words)
        decided = _decide(session, words)
        trust = _report(session, spot, words, order.passphrase)
        _countersign(session, spot, words, order.passphrase)
        yield Progress("verifying")
        audit = history.verify(session)
    return Practice(spot, trust, taken, decided, verify(spot.report, [trust]), audit)


def _take_in(session: Session, spot: Place, words: Words) -> Generator[Progress, None, list[Taken]]:
    cases.add(session, CASE, words.say("demo-case"), CaseKind.CRIMINAL)
    for made in lists.LISTS:
        name = words.say(f"demo-list-{made.name}")
        yield from library.add(session, ListFile(spot.lists / made.file, made.listing, name, provider="Inspector"))
    taken = []
    for label, folder in FOLDERS.items():
        taken.append((yield from evidence.ingest(session, CASE, str(spot.evidence / folder), label)))
    return taken


def _decide(session: Session, words: Words) -> int:
    """Keeps what stands on the practice list for comparison, and a few holiday pictures as not relevant."""
    categories = scheme(_SCHEME).categories
    kept = [category.code for category in categories if category.relevant][-1]
    harmless = next(category.code for category in categories if not category.relevant)
    number = cases.find(session, CASE).id
    matched = [
        found.id
        for found in evidence.items(session, Asked(number, match="exact"))
        if found.matches[0].listing is Listing.ILLEGAL
    ]
    seen = [found.id for found in evidence.items(session, Asked(number, text="DSC", limit=_HARMLESS))]
    return sum(
        len(review.categorise(session, items, Choice(_SCHEME, code, note=words.say(note))))
        for items, code, note in _choices((matched, kept), (seen, harmless))
    )


def _choices(matched: tuple[list[int], str], seen: tuple[list[int], str]) -> Iterator[tuple[list[int], str, str]]:
    yield *matched, "demo-note-listed"
    yield *seen, "demo-note-harmless"


def _report(session: Session, spot: Place, words: Words, password: str) -> Path:
    """Makes the report with the answers and the examiner's signature; gives the certificates to trust."""
    spot.answers.write_text(answers(words, words.say("demo-examiner"), words.say("demo-reviewer")), encoding="utf-8")
    trust = demo_certificate(spot.key("examiner"), password, holder=words.say("demo-examiner"))
    demo_certificate(spot.key("reviewer"), password, holder=words.say("demo-reviewer"))
    order = reports.Order(CASE, "assessment", spot.report, spot.answers)
    reports.make(session, order, words, _signing(spot, SignerRole.EXAMINER, password))
    return trust


def _countersign(session: Session, spot: Place, words: Words, passphrase: str) -> None:
    """A second person with an account and a key of their own signs after the first."""
    session.add_account(REVIEWER, words.say("demo-reviewer"), frozenset({Role.REVIEWER}), passphrase)
    with Session.open(spot.workspace, REVIEWER, passphrase) as second:
        reports.countersign(second, spot.report, _signing(spot, SignerRole.REVIEWER, passphrase), words)


def _signing(spot: Place, role: SignerRole, password: str) -> reports.Signing:
    return reports.Signing(str(spot.key(role.value)), role, Secrets(p12_password=password))
