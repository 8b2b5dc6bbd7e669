"""Small files of a source that are read together: the same comes of them as of each by itself."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from inspector.app import Session, evidence
from inspector.domain.budget import Budget
from inspector.source.folder import Folder
from inspector.store.contents import Waiting
from inspector.triage.errand import Emit, Errand
from inspector.triage.reading import Reading
from tests.triage.archives import pictures, zipped
from tests.triage.taking import CASE, everything, finish, items, take


@pytest.fixture
def small(folder: Path) -> Path:
    """Pictures, texts, equal contents, archives, and some that cannot be read."""
    for name, data in pictures(20).items():
        (folder / name).write_bytes(data)
    for number in range(40):
        (folder / f"text {number:02d}.txt").write_bytes(b"text %d" % (number // 2))
    (folder / "empty").touch()
    (folder / "a.zip").write_bytes(zipped({"in.txt": b"inside", "deep.zip": zipped({"in.txt": b"deeper"})}))
    (folder / "archive").write_bytes(zipped({"in.txt": b"inside", "deep.zip": zipped({"text": b"text 3"})}))
    (folder / "broken.png").write_bytes(pictures(1)["000.png"][:200])
    (folder / "cut").write_bytes(zipped({"in.txt": b"inside" * 1000})[:90])
    (folder / "bomb").write_bytes(zipped({"zeros": bytes(3_000_000)}))
    (folder / "large.bin").write_bytes(os.urandom(70_000))
    os.link(folder / "text 00.txt", folder / "z other name")
    return folder


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What was sent to the workers, errand by errand."""
    told: list[list[str]] = []
    alone, together = Reading.send, Reading.send_together

    def send(reading: Reading, item: Waiting, emit: Emit) -> Errand:
        told.append([item.shown])
        return alone(reading, item, emit)

    def send_together(reading: Reading, found: Sequence[Waiting], emit: Emit) -> Errand:
        told.append([item.shown for item in found])
        return together(reading, found, emit)

    monkeypatch.setattr(Reading, "send", send)
    monkeypatch.setattr(Reading, "send_together", send_together)
    return told


def budgeted(session: Session, folder: Path) -> None:
    finish(evidence.ingest(session, CASE, str(folder), budget=Budget(ratio=10, ratio_from=1_000_000)))


def test_the_same_comes_of_them_as_of_each_by_itself(
    session: Session, other: Session, small: Path, sent: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    budgeted(session, small)
    by_themselves = {shown for each in sent if len(each) == 1 for shown in each}
    assert by_themselves == {"a.zip", "large.bin", "text 00.txt"}  # segments may follow it; large; has two names
    monkeypatch.setattr("inspector.triage.reading.TOGETHER", 1)
    del sent[:]
    budgeted(other, small)
    assert {len(each) for each in sent} == {1}
    assert everything(session) == everything(other)
    assert len(everything(session)) > 200


def test_what_cannot_be_opened_costs_only_itself(
    session: Session, small: Path, sent: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Folder.open

    def refuse(folder: Folder, path: bytes) -> int:
        if path == b"text 07.txt":
            raise PermissionError
        return real(folder, path)

    monkeypatch.setattr(Folder, "open", refuse)
    take(session, small)
    found = items(session)
    assert [failure.code for failure in found[b"text 07.txt"].failures] == ["unreadable"]
    assert {item.state for path, item in found.items() if path != b"text 07.txt"} == {"done"}
    assert len([each for each in sent if len(each) > 1]) >= 1


def test_a_file_that_changes_once_it_was_opened_is_told_alone(
    session: Session, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Folder.open

    def touch(folder: Folder, path: bytes) -> int:
        descriptor = real(folder, path)
        if path == b"text 07.txt":
            with (small / "text 07.txt").open("ab") as file:
                file.write(b" and more")
        return descriptor

    monkeypatch.setattr(Folder, "open", touch)
    take(session, small)
    changed = {path for path, item in items(session).items() if "changed" in [each.code for each in item.failures]}
    assert changed == {b"text 07.txt"}
