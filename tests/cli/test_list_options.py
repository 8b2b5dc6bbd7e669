"""What a person may say of a list on the command line: its columns, and what category 0 means in it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from inspector.library.formats.zero import MEANINGS
from tests.cli.calling import KNOWN, Shell

ADD = ("hashset", "add")


def test_columns_are_chosen_and_remembered(case: Shell, tmp_path: Path) -> None:
    (tmp_path / "bảng.csv").write_text(f"Số;Mã;Loại\n1;{KNOWN};B\n2;{KNOWN[1:]};C\n", encoding="utf-8")
    added = case(*ADD, tmp_path / "bảng.csv", "--list", "alert", "--columns", "sha256=2,category=Loại", "--json")
    assert added.code == 0, added.stderr
    assert (added.json["entries"], added.json["broken"], added.json["matched"]) == (1, 1, 1)
    assert added.json["facts"] == {"columns": "sha256=2,category=Loại"}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_column_that_is_not_there_is_told_with_those_that_are(shell: Shell, tmp_path: Path, language: str) -> None:
    (tmp_path / "bảng.csv").write_text(f"Số;Mã;Loại\n1;{KNOWN};B\n", encoding="utf-8")
    add = (*ADD, tmp_path / "bảng.csv", "--list", "alert", "--lang", language)
    ended = shell(*add, "--columns", "sha256=Băm")
    assert ended.code == 2
    assert "Băm" in ended.stderr
    assert "1 Số, 2 Mã, 3 Loại" in ended.stderr
    assert shell("hashset", "list", "--json").json == []
    assert shell(*add, "--columns", "sha256:2").code == 2


def vics(country: str) -> bytes:
    context = f"http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/{country}/$metadata#Media"
    media = [{"MediaID": 1, "MD5": "0" * 32, "Category": 0}, {"MediaID": 2, "MD5": "1" * 32, "Category": 1}]
    return json.dumps({"@odata.context": context, "value": media}).encode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_nought_means_is_asked_with_what_to_type(shell: Shell, tmp_path: Path, language: str) -> None:
    (tmp_path / "vic.json").write_bytes(vics("UK"))
    add = (*ADD, tmp_path / "vic.json", "--list", "illegal", "--lang", language)
    ended = shell(*add)
    assert ended.code == 2
    assert all(f"--zero {meaning}" in ended.stderr for meaning in MEANINGS)
    assert shell("hashset", "list", "--json").json == []
    added = shell(*add, "--zero", "uncategorised", "--json")
    assert added.code == 0, added.stderr
    assert added.json["facts"] == {
        "version": "2.0", "country": "UK", "shape": "Media", "zero": "uncategorised", "zero_by": "choice",
    }  # fmt: skip
    assert shell(*add, "--name", "x", "--zero", "unknown").code == 2


def test_what_is_known_of_a_country_is_taken(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "vic.json").write_bytes(vics("US"))
    added = shell(*ADD, tmp_path / "vic.json", "--list", "illegal", "--json")
    assert (added.json["facts"]["zero"], added.json["facts"]["zero_by"]) == ("non-pertinent", "country US")


@pytest.mark.parametrize(("language", "said"), [("vi", "chỉ theo mã số"), ("en", "1 entry is taken back by")])
def test_what_is_taken_back_by_an_id_of_a_set_without_is_told(
    shell: Shell, tmp_path: Path, language: str, said: str
) -> None:
    (tmp_path / "list.txt").write_text(KNOWN, encoding="utf-8")
    assert shell(*ADD, tmp_path / "list.txt", "--list", "alert", "--name", "known").code == 0
    named = "<member id='1'/><timestamp>2026-01-01T00:00:00Z</timestamp><id>a</id>"
    images = f"<images count='1'><deletedImage>{named}</deletedImage></images>"
    text = f"<queryResult xmlns='https://hashsharing.ncmec.org/hashsharing/v2'>{images}</queryResult>"
    (tmp_path / "list.xml").write_text(text, encoding="utf-8")
    update = ("hashset", "update", "known", tmp_path / "list.xml", "--difference", "--lang", language, "--json")
    added = shell(*update)
    assert (added.code, added.json["entries"], added.json["gone"], added.json["missing"]) == (0, 1, 1, 1)
    assert said in added.stderr


@pytest.mark.parametrize(
    ("language", "said", "unsaid"),
    [("vi", "Đã bỏ 1 dòng", "bị ẩn khi rà soát như"), ("en", "1 row of a file", "hidden from review like")],
)
def test_files_of_tools_are_told_or_that_nothing_tells_of_them(
    shell: Shell, tmp_path: Path, language: str, said: str, unsaid: str
) -> None:
    heading = '"SHA-1","MD5","CRC32","FileName","FileSize","ProductCode","OpSystemCode","SpecialCode"\n'
    rows = "".join(f'"{KNOWN[:39]}{number}","","0","x",1,{number},"1",""\n' for number in (1, 2))
    (tmp_path / "NSRLFile.txt").write_text(heading + rows, encoding="utf-8")
    add = (*ADD, tmp_path / "NSRLFile.txt", "--list", "known-good", "--lang", language)
    assert unsaid in shell(*add, "--name", "a").stderr
    (tmp_path / "NSRLProd.txt").write_text('ProductCode,ApplicationType\n2,"Hacker Tool"\n', encoding="utf-8")
    added = shell(*add, "--name", "b", "--json")
    assert (added.code, added.json["entries"], added.json["tools"]) == (0, 1, 1)
    assert said in added.stderr
    assert "Hacker Tool 1" in added.stderr
    assert (added.json["facts"]["tools"], added.json["facts"]["tools_rows"]) == ("Hacker Tool 1", "1")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_digest_of_an_empty_file_is_told_with_its_line(shell: Shell, tmp_path: Path, language: str) -> None:
    path = tmp_path / "list.txt"
    path.write_text(f"{KNOWN}\n{hashlib.sha256(b'').hexdigest()}\n", encoding="utf-8")
    add = (*ADD, path, "--list", "illegal", "--lang", language)
    added = shell(*add, "--json").json
    assert (added["entries"], added["blank"], added["broken"]) == (1, 1, 0)
    assert [(told["line"], told["code"], told["loaded"]) for told in added["problems"]] == [(2, "empty-file", False)]
    assert "2: " in shell(*add, "--name", "again").stderr
