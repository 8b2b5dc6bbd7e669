"""Workers taken over by evidence: what they do to themselves, try on the machine, and say to the parent."""

from __future__ import annotations

import json
import os
import struct
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue

import pytest

from inspector.work import FrameLimits, Limits, Pool, Values, WorkFailure
from inspector.work.frame import encode
from inspector.work.wire import WireClosed
from tests.work import harmful_tasks

HARM = "tests.work.harmful_tasks:harm"
TELL_THEN = "tests.work.harmful_tasks:tell_then"
ATTEMPT = "tests.work.harmful_tasks:attempt"
SAY = "tests.work.harmful_tasks:say"

FATE = {
    "segfault": ("crashed", "SIGSEGV"),
    "abort": ("crashed", "SIGABRT"),
    "exit": ("crashed", "exit 3"),
    "silent exit": ("crashed", "exit 0"),
    "kill": ("crashed", "SIGKILL"),
    "memory": ("memory", ""),
    "memory at once": ("memory", ""),
    "native memory": ("crashed", "SIGSEGV"),
    "recursion": ("task_failed", None),
}


@pytest.mark.parametrize("how", FATE)
def test_harm_costs_its_item_and_no_other(pool: Pool, how: str) -> None:
    parts: Queue[Values] = Queue()

    harmed = pool.submit(TELL_THEN, None, {"how": how}, on_part=_kept_in(parts))
    after = pool.submit(HARM, None, {"how": None, "number": 7})

    code, detail = FATE[how]
    failure = _failure(harmed.exception())
    assert failure.code == code
    assert detail is None or failure.detail == detail
    assert list(parts.queue) == [{"part": 1}]
    assert after.result() == {"number": 7}


@pytest.mark.parametrize("how", ["hang", "sleep"])
def test_silence_costs_its_item_and_no_other(impatient_pool: Pool, how: str) -> None:
    parts: Queue[Values] = Queue()

    silent = impatient_pool.submit(TELL_THEN, None, {"how": how}, on_part=_kept_in(parts))
    after = impatient_pool.submit(HARM, None, {"how": None, "number": 7})

    assert _failure(silent.exception()).code == "stalled"
    assert list(parts.queue) == [{"part": 1}]
    assert after.result() == {"number": 7}


def test_every_harm_has_its_test() -> None:
    assert set(harmful_tasks.harms()) == {*FATE, "hang", "sleep"}


def test_beating_does_not_hold_off_the_deadline(pool: Pool) -> None:
    future = pool.submit(TELL_THEN, None, {"how": "beat"}, deadline_s=0.3)

    assert _failure(future.exception()).code == "deadline"


def test_a_deadline_holds_without_any_sign(pool: Pool) -> None:
    assert _failure(pool.submit(HARM, None, {"how": "hang"}, deadline_s=0.1).exception()).code == "deadline"


def test_three_hundred_items_and_every_tenth_a_poison() -> None:
    deadly = ("segfault", "abort", "exit", "kill", "silent exit")
    with Pool([HARM], size=2) as pool:
        futures = [
            pool.submit(HARM, None, {"how": deadly[n // 10 % 5] if n % 10 == 0 else None, "number": n})
            for n in range(300)
        ]
        failures = {n: future.exception() for n, future in enumerate(futures)}

    assert {n for n, failure in failures.items() if failure} == set(range(0, 300, 10))
    assert {_failure(failures[n]).code for n in range(0, 300, 10)} == {"crashed"}
    assert all(futures[n].result() == {"number": n} for n in range(300) if n % 10)


@pytest.fixture(scope="module")
def steady_pool() -> Iterator[Pool]:
    """One worker for many attempts, none of which ends it."""
    with Pool([ATTEMPT], size=1) as made:
        yield made


@pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")
@pytest.mark.parametrize("what", harmful_tasks.attempts())
def test_attempts_are_refused(steady_pool: Pool, tmp_path: Path, what: str) -> None:
    evidence = tmp_path / "evidence"
    evidence.write_bytes(b"evidence")
    before = evidence.stat()

    result = steady_pool.submit(ATTEMPT, lambda: os.open(evidence, os.O_RDONLY), {"what": what}).result()

    assert result["refused"] is not None
    after = evidence.stat()
    assert (after.st_mode, after.st_uid, after.st_mtime_ns, after.st_ctime_ns) == (
        before.st_mode, before.st_uid, before.st_mtime_ns, before.st_ctime_ns,
    )  # fmt: skip
    assert evidence.read_bytes() == b"evidence"


def _raw(message: object, *blobs: bytes) -> bytes:
    text = json.dumps(message).encode() if not isinstance(message, bytes) else message
    lengths = struct.pack(f"<{len(blobs)}I", *map(len, blobs))
    return struct.pack("<IIQ", len(text), len(blobs), sum(map(len, blobs))) + text + lengths + b"".join(blobs)


def _deep(levels: int) -> bytes:
    return b'[1,"done",{"worn":false,"result":{"a":' + b"[" * levels + b"]" * levels + b"}}]"


def _done(result: object) -> list[object]:
    return [1, "done", {"worn": False, "result": result}]


NONSENSE = {
    "noise": bytes(range(1, 200)),
    "huge JSON": struct.pack("<IIQ", 2**32 - 1, 0, 0),
    "huge blob": struct.pack("<IIQ", 2, 1, 2**63),
    "many blobs": struct.pack("<IIQ", 2, 2**32 - 1, 0),
    "lengths that disagree": struct.pack("<IIQ", 2, 1, 3) + b"[]" + struct.pack("<I", 2**31) + b"abc",
    "no JSON": _raw(b"{"),
    "no UTF-8": _raw(b'["\xff"]'),
    "UTF-16": _raw('[1,"done",{"worn":false,"result":{}}]'.encode("utf-16")),
    "deep": _raw(_deep(40)),
    "very deep": _raw(_deep(400_000)),
    "no list": _raw({"id": 1}),
    "empty": _raw([]),
    "foreign id": _raw([2, "done", {"worn": False, "result": {}}]),
    "id of a bool": _raw([True, "done", {"worn": False, "result": {}}]),
    "unknown word": _raw([1, "please", {}]),
    "ready again": _raw([1, "ready", {}]),
    "no result": _raw([1, "done", {"worn": False}]),
    "result of a list": _raw(_done([])),
    "NaN": _raw(b'[1,"done",{"worn":false,"result":{"a":NaN}}]'),
    "infinity": _raw(b'[1,"done",{"worn":false,"result":{"a":1e999}}]'),
    "number too large": _raw(_done({"a": 2**64})),
    "number of many digits": _raw(b'[1,"done",{"worn":false,"result":{"a":' + b"9" * 100_000 + b"}}]"),
    "half a character": _raw(b'[1,"done",{"worn":false,"result":{"a":"\\ud800"}}]'),
    "half a character as key": _raw(b'[1,"done",{"worn":false,"result":{"\\ud800":1}}]'),
    "blob that is not there": _raw(_done({"a": {"$": "bytes"}})),
    "blob nobody names": _raw(_done({}), b"x"),
    "blob named twice": _raw(_done({"a": {"$": "text"}, "b": {"$": "text"}}), b"x"),
    "blob of a foreign kind": _raw(_done({"a": {"$": "pickle"}}), b"x"),
    "text that is none": _raw(_done({"a": {"$": "text"}}), b"\xff"),
    "mark as a key": _raw(_done({"a": {"$": "text", "b": 1}}), b"x"),
    "beat of a text": _raw([1, "beat", "x"]),
    "beat below zero": _raw([1, "beat", -1]),
    "part of a list": _raw([1, "tell", []]),
    "failure of a foreign code": _raw([1, "failed", {"code": "lockdown", "detail": ""}]),
    "failure without code": _raw([1, "failed", {}]),
}  # fmt: skip


@pytest.mark.parametrize("what", NONSENSE)
def test_nonsense_is_a_bad_reply(pool: Pool, what: str) -> None:
    nonsense = pool.submit(SAY, None, {"raw": NONSENSE[what], "stay": True})
    after = pool.submit(HARM, None, {"how": None, "number": 8})

    assert _failure(nonsense.exception()).code == "bad_reply"
    assert after.result() == {"number": 8}


def test_a_frame_that_never_ends_is_a_stall(impatient_pool: Pool) -> None:
    half = _raw(_done({}))[:-3]

    assert _failure(impatient_pool.submit(SAY, None, {"raw": half, "stay": True}).exception()).code == "stalled"
    assert _failure(impatient_pool.submit(SAY, None, {"raw": half}).exception()).code == "crashed"


def test_what_is_said_unasked_is_not_taken_for_the_next_answer(pool: Pool) -> None:
    forged = encode([2, "done", {"result": {"number": 99}, "worn": False}], FrameLimits())
    answer = encode([1, "done", {"result": {}, "worn": False}], FrameLimits())

    assert pool.submit(SAY, None, {"raw": answer + forged, "stay": True}).result() == {}
    assert pool.submit(HARM, None, {"how": None, "number": 9}).result() == {"number": 9}


def test_a_detail_in_disguise_is_dropped(pool: Pool) -> None:
    failed = _raw([1, "failed", {"code": "task_failed", "detail": "name of a child at x:1"}])

    failure = _failure(pool.submit(SAY, None, {"raw": failed, "stay": True}).exception())

    assert (failure.code, failure.detail) == ("task_failed", "")


def test_a_flood_of_parts_ends() -> None:
    heard: Queue[Values] = Queue()
    told = "tests.work.plain_tasks:told"
    with Pool([told], size=1, limits=Limits(parts=20)) as pool:
        future = pool.submit(told, None, {"times": 50}, on_part=_kept_in(heard))

        assert _failure(future.exception()).code == "bad_reply"
    assert heard.qsize() == 20


def test_a_flood_of_beats_ends(pool: Pool) -> None:
    beat = encode([1, "beat", 1], FrameLimits())

    assert _failure(pool.submit(SAY, None, {"raw": beat, "times": 5000, "stay": True}).exception()).code == "bad_reply"


def test_a_failure_keeps_nothing_of_the_reply(pool: Pool) -> None:
    secret = _raw(b'["name of a child"')

    failure = _failure(pool.submit(SAY, None, {"raw": secret, "stay": True}).exception())

    assert (failure.__cause__, failure.__context__, failure.detail) == (None, None, "")


def test_a_file_lost_on_the_way_is_not_taken_for_an_empty_one(pool: Pool) -> None:
    line = pool._lanes[0]._worker
    assert line is not None
    line.line.send([1, "tests.work.plain_tasks:echo", {}, True])

    with pytest.raises(WireClosed):
        line.line.receive(time.monotonic() + 30)
    assert pool.submit(HARM, None, {"how": None, "number": 1}).result() == {"number": 1}


def test_a_reply_over_the_limit_is_a_bad_reply() -> None:
    limits, large_task = Limits(frame=FrameLimits(blob_bytes=100_000)), "tests.work.harmful_tasks:large"
    with Pool([large_task], size=1, limits=limits) as pool:
        large = pool.submit(large_task, None, {"bytes": 100_001})
        fitting = pool.submit(large_task, None, {"bytes": 100_000})

        assert _failure(large.exception()).code == "bad_reply"
        assert len(fitting.result()["large"]) == 100_000


def test_a_task_that_leaves_files_open_wears_its_worker_out() -> None:
    leaks = "tests.work.harmful_tasks:leaks"
    with Pool([leaks], size=1) as pool:
        workers = [pool.submit(leaks, lambda: os.open("/dev/null", os.O_RDONLY), {}).result()["pid"] for _ in range(3)]

    assert len(set(workers)) == 3


def test_a_worker_that_dies_after_its_answer_costs_nothing(pool: Pool) -> None:
    answer = encode([1, "done", {"result": {}, "worn": False}], FrameLimits())

    assert pool.submit(SAY, None, {"raw": answer}).result() == {}
    assert pool.submit(HARM, None, {"how": None, "number": 5}).result() == {"number": 5}


def _kept_in(parts: Queue[Values]) -> Callable[[Values], bool]:
    def on_part(part: Values) -> bool:
        parts.put(part)
        return True

    return on_part


def _failure(error: BaseException | None) -> WorkFailure:
    assert isinstance(error, WorkFailure), error
    return error
