"""What review hides as known and harmless is counted where a case is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.calling import Shell
from tests.cli.decided import CASE, Office, at_work, catalogue, digests


@pytest.fixture(autouse=True)
def sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue of words is read once for all the commands of these tests."""
    monkeypatch.setattr("inspector.cli.main.Words", catalogue)


@pytest.fixture
def office(shell: Shell) -> Iterator[Office]:
    """A case with two contents, one of them twice."""
    with at_work(shell.workspace) as office:
        office.see("một", "hai", "hai")
        yield office


def listed(shell: Shell, folder: Path, listing: str, name: str) -> None:
    path = folder / f"{listing}.txt"
    path.write_text(f"{digests(name).sha256.hex()}\n", encoding="ascii")
    assert shell("hashset", "add", path, "--list", listing).code == 0


def hidden(shell: Shell) -> int:
    return int(shell("case", "show", CASE, "--json").json["known_good"])


@pytest.mark.usefixtures("office")
def test_every_item_that_is_hidden_counts(shell: Shell, tmp_path: Path) -> None:
    assert hidden(shell) == 0
    assert "vô hại" not in shell("case", "show", CASE).stdout
    listed(shell, tmp_path, "known-good", "hai")
    assert hidden(shell) == 2
    assert "2 mục đã biết là vô hại" in shell("case", "show", CASE).stdout
    assert "which review hides: 2." in shell("case", "show", CASE, LANG="en").stdout
    shell("hashset", "off", "known-good.txt")
    assert hidden(shell) == 0


@pytest.mark.usefixtures("office")
def test_what_is_sought_is_never_hidden_nor_counted(shell: Shell, tmp_path: Path) -> None:
    listed(shell, tmp_path, "known-good", "hai")
    listed(shell, tmp_path, "alert", "hai")
    assert hidden(shell) == 0
