"""Manifests that real tools and hands made beside the evidence, through an ingest and `case show`."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import CASE, Shell

FILES = {"ảnh/Tết.jpg": b"one", "ảnh/mèo (1).jpg": b"two", "tài liệu/a,b.txt": b"three", "z": b"four"}


def filled(folder: Path) -> None:
    for path, content in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def printed(folder: Path, name: str, *command: str) -> None:
    told = subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout
    (folder / name).write_bytes(told)


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    """A bag, and a folder with a list of sums and one of hashdeep beside it; then things happen to the files."""
    top = tmp_path / "evidence"
    filled(top / "bag" / "data")
    lines = [f"{hashlib.sha256(content).hexdigest()}  data/{path}\n" for path, content in FILES.items()]
    (top / "bag" / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    (top / "bag" / "manifest-sha256.txt").write_text("".join(lines), encoding="utf-8")
    printed(top / "bag", "tagmanifest-sha1.txt", "sha1sum", "bagit.txt", "manifest-sha256.txt")
    filled(top / "đĩa")
    printed(top / "đĩa", "../audit.txt", "hashdeep", "-r", ".")
    printed(top / "đĩa", "SHA256SUMS", "sha256sum", *FILES)
    for folder in (top / "bag" / "data", top / "đĩa"):
        (folder / "ảnh" / "Tết.jpg").write_bytes(b"ONE")
        (folder / "z").unlink()
        (folder / "ảnh" / "mới.jpg").write_bytes(b"new")
    return top


def shown(shell: Shell, evidence: Path) -> dict[str, dict[str, Any]]:
    shell("case", "new", CASE, "--title", "x")
    assert shell("ingest", evidence, "--case", CASE).code == 0
    document = shell("case", "show", CASE, "--json").json
    return {manifest["kind"]: manifest for manifest in document["manifests"]}


def test_every_file_that_differs_is_told(shell: Shell, engine: None, evidence: Path) -> None:
    found = shown(shell, evidence)
    assert set(found) == {"bag", "bag_tags", "sums", "hashdeep"}
    counts = {"claimed": 4, "matched": 2, "mismatched": 1, "missing": 1, "extra": 1, "unchecked": 0}
    for kind, claimed, lying in (
        ("bag", "data/", "bag/data/"), ("sums", "", "đĩa/"), ("hashdeep", f"{evidence}/đĩa/", "đĩa/"),
    ):  # fmt: skip
        assert {name: found[kind][name] for name in counts} == counts, kind
        assert {(problem["code"], problem["path"]) for problem in found[kind]["problems"]} == {
            ("mismatched", claimed + "ảnh/Tết.jpg"), ("missing", claimed + "z"), ("extra", lying + "ảnh/mới.jpg"),
        }  # fmt: skip
    assert found["bag_tags"]["matched"] == found["bag_tags"]["claimed"] == 2


def test_people_read_it_in_their_language(shell: Shell, engine: None, evidence: Path) -> None:
    shown(shell, evidence)
    told = shell("case", "show", CASE).stdout
    assert "Bản kê bag/manifest-sha256.txt (túi BagIt): kê 4; khớp 2, không khớp 1, thiếu 1, ngoài bản kê 1" in told
    assert "– không khớp: data/ảnh/Tết.jpg" in told
    english = shell("case", "show", CASE, "--lang", "en").stdout
    assert "Manifest đĩa/SHA256SUMS (list of sums): 4 claimed; 2 agree, 1 differ, 1 missing, 1 not on it" in english
    assert "– missing: z" in english
    assert "more." not in english


def test_a_bag_inside_an_archive_is_held_against_what_lies_there(shell: Shell, engine: None, evidence: Path) -> None:
    above = evidence.parent / "packed"
    shutil.make_archive(str(above / "giao nộp"), "zip", evidence, "bag")
    found = shown(shell, above)
    assert set(found) == {"bag", "bag_tags"}
    assert {(problem["code"], problem["path"]) for problem in found["bag"]["problems"]} == {
        ("mismatched", "data/ảnh/Tết.jpg"), ("missing", "data/z"), ("extra", "bag/data/ảnh/mới.jpg"),
    }  # fmt: skip


def test_a_case_without_manifests_says_nothing_of_them(case: Shell) -> None:
    assert case("case", "show", CASE, "--json").json["manifests"] == []
    assert "Bản kê" not in case("case", "show", CASE).stdout


def test_what_is_left_out_is_counted(shell: Shell, engine: None, tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    lines = "".join(f"{'0' * 32}  {number}\n" for number in range(150))
    (tmp_path / "evidence" / "MD5SUMS").write_text(lines)
    found = shown(shell, tmp_path / "evidence")["sums"]
    assert (found["missing"], len(found["problems"])) == (150, 100)
    assert "– và 50 dòng nữa." in shell("case", "show", CASE).stdout
