"""Pictures in the tables of other programs' SQLite files, whatever the schema says."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.copies import sqlite_blobs
from inspector.source.containers.copies.sqlite_blobs import SqliteBlobs
from tests.source.container_contract import ContainerContract, Example, contents, opened
from tests.source.drawn_copies import picture


def base(*statements: str, **values: object) -> bytes:
    """A SQLite file after these statements; `:name` stands for a value."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        for statement in statements:
            made.execute(statement, values)
        return made.serialize()


CHAT = base(
    'CREATE TABLE "tin nhắn"(id INTEGER PRIMARY KEY, chữ TEXT, "ảnh nhỏ" BLOB, khác BLOB)',
    "INSERT INTO \"tin nhắn\" VALUES(7, 'x', :one, :other), (9, :one, NULL, 5), (-3, 'y', 'text', :two)",
    "CREATE TABLE plain(a, b)",
    "INSERT INTO plain VALUES(1, 2)",
    'CREATE VIEW everything AS SELECT * FROM "tin nhắn"',
    one=picture(1), two=picture(2, "PNG"), other=b"no picture",
)  # fmt: skip
WITHOUT_ROWID = base(
    "CREATE TABLE t(a TEXT, b INT, rowid BLOB, PRIMARY KEY(b, a)) WITHOUT ROWID",
    "INSERT INTO t VALUES('x', 2, :one), ('y', 1, :two), (x'FFD8FF00', 3, 1)",
    "CREATE TABLE u(rowid BLOB, oid TEXT)",
    "INSERT INTO u VALUES(:two, 'x')",
    one=picture(1), two=picture(2, "WEBP"),
)  # fmt: skip
MEMBERS: dict[bytes, bytes | None] = {
    "tin nhắn/7/ảnh nhỏ.jpg".encode(): picture(1),
    "tin nhắn/9/chữ.jpg".encode(): picture(1),
    "tin nhắn/-3/khác.png".encode(): picture(2, "PNG"),
}


class TestSqliteBlobs(ContainerContract):
    reader = SqliteBlobs

    def examples(self) -> list[Example]:
        logged = bytearray(CHAT)
        logged[18:20] = b"\2\2"
        wide = base("PRAGMA encoding = 'UTF-16le'", "CREATE TABLE ả(ơ)", "INSERT INTO ả VALUES(:one)", one=picture(1))
        without = {
            b"t/0/rowid.webp": picture(2, "WEBP"), b"t/1/rowid.jpg": picture(1), b"t/2/a.jpg": b"\xff\xd8\xff\0",
            b"u/1/rowid.webp": picture(2, "WEBP"),
        }  # fmt: skip
        return [
            Example("chat.db", CHAT, MEMBERS),
            Example("chat.db-copy", bytes(logged), MEMBERS),
            Example("không tên", WITHOUT_ROWID, dict(without)),
            Example("wide.db", wide, {"ả/1/ơ.jpg".encode(): picture(1)}),
            Example("empty.db", base("CREATE TABLE t(a)"), {}),
        ]

    def test_sizes_are_told(self) -> None:
        assert all(member.size == len(data) for member, data in contents(opened(SqliteBlobs, self.examples()[0])))

    @pytest.mark.parametrize("locator", ["", "0.7", "9.7.2", "0.7.9", "0.8.2", "0." + "9" * 19 + ".1", "²", "1.1.0"])
    def test_what_is_no_value_is_not_there(self, locator: str) -> None:
        with pytest.raises(Unreadable, match="missing_member"):
            opened(SqliteBlobs, self.examples()[0]).at(locator)


def read(data: bytes) -> tuple[list[bytes], tuple[tuple[str, str], ...]]:
    container = opened(SqliteBlobs, Example("x.db", data, {}))
    found = [member.path for member, _ in contents(container)]
    return found, container.about().failures


def test_nothing_of_a_schema_runs() -> None:
    """What a schema computes could cost anything; it is not asked for."""
    heavy = "length(hex(zeroblob(10000000)))"
    data = base(
        f"CREATE TABLE t(a BLOB, b AS (CAST({heavy} AS BLOB)), c INT DEFAULT ({heavy}), CHECK({heavy} > 1))",
        "INSERT INTO t(a, c) VALUES(:one, 1)",
        "CREATE VIRTUAL TABLE f USING fts5(words)",
        "CREATE VIEW v AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT :one FROM n"
        .replace(":one", "x'FFD8FF'"),
        one=picture(1),
    )  # fmt: skip
    assert read(data) == ([b"t/1/a.jpg"], ())


def test_names_that_try_to_be_more_are_names() -> None:
    data = base(
        'CREATE TABLE "a""; DROP TABLE b; --"("x"" FROM b; --" BLOB, "../y" BLOB)',
        'INSERT INTO "a""; DROP TABLE b; --" VALUES(:one, :one)',
        'CREATE TABLE "../../etc"(a)', 'INSERT INTO "../../etc" VALUES(:one)',
        one=picture(1),
    )  # fmt: skip
    found, failures = read(data)
    assert sorted(found) == [b".._.._etc/1/a.jpg", b'a"; DROP TABLE b; --/1/.._y.jpg',
                             b'a"; DROP TABLE b; --/1/x" FROM b; --.jpg']  # fmt: skip
    assert failures == ()


def test_a_damaged_table_costs_no_other() -> None:
    data = bytearray(base("PRAGMA page_size = 512", "CREATE TABLE a(x)", "CREATE TABLE b(x)",
                          "INSERT INTO a VALUES(:one)", "INSERT INTO b VALUES(:one)", one=picture(1)))  # fmt: skip
    assert data[512] == 0x0D
    data[512:1024] = b"\xff" * 512
    assert read(bytes(data)) == ([b"b/1/x.jpg"], (("damaged", "DatabaseError"),))


def test_a_table_that_takes_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    count = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)"
    data = base("CREATE TABLE a(x)", "CREATE TABLE b(x)", f"INSERT INTO a {count} SELECT i FROM n",
                "INSERT INTO b VALUES(:one)", one=picture(1))  # fmt: skip
    monkeypatch.setattr(sqlite_blobs, "_MOST_CALLS", 3)
    found, failures = read(data)
    assert found == [b"b/1/x.jpg"]
    assert [code for code, _ in failures] == ["too_large"]


def test_what_is_too_large_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_blobs, "_LARGEST", len(CHAT) - 1)
    with pytest.raises(Unreadable, match="too_large"):
        opened(SqliteBlobs, Example("x.db", CHAT, {}))


def test_what_is_no_database_is_damaged() -> None:
    for data in (b"", CHAT[:50], CHAT[:100] + b"\xff" * 5000):
        with pytest.raises(Unreadable, match="damaged"):
            opened(SqliteBlobs, Example("x.db", data, {}))
