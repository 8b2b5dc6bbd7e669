"""The pool at its ordinary work."""

from __future__ import annotations

import os
import threading
from concurrent.futures import CancelledError, Future, wait
from functools import partial
from pathlib import Path

import pytest

from inspector.domain.fault import EnvironmentFault
from inspector.work import Limits, Pool, Values, WorkFailure

WHO = "tests.work.plain_tasks:who"
GROW = "tests.work.plain_tasks:grow"
ECHO = "tests.work.plain_tasks:echo"
PARTS = "tests.work.plain_tasks:read_in_parts"
GATHER = "tests.work.plain_tasks:gather"
HARM = "tests.work.harmful_tasks:harm"


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    path = tmp_path / "evidence"
    path.write_bytes(bytes(range(256)))
    return path


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDONLY)


def test_request_and_file_reach_the_task_and_its_answer_returns(pool: Pool, evidence: Path) -> None:
    request: Values = {"text": "ấ" * 3000, "list": [1, 2.5, None, True, b"\0\xff", {"deep": [b""]}], "big": -(2**63)}

    result = pool.submit(ECHO, lambda: _opened(evidence), request).result()

    assert result == {"request": request, "bytes": evidence.read_bytes()}


def test_a_task_without_file_reads_nothing(pool: Pool) -> None:
    assert pool.submit(ECHO, None, {}).result()["bytes"] == b""


def test_parts_are_told_in_order_and_the_answer_goes_back(pool: Pool, evidence: Path) -> None:
    parts: list[bytes] = []

    def on_part(part: Values) -> bool:
        parts.append(part["block"])
        return len(parts) < 3

    result = pool.submit(PARTS, lambda: _opened(evidence), {"block": 64}, on_part=on_part).result()

    assert result == {"blocks": 3, "stopped": True}
    assert b"".join(parts) == evidence.read_bytes()[:192]


def test_without_a_listener_the_task_goes_on(pool: Pool, evidence: Path) -> None:
    result = pool.submit(PARTS, lambda: _opened(evidence), {"block": 100}).result()

    assert result == {"blocks": 3, "stopped": False}


def test_beats_are_heard_now_and_then() -> None:
    heard: list[int] = []
    with Pool(["tests.work.harmful_tasks:tell_then"], size=1, limits=Limits(stall_s=0.5, deadline_s=1.0)) as pool:
        beating = pool.submit("tests.work.harmful_tasks:tell_then", None, {"how": "beat"}, on_beat=heard.append)
        with pytest.raises(WorkFailure):
            beating.result()

    assert 1 <= len(heard) <= 60  # of the millions the task beats
    assert set(heard) == {1}


def test_the_error_of_opening_is_the_future_s(pool: Pool, tmp_path: Path) -> None:
    future = pool.submit(ECHO, lambda: _opened(tmp_path / "absent"), {})

    assert isinstance(future.exception(), FileNotFoundError)
    assert pool.submit(ECHO, None, {}).result()["request"] == {}


def test_files_are_opened_only_when_a_worker_is_free(evidence: Path) -> None:
    may_go_on = threading.Event()
    opened = []

    def open_file() -> int:
        opened.append(1)
        return _opened(evidence)

    def on_part(_part: Values) -> bool:
        assert may_go_on.wait(30)
        return True

    with Pool([PARTS], size=1) as pool:
        futures = [pool.submit(PARTS, open_file, {"block": 256}, on_part=on_part) for _ in range(5)]
        pool.submit(PARTS, None, {"block": 1})
        seen_early = len(opened)
        may_go_on.set()
        wait(futures)

    assert seen_early <= 1
    assert len(opened) == 5


@pytest.mark.parametrize("flags", [os.O_RDWR, os.O_WRONLY, os.O_WRONLY | os.O_APPEND])
def test_a_file_open_for_writing_is_not_handed_over(pool: Pool, evidence: Path, flags: int) -> None:
    failure = pool.submit(ECHO, lambda: os.open(evidence, flags), {}).exception()

    assert isinstance(failure, WorkFailure)
    assert failure.code == "refused"


def test_a_folder_is_not_handed_over(pool: Pool, tmp_path: Path) -> None:
    failure = pool.submit(ECHO, lambda: _opened(tmp_path), {}).exception()

    assert isinstance(failure, WorkFailure)
    assert failure.code == "refused"


def test_a_request_that_fits_no_frame_is_refused_and_the_worker_lives_on(pool: Pool) -> None:
    before = pool.submit(WHO, None, {}).result()["pid"]

    failure = pool.submit(ECHO, None, {"foreign": object()}).exception()

    assert isinstance(failure, WorkFailure)
    assert failure.code == "refused"
    assert pool.submit(WHO, None, {}).result()["pid"] == before


def test_unknown_tasks_are_a_mistake_of_the_caller(pool: Pool) -> None:
    with pytest.raises(ValueError, match="not a task"):
        pool.submit("os:system", None, {})


def test_an_exception_of_a_listener_is_the_future_s(pool: Pool, evidence: Path) -> None:
    def on_part(_part: Values) -> bool:
        raise LookupError

    future = pool.submit(PARTS, lambda: _opened(evidence), {"block": 64}, on_part=on_part)

    assert isinstance(future.exception(), LookupError)
    assert pool.submit(ECHO, None, {}).result()["request"] == {}


def test_type_and_place_of_an_exception_travel_and_its_message_does_not(pool: Pool) -> None:
    before = pool.submit(WHO, None, {}).result()["pid"]

    failure = pool.submit("tests.work.plain_tasks:fails", None, {"secret": "name of a child"}).exception()

    assert isinstance(failure, WorkFailure)
    assert failure.code == "task_failed"
    assert failure.detail.startswith("ValueError at tests.work.plain_tasks:")
    assert "child" not in f"{failure!r} {failure} {failure.detail} {failure.__cause__} {failure.__context__}"
    assert pool.submit(WHO, None, {}).result()["pid"] == before


def test_a_worker_learns_no_secret_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSPECTOR_PASSPHRASE", "open sesame")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    with Pool([WHO], size=1) as pool:
        told = pool.submit(WHO, None, {}).result()

    assert not [name for name in told["environment"] if "INSPECTOR" in name or "PYTHON" in name or name == "HOME"]
    assert told["threads"] == "1"


def test_modules_warm_up_before_the_lock(pool: Pool) -> None:
    assert pool.submit(WHO, None, {}).result()["warm"] == ['"""']


def test_workers_are_replaced_after_their_share() -> None:
    with Pool([WHO], size=1, limits=Limits(errands=3)) as pool:
        workers = [pool.submit(WHO, None, {}).result()["pid"] for _ in range(7)]

    assert [workers.count(pid) for pid in dict.fromkeys(workers)] == [3, 3, 1]


def test_a_worker_that_grew_is_replaced() -> None:
    with Pool([WHO, GROW], size=1, limits=Limits(memory_bytes=800 * 1024**2)) as pool:
        before = pool.submit(WHO, None, {}).result()["pid"]
        pool.submit(GROW, None, {"bytes": 4 * 1024**2}).result()
        grown_a_little = pool.submit(WHO, None, {}).result()["pid"]
        pool.submit(GROW, None, {"bytes": 250 * 1024**2}).result()
        after = pool.submit(WHO, None, {}).result()["pid"]

    assert before == grown_a_little != after


def test_two_workers_share_the_work() -> None:
    meeting = threading.Barrier(2, timeout=30)

    def on_part(_part: Values) -> bool:
        meeting.wait()
        return True

    told = "tests.work.plain_tasks:told"
    with Pool([told], size=2) as pool:
        futures = [pool.submit(told, None, {"times": 3}, on_part=on_part) for _ in range(2)]

        assert [future.result() for future in futures] == [{}, {}]


def test_closing_cancels_what_waits_and_ends_what_runs() -> None:
    running = threading.Event()

    def on_part(_part: Values) -> bool:
        running.set()
        return True

    tell_then = "tests.work.harmful_tasks:tell_then"
    pool = Pool([tell_then], size=1)
    first = pool.submit(tell_then, None, {"how": "hang"}, on_part=on_part)
    waiting = [pool.submit(tell_then, None, {"how": None}) for _ in range(10)]
    assert running.wait(30)
    pool.close()

    done = wait([first, *waiting], timeout=30)
    assert not done.not_done
    assert _code(first) == "refused"
    assert all(future.cancelled() for future in waiting)
    with pytest.raises(RuntimeError):
        pool.submit(tell_then, None, {"how": None})
    pool.close()


def test_a_cancelled_errand_is_never_begun() -> None:
    running, may_go_on = threading.Event(), threading.Event()
    opened = []

    def open_file() -> int:
        opened.append(1)
        return _opened(Path("/dev/null"))

    def on_part(_part: Values) -> bool:
        running.set()
        assert may_go_on.wait(30)
        return True

    told = "tests.work.plain_tasks:told"
    with Pool([told], size=1) as pool:
        first = pool.submit(told, None, {"times": 1}, on_part=on_part)
        assert running.wait(30)
        second = pool.submit(told, open_file, {"times": 1})
        third = pool.submit(told, None, {"times": 1})
        assert second.cancel()
        may_go_on.set()

        assert first.result() == third.result() == {}
        with pytest.raises(CancelledError):
            second.result()
    assert not opened


def test_a_callback_may_close_the_pool() -> None:
    pool = Pool([ECHO], size=2)
    closed: Future[None] = Future()

    def close(_future: Future[Values]) -> None:
        pool.close()
        closed.set_result(None)

    pool.submit(ECHO, None, {}).add_done_callback(close)

    closed.result(timeout=30)


@pytest.mark.parametrize(
    "spec", ["no_such_module:task", "tests.work.plain_tasks:no_such_task", "tests.work.failing_tasks:task"]
)
def test_tasks_that_cannot_be_imported_are_told_at_once(spec: str) -> None:
    with pytest.raises(EnvironmentFault) as fault:
        Pool([spec], size=2)

    assert fault.value.code == "work-not-started"
    assert "Error at" in str(fault.value.facts["reason"])


def _code(future: Future[Values]) -> str:
    failure = future.exception()
    assert isinstance(failure, WorkFailure)
    return failure.code


def test_files_of_one_errand_come_in_order_however_many(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number:03}" for number in range(600)]
    for number, path in enumerate(paths):
        path.write_bytes(b"%d" % number)

    with Pool([GATHER], size=1, limits=Limits(open_files=700)) as pool:
        result = pool.submit(GATHER, lambda: [_opened(path) for path in paths], {}).result()

    assert result["bytes"] == [b"%d" % number for number in range(600)]


def test_kept_files_are_opened_once_a_worker_and_end_with_the_next_word(evidence: Path, tmp_path: Path) -> None:
    opened: list[str] = []

    def open_files(word: str) -> list[int]:
        opened.append(word)
        return [_opened(evidence), _opened(evidence)]

    with Pool([GATHER], size=1) as pool:
        told = [pool.submit(GATHER, partial(open_files, word), {}, keep=word).result() for word in "aab"]
        told.append(pool.submit(GATHER, lambda: open_files(""), {}).result())
        told.append(pool.submit(GATHER, lambda: open_files("b"), {}, keep="b").result())

    assert opened == ["a", "b", "", "b"]
    assert [each["met"] for each in told] == [0, 1, 0, 0, 0]
    assert len({each["pid"] for each in told}) == 1
    assert all(each["bytes"] == [evidence.read_bytes()] * 2 for each in told)
