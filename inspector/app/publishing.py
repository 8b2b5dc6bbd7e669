"""An office's own list, published as the next stretch of signed statements: what two people here agree about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.app.leaving import recorded, written
from inspector.app.office_lists import state_of
from inspector.app.office_trust import check_name
from inspector.app.outside import refuse_in_evidence
from inspector.app.session import Session
from inspector.domain.account import Right
from inspector.domain.canonical import Value
from inspector.domain.fault import CheckFault, EnvironmentFault, InputFault, UsageFault
from inspector.domain.office_list import Linked, Says, Statement, Stretch
from inspector.domain.progress import Progress
from inspector.domain.variation import LEAST_QUALITY
from inspector.exchange import office_file
from inspector.exchange.office_state import State
from inspector.exchange.outgoing import Outgoing
from inspector.library.scheme import DEFAULT, scheme
from inspector.library.steps import at_once
from inspector.store import cases, office_lists, opinions
from inspector.store.connection import Connection
from inspector.store.opinions import Content

if TYPE_CHECKING:
    from inspector.report.key import Secrets
    from inspector.report.signing_key import SigningKey

_AGREEING = 2
_TELL_EVERY = 100  # contents


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be published: a category of some cases, in which list, under which name of this office, where to.

    `since` writes statements from that number on once more, for those who lack them.
    """

    cases: Sequence[str]
    category: str
    list: str
    office: str
    out: Path
    scheme: str = DEFAULT
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """A file of statements that lies at `path`: which numbers, how many new ones of each kind, what was left out.

    Contents are left out that nobody else agrees about (`one_opinion`), that people disagree about (`disputed`) or that
    the list holds already (`published`); items when nothing was read of them (`unread`).
    """

    path: Path
    stretch: Stretch
    sha256: str
    confirmed: int
    withdrawn: int
    skipped: dict[str, int]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would be published now: new statements of each kind, older ones written again, what would be left out."""

    confirmed: int
    withdrawn: int
    again: int
    skipped: dict[str, int]


def foreseen(session: Session, order: Order) -> Foreseen:
    """What `publish` would write, whatever `out` is and with whatever key; raises what it raises for the order."""
    session.require(Right.EXPORT)
    _check(order)
    connection, skipped = session.workspace.reader(), Counter[str]()
    kinds = Counter(one.says for one in at_once(_statements(connection, order, skipped)))
    again = len(_again(connection, order))
    return Foreseen(kinds[Says.CONFIRM], kinds[Says.WITHDRAW], again, dict(sorted(skipped.items())))


def spoken(session: Session) -> list[tuple[str, str]]:
    """The lists published here with the name of this office in each, the newest first."""
    session.require(Right.EXPORT)
    return office_lists.published(session.workspace.reader())


def _check(order: Order) -> None:
    for name in (order.list, order.office):
        check_name(name)
    scheme(order.scheme).category(order.category)


def try_key(source: str, secrets: Secrets) -> None:
    """Raises what `publish` would raise of the key, before anything else is done."""
    from inspector.report.key import open_key  # noqa: PLC0415  slow to load

    with open_key(source, secrets):
        pass


def publish(session: Session, order: Order, source: str, secrets: Secrets) -> Generator[Progress, None, Published]:
    """Writes the next statements as a new file, signed by the key at `source`, on record before it lies there.

    Left off, nothing stays and nothing is said.

    A content is confirmed when two people at least decided so last, wherever it occurs in the workspace, and nobody
    decided otherwise; what was confirmed and about which that is no longer so is withdrawn. What this workspace knows
    no decision of stays as it was said. Raises InputFault `publish_nothing`, CheckFault `office_not_ours` and others;
    EnvironmentFault `publish_not_placed` when all is on record but the file could not be given its name.
    """
    from inspector.report.key import open_key  # noqa: PLC0415  slow to load

    session.require(Right.EXPORT)
    session.require(Right.SIGN)
    refuse_in_evidence(session, order.out)
    _check(order)
    with session.workspace.sole_import(), open_key(source, secrets) as key:
        return (yield from _publish(session, order, key))


def _publish(session: Session, order: Order, key: SigningKey) -> Generator[Progress, None, Published]:
    from inspector.report.detached import fingerprint, sign_beside  # noqa: PLC0415

    connection, named = session.workspace.reader(), fingerprint(key.certificate)
    _check_ours(connection, order.office, named)
    skipped = Counter[str]()
    new = list(_linked(connection, order, (yield from _statements(connection, order, skipped))))
    told = [*_again(connection, order), *new]
    if not told:
        raise InputFault("publish_nothing", category=order.category, skipped=skipped.total())
    stretch = Stretch(order.list, order.office, named, told[0].statement.number, told[-1].statement.number,
                      told[0].before)  # fmt: skip
    signed = list(office_file.written(stretch, (linked.statement for linked in told)))
    signature = sign_beside(signed, key)
    with Outgoing(order.out) as file:
        yield from written(file, [*signed, office_file.sealed(signature)], "publishing", len(told))
        kinds = Counter(linked.statement.says for linked in new)
        made = Published(order.out, stretch, file.sha256, kinds[Says.CONFIRM], kinds[Says.WITHDRAW],
                         dict(sorted(skipped.items())))  # fmt: skip
        about = _about(order, made)
        act = office_lists.publish(stretch, new, key.certificate.dump(), about, session.account.name)
        unplaced = EnvironmentFault("publish_not_placed", first=stretch.first, last=stretch.last)
        recorded(session.workspace, file, act, unplaced)
    return made


def _about(order: Order, made: Published) -> Mapping[str, Value]:
    return {"scheme": order.scheme, "category": order.category, "cases": len(order.cases),
            "confirmed": made.confirmed, "withdrawn": made.withdrawn, "skipped": made.skipped,
            "sha256": made.sha256}  # fmt: skip


def _check_ours(connection: Connection, office: str, certificate: bytes) -> None:
    """Nobody speaks in the name of an office that is known here by other certificates."""
    pinned = {one.fingerprint for one in office_lists.trusted(connection, office)}
    if pinned and certificate not in pinned:
        raise CheckFault("office_not_ours", office=office)


def _statements(
    connection: Connection, order: Order, skipped: Counter[str]
) -> Generator[Progress, None, list[Statement]]:
    """What is to be said now, by SHA-256 and without numbers."""
    state, said = state_of(connection, order.list), dict[bytes, Statement]()
    for number, one in enumerate(_confirmations(connection, order, state, skipped), 1):
        if one is not None:
            said[one.digests.sha256] = one
        if number % _TELL_EVERY == 1:
            yield Progress("gathering", number)
    for number, word in enumerate(state.words(order.office), 1):
        held = opinions.of(connection, word.digests.sha256, word.scheme)
        if word.says is Says.CONFIRM and held and agreed(held) != word.category:
            taken_back = replace(word, says=Says.WITHDRAW, day=_today(), mark=None, frames=())
            said.setdefault(word.digests.sha256, taken_back)
        if number % _TELL_EVERY == 1:
            yield Progress("gathering", number)
    return [said[key] for key in sorted(said)]


def _confirmations(
    connection: Connection, order: Order, state: State, skipped: Counter[str]
) -> Iterator[Statement | None]:
    """A statement of each content that anybody ever put into the category; None where there is nothing to say."""
    numbers = [cases.find(connection, number).id for number in order.cases]
    for case in numbers:
        if unread := opinions.unread_in_category(connection, case, order.scheme, order.category):
            skipped["unread"] += unread
    for content in opinions.voiced(connection, numbers, order.scheme, order.category):
        held = opinions.of(connection, content.digests.sha256, order.scheme)
        # one that nobody holds there any more was taken back, or thought better of
        reason = _why_not(held, state.word(order.office, content.digests.sha256), order)
        if order.category not in held.values():
            yield None
        elif reason:
            skipped[reason] += 1
            yield None
        else:
            yield _confirmation(content, order)


def _why_not(held: Mapping[str, str | None], word: Statement | None, order: Order) -> str:
    if agreed(held) is None:
        return "one_opinion" if len(_voices(held)) < _AGREEING else "disputed"
    known = word and (word.says, word.scheme, word.category)
    return "published" if known == (Says.CONFIRM, order.scheme, order.category) else ""


def agreed(held: Mapping[str, str | None]) -> str | None:
    """The category that two people at least hold a content to be in while nobody holds another."""
    voices = _voices(held)
    return voices[0] if len(voices) >= _AGREEING and len(set(voices)) == 1 else None


def _voices(held: Mapping[str, str | None]) -> list[str]:
    return [category for category in held.values() if category is not None]


def _confirmation(content: Content, order: Order) -> Statement:
    """The statement about a content, with the fingerprints that are good enough to compare by.

    Of a film with bars both are told, its frames as they are shown and what lies between its bars: so it is met by
    who has it with the bars and cannot trim, and by who has it without them.
    """
    mark = content.fingerprint
    good = (frame for frame in content.frames if frame.fingerprint.quality >= LEAST_QUALITY)
    frames = [replace(frame, trimmed=False) for frame in good]  # a list tells looks, not how they were come by
    return Statement(
        number=0,
        says=Says.CONFIRM,
        scheme=order.scheme,
        category=order.category,
        day=_today(),
        digests=content.digests,
        mark=mark if mark is not None and mark.quality >= LEAST_QUALITY else None,
        frames=tuple(frames[: office_file.MOST_FRAMES]),
    )


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _linked(connection: Connection, order: Order, statements: Iterable[Statement]) -> Iterator[Linked]:
    """Statements with the numbers that follow, each bound to the one before."""
    last, link = office_lists.last_link(connection, order.list, order.office)
    for number, statement in enumerate(statements, last + 1):
        linked = Linked(link, replace(statement, number=number))
        link = linked.after
        yield linked


def _again(connection: Connection, order: Order) -> list[Linked]:
    """The statements from `since` on that were made before; raises UsageFault where one of them is not known here."""
    last, _ = office_lists.last_link(connection, order.list, order.office)
    since = last + 1 if order.since is None else order.since
    known = office_lists.stretch_from(connection, order.list, order.office, since)
    if [linked.statement.number for linked in known] != list(range(since, last + 1)) or not 1 <= since <= last + 1:
        raise UsageFault("publish_since", since=since, last=last)
    return known
