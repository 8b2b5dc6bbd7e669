"""The kinds of products whose files are no harmless ones: data, and how what a product says is held against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.domain.fault import InputFault
from inspector.library.rds.tools import MOST, Tools, tools


def test_every_kind_is_told_by_its_own_name() -> None:
    known = tools()
    assert {"Hacker Tool", "Keylogger", "Steganography"} <= set(known.names)
    assert [known.kind(name) for name in known.names] == list(range(1, len(known.names) + 1))


def test_the_first_of_several_kinds_counts_and_nothing_is_one() -> None:
    known = Tools(["Hacker Tool", "Steganography"])
    assert [known.kind(told) for told in ("steganography,Hacker tools", "Office; HACKER TOOL", "", "Tool")] == [
        2,
        1,
        0,
        0,
    ]
    assert [known.kind(f"Kind {number}") for number in range(9000)] == [0] * 9000


@pytest.mark.parametrize(
    "text", ["", "kinds = 3", "kinds = ['']", "kinds = [1]", "kinds = [", f"kinds = {['x'] * (MOST + 1)}", "\xff"]
)
def test_a_wrong_file_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "tools.toml").write_text(text, encoding="latin-1")
    with pytest.raises(InputFault, match="tools_broken"):
        tools(tmp_path / "tools.toml")
