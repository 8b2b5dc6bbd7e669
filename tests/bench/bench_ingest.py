#!/usr/bin/env python3
"""A whole ingest beside its peers on the same files, in one run: hashdeep, exiftool, and an imagehash loop.

    python tests/bench/bench_ingest.py CORPUS [--runs 3]

CORPUS is a folder made by corpus.py. Every run of ingest begins with a fresh workspace and looks fully at everything.
The imagehash loop decodes every picture whole with Pillow and takes aHash, pHash and dHash, as forensic scripts do:
once in one process and once over all cores. Rounds are interleaved and everything is read once before, so the ratios
hold on a busy machine. Prints one JSON line a subject (medians), then one a ratio (peer's seconds over ingest's).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import imagehash
import pillow_heif
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic"}


@dataclass(frozen=True, slots=True)
class Spent:
    """What one run cost: seconds on the clock, and seconds of all cores together."""

    seconds: float
    cpu_s: float


def spend(command: Sequence[str], environment: dict[str, str] | None = None) -> Spent:
    """Run a command to its end and tell its cost; raises when it did not do its work."""
    with tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, env=environment)
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        told = errors.read().decode("utf-8", "replace")
    # exiftool and hashdeep end with 1 when single files were broken, as some here are.
    if child.returncode not in (0, 1) or (child.returncode == 1 and command[0] == sys.executable):
        raise RuntimeError(f"{command[0]} ended with {child.returncode}:\n{told[-2000:]}")
    return Spent(seconds, used.ru_utime + used.ru_stime)


def ingest(evidence: Path) -> Spent:
    """One full ingest into a fresh workspace; making the workspace and the case is not timed."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "INSPECTOR_WORKSPACE": str(folder / "workspace"),
        "INSPECTOR_USER": "bench",
        "INSPECTOR_PASSPHRASE": "a passphrase for measuring",
    }
    program = [sys.executable, "-m", "inspector"]
    try:
        spend([*program, "init", str(folder / "workspace"), "--user", "bench"], environment)
        spend([*program, "case", "new", "1", "--title", "bench"], environment)
        return spend([*program, "ingest", str(evidence), "--case", "1", "--look", "full", "--json"], environment)
    finally:
        shutil.rmtree(folder)


def hash_picture(path: Path) -> int:
    """aHash, pHash and dHash from one full decode; 1 when that worked."""
    try:
        with Image.open(path) as picture:
            picture.load()
            for take in (imagehash.average_hash, imagehash.phash, imagehash.dhash):
                take(picture)
    except Exception:  # noqa: BLE001 - whatever a broken picture raises, a loop over evidence goes on
        return 0
    return 1


def imagehash_loop(evidence: Path, processes: int) -> int:
    """The loop itself, as a command of this file; gives the number of pictures hashed."""
    pillow_heif.register_heif_opener()
    warnings.simplefilter("ignore")
    found = [path for path in sorted(evidence.rglob("*")) if path.suffix.lower() in PICTURES]
    if processes == 1:
        return sum(map(hash_picture, found))
    with ProcessPoolExecutor(processes) as pool:
        return sum(pool.map(hash_picture, found, chunksize=8))


def subjects(evidence: Path) -> dict[str, Callable[[], Spent]]:
    """What is measured, by name; a peer that is not installed is left out."""
    loop = [sys.executable, __file__, str(evidence), "--loop"]
    cores = os.cpu_count() or 1
    found: dict[str, Callable[[], Spent]] = {
        "inspector ingest": lambda: ingest(evidence),
        "imagehash loop, 1 process": lambda: spend([*loop, "1"]),
        f"imagehash loop, {cores} processes": lambda: spend([*loop, str(cores)]),
    }
    if shutil.which("hashdeep"):
        found["hashdeep -r"] = lambda: spend(["hashdeep", "-r", str(evidence)])
        three = ["hashdeep", "-c", "md5,sha1,sha256", "-r", str(evidence)]
        found["hashdeep -c md5,sha1,sha256 -r"] = lambda: spend(three)
    if shutil.which("exiftool"):
        found["exiftool -r -json"] = lambda: spend(["exiftool", "-r", "-json", str(evidence)])
    return found


def measure(evidence: Path, runs: int) -> None:
    """Print the medians of `runs` interleaved rounds, then the ratios."""
    files = [path for path in evidence.rglob("*") if path.is_file()]
    size = sum(len(path.read_bytes()) for path in files)
    costs: dict[str, list[Spent]] = {}
    for _ in range(runs):
        for name, run in subjects(evidence).items():
            costs.setdefault(name, []).append(run())
    medians = {name: statistics.median(cost.seconds for cost in spent) for name, spent in costs.items()}
    for name, spent in costs.items():
        line = {
            "what": name,
            "seconds": round(medians[name], 2),
            "runs": [round(cost.seconds, 2) for cost in spent],
            "cpu_s": round(statistics.median(cost.cpu_s for cost in spent), 2),
            "files": len(files),
            "files_per_s": round(len(files) / medians[name], 1),
            "mb_per_s": round(size / 1e6 / medians[name], 1),
        }
        print(json.dumps(line), flush=True)
    ours = medians.pop("inspector ingest")
    for name, seconds in medians.items():
        print(json.dumps({"ratio": f"{name} / inspector ingest", "value": round(seconds / ours, 2)}), flush=True)


def main() -> int:
    """Read the command line and measure, or run the loop that is measured."""
    parser = argparse.ArgumentParser(description="Measure a whole ingest beside its peers.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--loop", type=int, metavar="PROCESSES", help="only run the imagehash loop over the folder")
    chosen = parser.parse_args()
    if chosen.loop:
        print(imagehash_loop(chosen.corpus, chosen.loop))
        return 0
    evidence = chosen.corpus / "evidence"
    measure(evidence if evidence.is_dir() else chosen.corpus, chosen.runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
