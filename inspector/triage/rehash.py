"""Everything a case holds, read again and held against the record. Mismatches are reported, never repaired."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import groupby, islice

from inspector.domain.case import Case
from inspector.domain.fault import InputFault
from inspector.domain.progress import Progress
from inspector.source import Source, told
from inspector.source.bounds import UNFOLD
from inspector.source.told import Whole
from inspector.store import Workspace, ingests, members
from inspector.store.connection import Connection
from inspector.store.ingests import Recorded
from inspector.triage.engine import Engine
from inspector.triage.originals import source_of
from inspector.triage.way import Unpacking, Way, way_to
from inspector.work import Values, WorkFailure

_IN_FLIGHT = 16
Verdict = tuple[Recorded, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """An item that is not as it was: `code` is changed, missing or unread."""

    code: str
    item: int
    shown: str


@dataclass(slots=True)
class Check:
    """What a check found."""

    checked: int = 0
    changed: int = 0
    missing: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether everything is as it was."""
        return not self.problems

    def note(self, record: Recorded, code: str) -> None:
        """Adds what came of one item; an empty code is well."""
        self.checked += 1
        self.changed += code == "changed"
        self.missing += code == "missing"
        if code:
            self.problems.append(Problem(code, record.item, record.shown))


def check_all(
    workspace: Workspace, case: Case, engine: Engine, unpacking: Unpacking
) -> Generator[Progress, None, Check]:
    """Reads every item that has digests on record again; what lies in containers as it was read, with them or alone."""
    check, started, total = Check(), time.monotonic(), 0
    records = ingests.directly_read(workspace.reader(), case.id)
    for (kind, path), group in groupby(records, lambda record: (record.kind, record.source)):
        with ExitStack() as stack:
            source = _source(workspace, kind, path, stack)
            for record, code in _compare(workspace, source, group, engine, unpacking):
                check.note(record, code)
                total += record.size
                yield Progress("checking", check.checked, None, total, None, len(check.problems), 0,
                               time.monotonic() - started)  # fmt: skip
    result = {"checked": check.checked, "changed": check.changed, "missing": check.missing}
    workspace.change(ingests.checked(case.id, {**result, "problems": len(check.problems)}))
    return check


def _source(workspace: Workspace, kind: str, path: bytes, stack: ExitStack) -> Source | None:
    try:
        return stack.enter_context(closing(source_of(workspace, kind, path)))
    except InputFault:
        return None


def _compare(
    workspace: Workspace, source: Source | None, records: Iterator[Recorded], engine: Engine, unpacking: Unpacking
) -> Iterator[Verdict]:
    if source is None:
        for record in records:
            yield from (
                (each, "missing") for each in (record, *_inside(workspace.reader(), record.item)) if each.sha256
            )
        return
    under_way: dict[Future[Values], Reread] = {}
    while True:
        for record in islice(records, _IN_FLIGHT - len(under_way)):
            reread = Reread(workspace.reader(), record)
            under_way[reread.send(source, engine, unpacking)] = reread
        if not under_way:
            return
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            yield from under_way.pop(future).verdicts(future)


def _inside(connection: Connection, item: int) -> list[Recorded]:
    return list(ingests.recorded_inside(connection, item))


class Reread:
    """One item with everything that was read together with it, read again."""

    def __init__(self, connection: Connection, record: Recorded) -> None:
        self._record = record
        self._way: Way = way_to(connection, record.item)
        self._stands = members.stands(connection, record.item)
        self._expected = {each.item: each for each in _inside(connection, record.item)}
        self._places = {(each.container, each.locator): each.item for each in self._expected.values()}
        self._nodes: dict[int, int] = {0: record.item}
        self._found: dict[int, bytes] = {}

    def send(self, source: Source, engine: Engine, unpacking: Unpacking) -> Future[Values]:
        """Starts it."""
        want = self._way.order("check" if self._stands == members.READ else "digests", unpacking, 1 << 62)
        return engine.submit(UNFOLD, self._way.files(source), want.values(), on_part=self._hear, keep=self._way.keep())

    def _hear(self, part: Values) -> bool:
        try:
            return self._heard(part)
        except ValueError:
            raise WorkFailure("bad_reply") from None

    def _heard(self, part: Values) -> bool:
        match part:
            case {"node": int(node), "in": int(within), "member": member}:
                item = self._places.get((self._nodes.get(within, 0), told.entry(member).locator))
                if item is not None:
                    self._nodes[node] = item
                return item is not None
            case {"node": int(node), "identity": identity}:
                if node not in self._nodes:
                    raise ValueError("not asked for")
                self._found.setdefault(self._nodes[node], Whole.from_values(identity).identity.digests.sha256)
                return False
            case {"node": int(node), "container": _}:
                return self._stands == members.READ
        return True

    def verdicts(self, future: Future[Values]) -> Iterator[Verdict]:
        """What came of the item and of each that lies in it."""
        gone = isinstance(future.exception(), FileNotFoundError)
        for record in (self._record, *self._expected.values()):
            if record.sha256 is not None:
                yield record, "missing" if gone else self._code(record)

    def _code(self, record: Recorded) -> str:
        found = self._found.get(record.item)
        if found is None:
            return "unread"
        return "" if found == record.sha256 else "changed"
