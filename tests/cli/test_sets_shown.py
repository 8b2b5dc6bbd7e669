"""What `hashset list` and `show` print of a set: in the language asked for, and under names that can be typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calling import KNOWN, Shell


@pytest.mark.parametrize(
    ("language", "said", "unsaid"),
    [
        ("vi", ["Danh mục\tbất hợp pháp", "Danh sách bị cụt", "Giá trị khác nhau\t1", "SHA-256\t1", "Nạp ngày\t"],
         ["List\t", "List date"]),
        ("en", ["List\tillegal", "The list breaks off", "Different entries\t1", "SHA-256\t1"], ["Danh sách"]),
    ],
)  # fmt: skip
def test_a_set_is_shown_in_words(
    shell: Shell, tmp_path: Path, language: str, said: list[str], unsaid: list[str]
) -> None:
    (tmp_path / "list.txt").write_text(f"{KNOWN}\n{KNOWN[:20]}", encoding="utf-8")
    add = ("hashset", "add", tmp_path / "list.txt", "--list", "illegal", "--name", "N", "--meaning", "1=một")
    assert shell(*add, "--dated", "01/09/2026").code == 0
    shown = shell("hashset", "show", "N", LANG=language).stdout
    assert all(each in shown for each in [*said, "01/09/2026", "1\tmột"])
    assert not any(each in shown for each in [*unsaid, "truncated", "added_by", "signals", "facts"])
    assert shell("hashset", "off", "N").code == 0
    assert ("đang tắt từ" if language == "vi" else "off since") in shell("hashset", "show", "N", LANG=language).stdout


@pytest.mark.parametrize("called", ["new\nline.txt", "back\\slash.txt", "both\\\u202e.txt", "ảnh.txt"])
def test_a_set_called_as_its_file_is_found_as_it_is_listed(shell: Shell, tmp_path: Path, called: str) -> None:
    (tmp_path / called).write_text(f"{KNOWN}\n", encoding="utf-8")
    assert shell("hashset", "add", tmp_path / called, "--list", "illegal").code == 0
    name = shell("hashset", "list").stdout.split("\t")[0]
    before = shell("hashset", "list", "--json").json[0]["name"]
    assert shell("hashset", "update", name, tmp_path / called).code == 0
    assert [told["name"] for told in shell("hashset", "list", "--json").json] == [before]
    assert shell("hashset", "remove", name).code == 0
    assert shell("hashset", "list", "--json").json == []
