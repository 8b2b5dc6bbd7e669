"""Every change is one transaction with one row of audit, or nothing at all."""

from __future__ import annotations

import threading

import pytest

from inspector.domain.case import Case, CaseKind
from inspector.domain.fault import UsageFault
from inspector.store import Workspace, audit, cases
from inspector.store.connection import Connection
from inspector.store.deed import Act, Deed
from tests import ready


def rows(workspace: Workspace) -> tuple[int, int]:
    """How many cases and rows of audit there are, as somebody else sees it."""
    connection = ready.raw(workspace.folder)
    counted = connection.execute("SELECT (SELECT count(*) FROM casefile), (SELECT count(*) FROM audit)").fetchone()
    connection.close()
    return counted[0], counted[1]


def add(number: str) -> Act[Case]:
    return cases.add(number, "x", CaseKind.TIP, ready.OWNER)


def test_a_change_writes_itself_and_one_row(workspace: Workspace) -> None:
    before = rows(workspace)
    workspace.change(add("1"))
    assert rows(workspace) == (before[0] + 1, before[1] + 1)


def test_a_change_that_fails_writes_neither(workspace: Workspace) -> None:
    before = rows(workspace)

    def act(connection: Connection) -> Deed[None]:
        add("1")(connection)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        workspace.change(act)
    assert rows(workspace) == before


def test_a_change_whose_audit_row_cannot_be_written_writes_neither(workspace: Workspace) -> None:
    before = rows(workspace)

    def act(connection: Connection) -> Deed[None]:
        add("1")(connection)
        return Deed("case_new", None, data={"share": 0.5})  # type: ignore[dict-item]  # no canonical form

    with pytest.raises(TypeError):
        workspace.change(act)
    assert rows(workspace) == before
    assert workspace.change(add("1"))


def test_a_refusal_inside_a_change_leaves_the_chain_as_it_was(workspace: Workspace) -> None:
    workspace.change(add("1"))
    before = rows(workspace)
    with pytest.raises(UsageFault):
        workspace.change(add("1"))
    assert rows(workspace) == before


def test_a_change_that_is_broken_off_writes_neither(workspace: Workspace) -> None:
    before = rows(workspace)

    def act(connection: Connection) -> Deed[None]:
        add("1")(connection)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workspace.change(act)
    assert rows(workspace) == before


def test_threads_take_turns_and_each_reads_for_itself(workspace: Workspace) -> None:
    seen: list[int] = []

    def work(letter: str) -> None:
        for number in range(10):
            workspace.change(add(f"{letter}{number}"))
        seen.append(len(cases.listed(workspace.reader())))

    threads = [threading.Thread(target=work, args=(letter,)) for letter in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(cases.listed(workspace.reader())) == 30
    assert all(count >= 10 for count in seen)
    assert audit.verify(workspace.reader()).ok


def test_the_row_tells_who_what_and_when(workspace: Workspace) -> None:
    case = workspace.change(add("7"))
    (entry,) = audit.newest(workspace.reader(), 1)
    assert (entry.who, entry.action, entry.case, entry.alters) == (ready.OWNER, "case_new", case.id, True)
    assert entry.at.endswith("+00:00")
    assert '"number":"7"' in entry.data
