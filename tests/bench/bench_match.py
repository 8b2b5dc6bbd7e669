"""Known fingerprints: import and near matches beside their peers, in one run.

Run it from the tree: `python tests/bench/bench_match.py [FINGERPRINTS]` (default 300,000). Prints JSON lines. Peers:
numpy over all fingerprints for PDQ, and faiss when it is installed. All data is random; `peak_mb` is the most memory
this process has held so far, peers included.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector.domain.content import Fingerprint
from inspector.library import sets
from inspector.library.gathering import Gathering
from inspector.library.index import Index, Likeness
from inspector.library.known import KnownSet
from inspector.library.reading import read_list

_KEY = bytes(32)
_NEAR_QUERIES = 400
_RADIUS = 31

Bytes = NDArray[np.uint8]


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def tell(what: str, **figures: float) -> None:
    """Prints one line of JSON; figures with three digits that count."""
    rounded = {name: float(f"{figure:.3g}") for name, figure in figures.items()}
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
    print(json.dumps({"what": what, **rounded, "peak_mb": peak}), flush=True)


def imported(path: Path) -> KnownSet:
    """The list in `path` as a loaded set; tells what each step took."""
    gathering = Gathering()

    def read() -> None:
        with path.open("rb") as file:
            for record in read_list(file, path.name).records:
                gathering.add(record)

    took = seconds(read)
    lines, set_id = gathering.tally.entries, sets.new_id()
    saved = seconds(lambda: sets.save(path.parent, _KEY, set_id, gathering))
    size = (path.parent / f"{set_id}.set").stat().st_size
    tell(
        f"import of {path.name}",
        lines=lines,
        lines_a_second=lines / (took + saved),
        read_s=took,
        save_s=saved,
        disk_bytes_a_line=size / lines,
        load_s=seconds(lambda: sets.load(path.parent, _KEY, set_id)),
    )
    return sets.load(path.parent, _KEY, set_id)


def near(folder: Path, count: int, *, crowded: bool) -> None:
    """PDQ fingerprints: half of the questions have one known within the radius."""
    chance = np.random.default_rng(1)
    known = crowd(count, chance) if crowded else chance.integers(0, 256, (count, 32), dtype=np.uint8)
    name = "crowded" if crowded else "even"
    path = folder / f"{name}.pdq"
    path.write_bytes(b"".join(b"%s,90\n" % row.tobytes().hex().encode() for row in known))
    index = Index({1: imported(path)})
    planted = flipped(known[chance.integers(0, count, _NEAR_QUERIES // 2)], chance)
    asked = np.concatenate((planted, chance.integers(0, 256, planted.shape, dtype=np.uint8)))
    likenesses = [Likeness(Fingerprint(bytes(row), 90)) for row in asked]

    answers: list[list[int]] = []
    ours = len(asked) / seconds(
        lambda: answers.extend([match.distance for match in matches] for matches in index.near(likenesses))
    )
    ratios = {"to_numpy_over_all": ours / by_numpy(known, asked, answers)}
    if find_spec("faiss"):
        ratios["to_faiss_flat"] = ours / by_faiss(known, asked)
    tell(f"near: {name}, every answer agrees with numpy's", a_second=ours, **ratios)


def crowd(count: int, chance: np.random.Generator) -> Bytes:
    """Half even, half within a few flips of 50 centres, as flat, dark and text pictures pile up."""
    even = chance.integers(0, 256, (count, 32), dtype=np.uint8)
    even[: count // 2] = even[-50:][chance.integers(0, 50, count // 2)]
    even[: count // 2] = flipped(even[: count // 2], chance)
    return even


def flipped(rows: Bytes, chance: np.random.Generator) -> Bytes:
    """The rows with up to 31 bits turned."""
    turned = np.unpackbits(rows, axis=1)
    for _ in range(_RADIUS):
        turned[np.arange(len(rows)), chance.integers(0, 256, len(rows))] ^= 1
    return np.packbits(turned, axis=1)


def by_numpy(known: Bytes, asked: Bytes, answers: list[list[int]]) -> float:
    """Questions a second against all fingerprints; asserts that the nearest ones are those we told."""
    held, questions = known.view(np.uint64), asked.view(np.uint64)
    some = range(0, len(questions), 8)

    def work() -> None:
        for place in some:
            nearest = int(np.bitwise_count(held ^ questions[place]).sum(axis=1, dtype=np.uint16).min())
            assert answers[place] == ([nearest] if nearest <= _RADIUS else []), place

    return len(some) / seconds(work)


def by_faiss(known: Bytes, asked: Bytes) -> float:
    """Questions a second in faiss's flat binary index."""
    import faiss  # noqa: PLC0415 (only there with the bench extra)

    flat = faiss.IndexBinaryFlat(256)
    flat.add(known)
    faiss.omp_set_num_threads(1)
    return len(asked) / seconds(lambda: flat.range_search(asked, _RADIUS + 1))


def main(fingerprints: int) -> None:
    """Prints rates and ratios."""
    with tempfile.TemporaryDirectory() as name:
        near(Path(name), fingerprints, crowded=False)
        near(Path(name), fingerprints, crowded=True)


if __name__ == "__main__":
    main(int(([*sys.argv[1:], "300000"])[0]))
