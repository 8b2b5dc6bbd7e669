"""A list is a claim of others: what nobody here has looked at is counted, and warned of in a report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector.store import ingests
from tests.cli.calling import Shell
from tests.cli.decided import CASE, Office, at_work, catalogue, digests


@pytest.fixture(autouse=True)
def sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue of words is read once for all the commands of these tests."""
    monkeypatch.setattr("inspector.cli.main.Words", catalogue)


@pytest.fixture
def office(shell: Shell, tmp_path: Path) -> Iterator[Office]:
    """A case with three contents on a list, one of them twice, and one on none."""
    with at_work(shell.workspace) as office:
        office.see("một", "hai", "ba", "thường", "ba")
        listed(shell, tmp_path, "illegal", "một", "hai")
        listed(shell, tmp_path, "alert", "ba")
        yield office


def listed(shell: Shell, folder: Path, listing: str, *names: str) -> None:
    path = folder / f"{listing}.txt"
    path.write_text("".join(f"{digests(name).sha256.hex()}\n" for name in names), encoding="ascii")
    assert shell("hashset", "add", path, "--list", listing).code == 0


def unwitnessed(shell: Shell, case: str = CASE) -> int:
    told = shell("case", "show", case, "--json").json
    return int(told["unwitnessed"])


def opened(office: Office, name: str) -> None:
    office.workspace.change(ingests.opened(office.items[name]))


def test_what_a_list_alone_says_is_counted_once_a_content(shell: Shell, office: Office) -> None:
    assert unwitnessed(shell) == 3
    assert "3 nội dung" in shell("case", "show", CASE).stdout


def test_a_decision_or_an_opened_item_is_a_look(shell: Shell, office: Office) -> None:
    office.say("reviewer", "KLQ", "một")
    assert unwitnessed(shell) == 2
    opened(office, "ba")
    assert unwitnessed(shell) == 1
    opened(office, "thường")
    assert unwitnessed(shell) == 1
    opened(office, "hai")
    assert unwitnessed(shell) == 0
    assert "chưa được ai" not in shell("case", "show", CASE).stdout


def test_a_look_in_another_case_is_one(shell: Shell, office: Office) -> None:
    office.see("một", "hai", case="08/VA")
    assert unwitnessed(shell, "08/VA") == 2
    office.say("examiner", "D147", "một")
    opened(office, "hai")
    assert (unwitnessed(shell, "08/VA"), unwitnessed(shell)) == (0, 1)


def test_lists_out_of_use_and_lists_of_harmless_contents_claim_nothing(
    shell: Shell, office: Office, tmp_path: Path
) -> None:
    listed(shell, tmp_path, "known-good", "thường")
    shell("hashset", "remove", "illegal.txt")
    assert unwitnessed(shell) == 1


def report(shell: Shell, out: Path, language: str) -> dict[str, str]:
    made = shell("report", "--case", CASE, "--form", "assessment", "--out", out, "--at", "2026-11-28T00:00:00Z",
                 "--json", LANG=language)  # fmt: skip
    assert made.code == 0, made.stderr
    return {warning["code"]: warning["message"] for warning in made.json["warnings"]}


def test_a_report_that_relies_on_lists_alone_is_warned_of(shell: Shell, office: Office, tmp_path: Path) -> None:
    for language, words in (("vi", "hãy tự xem trước khi kết luận"), ("en", "look before you conclude")):
        warning = report(shell, tmp_path / f"{language}.pdf", language)["report_unwitnessed"]
        assert warning.startswith("3 ")
        assert words in warning
    for name in ("một", "hai", "ba"):
        opened(office, name)
    assert "report_unwitnessed" not in report(shell, tmp_path / "looked.pdf", "vi")
    # Opening changes nothing in the case: the report says the same, to the byte.
    assert (tmp_path / "looked.pdf").read_bytes() == (tmp_path / "vi.pdf").read_bytes()
