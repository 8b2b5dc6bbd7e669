"""The audit chain: whatever somebody with the key changes behind the program's back is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from inspector.domain.case import CaseKind
from inspector.domain.fault import UsageFault
from inspector.store import audit, cases, decisions, holdings
from inspector.store.audit import GENESIS, Head, Verification
from inspector.store.connection import Connection
from inspector.store.decisions import Choice
from tests import ready

GUARDS = ("audit_stays", "audit_keeps", "decision_stays", "decision_keeps")


@pytest.fixture
def written(folder: Path) -> Path:
    """A workspace with a dozen rows of audit, decisions among them."""
    with ready.signed_in(folder) as workspace:
        register = ready.Register(workspace)
        items = [register.read(b"%d.jpg" % number, b"%d" % number) for number in range(3)]
        for category in ("1", "2", None):
            workspace.change(
                decisions.decide(items, Choice("vn", category, {"age": "under-13"}, "ghi chú"), ready.OWNER)
            )
        workspace.change(cases.add("2", "x", CaseKind.TIP, ready.OWNER))
    return folder


def behind(folder: Path, change: Callable[[Connection], object]) -> Verification:
    """Changes the database as its owner with the key could, then asks for the chain to be checked."""
    connection = ready.raw(folder)
    for guard in GUARDS:
        connection.execute(f"DROP TRIGGER {guard}")
    change(connection)
    connection.close()
    with ready.signed_in(folder) as workspace:
        return audit.verify(workspace.reader())


def found(verification: Verification) -> set[tuple[str, int]]:
    return {(problem.code, problem.seq) for problem in verification.problems}


def count(folder: Path) -> int:
    with ready.signed_in(folder) as workspace:
        return audit.head(workspace.reader()).seq


def test_an_untouched_chain_is_whole(written: Path) -> None:
    with ready.signed_in(written) as workspace:
        checked = audit.verify(workspace.reader())
        assert (checked.ok, checked.entries, checked.head) == (True, count(written), audit.head(workspace.reader()))


@pytest.mark.parametrize(
    "change",
    ["at = '2001-01-01T00:00:00.000+00:00'", "who = 'ai đó'", "action = 'case_new'", "object = 'khác'", "data = '{}'",
     "alters = 1 - alters", "casefile = 99", "uptime_ms = uptime_ms + 1", "boot = 'x'", "prev = zeroblob(32)",
     "hash = zeroblob(32)"],
)  # fmt: skip
def test_an_edited_row_is_found(written: Path, change: str) -> None:
    checked = behind(written, lambda connection: connection.execute(f"UPDATE audit SET {change} WHERE seq = 5"))
    assert not checked.ok
    assert {seq for _, seq in found(checked)} <= {5, 6}


def test_a_row_edited_with_its_hash_made_anew_breaks_the_link_behind_it(written: Path) -> None:
    def change(connection: Connection) -> None:
        connection.execute("UPDATE audit SET who = 'ai đó' WHERE seq = 5")
        (entry,) = list(audit.entries(connection, after=4, limit=1))
        connection.execute("UPDATE audit SET hash = ? WHERE seq = 5", (entry.digest(),))

    assert ("link_broken", 6) in found(behind(written, change))


@pytest.mark.parametrize("seq", [1, 5])
def test_a_removed_row_is_found(written: Path, seq: int) -> None:
    checked = behind(written, lambda connection: connection.execute("DELETE FROM audit WHERE seq = ?", (seq,)))
    assert ("row_missing", seq) in found(checked)


def test_a_removed_row_whose_followers_move_up_is_found(written: Path) -> None:
    def change(connection: Connection) -> None:
        last = audit.head(connection).seq
        connection.execute("DELETE FROM audit WHERE seq = 5")
        for seq in range(6, last + 1):
            connection.execute("UPDATE audit SET seq = seq - 1 WHERE seq = ?", (seq,))

    codes = {code for code, _ in found(behind(written, change))}
    assert {"link_broken", "row_changed", "tail_missing"} <= codes


def test_swapped_rows_are_found(written: Path) -> None:
    def change(connection: Connection) -> None:
        for old, new in ((5, -1), (6, 5), (-1, 6)):
            connection.execute("UPDATE audit SET seq = ? WHERE seq = ?", (new, old))

    assert {("link_broken", 5), ("row_changed", 5), ("row_changed", 6)} <= found(behind(written, change))


def test_an_inserted_row_is_found(written: Path) -> None:
    def change(connection: Connection) -> None:
        last = audit.head(connection).seq
        for seq in range(last, 4, -1):
            connection.execute("UPDATE audit SET seq = seq + 1 WHERE seq = ?", (seq,))
        copied = "at, boot, uptime_ms, who, action, casefile, object, alters, data, prev, hash"
        connection.execute(f"INSERT INTO audit SELECT 5, {copied} FROM audit WHERE seq = 4")

    assert not behind(written, change).ok


def test_a_cut_tail_is_found(written: Path) -> None:
    last = count(written)
    checked = behind(written, lambda connection: connection.execute("DELETE FROM audit WHERE seq > ?", (last - 2,)))
    assert ("tail_missing", last) in found(checked)


def test_an_emptied_chain_is_found_even_without_its_head(written: Path) -> None:
    def change(connection: Connection) -> None:
        for table in ("standing", "decision", "audit", "audit_head"):
            connection.execute(f"DELETE FROM {table}")

    assert ("row_missing", 1) in found(behind(written, change))


def test_a_cut_tail_with_a_rewritten_head_is_found_by_an_anchor_alone(written: Path) -> None:
    """Who holds the key can cut both; the head written down outside is what stops that."""
    with ready.signed_in(written) as workspace:
        anchor = audit.head(workspace.reader())

    def change(connection: Connection) -> None:
        """Everything as it stood behind row 7, when there were accounts and nothing else."""
        connection.execute("PRAGMA foreign_keys = OFF")
        for table in holdings.TABLES:
            if not table.startswith("account"):
                connection.execute(f"DELETE FROM {table}")
                connection.execute("UPDATE holding SET total = zeroblob(256) WHERE name = ?", (table,))
        connection.execute("DELETE FROM audit WHERE seq > 7")
        (entry,) = list(audit.entries(connection, after=6, limit=1))
        connection.execute("UPDATE audit_head SET seq = 7, hash = ?", (entry.hash,))

    assert behind(written, change).ok
    with ready.signed_in(written) as workspace:
        checked = audit.verify(workspace.reader(), anchor)
    assert found(checked) == {("anchor_not_found", anchor.seq)}
    assert checked.anchored_up_to == 0


def test_an_anchor_witnesses_what_lies_before_it(written: Path) -> None:
    with ready.signed_in(written) as workspace:
        anchor = audit.head(workspace.reader())
        workspace.change(cases.add("3", "x", CaseKind.TIP, ready.OWNER))
        checked = audit.verify(workspace.reader(), anchor)
    assert (checked.ok, checked.anchored_up_to, checked.entries) == (True, anchor.seq, anchor.seq + 1)


@pytest.mark.parametrize("text", ["", ":", "1", "x:00", "0:" + "00" * 32, "1:00", "1:" + "zz" * 32, "-1:" + "00" * 32])
def test_an_anchor_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageFault) as refused:
        Head.parse(text)
    assert (refused.value.code, refused.value.exit_code) == ("bad_anchor", 2)


def test_an_anchor_reads_as_it_is_written() -> None:
    head = Head(17, hashlib.sha256(b"x").digest())
    assert Head.parse(f" {head} ") == head


@pytest.mark.parametrize(
    "change",
    ["UPDATE decision SET category = '9' WHERE id = 1", "UPDATE decision SET note = '' WHERE id = 1",
     "UPDATE decision SET by = 'ai đó' WHERE id = 1", "UPDATE decision SET at = '2001' WHERE id = 1",
     "UPDATE decision SET details = '{}' WHERE id = 1", "UPDATE decision SET item = 3 WHERE id = 1",
     "INSERT INTO decision(item, scheme, category, details, note, by, at) VALUES(1,'vn','1','{}','','an','2026')"],
)  # fmt: skip
def test_a_decision_edited_behind_the_chain_is_found(written: Path, change: str) -> None:
    checked = behind(written, lambda connection: connection.execute(change))
    assert {code for code, _ in found(checked)} == {"decision_differs"}


def test_a_decision_that_is_gone_is_found(written: Path) -> None:
    def change(connection: Connection) -> None:
        connection.execute("DELETE FROM standing")
        connection.execute("DELETE FROM decision WHERE id = 2")

    assert {code for code, _ in found(behind(written, change))} == {"decision_missing", "decision_differs"}


def test_the_guards_hold_for_whoever_forgets_them(written: Path) -> None:
    connection = ready.raw(written)
    for statement in ("UPDATE audit SET who = 'x'", "DELETE FROM audit", "UPDATE decision SET note = 'x'",
                      "DELETE FROM decision"):  # fmt: skip
        with pytest.raises(Exception, match="append-only"):
            connection.execute(statement)
    connection.close()


def test_the_hash_can_be_repeated_by_anybody(written: Path) -> None:
    """SHA-256 over sorted, unspaced ASCII JSON that holds the hash of the row before: no code of ours is needed."""
    connection = ready.raw(written)
    columns = ("seq", "at", "boot", "uptime_ms", "who", "action", "case", "object", "alters", "data", "prev")
    previous = GENESIS
    told = "seq, at, boot, uptime_ms, who, action, casefile, object, alters, data, prev, hash"
    rows = connection.execute(f"SELECT {told} FROM audit ORDER BY seq")
    for *values, stored in rows:
        record = dict(zip(columns, values, strict=True))
        record["alters"], record["prev"] = bool(record["alters"]), previous.hex()
        text = json.dumps(record, sort_keys=True, separators=(",", ":")).encode("ascii")
        previous = hashlib.sha256(text).digest()
        assert stored == previous
    connection.close()


def test_what_alters_a_case_moves_its_head_and_nothing_else_does(written: Path) -> None:
    with ready.signed_in(written) as workspace:
        before = audit.case_head(workspace.reader(), 1)
        workspace.change(cases.add("3", "x", CaseKind.TIP, ready.OWNER))
        assert audit.case_head(workspace.reader(), 1) == before
        workspace.change(decisions.decide([1], Choice("vn", "1"), ready.OWNER))
        assert audit.case_head(workspace.reader(), 1) == audit.head(workspace.reader())
