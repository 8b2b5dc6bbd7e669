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
    assert "! illegal  danh mục  pdq  cách 6 bit  bản đã xoay, bản lật ngược như soi gương\n" in shown
    assert "! illegal  danh mục  phash  cách 3 bit\n" in shown
    assert "pdq  6 bits apart  turned copy, mirrored copy\n" in shell("item", "show", item, "--lang", "en").stdout
    told = shell("item", "show", item, "--json").json["matches"]
    assert [each["variant"] for each in told] == ["", "turned+mirrored"]


def test_a_film_misses_some_of_the_frames_and_a_digest_nothing(shell: Shell) -> None:
    with ready.signed_in(Path(shell.workspace)) as workspace:
        register = ready.Register(workspace)
        known = register.hashset("danh mục")
        matches = [
            Match(known, Signal.VPDQ, 3, "00"),
            Match(known, Signal.PDQ, 1, "00"),
            Match(known, Signal.MD5, 0, ""),
        ]
        item = str(register.read(b"a.mp4", b"a", matches=matches))
    shown = shell("item", "show", item, "--lang", "vi").stdout
    for line in ("vpdq  thiếu 3 % khung hình", "pdq  cách 1 bit", "md5"):
        assert f"! illegal  danh mục  {line}\n" in shown
    shown = shell("item", "show", item, "--lang", "en").stdout
    assert "vpdq  3% of the frames missing\n" in shown
    assert "pdq  1 bit apart\n" in shown
    told = shell("item", "show", item, "--json").json["matches"]
    assert sorted((each["signal"], each["distance"]) for each in told) == [("md5", 0), ("pdq", 1), ("vpdq", 3)]
