"""A database that opens and in which a later page is damaged: told as damage wherever it is met, not as our mistake."""

from __future__ import annotations

import pytest

from inspector.store.workspace import DATABASE
from tests import ready
from tests.cli.calling import CASE, Shell

PAGE = 4096


@pytest.mark.parametrize(
    ("command", "table"),
    [
        (("items", "--case", CASE), "item"),
        (("item", "show", "1"), "content"),
        (("case", "show", CASE), "ingest"),
        (("audit", "verify"), "audit"),
    ],
)
def test_damage_met_late_is_3_and_says_so(case: Shell, command: tuple[str, ...], table: str) -> None:
    connection = ready.raw(case.workspace)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    connection.close()
    pages = bytearray((case.workspace / DATABASE).read_bytes())
    pages[(root - 1) * PAGE + 100] ^= 1
    (case.workspace / DATABASE).write_bytes(pages)
    told = case(*command, "--json")
    assert (told.code, told.json["error"]["code"]) == (3, "workspace_damaged")
