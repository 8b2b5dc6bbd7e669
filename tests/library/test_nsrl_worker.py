"""A worker on a release of the NSRL's data set may lie: nothing it says goes further than it can be right."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest

from inspector.domain.fault import EnvironmentFault, InputFault
from inspector.domain.match import Signal
from inspector.library.entry import Block, Broken
from inspector.library.reading import read_nsrl
from inspector.work import Values, WorkFailure

FIRST: Values = {"release": {}, "rows": 9}


def times(*counts: int) -> bytes:
    return np.array(counts, "<i4").tobytes()


class Saying:
    """An engine whose worker says these parts and ends so."""

    def __init__(self, *parts: Values, end: Values | Exception) -> None:
        self._parts = parts
        self._end = end

    def submit(
        self,
        task: str,
        open_files: Callable[[], int | Sequence[int]] | None,
        request: Values,
        *,
        on_part: Callable[[Values], bool] | None = None,
    ) -> Future[Values]:
        assert on_part is not None
        future: Future[Values] = Future()
        Thread(target=self._say, args=(future, on_part), daemon=True).start()
        return future

    def _say(self, future: Future[Values], on_part: Callable[[Values], bool]) -> None:
        for part in self._parts:
            on_part(part)
        if isinstance(self._end, Exception):
            future.set_exception(self._end)
        else:
            future.set_result(self._end)


def heard(engine: Saying, path: Path) -> list[object]:
    path.write_bytes(bytes(100))
    with path.open("rb") as file:
        return list(read_nsrl(file, engine).records)


def test_an_honest_worker_is_followed(tmp_path: Path) -> None:
    engine = Saying(FIRST, {"line": 1, "values": bytes(20) * 2, "times": times(1, 3)}, end={"rows": 4})
    [block] = heard(engine, tmp_path / "list")
    assert isinstance(block, Block)
    assert (block.line, block.signal, block.count) == (1, Signal.SHA1, 2)
    engine = Saying(FIRST, {"line": 1, "broken": 2}, end={"rows": 2})
    assert heard(engine, tmp_path / "list") == [Broken(1, "no-hash", 1), Broken(2, "no-hash", 2)]


def test_packages_are_told_before_the_rows(tmp_path: Path) -> None:
    packages: Values = {"packages": np.array([7, 5, 7], "<i8").tobytes(), "kinds": bytes([0, 0, 2])}
    rows: Values = {"line": 1, "values": bytes(20), "times": times(3), "tools": times(2)}
    path = tmp_path / "list"
    path.write_bytes(bytes(100))
    with path.open("rb") as file:
        reading = read_nsrl(file, Saying(FIRST, packages, rows, end={"rows": 3}))
        [block] = list(reading.records)
    assert isinstance(block, Block)
    assert block.tools is not None
    assert reading.packages is not None
    assert (block.tools.tolist(), reading.packages.known.tolist()) == ([2], [(5, 1, 0, 0), (7, 2, 1, 2)])
    with pytest.raises(InputFault):
        heard(Saying(FIRST, rows, packages, end={"rows": 3}), path)


LIES: dict[str, Values] = {
    "nothing": {},
    "the release twice": FIRST,
    "another place": {"line": 2, "broken": 1},
    "no rows": {"line": 1, "broken": 0},
    "more rows than bytes": {"line": 1, "broken": 101},
    "a number as text": {"line": "1", "broken": 1},
    "digests of no kind": {"line": 1, "values": bytes(33), "times": times(1)},
    "digests left over": {"line": 1, "values": bytes(65), "times": times(1, 1)},
    "digests missing": {"line": 1, "values": bytes(32), "times": times(1, 1)},
    "no digests": {"line": 1, "values": b"", "times": b""},
    "digests that stand for nothing": {"line": 1, "values": bytes(32), "times": times(0)},
    "digests taken back": {"line": 1, "values": bytes(32), "times": times(-1)},
    "half a number": {"line": 1, "values": bytes(32), "times": b"\1\0"},
    "packages without kinds": {"packages": bytes(16), "kinds": b"\0"},
    "half a package": {"packages": bytes(7), "kinds": b"\0"},
    "a kind that nobody knows": {"packages": bytes(8), "kinds": b"\xff"},
    "more packages than bytes": {"packages": bytes(808), "kinds": bytes(101)},
    "more tools than rows": {"line": 1, "values": bytes(32), "times": times(1), "tools": times(2)},
    "fewer tools than none": {"line": 1, "values": bytes(32), "times": times(1), "tools": times(-1)},
    "tools of other rows": {"line": 1, "values": bytes(32), "times": times(1), "tools": times(1, 0)},
    "tools as text": {"line": 1, "values": bytes(32), "times": times(1), "tools": "1"},
    "a word nobody asked for": {"line": 1, "values": bytes(32), "times": times(1), "owner": 1},
    "rows without end": {"line": 1, "values": bytes(64), "times": times(2**31 - 1, 2**31 - 1)},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_a_lie_is_a_fault_of_the_list(lie: Values, tmp_path: Path) -> None:
    with pytest.raises(InputFault) as fault:
        heard(Saying(FIRST, lie, end={"rows": 1}), tmp_path / "list")
    assert fault.value.code == "library-list-damaged"


RELEASES: dict[str, Values] = {
    "no release": {"line": 1, "broken": 1},
    "a fact nobody asked for": {"release": {"owner": "x"}, "rows": 1},
    "a long fact": {"release": {"version": "x" * 201}, "rows": 1},
    "a fact that is no text": {"release": {"version": 3}, "rows": 1},
    "a count below nothing": {"release": {}, "rows": -1},
}


@pytest.mark.parametrize("lie", RELEASES.values(), ids=RELEASES.keys())
def test_a_lie_about_the_release_is_a_fault_of_the_list(lie: Values, tmp_path: Path) -> None:
    with pytest.raises(InputFault) as fault:
        heard(Saying(lie, end={"rows": 0}), tmp_path / "list")
    assert fault.value.code == "library-list-damaged"


@pytest.mark.parametrize("end", [{}, {"rows": 1}, {"rows": -1}, {"failed": "nothing"}, {"failed": "damaged"}])
def test_an_end_that_does_not_fit_is_a_fault_of_the_list(end: Values, tmp_path: Path) -> None:
    with pytest.raises(InputFault) as fault:
        heard(Saying(FIRST, end=end), tmp_path / "list")
    assert fault.value.code == "library-list-damaged"


@pytest.mark.parametrize("parts", [(), (FIRST,)])
def test_a_worker_that_dies_is_a_fault_of_the_list(parts: Sequence[Values], tmp_path: Path) -> None:
    with pytest.raises(InputFault) as fault:
        heard(Saying(*parts, end=WorkFailure("crashed", "SIGSEGV")), tmp_path / "list")
    assert fault.value.code == "library-list-damaged"


def test_a_drive_that_breaks_is_no_fault_of_the_list(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        heard(Saying(FIRST, end={"failed": "medium"}), tmp_path / "list")


def test_a_worker_that_cannot_be_had_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault):
        heard(Saying(end=EnvironmentFault("work-not-started")), tmp_path / "list")


def test_a_worker_is_given_the_file_for_itself(tmp_path: Path) -> None:
    """Closing the list while it is read takes nothing from under the worker."""
    given: list[int] = []

    class Asking(Saying):
        def submit(self, task, open_files, request, *, on_part=None):  # type: ignore[no-untyped-def]
            given.append(open_files())
            return super().submit(task, open_files, request, on_part=on_part)

    heard(Asking(FIRST, end={"rows": 0}), tmp_path / "list")
    with io.FileIO(given[0], "rb") as file:
        assert file.read() == bytes(100)


def test_a_worker_is_told_when_nobody_listens_any_more(tmp_path: Path) -> None:
    """Also one that goes on telling, whatever is answered."""
    answers: list[bool] = []
    done = Event()

    class Stubborn(Saying):
        def _say(self, future: Future[Values], on_part: Callable[[Values], bool]) -> None:
            answers.extend(on_part({"line": line, "broken": 1} if line else FIRST) for line in range(40))
            done.set()
            future.set_result({"rows": 39})

    (tmp_path / "list").write_bytes(bytes(100))
    with (tmp_path / "list").open("rb") as file:
        reading = read_nsrl(file, Stubborn(end={}))
        next(reading.records)
        assert not done.wait(0.05)
        reading.close()
        assert done.wait(60)
    assert answers[0]
    assert not any(answers[10:])
