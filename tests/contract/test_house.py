"""The house rules that a tool or a count can hold: imports, rooms, sizes, sentences, and what no file may name."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]
INSPECTOR = ROOT / "inspector"
LANGUAGES = ("vi", "en")
LONGEST_FILE = 400
ROOT_FOLDERS = {"inspector", "resources", "forms", "tests", "packaging"}


def tracked() -> list[Path]:
    """Every file that git keeps; outside a clone, every file of the agreed folders."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        names = [name for name in listed.stdout.decode("utf-8", "surrogateescape").split("\0") if name]
        return [ROOT / name for name in names if (ROOT / name).is_file()]
    return [path for folder in ROOT_FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]


def modules() -> list[Path]:
    return sorted(INSPECTOR.rglob("*.py"))


def rooms() -> set[str]:
    """The rooms as they stand: packages and modules at the top of inspector/."""
    packages = {path.parent.name for path in INSPECTOR.glob("*/*.py")}
    return packages | {path.stem for path in INSPECTOR.glob("*.py") if not path.stem.startswith("__")}


# --- imports and rooms -------------------------------------------------------------------------------------------


def test_imports_point_down() -> None:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def mapped_rooms(text: str) -> set[str]:
    """Rooms named at the start of a line of the map: `store/`, `words.py`, in a list, a table or a picture."""
    return set(re.findall(r"^[\s|*`-]*([a-z]+)(?:/|\.py)(?=[`\s|:])", text, re.MULTILINE)) - {"inspector"}


def test_map_names_every_room_and_no_other() -> None:
    mapped = mapped_rooms((INSPECTOR / "README.md").read_text(encoding="utf-8"))
    agreed = mapped - ROOT_FOLDERS
    assert agreed == rooms()


@pytest.mark.parametrize("line", ["- `store/` the file", "  store/    the file", "| `store/` | the file |"])
def test_map_is_read_from_lists_tables_and_pictures(line: str) -> None:
    assert mapped_rooms(f"# Map\n\n{line}\nnot store2/ here\n") == {"store"}


def test_files_stay_short() -> None:
    long = {path.name: count for path in modules() if (count := path.read_bytes().count(b"\n")) > LONGEST_FILE}
    assert not long


def test_no_room_or_file_is_a_drawer() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
    named = {path for path in modules() if drawers & {path.stem, path.parent.name}}
    assert not named


# --- sentences ---------------------------------------------------------------------------------------------------


class Variables(Visitor):
    """Collects the names of `{ $variables }` in one message."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802 - named by the library
        self.names.add(node.id.name)


def messages(language: str) -> Iterator[tuple[str, frozenset[str], str]]:
    """Id, variables and file name of every message of a language; broken entries come with an id of their own."""
    for path in sorted((ROOT / "resources" / "i18n" / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, fluent.Junk):
                yield f"(broken) {entry.content!r}", frozenset(), path.name
            elif isinstance(entry, (fluent.Message, fluent.Term)):
                found = Variables()
                found.visit(entry)
                yield entry.id.name, frozenset(found.names), path.name


def catalogue(language: str) -> dict[str, frozenset[str]]:
    return {name: variables for name, variables, _ in messages(language)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_parses_and_no_id_stands_twice(language: str) -> None:
    names = [name for name, _, _ in messages(language)]
    assert names
    assert not [name for name in names if name.startswith("(broken)")]
    assert not {name for name in names if names.count(name) > 1}


def test_both_languages_say_the_same_things_in_the_same_files() -> None:
    places = [{name: file for name, _, file in messages(language)} for language in LANGUAGES]
    assert places[0] == places[1]


def test_both_languages_use_the_same_facts() -> None:
    vietnamese, english = (catalogue(language) for language in LANGUAGES)
    unlike = {
        name: (vietnamese[name], english.get(name)) for name in vietnamese if vietnamese[name] != english.get(name)
    }
    assert not unlike


@dataclass(frozen=True, slots=True)
class Raised:
    """A place in the program where a code is given: the code, the names of its facts (None: not to be seen here)."""

    code: str
    facts: frozenset[str] | None
    place: str


FAULTS = {"Fault", "CheckFault", "UsageFault", "EnvironmentFault", "InputFault", "RightFault", "Bug"}
FAILURES = {"Failure", "WorkFailure"}


def raised(kinds: set[str]) -> Iterator[Raised]:
    """Every call of one of the classes `kinds` in the program whose first argument is a literal code."""
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in kinds and node.args:
                names = [keyword.arg for keyword in node.keywords]
                facts = None if None in names else frozenset(name for name in names if name)
                place = f"{path.relative_to(ROOT)}:{node.lineno}"
                yield from (Raised(code, facts, place) for code in _codes(node.args[0]))


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _codes(argument: ast.expr) -> set[str]:
    """The codes an argument can be: a literal, or either branch of a condition."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return {argument.value}
    if isinstance(argument, ast.IfExp):
        return _codes(argument.body) | _codes(argument.orelse)
    return set()


def sentence_id(prefix: str, code: str) -> str:
    """Ids of messages are kebab-case; codes in JSON may have underscores."""
    return f"{prefix}-{code.replace('_', '-')}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("prefix", "kinds"), [("error", FAULTS), ("failure", FAILURES)], ids=["faults", "failures"])
def test_every_code_has_a_sentence(language: str, prefix: str, kinds: set[str]) -> None:
    known, found = catalogue(language), list(raised(kinds))
    assert found
    assert not {(one.code, one.place) for one in found if sentence_id(prefix, one.code) not in known}


def test_every_fault_brings_the_facts_its_sentence_needs() -> None:
    known = catalogue("vi")
    lacking = {}
    for one in raised(FAULTS):
        needed = known.get(sentence_id("error", one.code), frozenset())
        if one.facts is not None and not needed <= one.facts:
            lacking[one.place] = (one.code, sorted(needed - one.facts))
    assert not lacking


# --- what no file may name ---------------------------------------------------------------------------------------

FORBIDDEN = {
    "a registry's address": r"pyp[i]\.|pythonhoste[d]|npmj[s]\.|deb\.debia[n]",
    "a path of one machine": r"(?<![\w.$}~-])/(?:work|root|home/\w+|Users/\w+)/\w",
}
TEXT = {".py", ".md", ".toml", ".lock", ".ftl", ".yaml", ".yml", ".txt", ".json", ".csv", ""}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    named = []
    for path in tracked():
        if path.suffix in TEXT and path != Path(__file__).resolve():
            found = pattern.search(path.read_text(encoding="utf-8", errors="replace"))
            if found:
                named.append(f"{path.relative_to(ROOT)}: {found[0]}")
    assert not named


def test_only_agreed_folders_at_the_root() -> None:
    folders = {path.relative_to(ROOT).parts[0] for path in tracked() if len(path.relative_to(ROOT).parts) > 1}
    assert {folder for folder in folders if not folder.startswith(".")} <= ROOT_FOLDERS


def test_nothing_is_pickled() -> None:
    used = re.compile(r"^\s*(?:import|from)\s+(?:pickle|shelve|marshal|dill)\b", re.MULTILINE)
    assert not [path.name for path in modules() if used.search(path.read_text(encoding="utf-8"))]
