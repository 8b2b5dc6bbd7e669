"""Known hashes: import and exact look-ups beside their peers, in one run; `bench_near` has the near matches.

Run it from the tree: `python tests/bench/bench_match.py [LINES]` (default 1,000,000). Prints JSON lines. Peers: a
Python set and SQLite `WITHOUT ROWID`. All data is random; `peak_mb` is the most memory this process has held so far,
peers included.
"""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector.domain.content import Digests
from inspector.domain.match import Signal
from inspector.library import sets
from inspector.library.column import words_of
from inspector.library.gathering import Gathering
from inspector.library.index import Index
from inspector.library.known import KnownSet
from inspector.library.reading import read_list

_KEY = bytes(32)
_QUERIES = 100_000

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


def exact(folder: Path, count: int) -> None:
    """Digests: half of the questions are known."""
    known = np.frombuffer(os.urandom(16 * count), np.uint8).reshape(count, 16)
    path = folder / "known.md5"
    path.write_bytes(b"".join(b"%s  some/folder/picture.jpg\n" % row.tobytes().hex().encode() for row in known))
    loaded = imported(path)
    index, column = Index({1: loaded}), loaded.columns[Signal.MD5]
    half = known[: _QUERIES // 2]
    asked = [bytes(row) for pair in zip(half, half[::-1] ^ 0x5A, strict=True) for row in pair]
    contents = [Digests(md5, bytes(20), bytes(32), 0) for md5 in asked]
    words = words_of(asked, 16)
    rates = {
        "columns, all at once": len(asked) / seconds(lambda: column.find(words)),
        "contents, all at once": len(asked) / seconds(lambda: index.exact_all(contents)),
        "contents, one by one": len(asked) / 10 / seconds(lambda: [index.exact(each) for each in contents[::10]]),
    }
    python, sqlite = in_python_set(known, asked), in_sqlite(known, asked)
    for name, rate in rates.items():
        tell(f"exact: {name}", a_second=rate, to_python_set=rate / python, to_sqlite_without_rowid=rate / sqlite)


def in_python_set(known: Bytes, asked: list[bytes]) -> float:
    """Look-ups a second in a set of bytes."""
    held = {bytes(row) for row in known}
    return len(asked) / seconds(lambda: [value in held for value in asked])


def in_sqlite(known: Bytes, asked: list[bytes]) -> float:
    """Look-ups a second in an index of SQLite in memory."""
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE known (md5 BLOB PRIMARY KEY) WITHOUT ROWID")
        database.executemany("INSERT INTO known VALUES (?)", ((bytes(row),) for row in known))
        question = "SELECT 1 FROM known WHERE md5 = ?"
        return len(asked) / seconds(lambda: [database.execute(question, (value,)).fetchone() for value in asked])


def main(lines: int) -> None:
    """Prints rates and ratios."""
    with tempfile.TemporaryDirectory() as name:
        exact(Path(name), lines)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
