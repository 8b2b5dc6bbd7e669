"""A workspace as files: made, opened, refused when newer, shared by two programs, on a disk that fills up."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inspector.domain.account import Role
from inspector.domain.case import Case, CaseKind
from inspector.domain.fault import EnvironmentFault, Fault
from inspector.store import Workspace, audit, cases, keys, schema
from inspector.store import connection as connections
from inspector.store.connection import Connection, connect
from inspector.store.deed import Act
from inspector.store.lock import FileLock
from inspector.store.workspace import DATABASE, INGEST_LOCK
from tests import ready
from tests.command import ROOT


def fault_of(folder: Path) -> EnvironmentFault:
    with pytest.raises(EnvironmentFault) as refused:
        ready.signed_in(folder)
    return refused.value


def new_case(number: str, title: str = "x") -> Act[Case]:
    return cases.add(number, title, CaseKind.CRIMINAL, ready.OWNER)


# --- made and opened -----------------------------------------------------------------------------------------------


def test_a_new_workspace_is_encrypted_and_its_owner_s_alone(folder: Path) -> None:
    database = folder / DATABASE
    assert not database.read_bytes().startswith(b"SQLite format")
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(database).execute("SELECT * FROM sqlite_master")
    assert database.stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0


def test_a_folder_that_holds_a_workspace_is_not_overwritten(folder: Path) -> None:
    before = (folder / keys.FILE).read_bytes()
    with pytest.raises(EnvironmentFault) as refused:
        Workspace.create(folder, "other", "", "x", ready.CHEAP)
    assert refused.value.code == "workspace_exists"
    assert (folder / keys.FILE).read_bytes() == before


def test_a_folder_with_somebody_s_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thư.txt").write_text("x", encoding="utf-8")
    with pytest.raises(EnvironmentFault) as refused:
        Workspace.create(tmp_path, "an", "", "x", ready.CHEAP)
    assert refused.value.code == "folder_not_empty"
    assert [path.name for path in tmp_path.iterdir()] == ["thư.txt"]


def test_a_creation_that_was_broken_off_can_be_begun_again(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    ready.make(folder)
    (folder / keys.FILE).unlink()  # the slots are written last
    with Workspace.create(folder, "an", "An", "y", ready.CHEAP) as workspace:
        assert [workspace.account.name, audit.head(workspace.reader()).seq] == ["an", 1]


def test_no_workspace_is_told_as_that(tmp_path: Path) -> None:
    fault = fault_of(tmp_path / "nothing")
    assert (fault.code, fault.exit_code) == ("no_workspace", 3)


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0" + bytes(4096), b"\xff" * 8192])
def test_a_damaged_database_is_told_as_that_and_not_changed(folder: Path, damage: bytes) -> None:
    (folder / DATABASE).write_bytes(damage)
    for left_over in (f"{DATABASE}-wal", f"{DATABASE}-shm"):
        (folder / left_over).unlink(missing_ok=True)
    fault = fault_of(folder)
    assert (fault.code, fault.exit_code) == ("workspace_damaged", 3)
    assert (folder / DATABASE).read_bytes() == damage


def test_a_missing_database_is_not_made_anew(folder: Path) -> None:
    (folder / DATABASE).unlink()
    assert fault_of(folder).exit_code == 3
    assert not (folder / DATABASE).exists()


def test_an_account_that_lost_its_slot_is_not_given_a_new_one(folder: Path) -> None:
    """Else whoever manages accounts could sign in as anybody: take a slot out of the file, and add the account anew."""
    slots = keys.read_slots(folder)
    keys.write_slots(folder, {user: slot for user, slot in slots.items() if user != "reviewer"})
    with ready.signed_in(folder) as workspace, pytest.raises(EnvironmentFault) as refused:
        workspace.add_account("reviewer", "", frozenset({Role.REVIEWER}), "của người khác")
    assert refused.value.code == "account_exists"
    assert "reviewer" not in keys.read_slots(folder)


# --- versions ------------------------------------------------------------------------------------------------------


def test_every_migration_is_applied_once(folder: Path) -> None:
    with ready.signed_in(folder) as workspace:
        applied = workspace.reader().execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall()
    known = [migration.name for migration in schema.migrations._migrations]
    assert [name for (name,) in applied] == known
    assert known == sorted(known)


def test_a_workspace_of_a_newer_program_is_refused_and_not_changed(folder: Path) -> None:
    connection = ready.raw(folder)
    connection.execute(
        "INSERT INTO _sqlite_migrations(migration_set, name, applied_at) VALUES('inspector', 'm999_of_2031', '2031')"
    )
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = (folder / DATABASE).read_bytes()
    fault = fault_of(folder)
    assert (fault.code, fault.exit_code) == ("workspace_newer", 3)
    assert (folder / DATABASE).read_bytes() == before


def test_an_older_workspace_is_brought_up_and_keeps_what_it_holds(tmp_path: Path) -> None:
    """A database that stopped at the second migration gets the rest, in order."""
    key = keys.new_key()
    connection = connect(tmp_path / DATABASE, key, write=True)
    later = schema.migrations._migrations[2:]
    del schema.migrations._migrations[2:]
    try:
        schema.bring_up(connection)
    finally:
        schema.migrations._migrations.extend(later)
    connection.execute("INSERT INTO account(name, full_name, created) VALUES('cũ', 'Cũ', '2020')")
    schema.bring_up(connection)
    assert connection.execute("SELECT name FROM account").fetchall() == [("cũ",)]
    assert connection.execute("SELECT count(*) FROM tip").fetchone() == (0,)
    connection.close()


def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    connection = connect(tmp_path / DATABASE, keys.new_key(), write=True)
    connection.execute("CREATE TABLE decision(id)")  # in the way of the third migration
    with pytest.raises(connections.Error):
        schema.bring_up(connection)
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert "item" in tables
    assert "hashset" not in tables
    connection.close()


# --- two programs ----------------------------------------------------------------------------------------------------

OTHER = """
import sys
from pathlib import Path
from tests import ready
from inspector.domain.case import CaseKind
from inspector.store import cases
with ready.signed_in(Path(sys.argv[1])) as workspace:
    for number in range(25):
        workspace.change(cases.add(f"B{number}", "x", CaseKind.CRIMINAL, ready.OWNER))
"""


def test_two_programs_write_at_once_and_lose_nothing(folder: Path) -> None:
    command = [sys.executable, "-c", OTHER, str(folder)]
    with subprocess.Popen(command, cwd=ROOT) as other, ready.signed_in(folder) as workspace:
        for number in range(25):
            workspace.change(new_case(f"A{number}"))
        assert other.wait() == 0
        numbers = {case.number for case in cases.listed(workspace.reader())}
        found = audit.verify(workspace.reader())
    assert numbers == {f"{letter}{number}" for letter in "AB" for number in range(25)}
    assert found.ok
    assert found.entries == 1 + len(ready.ACCOUNTS) + 50


def test_a_workspace_somebody_else_holds_is_told_as_busy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "BUSY_MS", 20)
    other = ready.raw(folder)
    with ready.signed_in(folder) as workspace:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(EnvironmentFault) as refused:
            workspace.change(new_case("1"))
        assert (refused.value.code, refused.value.exit_code) == ("workspace_busy", 3)
        other.execute("ROLLBACK")
        assert workspace.change(new_case("1")).number == "1"
    other.close()


def test_one_ingest_at_a_time(workspace: Workspace) -> None:
    with (
        FileLock(workspace.folder / INGEST_LOCK, "ingest_running"),
        pytest.raises(EnvironmentFault) as refused,
        workspace.sole_ingest(),
    ):
        pytest.fail("a second holder")
    assert (refused.value.code, refused.value.exit_code) == ("ingest_running", 3)
    with workspace.sole_ingest():
        pass


# --- a full disk -----------------------------------------------------------------------------------------------------


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """No file can grow beyond `size` bytes while this holds, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_fills_up_is_told_and_loses_nothing(folder: Path) -> None:
    with ready.signed_in(folder) as workspace:
        workspace.change(new_case("trước"))
        with no_file_beyond((folder / f"{DATABASE}-wal").stat().st_size), pytest.raises(Fault) as refused:
            workspace.change(new_case("quá dài", "x" * 100_000))
        assert refused.value.exit_code == 3
        assert refused.value.code in {"disk_full", "disk_error"}
        assert workspace.change(new_case("sau")).number == "sau"
    with ready.signed_in(folder) as workspace:
        assert {"trước", "sau"} <= {case.number for case in cases.listed(workspace.reader())}
        assert audit.verify(workspace.reader()).ok


def test_a_disk_without_any_room_is_told_as_full(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite speaks of an I/O error where it could not make a file at all."""
    monkeypatch.setattr(connections, "_LEAST_FREE", 1 << 62)
    with no_file_beyond(0):
        fault = fault_of(folder)
    assert (fault.code, fault.exit_code) == ("disk_full", 3)


def test_a_reader_cannot_write(workspace: Workspace) -> None:
    reader: Connection = workspace.reader()
    with pytest.raises(connections.Error):
        reader.execute("DELETE FROM account")
