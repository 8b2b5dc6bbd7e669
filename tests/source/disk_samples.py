"""Images of disks, drawn at test time by the tools of each file system; what no tool here can do is written by hand."""

from __future__ import annotations

import os
import random
import subprocess
import tempfile
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

NAME = "ảnh đẹp.jpg"
PHOTO = random.Random(3).randbytes(70_000)
NOTE = b"resident\n"
FILES: dict[str, bytes] = {
    NAME: PHOTO,
    "note.txt": NOTE,
    "empty": b"",
    "Người dùng/a/b/sâu thẳm.bin": PHOTO[:3000],
}
MEMBERS: dict[bytes, bytes | None] = {name.encode(): data for name, data in FILES.items()}
SECTOR = 512
MIB = 1 << 20

_ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC", "MTOOLS_SKIP_CHECK": "1"}


def run(*words: str, folder: Path, lines: str = "") -> str:
    """What a tool prints, run in `folder`."""
    done = subprocess.run(words, cwd=folder, env=_ENVIRONMENT, input=lines, check=True, capture_output=True, text=True)
    return done.stdout


def spread(files: Mapping[str, bytes], below: Path) -> None:
    """Writes files below a folder."""
    for name, data in files.items():
        place = below / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def blank(size: int, folder: Path) -> Path:
    """An empty image."""
    place = folder / "image"
    place.write_bytes(b"")
    os.truncate(place, size)
    return place


@cache
def ext(sort: str = "ext4", deleted: bool = False) -> bytes:
    """A volume with FILES; see `ext_of`."""
    return ext_of(FILES, sort, deleted)


def ext_of(files: Mapping[str, bytes], sort: str = "ext4", deleted: bool = False, size: int = MIB) -> bytes:
    """A volume, of at least 3 MiB with a journal; `note.txt` is deleted if asked for."""
    journal = ("-J", "size=1") if sort == "ext3" else ()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        spread(files, folder / "tree")
        place = blank(max(size, 3 * MIB) if journal else size, folder)
        run("mke2fs", "-q", "-t", sort, *journal, "-b", "1024", "-N", "64", "-d", "tree", "image", folder=folder)
        if deleted:
            run("debugfs", "-w", "-R", "rm note.txt", "image", folder=folder)
        return place.read_bytes()


@cache
def fat(bits: int) -> bytes:
    """A volume of FAT12, FAT16 or FAT32 with a file that was deleted."""
    size = {12: MIB, 16: 5 * MIB, 32: 34 * MIB}[bits]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        spread({**FILES, "gone.jpg": PHOTO[::-1]}, folder / "tree")
        place = blank(size, folder)
        run("mkfs.fat", "-F", str(bits), "-s", "1", "image", folder=folder)
        sources = [str(each) for each in sorted((folder / "tree").iterdir())]
        run("mcopy", "-s", "-m", "-i", "image", *sources, "::", folder=folder)
        run("mdel", "-i", "image", "::gone.jpg", folder=folder)
        return place.read_bytes()


GONE = b"_one.jpg"
"""FAT overwrites the first letter of a deleted short name."""


@cache
def ntfs(deleted: bool = False, packed: bool = False) -> bytes:
    """A volume of 2 MiB with streams beside a file, one as Windows packs files if asked for; a second file is deleted
    if asked for.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        spread(FILES, folder)
        place = blank(2 * MIB, folder)
        run("mkntfs", "-F", "-q", "-s", "512", "-p", "0", "-H", "0", "-S", "0", "image", folder=folder)
        run("ntfscp", "image", "note.txt", "note.txt", folder=folder)
        run("ntfscp", "-N", "đuôi", "image", "note.txt", "note.txt", folder=folder)
        run("ntfscp", "-N", "WofCompressedData" if packed else "stream", "image", "note.txt", "note.txt", folder=folder)
        before = place.read_bytes()
        run("ntfscp", "image", NAME, NAME, folder=folder)
        after = place.read_bytes()
    return _forgotten(before, after, 65) if deleted else after


def _forgotten(before: bytes, after: bytes, record: int) -> bytes:
    """The volume when the file of `record` was deleted: out of the index of its folder, its record given back."""
    image = bytearray(after)
    table = int.from_bytes(image[48:56], "little") * image[13] * SECTOR
    for place in range(0, len(image), 4096):
        if before[place : place + 4] == b"INDX":
            image[place : place + 4096] = before[place : place + 4096]
    root = slice(table + 5 * 1024, table + 6 * 1024)
    image[root] = before[root]
    image[table + record * 1024 + 22] &= 0xFE
    image[table + record * 1024 + 16] += 1
    return bytes(image)


@cache
def exfat() -> bytes:
    """A volume of 4 MiB, its one file written by hand: no tool here copies into exFAT."""
    with tempfile.TemporaryDirectory() as name:
        place = blank(4 * MIB, Path(name))
        run("mkfs.exfat", "image", folder=Path(name))
        image = bytearray(place.read_bytes())
    shift = image[108] + image[109]
    heap = int.from_bytes(image[88:92], "little") << image[108]
    root = heap + (int.from_bytes(image[96:100], "little") - 2 << shift)
    first = int.from_bytes(image[96:100], "little") + 1
    free = next(place for place in range(root, root + 4096, 32) if not image[place])
    entries = _exfat_entries(NAME, len(PHOTO), first)
    image[free : free + len(entries)] = entries
    bitmap = heap  # the first cluster holds it
    for cluster in range(first - 2, first - 2 + (len(PHOTO) >> shift) + 1):
        image[bitmap + cluster // 8] |= 1 << cluster % 8
    data = heap + (first - 2 << shift)
    image[data : data + len(PHOTO)] = PHOTO
    return bytes(image)


def _exfat_entries(name: str, size: int, cluster: int) -> bytes:
    """The entries of a file whose clusters follow one another (exFAT specification, 7.4, 7.6, 7.7)."""
    units = name.encode("utf-16-le")
    stamp = ((2024 - 1980) << 25 | 5 << 21 | 6 << 16 | 7 << 11 | 8 << 5).to_bytes(4, "little")
    names = [units[place : place + 30].ljust(30, b"\0") for place in range(0, len(units), 30)]
    file = b"\x85" + bytes([1 + len(names)]) + bytes(2) + b"\x20\0\0\0" + stamp * 3 + bytes(12)
    length = size.to_bytes(8, "little")
    stream = b"\xc0\x03\0" + bytes([len(units) // 2]) + bytes(4) + length + bytes(4) + cluster.to_bytes(4, "little")
    whole = bytearray(file + stream + length + b"".join(b"\xc1\0" + part for part in names))
    check = 0
    for place, byte in enumerate(whole):
        if place not in {2, 3}:
            check = ((check << 15 | check >> 1) + byte) & 0xFFFF
    whole[2:4] = check.to_bytes(2, "little")
    return bytes(whole)


def mbr(*volumes: bytes, kind: int = 7) -> bytes:
    """A disk with a partition of each volume, 64 sectors between them."""
    disk, entries, place = bytearray(64 * SECTOR), b"", 64
    for volume in volumes:
        sectors = len(volume) // SECTOR
        entries += b"\0\0\0\0" + bytes([kind]) + bytes(3) + place.to_bytes(4, "little") + sectors.to_bytes(4, "little")
        disk += volume + bytes(64 * SECTOR)
        place += sectors + 64
    disk[446:512] = entries.ljust(64, b"\0") + b"\x55\xaa"
    return bytes(disk)


def logical(volume: bytes) -> bytes:
    """A disk with one volume in an extended partition."""
    inner = mbr(volume)
    outer = bytearray(64 * SECTOR)
    sectors = len(inner) // SECTOR
    outer[446:462] = b"\0\0\0\0\x05" + bytes(3) + (64).to_bytes(4, "little") + sectors.to_bytes(4, "little")
    outer[510:512] = b"\x55\xaa"
    return bytes(outer) + inner


def gpt(*volumes: bytes, sector: int = SECTOR) -> bytes:
    """A disk with a GUID partition table (UEFI 2.10, 5.3) and sectors of `sector` bytes."""
    first = 64 * SECTOR // sector
    table, disk, place = b"", b"", first
    for number, volume in enumerate(volumes, start=1):
        last = place + len(volume) // sector - 1
        ends = place.to_bytes(8, "little") + last.to_bytes(8, "little")
        table += b"\xa2\xa0\xd0\xeb\xe5\xb9\x33\x44\x87\xc0\x68\xb6\xb7\x26\x99\xc7" + bytes([number] * 16) + ends
        table += bytes(8) + f"vùng {number}".encode("utf-16-le").ljust(72, b"\0")
        disk += volume + bytes(64 * SECTOR)
        place = last + 1 + first
    head = bytearray(sector * first)
    head[446:462] = b"\0\0\2\0\xee\xff\xff\xff" + (1).to_bytes(4, "little") + (place - 1).to_bytes(4, "little")
    head[510:512] = b"\x55\xaa"
    head[sector : sector + 92] = _gpt_header(table.ljust(128 * 128, b"\0"), first, place)
    head[2 * sector : 2 * sector + len(table)] = table
    return bytes(head) + disk


def _gpt_header(table: bytes, first: int, end: int) -> bytes:
    numbers = (1, end - 1, first, end - 1)
    places = b"".join(number.to_bytes(8, "little") for number in numbers)
    tail = bytes([9] * 16) + (2).to_bytes(8, "little") + (128).to_bytes(4, "little") * 2
    rest = tail + zlib.crc32(table).to_bytes(4, "little")
    start = b"EFI PART\0\0\1\0\x5c\0\0\0"
    check = zlib.crc32(start + bytes(8) + places + rest)
    return start + check.to_bytes(4, "little") + bytes(4) + places + rest


def expert_witness(data: bytes, *options: str) -> list[bytes]:
    """The segments of an E01 of `data`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "image").write_bytes(data)
        run("ewfacquire", "-u", "-q", "-t", "out", *options, "image", folder=folder)
        return [place.read_bytes() for place in sorted(folder.glob("out.*"))]


def converted(data: bytes, form: str, *options: str) -> dict[str, bytes]:
    """The files `qemu-img` makes of a medium, by name."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "image").write_bytes(data)
        (folder / "made").mkdir()
        run("qemu-img", "convert", "-f", "raw", "-O", form, *options, "image", f"made/d.{form}", folder=folder)
        return {place.name: place.read_bytes() for place in sorted((folder / "made").iterdir())}
