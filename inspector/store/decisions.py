"""What people decided about items; a correction is a new row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from inspector.domain.canonical import Value
from inspector.domain.decision import Decision
from inspector.domain.fault import InputFault
from inspector.domain.group import GroupKind
from inspector.store import audit, together
from inspector.store.connection import Connection
from inspector.store.deed import Act, Deed, now

_COLUMNS = "id, item, scheme, category, details, note, by, at"


@dataclass(frozen=True, slots=True)
class Choice:
    """A category to set in a scheme, or None to take the standing one back."""

    scheme: str
    category: str | None
    details: dict[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class OfGroup:
    """The group that a choice is applied to: its kind and leading content, and an item by which it is found.

    `gap` is the most seconds within a series; `over` lets what was decided otherwise be decided anew.
    """

    kind: GroupKind
    sha256: bytes
    item: int
    gap: int
    over: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What a choice for a group would do: `items` get it, `left` stay decided otherwise, `so` stand so already.

    What stands so by somebody else alone is among `items`: two who agree are two opinions, and each is on record.
    """

    group: OfGroup
    items: list[int]
    left: list[int]
    so: list[int]


def plan(connection: Connection, group: OfGroup, choice: Choice, by: str) -> Plan:
    """Which items of a group a choice of the account `by` would be recorded for."""
    items = together.items(connection, group.item, group.kind, group.gap)
    stands = {item: standing(connection, item).get(choice.scheme) for item in items}
    so = [item for item in items if stands[item] == choice.category and _said(connection, item, choice, by)]
    keeps = choice.category is not None and not group.over
    left = [item for item in items if keeps and stands[item] not in {None, choice.category}]
    return Plan(group, [item for item in items if item not in {*so, *left}], left, so)


def _said(connection: Connection, item: int, choice: Choice, by: str) -> bool:
    """Whether there is nothing more for an account to say: the choice is what it said last, or takes nothing back."""
    asked = "SELECT category FROM decision WHERE item = ? AND scheme = ? AND by = ? ORDER BY id DESC LIMIT 1"
    said = connection.execute(asked, (item, choice.scheme, by)).fetchone()
    return choice.category is None or said == (choice.category,)


def decide(items: Sequence[int], choice: Choice, by: str, group: OfGroup | None = None) -> Act[list[Decision]]:
    """Records one choice for each of `items`, which belong to one case.

    With a `group` they are what was planned for it; raises InputFault `group_changed` when that is no longer the plan.
    """

    def act(connection: Connection) -> Deed[list[Decision]]:
        case = _case_of(connection, items)
        if group is not None and not set(items) <= set(plan(connection, group, choice, by).items):
            raise InputFault("group_changed")
        moment = now()
        details = json.dumps(choice.details, sort_keys=True, ensure_ascii=False)
        rows = [
            connection.execute(
                f"INSERT INTO decision(item, scheme, category, details, note, by, at) VALUES(?,?,?,?,?,?,?)"
                f" RETURNING {_COLUMNS}",
                (item, choice.scheme, choice.category, details, choice.note, by, moment),
            ).fetchone()
            for item in items
        ]
        for row in rows:
            _let_stand(connection, row[0], row[1], choice)
        data: dict[str, Value] = {"decisions": [audit.decision_data(row) for row in rows]}
        if group is not None:
            data["group"] = {"kind": group.kind.value, "leader": group.sha256.hex(), "over": group.over}
        return Deed("decide", [_decision(row) for row in rows], f"items {len(rows)}", data, case, alters=True)

    return act


def _let_stand(connection: Connection, decision: int, item: int, choice: Choice) -> None:
    if choice.category is None:
        connection.execute("DELETE FROM standing WHERE item = ? AND scheme = ?", (item, choice.scheme))
    else:
        connection.execute(
            "INSERT OR REPLACE INTO standing(item, scheme, category, decision) VALUES(?,?,?,?)",
            (item, choice.scheme, choice.category, decision),
        )


def _case_of(connection: Connection, items: Sequence[int]) -> int:
    cases = set()
    for item in items:
        row = connection.execute("SELECT casefile FROM item WHERE id = ?", (item,)).fetchone()
        if row is None:
            raise InputFault("no_item", id=item)
        cases.add(row[0])
    if len(cases) != 1:
        raise InputFault("items_of_several_cases")
    (case,) = cases
    return int(case)


def history(connection: Connection, item: int) -> list[Decision]:
    """Every decision about an item, oldest first."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM decision WHERE item = ? ORDER BY id", (item,))
    return [_decision(row) for row in rows]


def standing(connection: Connection, item: int) -> dict[str, str]:
    """What stands for an item: scheme to category."""
    return dict(connection.execute("SELECT scheme, category FROM standing WHERE item = ? ORDER BY scheme", (item,)))


def of_case(connection: Connection, case: int) -> Iterator[Decision]:
    """Every decision about the items of a case, by item and in order."""
    columns = ", ".join(f"decision.{name}" for name in _COLUMNS.split(", "))
    for row in connection.execute(
        f"SELECT {columns} FROM decision JOIN item ON item.id = decision.item WHERE item.casefile = ?"
        " ORDER BY decision.item, decision.id",
        (case,),
    ):
        yield _decision(row)


def _decision(row: tuple[int, int, str, str | None, str, str, str, str]) -> Decision:
    return Decision(row[0], row[1], row[2], row[3], json.loads(row[4]), row[5], row[6], row[7])
