"""The chain speaks for every row of every table: what was changed without an act is found, whatever it is."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from inspector.domain.case import CaseKind
from inspector.domain.content import Analysis, Failure, Finding, Fingerprint, Frame, Variation
from inspector.domain.conversation import Message
from inspector.domain.fault import UsageFault
from inspector.domain.manifest import Algorithm, Claims, ManifestClaim
from inspector.domain.match import Listing, Match, Signal
from inspector.domain.office_list import Linked, Says, Statement, Stretch, first_link
from inspector.domain.variation import AROUND
from inspector.store import Workspace, audit, cases, decisions, holdings, ingests, office_lists, reports, tips
from inspector.store.connection import Connection
from inspector.store.decisions import Choice
from inspector.store.members import Unfolded
from inspector.store.reports import Printed
from inspector.store.tips import Handed, Named, NewTip
from inspector.words import LANGUAGES, Words
from tests import ready
from tests.store.talk import kept

NOT_SUMMED = {"audit", "audit_head", "holding"}
"""The chain itself, and the sums, whose digest stands in it."""


@pytest.fixture(scope="module")
def full(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with something in every table, to be copied."""
    folder = ready.copy(blank, tmp_path_factory.mktemp("full") / "workspace")
    with ready.signed_in(folder) as workspace:
        register = ready.Register(workspace)
        number = register.hashset("bad", Listing.ILLEGAL)
        mark = Fingerprint(bytes(32), 90)
        told = Analysis(
            findings=(Finding("digest", "1", {}, {"size": 1}), Finding("exif", "1", {}, {"make": "M"})),
            failures=(Failure("damaged", "picture"),),
            thumbnail=b"\xff" * 100, frames=(Frame(1, mark),), fingerprint=mark,
            variations=(Variation("mirrored", mark), *[Variation("part", mark)] * AROUND), phash=bytes(8),
            claims=Claims.of([ManifestClaim(Algorithm.MD5, bytes(16), b"x")]),
        )  # fmt: skip
        match = Match(number, Signal.SHA256, 0, "x", "")
        for name in (b"a", b"b"):
            register.read(name, b"content " + name, analysis=told, matches=(match,))
        workspace.change(ingests.unfolded(register.ingest, 1, Unfolded("zip", "1", "read")))
        workspace.change(decisions.decide([1], Choice("vn", "KLQ"), ready.OWNER))
        workspace.change(reports.printed(Printed(1, "assessment", "vi", bytes(32), 3), ready.OWNER))
        tip = NewTip(lambda _: "T-1", "email", "2026", "x", {}, 1, [Handed("a.txt", "text", "", b"a tip")],
                     [Named("url", "http://a", "http://a", "text:1:0")])  # fmt: skip
        workspace.change(tips.add(tip, ready.OWNER))
        workspace._writing.execute("INSERT INTO skipped(ingest, path, reason) VALUES(1, x'00', 'link')")
        workspace.change(cases.add("2", "x", CaseKind.TIP, ready.OWNER))
        workspace.change(kept(1, [Message(1, text="chào")]))
        said = Statement(1, Says.CONFIRM, "vn", "D147", "2026-01-02", ready.digests(b"content a"), mark)
        stretch = Stretch("danh mục", "PA05", bytes(32), 1, 1, first_link("danh mục", "PA05"))
        workspace.change(office_lists.publish(stretch, [Linked(stretch.before, said)], b"der", {}, ready.OWNER))
    return folder


@pytest.fixture
def folder(full: Path, tmp_path: Path) -> Path:
    return ready.copy(full, tmp_path / "workspace")


def codes(folder: Path, *statements: str) -> list[str]:
    """What a check finds when somebody with the key ran `statements` behind the program's back."""
    connection = ready.raw(folder)
    connection.execute("PRAGMA foreign_keys = OFF")
    for guard in ("decision_stays", "decision_keeps"):
        connection.execute(f"DROP TRIGGER {guard}")
    for statement in statements:
        connection.execute(statement)
    connection.close()
    with ready.signed_in(folder) as workspace:
        return [problem.code for problem in audit.verify(workspace.reader()).problems]


def test_every_table_is_summed_or_is_the_chain(folder: Path) -> None:
    connection = ready.raw(folder)
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    connection.close()
    ours = {name for (name,) in rows if "_search" not in name and not name.startswith(("_", "sqlite_"))}
    assert ours == set(holdings.TABLES) | NOT_SUMMED


def test_the_sums_see_every_column(folder: Path) -> None:
    """A migration that adds a column calls `holdings.bind` again."""
    connection = ready.raw(folder)
    for table in holdings.TABLES:
        columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall()]
        named = f"{table}_insert_moves"
        (text,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (named,)).fetchone()
        assert ", ".join(f"NEW.{name}" for name in columns) + ");" in text
    connection.close()


def test_an_untouched_workspace_agrees_with_its_chain(folder: Path) -> None:
    assert codes(folder) == []


@pytest.mark.parametrize("table", holdings.TABLES)
def test_a_row_that_is_gone_is_found_in_every_table(folder: Path, table: str) -> None:
    connection = ready.raw(folder)
    assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() > (0,)
    connection.close()
    key = "content" if table in {"hit", "message", "near_group"} else "item" if table == "standing" else "rowid"
    found = codes(folder, f"DELETE FROM {table} WHERE {key} = (SELECT max({key}) FROM {table})")
    assert holdings.TABLES[table] in found


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE item SET content = 2 WHERE id = 1", "items_differ"),
        ("UPDATE item SET path = x'00' WHERE id = 1", "items_differ"),
        ("UPDATE content SET md5 = zeroblob(16) WHERE id = 1", "contents_differ"),
        ("UPDATE content SET id = 100 + id", "contents_differ"),
        ("UPDATE picture SET data = zeroblob(100)", "contents_differ"),
        ("UPDATE finding SET version = '2'", "contents_differ"),
        ("UPDATE claim SET digest = randomblob(16)", "contents_differ"),
        ("UPDATE message SET text = 'khác'", "contents_differ"),
        ("UPDATE message SET at_ms = 5", "contents_differ"),
        ("UPDATE hit SET distance = 31", "matches_differ"),
        ("UPDATE hashset SET removed = '2026'", "matches_differ"),
        ("UPDATE office_statement SET says = 'withdraw'", "office_lists_differ"),
        ("UPDATE office_certificate SET certificate = x'00'", "office_lists_differ"),
        ("UPDATE report SET signed_by = 'ai đó'", "reports_differ"),
        ("UPDATE tip SET received = '2020'", "tips_differ"),
        ("UPDATE blob_part SET data = x'00'", "tips_differ"),
        ("UPDATE account_role SET role = 'administrator' WHERE role = 'auditor' AND account > 1", "accounts_differ"),
        ("INSERT INTO account_role VALUES(7, 'administrator')", "accounts_differ"),
        ("UPDATE standing SET category = 'D146'", "decision_differs"),
        ("UPDATE ingest SET entries = 5", "cases_differ"),
        ("UPDATE holding SET total = zeroblob(256) WHERE name = 'exhibit'", "cases_differ"),
        ("DELETE FROM holding WHERE name = 'hit'", "matches_differ"),
    ],
)
def test_a_changed_row_is_found(folder: Path, change: str, code: str) -> None:
    assert code in codes(folder, change)


def test_sums_made_to_fit_no_longer_fit_the_chain(folder: Path) -> None:
    connection = ready.raw(folder)
    connection.execute("UPDATE content SET md5 = zeroblob(16) WHERE id = 1")
    total = holdings.counted(connection, "content").to_bytes(256, "big")
    connection.execute("UPDATE holding SET total = ? WHERE name = 'content'", (total,))
    connection.close()
    assert codes(folder) == ["holdings_differ"]


def test_a_change_that_fails_moves_no_sum(folder: Path) -> None:
    with ready.signed_in(folder) as workspace:
        with pytest.raises(UsageFault):
            workspace.change(cases.add("2", "again", CaseKind.TIP, ready.OWNER))

        def act(connection: Connection) -> None:
            connection.execute("INSERT INTO exhibit(casefile, label) VALUES(1, 'lost')")
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            workspace.change(act)  # type: ignore[arg-type]
        workspace.change(cases.add("3", "x", CaseKind.TIP, ready.OWNER))
    assert codes(folder) == []


@pytest.mark.parametrize("raised", [KeyboardInterrupt, MemoryError])
def test_what_stops_a_sum_stops_the_change_under_its_own_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch, raised: type[BaseException]
) -> None:
    """Ctrl-C may come while a row is summed; it is still Ctrl-C."""

    def stopped(*_: object) -> int:
        raise raised

    with ready.signed_in(folder) as workspace:
        with monkeypatch.context() as patch:
            patch.setattr(holdings, "row_digest", stopped)
            with pytest.raises(raised):
                workspace.change(cases.add("3", "x", CaseKind.TIP, ready.OWNER))
        workspace.change(cases.add("4", "x", CaseKind.TIP, ready.OWNER))
        assert [case.number for case in cases.listed(workspace.reader())][:2] == ["4", "2"]
    assert codes(folder) == []


def test_two_programs_keep_one_sum(folder: Path) -> None:
    with ready.signed_in(folder) as one, ready.signed_in(folder) as other:
        for number in range(6):
            (one if number % 2 else other).change(cases.add(f"n{number}", "x", CaseKind.TIP, ready.OWNER))
        assert audit.verify(one.reader()).ok


def test_a_check_sees_one_moment_while_others_write(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ready.signed_in(folder) as workspace:
        counted = holdings.counted

        def meanwhile(connection: Connection, table: str) -> int:
            workspace.change(cases.add(f"while {table}", "x", CaseKind.TIP, ready.OWNER))
            return counted(connection, table)

        monkeypatch.setattr(holdings, "counted", meanwhile)
        assert audit.verify(workspace.reader()).ok


def test_replacing_a_row_does_not_pass_its_guard(workspace: Workspace) -> None:
    with pytest.raises(Exception, match="append-only"):
        workspace._writing.execute(
            "INSERT OR REPLACE INTO decision(id, item, scheme, category, details, note, by, at)"
            " VALUES(1, 1, 'vn', 'D146', '{}', '', 'an', '2026')"
        )


def test_a_rows_digest_can_be_repeated_by_anybody() -> None:
    text = '["item",1,"\\u1ea3nh",null,"00ff","sha256:' + hashlib.sha256(bytes(65)).hexdigest() + '"]'
    assert json.loads(text)[2] == "ảnh"
    expected = int.from_bytes(hashlib.shake_256(text.encode()).digest(256), "big")
    assert holdings.row_digest("item", (1, "ảnh", None, b"\x00\xff", bytes(65))) == expected


def test_an_older_workspace_is_summed_when_it_is_brought_up(folder: Path) -> None:
    connection = ready.raw(folder)
    for table in holdings.TABLES:
        for event in ("insert", "delete", "update"):
            connection.execute(f"DROP TRIGGER {table}_{event}_moves")
    connection.execute("DROP TABLE holding")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm005_holdings'")
    connection.close()
    with ready.signed_in(folder) as workspace:
        workspace.change(cases.add("3", "x", CaseKind.TIP, ready.OWNER))
        assert audit.verify(workspace.reader()).ok
    assert "contents_differ" in codes(folder, "UPDATE content SET md5 = zeroblob(16) WHERE id = 1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_its_sentence(language: str) -> None:
    words = Words(language)
    for code in {*holdings.TABLES.values(), "holdings_differ"}:
        assert "7" in words.say(f"audit-{code.replace('_', '-')}", entry=7)
