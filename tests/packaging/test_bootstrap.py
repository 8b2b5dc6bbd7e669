"""The set-up, on a small tree of its own: real pip, real environments, no network, no system package."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import debian
import environment
import pytest
import sentences

SCRIPTS = Path(__file__).resolve().parents[2] / "packaging"

PROGRAM = """
import os, sys
print(__file__)
print(os.getcwd())
print(sys.argv[1:])
sys.exit(4)
"""

# A build backend small enough to need nothing: what is tried here is the set-up, not hatchling.
BACKEND = """
import base64, hashlib, pathlib, zipfile
NAME = "inspector-0.1.dist-info"
def build_wheel(folder, config_settings=None, metadata_directory=None):
    files = {str(p): p.read_bytes() for p in pathlib.Path("inspector").rglob("*.py")}
    files[NAME + "/METADATA"] = b"Metadata-Version: 2.1\\nName: inspector\\nVersion: 0.1\\n"
    files[NAME + "/WHEEL"] = b"Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
    rows = "".join(f"{name},,\\n" for name in [*files, NAME + "/RECORD"])
    with zipfile.ZipFile(pathlib.Path(folder, "inspector-0.1-py3-none-any.whl"), "w") as wheel:
        for name, data in files.items():
            wheel.writestr(name, data)
        wheel.writestr(NAME + "/RECORD", rows)
    return "inspector-0.1-py3-none-any.whl"
"""


DPKG = r"installed\tbash, \ninstalled\tlibmagic1t64, libmagic1 (= 1:5.45)\nconfig-files\told, \n"


def small_tree(folder: Path) -> Path:
    """A tree with the real scripts, an empty lock, no system packages and a program of four lines."""
    root = folder / "hồ sơ vụ việc 1"
    shutil.copytree(SCRIPTS, root / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    for lock in ("requirements.lock", "requirements-test.lock"):
        (root / "packaging" / lock).write_text("# nothing\n", encoding="utf-8")
    (root / "packaging" / "system-packages.toml").write_text("run = []\ntest = []\n", encoding="utf-8")
    (root / "inspector").mkdir()
    (root / "inspector" / "__init__.py").touch()
    (root / "inspector" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    (root / "tiny.py").write_text(BACKEND, encoding="utf-8")
    build = '[build-system]\nrequires = []\nbuild-backend = "tiny"\nbackend-path = ["."]\n'
    (root / "pyproject.toml").write_text(build + '[project]\nname = "inspector"\nversion = "0.1"\n', encoding="utf-8")
    return root


def bootstrap(root: Path, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "LANG": "en_US.UTF-8", "LC_ALL": "", "LC_MESSAGES": "", "PYTHONUTF8": "1"}
    command = [sys.executable, str(root / "packaging" / "bootstrap.py"), *arguments]
    return subprocess.run(command, cwd=cwd, env=surroundings, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small tree that was set up once."""
    root = small_tree(tmp_path_factory.mktemp("tree"))
    first = bootstrap(root, "run")
    assert first.returncode == 4, first.stderr
    assert "Making a Python" in first.stderr
    return root


def test_second_run_sets_nothing_up_and_passes_everything_on(tree: Path, tmp_path: Path) -> None:
    second = bootstrap(tree, "run", "a b", "--json", "đường", cwd=tmp_path)
    program, folder, arguments = second.stdout.splitlines()
    assert second.returncode == 4
    assert second.stderr == ""
    assert Path(program).is_relative_to(tree / ".venv")
    assert Path(folder) == tmp_path
    assert arguments == "['a b', '--json', 'đường']"


def test_the_installed_program_runs_even_inside_the_tree(tree: Path) -> None:
    assert bootstrap(tree, "run", cwd=tree).stdout.startswith(str(tree / ".venv"))


def test_demo_is_a_command_of_the_program(tree: Path) -> None:
    assert bootstrap(tree, "demo", "x").stdout.splitlines()[2] == "['demo', 'x']"


def test_a_changed_tree_is_installed_again_and_nothing_else(tree: Path) -> None:
    (tree / "inspector" / "new.py").write_text("x = 1\n", encoding="utf-8")
    changed = bootstrap(tree, "run")
    assert changed.stderr == "Installing the program into .venv…\n"
    assert list((tree / ".venv").rglob("inspector/new.py"))


def _remove_pip(venv: Path) -> None:
    for folder in venv.glob("lib/python*/site-packages/pip"):
        shutil.rmtree(folder)


def _leave_mark(venv: Path) -> None:
    (venv / "inspector-unfinished").touch()


def _replace_by_file(venv: Path) -> None:
    shutil.rmtree(venv)
    venv.write_text("not a folder", encoding="utf-8")


@pytest.mark.parametrize("damage", [_remove_pip, _leave_mark, _replace_by_file])
def test_a_half_made_environment_is_made_anew(tree: Path, damage: object) -> None:
    assert callable(damage)
    damage(tree / ".venv")
    again = bootstrap(tree, "run")
    assert again.returncode == 4
    assert "Making a Python" in again.stderr
    assert not (tree / ".venv" / "inspector-unfinished").exists()


def test_a_lock_that_cannot_be_installed_is_said_and_tried_again(tree: Path) -> None:
    lock = tree / "packaging" / "requirements.lock"
    kept = lock.read_bytes()
    lock.write_text(f"--no-index\nno-such-thing==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    failed = bootstrap(tree, "run")
    lock.write_bytes(kept)
    assert failed.returncode == 3
    assert "packaging/requirements.lock could not be installed" in failed.stderr
    assert bootstrap(tree, "run").returncode == 4


def test_two_at_once_both_work(tree: Path) -> None:
    (tree / ".venv" / "inspector-unfinished").touch()
    command = [sys.executable, str(tree / "packaging" / "bootstrap.py"), "run"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [4, 4], said
    assert sum(stderr.count("Making a Python") for _, stderr in said) == 1


def test_batteries_are_run_by_their_names_and_their_verdict_is_the_exit_code(tree: Path) -> None:
    folder = tree / "tests" / "bench"
    folder.mkdir(parents=True)
    for name, code in (("calm", 0), ("wild", 1)):
        (folder / f"battery_{name}.py").write_text(f"import sys\nprint('{name} ran')\nsys.exit({code})\n")
    both = bootstrap(tree, "validate")
    assert both.returncode == 1
    assert both.stdout.index("calm ran") < both.stdout.index("wild ran") < both.stdout.rindex("FAILED (exit 1)")
    one = bootstrap(tree, "validate", "calm")
    assert (one.returncode, "wild" in one.stdout) == (0, False)
    none = bootstrap(tree, "validate", "mild")
    assert (none.returncode, none.stderr) == (2, "There is no battery “mild”; there are: calm, wild.\n")


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["frob"], 2), (["--help"], 0)])
def test_wrong_usage_prints_the_usage_line(arguments: Sequence[str], code: int) -> None:
    said = bootstrap(SCRIPTS.parent, *arguments)
    assert said.returncode == code
    assert "Usage: python3 packaging/bootstrap.py" in said.stderr


def test_missing_lock_is_a_sentence(tree: Path, tmp_path: Path) -> None:
    with pytest.raises(sentences.Stop) as stop:
        environment.Environment(tree).prepare("other.lock")
    assert "packaging/other.lock" in sentences.sentence(stop.value.code, **stop.value.facts)


# --- parts ---------------------------------------------------------------------------------------------------------


def test_digest_follows_names_and_bytes_and_nothing_else(tmp_path: Path) -> None:
    root = small_tree(tmp_path)
    first = environment.tree_digest(root)
    (root / "inspector" / "__pycache__").mkdir()
    (root / "inspector" / "__pycache__" / "x.pyc").write_bytes(b"x")
    (root / "tests.txt").touch()
    assert environment.tree_digest(root) == first
    (root / "inspector" / "__main__.py").rename(root / "inspector" / "main.py")
    moved = environment.tree_digest(root)
    (root / "inspector" / "main.py").write_text("pass", encoding="utf-8")
    assert len({first, moved, environment.tree_digest(root)}) == 3


def test_damaged_stamps_count_as_none(tmp_path: Path) -> None:
    (tmp_path / ".venv").mkdir()
    for text in ("", "[]", "{", json.dumps({"other": 1})):
        (tmp_path / ".venv" / "inspector-stamps.json").write_text(text, encoding="utf-8")
        assert environment.Environment(tmp_path)._stamp("program") is None


def test_no_room_and_no_right_to_write_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(sentences.Stop, match="disk_full") as full:
        environment.check_room(tmp_path, 10**9)
    assert str(tmp_path) in sentences.sentence(full.value.code, **full.value.facts)
    with pytest.raises(sentences.Stop, match="not_writable") as refused:
        environment.check_room(tmp_path / "missing", 0)
    assert "missing" in sentences.sentence(refused.value.code, **refused.value.facts)


def test_settings_that_lead_astray_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in environment.ASTRAY:
        monkeypatch.setenv(name, "/elsewhere")
    monkeypatch.setenv("KEPT", "1")
    clean = environment.clean_environment()
    assert clean["KEPT"] == "1"
    assert not environment.ASTRAY & set(clean)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Programs that stand for a Debian: its dpkg knows two packages, its apt writes down what it was told."""
    programs = {
        "dpkg-query": f"printf '{DPKG}'",
        "apt-get": 'echo "$@" >> "$LINES"; exit "${APT_EXIT:-0}"',
    }
    for name, body in programs.items():
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("LINES", str(tmp_path / "lines"))
    (tmp_path / "wanted.toml").write_text(
        'run = ["bash", "libmagic1", "old", "new"]\ntest = ["more"]\n', encoding="utf-8"
    )
    return tmp_path


def test_missing_packages_are_told_by_name_or_provided_name(machine: Path) -> None:
    assert debian.missing(["bash", "libmagic1", "old", "new"]) == ["old", "new"]


def test_an_ordinary_user_gets_the_line_to_type(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(sentences.Stop, match="system_missing") as stop:
        debian.ensure(machine / "wanted.toml", ["run", "test"])
    assert stop.value.facts["line"] == "sudo apt-get install old new more"
    assert stop.value.exit_code == 3
    assert not (machine / "lines").exists()


def test_root_gets_them_installed(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    debian.ensure(machine / "wanted.toml", ["run"])
    update, install = (machine / "lines").read_text(encoding="utf-8").splitlines()
    assert update.startswith("update")
    assert install.endswith("old new")


def test_a_failing_apt_gives_the_line_to_try(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("APT_EXIT", "100")
    with pytest.raises(sentences.Stop, match="system_failed"):
        debian.ensure(machine / "wanted.toml", ["run"])


def test_a_machine_without_dpkg_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "wanted.toml").write_text('run = ["new"]\n', encoding="utf-8")
    debian.ensure(tmp_path / "wanted.toml", ["run"])


def test_debians_python_without_ensurepip_asks_for_its_package(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(debian, "_can_make_environments", lambda: False)
    with pytest.raises(sentences.Stop) as stop:
        debian.ensure(machine / "wanted.toml", [])
    assert stop.value.facts["line"] == f"sudo apt-get install python3.{sys.version_info.minor}-venv"


@pytest.mark.parametrize(("lang", "count"), [("vi_VN.UTF-8", 1), ("en_GB", 1), ("C", 2)])
def test_sentences_follow_the_persons_language(lang: str, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "")
    monkeypatch.setenv("LC_MESSAGES", "")
    monkeypatch.setenv("LANG", lang)
    assert len(sentences.sentence("stopped").splitlines()) == count


@pytest.mark.parametrize("code", sorted(sentences.SENTENCES))
def test_both_languages_of_the_set_up_use_the_same_facts(code: str) -> None:
    places = [{word.split("}")[0] for word in text.split("{")[1:]} for text in sentences.SENTENCES[code]]
    assert len(places) == 2
    assert places[0] == places[1]
