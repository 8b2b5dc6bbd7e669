"""What a picture costs: our one decode for everything beside an imagehash loop on full decodes, in one run.

Run it from the tree: `python tests/bench/bench_picture.py [PICTURES]`. Ours gives size, EXIF, a thumbnail, PDQ with
quality, pHash and dHash (`whole` adds the three digests and the type); the loop gives aHash, pHash and dHash.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as in a worker; read when numpy is loaded

import imagehash
from PIL import Image

from inspector.analyse import picture
from inspector.analyse.bounds import THUMBNAIL_SIDE
from inspector.analyse.fingerprint import fingerprints
from inspector.analyse.look import look, warm
from inspector.analyse.pixels import parcel
from inspector.work import Values
from tests.bench.scenes import Painter

ROUNDS = 3
SIZES = {"12 MP": (4000, 3000), "1.9 MP": (1600, 1200), "0.7 MP": (960, 720)}
FORMATS = {"JPEG": {"quality": 88}, "PNG": {"compress_level": 4}, "WEBP": {"quality": 80, "method": 0}}


class Alone:
    """A channel with nobody at its other end."""

    def beat(self, done: int) -> None:
        """Nothing to do."""

    def tell(self, part: Values) -> bool:
        """Go on."""
        return True


def ours(data: bytes) -> None:
    """One decode, a thumbnail, three fingerprints, EXIF."""
    seen = picture.decode(data)
    parcel(seen.pixels, THUMBNAIL_SIDE, THUMBNAIL_SIDE)
    fingerprints(seen.pixels, (seen.height, seen.width), seen.stored.scale)


def whole(data: bytes) -> None:
    """Everything that is done with one file."""
    values = look(BytesIO(data), {"name_suffix": "", "want": "full"}, Alone())
    assert values["pdq"]
    assert not values["failures"]


def imagehash_loop(data: bytes) -> None:
    """One full decode, three hashes."""
    image = Image.open(BytesIO(data))
    for hash_of in (imagehash.average_hash, imagehash.phash, imagehash.dhash):
        hash_of(image)


def full_decode(data: bytes) -> None:
    """A full decode and nothing else."""
    Image.open(BytesIO(data)).load()


WORKS = (ours, whole, imagehash_loop, full_decode)


def milliseconds(work: Callable[[bytes], None], files: list[bytes]) -> float:
    """CPU milliseconds a picture."""
    start = time.process_time()
    for data in files:
        work(data)
    return (time.process_time() - start) / len(files) * 1e3


def files_of(name: str, size: tuple[int, int], count: int) -> list[bytes]:
    """Drawn pictures as files of the format `name`, with EXIF as a camera writes it."""
    exif = Image.Exif()
    exif.update({0x010F: "Drawn", 0x0110: "Bench", 0x0112: 6})
    files = []
    for number in range(count):
        file = BytesIO()
        Painter(7).scene(number, size).save(file, name, exif=exif, **FORMATS[name])
        files.append(file.getvalue())
    return files


def main(count: int) -> None:
    """Prints one line a format and size: medians of alternating rounds and their ratios."""
    warm()
    for name in FORMATS:
        for label, size in SIZES.items():
            files = files_of(name, size, count)
            rounds = [[milliseconds(work, files) for work in WORKS] for _ in range(ROUNDS)]
            own, task, loop, decode = (median(column) for column in zip(*rounds, strict=True))
            line = {"format": name, "size": label, "mb": round(sum(map(len, files)) / count / 1e6, 2),
                    "ours_ms": round(own, 2), "whole_ms": round(task, 2), "imagehash_ms": round(loop, 2),
                    "full_decode_ms": round(decode, 2),
                    "ratio": round(median(other / mine for mine, _, other, _ in rounds), 2),
                    "ratio_whole": round(median(other / mine for _, mine, other, _ in rounds), 2)}  # fmt: skip
            print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
