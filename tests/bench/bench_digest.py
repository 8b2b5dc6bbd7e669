"""Three digests in one reading of a file beside hashlib alone on the same bytes in memory, in one run.

Run it from the tree: `python tests/bench/bench_digest.py [MEBIBYTES]`. hashlib reads nothing and hashes three times
over; a ratio of 1 means that reading, beating and joining the three cost nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector.analyse import digest

ROUNDS = 7
SMALL = 1 << 20


def alone(data: bytes) -> None:
    """The yardstick: each digest over the whole, one after the other."""
    for name in ("md5", "sha1", "sha256"):
        hashlib.new(name, data, usedforsecurity=False).digest()


def in_one_pass(path: Path) -> None:
    """What a worker does with a file whose bytes nobody needs again."""
    with path.open("rb") as file:
        digest.read_once(file, lambda done: None, lambda head: 0)


def seconds(work: Callable[[], None], times: int) -> float:
    """Wall seconds of one `work`, over `times` of them."""
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) / times


def compare(name: str, data: bytes, times: int) -> None:
    """Prints one line: medians of alternating rounds and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "content"
        path.write_bytes(data)
        rounds = [
            (seconds(lambda: alone(data), times), seconds(lambda: in_one_pass(path), times)) for _ in range(ROUNDS)
        ]
    ours, theirs = median(own for _, own in rounds), median(other for other, _ in rounds)
    print(
        json.dumps(
            {
                "what": name,
                "bytes": len(data),
                "hashlib_gb_s": round(len(data) / theirs / 1e9, 3),
                "one_pass_gb_s": round(len(data) / ours / 1e9, 3),
                "ratio": round(median(other / own for other, own in rounds), 3),
            }
        )
    )


def main(mebibytes: int) -> None:
    """One line for a small file, one for a large file on one thread, one for the same on two."""
    data = os.urandom(mebibytes << 20)
    compare("small", data[:SMALL], 50)
    usual = digest._TWO_THREADS_FROM
    digest._TWO_THREADS_FROM = sys.maxsize
    compare("large, one thread", data, 1)
    digest._TWO_THREADS_FROM = usual
    compare("large, as it is read", data, 1)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 256)
