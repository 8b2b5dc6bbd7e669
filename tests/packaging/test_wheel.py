"""The wheel holds the whole program: built offline, put into a clean environment, and run from there."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from email.parser import Parser
from pathlib import Path

import pytest

from tests.command import ROOT, Ended


@dataclass(frozen=True, slots=True)
class Installed:
    """A clean environment with nothing of its own but the wheel."""

    folder: Path

    def start(self, *command: str | Path, cwd: Path) -> Ended:
        """Run a program of the environment away from the source tree."""
        surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        done = subprocess.run(
            [self.folder / "bin" / command[0], *command[1:]],
            cwd=cwd,
            env={**surroundings, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment that sees the dependencies of this one behind its own packages."""
    folder = tmp_path_factory.mktemp("clean") / "env"
    venv.create(folder, with_pip=False)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "install", "-q"]
    # By force: pip sees the copy behind the .pth and would call the wheel installed.
    options = ["--no-index", "--no-deps", "--force-reinstall", "--ignore-installed"]
    done = subprocess.run([*pip, *options, str(wheel)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return Installed(folder)


def carried(folder: str) -> set[str]:
    """Names of the files of the tree's `folder`."""
    paths = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in paths}


def test_forms_and_resources_are_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = carried("forms") | carried("resources")
    assert wanted
    assert {f"inspector/{name}" for name in wanted} <= names
    assert carried("inspector") <= names


def test_nothing_else_is_inside(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"inspector"}


def test_metadata_tells_licence_and_command(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (about,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    fields = Parser().parsestr(archive.read(about).decode("utf-8"))
    assert fields["License-Expression"] == "Apache-2.0"
    assert "LICENSE" in fields.get_all("License-File", [])
    commands = archive.read(about.replace("METADATA", "entry_points.txt")).decode("utf-8")
    assert "inspector = inspector.__main__:main" in commands


def test_the_installed_copy_is_the_one_that_runs(installed: Installed, tmp_path: Path) -> None:
    code = "import inspector.place as place; print(place.__file__); print(place.form(place.forms()[0]))"
    shown = installed.start("python", "-c", code, cwd=tmp_path)
    assert shown.code == 0, shown.stderr
    assert all(Path(line).is_relative_to(installed.folder) for line in shown.stdout.splitlines())


def test_demo_runs_from_the_wheel(installed: Installed, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    demo = installed.start("inspector", "demo", tmp_path / "demo", cwd=elsewhere)
    assert demo.code == 0, demo.stderr
    (roots,) = (tmp_path / "demo").rglob("DEMO.pem")
    (report,) = roots.parent.glob("*.pdf")
    checked = installed.start("inspector", "--json", "verify", report, "--trust", roots, cwd=elsewhere)
    assert checked.code == 0, checked.stdout + checked.stderr
    assert checked.json["ok"] is True
    assert list(elsewhere.iterdir()) == []
