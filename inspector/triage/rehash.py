"""Everything a case holds, read again and held against the record. Mismatches are reported, never repaired."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import groupby, islice

from inspector.analyse.bounds import LOOK
from inspector.analyse.told import Identity
from inspector.domain.case import Case
from inspector.domain.fault import InputFault
from inspector.domain.progress import Progress
from inspector.source import Source
from inspector.store import Workspace, ingests
from inspector.store.ingests import Recorded
from inspector.triage.engine import Engine
from inspector.triage.originals import source_of
from inspector.work import Values

_IN_FLIGHT = 16


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


def check_all(workspace: Workspace, case: Case, engine: Engine) -> Generator[Progress, None, Check]:
    """Reads every item that has digests on record again."""
    check, started, total = Check(), time.monotonic(), 0
    records = (record for record in ingests.recorded_of(workspace.reader(), case.id) if record.sha256)
    for (kind, path), group in groupby(records, lambda record: (record.kind, record.source)):
        with ExitStack() as stack:
            source = _source(workspace, kind, path, stack)
            for record, code in _compare(source, group, engine):
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


def _compare(source: Source | None, records: Iterator[Recorded], engine: Engine) -> Iterator[tuple[Recorded, str]]:
    if source is None:
        yield from ((record, "missing") for record in records)
        return
    under_way: dict[Future[Values], _Reread] = {}
    while True:
        for record in islice(records, _IN_FLIGHT - len(under_way)):
            reread = _Reread(record)
            under_way[reread.send(source, engine)] = reread
        if not under_way:
            return
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            reread = under_way.pop(future)
            yield reread.record, reread.verdict(future)


@dataclass(slots=True)
class _Reread:
    record: Recorded
    part: Values | None = None

    def send(self, source: Source, engine: Engine) -> Future[Values]:
        request = {"name_suffix": "", "want": "digests"}
        return engine.submit(LOOK, lambda: source.open(self.record.path), request, on_part=self._keep)

    def _keep(self, part: Values) -> bool:
        self.part = part
        return False

    def verdict(self, future: Future[Values]) -> str:
        error = future.exception()
        if isinstance(error, FileNotFoundError):
            return "missing"
        try:
            digests = Identity.from_values(self.part).digests
        except ValueError:
            return "unread"
        return "" if digests.sha256 == self.record.sha256 else "changed"
