"""One errand on a machine of a lab: its own isolated workers read the evidence, and every word goes back to the asker.

Loaded only where `distributed` is, by the machines of the lab and by `inspector.work.lab`.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Sequence
from typing import Any, cast

from distributed import Queue, WorkerPlugin, get_client, get_worker

from inspector.work.failure import WorkFailure
from inspector.work.frame import HEAD_BYTES, FrameLimits, Values, decode, encode, read_head
from inspector.work.limits import Limits
from inspector.work.pool import Pool

PLUGIN = "inspector"
BEGIN, PART, BEAT, DONE, FAILED, OPENING = "begin", "part", "beat", "done", "failed", "opening"
_LIMITS = FrameLimits()


class Workers(WorkerPlugin):  # type: ignore[misc]  # distributed has no types
    """Gives each machine of the lab its own locked workers, as many as it has threads for Dask."""

    name = PLUGIN

    def __init__(self, tasks: Sequence[str], limits: Values) -> None:
        self._tasks = list(tasks)
        self._limits = limits
        self.pool: Pool | None = None

    def setup(self, worker: Any) -> None:  # noqa: ANN401  distributed has no types
        """Called on the machine when it joins."""
        self.pool = Pool(self._tasks, worker.state.nthreads, Limits.from_values(self._limits))

    def teardown(self, worker: Any) -> None:  # noqa: ANN401, ARG002  as above
        """Called on the machine when it leaves."""
        if self.pool is not None:
            self.pool.close()


def pool(machine: Any) -> Pool:  # noqa: ANN401  as above
    """The locked workers of a machine."""
    workers = cast("Workers", machine.plugins[PLUGIN])
    assert workers.pool is not None
    return workers.pool


def isolation(dask_worker: Any) -> dict[str, str]:  # noqa: ANN401  as above
    """The walls around the workers of a machine, which Dask hands in: name to what is missing, or an empty text."""
    found = pool(dask_worker).isolation
    return dict.fromkeys(found.in_force, "") | dict(found.missing)


def serve(talk: str, task: str, paths: Sequence[bytes], request: bytes, keep: str) -> bytes:
    """Runs one errand; what it tells goes through the queues named after `talk`, its end comes back."""
    told, answers = (Queue(f"{talk}-{way}", client=get_client()) for way in ("told", "answers"))
    run = uuid.uuid4().hex
    told.put(packed([run, BEGIN, {}]))

    def on_part(part: Values) -> bool:
        told.put(packed([run, PART, part]))
        while True:  # answers to a run that was lost may lie here still
            whose, answer = unpacked(answers.get())[:2]
            if whose == run:
                return bool(answer)

    errand = pool(get_worker()).submit(
        task, lambda: [_opened(path) for path in paths], unpacked(request)[0], on_part=on_part, keep=keep
    )
    try:
        return packed([run, DONE, errand.result()])
    except WorkFailure as failure:
        return packed([run, FAILED, {"code": failure.code, "detail": failure.detail}])
    except OSError as error:
        return packed([run, OPENING, {"type": type(error).__name__}])


def packed(message: list[Any]) -> bytes:
    """A message as bytes: no pickle crosses the network by our hand."""
    return encode(message, _LIMITS)


def unpacked(untrusted: bytes) -> list[Any]:
    """The message in `untrusted`; raises FrameFault."""
    head = read_head(untrusted[:HEAD_BYTES], _LIMITS)
    return decode(head, memoryview(untrusted)[HEAD_BYTES:], _LIMITS)


def _opened(path: bytes) -> int:
    return os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
