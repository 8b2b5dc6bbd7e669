"""The readers of archives inside a locked worker, where what a library loads only when it needs it cannot be had."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector.work import Limits, Pool
from tests.source import locked_reading
from tests.source.handmade import cab, cpio, lha, lha_in_page, xar
from tests.source.made_rar import Password5, rar4, rar5
from tests.source.packers import FILES, laid_out, run, seven_zip
from tests.source.test_packed import NAMES, PLAIN
from tests.source.test_tar_archive import tarred
from tests.source.test_ufdr import FILES as IN_PHONE
from tests.source.test_ufdr import MEMBERS, REPORT
from tests.source.test_zip_archive import raw_zip, windows_vietnamese, zipped

LETTERS = "nghỉ hè.jpg"


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool([locked_reading.TASK], 1, Limits(errands=1_000_000)) as started:
        yield started


def tool(data: bytes, *words: str) -> bytes:
    return subprocess.run(words, input=data, capture_output=True, check=True, timeout=30).stdout


def samples(folder: Path) -> dict[str, tuple[str, bytes, dict[bytes, bytes | None]]]:
    tar = tarred(FILES)
    disc = folder / "disc.iso"
    run(laid_out(folder), "genisoimage", "-quiet", "-J", "-o", str(disc), ".")
    old = raw_zip((windows_vietnamese(LETTERS), b"1"), ("Ü".encode("cp437"), b"2"), system=0)
    packed = {
        "zip": zipped(FILES), "7z": seven_zip(folder, "a.7z"),
        "locked.7z": seven_zip(folder, "b.7z", "-pa1", "-mhe=on"),
        "aes.zip": seven_zip(folder, "a.zip", "-pa1", "-mem=AES256"), "crypt.zip": seven_zip(folder, "b.zip", "-pa1"),
        "ppmd.zip": seven_zip(folder, "c.zip", "-mm=PPMd"), "lzma.zip": seven_zip(folder, "d.zip", "-mm=LZMA"),
        "tar": tar, "tar.gz": gzip.compress(tar), "tar.bz2": bz2.compress(tar), "tar.xz": lzma.compress(tar),
        "tar.zst": tool(tar, "zstd", "-c"), "tar.lz4": tool(tar, "lz4", "-c"),
    }  # fmt: skip
    named = {"b.rar": rar5(NAMES), "a.cpio": cpio(NAMES), "a.xar": xar(NAMES)}
    named |= {"c.rar": rar5(NAMES, Password5("a1"), hidden=True), "d.rar": rar4(NAMES, "a1", hidden=True, wide=True)}
    plain = {"a.rar": rar4(PLAIN), "a.cab": cab(PLAIN), "a.lzh": lha(PLAIN)}
    return {
        **{name: (f"a.{name}", data, dict(FILES)) for name, data in packed.items()},
        **{name: (name, data, dict(NAMES)) for name, data in named.items()},
        **{name: (name, data, dict(PLAIN)) for name, data in plain.items()},
        "pages.lzh": ("a.lzh", lha_in_page("表.txt".encode("cp932"), 932, b"1"), {"表.txt".encode(): b"1"}),
        "old names": ("old.zip", old, {LETTERS.encode(): b"1", "Ü".encode(): b"2"}),
        "iso": ("a.iso", disc.read_bytes(), dict.fromkeys(FILES)),
        "ufdr": ("a.ufdr", zipped({**IN_PHONE, b"report.xml": REPORT}), MEMBERS),
        "xz": ("a.xz", lzma.compress(b"1"), {b"a": b"1"}),
    }


def test_every_form_is_read_inside_the_lock(pool: Pool, tmp_path: Path) -> None:
    assert "landlock" in pool.isolation.in_force
    for name, (file, data, expected) in samples(tmp_path).items():
        place = tmp_path / "sample"
        place.write_bytes(data)
        request = {"name": file, "passwords": ["wrong", "a1"]}
        answer = pool.submit(locked_reading.TASK, lambda: os.open(tmp_path / "sample", os.O_RDONLY), request).result(30)
        found = {path: content for path, _, content in answer["found"]}
        assert set(found) == set(expected), name
        for path, content in expected.items():
            assert content is None or found[path] == content, (name, path)
