"""What `hashset update` says of the set that it made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calling import KNOWN, Shell
from tests.library import rds_files as made

ROWS = [made.row(number) for number in range(4)]
DELTA = "BEGIN TRANSACTION;\nDELETE FROM FILE WHERE sha256='{}';\nDELETE FROM FILE WHERE sha256='{}';\nCOMMIT;\n"


@pytest.mark.parametrize(("language", "said"), [("vi", "thiếu một bản phát hành"), ("en", "a release in between")])
def test_a_release_that_was_passed_over_is_told(shell: Shell, tmp_path: Path, language: str, said: str) -> None:
    base = made.base(tmp_path / "base.db", made.FILE + made.OTHERS + made.VERSION, ROWS)
    assert shell("hashset", "add", base, "--list", "known-good", "--name", "N").code == 0
    delta = tmp_path / "RDS_2026.12.1_modern_minimal_delta.sql"
    delta.write_text(DELTA.format(ROWS[0][0], made.row(9)[0]), encoding="utf-8")
    ended = shell("hashset", "update", "N", delta, LANG=language)
    assert ended.code == 0
    assert said in ended.stderr
    assert shell("hashset", "show", "N", "--json").json["incomplete"] == "difference-missed"


@pytest.mark.parametrize(("language", "said"), [("vi", "vẫn tắt"), ("en", "stays off")])
def test_a_set_that_was_off_is_told_to_be_off_still(shell: Shell, tmp_path: Path, language: str, said: str) -> None:
    (tmp_path / "list.txt").write_text(f"{KNOWN}\n", encoding="utf-8")
    assert shell("hashset", "add", tmp_path / "list.txt", "--list", "illegal", "--name", "N").code == 0
    assert said not in shell("hashset", "update", "N", tmp_path / "list.txt", LANG=language).stderr
    assert shell("hashset", "off", "N").code == 0
    assert said in shell("hashset", "update", "N", tmp_path / "list.txt", LANG=language).stderr
    assert shell("hashset", "show", "N", "--json").json["off"]


@pytest.mark.parametrize(("language", "said"), [("vi", "được giữ nguyên"), ("en", "stays as it is")])
def test_a_list_that_breaks_off_does_not_replace_one_that_does_not(
    shell: Shell, tmp_path: Path, language: str, said: str
) -> None:
    (tmp_path / "list.txt").write_text(f"{KNOWN}\n", encoding="utf-8")
    assert shell("hashset", "add", tmp_path / "list.txt", "--list", "illegal", "--name", "N").code == 0
    (tmp_path / "cut.txt").write_text(f"{KNOWN}\n{KNOWN[:-1]}0\n{KNOWN[:20]}", encoding="utf-8")
    ended = shell("hashset", "update", "N", tmp_path / "cut.txt", LANG=language)
    assert (ended.code, said in ended.stderr) == (4, True)
    shown = shell("hashset", "show", "N", "--json").json
    assert (shown["entries"], shown["incomplete"]) == (1, "")
