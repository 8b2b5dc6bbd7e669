"""A release of the NSRL's data set is brought up to date by its delta: the same set as the next release, whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from inspector.app import Session, history, library
from inspector.app.library import Added, ListFile
from inspector.domain.fault import UsageFault
from inspector.domain.match import Listing
from tests.library import rds_files as made
from tests.library.rds_files import Row, row
from tests.triage.taking import finish

OLD: list[Row] = [row(number, package) for number in range(30) for package in (1, 2)]
NEW: list[Row] = [*OLD[4:], row(0, 3), row(40), row(41)]
"""Of file 0 both rows go and another comes; of file 1 both go."""


def release(path: Path, rows: list[Row], number: str = "2026.09.1") -> ListFile:
    version = made.VERSION.replace("2026.09.1", number)
    return ListFile(made.base(path, made.FILE + made.OTHERS + version, rows), Listing.KNOWN_GOOD)


def delta(path: Path, gone: list[Row], come: list[Row]) -> ListFile:
    """As the delta that NIST publishes, written by SQLite."""
    names = ("sha256", "sha1", "md5", "crc32", "file_name", "file_size", "package_id")
    with closing(sqlite3.connect(":memory:")) as quoting:

        def values(each: Row) -> list[str]:
            return [str(quoting.execute("SELECT quote(?)", (value,)).fetchone()[0]) for value in each]

        lines = ["BEGIN TRANSACTION;"]
        for each in gone:
            told = " AND ".join(f"{name}={value}" for name, value in zip(names, values(each), strict=True))
            lines.append(f"DELETE FROM FILE WHERE {told};")
        lines += [f"INSERT INTO FILE({','.join(names)}) VALUES({','.join(values(each))});" for each in come]
    path.write_text("\n".join([*lines, "COMMIT;", ""]), encoding="utf-8")
    return ListFile(path, Listing.KNOWN_GOOD)


def told(added: Added) -> tuple[str, int, str]:
    return added.hashset.digest, added.hashset.entries, added.hashset.version


def test_a_delta_makes_the_next_release(session: Session, tmp_path: Path) -> None:
    first = finish(library.add(session, release(tmp_path / "RDS_2026.06.1_modern_minimal.db", OLD, "2026.06.1")))
    assert (first.hashset.entries, first.summary.tally.entries, first.summary.duplicates) == (30, 60, 30)
    assert first.hashset.facts["build_set"] == "modern_minimal"
    changes = delta(tmp_path / "RDS_2026.09.1_modern_minimal_delta.sql", OLD[:4], NEW[-3:])
    updated = finish(library.update(session, first.hashset.name, changes))
    whole = finish(library.add(session, release(tmp_path / "whole.db", NEW)))
    assert told(updated) == told(whole)
    assert updated.hashset.entries == 31  # 1 went, 40 and 41 came; 0 stayed by its third row
    assert updated.summary.missing == 0
    assert history.verify(session).ok


def test_a_delta_to_another_release_is_noticed(session: Session, tmp_path: Path) -> None:
    first = finish(library.add(session, release(tmp_path / "base.db", OLD))).hashset
    changes = delta(tmp_path / "x_delta.sql", [row(90), row(91), *OLD[:1]], [])
    updated = finish(library.update(session, first.name, changes))
    assert updated.summary.missing == 2
    assert updated.hashset.digest == first.digest


def test_a_delta_alone_is_no_set(session: Session, tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="list_is_difference"):
        finish(library.add(session, delta(tmp_path / "x_delta.sql", [], NEW[:3])))
    assert library.listed(session) == []


@pytest.mark.parametrize("number", ["2026.09.1", "2026.06.1", "2025.12.10"])
def test_a_delta_is_never_taken_twice(session: Session, tmp_path: Path, number: str) -> None:
    first = finish(library.add(session, release(tmp_path / "RDS_2026.06.1_modern_minimal.db", OLD, "2026.06.1")))
    newer = delta(tmp_path / "RDS_2026.09.1_modern_minimal_delta.sql", OLD[:4], NEW[-3:])
    updated = finish(library.update(session, first.hashset.name, newer))
    again = delta(tmp_path / f"RDS_{number}_modern_minimal_delta.sql", OLD[:4], NEW[-3:])
    with pytest.raises(UsageFault, match="list_not_later"):
        finish(library.update(session, first.hashset.name, again))
    (found,) = library.listed(session)
    assert (found.digest, found.version) == (updated.hashset.digest, "2026.09.1")


def test_a_delta_is_to_one_data_set_and_to_a_release(session: Session, tmp_path: Path) -> None:
    first = finish(library.add(session, release(tmp_path / "base.db", OLD))).hashset
    android = delta(tmp_path / "RDS_2099.09.1_android_delta.sql", OLD[:1], [])
    with pytest.raises(UsageFault, match="list_of_another"):
        finish(library.update(session, first.name, android))
    (tmp_path / "plain.txt").write_text(f"{made.digests(1)[0]}\n", encoding="utf-8")
    finish(library.add(session, ListFile(tmp_path / "plain.txt", Listing.KNOWN_GOOD)))
    with pytest.raises(UsageFault, match="list_not_counted"):
        finish(library.update(session, "plain.txt", delta(tmp_path / "x_delta.sql", OLD[:1], [])))
    assert [(known.name, known.digest == first.digest) for known in library.listed(session)] == [
        (first.name, True), ("plain.txt", False),
    ]  # fmt: skip


def test_a_set_keeps_what_its_release_said(session: Session, tmp_path: Path) -> None:
    first = finish(library.add(session, release(tmp_path / "base.db", OLD))).hashset
    updated = finish(library.update(session, first.name, delta(tmp_path / "x_delta.sql", OLD[:1], []))).hashset
    assert updated.facts["build_set"] == first.facts["build_set"] == "modern_minimal"
