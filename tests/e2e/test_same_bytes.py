"""The same case, answers and moment give the same bytes; and only what changes the case changes them."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from tests.command import Run
from tests.e2e.conftest import Demo

AT = "2026-01-02T03:04:05+07:00"


def test_the_same_case_gives_the_same_report(demo: Demo, run: Run, tmp_path: Path) -> None:
    workspace = shutil.copytree(demo.told["workspace"], tmp_path / "workspace")
    settings = {**demo.settings(), "INSPECTOR_WORKSPACE": str(workspace)}

    def report(name: str, *options: str) -> str:
        out = tmp_path / name
        answers = ("--answers", demo.told["answers"])
        ended = run("report", "--case", demo.told["case"], "--form", "assessment", "--out", out, "--at", AT, *answers,
                    *options, env=settings)  # fmt: skip
        assert ended.code == 0, ended.stderr
        return hashlib.sha256(out.read_bytes()).hexdigest()

    first = report("1.pdf")
    assert run("audit", "verify", env=settings).code == 0
    assert run("verify-evidence", "--case", demo.told["case"], env=settings).code == 0
    assert report("2.pdf") == first
    assert report("3.pdf", "--lang", "en") != first
    assert run("categorise", "1", "--as", "KLQ", env=settings).code == 0
    assert report("4.pdf") != first


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_report_without_answers_is_made_with_blanks_and_a_warning(
    demo: Demo, run: Run, tmp_path: Path, language: str
) -> None:
    workspace = shutil.copytree(demo.told["workspace"], tmp_path / "workspace")
    settings = {**demo.settings(), "INSPECTOR_WORKSPACE": str(workspace), "INSPECTOR_LANG": language}
    ended = run("report", "--case", demo.told["case"], "--form", "assessment", "--out", tmp_path / "r.pdf", "--json",
                env=settings)  # fmt: skip
    assert (ended.code, ended.json["signer"]) == (0, None)
    assert ended.json["warnings"]
    assert all(warning["message"] for warning in ended.json["warnings"])
