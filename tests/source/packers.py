"""Archives that outside tools make of a few drawn files, at test time."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

FILES: dict[bytes, bytes] = {
    "kỳ nghỉ hè/ảnh 1.txt".encode(): b"anh " * 3000,
    b"plain.bin": bytes(range(256)) * 40,
    b"empty": b"",
    b"deep/er/down.txt": b"below",
}
"""Sound contents by path: Vietnamese, packable, empty, in folders."""


def laid_out(folder: Path, files: Mapping[bytes, bytes] = FILES) -> Path:
    """The files in a folder of their own, with a time that every format can hold."""
    root = folder / "tree"
    for path, data in files.items():
        place = os.path.join(os.fsencode(root), path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "wb") as file:
            file.write(data)
        os.utime(place, (1_700_000_000, 1_700_000_000))
    return root


def run(folder: Path, *words: str, given: bytes | None = None) -> bytes:
    """What a tool prints, started in `folder`."""
    return subprocess.run(words, cwd=folder, input=given, check=True, capture_output=True, timeout=30).stdout


def seven_zip(folder: Path, name: str, *options: str, files: Mapping[bytes, bytes] = FILES) -> bytes:
    """An archive made by 7z; empty where the options had it make several files."""
    out = folder / name
    run(laid_out(folder, files), "7z", "a", "-bd", "-y", *options, str(out), ".")
    return out.read_bytes() if out.exists() else b""
