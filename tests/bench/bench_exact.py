"""Known digests at full size: import, disk, memory, load and look-ups beside their peers, in one run.

Run it from the tree: `python tests/bench/bench_exact.py [COUNT…]` (default 1,000,000; an office's real lists hold 10 to
50 million). Prints JSON lines. The digests are random, made here and not kept. Peers: SQLite `WITHOUT ROWID` on disk,
`hfind` of the Sleuth Kit where it is installed (up to ten million), numpy over the sorted digests mapped from a file.
Half of the questions are known. `peak_mb` is the most memory that the process of that line has held.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector.domain.content import Digests
from inspector.domain.match import Signal
from inspector.library import sets
from inspector.library.building.gathering import Gathering
from inspector.library.building.spool import Spool
from inspector.library.index import Index
from inspector.library.reading import read_list

_KEY = bytes(32)
_QUESTIONS = 100_000
_STEP = 1 << 20
_LARGEST_FOR_HFIND = 10_000_000

Hashes = NDArray[np.uint8]
Figures = dict[str, float]


def hashes(count: int) -> Iterator[Hashes]:
    """As many digests, a stretch at a time; the same ones every time."""
    for start in range(0, count, _STEP):
        yield np.random.default_rng(start).integers(0, 256, (min(_STEP, count - start), 16), dtype=np.uint8)


def questions(count: int) -> list[bytes]:
    """Known and unknown ones by turns."""
    half = min(_QUESTIONS // 2, count)
    known = np.concatenate([some[:: max(1, count // half)] for some in hashes(count)])[:half]
    unknown = np.random.default_rng(1 << 40).integers(0, 256, known.shape, dtype=np.uint8)
    return [bytes(row) for pair in zip(known, unknown, strict=True) for row in pair]


def write_list(path: Path, count: int) -> None:
    """The list as `md5sum` writes it."""
    with path.open("wb") as file:
        for some in hashes(count):
            digits = some.tobytes().hex()
            file.writelines(f"{digits[at : at + 32]}  a/picture.jpg\n".encode() for at in range(0, len(digits), 32))


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ours(folder: Path, path: Path, count: int) -> Figures:
    """Our set: out of the text list, in its encrypted file."""
    set_id = sets.new_id()
    built = seconds(lambda: _import(folder, path, set_id))
    (folder / "id").write_text(set_id, encoding="ascii")
    size = (folder / f"{set_id}.set").stat().st_size
    return {"import_lines_a_second": count / built, "disk_bytes_each": size / count}


def ours_asked(folder: Path, path: Path, count: int) -> Figures:
    """Our set, loaded out of its file."""
    set_id, asked = (folder / "id").read_text(encoding="ascii"), questions(count)
    before, start = _resident(), time.perf_counter()
    known = sets.load(folder, _KEY, set_id)
    loaded, held = time.perf_counter() - start, _resident() - before
    index = Index({1: known})
    contents = [Digests(value, bytes(20), bytes(32), 0) for value in asked]
    some = contents[:20_000]
    return {
        "load_s": loaded,
        "held_mb": held,
        "one_by_one_a_second": len(some) / seconds(lambda: [index.exact(each) for each in some]),
        "many_a_second": len(asked) / seconds(lambda: known.exact[Signal.MD5].find_all(_array(asked))),
    }


def _import(folder: Path, path: Path, set_id: str) -> None:
    gathering = Gathering(Spool(folder, _KEY, sets.new_id()))
    with path.open("rb") as file:
        for record in read_list(file, path.name).records:
            gathering.add(record)
    sets.save(folder, _KEY, set_id, gathering)
    gathering.close()


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6


def _array(values: list[bytes]) -> Hashes:
    return np.frombuffer(b"".join(values), np.uint8).reshape(len(values), -1)


def in_sqlite(folder: Path, path: Path, count: int) -> Figures:
    """A table of SQLite without row ids, asked by a join and one by one."""
    database = sqlite3.connect(folder / "known.db")
    database.execute("CREATE TABLE known (md5 BLOB PRIMARY KEY) WITHOUT ROWID")

    def fill() -> None:
        with path.open("rb") as file:
            rows = ((bytes.fromhex(line[:32].decode("ascii")),) for line in file)
            database.executemany("INSERT OR IGNORE INTO known VALUES (?)", rows)
        database.commit()

    built, asked = seconds(fill), questions(count)
    one = "SELECT 1 FROM known WHERE md5 = ?"
    database.execute("CREATE TEMP TABLE asked (md5 BLOB)")
    database.executemany("INSERT INTO asked VALUES (?)", ((value,) for value in asked))
    some = asked[:20_000]
    figures = {
        "import_lines_a_second": count / built,
        "disk_bytes_each": (folder / "known.db").stat().st_size / count,
        "one_by_one_a_second": len(some)
        / seconds(lambda: [database.execute(one, (value,)).fetchone() for value in some]),
        "many_a_second": len(asked)
        / seconds(lambda: database.execute("SELECT count(*) FROM asked JOIN known USING (md5)").fetchone()),
    }
    database.close()
    return figures


def in_hfind(folder: Path, path: Path, count: int) -> Figures:
    """The Sleuth Kit's index over the text list."""
    built = seconds(lambda: subprocess.run(["hfind", "-i", "md5sum", path], check=True, capture_output=True))
    asked = folder / "asked.txt"
    asked.write_text("".join(f"{value.hex()}\n" for value in questions(count)), encoding="ascii")
    found = seconds(lambda: subprocess.run(["hfind", "-f", asked, path], check=False, capture_output=True))
    size = sum(each.stat().st_size for each in folder.glob(f"{path.name}*"))
    return {
        "import_lines_a_second": count / built,
        "disk_bytes_each": size / count,
        "many_a_second": len(questions(count)) / found,
    }


def in_numpy(folder: Path, path: Path, count: int) -> Figures:
    """The sorted digests in a plain file, mapped, the questions sorted too."""
    kept = folder / "known.bin"

    def build() -> None:
        with path.open("rb") as file:
            read = np.frombuffer(bytes.fromhex(b"".join(line[:32] for line in file).decode("ascii")), "S16")
        np.sort(read).tofile(kept)

    built = seconds(build)
    start = time.perf_counter()
    mapped = np.memmap(kept, "S16", "r")
    loaded, asked = time.perf_counter() - start, np.sort(_array(questions(count)).view("S16")[:, 0])
    return {
        "import_lines_a_second": count / built,
        "disk_bytes_each": 16.0,
        "load_s": loaded,
        "many_a_second": len(asked) / seconds(lambda: np.searchsorted(mapped, asked)),
    }


def measured(work: Callable[[Path, Path, int], Figures], folder: Path, path: Path, count: int) -> Figures:
    """The figures of one of them, worked out in a process of its own for the sake of its memory."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_with_peak, (work, folder, path, count))


def _with_peak(work: Callable[[Path, Path, int], Figures], folder: Path, path: Path, count: int) -> Figures:
    figures = work(folder, path, count)
    return {**figures, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000}


def main(count: int) -> None:
    """Prints what each does, and our ratios to each."""
    peers = {"sqlite_without_rowid": in_sqlite, "numpy_sorted_file": in_numpy}
    if shutil.which("hfind") and count <= _LARGEST_FOR_HFIND:
        peers["hfind"] = in_hfind
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder, path = Path(name), Path(name) / "known.md5"
        write_list(path, count)
        best = measured(ours, folder, path, count)
        tell("ours, imported", count, best)
        asked = measured(ours_asked, folder, path, count)
        tell("ours, asked", count, asked)
        best |= asked
        for peer, work in peers.items():
            figures = measured(work, folder, path, count)
            rates = {name: best[name] / figures[name] for name in figures if name.endswith("a_second")}
            tell(peer, count, figures | {f"ours_to_it_{name}": ratio for name, ratio in rates.items()})


def tell(what: str, count: int, figures: Figures) -> None:
    """Prints one line of JSON; figures with three digits that count."""
    rounded = {name: float(f"{figure:.3g}") for name, figure in figures.items()}
    print(json.dumps({"what": what, "count": count, **rounded}), flush=True)


if __name__ == "__main__":
    for _count in [int(float(text)) for text in sys.argv[1:]] or [1_000_000]:
        main(_count)
