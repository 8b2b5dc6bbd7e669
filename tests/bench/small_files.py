#!/usr/bin/env python3
"""Make a folder of very many tiny files: texts and drawn pictures, nested, no two alike, the same every time.

python tests/bench/small_files.py OUT [--count 200000]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PIL import Image

from tests.bench.documents import prose
from tests.bench.pictures import other_format
from tests.bench.scenes import Draws, draws

TEXTS = ("txt", "log", "csv", "json", "html", "xml")
PICTURES = ("jpeg", "png", "jpeg", "gif")
FRAMES = {"json": '{"words": "%s"}', "html": "<!doctype html><p>%s</p>", "xml": '<?xml version="1.0"?><p>%s</p>'}
A_FOLDER = 40


def content(number: int, suffix: str, numbers: Draws) -> bytes:
    """A few words, or a few colours blown up to a picture of 32 to 96 pixels."""
    if suffix in TEXTS:
        words = f"{number} {prose(numbers, int(numbers.integers(5, 120)))}"
        return FRAMES.get(suffix, "%s").replace("%s", words).encode()
    side = int(numbers.integers(32, 97))
    colours = Image.fromarray(numbers.integers(0, 256, (3, 4, 3), dtype=np.uint8))
    return other_format(colours.resize((side, side * 3 // 4), Image.Resampling.BICUBIC), suffix)


def make(out: Path, count: int) -> None:
    """Writes them, forty to a folder."""
    numbers = draws(1, "small")
    kinds = (*TEXTS, *PICTURES)
    for number in range(count):
        folder = out / f"thiết bị {number % 3}" / f"{number // 20_000:03d}" / f"ảnh {number // A_FOLDER % 500:03d}"
        suffix = kinds[number % len(kinds)]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"tệp_{number:07d}.{suffix}").write_bytes(content(number, suffix, numbers))


def main() -> int:
    """Read the command line and make them."""
    parser = argparse.ArgumentParser(description="Make a folder of tiny files.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=200_000)
    chosen = parser.parse_args()
    make(chosen.out, chosen.count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
