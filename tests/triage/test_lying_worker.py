"""A worker that lies about one file costs that file, and no other is left unread for it."""

from __future__ import annotations

import hashlib
from contextlib import nullcontext
from pathlib import Path

import pytest

from inspector.app import Session, cases, evidence
from inspector.work import Pool
from tests import ready
from tests.triage import lying_look
from tests.triage.taking import CASE, items, take


@pytest.mark.parametrize("claims", [2, 3])
def test_contents_claimed_by_a_liar_are_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, claims: int
) -> None:
    folder = tmp_path / "evidence"
    folder.mkdir()
    honest = {b"b%d" % number: b"honest %d" % number for number in range(4)}
    for name, content in honest.items():
        (folder / name.decode()).write_bytes(content)
    digests = {name: hashlib.sha256(content).digest() for name, content in honest.items()}
    (folder / "a").write_bytes(b" ".join([b"LIE", *(sha.hex().encode() for sha in [*digests.values()][:claims])]))
    ready.make(tmp_path / "workspace")
    monkeypatch.setattr("inspector.triage.reading.UNFOLD", lying_look.TASK)
    with Pool([lying_look.TASK], 1) as engine, Session(ready.signed_in(tmp_path / "workspace")) as session:
        monkeypatch.setattr(evidence, "pool", lambda: nullcontext(engine))
        cases.add(session, CASE, "Vụ việc thử")
        take(session, folder)
        found = items(session)
    assert {name: (found[name].state, found[name].sha256) for name in honest} == {
        name: ("done", sha256) for name, sha256 in digests.items()
    }
    assert [failure.code for failure in found[b"a"].failures] == ["bad_reply"]
