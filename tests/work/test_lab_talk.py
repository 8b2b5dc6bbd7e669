"""One errand with a machine of a lab: every word is checked, and that both see the same file."""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgpack
import pytest

from inspector.domain.fault import EnvironmentFault
from inspector.work import Values, WorkFailure
from inspector.work.errand import Errand
from inspector.work.frame import FrameFault
from inspector.work.lab.talk import Talk
from inspector.work.lab.wire import DaskWire
from inspector.work.lab.words import packed, unpacked
from inspector.work.wire import WireClosed


@dataclass
class File:
    """A file that other machines see as well; `stood` is how it stands each time somebody looks."""

    path: Path
    stood: list[tuple[int, int]] = field(default_factory=lambda: [(3, 7)])

    def __call__(self) -> list[int]:
        return [os.open(self.path, os.O_RDONLY)]

    def places(self) -> Sequence[tuple[bytes, bytes]]:
        return [(os.fsencode(self.path.parent), os.fsencode(self.path.name))]

    def stands(self) -> tuple[int, int]:
        return self.stood.pop() if len(self.stood) > 1 else self.stood[0]


@dataclass
class Machine:
    """A conversation with a machine of which it is said in advance what it says."""

    wire: DaskWire
    other: DaskWire

    def says(self, *words: tuple[str, object]) -> None:
        for word in words:
            self.other.send(packed(*word))

    def heard(self) -> tuple[str, Values]:
        return unpacked(self.other.receive())


@pytest.fixture
def machine() -> Iterator[Machine]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        greeting = msgpack.packb({})
        ours.sendall(struct.pack("<3Q", 24, 1, len(greeting)) + greeting)
        other = DaskWire(theirs, 0.2)
        wire = DaskWire(ours, 0.2)
        other.receive()
        yield Machine(wire, other)


@pytest.fixture
def file(tmp_path: Path) -> File:
    (tmp_path / "a.txt").write_bytes(b"abc")
    return File(tmp_path / "a.txt")


def test_parts_are_answered_and_the_end_is_given(machine: Machine, file: File) -> None:
    parts: list[Values] = []
    beats: list[int] = []

    def hear(part: Values) -> bool:
        parts.append(part)
        return len(parts) < 2

    errand = Errand("m:t", file, {"want": "full"}, hear, beats.append, 9.0, "7")
    machine.says(("opened", [3, 7]), ("beat", 5), ("tell", {"n": 1}), ("tell", {"n": 2}), ("done", {"ok": True}))
    talk = Talk(errand, machine.wire)
    assert talk.hold() == {"ok": True}
    assert talk.over
    assert (parts, beats) == ([{"n": 1}, {"n": 2}], [5])
    places = [[os.fsencode(file.path.parent), b"a.txt"]]
    order = {"task": "m:t", "request": {"want": "full"}, "places": places, "keep": "7", "deadline_s": 9.0}
    assert [machine.heard() for _ in range(3)] == [("ask", order), ("more", True), ("more", False)]


@pytest.mark.parametrize(
    "word",
    [("tell", []), ("tell", None), ("beat", -1), ("beat", "x"), ("opened", [3]), ("opened", ["3", 7]), ("done", []),
     ("failed", {"code": "never heard of", "detail": ""}), ("failed", {}), ("failed", "crashed"), ("", 0)],
)  # fmt: skip
def test_nonsense_is_not_listened_to(machine: Machine, file: File, word: tuple[str, object]) -> None:
    machine.says(word)
    with pytest.raises(FrameFault):
        Talk(Errand("m:t", file, {}), machine.wire).hold()


def test_a_failure_is_told_and_its_detail_checked(machine: Machine, file: File) -> None:
    machine.says(("failed", {"code": "crashed", "detail": "rm -rf"}))
    talk = Talk(Errand("m:t", file, {}), machine.wire)
    with pytest.raises(WorkFailure) as failed:
        talk.hold()
    assert (failed.value.code, failed.value.detail, talk.over) == ("crashed", "", True)


def test_a_machine_that_goes_with_work_in_hand_is_lost(machine: Machine, file: File) -> None:
    machine.other.close()
    talk = Talk(Errand("m:t", file, {}), machine.wire)
    with pytest.raises(WireClosed):
        talk.hold()
    assert not talk.over


def test_what_the_asker_raises_ends_the_talk(machine: Machine, file: File) -> None:
    machine.says(("tell", {}))

    def lie(_part: Values) -> bool:
        raise WorkFailure("bad_reply")

    talk = Talk(Errand("m:t", file, {}, lie), machine.wire)
    with pytest.raises(WorkFailure, match="bad_reply"):
        talk.hold()
    assert not talk.over


def test_another_file_of_that_name_is_not_read(machine: Machine, file: File) -> None:
    machine.says(("opened", [4, 7]), ("done", {}))
    with pytest.raises(EnvironmentFault, match="lab_not_shared"):
        Talk(Errand("m:t", file, {}), machine.wire).hold()


def test_a_file_that_changes_meanwhile_is_read(machine: Machine, file: File) -> None:
    file.stood = [(5, 8), (3, 7)]
    machine.says(("opened", [4, 8]), ("done", {}))
    assert Talk(Errand("m:t", file, {}), machine.wire).hold() == {}


def test_what_only_the_machine_cannot_open_is_not_shared(machine: Machine, file: File) -> None:
    machine.says(("unopened", {}))
    talk = Talk(Errand("m:t", file, {}), machine.wire)
    with pytest.raises(EnvironmentFault, match="lab_not_shared"):
        talk.hold()
    assert talk.over


def test_what_nobody_can_open_failed_so(machine: Machine, file: File) -> None:
    machine.says(("unopened", {}))
    file.path.unlink()
    with pytest.raises(FileNotFoundError):
        Talk(Errand("m:t", file, {}), machine.wire).hold()


@pytest.mark.parametrize("files", [None, list])
def test_what_has_no_place_that_others_see_is_not_sent(machine: Machine, files: Callable[[], list[int]] | None) -> None:
    with pytest.raises(EnvironmentFault, match="lab_not_shared"):
        Talk(Errand("m:t", files, {}), machine.wire).hold()
    assert machine.wire.quiet()
