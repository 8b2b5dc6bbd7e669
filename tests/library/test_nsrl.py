"""Releases of the NSRL's data set, as databases: each is read by an isolated worker, and nothing of it is trusted."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from inspector.domain.fault import InputFault
from inspector.domain.match import Signal
from inspector.library.entry import Block, Broken, Record
from inspector.library.rds.reading import LIMITS, Engine
from inspector.library.rds.release import Release, release_named
from inspector.library.rds.told import TASK
from inspector.library.reading import is_database, read_nsrl
from inspector.work import Limits, Pool
from tests.library import rds_files as made
from tests.library.rds_files import Row, digests, row, sha256


@pytest.fixture(scope="module")
def engine() -> Iterator[Pool]:
    """One worker."""
    with Pool([TASK], 1, LIMITS) as pool:
        yield pool


def told(path: Path, engine: Engine) -> tuple[Release | None, list[Record]]:
    """All that a database says."""
    with path.open("rb") as file:
        reading = read_nsrl(file, engine)
        try:
            return reading.release, list(reading.records)
        finally:
            reading.close()


def counted(records: list[Record]) -> dict[bytes, int]:
    """Each digest with the number of rows that have it; the places of the blocks must follow one another."""
    found: dict[bytes, int] = {}
    line = 1
    for record in records:
        assert isinstance(record, Block | Broken)
        assert record.line == line
        if isinstance(record, Block):
            length = len(record.values) // record.count
            times = record.times if record.times is not None else np.ones(record.count, np.int32)
            for place, count in enumerate(times.tolist()):
                value = record.values[place * length : (place + 1) * length]
                found[value] = found.get(value, 0) + count
            line += int(times.sum())
        else:
            line += 1
    return found


ROWS = [row(number, package) for number in range(50) for package in range(number % 4 + 1)]
LAYOUTS = [made.minimal, made.early, made.rowless, made.lower, made.wide, made.logged, made.full]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_every_layout_gives_each_digest_and_how_often_it_stands_there(
    layout: Callable[[Path, list[Row]], Path], engine: Engine, tmp_path: Path
) -> None:
    release, records = told(layout(tmp_path / "rds.db", ROWS), engine)
    assert counted(records) == {sha256(number): number % 4 + 1 for number in range(50)}
    assert {record.signal for record in records if isinstance(record, Block)} == {Signal.SHA256}
    assert release == Release("2026.09.1", "modern_minimal", "2026-08-30", "2026-09-04", "made up, too")


@pytest.mark.parametrize("layout", [made.minimal, made.rowless], ids=lambda layout: layout.__name__)
def test_rows_of_one_digest_come_as_one(
    layout: Callable[[Path, list[Row]], Path], engine: Engine, tmp_path: Path
) -> None:
    _, [block] = told(layout(tmp_path / "rds.db", ROWS), engine)
    assert isinstance(block, Block)
    assert block.count == 50


def test_the_strongest_digest_that_is_one_counts_and_a_row_without_any_is_told_with_its_number(
    engine: Engine, tmp_path: Path
) -> None:
    (a256, a1, a5), (b256, b1, b5) = digests(1), digests(2)
    rows: list[Row] = [
        (a256, "", "", "", "a", 1, 1),
        (None, b1, b5, "", "b", 1, 1),
        ("NOT HEX" + b256[7:], None, b5, "", "c", 1, 1),
        (a256[:-2], a1[:-1], a5 + "00", "", "d", 1, 1),
        (a256 + "\0", "", "", "", "e", 1, 1),
        (bytes(32), 5, 1.5, "", "f", 1, 1),
        (None, None, None, "", "g", 1, 1),
        (a256[:62] + "  ", a1, "", "", "h", 1, 1),
    ]
    loose = made.FILE.replace(" NOT NULL", "")
    _, records = told(made.base(tmp_path / "rds.db", loose + made.VERSION, rows), engine)
    found = counted(records)
    broken = [record for record in records if isinstance(record, Broken)]
    assert {bytes.fromhex(text) for text in (a256, b1, b5, a1)} == set(found)
    assert len(broken) == 3
    assert {record.code for record in broken} == {"no-hash"}
    assert all(record.record == record.line for record in broken)


OTHER = {
    "none of it": "CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT, md5 TEXT);",
    "newer columns": made.FILE.replace("sha256 ", "sha3_256 ").replace("(sha256", "(sha3_256"),
    "files of a case": "CREATE TABLE file (id INTEGER PRIMARY KEY, file_name, sha256, sha1, md5);",
    "worked out": "CREATE TABLE FILE (sha256, sha1, md5 AS (upper(sha1)), file_name, package_id);",
    "a view": "CREATE VIEW FILE AS SELECT 1 AS sha256, 2 AS sha1, 3 AS md5, 4 AS file_name, 5 AS package_id;",
    "a table of a module": "CREATE VIRTUAL TABLE FILE USING fts5(sha256, sha1, md5, file_name, package_id);",
}


@pytest.mark.parametrize("script", OTHER.values(), ids=OTHER.keys())
def test_another_database_is_a_fault_of_the_list(script: str, engine: Engine, tmp_path: Path) -> None:
    path = made.base(tmp_path / "other.db", script)
    with pytest.raises(InputFault) as fault:
        told(path, engine)
    assert fault.value.code == "library-list-layout"


@pytest.mark.parametrize("content", [b"md5\n", made.digests(1)[0].encode() * 100, b"SQLite format 3\0" + bytes(84)])
def test_what_is_no_database_is_unknown(content: bytes, engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "rds.db").write_bytes(content)
    with pytest.raises(InputFault) as fault:
        told(tmp_path / "rds.db", engine)
    assert fault.value.code == "library-list-layout"


def test_an_empty_file_is_an_empty_list(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "rds.db").touch()
    with pytest.raises(InputFault) as fault:
        told(tmp_path / "rds.db", engine)
    assert fault.value.code == "library-list-empty"


def test_a_set_without_rows_says_nothing(engine: Engine, tmp_path: Path) -> None:
    assert told(made.minimal(tmp_path / "rds.db", []), engine)[1] == []


def test_a_release_that_is_not_told_is_left_open(engine: Engine, tmp_path: Path) -> None:
    release, records = told(made.base(tmp_path / "rds.db", made.FILE, ROWS[:1]), engine)
    assert release == Release()
    assert counted(records) == {sha256(0): 1}


def test_what_a_release_says_of_itself_is_cut_and_cleaned(engine: Engine, tmp_path: Path) -> None:
    script = made.FILE + "CREATE TABLE VERSION (version, release_date);"
    path = made.base(tmp_path / "rds.db", script, [("3\0\x1b[31m" + "x" * 500, None)], "VERSION")
    release, _ = told(path, engine)
    assert release is not None
    assert release.version == "3"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_database_cut_off_gives_nothing_to_keep(share: float, engine: Engine, tmp_path: Path) -> None:
    content = made.minimal(tmp_path / "rds.db", ROWS).read_bytes()
    (tmp_path / "cut.db").write_bytes(content[: int(len(content) * share)])
    with pytest.raises(InputFault) as fault:
        told(tmp_path / "cut.db", engine)
    assert fault.value.code == "library-list-damaged"


def test_whatever_is_damaged_either_reads_or_is_a_fault_of_the_list(engine: Engine, tmp_path: Path) -> None:
    content = made.minimal(tmp_path / "rds.db", [row(number) for number in range(200)]).read_bytes()
    chance, ends = random.Random(4), set()
    for _ in range(120):
        broken = bytearray(content)
        start = chance.randrange(len(broken))
        for place in range(start, min(start + chance.choice([1, 4, 64, 4096]), len(broken))):
            broken[place] = chance.randrange(256)
        (tmp_path / "broken.db").write_bytes(broken)
        try:
            counted(told(tmp_path / "broken.db", engine)[1])
            ends.add("read")
        except InputFault as fault:
            ends.add(fault.code)
    assert ends - {"library-list-layout"} == {"read", "library-list-damaged"}


def test_a_schema_that_lies_about_its_root_is_a_fault_of_the_list(engine: Engine, tmp_path: Path) -> None:
    path = made.minimal(tmp_path / "rds.db", ROWS)
    with closing(sqlite3.connect(path)) as changed:
        changed.execute("PRAGMA writable_schema = ON")
        changed.execute("UPDATE sqlite_schema SET rootpage = 1 WHERE name LIKE '%autoindex_FILE%'")
        changed.commit()
    with pytest.raises(InputFault) as fault:
        told(path, engine)
    assert fault.value.code == "library-list-damaged"


def test_a_worker_that_breaks_its_bounds_is_a_fault_of_the_list(tmp_path: Path) -> None:
    path = made.minimal(tmp_path / "rds.db", ROWS)
    with Pool([TASK], 1, Limits(parts=1)) as bounded, pytest.raises(InputFault) as fault:
        told(path, bounded)
    assert fault.value.code == "library-list-damaged"


def test_nobody_who_stops_listening_has_to_wait(engine: Engine, tmp_path: Path) -> None:
    rows = [row(number) for number in range(3)]
    path = made.base(tmp_path / "rds.db", made.FILE.replace("VARCHAR NOT NULL", "VARCHAR"), rows)
    with path.open("rb") as file:
        reading = read_nsrl(file, engine)
        reading.close()
        again = read_nsrl(file, engine)
        assert counted(list(again.records)) == {sha256(number): 1 for number in range(3)}


def test_how_far_it_has_come_is_told_in_bytes(engine: Engine, tmp_path: Path) -> None:
    path = made.minimal(tmp_path / "rds.db", ROWS)
    with path.open("rb") as file:
        reading = read_nsrl(file, engine)
        assert reading.place is not None
        assert reading.place() == 0
        list(reading.records)
        assert reading.place() == path.stat().st_size


def test_a_database_is_told_by_its_first_bytes_or_by_order(tmp_path: Path) -> None:
    path = made.minimal(tmp_path / "list.txt", [])
    with path.open("rb") as file:
        assert is_database(file)
        assert file.tell() == 0
        assert not is_database(file, "csv")
    (tmp_path / "plain").write_bytes(b"SQLite format 3")
    with (tmp_path / "plain").open("rb") as file:
        assert not is_database(file)
        assert is_database(file, "nsrl")


@pytest.mark.parametrize(
    ("name", "release"),
    [
        ("RDS_2026.09.1_modern_minimal_delta.sql", Release("2026.09.1", "modern_minimal")),
        ("rds_2022.03.1_ios.db", Release("2022.03.1", "ios")),
        ("RDS_2026.09.1_modern_minimal.schema.sql", None),
        ("NSRLFile.txt", None),
    ],
)
def test_the_name_of_a_file_tells_its_release(name: str, release: Release | None) -> None:
    assert release_named(name) == release
