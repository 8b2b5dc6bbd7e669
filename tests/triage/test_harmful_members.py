"""Members that crash, hang or bomb their worker cost themselves; the archive is gone on with behind them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from inspector.app import Session, cases, evidence, history
from inspector.domain.budget import Budget
from inspector.store import listing
from inspector.store.listing import Asked, Item
from inspector.work import Limits, Pool
from tests import ready
from tests.triage import harmful_members
from tests.triage.archives import zipped
from tests.triage.taking import CASE, finish

HARMS = {
    "early crash": "crashed", "late crash": "crashed", "late hang": "stalled", "early bomb": "memory",
    "late bomb": "memory",
}  # fmt: skip
GOOD = {f"good {number:02d}.txt": b"good %d" % number for number in range(12)}


@pytest.fixture
def session(blank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A session whose workers come to harm."""
    for module in ("reading", "listing"):
        monkeypatch.setattr(f"inspector.triage.{module}.UNFOLD", harmful_members.TASK)
    with (
        Pool([harmful_members.TASK], 2, Limits(stall_s=2.0, deadline_s=5.0)) as engine,
        Session(ready.signed_in(ready.copy(blank, tmp_path / "workspace"))) as opened,
    ):
        monkeypatch.setattr(evidence, "pool", lambda size=None: nullcontext(engine))
        yield opened


def mixed() -> dict[str, bytes]:
    """Good members with harmful ones between them."""
    names = [*GOOD]
    for place, name in enumerate(HARMS):
        names.insert(2 * place + 1, name)
    return {name: GOOD.get(name, name.encode()) for name in names}


def found(session: Session) -> dict[str, Item]:
    return {item.shown: item for item in listing.items(session.workspace.reader(), Asked(1))}


def check(session: Session, above: str) -> None:
    """Every good member is read and looked into, every harmful one says what it did."""
    items = found(session)
    for name, data in GOOD.items():
        item = items[above + name]
        assert (item.state, item.sha256, item.failures) == ("done", hashlib.sha256(data).digest(), []), name
    for name, code in HARMS.items():
        item = items[above + name]
        assert [failure.code for failure in item.failures] == [code], name
        assert (item.sha256 is None) == name.startswith("early")
    one = session.workspace.reader().execute
    assert one("SELECT count(*) FROM item WHERE state = 'waiting'").fetchone() == (0,)
    assert one("SELECT count(*) FROM content WHERE analysed IS NULL").fetchone() == (0,)
    assert history.verify(session).ok


@pytest.mark.parametrize("depth", [0, 2])
def test_an_archive_is_gone_on_with_behind_what_harms(session: Session, folder: Path, depth: int) -> None:
    data = zipped(mixed())
    for _ in range(depth):
        data = zipped({"before.txt": b"before", "x.zip": data, "after.txt": b"after"})
    (folder / "a.zip").write_bytes(data)
    finish(evidence.ingest(session, CASE, str(folder)))
    check(session, "a.zip › " + "x.zip › " * depth)
    assert not found(session)["a.zip"].failures


def test_what_waited_behind_a_member_that_broke_its_worker_is_looked_into(session: Session, folder: Path) -> None:
    """The same bytes lie in a folder too: its item has to come to a good end without the archive's."""
    (folder / "a.zip").write_bytes(zipped({"late crash": b"shared bytes", "b.txt": b"b"}))
    for number in range(4):
        (folder / f"copy {number}").write_bytes(b"shared bytes")
    finish(evidence.ingest(session, CASE, str(folder)))
    items = found(session)
    assert {items[f"copy {number}"].state for number in range(4)} == {"done"}
    one = session.workspace.reader().execute
    assert one("SELECT count(*) FROM content WHERE analysed IS NULL").fetchone() == (0,)


def test_members_of_a_listed_container_come_to_harm_one_by_one(session: Session, folder: Path) -> None:
    (folder / "a.zip").write_bytes(zipped({"early crash": b"x", **GOOD}))
    finish(evidence.ingest(session, CASE, str(folder), budget=Budget(listed_from=1)))
    assert {found(session)["a.zip › " + name].state for name in GOOD} == {"done"}


def test_a_new_case_of_the_same_archive_is_read_whole(session: Session, folder: Path) -> None:
    (folder / "a.zip").write_bytes(zipped(mixed()))
    finish(evidence.ingest(session, CASE, str(folder)))
    cases.add(session, "02/VA", "khác")
    taken = finish(evidence.ingest(session, "02/VA", str(folder)))
    assert taken.tally.new_contents == 0
