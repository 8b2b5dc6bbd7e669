"""A machine of a lab that is lost on the way, at whatever word, changes nothing of what is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path

import pytest

from inspector.app import Session, evidence, history
from inspector.domain.budget import Budget
from inspector.domain.fault import EnvironmentFault
from inspector.triage.errand import MOST_LOSSES
from inspector.triage.kept import Kept
from inspector.work import Pool, Values
from tests import ready
from tests.triage.archives import pictures, zipped
from tests.triage.losing_engine import Losing
from tests.triage.taking import CASE, everything, finish


@pytest.fixture
def evidence_folder(folder: Path) -> Path:
    """A picture, its copy, and an archive with an archive, with the same picture, and with a broken one."""
    drawn = list(pictures(4).values())
    inner = zipped({"deep.png": drawn[1], "deep.txt": b"deep"})
    (folder / "a.zip").write_bytes(
        zipped({"1.png": drawn[2], "x.zip": inner, "2.png": drawn[0], "3.png": drawn[3][:60]})
    )
    (folder / "b.png").write_bytes(drawn[0])
    (folder / "c.png").write_bytes(drawn[0])
    return folder


class Runs:
    """Takes the same folder in again and again, each time into a workspace of its own."""

    def __init__(self, blank: Path, tmp_path: Path, folder: Path, pool: Pool, patch: pytest.MonkeyPatch) -> None:
        self._blank, self._tmp, self._folder, self._pool, self._patch = blank, tmp_path, folder, pool, patch
        self._count = 0

    @contextmanager
    def run(self, losing: Losing, listed_from: int) -> Iterator[Session]:
        self._patch.setattr(evidence, "pool", lambda size=None: nullcontext(losing))
        self._count += 1
        with Session(ready.signed_in(ready.copy(self._blank, self._tmp / f"w{self._count}"))) as session:
            finish(evidence.ingest(session, CASE, str(self._folder), budget=Budget(listed_from=listed_from)))
            yield session


@pytest.fixture
def runs(blank: Path, tmp_path: Path, evidence_folder: Path, engine: Pool, monkeypatch: pytest.MonkeyPatch) -> Runs:
    monkeypatch.setattr("inspector.triage.conveyor._TELL_EVERY_S", 0.01)
    return Runs(blank, tmp_path, evidence_folder, engine, monkeypatch)


def _at(at: int, count: int, _word: Values | None) -> bool:
    return count == at


@pytest.mark.parametrize(("listed_from", "step"), [(1, 2), (1 << 24, 1)], ids=["listed", "in one errand"])
def test_a_loss_at_any_word_changes_nothing(runs: Runs, engine: Pool, listed_from: int, step: int) -> None:
    calm = Losing(engine, lambda _count, _word: False)
    with runs.run(calm, listed_from) as session:
        expected = everything(session)
    assert calm.words > 20
    for at in range(1, calm.words + 1, step):
        losing = Losing(engine, partial(_at, at))
        with runs.run(losing, listed_from) as session:
            assert everything(session) == expected, f"lost at word {at}"
            assert losing.losses == 1
            assert history.verify(session).ok


def test_a_loss_now_and_then_is_never_held_against_a_file(runs: Runs, engine: Pool) -> None:
    calm = Losing(engine, lambda _count, _word: False)
    with runs.run(calm, 1 << 24) as session:
        expected = everything(session)
    met: set[str] = set()
    read: list[int] = []

    def every_member_once(_count: int, word: Values | None) -> bool:
        if word and word.get("node") == 0 and "identity" in word:
            read.append(1)
        member = repr(word.get("member")) if word and "member" in word else ""
        new = bool(member) and member not in met
        met.add(member)
        return new

    losing = Losing(engine, every_member_once)
    with runs.run(losing, 1 << 24) as session:
        assert everything(session) == expected
    assert losing.losses == 6 > MOST_LOSSES
    assert len(read) == 3  # each file once: an archive is gone on with, not read again


def test_machines_lost_again_and_again_with_one_member_are_said_and_the_rest_is_done(runs: Runs, engine: Pool) -> None:
    def deadly(_count: int, word: Values | None) -> bool:
        """The first member of the archive, once it was read."""
        return word is not None and word.get("node") == 1 and "identity" in word

    losing = Losing(engine, deadly)
    with runs.run(losing, 1 << 24) as session:
        one = session.workspace.reader().execute
        failed = one("SELECT shown, code FROM failure JOIN item ON item.id = failure.item").fetchall()
        assert ("a.zip › 1.png", "lost") in failed
        assert one("SELECT shown FROM item WHERE content IS NULL").fetchall() == [("a.zip › 1.png",)]
        assert one("SELECT count(*) FROM item WHERE state = 'done'").fetchone() == (8,)
    assert losing.losses == MOST_LOSSES + 1


def test_a_file_with_which_every_machine_is_lost_is_said(runs: Runs, engine: Pool) -> None:
    losing = Losing(engine, lambda _count, word: word is None)
    with runs.run(losing, 1 << 24) as session:
        one = session.workspace.reader().execute
        failed = one("SELECT shown FROM failure JOIN item ON item.id = failure.item WHERE code = 'lost'").fetchall()
        assert sorted(failed) == [("b.png",), ("c.png",)]
        assert one("SELECT count(*) FROM item WHERE content IS NULL").fetchone() == (0,)  # what was told is kept


def test_what_the_workspace_keeps_is_seen_by_no_other_machine() -> None:
    with pytest.raises(EnvironmentFault, match="lab_not_shared"):
        Kept(lambda: pytest.fail("not read"), {}).where(b"a")
