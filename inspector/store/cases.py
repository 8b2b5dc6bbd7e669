"""The cases of a workspace."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from inspector.domain.case import Case, CaseKind
from inspector.domain.fault import InputFault, UsageFault
from inspector.store import listing
from inspector.store.connection import Connection
from inspector.store.deed import Act, Deed, now

_COLUMNS = "id, number, title, kind, opened, opened_by"


@dataclass(frozen=True, slots=True)
class Counts:
    """How a case stands: occurrences, distinct contents, what waits, what failed, what matched, what is decided."""

    items: int
    contents: int
    bytes: int
    waiting: int
    failed: int
    exact: int
    near: int
    decided: int


def add(number: str, title: str, kind: CaseKind, by: str) -> Act[Case]:
    """A new case; its number is unique in the workspace."""
    number = _composed(number)

    def act(connection: Connection) -> Deed[Case]:
        if connection.execute("SELECT 1 FROM casefile WHERE number = ?", (number,)).fetchone():
            raise UsageFault("case_exists", number=number)
        opened = now()
        (case,) = connection.execute(
            "INSERT INTO casefile(number, title, kind, opened, opened_by) VALUES(?,?,?,?,?) RETURNING id",
            (number, title, kind.value, opened, by),
        ).fetchone()
        data = {"number": number, "title": title, "kind": kind.value}
        return Deed("case_new", Case(case, number, title, kind, opened, by), f"case {case}", data, case, alters=True)

    return act


def find(connection: Connection, number: str) -> Case:
    """The case of that number; raises InputFault `no_case`."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM casefile WHERE number = ?", (_composed(number),)).fetchone()
    if row is None:
        raise InputFault("no_case", number=number)
    return _case(row)


def by_id(connection: Connection, case: int) -> Case:
    """The case with that row id."""
    return _case(connection.execute(f"SELECT {_COLUMNS} FROM casefile WHERE id = ?", (case,)).fetchone())


def listed(connection: Connection) -> list[Case]:
    """All cases, newest first."""
    return [_case(row) for row in connection.execute(f"SELECT {_COLUMNS} FROM casefile ORDER BY id DESC")]


def counts(connection: Connection, case: int) -> Counts:
    """How the case stands now."""
    one = connection.execute
    items, contents, size, waiting = one(
        "SELECT count(*), count(DISTINCT content), CAST(total(size) AS INTEGER), ifnull(sum(state = 'waiting'), 0)"
        " FROM item WHERE casefile = ?",
        (case,),
    ).fetchone()
    (failed,) = one(f"SELECT count(*) FROM item WHERE casefile = ? AND {listing.FAILED}", (case,)).fetchone()
    exact, near = listing.match_counts(connection, "item.casefile = ?", case)
    (decided,) = one(
        "SELECT count(DISTINCT item) FROM standing WHERE item IN (SELECT id FROM item WHERE casefile = ?)", (case,)
    ).fetchone()
    return Counts(items, contents, size, waiting, failed, exact, near, decided)


def _composed(number: str) -> str:
    """A case number in one spelling (NFC), however the keyboard wrote its marks."""
    return unicodedata.normalize("NFC", number)


def _case(row: tuple[int, str, str, str, str, str]) -> Case:
    return Case(row[0], row[1], row[2], CaseKind(row[3]), row[4], row[5])
