"""How a long work ended, as a sentence: what was made of it, why it failed, or that it was stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from inspector.domain.fault import Fault
from inspector.domain.progress import Progress
from inspector.ui.jobs import Job, Tells
from inspector.ui.look import Look

T = TypeVar("T")
Done = Callable[[Look, T], str]
Stopped = Callable[[Look, Progress | None], str]
Failed = Callable[[Look, Fault], str]


def telling(done: Done[Any], stopped: Stopped | None = None, failed: Failed | None = None) -> Tells:
    """Says by `done` what came of a work; by the others how else it ended, where the usual sentences do not serve.

    `stopped` is given how far the work had come.
    """

    def tell(look: Look, job: Job) -> str:
        ending = job.ending
        assert ending is not None
        if ending.fault is not None and failed is not None:
            return failed(look, ending.fault)
        if ending.stopped and stopped is not None:
            return stopped(look, job.latest)
        return usual(look, job) if ending.fault or ending.stopped else done(look, ending.result)

    return tell


def told(look: Look, job: Job) -> str:
    """How a work ended."""
    return (job.tells or usual)(look, job)


def usual(look: Look, job: Job) -> str:
    """What can be said of the end of any work."""
    ending = job.ending
    if ending is not None and ending.fault is not None:
        return look.words.fault(ending.fault)
    return look.say("cancelled" if ending is not None and ending.stopped else "ended", name=job.name)


def late_lines(look: Look, jobs: Sequence[Job]) -> tuple[list[str], list[str]]:
    """A line for each work that ended, with the moment: those that are done or were stopped, and those that failed."""
    done, failed = list[str](), list[str]()
    for job in jobs:
        if (ending := job.ending) is None:
            continue
        when, said = look.words.when(ending.at), told(look, job)
        if ending.fault is None:
            done.append(f"{when} · {said}")
        else:
            act = look.say(f"fault-act-{ending.fault.exit_code}", code=ending.fault.code)
            failed.append(f"{when} · {job.name}: {said} · {act}")
    return done, failed
