"""`inspector item show` says what was done to a picture before it agreed."""

from __future__ import annotations

from pathlib import Path

from inspector.domain.match import Match, Signal
from tests import ready
from tests.cli.calling import Shell


def test_an_altered_copy_is_told_in_words_and_in_json(shell: Shell) -> None:
    with ready.signed_in(Path(shell.workspace)) as workspace:
        register = ready.Register(workspace)
        known = register.hashset("danh mục")
        matches = [Match(known, Signal.PDQ, 6, "00", "", "turned+mirrored"), Match(known, Signal.PHASH, 3, "00")]
        item = str(register.read(b"a.jpg", b"a", matches=matches))
    shown = shell("item", "show", item, "--lang", "vi").stdout
    assert "! illegal  danh mục  pdq  6  bản đã xoay, bản lật ngược như soi gương\n" in shown
    assert "! illegal  danh mục  phash  3\n" in shown
    assert "pdq  6  turned copy, mirrored copy\n" in shell("item", "show", item, "--lang", "en").stdout
    told = shell("item", "show", item, "--json").json["matches"]
    assert [each["variant"] for each in told] == ["", "turned+mirrored"]
