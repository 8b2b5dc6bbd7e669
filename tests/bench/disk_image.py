#!/usr/bin/env python3
"""Put a folder into a disk image, to be taken in beside the folder itself.

    python tests/bench/disk_image.py FOLDER OUT.E01

An ext4 file system made by mke2fs, acquired by ewfacquire; needs neither root nor a loop device. The raw image stands
beside OUT while that is made.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

SPARE = 1.15
"""The file system's size over that of the files: its tables, and the ends of blocks."""
_LEAST = 64 << 20


def make(folder: Path, out: Path) -> None:
    """Makes the image; raises CalledProcessError when a tool refuses."""
    raw = out.with_suffix(".raw")
    files = [path.lstat().st_size for path in folder.rglob("*")]
    size = int(sum(files) * SPARE) + len(files) * 8192 + _LEAST
    try:
        raw.touch()
        with raw.open("r+b") as file:
            file.truncate(size)
        nodes = ["-N", str(2 * len(files) + 1024)]
        subprocess.run(["mke2fs", "-q", "-t", "ext4", "-F", *nodes, "-d", str(folder), str(raw)], check=True)
        options = ["-u", "-q", "-c", "fast", "-f", "encase6", "-S", "1900MiB", "-t", str(out.with_suffix(""))]
        subprocess.run(["ewfacquire", *options, str(raw)], check=True, stdout=subprocess.DEVNULL)
    finally:
        raw.unlink(missing_ok=True)


def main() -> int:
    """Read the command line and make it."""
    parser = argparse.ArgumentParser(description="Put a folder into a disk image.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    chosen = parser.parse_args()
    make(chosen.folder, chosen.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
