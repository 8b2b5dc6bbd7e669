"""Near matching of PDQ fingerprints beside its peers, in one run: the same questions, each subject in its own process.

Run it from the tree: `python tests/bench/bench_near.py [COUNTS…]` (default 1e5 1e6; 1e7 takes minutes and 4 GB). Prints
JSON lines: questions a CPU second on one core, the ratio to faiss's flat index, recall (pairs found, of those that
numpy finds by counting every distance; for `nearest`, questions answered), whether all distances agree, and by how many
MB the most memory held goes beyond the libraries loaded.
Peers: numpy over all; faiss `IndexBinaryFlat` and `IndexBinaryMultiHash` (16 x 16 bits, 1 flip) and threatexchange's
`PDQIndex` when they are installed.

Even: random fingerprints; half of the questions are known ones with up to 31 bits turned. Crowded: half of the known
ones and of the questions are copies of 1,000 drawn pictures (`piles`), so that a question has thousands of answers.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector.domain.match import Signal
from inspector.library.marks.bands import Bands
from inspector.library.marks.near import Near, indexed
from tests.bench import asked as asked_pictures
from tests.bench.piles import Bytes, drawn, piles, turned

_RADIUS = 31
_QUESTIONS = 1_024
_PICTURES = 1_000
_LONG_ENOUGH = 3.0  # CPU seconds
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

Numbers = NDArray[np.int64]
Answer = Callable[[Bytes], tuple[Numbers, Numbers]]
"""Takes questions (q, 32); gives which question and how far, for each known one that is found."""


def loaded(folder: Path) -> Near:
    """What is known, with its index as it lies in a file."""
    bands, known = None, np.load(folder / "words.npy")
    if (folder / "rows.npy").exists():
        bands = Bands(np.load(folder / "rows.npy"), np.load(folder / "starts.npy"))
    return Near(Signal.PDQ, known, np.full(len(known), 255, np.uint8), bands)


def ours(folder: Path, *, nearest: bool = False) -> Answer:
    """Our search; `nearest` finds fewer: only what is nearest."""
    near = loaded(folder)

    def answer(asked: Bytes) -> tuple[Numbers, Numbers]:
        found = near.nearest(_words(asked)) if nearest else near.within_all(_words(asked))
        return found[0], found[2].astype(np.int64)

    return answer


def numpy_over_all(folder: Path) -> Answer:
    """Every distance counted."""
    words = np.load(folder / "words.npy")

    def answer(asked: Bytes) -> tuple[Numbers, Numbers]:
        apart = [np.bitwise_count(words ^ one).sum(axis=1, dtype=np.int64) for one in _words(asked)]
        near = [each[each <= _RADIUS] for each in apart]
        return np.repeat(np.arange(len(near)), [len(each) for each in near]), np.concatenate(near)

    return answer


def faiss_flat(folder: Path) -> Answer:
    """A scan in C++."""
    import faiss  # noqa: PLC0415 (only there with the bench extra)

    index = faiss.IndexBinaryFlat(256)
    index.add(np.load(folder / "known.npy"))
    return _by_faiss(index)


def faiss_multi_hash(folder: Path) -> Answer:
    """The index that threatexchange uses as well."""
    import faiss  # noqa: PLC0415 (only there with the bench extra)

    index = faiss.IndexBinaryMultiHash(256, 16, 16)
    index.nflip = 1
    index.add(np.load(folder / "known.npy"))
    return _by_faiss(index)


def threatexchange(folder: Path) -> Answer:
    """Questions one by one, as its interface has it."""
    from threatexchange.signal_type.pdq.pdq_index import PDQIndex  # noqa: PLC0415 (only there with the bench extra)

    index = PDQIndex([(row.tobytes().hex(), None) for row in np.load(folder / "known.npy")])

    def answer(asked: Bytes) -> tuple[Numbers, Numbers]:
        found = [index.query(row.tobytes().hex()) for row in asked]
        apart = [match.similarity_info.distance for each in found for match in each]
        return np.repeat(np.arange(len(found)), [len(each) for each in found]), np.array(apart, np.int64)

    return answer


def _by_faiss(index: Any) -> Answer:
    def answer(asked: Bytes) -> tuple[Numbers, Numbers]:
        limits, apart, _ = index.range_search(asked, _RADIUS + 1)
        return np.repeat(np.arange(len(asked)), np.diff(limits.astype(np.int64))), apart.astype(np.int64)

    return answer


@dataclass(frozen=True, slots=True)
class Subject:
    """What is measured: how many questions it gets at once, what it needs, and up to how many known ones."""

    make: Callable[[Path], Answer]
    at_once: int
    needs: str = "numpy"
    most: int = 1 << 32


SUBJECTS = {
    "numpy over all": Subject(numpy_over_all, 8),
    "faiss flat": Subject(faiss_flat, 128, "faiss"),
    "faiss multi-hash 16x16": Subject(faiss_multi_hash, 128, "faiss"),
    "threatexchange PDQIndex": Subject(threatexchange, 32, "threatexchange", 1_000_000),
    "ours, 1 at once": Subject(ours, 1),
    "ours, 8 at once": Subject(ours, 8),
    "ours, 240 at once": Subject(ours, 240),
    "ours, nearest, 8 at once": Subject(partial(ours, nearest=True), 8),
    "ours, nearest, 240 at once": Subject(partial(ours, nearest=True), 240),
}


def subject(name: str, folder: Path) -> None:
    """Asks one subject until it was long enough; prints its figures and keeps what it found."""
    held = _held()
    about = SUBJECTS[name]
    ready = time.process_time()
    answer = about.make(folder)
    ready = time.process_time() - ready
    asked, spent, done = np.load(folder / "asked.npy"), 0.0, 0
    found = np.tile([0, 0, 256], (_QUESTIONS, 1))  # how many, how far together, and the nearest
    while done < len(asked) and spent < _LONG_ENOUGH:
        portion = asked[done : done + about.at_once]
        start = time.process_time()
        which, apart = answer(portion)
        spent += time.process_time() - start
        np.add.at(found[:, :2], which + done, np.stack([np.ones_like(apart), apart], axis=1))
        np.minimum.at(found[:, 2], which + done, apart)
        done += len(portion)
    np.save(folder / f"{name}.npy", found[:done])
    print(json.dumps({"a_second": done / spent, "asked": done, "ready_s": ready, "peak_mb": _held() - held}))


def pictures(folder: Path) -> None:
    """Asks by pictures with all their variations: so many together, and all of them as exactly as those unaltered."""
    near = loaded(folder)
    for at_once in (1, 6, 24):
        exact = asked_pictures.spent(near, folder, at_once, all_exact=True)
        figures = asked_pictures.spent(near, folder, at_once, all_exact=False)
        figures["recall"] = figures["found_for"] / exact["found_for"]
        figures["exact_ms"] = exact["ms_a_picture"]
        print(json.dumps({"what": f"ours, pictures, {at_once} at once"} | figures))


def build(folder: Path) -> None:
    """Makes our index and writes it."""
    held, known = _held(), np.load(folder / "words.npy")
    start = time.process_time()
    bands = indexed(Signal.PDQ, known, np.full(len(known), 255, np.uint8))
    took = time.process_time() - start
    peak = _held() - held
    stored = known.nbytes
    if bands is not None:
        np.save(folder / "rows.npy", bands.rows)
        np.save(folder / "starts.npy", bands.starts)
        stored += bands.rows.nbytes + bands.starts.nbytes
    plan = None if bands is None else f"{bands.plan.bands}x{bands.plan.width}"
    print(json.dumps({"plan": plan, "build_s": took, "peak_mb": peak, "stored_mb": stored / 1e6}))


def draw(folder: Path, count: int, *, crowded: bool) -> None:
    """Known fingerprints in the order of a set, each once, and questions."""
    chance, half = np.random.default_rng(1), _QUESTIONS // 2
    known = chance.integers(0, 256, (count, 32), dtype=np.uint8)
    pictures = drawn(_PICTURES, chance)
    if crowded:
        copies = piles(count // 2 + half, pictures, chance)
        known[: count // 2], planted = copies[half:], copies[:half]
    else:
        planted = turned(known[chance.integers(0, count, half)], _RADIUS, chance)
    asked = np.concatenate((planted, chance.integers(0, 256, planted.shape, dtype=np.uint8)))
    known = np.concatenate((known, asked_pictures.draw(folder, pictures, chance)))
    known = known[np.lexsort(_words(known).T[::-1])]
    fresh = np.append(True, np.any(known[1:] != known[:-1], axis=1))  # equal ones are told once by ours only
    np.save(folder / "known.npy", known[fresh])
    np.save(folder / "words.npy", _words(known[fresh]))
    np.save(folder / "asked.npy", chance.permutation(asked))


def compared(folder: Path, count: int) -> Iterator[dict[str, Any]]:
    """The figures of all subjects on what was drawn."""
    for old in ("rows.npy", "starts.npy"):
        (folder / old).unlink(missing_ok=True)
    yield {"what": "ours, build"} | _in_its_own_process("build", folder)
    true, flat = np.zeros((0, 3), np.int64), 0.0
    for name in [name for name, about in SUBJECTS.items() if count <= about.most and find_spec(about.needs)]:
        figures = _in_its_own_process(name, folder)
        found = np.load(folder / f"{name}.npy")
        true = true if len(true) else found
        both = min(len(true), len(found))
        if "nearest" in name:  # recall of questions, else of pairs
            figures["recall"] = float((found[:both, 0] > 0).sum() / max(1, (true[:both, 0] > 0).sum()))
        else:
            figures["recall"] = float(found[:both, 0].sum() / max(1, true[:both, 0].sum()))
        told = slice(2, 3) if "nearest" in name else slice(0, 3)
        figures["agrees"] = bool((found[:both, told] == true[:both, told]).all())
        flat = figures["a_second"] if name == "faiss flat" else flat
        yield {"what": name} | figures | ({"to_faiss_flat": figures["a_second"] / flat} if flat else {})
    for figures in _all_in_its_own_process("pictures", folder):
        a_second = figures["asked_a_picture"] / figures["ms_a_picture"] * 1e3
        yield figures | ({"to_faiss_flat": a_second / flat} if flat else {})


def _in_its_own_process(name: str, folder: Path) -> dict[str, Any]:
    return _all_in_its_own_process(name, folder)[0]


def _all_in_its_own_process(name: str, folder: Path) -> list[dict[str, Any]]:
    command = [sys.executable, __file__, "--subject", name, str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=os.environ | _ONE_THREAD)
    return [json.loads(line) for line in done.stdout.splitlines()]


def _held() -> float:
    """The most memory that this process held so far, in MB."""
    return float(re.findall(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[0]) / 1000


def _words(rows: Bytes) -> NDArray[np.uint64]:
    return rows.view(">u8").astype(np.uint64)


def _rounded(figure: object) -> object:
    return float(f"{figure:.3g}") if isinstance(figure, float) else figure


def main(counts: list[int]) -> None:
    """Prints what each subject does with so many known ones."""
    for count in counts:
        for spread in ("even", "crowded"):
            with tempfile.TemporaryDirectory() as name:
                draw(Path(name), count, crowded=spread == "crowded")
                for figures in compared(Path(name), count):
                    told = {"known": count, "spread": spread} | figures
                    print(json.dumps({key: _rounded(figure) for key, figure in told.items()}), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--subject"]:
        if sys.argv[2] in ("build", "pictures"):
            {"build": build, "pictures": pictures}[sys.argv[2]](Path(sys.argv[3]))
        else:
            subject(sys.argv[2], Path(sys.argv[3]))
    else:
        main([int(float(text)) for text in sys.argv[1:]] or [100_000, 1_000_000])
