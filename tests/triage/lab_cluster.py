"""A lab of two machines on this one, as a program of its own: prints its address and each machine's process.

    python -m tests.triage.lab_cluster

It ends when its standard input does.
"""

from __future__ import annotations

import json
import sys

from distributed import LocalCluster


def main() -> None:
    """Runs until nobody listens any more."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        processes = [worker.pid for worker in cluster.workers.values()]
        print(json.dumps({"address": cluster.scheduler_address, "processes": processes}), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
