#!/usr/bin/env python3
"""Time to the first known file: a quick look beside `hashdeep -m` on the same tree, in one run.

    python tests/bench/bench_first_hit.py FOLDER [--known 1] [--runs 20]

Every run draws a few files of FOLDER, writes them down as a hashdeep list with their sizes, and looks for them until
the first is found: hashdeep reads file after file; a quick look reads what has a size that the list knows as soon as
the walk has met it. The list was brought in before.
Prints one JSON line a subject (medians, means and the longest wait), then the ratios of the means.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import pty
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector.app import evidence, library
from inspector.domain.match import Listing
from tests.bench.battery import place, session
from tests.bench.spending import workspace
from tests.triage.taking import CASE

HEADER = "%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n"


def known(files: Sequence[Path], out: Path) -> None:
    """Writes a hashdeep list of `files`."""
    lines = [_line(path.read_bytes(), number) for number, path in enumerate(files)]
    out.write_text(HEADER + "".join(lines), encoding="ascii")


def _line(data: bytes, number: int) -> str:
    md5 = hashlib.md5(data, usedforsecurity=False).hexdigest()
    return f"{len(data)},{md5},{hashlib.sha256(data).hexdigest()},{number}\n"


def ours(folder: Path, listed: Path) -> float:
    """Seconds from the start of a quick look, in a fresh workspace with the list in use, to its first hit."""
    with place() as above, session(above / "workspace") as opened:
        with closing(library.add(opened, library.ListFile(listed, Listing.ILLEGAL))) as bringing_in:
            for _ in bringing_in:
                pass
        with closing(evidence.ingest(opened, CASE, str(folder), look="quick")) as looking:
            return next(progress.first_match_s for progress in looking if progress.first_match_s is not None)


def start() -> float:
    """Seconds that the program takes to unlock a workspace and to have its workers ready."""
    with workspace() as program, tempfile.TemporaryDirectory() as empty:
        spent = program("ingest", empty, "--case", "1", "--look", "quick", "--json")
    return spent.seconds - float(json.loads(spent.told)["seconds"])


def hashdeep(folder: Path, listed: Path) -> float:
    """Seconds until the first line that hashdeep writes, to a terminal so that it is not held back."""
    reading, writing = pty.openpty()
    started = time.perf_counter()
    command = ["hashdeep", "-r", "-m", "-k", str(listed), str(folder)]
    with subprocess.Popen(command, stdout=writing, stderr=subprocess.DEVNULL) as child:
        os.close(writing)
        os.read(reading, 1)
        first = time.perf_counter() - started
        child.kill()
    os.close(reading)
    return first


def measure(folder: Path, count: int, runs: int) -> None:
    """Prints medians, and the ratios of the means: the mean is what somebody waits who opens many exhibits."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    sizes = Counter(path.stat().st_size for path in files)
    own, peer, matching = [], [], []
    for run in range(runs):
        drawn = random.Random(run).sample(files, count)
        matching.append(sum(sizes[size] for size in {path.stat().st_size for path in drawn}))
        with tempfile.TemporaryDirectory() as folder_of_list:
            listed = Path(folder_of_list) / "known.txt"
            known(drawn, listed)
            peer.append(hashdeep(folder, listed))
            own.append(ours(folder, listed))
    print(json.dumps({"files": len(files), "known": count, "files_of_a_known_size": statistics.median(matching)}))
    start_s = statistics.median(start() for _ in range(3))
    print(json.dumps({"what": "start of the program", "seconds": round(start_s, 2)}))
    for name, seconds in (("hashdeep -r -m", peer), ("inspector, from the start of the look", own)):
        figures = {
            "first_hit_s": statistics.median(seconds),
            "mean_s": statistics.mean(seconds),
            "last_s": max(seconds),
        }
        print(json.dumps({"what": name, **{what: round(value, 2) for what, value in figures.items()}}))
    mean, ours_mean = statistics.mean(peer), statistics.mean(own)
    ratios = {
        "from the start of the look": mean / ours_mean, "from the start of the program": mean / (ours_mean + start_s),
    }  # fmt: skip
    print(json.dumps({"ratio": "hashdeep's first hit over ours", **{k: round(v, 2) for k, v in ratios.items()}}))


def main() -> int:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description="Time to the first known file.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--known", type=int, default=1)
    parser.add_argument("--runs", type=int, default=20)
    chosen = parser.parse_args()
    evidence = chosen.folder / "evidence"
    measure(evidence if evidence.is_dir() else chosen.folder, chosen.known, chosen.runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
