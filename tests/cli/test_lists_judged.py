"""What the command line tells of what a list says of its entries, and of what a difference changed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import Shell

ADD = ("hashset", "add")


def vics(*categories: Any, names: str = "MD5 SHA1") -> bytes:
    records = [
        {
            **{kind: hashlib.new(kind.lower(), b"%d" % number).hexdigest() for kind in names.split()},
            "Category": category,
        }
        for number, category in enumerate(categories)
    ]
    context = "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/US/$metadata#Media"
    return json.dumps({"@odata.context": context, "value": records}).encode()


@pytest.mark.parametrize(("language", "said"), [("vi", "chưa được danh sách phân loại"), ("en", "has not categorised")])
def test_how_much_is_not_categorised_is_told(shell: Shell, tmp_path: Path, language: str, said: str) -> None:
    (tmp_path / "vics.json").write_bytes(vics(1, None, "Uncategorized", 0))
    added = shell(*ADD, tmp_path / "vics.json", "--list", "illegal", "--lang", language, "--json")
    assert (added.code, added.json["entries"], added.json["uncategorised"], added.json["left_out"]) == (0, 3, 2, 1)
    assert said in next(line for line in added.stderr.splitlines() if "2" in line)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_list_of_sought_material_is_refused_among_what_is_harmless(
    shell: Shell, tmp_path: Path, language: str
) -> None:
    (tmp_path / "list.csv").write_text(f"MD5;Baseline;Is distributed;Series name\n{'0' * 32};y;n;\n", encoding="utf-8")
    ended = shell(*ADD, tmp_path / "list.csv", "--list", "known-good", "--lang", language)
    assert ended.code == 4
    assert shell("hashset", "list", "--json").json == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_nought_means_is_asked_of_an_export_of_griffeye(shell: Shell, tmp_path: Path, language: str) -> None:
    text = (
        f"Binary Copies,Category,Nudity Level,MD5,Visual Copies\n1,0,0,{'0' * 32},1\n1,Non-Pertinent,0,{'1' * 32},1\n"
    )
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    add = (*ADD, tmp_path / "list.csv", "--list", "illegal", "--lang", language)
    asked = shell(*add)
    assert asked.code == 2
    assert "--zero uncategorised" in asked.stderr
    added = shell(*add, "--zero", "uncategorised", "--json")
    assert (added.json["format"], added.json["entries"], added.json["left_out"]) == ("griffeye", 1, 1)


CHANGES = {
    "vi": ("1 mục có sẵn trong bộ băm đã đổi phân loại", "1 mục có sẵn trong bộ băm đã được gỡ", "chỉ theo một phần"),
    "en": ("1 entry that the set had is now", "1 entry that the set had is no longer", "by some of"),
}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_a_difference_changed_is_told(shell: Shell, tmp_path: Path, language: str) -> None:
    (tmp_path / "1.json").write_bytes(vics(1, 1, 2))
    (tmp_path / "2.json").write_bytes(vics(0, 2, 2))
    (tmp_path / "3.json").write_bytes(vics(0, 1, 0, names="MD5"))
    assert shell(*ADD, tmp_path / "1.json", "--list", "illegal", "--name", "V").code == 0
    update = ("--difference", "--lang", language, "--json")
    changed = shell("hashset", "update", "V", tmp_path / "2.json", *update)
    counts = [changed.json[name] for name in ("entries", "changed", "taken_back", "in_part")]
    assert counts == [2, 1, 1, 0]
    *whole, partly = CHANGES[language]
    assert [sentence in changed.stderr for sentence in (*whole, partly)] == [True, True, False]
    again = shell("hashset", "update", "V", tmp_path / "3.json", *update)
    assert ([again.json[name] for name in ("changed", "taken_back", "in_part")], again.code) == ([1, 1, 2], 0)
    assert partly in again.stderr
    (tmp_path / "4.json").write_bytes(vics(0, 0, 0))
    assert shell("hashset", "update", "V", tmp_path / "4.json", "--difference", "--lang", language).code == 4
