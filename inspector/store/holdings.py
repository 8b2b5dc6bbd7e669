"""What the tables hold, as one number a table, so that the audit chain speaks for every row of the workspace.

The digests of a table's rows are added up modulo 2^2048: a row that comes, goes or changes moves the sum by itself
alone (the additive multiset hash of Bellare and Micciancio, "A New Paradigm for Collision-free Hashing", 1997).
Triggers keep the sums, and each row of audit holds the SHA-256 of all of them (`holds`).

A row's digest, big-endian: 256 bytes of SHAKE-256 over the JSON array [table, value, …] in the order of the columns,
unspaced, in ASCII; BLOBs are written in hex, those of more than 64 bytes as "sha256:" and their SHA-256 in hex. The
search index is not among the tables: its words are those of rows that are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence

from inspector.domain.canonical import canonical_json
from inspector.store.connection import Connection, Error

TABLES = {
    "account": "accounts_differ", "account_role": "accounts_differ",
    "casefile": "cases_differ", "exhibit": "cases_differ", "source": "cases_differ", "ingest": "cases_differ",
    "skipped": "cases_differ",
    "item": "items_differ", "failure": "items_differ", "unfolding": "items_differ",
    "content": "contents_differ", "finding": "contents_differ", "picture": "contents_differ",
    "frame": "contents_differ", "likeness": "contents_differ", "claim": "contents_differ", "message": "contents_differ",
    "middle": "contents_differ", "near_group": "contents_differ", "capture": "contents_differ",
    "hashset": "matches_differ", "hit": "matches_differ",
    "office_certificate": "office_lists_differ", "office_statement": "office_lists_differ",
    "decision": "decision_differs", "standing": "decision_differs",
    "report": "reports_differ",
    "tip": "tips_differ", "tip_file": "tips_differ", "tip_address": "tips_differ",
    "blob": "tips_differ", "blob_part": "tips_differ",
}  # fmt: skip
"""Every table that is summed, and the problem that is told when it holds something else."""

FUNCTION = "row_moved"
_BYTES = 256
_MODULUS = 1 << (8 * _BYTES)
_SHORT = 64
_in_json = json.JSONEncoder(separators=(",", ":"), ensure_ascii=True).encode  # made once: a row takes microseconds


class Holdings:
    """The sums as one writing connection moves them; `settle` in the transaction that moved them, or `forget`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._moved: dict[str, int] = {}
        self._broke: BaseException | None = None
        connection.create_function(FUNCTION, -1, self._move)

    def settle(self) -> str:
        """Writes the sums down; gives the digest of all of them."""
        for table, moved in self._moved.items():
            total = (_stored(self._connection, table) + moved) % _MODULUS
            _write(self._connection, table, total)
        self._moved.clear()
        return digest(self._connection)

    def forget(self, error: BaseException) -> BaseException:
        """What moved is rolled back; gives what really stopped the statement that raised `error`.

        SQLite puts an error of its own in the place of what a function raised, and of Ctrl-C that came meanwhile.
        """
        broke, self._broke = self._broke, None
        self._moved.clear()
        if broke is None and isinstance(error, Error) and "user-defined function" in str(error):
            return KeyboardInterrupt()
        return broke or error

    def _move(self, table: str, sign: int, *values: object) -> None:
        try:
            self._moved[table] = self._moved.get(table, 0) + sign * row_digest(table, values)
        except BaseException as error:
            self._broke = error
            raise


def row_digest(table: str, values: Sequence[object]) -> int:
    """The digest of one row."""
    text = _in_json([table, *[_in_hex(value) if isinstance(value, bytes) else value for value in values]])
    return int.from_bytes(hashlib.shake_256(text.encode("ascii")).digest(_BYTES), "big")


def _in_hex(value: bytes) -> str:
    return value.hex() if len(value) <= _SHORT else "sha256:" + hashlib.sha256(value).hexdigest()


def digest(connection: Connection) -> str:
    """The digest of all sums: SHA-256 over the canonical JSON of table → sum in hex."""
    sums = {table: total.hex() for table, total in connection.execute("SELECT name, total FROM holding")}
    return hashlib.sha256(canonical_json(sums)).hexdigest()


def differing(connection: Connection, told: str) -> Iterator[str]:
    """The problems of a workspace whose newest row of audit holds `told`: reads every row of every table."""
    if digest(connection) != told:
        yield "holdings_differ"
    for table, problem in TABLES.items():
        if counted(connection, table) != _stored(connection, table):
            yield problem


def counted(connection: Connection, table: str) -> int:
    """The sum of a table as it stands."""
    return sum(row_digest(table, row) for row in connection.execute(f"SELECT * FROM {table}")) % _MODULUS


def bind(connection: Connection, tables: Iterable[str] = tuple(TABLES)) -> None:
    """Makes the sums and the triggers that keep them; a migration calls it for the tables it makes or changes."""
    connection.execute("CREATE TABLE IF NOT EXISTS holding(name TEXT PRIMARY KEY, total BLOB NOT NULL) STRICT")
    for table in tables:
        columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall()]
        if not columns:  # made by a later migration
            continue
        new, old = (", ".join(f"{side}.{name}" for name in columns) for side in ("NEW", "OLD"))
        come, gone = (f"SELECT {FUNCTION}('{table}', {sign}, {row});" for sign, row in ((1, new), (-1, old)))
        for event, moves in (("INSERT", come), ("DELETE", gone), ("UPDATE", gone + come)):
            name = f"{table}_{event.lower()}_moves"
            connection.execute(f"DROP TRIGGER IF EXISTS {name}")
            connection.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {moves} END")
        _write(connection, table, counted(connection, table))


def _stored(connection: Connection, table: str) -> int:
    row = connection.execute("SELECT total FROM holding WHERE name = ?", (table,)).fetchone()
    return int.from_bytes(row[0], "big") if row else -1


def _write(connection: Connection, table: str, total: int) -> None:
    given = (table, total.to_bytes(_BYTES, "big"))
    connection.execute("INSERT OR REPLACE INTO holding(name, total) VALUES(?, ?)", given)
