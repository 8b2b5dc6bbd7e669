"""A category of a case as a list for others: what stands in it, what is left out, who may, and what is on record."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inspector.app import Session, exporting
from inspector.domain.content import Kind
from inspector.domain.fault import EnvironmentFault
from inspector.exchange.outgoing import Outgoing
from inspector.library.entry import Entry
from tests import ready
from tests.cli.calling import Shell
from tests.cli.decided import CASE, Office, at_work, catalogue, digests, mark
from tests.command import Ended
from tests.library.lists import read_bytes

FORMATS = {"vics": "set.json", "plain": "set.txt", "pdq": "set.pdq", "hashdeep": "set.txt"}
NAMES = ("một", "hai", "ba")


@pytest.fixture(autouse=True)
def sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue of words is read once for all the commands of these tests."""
    monkeypatch.setattr("inspector.cli.main.Words", catalogue)


@pytest.fixture
def office(shell: Shell) -> Iterator[Office]:
    with at_work(shell.workspace) as office:
        office.see(*NAMES, "xấu")
        office.say("an", "D147", *NAMES)
        office.say("an", "KLQ", "xấu")
        yield office


def ask(shell: Shell, out: Path, form: str, *options: str, code: str = "D147") -> Ended:
    return shell(
        "hashset", "export", "--case", CASE, "--category", code, "--as", form, "--out", out, "--json", *options
    )


def export(shell: Shell, out: Path, form: str, *options: str, code: str = "D147") -> dict[str, Any]:
    ended = ask(shell, out, form, *options, code=code)
    assert ended.code == 0, ended.stderr
    told: dict[str, Any] = ended.json
    return told


def entry(name: str, category: str = "", *, alike: bool = False) -> Entry:
    told = digests(name)
    return Entry(told.md5, told.sha1, told.sha256, told.size, mark(name).pdq if alike else None, category=category)


def ordered(*names: str) -> list[str]:
    return sorted(names, key=lambda name: digests(name).sha256)


# --- what is written ---------------------------------------------------------------------------------------------


def test_a_vics_hash_set_reads_back_to_the_same_entries(shell: Shell, office: Office, tmp_path: Path) -> None:
    told = export(shell, out := tmp_path / "set.json", "vics")
    assert told == {"file": str(out), "format": "vics", "entries": 3, "skipped": {},
                    "sha256": hashlib.sha256(out.read_bytes()).hexdigest()}  # fmt: skip
    written = json.loads(out.read_bytes())
    assert written["@odata.context"].endswith("/2.0.xml/US/$metadata#Media")
    (first, *_) = ordered(*NAMES)
    md5 = digests(first).md5.hex().upper()
    assert written["value"][0] == {
        "MediaID": 1, "Category": 1, "MD5": md5, "SHA1": digests(first).sha1.hex().upper(),
        "SHA256": digests(first).sha256.hex().upper(), "MediaSize": digests(first).size,
        "AlternativeHashes": [{"MD5": md5, "HashName": "PDQ", "HashValue": mark(first).pdq.hex()}],
    }  # fmt: skip
    assert read_bytes(out.read_bytes(), out.name) == [entry(name, "1", alike=True) for name in ordered(*NAMES)]


def test_a_hashdeep_list_reads_back_to_the_same_entries(shell: Shell, office: Office, tmp_path: Path) -> None:
    export(shell, out := tmp_path / "set.txt", "hashdeep")
    entries = [one for one in read_bytes(out.read_bytes()) if isinstance(one, Entry)]
    assert entries == [entry(name) for name in ordered(*NAMES)]


@pytest.mark.parametrize("digest", ["md5", "sha1", "sha256"])
def test_a_plain_list_reads_back_to_the_same_digests(shell: Shell, office: Office, tmp_path: Path, digest: str) -> None:
    export(shell, out := tmp_path / "set.txt", "plain", "--digest", digest)
    wanted = [getattr(digests(name), digest).hex() for name in ordered(*NAMES)]
    assert out.read_text("ascii").splitlines() == wanted
    assert [getattr(one, digest).hex() for one in read_bytes(out.read_bytes()) if isinstance(one, Entry)] == wanted


def test_a_pdq_list_reads_back_to_the_same_fingerprints(shell: Shell, office: Office, tmp_path: Path) -> None:
    export(shell, out := tmp_path / "set.pdq", "pdq")
    wanted = [Entry(pdq=mark(name).pdq, pdq_quality=90) for name in ordered(*NAMES)]
    assert read_bytes(out.read_bytes(), out.name) == wanted


@pytest.mark.parametrize("form", FORMATS)
def test_what_was_written_is_taken_in_and_agrees(shell: Shell, office: Office, tmp_path: Path, form: str) -> None:
    export(shell, out := tmp_path / FORMATS[form], form)
    added = shell("hashset", "add", out, "--list", "illegal", "--json")
    assert (added.code, added.json["format"]) == (0, form.replace("plain", "sums"))
    assert (added.json["entries"], added.json["broken"], added.json["matched"]) == (3, 0, 3)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_content_gives_the_same_bytes_and_no_names(
    shell: Shell, office: Office, tmp_path: Path, form: str
) -> None:
    one, two = export(shell, tmp_path / "1.pdq", form), export(shell, tmp_path / "2.pdq", form)
    assert (one["sha256"], one["entries"]) == (two["sha256"], two["entries"])
    written = (tmp_path / "1.pdq").read_bytes()
    assert written == (tmp_path / "2.pdq").read_bytes()
    assert not [
        hidden for hidden in ("bí", "\\u", ".jpg", "07/VA", "VC-01", "vn", "D147") if hidden.encode() in written
    ]


# --- what is left out --------------------------------------------------------------------------------------------


def test_fingerprints_too_poor_to_compare_are_left_out(shell: Shell, office: Office, tmp_path: Path) -> None:
    office.see("vừa đủ", quality=50)
    office.see("nhòe", quality=49)
    office.see("phim", quality=None, kind=Kind.VIDEO)
    office.say("an", "D147", "vừa đủ", "nhòe", "phim")
    told = export(shell, tmp_path / "set.pdq", "pdq")
    assert (told["entries"], told["skipped"]) == (4, {"low_quality": 1, "no_fingerprint": 1})
    assert export(shell, tmp_path / "set.json", "vics")["entries"] == 6
    records = json.loads((tmp_path / "set.json").read_bytes())["value"]
    assert sum("AlternativeHashes" in record for record in records) == 4


def test_a_content_whose_items_stand_in_two_categories_is_left_out(
    shell: Shell, office: Office, tmp_path: Path
) -> None:
    office.see("một", "hai")  # once more
    office.say("an", "KLQ", "một")
    office.say("an", "D147", "hai")
    told = export(shell, tmp_path / "set.txt", "plain")
    assert (told["entries"], told["skipped"]) == (2, {"disputed": 1})
    assert digests("một").sha256.hex() not in (tmp_path / "set.txt").read_text("ascii")


def test_a_case_of_others_and_a_decision_taken_back_do_not_count(shell: Shell, office: Office, tmp_path: Path) -> None:
    office.see("lạ", case="08/VA")
    office.say("an", "D147", "lạ")
    office.say("an", None, "một")
    assert export(shell, tmp_path / "set.txt", "plain")["entries"] == 2


def test_nothing_in_the_category_is_told(shell: Shell, office: Office, tmp_path: Path) -> None:
    ended = ask(shell, tmp_path / "set.txt", "plain", code="D142")
    assert (ended.code, ended.json["error"]["code"]) == (4, "export_nothing")
    assert not (tmp_path / "set.txt").exists()
    assert ask(shell, tmp_path / "set.txt", "plain", code="NO").code == 2


# --- VICS categories ---------------------------------------------------------------------------------------------


def test_what_the_mapping_leaves_open_is_asked(shell: Shell, office: Office, tmp_path: Path) -> None:
    office.say("an", "RIENGTU", *NAMES)
    asked = ask(shell, out := tmp_path / "set.json", "vics", code="RIENGTU")
    assert (asked.code, asked.json["error"]["code"]) == (2, "export_which_vics")
    assert "2, 0" in asked.json["error"]["message"]
    assert ask(shell, out, "vics", "--vics-category", "1", code="RIENGTU").code == 2
    assert not out.exists()
    export(shell, out, "vics", "--vics-category", "2", code="RIENGTU")
    assert {record["Category"] for record in json.loads(out.read_bytes())["value"]} == {2}


def test_details_decide_where_they_can(shell: Shell, office: Office, tmp_path: Path) -> None:
    office.say("an", "D326", "một", details={"age": "u13"})
    office.say("an", "D326", "hai", details={"age": "18"})
    export(shell, out := tmp_path / "set.json", "vics", code="D326")
    assert {record["MD5"].lower(): record["Category"] for record in json.loads(out.read_bytes())["value"]} == {
        digests("một").md5.hex(): 1, digests("hai").md5.hex(): 0,
    }  # fmt: skip


def test_categories_of_vics_itself_need_no_mapping(shell: Shell, office: Office, tmp_path: Path) -> None:
    office.say("an", "3", "ba", scheme="vics")
    export(shell, out := tmp_path / "set.json", "vics", "--scheme", "vics", code="3")
    assert [record["Category"] for record in json.loads(out.read_bytes())["value"]] == [3]


# --- who may, and what is on record ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "code"),
    [("examiner", 0), ("inspector", 0), ("approver", 0), ("reviewer", 5), ("administrator", 5), ("auditor", 5)],
)
def test_only_who_may_release_writes_a_list(shell: Shell, office: Office, tmp_path: Path, who: str, code: int) -> None:
    shell.user = who
    assert ask(shell, tmp_path / "set.txt", "plain").code == code
    assert (tmp_path / "set.txt").exists() == (code == 0)


def test_the_history_tells_what_left(shell: Shell, office: Office, tmp_path: Path) -> None:
    told = export(shell, tmp_path / "bí mật.txt", "plain")
    (row,) = [row for row in shell("audit", "show", "--json").json if row["action"] == "hashset_export"]
    assert row["object"] == "case 1"
    del row["data"]["holds"]
    assert row["data"] == {"scheme": "vn", "category": "D147", "format": "plain", "entries": 3, "skipped": {},
                           "sha256": told["sha256"]}  # fmt: skip
    assert "bí mật" not in json.dumps(row, ensure_ascii=False)
    assert shell("audit", "verify", "--json").json["ok"] is True


def test_a_file_that_is_there_is_left_alone(shell: Shell, office: Office, tmp_path: Path) -> None:
    (out := tmp_path / "set.txt").write_text("mine", encoding="ascii")
    ended = ask(shell, out, "plain")
    assert (ended.code, ended.json["error"]["code"]) == (3, "file_exists")
    assert out.read_text("ascii") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["set.txt", "workspace"]


def test_a_file_that_is_not_placed_leaves_nothing(tmp_path: Path) -> None:
    with Outgoing(tmp_path / "a") as file:
        file.write([b"x"])
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_comes_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    with Outgoing(tmp_path / "a") as file:
        file.write([b"x"])
        (tmp_path / "a").write_bytes(b"theirs")
        with pytest.raises(EnvironmentFault, match="file_exists"):
            file.place()
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"theirs"


def test_a_stick_without_links_takes_the_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr("os.link", refuse)
    with Outgoing(tmp_path / "a") as file:
        file.write([b"x", b"y"])
        assert list(tmp_path.glob("a")) == []
        file.place()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"xy")]


def test_nothing_is_written_into_evidence(shell: Shell, office: Office) -> None:
    ended = ask(shell, Path("/nowhere") / CASE / "set.txt", "plain")
    assert (ended.code, ended.json["error"]["code"]) == (2, "out_in_evidence")


def test_a_fingerprint_list_with_another_name_is_warned_of(shell: Shell, office: Office, tmp_path: Path) -> None:
    assert ".pdq" in ask(shell, tmp_path / "set.txt", "pdq").stderr
    assert ".pdq" not in ask(shell, tmp_path / "set.pdq", "pdq").stderr


# --- broken off ----------------------------------------------------------------------------------------------------


def acts(shell: Shell) -> list[str]:
    """What the journal says of lists that leave."""
    with at_work(shell.workspace) as office:
        rows = office.workspace.reader().execute(
            "SELECT action FROM audit WHERE action IN ('hashset_export', 'list_not_placed') ORDER BY seq"
        )
        return [action for (action,) in rows]


def ctrl_c(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_ctrl_c_while_it_is_written_leaves_nothing(
    shell: Shell, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspector.exchange.outgoing.os.fsync", ctrl_c)
    ended = ask(shell, tmp_path / "set.txt", "plain")
    assert (ended.code, ended.json["error"]["code"]) == (130, "interrupted")
    assert [path.name for path in tmp_path.iterdir()] == ["workspace"]
    assert acts(shell) == []


def test_ctrl_c_that_comes_when_it_is_on_record_comes_too_late(
    shell: Shell, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Outgoing.place

    def late(file: Outgoing) -> None:
        ctrl_c()
        place(file)

    monkeypatch.setattr(Outgoing, "place", late)
    told = export(shell, out := tmp_path / "set.txt", "plain")
    assert hashlib.sha256(out.read_bytes()).hexdigest() == told["sha256"]
    assert acts(shell) == ["hashset_export"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_file_that_cannot_be_placed_is_on_record_as_such(
    shell: Shell, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled_out(*_: object) -> None:
        raise OSError(errno.EIO, "no stick")

    monkeypatch.setattr("os.link", pulled_out)
    ended = ask(shell, tmp_path / "set.txt", "plain")
    assert (ended.code, ended.json["error"]["code"]) == (3, "copy_failed")
    assert [path.name for path in tmp_path.iterdir()] == ["workspace"]
    assert acts(shell) == ["hashset_export", "list_not_placed"]
    assert shell("audit", "verify", "--json").json["ok"] is True


def test_a_large_list_tells_how_far_it_is_and_can_be_left_off_anywhere(
    shell: Shell, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspector.app.exporting._TELL_EVERY", 1)
    monkeypatch.setattr("inspector.exchange.outgoing._TELL_EVERY", 1)
    wanted = exporting.Wanted(CASE, "D147", "plain", tmp_path / "set.txt")
    with Session(ready.signed_in(shell.workspace, "an")) as session:
        steps = list(exporting.export(session, replace(wanted, out=tmp_path / "whole.txt")))
        assert [(step.stage, step.items) for step in steps] == [
            *(("gathering", done) for done in range(4)), *(("exporting", done) for done in range(4)),
        ]  # fmt: skip
        for stop in range(1, len(steps) + 1):
            work = exporting.export(session, wanted)
            for _ in range(stop):
                next(work)
            work.close()
            assert sorted(path.name for path in tmp_path.iterdir()) == ["whole.txt", "workspace"]
    assert acts(shell) == ["hashset_export"]
