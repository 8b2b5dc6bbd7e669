"""The audit chain: every act one row, each row bound to the one before it by SHA-256.

hash(n) = SHA-256 of the canonical JSON of row n, which holds hash(n - 1). The head stands in a table of its own, so
that a missing tail shows; who can rewrite both is stopped only by a head written down outside (`anchor`). Each row also
says what all tables hold behind its act (`holds` in its data), so that a row of any table that was changed without an
act shows.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from inspector.domain.canonical import Value, canonical_json
from inspector.domain.fault import UsageFault
from inspector.store import holdings
from inspector.store.connection import Connection
from inspector.store.deed import Deed, now

GENESIS = bytes(32)
_COLUMNS = "seq, at, boot, uptime_ms, who, action, casefile, object, alters, data, prev, hash"


@dataclass(frozen=True, slots=True)
class Head:
    """The newest row of a chain: its number and hash. Written `number:hex`."""

    seq: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash.hex()}"

    @classmethod
    def parse(cls, text: str) -> Head:
        """Reads what `str` wrote; raises UsageFault."""
        number, _, digest = text.strip().partition(":")
        try:
            head = cls(int(number), bytes.fromhex(digest))
        except ValueError:
            raise UsageFault("bad_anchor") from None
        if len(head.hash) != 32 or head.seq < 1:
            raise UsageFault("bad_anchor")
        return head


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the chain as stored; `data` is canonical JSON text."""

    seq: int
    at: str
    boot: str
    uptime_ms: int
    who: str
    action: str
    case: int | None
    object: str
    alters: bool
    data: str
    prev: bytes
    hash: bytes

    def digest(self) -> bytes:
        """The hash this row should have."""
        return hashlib.sha256(
            canonical_json(
                {
                    "seq": self.seq,
                    "at": self.at,
                    "boot": self.boot,
                    "uptime_ms": self.uptime_ms,
                    "who": self.who,
                    "action": self.action,
                    "case": self.case,
                    "object": self.object,
                    "alters": self.alters,
                    "data": self.data,
                    "prev": self.prev.hex(),
                }
            )
        ).digest()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the chain at row `seq`; `code` names the sentence `audit-<code>`."""

    code: str
    seq: int


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of the chain found; `anchored_up_to` is the row an outside head witnessed, or 0."""

    entries: int
    head: Head
    anchored_up_to: int
    problems: list[Problem]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def append(connection: Connection, who: str, deed: Deed[Any], holds: str) -> Head:
    """Writes the row of `deed` into the open transaction; `holds` is what the tables hold behind it."""
    last = head(connection)
    data = canonical_json({**deed.data, "holds": holds}).decode("ascii")
    bare = Entry(
        last.seq + 1, now(), _boot(), time.monotonic_ns() // 1_000_000, who, deed.action, deed.case, deed.object,
        deed.alters, data, last.hash, b"",
    )  # fmt: skip
    digest = bare.digest()
    connection.execute(
        f"INSERT INTO audit({_COLUMNS}) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)",
        (bare.seq, bare.at, bare.boot, bare.uptime_ms, who, bare.action, bare.case, bare.object, int(bare.alters), data,
         bare.prev, digest),
    )  # fmt: skip
    connection.execute("INSERT OR REPLACE INTO audit_head(id, seq, hash) VALUES(1, ?, ?)", (bare.seq, digest))
    return Head(bare.seq, digest)


def head(connection: Connection) -> Head:
    """The head as the workspace remembers it."""
    row = connection.execute("SELECT seq, hash FROM audit_head").fetchone()
    return Head(*row) if row else Head(0, GENESIS)


def case_head(connection: Connection, case: int) -> Head:
    """The newest row that changed the content of `case`: what a report prints.

    A row that names no case and alters changed the library, and with it what every case agrees with.
    """
    row = connection.execute(
        "SELECT seq, hash FROM audit WHERE (casefile = ? OR casefile IS NULL) AND alters ORDER BY seq DESC LIMIT 1",
        (case,),
    ).fetchone()
    return Head(*row) if row else Head(0, GENESIS)


def entries(connection: Connection, *, after: int = 0, limit: int = -1, case: int | None = None) -> Iterator[Entry]:
    """The rows of the chain in order, from the one behind number `after`."""
    where = "seq > ? AND casefile = ?" if case is not None else "seq > ?"
    given = (after, case, limit) if case is not None else (after, limit)
    for row in connection.execute(f"SELECT {_COLUMNS} FROM audit WHERE {where} ORDER BY seq LIMIT ?", given):
        values = list(row)
        values[8] = bool(row[8])
        yield Entry(*values)


def about(connection: Connection, named: str) -> list[Entry]:
    """The rows about one object, in order."""
    numbers = connection.execute("SELECT seq FROM audit WHERE object = ? ORDER BY seq", (named,)).fetchall()
    return [entry for (seq,) in numbers for entry in entries(connection, after=seq - 1, limit=1)]


def newest(connection: Connection, limit: int) -> list[Entry]:
    """The last `limit` rows, newest first."""
    first = max(0, head(connection).seq - limit)
    return list(entries(connection, after=first))[::-1]


def verify(connection: Connection, anchor: Head | None = None) -> Verification:
    """Reads the whole chain, and every row of every table it speaks for, and holds them against each other.

    `anchor` is a head that was written down outside.
    """
    connection.execute("BEGIN")  # one moment of the workspace, whatever others write meanwhile
    try:
        return _verified(connection, anchor)
    finally:
        connection.execute("ROLLBACK")


def _verified(connection: Connection, anchor: Head | None) -> Verification:
    problems: list[Problem] = []
    previous, expected, count = GENESIS, 1, 0
    anchored, holds = 0, ""
    for entry in entries(connection):
        problems += _wrong(entry, expected, previous)
        if anchor and entry.seq == anchor.seq and entry.hash == anchor.hash:
            anchored = entry.seq
        previous, expected, count = entry.hash, entry.seq + 1, count + 1
        holds = _holds(entry) or (holds and "-")  # once a row says it, every later one does
    if not count:  # every workspace begins with the row of its first account
        problems.append(Problem("row_missing", 1))
    remembered = head(connection)
    if (expected - 1, previous) != (remembered.seq, remembered.hash):
        problems.append(Problem("tail_missing", remembered.seq))
    if anchor and not anchored:
        problems.append(Problem("anchor_not_found", anchor.seq))
    problems += _decisions_that_differ(connection)
    if holds:
        problems += [Problem(code, expected - 1) for code in dict.fromkeys(holdings.differing(connection, holds))]
    return Verification(count, Head(expected - 1, previous), 0 if problems else anchored, problems)


def _holds(entry: Entry) -> str:
    """What the tables held behind a row; empty in one that is older than these sums."""
    try:
        return str(json.loads(entry.data)["holds"])
    except (ValueError, KeyError, TypeError):
        return ""


def _wrong(entry: Entry, expected: int, previous: bytes) -> Iterator[Problem]:
    if entry.seq != expected:
        yield Problem("row_missing", expected)
    elif entry.prev != previous:
        yield Problem("link_broken", entry.seq)
    if entry.digest() != entry.hash:
        yield Problem("row_changed", entry.seq)


def decision_data(row: tuple[Value, ...]) -> dict[str, Value]:
    """What the audit row of a decision says of it; `row` is (id, item, scheme, category, details, note, by, at)."""
    return dict(zip(("id", "item", "scheme", "category", "details", "note", "by", "at"), row, strict=True))


def _decisions_that_differ(connection: Connection) -> Iterator[Problem]:
    """Decisions that the chain tells otherwise, that it does not tell of, or that it tells of and that are gone."""
    told: dict[int, tuple[int, dict[str, Value]]] = {}
    for seq, data in connection.execute("SELECT seq, data FROM audit WHERE action = 'decide' ORDER BY seq"):
        try:
            for record in json.loads(data)["decisions"]:
                told[int(record["id"])] = (seq, record)
        except (ValueError, KeyError, TypeError):
            yield Problem("row_changed", seq)
    query = "SELECT id, item, scheme, category, details, note, by, at FROM decision ORDER BY id"
    for row in connection.execute(query):
        seq, record = told.pop(row[0], (0, {}))
        if record != decision_data(row):
            yield Problem("decision_differs", seq)
    for seq, _ in told.values():
        yield Problem("decision_missing", seq)


@cache
def _boot() -> str:
    """What names this run of the machine: two rows of one boot can be put in order without trusting the clock."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""
