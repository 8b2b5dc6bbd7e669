"""The contract of the command line: exit codes, one JSON document, sentences in both languages."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from inspector.cli.main import COMMANDS
from inspector.store import keys
from tests import ready
from tests.cli.calling import CASE, Shell

TYPED = [name.replace("_", "-") for name in COMMANDS]
LANGUAGES = ("vi", "en")
USAGE = {"vi": "Cách dùng:", "en": "Usage:"}


@pytest.mark.parametrize(
    "given",
    [
        (), ("--no-such-option",), ("frobnicate",), ("init",), ("user",), ("user", "add"), ("user", "add", "x"),
        ("user", "add", "x", "--role", "king"), ("case",), ("case", "new"), ("case", "new", "1"), ("case", "show"),
        ("case", "new", "1", "--title", "x", "--kind", "other"), ("ingest",), ("ingest", "x"),
        ("ingest", "--case", "1"), ("ingest", "x", "--case", "1", "--look", "twice"), ("items",),
        ("items", "--case", "1", "--match", "some"), ("items", "--case", "1", "--kind", "thing"),
        ("items", "--case", "1", "--limit", "-1"), ("items", "--case", "1", "--limit", "x"), ("item",),
        ("item", "show"), ("item", "show", "x"), ("item", "open", "1"), ("categorise",), ("categorise", "1"),
        ("categorise", "x", "--as", "1"), ("categorise", "--as", "1"), ("hashset",), ("hashset", "add", "x"),
        ("hashset", "add", "x", "--list", "bad"), ("hashset", "remove"), ("report",),
        ("report", "--case", "1", "--form", "assessment"), ("sign", "x"),
        ("sign", "x", "--with", "y", "--role", "king"), ("verify",), ("verify", "a", "b"), ("audit",),
        ("audit", "frob"), ("audit", "show", "--limit", "x"), ("verify-evidence",), ("demo", "a", "b"), ("tip",),
        ("case", "list", "--lang", "fr"), ("case", "list", "--lang"),
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_wrong_usage_is_2_with_a_usage_line(shell: Shell, given: tuple[str, ...], language: str) -> None:
    ended = shell("--json", *given, LANG=language) if not given else shell(*given, LANG=language)
    assert ended.code == 2
    assert USAGE[language] in ended.stderr
    assert "inspector" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("given", "vietnamese", "english"),
    [
        (("case",), "Còn thiếu: ACT.", "Missing: ACT."),
        (("case", "list", "--x"), "Không có tham số này: --x.", "There is no such argument: --x."),
        (("item", "show", "x"), "ID: giá trị 'x' không hợp lệ.", "ID: 'x' is not a valid value."),
        (("case", "show", "1", "--lang"), "--lang: chưa có giá trị.", "--lang: the value is missing."),
        (("items", "--case", "1", "--match", "all"), "--match: không nhận 'all'. Có thể chọn: ", "--match: 'all'"),
        (("case", "list", "--json=x"), "argument --json", "argument --json"),
    ],
)
def test_wrong_usage_is_told_in_the_language_asked_for(
    shell: Shell, given: tuple[str, ...], vietnamese: str, english: str
) -> None:
    for language, sentence in (("vi", vietnamese), ("en", english)):
        assert shell(*given, LANG=language).stderr.startswith(sentence)


@pytest.mark.parametrize("command", TYPED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_explains_itself(shell: Shell, command: str, language: str) -> None:
    with pytest.raises(SystemExit) as left:
        shell(command, "--help", LANG=language)
    assert left.value.code == 0
    assert command in shell.capture.readouterr().out


def test_the_program_tells_its_commands_and_version(shell: Shell) -> None:
    with pytest.raises(SystemExit):
        shell("--help")
    told = shell.capture.readouterr().out
    assert all(re.search(rf"^\s+{command}\s", told, re.MULTILINE) for command in TYPED)
    with pytest.raises(SystemExit):
        shell("--version")
    assert re.fullmatch(r"inspector \d+\.\d+\.\d+\n", shell.capture.readouterr().out)


FAULTS: list[tuple[tuple[str, ...], dict[str, Any], int, str]] = [
    (("case", "list"), {"WORKSPACE": None}, 2, "which_workspace"),
    (("case", "list"), {"USER": None}, 2, "which_user"),
    (("case", "list"), {"PASSPHRASE": None}, 3, "no_passphrase"),
    (("case", "list"), {"PASSPHRASE": "wrong"}, 3, "wrong_passphrase"),
    (("case", "list"), {"WORKSPACE": "/nowhere/at/all"}, 3, "no_workspace"),
    (("case", "new", " ", "--title", "x"), {}, 2, "bad_case_number"),
    (("case", "new", "a\nb", "--title", "x"), {}, 2, "bad_case_number"),
    (("case", "new", "9" * 201, "--title", "x"), {}, 2, "bad_case_number"),
    (("case", "new", "2", "--title", " "), {}, 2, "bad_case_title"),
    (("case", "new", "2", "--title", "x" * 2001), {}, 2, "bad_case_title"),
    (("case", "new", CASE, "--title", "again"), {}, 2, "case_exists"),
    (("case", "show", "9" * 9999), {}, 4, "no_case"),
    (("case", "show", "none"), {}, 4, "no_case"),
    (("ingest", "/nowhere/at/all", "--case", CASE), {}, 4, "source_missing"),
    (("ingest", "/dev/null", "--case", CASE), {}, 4, "source_not_a_file"),
    (("ingest", ".", "--case", "none"), {}, 4, "no_case"),
    (("items", "--case", "none"), {}, 4, "no_case"),
    (("ingest", "", "--case", CASE), {}, 4, "source_missing"),
    (("items", "--case", CASE, "--scheme", "none"), {}, 2, "library_scheme_unknown"),
    (("items", "--case", CASE, "--category", "none"), {}, 2, "library_scheme_no_category"),
    (("item", "show", "999"), {}, 4, "no_item"),
    (("item", "show", str(2**63)), {}, 2, "usage"),
    (("categorise", str(2**63), "--as", "KLQ"), {}, 2, "usage"),
    (("items", "--case", CASE, "--limit", str(2**63)), {}, 2, "usage"),
    (("audit", "show", "--limit", "-1"), {}, 2, "usage"),
    (("audit", "verify", "--anchor", ""), {}, 2, "bad_anchor"),
    (("item", "open", "999", "--out", "x"), {}, 4, "no_item"),
    (("categorise", "999", "--as", "KLQ"), {}, 4, "no_item"),
    (("categorise", "1", "--as", "XXX"), {}, 2, "library_scheme_no_category"),
    (("categorise", "1", "--as", "KLQ", "--detail", "age"), {}, 2, "bad_detail"),
    (("hashset", "add", "/nowhere", "--list", "alert"), {}, 4, "list_unreadable"),
    (("hashset", "remove", "none"), {}, 4, "no_hashset"),
    (("user", "add", "an", "--role", "auditor"), {"NEW_PASSPHRASE": "x"}, 3, "account_exists"),
    (("user", "add", "x" * 201, "--role", "auditor"), {"NEW_PASSPHRASE": "x"}, 2, "bad_user"),
    (("user", "add", "new", "--role", "auditor"), {"NEW_PASSPHRASE": ""}, 3, "no_passphrase"),
    (("report", "--case", "none", "--form", "assessment", "--out", "x.pdf"), {}, 4, "no_case"),
    (("report", "--case", CASE, "--form", "assessment", "--out", "x.pdf", "--at", "soon"), {}, 2, "bad_time"),
    (("report", "--case", CASE, "--form", "assessment", "--out", "x.pdf", "--at", "0001-01-01"), {}, 2, "bad_time"),
    (
        ("report", "--case", CASE, "--form", "assessment", "--out", "x.pdf", "--sign", ""),
        {"P12_PASSWORD": "x"},
        4,
        "report_p12_unreadable",
    ),
    (("report", "--case", CASE, "--form", "tip", "--out", "x.pdf"), {}, 2, "report_form_not_printed"),
    (("verify", "/nowhere.pdf"), {}, 4, ""),
    (("audit", "verify", "--anchor", "x"), {}, 2, "bad_anchor"),
    (("verify-evidence", "--case", "none"), {}, 4, "no_case"),
]


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(("given", "settings", "code", "fault"), FAULTS, ids=lambda value: str(value)[:40])
def test_every_fault_has_its_code_and_one_json_document(
    case: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, given: tuple[str, ...],
    settings: dict[str, Any], code: int, fault: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    sentences = set()
    for language in LANGUAGES:
        ended = case(*given, "--json", **{"LANG": language, **settings})
        assert (ended.code, list(ended.json)) == (code, ["error"]), ended
        told = ended.json["error"]
        assert set(told) == {"code", "message"}
        assert told["code"] == (fault or told["code"])
        assert told["message"].strip() == ended.stderr.strip()
        assert ended.stdout.isascii()
        sentences.add(told["message"])
    assert len(sentences) == 2
    assert case(*given, **settings).stdout == ""


def test_a_name_is_found_in_both_spellings_of_its_marks(shell: Shell) -> None:
    assert shell("case", "new", unicodedata.normalize("NFD", "01/VÁ"), "--title", "x").code == 0
    for form in ("NFC", "NFD"):
        assert shell("case", "show", unicodedata.normalize(form, "01/VÁ")).code == 0
    user = unicodedata.normalize("NFD", "Ngọc")
    assert shell("user", "add", user, "--role", "auditor", NEW_PASSPHRASE=ready.PASSPHRASE).code == 0
    assert shell("case", "list", USER=unicodedata.normalize("NFC", user)).code == 0


def test_a_workspace_of_a_newer_version_is_3(case: Shell) -> None:
    connection = ready.raw(case.workspace)
    connection.execute("INSERT INTO _sqlite_migrations(migration_set, name, applied_at) VALUES('inspector','m999','')")
    connection.close()
    ended = case("case", "list", "--json")
    assert (ended.code, ended.json["error"]["code"]) == (3, "workspace_newer")


def test_key_slots_of_a_newer_version_are_3(case: Shell) -> None:
    path = case.workspace / keys.FILE
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 2}))
    ended = case("case", "list", "--json")
    assert (ended.code, ended.json["error"]["code"]) == (3, "workspace_newer")


def test_a_workspace_that_somebody_writes_to_is_busy(case: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspector.store.connection.BUSY_MS", 20)
    other = ready.raw(case.workspace)
    other.execute("BEGIN IMMEDIATE")
    ended = case("case", "new", "2", "--title", "x", "--json")
    other.execute("ROLLBACK")
    other.close()
    assert (ended.code, ended.json["error"]["code"]) == (3, "workspace_busy")
    assert case("case", "new", "2", "--title", "x").code == 0


def test_what_nobody_foresaw_is_70_and_tells_nothing_of_the_evidence(
    case: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("the secret name.jpg")

    monkeypatch.setattr("inspector.app.cases.listed", broken)
    ended = case("case", "list", "--json")
    assert (ended.code, ended.json["error"]["code"]) == (70, "bug")
    assert "secret" not in ended.stdout + ended.stderr
    assert "ValueError" in ended.stderr


def test_nothing_is_taken_in_when_one_source_is_missing(case: Shell, tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    before = case("case", "show", CASE, "--json").json
    ended = case("ingest", tmp_path / "evidence", tmp_path / "nowhere", "--case", CASE, "--json")
    assert (ended.code, ended.json["error"]["code"]) == (4, "source_missing")
    assert case("case", "show", CASE, "--json").json == before


def test_ctrl_c_is_130(case: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("inspector.app.cases.listed", stopped)
    assert case("case", "list").code == 130
    assert case("case", "list", "--json").json["error"]["code"] == "interrupted"


def test_the_language_can_be_asked_for_in_three_ways(case: Shell) -> None:
    for given, settings in ((("--lang", "en"), {}), (("--lang=en",), {}), ((), {"LANG": "en"})):
        assert "There is no case" in case("case", "show", "x", *given, **settings).stderr
    assert "Không có vụ việc" in case("case", "show", "x", LANG=None).stderr


def test_options_stand_before_or_behind_the_command(case: Shell) -> None:
    assert (
        case("--json", "case", "list").json
        == case("case", "--json", "list").json
        == case("case", "list", "--json").json
    )


# --- rights ----------------------------------------------------------------------------------------------------------

ACTS: dict[str, tuple[str, ...]] = {
    "accounts": ("user", "add", "new", "--role", "auditor"),
    "cases": ("case", "new", "2", "--title", "x"),
    "ingest": ("ingest", ".", "--case", CASE),
    "check": ("verify-evidence", "--case", CASE),
    "overview": ("case", "show", CASE),
    "content": ("items", "--case", CASE),
    "item": ("item", "show", "1"),
    "open": ("item", "open", "1", "--out", "copy"),
    "decide": ("categorise", "1", "--as", "KLQ"),
    "library": ("hashset", "remove", "list.txt"),
    "report": ("report", "--case", CASE, "--form", "assessment", "--out", "r.pdf"),
    "audit": ("audit", "verify"),
}
MAY = {
    "examiner": {
        "cases",
        "ingest",
        "check",
        "overview",
        "content",
        "item",
        "open",
        "decide",
        "library",
        "report",
        "audit",
    },
    "inspector": {
        "cases",
        "ingest",
        "check",
        "overview",
        "content",
        "item",
        "open",
        "decide",
        "library",
        "report",
        "audit",
    },
    "reviewer": {"overview", "content", "item", "open", "decide", "report", "audit"},
    "approver": {"overview", "content", "item", "open", "report", "audit"},
    "administrator": {"accounts", "library"},
    "auditor": {"audit"},
}


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", MAY)
def test_each_role_may_do_what_it_may_and_nothing_else(
    case: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, role: str, act: str
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    case.user = role
    ended = case(*ACTS[act], "--json", NEW_PASSPHRASE="x")
    if act in MAY[role]:
        assert ended.code == 0, ended.stderr
    else:
        assert (ended.code, ended.json["error"]["code"]) == (5, "no_right")
        assert list((tmp_path / "here").iterdir()) == []


def test_no_tip_is_registered_when_one_file_is_missing(case: Shell, tmp_path: Path) -> None:
    (tmp_path / "tip.txt").write_text("x")
    ended = case("tip", "add", tmp_path / "tip.txt", tmp_path / "nowhere", "--json")
    assert (ended.code, ended.json["error"]["code"]) == (4, "tip_unreadable")
    assert case("tip", "list", "--json").json == []
