"""How fast hash lists are read, format by format, beside a plain loop over the same file in the same run.

Run it from the tree: `python tests/bench/bench_lists.py [LINES]` (default 1,000,000). Prints JSON lines. Peers: for
lines `bytes.fromhex` of a word, for tables `csv.reader`, for JSON and XML the parsers of Python on the whole file; none
of them checks anything, counts lines or survives a mistake. All hashes are random.
"""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector.library.entry import Block, Broken
from inspector.library.reading import read_list

_NSRL = '"SHA-1","MD5","CRC32","FileName","FileSize","ProductCode","OpSystemCode","SpecialCode"\r\n'


def hashes(count: int, digits: int) -> list[str]:
    """So many random hashes of so many digits."""
    text = os.urandom(count * digits // 2).hex()
    return [text[place : place + digits] for place in range(0, count * digits, digits)]


def made(count: int) -> dict[str, str]:
    """A list of each format by its file name."""
    md5, sha1, sha256 = (hashes(count, digits) for digits in (32, 40, 64))
    media = ",\n".join(
        json.dumps({"MediaID": n, "Category": n % 4 + 1, "MD5": one.upper(), "SHA1": sha1[n], "MediaSize": n})
        for n, one in enumerate(md5)
    )
    images = "".join(
        f"<image><member id='1'>x</member><id>{n}</id><classification>A1</classification><fingerprints><md5>{one}</md5>"
        f"<sha1>{sha1[n]}</sha1></fingerprints></image>\n"
        for n, one in enumerate(md5)
    )
    nsrl = (f'"{sha1[n]}","{one}","0123ABCD","f{n}.dll",{n},1,"W",""\r\n' for n, one in enumerate(md5))
    return {
        "bare.txt": "\n".join(sha256) + "\n",
        "sums.md5": "".join(f"{one}  DCIM/Camera/IMG_{n:07d}.jpg\n" for n, one in enumerate(md5)),
        "known.pdq": "\n".join(sha256) + "\n",
        "typed.txt": "".join(f"video_md5 {one}\n" for one in md5),
        "table.csv": "md5,category,size\n" + "".join(f"{one},{n % 5},{n}\n" for n, one in enumerate(md5)),
        "plain.csv": "path,size,sha256\n" + "".join(f"a/{n}.jpg,{n},{one}\n" for n, one in enumerate(sha256)),
        "NSRLFile.txt": _NSRL + "".join(nsrl),
        "vics.json": f'{{"value":[{media}]}}',
        "ncmec.xml": f"<queryResult><images>{images}</images></queryResult>",
    }


def ours(path: Path) -> int:
    """Entries read from a list."""
    with path.open("rb") as file:
        records = read_list(file, path.name).records
        return sum(record.count if isinstance(record, Block) else not isinstance(record, Broken) for record in records)


def by_words(path: Path) -> int:
    """Hashes that a loop over lines finds."""
    last = -1 if path.name == "typed.txt" else 0
    with path.open() as file:
        return sum(len(bytes.fromhex(line.split()[last])) > 0 for line in file)


def by_rows(path: Path) -> int:
    """Hashes that `csv.reader` finds in the first column, or in the last."""
    place = -1 if path.name == "plain.csv" else 0
    with io.TextIOWrapper(path.open("rb"), newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return sum(len(bytes.fromhex(row[place])) > 0 for row in rows)


def by_json(path: Path) -> int:
    """Hashes that `json.load` finds."""
    return sum(len(bytes.fromhex(one["MD5"])) > 0 for one in json.loads(path.read_text())["value"])


def by_tree(path: Path) -> int:
    """Hashes that ElementTree finds."""
    return sum(len(bytes.fromhex(one.text or "")) > 0 for one in ET.parse(path).iter("md5"))


PEERS: dict[str, Callable[[Path], int]] = {
    "table.csv": by_rows, "plain.csv": by_rows, "NSRLFile.txt": by_rows, "vics.json": by_json, "ncmec.xml": by_tree,
}  # fmt: skip


def rate(work: Callable[[Path], int], path: Path) -> float:
    """Entries a second."""
    start = time.perf_counter()
    count = work(path)
    return count / (time.perf_counter() - start)


def main() -> None:
    """Measures each format once."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        for name, text in made(count).items():
            path = Path(folder) / name
            path.write_text(text, encoding="utf-8", newline="")
            read, peer = rate(ours, path), rate(PEERS.get(name, by_words), path)
            speed = {"entries_a_second": round(read), "mb_a_second": round(read * len(text) / count / 1e6)}
            print(json.dumps({"what": name, **speed, "to_plain_loop": round(read / peer, 2)}), flush=True)


if __name__ == "__main__":
    main()
