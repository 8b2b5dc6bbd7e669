"""Packed files that break off, or break in the middle: whatever came out before comes out here."""

from __future__ import annotations

import gzip
import io
import lzma
import random
import struct
import subprocess
import tarfile
import zlib
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import Container, Handed
from inspector.source.containers.archive.compressed import Compressed
from inspector.source.containers.archive.packed import Streamed
from inspector.source.containers.archive.zip_member import Prefixed
from inspector.source.containers.stream import as_file
from inspector.source.containers.window import Window
from tests.source.container_contract import Example, head_of, opened
from tests.source.test_tar_archive import made, named

SMALL = {b"%d.bin" % number: random.Random(number).randbytes(1000) for number in range(20)}
TAR = made(*(named(name, data) for name, data in SMALL.items()))


def read_on(file: BinaryIO) -> tuple[bytes, str]:
    """Block by block up to the end or an error, and the error's code."""
    data = b""
    try:
        while block := file.read(4096):
            data += block
    except Unreadable as error:
        return data, error.code
    return data, ""


def told(container: Container) -> tuple[dict[bytes, tuple[bytes, str]], str]:
    """Every member with what could be read of it and why no more; and why the container ended."""
    found: dict[bytes, tuple[bytes, str]] = {}
    try:
        for member in container.walk():
            found[member.path] = (b"", member.failure) if member.failure else read_on(container.open(member))
    except Unreadable as error:
        return found, error.code
    return found, ""


def xz_pieces(data: bytes) -> bytes:
    """As one stream, in blocks so small that most of them are whole when it breaks off."""
    command = ["xz", "-c", "--block-size=2048"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def lzipped(data: bytes) -> bytes:
    """An lzip member: the header says 1 MiB of dictionary."""
    chain = {"id": lzma.FILTER_LZMA1, "dict_size": 1 << 20, "lc": 3, "lp": 0, "pb": 2}
    packed = lzma.compress(data, lzma.FORMAT_RAW, filters=[chain])
    return b"LZIP\1\x14" + packed + struct.pack("<LQQ", zlib.crc32(data), len(data), len(packed) + 26)


def alone(data: bytes) -> bytes:
    return lzma.compress(data, lzma.FORMAT_ALONE)


@pytest.mark.parametrize("pack", [gzip.compress, xz_pieces, alone, lzipped])
def test_small_members_before_the_break_come_out_whole(pack) -> None:  # type: ignore[no-untyped-def]
    packed = pack(TAR)
    members, code = told(opened(Streamed, Example("a.tar.gz", packed[: len(packed) - 2000], {})))
    whole = [name for name, (data, failure) in members.items() if not failure and data == SMALL[name]]
    assert code == "truncated"
    assert len(whole) >= 15
    assert {failure for _, failure in members.values()} <= {"", "truncated"}


def test_a_stream_that_breaks_off_tells_the_same() -> None:
    packed = gzip.compress(TAR)[:-2000]
    stream = as_file(Prefixed(packed, Window(io.BytesIO(), 0, 0)))
    assert told(Streamed(Handed(stream, head_of("a.tgz", packed)))) == told(
        opened(Streamed, Example("a.tgz", packed, {}))
    )


def test_the_member_that_is_cut_keeps_what_gzip_yields() -> None:
    picture = random.Random(3).randbytes(300_000)
    packed = gzip.compress(made(named(b"whole", b"1"), named(b"cut", picture)))[:220_000]
    yielded = zlib.decompressobj(31).decompress(packed)
    members, _ = told(opened(Streamed, Example("a.tgz", packed, {})))
    assert members[b"whole"] == (b"1", "")
    assert members[b"cut"] == (picture[: len(yielded) - 3 * 512], "truncated")


def test_a_link_to_what_came_before_the_break_is_told() -> None:
    tar = made(named(b"a", b"1"), named(b"b", kind=tarfile.LNKTYPE, link=b"a"), named(b"c", SMALL[b"0.bin"] * 5))
    packed = gzip.compress(tar, 0)[:3000]
    members, code = told(opened(Streamed, Example("a.tgz", packed, {})))
    assert (members[b"a"], members[b"b"], code) == ((b"1", ""), (b"1", ""), "truncated")


def test_a_sound_archive_tells_no_break() -> None:
    assert told(opened(Streamed, Example("a.tgz", gzip.compress(TAR), {}))) == (
        {name: (data, "") for name, data in SMALL.items()},
        "",
    )


@pytest.mark.parametrize("name", ["a.gz", "a.tar.gz"])
def test_damage_costs_nothing_of_what_lies_before_it(name: str) -> None:
    data = TAR if "tar" in name else b"".join(SMALL.values())
    blocks = zlib.compressobj(wbits=31)
    before = blocks.compress(data[:10_000]) + blocks.flush(zlib.Z_FULL_FLUSH)
    packed = before + b"\xff" * 50 + blocks.compress(data[10_000:]) + blocks.flush()
    if "tar" in name:
        members, code = told(opened(Streamed, Example(name, packed, {})))
        assert code == "damaged"
        assert sum(not failure for _, failure in members.values()) >= 6
        return
    container = opened(Compressed, Example(name, packed, {}))
    (member,) = container.walk()
    assert read_on(container.open(member)) == (data[:10_000], "damaged")


def test_lzip_is_read_and_held_against_its_trailer() -> None:
    data = b"".join(SMALL.values())
    for packed in (lzipped(data), lzipped(data[:7000]) + lzipped(data[7000:])):
        container = opened(Compressed, Example("a.lz", packed, {}))
        (member,) = container.walk()
        assert read_on(container.open(member)) == (data, "")
    wrong = bytearray(lzipped(data))
    wrong[-20] ^= 1
    container = opened(Compressed, Example("a.lz", bytes(wrong), {}))
    (member,) = container.walk()
    assert read_on(container.open(member)) == (data, "damaged")
    container = opened(Compressed, Example("a.lz", bytes(wrong[:-3]), {}))
    assert read_on(container.open(member)) == (data, "truncated")


@given(st.binary(max_size=64), st.integers(0, 80))
def test_any_bytes_behind_the_mark_of_lzip_end(patch: bytes, place: int) -> None:
    data = bytearray(lzipped(b"words " * 20))
    data[5 + place : 5 + place + len(patch)] = patch
    container = opened(Compressed, Example("a.lz", bytes(data), {}))
    (member,) = container.walk()
    read_on(container.open(member))
