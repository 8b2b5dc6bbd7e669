"""A release of the NSRL's data set read by an isolated worker, beside `sqlite3` in this process; and a delta of it.

Run it from the tree: `python tests/bench/bench_nsrl.py [MILLIONS [STATEMENTS]]` (default 2 and 500,000). It makes a
minimal set of so many million rows, six for each file on average as in the real one, of 200,000 packages of which one
in a hundred is a tool for attack, in a folder that is taken away again (370 MB a million). Prints JSON lines; `ratio`
is the rate beside that of `sqlite3` with the same query, or of running the delta. Everything in it is random.
"""

from __future__ import annotations

import hashlib
import io
import json
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector.library.entry import Block
from inspector.library.formats import nsrl_delta
from inspector.library.rds.reading import LIMITS
from inspector.library.rds.told import TASK
from inspector.library.reading import read_nsrl
from inspector.work import Pool
from tests.library.rds_files import FILE, OTHERS, VERSION, Row

_ROUNDS = 3
_PACKAGES = 200_000
_QUERY = "SELECT sha256, count(*) FROM FILE GROUP BY sha256, sha1, md5"


def tell(what: str, **figures: float) -> None:
    """Prints one line of JSON; figures with three digits that count, and the most memory a process has held."""
    rounded = {name: float(f"{figure:.3g}") for name, figure in figures.items()}
    held = {
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000),
        "worker_peak_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000),
    }
    print(json.dumps({"what": what, **rounded, **held}), flush=True)


def rows(count: int) -> Iterator[Row]:
    """Rows in the order of their digests, as in a published set."""
    chance, owners = random.Random(count), random.Random(1)
    step, left, number = (1 << 128) // (count // 6 + 1), count, 0
    while left:
        digest = f"{number * step + chance.randrange(step):032X}"
        rest = hashlib.sha512(digest.encode()).hexdigest().upper()
        times = min(left, chance.randrange(1, 12))
        for owner in sorted(owners.sample(range(_PACKAGES), times)):
            name = f"{chance.choice(('setup', 'its', 'libfile'))}{number % 997}.dll"
            yield digest + rest[:32], rest[32:72], rest[72:104], rest[104:112], name, number, owner
        left, number = left - times, number + 1


def package(number: int) -> Row:
    """A row of PKG."""
    return number, f"p{number}", "1", 1, 1, "English", "Office" if number % 100 else "Security,Hacker Tool"


def make(path: Path, count: int) -> None:
    """A minimal set of `count` rows."""
    with closing(sqlite3.connect(path)) as base:
        base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + FILE + OTHERS + VERSION)
        base.executemany("INSERT INTO FILE VALUES (?, ?, ?, ?, ?, ?, ?)", rows(count))
        base.executemany("INSERT INTO PKG VALUES (?, ?, ?, ?, ?, ?, ?)", map(package, range(_PACKAGES)))
        base.commit()


def by_worker(path: Path, pool: Pool) -> int:
    """How many rows the isolated worker tells."""
    with path.open("rb") as file:
        reading = read_nsrl(file, pool)
        found = sum(
            int(block.times.sum()) for block in reading.records if isinstance(block, Block) and block.times is not None
        )
        reading.close()
    return found


def by_sqlite3(path: Path) -> int:
    """The same, as a program does it that trusts the database: digests as bytes, and how often each stands there."""
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as base:
        return sum(count for digest, count in base.execute(_QUERY) if bytes.fromhex(digest))


def best(work: Callable[[], int]) -> tuple[int, float]:
    """What `work` gives, and the shortest time it took."""
    found, shortest = 0, float("inf")
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        found = work()
        shortest = min(shortest, time.perf_counter() - start)
    return found, shortest


def base_figures(path: Path, count: int) -> None:
    """Rows a second out of the database."""
    with Pool([TASK], 1, LIMITS) as pool:
        told, ours = best(lambda: by_worker(path, pool))
    again, theirs = best(lambda: by_sqlite3(path))
    assert told == again == count
    size = path.stat().st_size / count
    tell("sqlite3 in this process", rows=count, rows_a_second=count / theirs, bytes_a_row=size)
    tell("isolated worker", rows=count, rows_a_second=count / ours, ratio=theirs / ours)


def delta_figures(count: int) -> None:
    """Statements a second out of a delta, rows that come and rows that go, beside a database that runs it."""
    text = "BEGIN TRANSACTION;\n" + "".join(map(statement, rows(count))) + "COMMIT;\n"
    raw = text.encode()

    def ours() -> int:
        records = nsrl_delta.read(io.BufferedReader(io.BytesIO(raw)))
        return sum(record.count for record in records if isinstance(record, Block))

    def theirs() -> int:
        with closing(sqlite3.connect(":memory:")) as base:
            base.executescript(FILE + text)
        return count

    (told, reading), (_, running) = best(ours), best(theirs)
    assert told == count
    tell("a database runs the delta", statements=count, statements_a_second=count / running)
    tell("the delta is read", statements=count, statements_a_second=count / reading, ratio=running / reading)


def statement(row: Row) -> str:
    """A row that comes, or every tenth time one that goes."""
    told = [f"'{value}'" if isinstance(value, str) else str(value) for value in row]
    names = ("sha256", "sha1", "md5", "crc32", "file_name", "file_size", "package_id")
    if int(str(row[0])[-2:], 16) % 10:
        return f"INSERT INTO FILE({','.join(names)}) VALUES({','.join(told)});\n"
    return f"DELETE FROM FILE WHERE {' AND '.join(map('='.join, zip(names, told, strict=True)))};\n"


def main(arguments: list[str]) -> None:
    """Makes the set, and tells the figures."""
    count = int(float(arguments[0]) * 1_000_000) if arguments else 2_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rds.db"
        make(path, count)
        base_figures(path, count)
    delta_figures(int(arguments[1]) if len(arguments) > 1 else 500_000)


if __name__ == "__main__":
    main(sys.argv[1:])
