"""The words of the JSON documents, which never change, and what they say of a small case."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests import ready
from tests.cli.calling import CASE, CONTENTS, KNOWN, Shell

ITEM = {
    "id", "path", "path_bytes", "container", "place", "sha256", "sha1", "md5", "size_bytes", "mime", "kind", "width",
    "height", "duration_s", "pdq", "pdq_quality", "phash", "matches", "category", "scores", "failure",
}  # fmt: skip


def listed(case: Shell, *options: str) -> dict[str, dict[str, Any]]:
    """The items under some options, by path."""
    ended = case("items", "--case", CASE, "--json", *options)
    assert ended.code == 0, ended.stderr
    return {item["path"]: item for item in ended.json}


def test_init_makes_a_workspace_whose_owner_may_do_everything(shell: Shell, tmp_path: Path) -> None:
    ended = shell("init", tmp_path / "new", "--user", "lan", "--name", "Trần Lan", "--json", PASSPHRASE="x")
    assert (ended.code, ended.json["user"], len(ended.json["roles"])) == (0, "lan", 6)
    again = shell("init", tmp_path / "new", "--user", "lan", "--json", PASSPHRASE="x")
    assert (again.code, again.json["error"]["code"]) == (3, "workspace_exists")
    added = shell("user", "add", "minh", "--role", "reviewer", "--role", "auditor", "--json",
                  WORKSPACE=str(tmp_path / "new"), USER=None, PASSPHRASE="x", NEW_PASSPHRASE="y")  # fmt: skip
    assert (added.code, added.json["roles"]) == (0, ["auditor", "reviewer"])
    known = shell("user", "list", "--json", WORKSPACE=str(tmp_path / "new"), USER="minh", PASSPHRASE="y")
    assert [user["user"] for user in known.json] == ["lan", "minh"]


def test_ingest_says_what_the_contract_names(case: Shell, engine: None, filled: Path) -> None:
    ended = case("ingest", filled / "evidence", "--case", CASE, "--json")
    assert ended.code == 0
    assert set(ended.json) >= {
        "case", "exhibit", "entries", "skipped", "bytes", "contents", "new_contents", "failures", "matches",
        "first_match_s", "seconds",
    }  # fmt: skip
    told = {name: ended.json[name] for name in ("case", "exhibit", "entries", "skipped", "contents", "new_contents")}
    assert told == {"case": CASE, "exhibit": "VC-01", "entries": 5, "skipped": 0, "contents": 4, "new_contents": 0}
    assert ended.json["bytes"] == sum(map(len, CONTENTS.values()))
    assert ended.json["matches"] == {"exact": 2, "near": 0}
    assert ended.json["failures"] == 1


def test_a_first_ingest_tells_when_it_first_matched(shell: Shell, engine: None, filled: Path) -> None:
    shell("case", "new", CASE, "--title", "x")
    shell("hashset", "add", filled / "list.txt", "--list", "illegal")
    ended = shell("ingest", filled / "evidence", "--case", CASE, "--json")
    assert ended.json["new_contents"] == 4
    assert 0 <= ended.json["first_match_s"] <= ended.json["seconds"]


def test_several_sources_are_a_list_of_documents(shell: Shell, engine: None, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "một.txt").write_text("x", encoding="utf-8")
    shell("case", "new", CASE, "--title", "x")
    ended = shell("ingest", filled / "evidence", tmp_path / "một.txt", "--case", CASE, "--json")
    assert [record["exhibit"] for record in ended.json] == ["VC-01", "VC-02"]
    assert [record["entries"] for record in ended.json] == [5, 1]
    assert "unread" not in ended.stdout


def test_items_have_the_words_of_the_contract(case: Shell) -> None:
    found = listed(case)
    assert set(found) == set(CONTENTS)
    for path, item in found.items():
        assert set(item) >= ITEM
        content = CONTENTS[path]
        assert base64.b64decode(item["path_bytes"]) == path.encode()
        assert (item["sha256"], item["size_bytes"]) == (hashlib.sha256(content).hexdigest(), len(content))
        assert item["md5"] == hashlib.md5(content, usedforsecurity=False).hexdigest()
        assert item["sha1"] == hashlib.sha1(content, usedforsecurity=False).hexdigest()
    assert found["ghi chú.txt"]["kind"] == "document"
    assert found["ghi chú.txt"]["failure"] is None
    broken = found["hỏng.jpg"]["failure"]
    assert (set(broken), bool(broken["message"])) == ({"code", "message"}, True)
    entry = hashlib.sha256(CONTENTS["known.bin"]).hexdigest()
    agreed = {"hashset": "list.txt", "list": "illegal", "category": "", "signal": "sha256", "distance": 0}
    assert found["known.bin"]["matches"] == [{**agreed, "entry": entry, "variant": ""}]


@pytest.mark.parametrize(
    ("options", "paths"),
    [
        (("--match", "exact"), ["copy of known.bin", "known.bin"]),
        (("--match", "near"), []),
        (("--match", "any"), ["copy of known.bin", "known.bin"]),
        (("--kind", "document"), ["ghi chú.txt"]),
        (("--kind", "video"), []),
        (("--text", "tre em"), ["ghi chú.txt"]),
        (("--text", "ghi chú"), ["ghi chú.txt"]),
        (("--text", "trẻ êm"), []),
        (("--failed",), ["hỏng.jpg"]),
        (("--limit", "0"), []),
        (("--category", "D142"), []),
        (("--match", "any", "--text", "copy"), ["copy of known.bin"]),
    ],
    ids=" ".join,
)  # fmt: skip
def test_items_are_filtered(case: Shell, options: tuple[str, ...], paths: list[str]) -> None:
    assert sorted(listed(case, *options)) == paths


def test_a_limit_and_a_category_narrow_the_list(case: Shell) -> None:
    assert len(listed(case, "--limit", "2")) == 2
    (decided,) = listed(case, "--category", "KLQ").values()
    assert (decided["id"], decided["category"]) == (1, {"vn": "KLQ"})
    assert len(listed(case, "--category", "")) == 4


def test_an_item_is_shown_with_its_places_and_decisions(case: Shell) -> None:
    ended = case("item", "show", "1", "--json")
    assert set(ended.json) >= ITEM | {"occurrences", "findings", "decisions", "failures"}
    (made,) = ended.json["decisions"]
    assert (made["category"], made["note"], made["by"]) == ("KLQ", "xem rồi", ready.OWNER)
    number = listed(case)["known.bin"]["id"]
    shown = case("item", "show", str(number), "--json").json
    assert {place["shown"] for place in shown["occurrences"]} == {"known.bin", "copy of known.bin"}


def test_a_correction_is_a_new_row(case: Shell) -> None:
    assert case("categorise", "1", "2", "--as", "D326", "--detail", "age=u13", "--note", "x", "--json").code == 0
    assert case("categorise", "1", "--as", "", "--json").code == 0
    made = case("item", "show", "1", "--json").json["decisions"]
    assert [decision["category"] for decision in made] == ["KLQ", "D326", None]
    assert listed(case)[listed_path(case, 1)]["category"] == {}
    assert listed(case, "--category", "D326").keys() == {listed_path(case, 2)}


def listed_path(case: Shell, number: int) -> str:
    return next(path for path, item in listed(case).items() if item["id"] == number)


def test_an_item_is_copied_out_whole_once_and_on_record(case: Shell, tmp_path: Path) -> None:
    number, out = listed(case)["known.bin"]["id"], tmp_path / "copy.bin"
    ended = case("item", "open", str(number), "--out", out, "--json")
    assert ended.json == {"id": number, "bytes": len(CONTENTS["known.bin"])}
    assert out.read_bytes() == CONTENTS["known.bin"]
    again = case("item", "open", str(number), "--out", out, "--json")
    assert (again.code, again.json["error"]["code"]) == (3, "file_exists")
    rows = case("audit", "show", "--json").json
    assert rows[-1]["action"] == "item_open"
    assert rows[-1]["object"] == f"item {number}"


def test_hash_sets_are_listed_with_what_they_hold(case: Shell, tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text(f"{KNOWN}\nnonsense\n{'0' * 40}  y\n", encoding="utf-8")
    added = case("hashset", "add", tmp_path / "more.txt", "--list", "alert", "--name", "thêm", "--json")
    assert added.code == 0, added.stderr
    assert (added.json["entries"], added.json["broken"], added.json["matched"]) == (2, 1, 1)
    assert [problem["line"] for problem in added.json["problems"]] == [2]
    assert [(known["name"], known["list"]) for known in case("hashset", "list", "--json").json] == [
        ("list.txt", "illegal"),
        ("thêm", "alert"),
    ]
    assert case("hashset", "remove", "thêm", "--json").code == 0
    assert len(case("hashset", "list", "--json").json) == 1


def test_cases_tell_how_they_stand(case: Shell) -> None:
    (told,) = case("case", "list", "--json").json
    assert (told["case"], told["items"], told["contents"], told["exact"], told["decided"]) == (CASE, 5, 4, 2, 1)
    shown = case("case", "show", CASE, "--json").json
    assert shown["illegal_list_loaded"] is True
    assert [run["state"] for run in shown["ingests"]] == ["done"]


def test_the_chain_is_checked_and_its_head_can_witness(case: Shell) -> None:
    checked = case("audit", "verify", "--json").json
    assert set(checked) == {"ok", "entries", "head", "anchored_up_to", "problems"}
    assert (checked["ok"], checked["anchored_up_to"], checked["problems"]) == (True, 0, [])
    head = case("audit", "head", "--json").json["head"]
    assert head == checked["head"]
    assert case("audit", "verify", "--anchor", head, "--json").json["anchored_up_to"] == checked["entries"]
    assert len(case("audit", "show", "--json").json) == checked["entries"]
    assert len(case("audit", "show", "--limit", "3", "--json").json) == 3


def test_a_chain_that_was_changed_is_1_with_a_sentence_for_each_problem(case: Shell) -> None:
    connection = ready.raw(case.workspace)
    connection.execute("DROP TRIGGER audit_stays")
    connection.execute("UPDATE audit SET who = 'ai đó' WHERE seq = 3")
    connection.close()
    for language in ("vi", "en"):
        ended = case("audit", "verify", "--json", LANG=language)
        assert (ended.code, ended.json["ok"]) == (1, False)
        assert {(problem["code"], problem["entry"]) for problem in ended.json["problems"]} == {("row_changed", 3)}
        assert all(problem["message"] for problem in ended.json["problems"])


def test_evidence_is_checked_against_the_record(case: Shell, engine: None, filled: Path, tmp_path: Path) -> None:
    checked = case("verify-evidence", "--case", CASE, "--json")
    assert (checked.code, checked.json) == (
        0, {"ok": True, "checked": 5, "changed": 0, "missing": 0, "problems": []})  # fmt: skip


def test_evidence_that_changed_is_1(shell: Shell, engine: None, tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / name).write_text(name, encoding="utf-8")
    shell("case", "new", CASE, "--title", "x")
    shell("ingest", folder, "--case", CASE)
    (folder / "b").write_text("B", encoding="utf-8")
    (folder / "c").unlink()
    ended = shell("verify-evidence", "--case", CASE, "--json")
    assert (ended.code, ended.json["ok"], ended.json["changed"], ended.json["missing"]) == (1, False, 1, 1)
    assert {problem["code"] for problem in ended.json["problems"]} == {"changed", "missing"}
    copied = shell("item", "open", "2", "--out", tmp_path / "copy", "--json")
    assert (copied.code, copied.json["error"]["code"]) == (1, "evidence_changed")
    assert not (tmp_path / "copy").exists()
    gone = shell("item", "open", "3", "--out", tmp_path / "copy", "--json")
    assert (gone.code, gone.json["error"]["code"]) == (4, "evidence_missing")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_command_answers_a_person_in_sentences(case: Shell, language: str, tmp_path: Path) -> None:
    case.language = language
    for command in (
        ("case", "list"), ("case", "show", CASE), ("items", "--case", CASE), ("item", "show", "1"), ("hashset", "list"),
        ("audit", "verify"), ("audit", "head"), ("audit", "show"), ("user", "list"), ("categorise", "1", "--as", "KLQ"),
    ):  # fmt: skip
        ended = case(*command)
        assert ended.code == 0, (command, ended.stderr)
        assert ended.stdout.strip()
        with pytest.raises(json.JSONDecodeError):
            json.loads(ended.stdout)


def test_names_out_of_evidence_reach_no_terminal_unescaped(shell: Shell, engine: None, tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    folder.mkdir()
    (folder / "x\x1b[31m\u202eđỏ\n.txt").write_text("x", encoding="utf-8")
    shell("case", "new", CASE, "--title", "a\x1b[1mb")
    shell("ingest", folder, "--case", CASE, "--exhibit", "VC\x1b[2J")
    for command in (("items", "--case", CASE), ("item", "show", "1"), ("case", "list"), ("case", "show", CASE)):
        for output in shell(*command).stdout, shell(*command, "--json").stdout:
            assert "\x1b" not in output
            assert "\u202e" not in output


def test_a_report_is_made_and_verified(case: Shell, tmp_path: Path) -> None:
    out = tmp_path / "r.pdf"
    made = case("report", "--case", CASE, "--form", "assessment", "--out", out, "--json")
    assert (made.code, made.json["sha256"]) == (0, hashlib.sha256(out.read_bytes()).hexdigest())
    assert {warning["code"] for warning in made.json["warnings"]} >= {"report_missing_answers"} or made.json["warnings"]
    checked = case("verify", out, "--json")
    assert set(checked.json) >= {"ok", "kind", "signatures", "manifest_ok", "warnings", "problems"}
    assert (checked.code, checked.json["ok"], checked.json["manifest_ok"]) == (1, False, True)
    assert [problem["code"] for problem in checked.json["problems"]] == ["unsigned"]


def test_a_file_that_is_no_pdf_is_4_and_a_damaged_one_1(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"not a pdf")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7\n" + b"garbage" * 100)
    assert shell("verify", tmp_path / "a.pdf", "--json", WORKSPACE=None).code == 4
    damaged = shell("verify", tmp_path / "b.pdf", "--json", WORKSPACE=None)
    assert (damaged.code, [problem["code"] for problem in damaged.json["problems"]]) == (1, ["damaged"])
