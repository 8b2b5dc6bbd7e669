"""Ingests into a workspace on a disk that is too small, then on the same disk with more room: run as a program.

    unshare --map-root-user --mount python -m tests.triage.small_disk FOLDER WORKSPACE EVIDENCE

FOLDER becomes a disk of its own that nobody else sees; WORKSPACE is copied there and, in the end, back. Prints the exit
code and what was said of each run, as a line of JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.command import run_command
from tests.triage.taking import CASE

ROOMS_KIB = (200, 350, 4 << 20)
"""More from run to run; the last is enough."""


def main() -> None:
    """Mounts, runs and tells."""
    disk, workspace, evidence = map(Path, sys.argv[1:])
    own = disk / "workspace"
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk], check=True)
    shutil.copytree(workspace, own)
    started = sum(path.stat().st_size for path in own.rglob("*"))
    for room in ROOMS_KIB:
        size = f"remount,size={started // 1024 + room}k"
        subprocess.run(["mount", "-o", size, disk], check=True)
        done = run_command("ingest", str(evidence), "--case", CASE, "--json", env={"INSPECTOR_WORKSPACE": str(own)})
        print(json.dumps([done.code, done.json, done.stderr]), flush=True)
    shutil.rmtree(workspace)
    shutil.copytree(own, workspace)
    os.sync()


if __name__ == "__main__":
    main()
