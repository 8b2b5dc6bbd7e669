"""Key slots: what opens a workspace, and that nothing else does."""

from __future__ import annotations

import base64
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspector.domain.fault import EnvironmentFault
from inspector.store import Workspace, keys
from tests import ready

Slots = dict[str, Any]


def edit(folder: Path, change: Callable[[Slots], None]) -> None:
    """Edits the slots file as somebody with the folder but without a passphrase can."""
    path = folder / keys.FILE
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")


def refusal(folder: Path, user: str = ready.OWNER, passphrase: str = ready.PASSPHRASE) -> EnvironmentFault:
    with pytest.raises(EnvironmentFault) as refused:
        Workspace.open(folder, user, passphrase)
    return refused.value


def test_the_right_passphrase_opens(folder: Path) -> None:
    for user in (ready.OWNER, *ready.ACCOUNTS):
        with ready.signed_in(folder, user) as workspace:
            assert workspace.account.name == user


@pytest.mark.parametrize("passphrase", ["", "x", ready.PASSPHRASE + " ", ready.PASSPHRASE.upper(), "\0", "é" * 999])
def test_a_wrong_passphrase_opens_nothing(folder: Path, passphrase: str) -> None:
    fault = refusal(folder, passphrase=passphrase)
    assert (fault.code, fault.exit_code) == ("wrong_passphrase", 3)


def test_an_unknown_name_is_told_like_a_wrong_passphrase(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys.Cost.__init__, "__defaults__", (8, 1, 1))  # what a guess at nobody costs is not tested
    assert refusal(folder, user="nobody", passphrase="").code == "wrong_passphrase"


@pytest.mark.parametrize("part", ["salt", "nonce", "wrapped"])
def test_a_slot_with_one_bit_changed_opens_nothing(folder: Path, part: str) -> None:
    def flip(document: Slots) -> None:
        raw = bytearray(base64.b64decode(document["slots"][0][part]))
        raw[-1] ^= 1
        document["slots"][0][part] = base64.b64encode(raw).decode()

    edit(folder, flip)
    assert refusal(folder).code == "wrong_passphrase"


@pytest.mark.parametrize("cost", [{"passes": 2}, {"memory_kib": 16}, {"lanes": 2, "memory_kib": 16}])
def test_a_changed_cost_opens_nothing(folder: Path, cost: dict[str, int]) -> None:
    edit(folder, lambda document: document["slots"][0]["cost"].update(cost))
    assert refusal(folder).code == "wrong_passphrase"


def test_a_slot_under_another_name_opens_nothing(folder: Path) -> None:
    """Whoever knows the auditor's passphrase does not become the owner by renaming the slot."""

    def rename(document: Slots) -> None:
        slots = {slot["user"]: slot for slot in document["slots"]}
        document["slots"] = [{**slots["auditor"], "user": ready.OWNER}]

    edit(folder, rename)
    assert refusal(folder).code == "wrong_passphrase"


def test_slots_of_a_newer_format_are_refused_as_such(folder: Path) -> None:
    edit(folder, lambda document: document.update(format=99))
    fault = refusal(folder)
    assert (fault.code, fault.exit_code) == ("workspace_newer", 3)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"format": 1}', '{"format": "1", "slots": []}', '{"format": 1, "slots": [1]}',
     '{"format": 1, "slots": [{"user": "an"}]}', '{"format": 1, "slots": {"an": 1}}', "\x00"],
)  # fmt: skip
def test_a_damaged_slots_file_is_told_as_damaged(folder: Path, text: str) -> None:
    (folder / keys.FILE).write_text(text, encoding="utf-8")
    fault = refusal(folder)
    assert (fault.code, fault.exit_code) == ("keys_damaged", 3)


@pytest.mark.parametrize(
    ("part", "value"),
    [("salt", "!"), ("salt", ""), ("salt", 7), ("nonce", ""), ("wrapped", "AA=="), ("wrapped", None), ("nonce", "ế")],
)
def test_a_slot_that_cannot_be_read_is_told_plainly(folder: Path, part: str, value: object) -> None:
    edit(folder, lambda document: document["slots"][0].update({part: value}))
    assert refusal(folder).code in {"wrong_passphrase", "keys_damaged"}


@pytest.mark.parametrize(
    "cost",
    [{"memory_kib": 0}, {"memory_kib": 1 << 40}, {"passes": 0}, {"lanes": -1}, {"passes": "3"}, {"lanes": 1 << 30}],
)
def test_a_cost_no_machine_can_pay_is_told_plainly(folder: Path, cost: dict[str, object]) -> None:
    edit(folder, lambda document: document["slots"][0]["cost"].update(cost))
    assert refusal(folder).code in {"wrong_passphrase", "keys_damaged"}


def test_slots_that_are_not_utf_8_are_told_as_damaged(folder: Path) -> None:
    (folder / keys.FILE).write_bytes(b"\xff\xfe{}")
    assert refusal(folder).code == "keys_damaged"


def test_the_slots_file_is_for_its_owner_alone_and_holds_names_only(folder: Path) -> None:
    path = folder / keys.FILE
    ready_key = ready.data_key(folder)
    keys.write_slots(folder, keys.read_slots(folder))
    assert path.stat().st_mode & 0o077 == 0
    text = path.read_bytes()
    assert ready_key not in text
    assert ready_key.hex().encode() not in text
    assert base64.b64encode(ready_key) not in text
    assert "Nguyễn".encode() not in text


def test_rooms_have_keys_of_their_own() -> None:
    key = keys.new_key()
    drawn = {key, keys.room_key(key, "library"), keys.room_key(key, "other"), keys.room_key(keys.new_key(), "library")}
    assert len(drawn) == 4
    assert {len(one) for one in drawn} == {keys.KEY_BYTES}


def test_the_usual_cost_is_what_the_design_asks() -> None:
    cost = keys.Cost()
    assert (cost.memory_kib, cost.passes) >= (64 * 1024, 3)


def test_a_passphrase_opens_in_both_spellings_of_its_marks(tmp_path: Path) -> None:
    composed = unicodedata.normalize("NFC", "mật khẩu của Ngọc")
    Workspace.create(tmp_path / "w", ready.OWNER, "", composed).close()
    Workspace.open(tmp_path / "w", ready.OWNER, unicodedata.normalize("NFD", composed)).close()
    assert refusal(tmp_path / "w", passphrase=composed.replace("ậ", "â")).code == "wrong_passphrase"
