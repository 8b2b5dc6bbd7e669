"""Threads and Qt: answers in the GUI thread, cancel between steps, nothing left behind."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Generator, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from inspector.app.faults import as_fault
from inspector.domain.fault import Bug, EnvironmentFault, Fault, InputFault
from inspector.domain.progress import Progress
from inspector.ui.jobs import Jobs, NewestFirst


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def never(_: object) -> None:
    raise AssertionError("not this way")


def test_answers_come_in_the_gui_thread(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[tuple[str, bool]] = []
    jobs.queries.ask(
        lambda: threading.current_thread().name, lambda name: told.append((name, QThread.isMainThread())), never
    )
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] != threading.current_thread().name
    assert told[0][1]


def test_questions_are_answered_in_order(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[int] = []
    for number in range(20):
        jobs.queries.ask(partial(int, number), told.append, never)
    qtbot.waitUntil(lambda: len(told) == 20)
    assert told == list(range(20))


def test_a_dropped_question_is_never_answered(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[int] = []
    jobs.queries.ask(lambda: 1, never, never).drop()
    jobs.queries.ask(lambda: 2, told.append, never)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [2]


def test_a_closed_lane_answers_nothing(qapp: object) -> None:
    jobs = Jobs()
    jobs.close()
    assert not jobs.queries.ask(lambda: 1, never, never).wanted


def test_faults_come_as_they_are_and_surprises_without_their_text(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[Fault] = []

    def wrong() -> None:
        raise InputFault("source_missing", path="x")

    def surprise() -> None:
        raise ValueError("/evidence/secret name.jpg")

    jobs.queries.ask(wrong, never, told.append)
    jobs.queries.ask(surprise, never, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[0].code == "source_missing"
    assert isinstance(told[1], Bug)
    assert "secret" not in repr(told[1].facts)


@pytest.mark.parametrize(
    ("number", "code"), [(28, "disk_full"), (30, "read_only_place"), (13, "not_writable"), (5, "system")]
)
def test_the_systems_errors_have_sentences(number: int, code: str) -> None:
    fault = as_fault(OSError(number, "…"))
    assert isinstance(fault, EnvironmentFault)
    assert fault.code == code


def counting(stop: threading.Event | None = None) -> Generator[Progress, None, str]:
    for number in range(1_000_000 if stop else 5):
        yield Progress("reading", items=number, items_total=5, seconds=float(number))
    return "done"


def test_a_job_gives_progress_and_its_result(jobs: Jobs, qtbot: QtBot) -> None:
    job = jobs.run("count", counting)
    seen: list[Progress] = []
    job.progressed.connect(seen.append)
    with qtbot.waitSignal(job.finished) as told:
        pass
    assert told.args == ["done"]
    assert seen
    assert jobs.running == []


def test_cancel_stops_between_steps_and_closes_the_generator(jobs: Jobs, qtbot: QtBot) -> None:
    closed = threading.Event()

    def endless() -> Generator[Progress, None, None]:
        try:
            while True:
                yield Progress("reading")
        finally:
            closed.set()

    job = jobs.run("endless", endless)
    with qtbot.waitSignal(job.progressed):
        pass
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    assert closed.is_set()


def test_a_job_that_fails_says_why(jobs: Jobs, qtbot: QtBot) -> None:
    def broken() -> Generator[Progress, None, None]:
        yield Progress("reading")
        raise InputFault("source_missing", path="x")

    job = jobs.run("broken", broken)
    with qtbot.waitSignal(job.failed) as told:
        pass
    assert told.args[0].code == "source_missing"


def test_closing_stops_what_runs(qapp: object) -> None:
    def endless() -> Generator[Progress, None, None]:
        while True:
            yield Progress("reading")

    jobs = Jobs()
    job = jobs.run("endless", endless)
    jobs.close()
    assert not job._thread.is_alive()


def test_the_newest_wish_is_served_first_and_old_ones_are_forgotten(qtbot: QtBot) -> None:
    begun, go_on, served = threading.Event(), threading.Event(), []

    def serve(key: int) -> int:
        if key == 0:
            begun.set()
            go_on.wait(60)
        return key

    lane: NewestFirst[int] = NewestFirst(serve, lambda key, _: served.append(key), limit=3)
    lane.wish(0)
    assert begun.wait(60)
    for key in (1, 2, 3, 4, 5, 4):
        lane.wish(key)
    go_on.set()
    qtbot.waitUntil(lambda: len(served) == 4)
    lane.close()
    assert served == [0, 4, 5, 3]


@pytest.mark.parametrize("fails", [False, True])
def test_a_work_that_ended_keeps_nothing_of_what_it_was_given(jobs: Jobs, qtbot: QtBot, *, fails: bool) -> None:
    """The window remembers its last work; a password that opened a key must not stay with it."""

    class Secret:
        pass

    def steps(secret: Secret) -> Generator[Progress, None, type]:
        yield Progress("publishing")
        if fails:
            raise EnvironmentFault("report_p12_password")
        return type(secret)

    given = Secret()
    left = weakref.ref(given)
    job = jobs.run("ký", partial(steps, given))
    del given
    with qtbot.waitSignal(job.ended):
        pass

    gc.collect()
    assert left() is None
