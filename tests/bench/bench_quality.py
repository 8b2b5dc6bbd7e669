"""How well altered copies are found, and what is found that is no copy, beside other tools on the same pictures.

    python tests/bench/bench_quality.py [--scenes 16] [--lookalikes 12] [--seed 7] [--copies usual|strange|further]
        [--photographs DIR…] [--peers FOLDER]

Draws scenes, altered copies of each (`copies.py`) and pictures that only look alike (`lookalikes.py`), and prints a
line of JSON a subject: `recall` is the share of copies that were paired with their original, `false_pairs` counts pairs
of files of different scenes. Ours is asked in two ways: each picture altered against each other as it is, as lists that
hold whatever version are, and as a list of the originals is. `groups of a case` pairs whatever comes into one group,
as a person sees it who folds like pictures. `--peers` names a folder of installed packages (a `site-packages`) to look
into.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from unittest.mock import patch

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as in a worker; read when numpy is loaded

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector.analyse import fingerprint, picture
from inspector.domain.looks import Looks
from inspector.domain.variation import LEAST_QUALITY
from inspector.library.altered import likenesses
from inspector.links.stars import Stars
from tests.bench.copies import FURTHER, STRANGE, USUAL, jpeg
from tests.bench.lookalikes import KINDS, lookalike
from tests.bench.quality_peers import PEERS, Pairs, near
from tests.bench.scenes import Painter, draws, photographs

SIZES = ((1600, 1200), (1200, 1600), (1600, 900), (1500, 1000))
COPIES = {"usual": (USUAL, SIZES), "strange": (STRANGE, SIZES),
          "further": (FURTHER, (*SIZES, (1600, 1200), (1600, 1130), (1200, 1600), (1180, 1400)))}  # fmt: skip


def draw(folder: Path, asked: argparse.Namespace) -> dict[str, tuple[str, str]]:
    """Writes all files; gives the scene of each and what was done to it."""
    painter = Painter(asked.seed, photographs(asked.photographs))
    truth: dict[str, tuple[str, str]] = {}
    copies, sizes = COPIES[asked.copies]

    def write(scene: str, done: str, data: bytes) -> None:
        name = f"{len(truth):05d}.jpg"
        (folder / name).write_bytes(data)
        truth[name] = scene, done

    for number in range(asked.scenes):
        original = painter.scene(number, sizes[number % len(sizes)])
        write(f"scene {number}", "", jpeg(original, 88))
        for done, alter in copies.items():
            write(f"scene {number}", done, jpeg(*alter(original.copy(), draws(asked.seed, number, done))))
    for kind in KINDS:
        for number in range(asked.lookalikes):
            drawn = lookalike(kind, number, painter, draws(asked.seed, kind, number))
            write(f"{kind} {number}", "", jpeg(drawn, 85))
    return truth


def ours(folder: Path) -> tuple[set[tuple[str, str]], float]:
    """Pairs of a picture, altered, and one that it agrees with as that is; and the CPU milliseconds of fingerprints."""
    files, spent = sorted(folder.iterdir()), 0.0
    marks: list[NDArray[np.uint64]] = []
    owners: list[int] = []
    plain: dict[int, int] = {}
    for number, file in enumerate(files):
        seen = picture.decode(file.read_bytes())
        start = time.process_time()
        found = fingerprint.fingerprints(seen.pixels, (seen.height, seen.width), seen.stored.scale)
        spent += time.process_time() - start
        if found.pdq is None or found.pdq.quality < LEAST_QUALITY:
            continue
        plain[number] = len(marks)
        for each in likenesses(found.pdq, None, None, found.variations):
            assert each.fingerprint is not None
            marks.append(np.frombuffer(each.fingerprint.pdq, np.uint64))
            owners.append(number)
    pairs = near(np.array(marks), owners, plain)
    return {(files[one].name, files[other].name) for one, other in pairs if one != other}, spent / len(files) * 1e3


def grouped(folder: Path) -> Pairs:
    """Pairs of pictures in one group."""
    stars, files = Stars(), sorted(folder.iterdir())
    looks = []
    for number, file in enumerate(files):
        data = file.read_bytes()
        seen = picture.decode(data)
        found = fingerprint.fingerprints(seen.pixels, (seen.height, seen.width), seen.stored.scale)
        variants = tuple((each.variant, each.fingerprint) for each in found.variations)
        size = seen.width * seen.height
        looks.append(Looks(number, hashlib.sha256(data).digest(), found.pdq, variants, size, len(data)))
    stars.take([each for each in looks if each.mark])
    members: dict[int, list[str]] = defaultdict(list)
    for each, leader in zip([each for each in looks if each.mark], stars.leader.all.tolist(), strict=True):
        members[leader].append(files[each.content].name)
    return {frozenset(pair) for names in members.values() for pair in combinations(names, 2)}


def judged(found: Pairs, truth: dict[str, tuple[str, str]]) -> dict[str, object]:
    """Recall, false pairs, and what was found of each alteration."""
    originals = {scene: name for name, (scene, done) in truth.items() if not done}
    of_each: dict[str, list[bool]] = defaultdict(list)
    for name, (scene, done) in truth.items():
        if done:
            of_each[done].append(frozenset((name, originals[scene])) in found)
    false = [pair for pair in found if len({truth[name][0] for name in pair}) > 1]
    every = [hit for hits in of_each.values() for hit in hits]
    missed = {done: round(float(np.mean(hits)), 2) for done, hits in of_each.items() if not all(hits)}
    shown = [" ~ ".join(f"{scene}, {done}" if done else scene for scene, done in sorted(truth[name] for name in pair))
             for pair in false[:5]]  # fmt: skip
    recall = round(float(np.mean(every)), 3)
    return {"recall": recall, "false_pairs": len(false), "false": shown, "not_all": missed}


def tell(subject: str, **figures: object) -> None:
    """Prints one line of JSON."""
    print(json.dumps({"subject": subject, **figures}), flush=True)


def main(asked: argparse.Namespace) -> None:
    """Prints a line a subject."""
    if asked.peers:
        sys.path.append(str(asked.peers))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        truth = draw(folder, asked)
        tell("set", pictures=len(truth), copies=asked.copies, seed=asked.seed)
        tell_ours(folder, truth)
        for peer, find in PEERS.items():
            start = time.perf_counter()
            try:
                found = find(folder)
            except ImportError as missing:
                tell(peer, left_out=missing.name)
                continue
            tell(peer, **judged(found, truth), wall_s=round(time.perf_counter() - start, 1))


def tell_ours(folder: Path, truth: dict[str, tuple[str, str]]) -> None:
    """The lines of our own: what is known without variations, with them both ways, and with a list of originals."""
    ours(folder)  # warms
    with patch.object(fingerprint, "variations", lambda *_: ()):
        plain, without_ms = ours(folder)
    start = time.perf_counter()
    found, with_ms = ours(folder)
    seconds = round(time.perf_counter() - start, 1)
    originals = {name for name, (_, done) in truth.items() if not done}
    tell("ours, as it is", **judged(set(map(frozenset, plain)), truth), fingerprints_ms=round(without_ms, 2))
    tell("ours, each against each", **judged(set(map(frozenset, found)), truth), wall_s=seconds,
         fingerprints_ms=round(with_ms, 2), added_ms=round(with_ms - without_ms, 2))  # fmt: skip
    by_list = {frozenset(pair) for pair in found if pair[1] in originals}
    tell("ours, a list of originals", **judged(by_list, truth))
    tell("ours, groups of a case", **judged(grouped(folder), truth))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--scenes", type=int, default=16)
    parser.add_argument("--lookalikes", type=int, default=12)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--copies", choices=COPIES, default="usual")
    parser.add_argument("--photographs", type=Path, nargs="*", default=[])
    parser.add_argument("--peers", type=Path)
    main(parser.parse_args())
