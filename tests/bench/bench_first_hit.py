#!/usr/bin/env python3
"""Time to the first known file: a quick look beside `hashdeep -m` on the same tree, in one run.

    python tests/bench/bench_first_hit.py FOLDER [--known 3] [--runs 5]

Every run draws a few files of FOLDER, writes them down as a hashdeep list with their sizes, and looks for them:
hashdeep reads file after file until it names one; a quick look reads first what has a size that the list knows.
`first_hit_s` is from the start of the program; of ours, start-up and unlocking take `start_s` of it, and the list was
brought in before.
Prints one JSON line a subject (medians), then the ratio.
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
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.spending import workspace

HEADER = "%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n"


def known(files: Sequence[Path], out: Path) -> None:
    """Writes a hashdeep list of `files`."""
    lines = [_line(path.read_bytes(), number) for number, path in enumerate(files)]
    out.write_text(HEADER + "".join(lines), encoding="ascii")


def _line(data: bytes, number: int) -> str:
    md5 = hashlib.md5(data, usedforsecurity=False).hexdigest()
    return f"{len(data)},{md5},{hashlib.sha256(data).hexdigest()},{number}\n"


def ours(folder: Path, listed: Path) -> dict[str, float]:
    """A quick look into a fresh workspace with the list in use."""
    with workspace() as program:
        program("hashset", "add", str(listed), "--list", "illegal")
        spent = program("ingest", str(folder), "--case", "1", "--look", "quick", "--json")
    told = json.loads(spent.told)
    start = spent.seconds - told["seconds"]
    return {"first_hit_s": start + told["first_match_s"], "start_s": start, "whole_s": spent.seconds}


def hashdeep(folder: Path, listed: Path) -> dict[str, float]:
    """The first line that hashdeep writes, to a terminal so that it is not held back, and its end."""
    reading, writing = pty.openpty()
    started = time.perf_counter()
    command = ["hashdeep", "-r", "-m", "-k", str(listed), str(folder)]
    with subprocess.Popen(command, stdout=writing, stderr=subprocess.DEVNULL) as child:
        os.close(writing)
        os.read(reading, 1)
        first = time.perf_counter() - started
        try:
            while os.read(reading, 65536):
                pass
        except OSError:  # the other end of a terminal is closed so
            pass
        child.wait()
    os.close(reading)
    return {"first_hit_s": first, "whole_s": time.perf_counter() - started}


def measure(folder: Path, count: int, runs: int) -> None:
    """Prints medians and the ratio."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    sizes = Counter(path.stat().st_size for path in files)
    costs: dict[str, list[dict[str, float]]] = {"inspector quick look": [], "hashdeep -r -m": []}
    matching = []
    for run in range(runs):
        drawn = random.Random(run).sample(files, count)
        matching.append(sum(sizes[size] for size in {path.stat().st_size for path in drawn}))
        with tempfile.TemporaryDirectory() as place:
            listed = Path(place) / "known.txt"
            known(drawn, listed)
            costs["hashdeep -r -m"].append(hashdeep(folder, listed))
            costs["inspector quick look"].append(ours(folder, listed))
    print(json.dumps({"files": len(files), "known": count, "files_of_a_known_size": statistics.median(matching)}))
    medians = {
        name: {what: statistics.median(one[what] for one in each) for what in each[0]} for name, each in costs.items()
    }
    for name, figures in medians.items():
        print(json.dumps({"what": name, **{what: round(value, 2) for what, value in figures.items()}}), flush=True)
    peer, own = medians["hashdeep -r -m"], medians["inspector quick look"]
    ratios = {
        "from the start of the program": peer["first_hit_s"] / own["first_hit_s"],
        "from the start of the look": peer["first_hit_s"] / (own["first_hit_s"] - own["start_s"]),
    }
    print(json.dumps({"ratio": "hashdeep's first hit over ours", **{k: round(v, 2) for k, v in ratios.items()}}))


def main() -> int:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description="Time to the first known file.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--known", type=int, default=3)
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    evidence = chosen.folder / "evidence"
    measure(evidence if evidence.is_dir() else chosen.folder, chosen.known, chosen.runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
