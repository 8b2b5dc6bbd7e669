"""Nothing is written into evidence, not even where a person asks for it."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from inspector.app import Session, cases, evidence, reports
from inspector.domain.fault import InputFault, UsageFault
from inspector.source import unfold
from inspector.words import Words
from inspector.work import Pool
from tests import ready
from tests.triage.taking import CASE, finish


@pytest.fixture(scope="module")
def engine() -> Iterator[Pool]:
    with Pool([unfold.TASK], 1) as pool:
        yield pool


@pytest.fixture
def session(tmp_path: Path, engine: Pool, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(evidence, "pool", lambda: nullcontext(engine))
    ready.make(tmp_path / "disk" / "workspace")
    with Session(ready.signed_in(tmp_path / "disk" / "workspace")) as opened:
        cases.add(opened, CASE, "Vụ việc thử")
        yield opened


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "evidence"
    (folder / "below").mkdir(parents=True)
    (folder / "a.txt").write_bytes(b"a")
    return folder


@pytest.mark.parametrize("by", ["above", "itself", "link"])
def test_a_source_that_holds_the_workspace_is_refused(session: Session, tmp_path: Path, by: str) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "disk")
    above = {"above": tmp_path / "disk", "itself": session.workspace.folder, "link": tmp_path / "link"}[by]
    with pytest.raises(InputFault) as refused:
        finish(evidence.ingest(session, CASE, str(above)))
    assert refused.value.code == "source_holds_workspace"
    assert cases.overview(session, CASE).runs == []


@pytest.mark.parametrize("where", ["evidence/out", "evidence/below/out", "link/out", "evidence/below/../out"])
def test_no_copy_and_no_report_goes_into_evidence(session: Session, source: Path, tmp_path: Path, where: str) -> None:
    (tmp_path / "link").symlink_to(source / "below")
    finish(evidence.ingest(session, CASE, str(source)))
    out = tmp_path / where
    for write in (
        lambda: evidence.open_item(session, 1, out),
        lambda: reports.make(session, reports.Order(CASE, "assessment", out), Words("vi")),
    ):
        with pytest.raises(UsageFault) as refused:
            write()
        assert refused.value.code == "out_in_evidence"
    assert sorted(path.name for path in source.rglob("*")) == ["a.txt", "below"]


def test_beside_the_evidence_is_well_and_the_copy_is_its_owners_alone(session: Session, source: Path) -> None:
    finish(evidence.ingest(session, CASE, str(source)))
    out = source.with_name("evidence copy")
    assert evidence.open_item(session, 1, out) == 1
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
