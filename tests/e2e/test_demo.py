"""The whole job on drawn evidence: what the first command of the front page does."""

from __future__ import annotations

import hashlib
import os
import shlex
import subprocess
from pathlib import Path

import pytest

from inspector.app.practice import place
from inspector.app.practice.case import SEED
from inspector.app.practice.material import Material, draw
from inspector.domain.fault import EnvironmentFault
from tests.command import ROOT, Run
from tests.e2e.conftest import Demo


def digests(folder: Path) -> dict[bytes, str]:
    """SHA-256 of every file below `folder`, by the bytes of its path."""
    root, found = os.fsencode(folder), {}
    for here, _, files in os.walk(root):
        for name in files:
            path = os.path.join(here, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, root)] = hashlib.sha256(file.read()).hexdigest()
    return found


def test_it_ends_well_and_says_where_everything_lies(demo: Demo) -> None:
    told = demo.told
    assert (told["verified"], told["report_ok"], told["audit_ok"], told["signatures"]) == (True, True, True, 2)
    for part in ("evidence", "lists", "workspace", "report", "trust", "answers"):
        assert Path(told[part]).exists(), part
        assert Path(told[part]).is_relative_to(told["folder"])
    assert Path(told["trust"]).name == "DEMO.pem"
    assert demo.ended.stdout.isascii()


def test_it_finds_what_stands_on_the_practice_lists(demo: Demo) -> None:
    laptop, telephone = demo.told["ingests"]
    assert (laptop["exhibit"], telephone["exhibit"]) == ("VC-01", "VC-02")
    assert (laptop["matches"], telephone["matches"]) == ({"exact": 10, "near": 2}, {"exact": 1, "near": 0})
    assert laptop["illegal_list_loaded"] is True
    assert laptop["failures"] == 4  # the broken files, each for itself
    assert telephone["failures"] == 0


def test_every_file_and_what_lies_in_it_is_an_item(demo: Demo, run: Run) -> None:
    items = run("items", "--case", demo.told["case"], "--json", env=demo.settings()).json
    files = [item for item in items if item["container"] is None]
    assert sorted(item["sha256"] for item in files) == sorted(digests(Path(demo.told["evidence"])).values())
    assert sum(ingest["entries"] for ingest in demo.told["ingests"]) == len(items) > len(files)


def test_the_report_passes_our_own_check(demo: Demo, run: Run) -> None:
    ended = run("verify", demo.told["report"], "--trust", demo.told["trust"], "--json")
    assert (ended.code, ended.json["ok"], ended.json["manifest_ok"], ended.json["problems"]) == (0, True, True, [])
    assert [signature["role"] for signature in ended.json["signatures"]] == ["examiner", "reviewer"]
    assert all(signature["intact"] and signature["trusted"] for signature in ended.json["signatures"])
    assert len({signature["signer"] for signature in ended.json["signatures"]}) == 2
    assert all("DEMO" in signature["signer"] for signature in ended.json["signatures"])


def test_without_the_certificates_nobody_is_trusted(demo: Demo, run: Run) -> None:
    ended = run("verify", demo.told["report"], "--json")
    assert (ended.code, ended.json["ok"]) == (1, False)
    assert all(signature["intact"] and not signature["trusted"] for signature in ended.json["signatures"])


def test_the_report_passes_the_checks_of_others(demo: Demo) -> None:
    signatures = subprocess.run(["pdfsig", "-nocert", demo.told["report"]], capture_output=True, text=True, check=True)
    assert signatures.stdout.count("Signature is Valid.") == 2
    assert "Total document signed" in signatures.stdout
    subprocess.run(["qpdf", "--check", demo.told["report"]], capture_output=True, check=True)


def test_one_changed_byte_is_found_by_all_of_them(demo: Demo, run: Run, tmp_path: Path) -> None:
    report = bytearray(Path(demo.told["report"]).read_bytes())
    place_of = report.index(b"/Type /Catalog" if b"/Type /Catalog" in report else b"/Catalog")
    report[place_of + 2] ^= 1
    (tmp_path / "r.pdf").write_bytes(report)
    assert run("verify", tmp_path / "r.pdf", "--trust", demo.told["trust"]).code == 1


def test_the_page_says_that_it_is_practice(demo: Demo) -> None:
    text = subprocess.run(["pdftotext", demo.told["report"], "-"], capture_output=True, text=True, check=True).stdout
    assert "DEMO" in text
    assert "BÁO CÁO" in text
    assert "TH-01/2025" in text


def test_the_evidence_was_only_read(demo: Demo, run: Run) -> None:
    checked = run("verify-evidence", "--case", demo.told["case"], "--json", env=demo.settings())
    assert (checked.code, checked.json["ok"], checked.json["checked"]) == (
        0, True, sum(ingest["entries"] for ingest in demo.told["ingests"]))  # fmt: skip


def test_the_workspace_is_a_workspace_like_any_other(demo: Demo, run: Run) -> None:
    settings = demo.settings()
    assert run("audit", "verify", "--json", env=settings).json["ok"] is True
    items = run("items", "--case", demo.told["case"], "--match", "any", "--json", env=settings).json
    listed = [item for item in items if item["matches"][0]["list"] == "illegal"]
    assert len(listed) == 7
    assert {item["category"]["vn"] for item in listed if item["category"]} == {"DOICHIEU"}
    accounts = run("user", "list", "--json", env=settings).json
    assert [account["user"] for account in accounts] == ["examiner", "reviewer"]


def test_the_same_seed_draws_the_same_evidence(demo: Demo, tmp_path: Path) -> None:
    for _ in draw(Material(SEED), tmp_path / "again"):
        pass
    assert digests(tmp_path / "again") == digests(Path(demo.told["evidence"]))


def test_names_of_every_sort_are_among_the_evidence(demo: Demo) -> None:
    names = set(digests(Path(demo.told["evidence"])))
    assert [name for name in names if "hình ảnh".encode() not in name and "hi\u0300nh a\u0309nh".encode() in name]
    assert [name for name in names if b"\xea" in name and name.decode("utf-8", "replace").count("\ufffd")]
    assert [name for name in names if b" " in name]
    assert [name for name in names if b"$" in name and b'"' in name]


def test_the_passphrase_is_told_once_and_stands_in_no_file(demo: Demo) -> None:
    secret = demo.told["passphrase"].encode()
    for folder in (Path(demo.told["folder"]), demo.home, demo.temporary):
        for path in digests(folder):
            with open(os.path.join(os.fsencode(folder), path), "rb") as file:
                assert secret not in file.read(), path


# --- for eyes --------------------------------------------------------------------------------------------------------


def test_it_tells_a_person_the_same(shown: Demo) -> None:
    assert shown.ended.code == 0, shown.ended.stderr
    folder = shown.stands_in / "inspector-demo"
    for part in ("evidence", "lists", "workspace", "report.pdf"):
        assert str(folder / part) in shown.ended.stdout
    assert "intact" in shown.ended.stdout
    assert "Passphrase" not in shown.ended.stdout  # it came from outside
    assert "Drawing practice evidence" in shown.ended.stderr


def test_the_lines_to_type_can_be_typed(shown: Demo) -> None:
    check, window = [line.strip() for line in shown.ended.stdout.splitlines() if line.startswith("  ")]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "INSPECTOR_PASSPHRASE": "từ bên ngoài"}
    checked = subprocess.run(shlex.split(check), env=surroundings, capture_output=True, check=False)
    assert checked.returncode == 0, checked.stderr
    words = [*shlex.split(window), "case", "list", "--json"]  # the window asks for the same settings
    listed = subprocess.run(words, env=surroundings, capture_output=True, check=False)
    assert listed.returncode == 0, listed.stderr
    assert b"TH-01/2025" in listed.stdout


# --- where it may lie ------------------------------------------------------------------------------------------------


def test_a_folder_that_holds_something_is_refused_and_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "thư.txt").write_text("x", encoding="utf-8")
    ended = run("demo", tmp_path, "--json")
    assert (ended.code, ended.json["error"]["code"]) == (3, "folder_not_empty")
    assert [path.name for path in tmp_path.iterdir()] == ["thư.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(EnvironmentFault) as refused:
        place.make(tmp_path / "file")
    assert refused.value.code == "demo_not_a_folder"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    assert place.make(tmp_path).folder == tmp_path


def test_without_a_folder_the_next_free_name_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = [place.make(None).folder.name for _ in range(3)]
    assert names == ["inspector-demo", "inspector-demo-2", "inspector-demo-3"]
