"""A lab of two machines on this one, as a program of its own: prints its address and each machine's process.

    python -m tests.triage.lab_cluster [WORDS MARK]

It ends when its standard input does. With WORDS, the first machine that has told so many dies without warning; the
file MARK then says so, and while it is there no other does.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

from distributed import LocalCluster, WorkerPlugin

from inspector.work.channel import TELL
from inspector.work.lab import machine
from inspector.work.lab.words import packed


class Dying(WorkerPlugin):  # type: ignore[misc]  # distributed has no types
    """Counts what a machine tells."""

    name = "dying"

    def __init__(self, words: int, mark: str) -> None:
        self.words = self.left = words
        self.mark = mark

    def setup(self, worker: Any) -> None:
        def counted(kind: str, content: object) -> bytes:
            self.left -= kind == TELL
            if self.left == 0:
                self.left = self.words
                self.die()
            return packed(kind, content)

        vars(machine)["packed"] = counted

    def die(self) -> None:
        try:
            os.close(os.open(self.mark, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return
        os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Runs until nobody listens any more."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        if sys.argv[1:]:
            with cluster.get_client() as client:
                client.register_plugin(Dying(int(sys.argv[1]), sys.argv[2]))
        processes = [worker.pid for worker in cluster.workers.values()]
        print(json.dumps({"address": cluster.scheduler_address, "processes": processes}), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
