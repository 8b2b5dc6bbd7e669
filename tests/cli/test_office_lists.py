"""Lists of offices without a server: published by two opinions, carried as signed files, merged in any order."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from inspector.domain.content import Frame
from inspector.report.demo import demo_certificate
from tests import ready
from tests.cli.calling import Shell
from tests.cli.decided import CASE, Office, at_work, catalogue, digests, mark
from tests.command import Ended

LIST = "danh mục chung"
P12 = "mật khẩu khóa"


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Keys of three offices and of a stranger; beside each its certificate."""
    above = tmp_path_factory.mktemp("keys")
    found = {}
    for name in ("PA05", "PA06", "lạ"):
        (above / name).mkdir()
        demo_certificate(above / name / "key.p12", P12, holder=name)
        found[name] = above / name / "key.p12"
    return found


@dataclass(slots=True)
class Publisher:
    """An office with a workspace of its own, that publishes."""

    name: str
    shell: Shell
    key: Path
    people: Office
    sticks: Path
    count: int = field(default=0)

    @property
    def certificate(self) -> Path:
        return self.key.with_name("DEMO.pem")

    def try_to(self, *options: str | Path, code: str = "D147") -> tuple[Ended, Path]:
        self.count += 1
        out = self.sticks / f"{self.name}-{self.count}.list"
        cases = ("--case", CASE) if "--case" not in options else ()
        ended = self.shell("hashset", "publish", *cases, "--category", code, "--list-name", LIST, "--office", self.name,
                           "--sign", self.key, "--out", out, "--json", *options, P12_PASSWORD=P12)  # fmt: skip
        return ended, out

    def publish(self, *options: str | Path, code: str = "D147") -> tuple[dict[str, Any], Path]:
        ended, out = self.try_to(*options, code=code)
        assert ended.code == 0, ended.stderr
        return ended.json, out

    def agree(self, code: str | None, *names: str) -> None:
        """Two people say the same."""
        for who in ("examiner", "reviewer"):
            self.people.say(who, code, *names)


@pytest.fixture(autouse=True)
def sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue of words is read once for all the commands of these tests."""
    monkeypatch.setattr("inspector.cli.main.Words", catalogue)


@pytest.fixture
def offices(
    blank: Path, keys: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[dict[str, Publisher]]:  # fmt: skip
    monkeypatch.setattr("sys.stdin", io.StringIO())
    (tmp_path / "sticks").mkdir()
    found: dict[str, Publisher] = {}
    opened = []
    for name in ("PA05", "PA06"):
        folder = ready.copy(blank, tmp_path / name)
        people = at_work(folder)
        shell = Shell(monkeypatch, capsys, folder)
        found[name] = Publisher(name, shell, keys[name], people.__enter__(), tmp_path / "sticks")
        opened.append(people)
    yield found
    for people in opened:
        people.__exit__(None, None, None)


@pytest.fixture
def office(offices: dict[str, Publisher]) -> Publisher:
    """One office, in which two people agree about three contents of a case."""
    office = offices["PA05"]
    office.people.see("một", "hai", "ba")
    office.agree("D147", "một", "hai", "ba")
    return office


@pytest.fixture
def receiver(shell: Shell, offices: dict[str, Publisher]) -> Shell:
    """A workspace that knows the certificates of both offices."""
    for office in offices.values():
        trusted = shell("hashset", "trust", office.name, "--certificate", office.certificate, "--json")
        assert trusted.code == 0, trusted.stderr
    return shell


def add(shell: Shell, file: Path, *options: str | Path) -> Ended:
    return shell("hashset", "add", file, "--list", "illegal", "--json", *options)


def taken(shell: Shell, file: Path) -> dict[str, Any]:
    ended = add(shell, file)
    assert ended.code == 0, ended.stderr
    told: dict[str, Any] = ended.json
    return told


def show(shell: Shell) -> dict[str, Any]:
    ended = shell("hashset", "show", LIST, "--json")
    assert ended.code == 0, ended.stderr
    told: dict[str, Any] = ended.json
    return told


def state(shell: Shell) -> tuple[object, ...]:
    """What must not depend on the order in which files came."""
    told = show(shell)
    return tuple(told.get(name) for name in ("offices", "confirmed", "digest", "entries", "version", "incomplete"))


# --- publishing --------------------------------------------------------------------------------------------------


def test_what_two_people_agree_about_is_published(office: Publisher) -> None:
    told, out = office.publish()
    assert (told["first"], told["last"], told["confirmed"], told["withdrawn"]) == (1, 3, 3, 0)
    assert (told["list"], told["office"], told["skipped"]) == (LIST, "PA05", {})
    header, *lines, signature = out.read_text("ascii").splitlines()
    assert json.loads(header)["format"] == "office-list"
    assert [json.loads(line)["number"] for line in lines] == [1, 2, 3]
    assert set(json.loads(signature)) == {"signature"}
    first = min(("một", "hai", "ba"), key=lambda name: digests(name).sha256)
    assert json.loads(lines[0]) == {
        "number": 1, "says": "confirm", "scheme": "vn", "category": "D147", "day": json.loads(lines[0])["day"],
        "md5": digests(first).md5.hex(), "sha1": digests(first).sha1.hex(), "sha256": digests(first).sha256.hex(),
        "size": digests(first).size, "pdq": mark(first).pdq.hex(), "pdq_quality": 90,
    }  # fmt: skip
    assert not [hidden for hidden in ("bí", ".jpg", CASE, "examiner", "VC-01") if hidden in out.read_text("ascii")]


def test_of_a_film_with_bars_both_looks_are_published(office: Publisher) -> None:
    shown, inside = mark("with bars"), mark("between bars")
    office.people.see_film("phim", (Frame(0, shown), Frame(0, inside, trimmed=True), Frame(500, mark("later"))))
    office.agree("D147", "phim")
    _, out = office.publish()
    (told,) = (json.loads(line)["frames"] for line in out.read_text("ascii").splitlines() if '"frames"' in line)
    assert [(at_ms, pdq) for at_ms, _, pdq in told] == [
        (0, shown.pdq.hex()), (0, inside.pdq.hex()), (500, mark("later").pdq.hex()),
    ]  # fmt: skip


def test_one_opinion_and_a_quarrel_are_left_out_and_counted(office: Publisher) -> None:
    people = office.people
    people.see("riêng", "cãi", "rút", "tự", "đổi")
    people.say("examiner", "D147", "riêng")
    office.agree("D147", "cãi", "rút")
    people.say("inspector", "D146", "cãi")
    people.say("reviewer", None, "rút")
    people.say("examiner", "D147", "tự")
    people.say("examiner", "D147", "tự")  # twice by one person is one opinion
    office.agree("D147", "đổi")
    office.agree("KLQ", "đổi")
    told, _ = office.publish()
    assert (told["confirmed"], told["skipped"]) == (3, {"disputed": 1, "one_opinion": 3})


def test_opinions_about_other_items_of_the_same_content_count(office: Publisher) -> None:
    office.people.see("chung", case="08/VA")
    office.people.say("examiner", "D147", "chung")
    office.people.see("chung", case="09/VA")
    office.people.say("reviewer", "D147", "chung")
    told, _ = office.publish("--case", "09/VA")
    assert told["confirmed"] == 1


def test_the_next_file_goes_on_and_says_nothing_twice(office: Publisher) -> None:
    office.publish()
    office.people.see("bốn")
    office.agree("D147", "bốn")
    told, _ = office.publish()
    assert (told["first"], told["last"], told["skipped"]) == (4, 4, {"published": 3})
    ended, out = office.try_to()
    assert (ended.code, ended.json["error"]["code"]) == (4, "publish_nothing")
    assert not out.exists()


def test_a_lost_file_can_be_written_again(office: Publisher, receiver: Shell) -> None:
    _, lost = office.publish()
    again, out = office.publish("--since", "2")
    assert (again["first"], again["last"], again["confirmed"]) == (2, 3, 0)
    assert lost.read_text("ascii").splitlines()[2:4] == out.read_text("ascii").splitlines()[1:3]
    for since in ("0", "5"):
        assert office.try_to("--since", since)[0].code == 2
    taken(receiver, lost)
    assert taken(receiver, out)["statements"] == 0


def test_what_two_people_no_longer_agree_about_is_withdrawn(office: Publisher, receiver: Shell) -> None:
    _, first = office.publish()
    office.people.say("reviewer", "KLQ", "hai")
    told, second = office.publish()
    assert (told["first"], told["confirmed"], told["withdrawn"]) == (4, 0, 1)
    taken(receiver, first)
    assert show(receiver)["confirmed"] == {"1": 3}
    taken(receiver, second)
    assert show(receiver)["confirmed"] == {"1": 2}


def test_a_new_category_takes_the_place_of_the_old_one(office: Publisher, receiver: Shell) -> None:
    _, first = office.publish()
    office.agree("D146", "hai")
    told, second = office.publish(code="D146")
    assert (told["confirmed"], told["withdrawn"]) == (1, 0)
    for file in (second, first):
        taken(receiver, file)
    assert show(receiver)["confirmed"] == {"1": 3}
    assert office.try_to()[0].json["error"]["code"] == "publish_nothing"


@pytest.mark.parametrize(("who", "code"), [("approver", 0), ("examiner", 0), ("reviewer", 5), ("administrator", 5)])
def test_only_who_may_release_publishes(office: Publisher, who: str, code: int) -> None:
    office.shell.user = who
    assert office.try_to()[0].code == code


def test_nobody_speaks_as_an_office_known_by_another_certificate(office: Publisher, keys: dict[str, Path]) -> None:
    office.publish()
    office.people.see("bốn")
    office.agree("D147", "bốn")
    office.key = keys["lạ"]
    ended, out = office.try_to()
    assert (ended.code, ended.json["error"]["code"]) == (1, "office_not_ours")
    assert not out.exists()


def test_a_wrong_password_publishes_nothing(office: Publisher) -> None:
    ended = office.shell("hashset", "publish", "--case", CASE, "--category", "D147", "--list-name", LIST, "--office",
                         "PA05", "--sign", office.key, "--out", office.sticks / "x", "--json",
                         P12_PASSWORD="sai")  # fmt: skip
    assert (ended.code, ended.json["error"]["code"]) == (3, "report_p12_password")
    assert office.publish()[0]["first"] == 1


# --- taking in ---------------------------------------------------------------------------------------------------


def test_a_list_is_taken_in_and_matches(office: Publisher, receiver: Shell) -> None:
    with at_work(receiver.workspace) as people:
        people.see("hai", "khác")
    told = taken(receiver, office.publish()[1])
    assert (told["name"], told["format"], told["entries"], told["matched"]) == (LIST, "office-list", 3, 1)
    assert (told["office"], told["statements"], told["incomplete"]) == ("PA05", 3, "")
    found = receiver("items", "--case", CASE, "--match", "exact", "--json").json
    (item,) = found
    assert {(match["signal"], match["category"], match["confirmations"]) for match in item["matches"]} == {
        (signal, "D147", 1) for signal in ("md5", "sha1", "sha256", "pdq")
    }  # fmt: skip
    assert receiver("audit", "verify", "--json").json["ok"] is True


def test_confirmations_of_offices_add_up_and_are_taken_back_one_by_one(
    office: Publisher, offices: dict[str, Publisher], receiver: Shell
) -> None:
    other = offices["PA06"]
    other.people.see("hai", "riêng")
    other.agree("D147", "hai", "riêng")
    with at_work(receiver.workspace) as people:
        people.see("hai")
    for file in (office.publish()[1], other.publish()[1]):
        taken(receiver, file)
    assert show(receiver)["confirmed"] == {"1": 3, "2": 1}
    (item,) = receiver("items", "--case", CASE, "--json").json
    assert {match["confirmations"] for match in item["matches"]} == {2}
    office.people.say("reviewer", None, "hai")
    taken(receiver, office.publish()[1])
    assert show(receiver)["confirmed"] == {"1": 4}
    (item,) = receiver("items", "--case", CASE, "--json").json
    assert {match["confirmations"] for match in item["matches"]} == {1}


def test_files_come_in_any_order_twice_and_with_gaps_that_show(office: Publisher, receiver: Shell, blank: Path) -> None:
    files = [office.publish()[1]]
    office.people.see("bốn", "năm")
    office.agree("D147", "bốn", "năm")
    files.append(office.publish()[1])
    office.people.say("reviewer", "KLQ", "một", "bốn")
    files.append(office.publish()[1])
    told = taken(receiver, files[2])
    assert (told["incomplete"], told["missing"], told["entries"]) == ("statements", {"PA05": [[1, 5]]}, 0)
    assert "digest" not in show(receiver)
    told = taken(receiver, files[0])
    assert (told["missing"], told["entries"], told["version"]) == ({"PA05": [[4, 5]]}, 2, "PA05 1-3, 6-7")
    taken(receiver, files[0])
    told = taken(receiver, files[1])
    assert (told["missing"], told["incomplete"], told["entries"]) == ({}, "", 3)
    one = state(receiver)
    other = Shell(receiver.patch, receiver.capture, ready.copy(blank, receiver.workspace.parent / "other"))
    other("hashset", "trust", "PA05", "--certificate", office.certificate)
    for file in files:
        taken(other, file)
    assert state(other) == one


def test_the_same_file_twice_changes_nothing(office: Publisher, receiver: Shell) -> None:
    _, file = office.publish()
    taken(receiver, file)
    before = (receiver("audit", "head", "--json").json, receiver("hashset", "list", "--json").json)
    again = taken(receiver, file)
    assert (again["statements"], again["entries"]) == (0, 3)
    assert (receiver("audit", "head", "--json").json, receiver("hashset", "list", "--json").json) == before


def test_a_list_whose_last_entry_is_withdrawn_goes(office: Publisher, receiver: Shell) -> None:
    taken(receiver, office.publish()[1])
    office.people.say("reviewer", None, "một", "hai", "ba")
    told = taken(receiver, office.publish()[1])
    assert (told["entries"], told["statements"]) == (0, 3)
    assert receiver("hashset", "list", "--json").json == []
    assert list((receiver.workspace / "library").iterdir()) == []
    (told,) = show(receiver)["offices"]
    assert (told["office"], told["known"], told["missing"], len(told["certificates"])) == ("PA05", [[1, 6]], [], 1)


def test_a_removed_list_comes_back_with_all_that_is_known(office: Publisher, receiver: Shell) -> None:
    _, first = office.publish()
    office.people.say("reviewer", None, "một")
    _, second = office.publish()
    for file in (first, second):
        taken(receiver, file)
    assert receiver("hashset", "remove", LIST).code == 0
    assert taken(receiver, first)["entries"] == 2


def test_what_is_of_no_concern_is_not_taken_for_illegal_nor_the_other_way_round(
    office: Publisher, receiver: Shell
) -> None:
    office.people.see("vô hại")
    office.agree("KLQ", "vô hại")
    files = [office.publish()[1], office.publish(code="KLQ")[1]]
    for file in files:
        told = taken(receiver, file)
    assert (told["entries"], told["left_out"]) == (3, 1)
    assert receiver("hashset", "remove", LIST).code == 0
    good = receiver("hashset", "add", files[0], "--list", "known-good", "--json").json
    assert (good["entries"], good["left_out"], good["list"]) == (1, 3, "known-good")


def test_another_list_asked_for_by_mistake_moves_no_set_of_offices(office: Publisher, receiver: Shell) -> None:
    _, file = office.publish()
    taken(receiver, file)
    for other in ("alert", "known-good"):
        ended = receiver("hashset", "add", file, "--list", other, "--json")
        assert (ended.code, ended.json["error"]["code"]) == (2, "hashset_on_other_list")
    (found,) = receiver("hashset", "list", "--json").json
    assert (found["name"], found["list"]) == (LIST, "illegal")


def test_a_list_of_offices_is_merged_and_never_replaced(office: Publisher, receiver: Shell, tmp_path: Path) -> None:
    _, file = office.publish()
    taken(receiver, file)
    (tmp_path / "sums.txt").write_text(f"{'0' * 64}\n", encoding="ascii")
    assert receiver("hashset", "add", tmp_path / "sums.txt", "--list", "illegal", "--name", "khác").code == 0
    for name, newer in ((LIST, tmp_path / "sums.txt"), ("khác", file)):
        ended = receiver("hashset", "update", name, newer, "--json")
        assert (ended.code, ended.json["error"]["code"]) == (2, "hashset_of_offices")


def test_an_office_takes_in_its_own_list(office: Publisher) -> None:
    told = taken(office.shell, office.publish()[1])
    assert (told["entries"], told["statements"], told["matched"]) == (3, 0, 3)


# --- what is refused ---------------------------------------------------------------------------------------------


def refused(shell: Shell, file: Path, *options: str | Path) -> tuple[int, str]:
    ended = add(shell, file, *options)
    assert shell("hashset", "list", "--json").json == []
    assert list((shell.workspace / "library").iterdir()) == []
    return ended.code, ended.json["error"]["code"]


def test_an_office_nobody_vouched_for_is_refused(office: Publisher, shell: Shell, keys: dict[str, Path]) -> None:
    _, file = office.publish()
    assert refused(shell, file) == (1, "office_unknown")
    stranger = keys["lạ"].with_name("DEMO.pem")
    assert refused(shell, file, "--trust", stranger) == (1, "office_unknown")
    shell("hashset", "trust", "PA05", "--certificate", stranger)
    shell("hashset", "trust", "PA06", "--certificate", office.certificate)
    assert refused(shell, file) == (1, "office_unknown")


def test_a_certificate_may_be_believed_for_once(office: Publisher, shell: Shell) -> None:
    _, file = office.publish()
    assert add(shell, file, "--trust", office.certificate).code == 0
    shell("hashset", "remove", LIST)
    assert refused(shell, file) == (1, "office_unknown")


def test_a_lost_key_is_believed_no_longer(office: Publisher, receiver: Shell, keys: dict[str, Path]) -> None:
    _, first = office.publish()
    taken(receiver, first)
    office.people.say("reviewer", None, "một")
    _, second = office.publish()
    gone = receiver("hashset", "distrust", "PA05", "--certificate", office.certificate, "--json")
    assert (gone.code, len(gone.json["certificates"])) == (0, 1)
    ended = add(receiver, second)
    assert (ended.code, ended.json["error"]["code"]) == (1, "office_unknown")
    assert show(receiver)["confirmed"] == {"1": 3}
    ended = receiver("hashset", "distrust", "PA05", "--certificate", keys["lạ"].with_name("DEMO.pem"), "--json")
    assert (ended.code, ended.json["error"]["code"]) == (4, "office_certificate_unknown")
    assert receiver("audit", "verify", "--json").json["ok"] is True


def test_a_list_that_bears_no_signature_is_not_passed_off_as_signed(
    office: Publisher, receiver: Shell, tmp_path: Path
) -> None:
    (tmp_path / "sums.txt").write_text(f"{'0' * 64}\n", encoding="ascii")
    assert refused(receiver, tmp_path / "sums.txt", "--trust", office.certificate) == (2, "list_unsigned")
    assert refused(receiver, tmp_path / "none.txt", "--trust", office.certificate) == (4, "list_unreadable")
    assert refused(receiver, tmp_path / "sums.txt", "--format", "office-list") == (4, "library-list-unlike")


def test_any_changed_byte_is_refused(office: Publisher, receiver: Shell) -> None:
    """Some places of each kind; every byte is gone through in the tests of the format."""
    _, file = office.publish()
    good = file.read_bytes()
    for place in (30, good.index(b"D147") + 1, good.index(b"\n"), len(good) - 100):
        file.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        assert refused(receiver, file)[0] in {1, 4}, place
    for changed in (good[: len(good) // 2], good.replace(b"PA05", b"PA06")):
        file.write_bytes(changed)
        assert refused(receiver, file)[0] in {1, 4}
    file.write_bytes(good)
    assert taken(receiver, file)["entries"] == 3


def test_two_statements_under_one_number_are_refused(
    office: Publisher, receiver: Shell, tmp_path: Path, blank: Path
) -> None:
    """A workspace set back to an older copy publishes other statements under numbers it has used."""
    _, file = office.publish()
    with at_work(ready.copy(blank, tmp_path / "back")) as people:
        people.see("hai", "khác")
        for who in ("examiner", "reviewer"):
            people.say(who, "D147", "hai", "khác")
        shell = Shell(receiver.patch, receiver.capture, people.workspace.folder)
        back = Publisher("PA05", shell, office.key, people, tmp_path / "sticks", 10)
        _, other = back.publish()
    taken(receiver, file)
    before = state(receiver)
    ended = add(receiver, other)
    assert (ended.code, ended.json["error"]["code"]) == (1, "office_contradicts")
    assert "PA05" in ended.json["error"]["message"]
    assert state(receiver) == before


def test_another_name_or_a_set_of_that_name_is_refused(office: Publisher, receiver: Shell, tmp_path: Path) -> None:
    _, file = office.publish()
    assert refused(receiver, file, "--name", "khác") == (2, "office_list_named")
    (tmp_path / "sums.txt").write_text(f"{'0' * 64}\n", encoding="ascii")
    assert receiver("hashset", "add", tmp_path / "sums.txt", "--list", "alert", "--name", LIST).code == 0
    ended = add(receiver, file)
    assert (ended.code, ended.json["error"]["code"]) == (2, "hashset_exists")


def test_whom_to_trust_is_on_record_and_not_for_everybody(office: Publisher, shell: Shell) -> None:
    for user, code in (("reviewer", 5), ("auditor", 5), ("administrator", 0)):
        shell.user = user
        assert shell("hashset", "trust", "PA05", "--certificate", office.certificate).code == code
    shell.user = ready.OWNER
    assert shell("hashset", "trust", " PA05", "--certificate", office.certificate).code == 2
    (row,) = [row for row in shell("audit", "show", "--json").json if row["action"] == "office_trust"]
    assert (row["who"], row["data"]["office"], len(row["data"]["certificate"])) == ("administrator", "PA05", 64)


def test_a_person_is_told_in_both_languages(office: Publisher, receiver: Shell) -> None:
    _, file = office.publish()
    for language, word in (("vi", "đơn vị xác nhận"), ("en", "confirmed by")):
        receiver.language = language
        assert receiver("hashset", "add", file, "--list", "illegal").code == 0
        assert word in receiver("hashset", "show", LIST).stdout
    assert receiver("hashset", "show", "không có").code == 4


# --- stopped at the worst moment ---------------------------------------------------------------------------------


class PulledPlug(BaseException):
    """The machine went dark."""


def pulled(*_: object) -> None:
    raise PulledPlug


def dark(shell: Shell, file: Path) -> None:
    with pytest.raises(PulledPlug):
        add(shell, file)


def test_a_set_is_in_with_its_statements_or_not_at_all(
    office: Publisher, receiver: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, first = office.publish()
    office.people.say("reviewer", None, "một")
    _, second = office.publish()
    taken(receiver, first)
    before = state(receiver)
    with monkeypatch.context() as patch:  # the file of the new set is written, its row and the statements are not
        patch.setattr("inspector.app.office_lists.office_lists.merge", pulled)
        patch.setattr("inspector.library.sets.remove", lambda *_: None)  # nobody tidies up
        dark(receiver, second)
    assert state(receiver) == before
    assert len(list((receiver.workspace / "library").iterdir())) == 2
    with monkeypatch.context() as patch:  # all is in, the file of the old set is not gone yet
        patch.setattr("inspector.app.office_lists.sets.remove", pulled)
        dark(receiver, second)
    assert show(receiver)["confirmed"] == {"1": 2}
    assert receiver("audit", "verify", "--json").json["ok"] is True
    office.people.see("bốn")
    office.agree("D147", "bốn")
    taken(receiver, office.publish()[1])
    assert len(list((receiver.workspace / "library").iterdir())) == 1
    assert receiver("audit", "verify", "--json").json["ok"] is True


def test_numbers_on_record_are_never_used_again(office: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    """The statements are on record before the file lies there: it can be written again, and says the same."""
    with monkeypatch.context() as patch:
        patch.setattr("inspector.exchange.outgoing.Outgoing.place", pulled)
        with pytest.raises(PulledPlug):
            office.publish()
    assert list(office.sticks.iterdir()) == []
    told, _ = office.publish("--since", "1")
    assert (told["first"], told["last"], told["confirmed"]) == (1, 3, 0)


def test_a_file_that_cannot_be_placed_can_be_written_again(office: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    def pulled_out(*_: object) -> None:
        raise OSError(errno.EIO, "no stick")

    with monkeypatch.context() as patch:
        patch.setattr("os.link", pulled_out)
        ended, _ = office.try_to()
    assert (ended.code, ended.json["error"]["code"]) == (3, "publish_not_placed")
    assert list(office.sticks.iterdir()) == []
    told, _ = office.publish("--since", "1")
    assert (told["first"], told["last"], told["confirmed"]) == (1, 3, 0)


def test_ctrl_c_while_it_is_written_costs_no_numbers(office: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("inspector.exchange.outgoing.os.fsync", lambda _: os.kill(os.getpid(), signal.SIGINT))
        ended, _ = office.try_to()
    assert (ended.code, ended.json["error"]["code"]) == (130, "interrupted")
    assert list(office.sticks.iterdir()) == []
    assert office.publish()[0]["first"] == 1


def test_a_file_that_is_there_costs_no_numbers(office: Publisher) -> None:
    (office.sticks / "PA05-1.list").write_text("mine", encoding="ascii")
    ended, out = office.try_to()
    assert (ended.code, ended.json["error"]["code"]) == (3, "file_exists")
    assert out.read_text("ascii") == "mine"
    assert office.publish()[0]["first"] == 1
