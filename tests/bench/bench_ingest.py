#!/usr/bin/env python3
"""A whole ingest beside its peers on the same files, in one run: hashdeep, exiftool, and an imagehash loop.

    python tests/bench/bench_ingest.py SOURCE [--beside FOLDER] [--runs 3] [--without loop,exiftool]

SOURCE is a folder, one made by corpus.py, or anything else the program takes in, such as a disk image of the FOLDER the
peers then read. Every run of ingest begins with a fresh workspace and looks fully at everything. The imagehash loop
decodes every picture whole with Pillow and takes aHash, pHash and dHash, as forensic scripts do: in one process and
over all cores. Rounds are interleaved and everything is read once before, so the ratios hold on a busy machine. Prints
one JSON line a subject (medians), then one a ratio (peer over ingest) of seconds and of seconds of all cores.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import warnings
from collections.abc import Callable, Collection
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import imagehash
import pillow_heif
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.spending import Spent, spend, workspace

PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic"}
OURS = "inspector ingest"
BROKEN_FILES = (0, 1)  # how exiftool and hashdeep end when single files were broken, as some here are


def ingest(source: Path) -> Spent:
    """One full ingest into a fresh workspace; making the workspace and the case is not timed."""
    with workspace() as program:
        return program("ingest", str(source), "--case", "1", "--look", "full", "--json")


def ingest_of_nothing() -> Spent:
    """The same of one empty file: start, unlocking, and the fixed cost of the workers."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "empty.txt").touch()
        return ingest(Path(folder))


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


def subjects(source: Path, beside: Path, without: Collection[str]) -> dict[str, Callable[[], Spent]]:
    """What is measured, by name; a peer that is not installed or not wanted is left out."""
    loop = [sys.executable, __file__, str(beside), "--loop"]
    cores = os.cpu_count() or 1
    found: dict[str, Callable[[], Spent]] = {
        OURS: lambda: ingest(source),
        "inspector ingest of nothing": ingest_of_nothing,
    }
    if "loop" not in without:
        found["imagehash loop, 1 process"] = lambda: spend([*loop, "1"])
        found[f"imagehash loop, {cores} processes"] = lambda: spend([*loop, str(cores)])
    peers = {
        "hashdeep": ["hashdeep", "-c", "md5,sha1,sha256", "-r", str(beside)],
        "exiftool": ["exiftool", "-r", "-json", str(beside)],
    }
    for name, command in peers.items():
        if name not in without and shutil.which(name):
            said = " ".join(command[:-1])
            found[said] = lambda command=command: spend(command, fine=BROKEN_FILES)  # type: ignore[misc]
    return found


def measure(source: Path, beside: Path, runs: int, without: Collection[str]) -> None:
    """Print the medians of `runs` interleaved rounds, then the ratios."""
    files = [path for path in beside.rglob("*") if path.is_file()]
    size = sum(len(path.read_bytes()) for path in files)
    costs: dict[str, list[Spent]] = {}
    for _ in range(runs):
        for name, run in subjects(source, beside, without).items():
            costs.setdefault(name, []).append(run())
    medians = {name: _median(spent) for name, spent in costs.items()}
    for name, spent in medians.items():
        line = {
            "what": name,
            "seconds": round(spent.seconds, 2),
            "runs": [round(cost.seconds, 2) for cost in costs[name]],
            "cpu_s": round(spent.cpu_s, 2),
            "peak_mb": round(spent.peak_mb),
            "late_mb": round(spent.late_mb),
            "files": len(files),
            "files_per_s": round(len(files) / spent.seconds, 1),
            "mb_per_s": round(size / 1e6 / spent.seconds, 1),
        }
        print(json.dumps(line), flush=True)
    _tell_ratios(medians)


def _median(spent: list[Spent]) -> Spent:
    figures = zip(*((cost.seconds, cost.cpu_s, cost.peak_mb, cost.late_mb) for cost in spent), strict=True)
    return Spent(*map(statistics.median, figures))


def _tell_ratios(medians: dict[str, Spent]) -> None:
    ours = medians[OURS]
    for name, spent in medians.items():
        if name != OURS:
            figures = {"seconds": spent.seconds / ours.seconds, "cpu": spent.cpu_s / ours.cpu_s}
            rounded = {what: round(figure, 3) for what, figure in figures.items()}
            print(json.dumps({"ratio": f"{name} / {OURS}", **rounded}), flush=True)
    grown = ours.late_mb - medians["inspector ingest of nothing"].late_mb
    print(json.dumps({"what": "memory beyond that of an ingest of nothing", "mb": round(grown)}), flush=True)


def main() -> int:
    """Read the command line and measure, or run the loop that is measured."""
    parser = argparse.ArgumentParser(description="Measure a whole ingest beside its peers.")
    parser.add_argument("source", type=Path)
    parser.add_argument("--beside", type=Path, help="the folder the peers read, when SOURCE is none")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--without", default="", help="peers to leave out: loop, hashdeep, exiftool")
    parser.add_argument("--loop", type=int, metavar="PROCESSES", help="only run the imagehash loop over the folder")
    chosen = parser.parse_args()
    if chosen.loop:
        print(imagehash_loop(chosen.source, chosen.loop))
        return 0
    source = _evidence(chosen.source)
    measure(source, _evidence(chosen.beside or source), chosen.runs, chosen.without.split(","))
    return 0


def _evidence(folder: Path) -> Path:
    """The part of a corpus that a tool is pointed at; any other path is that already."""
    return folder / "evidence" if (folder / "evidence").is_dir() else folder


if __name__ == "__main__":
    sys.exit(main())
