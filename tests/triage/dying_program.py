"""An ingest that is killed without warning at a chosen moment, as by a power cut: run as a program of its own.

    python -m tests.triage.dying_program WORKSPACE EVIDENCE CHANGE before|inside|after LOOK [LISTED_FROM]

CHANGE counts the changes of the workspace from 1; `inside` is between the statements and the commit.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TypeVar

from inspector.app import Session, evidence
from inspector.domain.budget import Budget
from inspector.store import Workspace
from inspector.store.connection import Connection
from inspector.store.deed import Act, Deed
from tests import ready
from tests.triage.taking import CASE, finish

T = TypeVar("T")


class Dying:
    """Stands in for `Workspace.change` and ends the program at one of its calls."""

    def __init__(self, at: int, moment: str) -> None:
        self.left = at
        self.moment = moment
        self.change = Workspace.change

    def __call__(self, workspace: Workspace, act: Act[T]) -> T:
        self.left -= 1
        if self.left:
            return self.change(workspace, act)
        if self.moment == "before":
            die()

        def dying(connection: Connection) -> Deed[T]:
            act(connection)
            die()
            raise AssertionError

        result = self.change(workspace, dying if self.moment == "inside" else act)
        die()
        return result


def die() -> None:
    """Ends this program as a power cut would: no handler, no clean-up."""
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Runs the ingest into its death."""
    workspace, folder, at, moment, look, *listed_from = sys.argv[1:]
    dying = Dying(int(at), moment)
    Workspace.change = lambda self, act: dying(self, act)  # type: ignore[method-assign]  # noqa: PLW0108  a method, which an object is not
    from inspector.triage import conveyor, walk  # noqa: PLC0415

    # Many small changes, however busy the machine is, so that there are many moments to die at.
    conveyor.EVERY_S, conveyor.BATCH, walk.BATCH = 0.0, 3, 20
    with Session(ready.signed_in(Path(workspace))) as session:
        budget = Budget(listed_from=int(listed_from[0])) if listed_from else None
        finish(evidence.ingest(session, CASE, folder, look=look, budget=budget))


if __name__ == "__main__":
    main()
