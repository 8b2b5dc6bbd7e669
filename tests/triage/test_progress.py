"""What a run tells while it goes: members of containers, and when the first match came."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from inspector.app import Session, evidence
from inspector.domain.budget import Budget
from inspector.domain.progress import Progress
from inspector.triage.tally import Tally
from tests.triage.taking import CASE, add_list

MEMBERS = 20


@pytest.mark.parametrize("listed_from", [1, 16 << 20], ids=["listed", "read at once"])
def test_members_and_the_first_match_are_told(session: Session, tmp_path: Path, listed_from: int) -> None:
    contents = [f"nội dung {number}".encode() for number in range(MEMBERS)]
    (tmp_path / "evidence").mkdir()
    with zipfile.ZipFile(tmp_path / "evidence" / "kho.zip", "w") as archive:
        for number, content in enumerate(contents):
            archive.writestr(f"Tài liệu/{number}.txt", content)
    add_list(session, tmp_path / "list.md5", f"{hashlib.md5(contents[7]).hexdigest()}  x\n")
    told: list[Progress] = []
    steps: Any = evidence.ingest(session, CASE, str(tmp_path / "evidence"), budget=Budget(listed_from=listed_from))
    told.extend(steps)
    assert {moment.stage for moment in told} <= {"walking", "listing", "reading"}
    last = told[-1]
    assert (last.members, last.items, last.items_total, last.matches) == (MEMBERS, MEMBERS + 1, MEMBERS + 1, 1)
    assert last.first_match_s is not None
    assert 0 < last.first_match_s <= last.seconds
    assert all(moment.first_match_s is None for moment in told if not moment.matches)


def test_while_containers_are_only_listed_that_is_what_is_told() -> None:
    tally = Tally()
    tally.listed(300, 9_000)
    moment = tally.listing()
    assert (moment.stage, moment.items, moment.items_total, moment.members) == ("listing", 300, None, 300)
