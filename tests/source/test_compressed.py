from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import subprocess
import zlib
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import Claim, Container, Handed
from inspector.source.containers.archive.compressed import Compressed
from inspector.source.containers.archive.zip_member import Prefixed
from inspector.source.containers.stream import as_file
from inspector.source.containers.window import Window
from inspector.source.member import Member
from tests.source.container_contract import ContainerContract, Example, contents, head_of, opened
from tests.source.handmade import cpio
from tests.source.test_tar_archive import tarred

TEXT = "chữ Việt ".encode() * 2000


LESS_USUAL = {"id": lzma.FILTER_LZMA1, "dict_size": 1 << 20, "lc": 4}
ODD = {"id": lzma.FILTER_LZMA1, "dict_size": 3 << 20}


def by_tool(*words: str, of: bytes = TEXT) -> bytes:
    return subprocess.run(words, input=of, capture_output=True, check=True, timeout=30).stdout


def only(data: bytes, name: str = "a.txt.gz") -> tuple[Member, bytes]:
    ((member, content),) = contents(opened(Compressed, Example(name, data, {})))
    return member, content


def compress_z(data: bytes) -> bytes:
    """compress(1) with codes of 9 bits only: no string is ever looked up, so the data must be short of 255 bytes."""
    assert len(data) < 255
    bits = sum(byte << 9 * place for place, byte in enumerate(data))
    return b"\x1f\x9d\x90" + bits.to_bytes(-(-9 * len(data) // 8), "little")


class TestCompressed(ContainerContract):
    reader: ClassVar[type[Container]] = Compressed

    def examples(self) -> list[Example]:
        return [
            Example("a.txt.gz", gzip.compress(TEXT), {b"a.txt": TEXT}),
            Example("ảnh.bz2", bz2.compress(TEXT), {"ảnh".encode(): TEXT}),
            Example("c.xz", lzma.compress(TEXT), {b"c": TEXT}),
            Example("d.zst", by_tool("zstd", "-c"), {b"d": TEXT}),
            Example("e.LZ4", by_tool("lz4", "-c"), {b"e": TEXT}),
            Example("f", by_tool("xz", "-c"), {b"f": TEXT}),
            Example("g.lzma", by_tool("xz", "-c", "--format=lzma"), {b"g": TEXT}),
            Example("h.Z", compress_z(TEXT[:200]), {b"h": TEXT[:200]}),
            Example("i", lzma.compress(TEXT, lzma.FORMAT_ALONE, filters=[LESS_USUAL]), {b"i": TEXT}),
            Example("i2", lzma.compress(TEXT, lzma.FORMAT_ALONE, filters=[ODD]), {b"i2": TEXT}),
            Example("j.zst", b"\x50\x2a\x4d\x18" + struct.pack("<L", 3) + b"key" + by_tool("zstd", "-c"), {b"j": TEXT}),
            Example(".gz", gzip.compress(b""), {b".gz": b""}),
            *(Example(tool, by_tool(tool, "-c", of=b""), {tool.encode(): b""}) for tool in ("zstd", "lz4")),
        ]


def test_gzip_keeps_name_and_time() -> None:
    fields = struct.pack("<H", 4) + b"XXXX"
    head = b"\x1f\x8b\x08\x0c" + struct.pack("<L", 1_700_000_000) + b"\0\3" + fields + "nghỉ hè.txt".encode() + b"\0"
    packer = zlib.compressobj(wbits=-15)
    data = head + packer.compress(TEXT) + packer.flush() + struct.pack("<LL", zlib.crc32(TEXT), len(TEXT))
    member, content = only(data, "other.gz")
    assert (member.path, member.modified_ns, content) == ("nghỉ hè.txt".encode(), 1_700_000_000 * 10**9, TEXT)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_several_streams_are_one_file(pack: object) -> None:
    assert callable(pack)
    assert only(pack(b"one") + pack(b"") + pack(b"two"))[1] == b"onetwo"
    assert only(pack(b"one") + bytes(512))[1] == b"one"


def test_what_libarchive_does_not_take_for_packed_does_not_come_out_as_it_is() -> None:
    container = opened(Compressed, Example("a.lz4", b"\x04\x22\x4d\x18" + bytes(60), {}))
    (member,) = container.walk()
    with pytest.raises(Unreadable, match="no_decoder"):
        container.open(member)


@pytest.mark.parametrize("start", [b"\5\0\0\0\1", b"\x70\0\0\0\2", b"\x5d\0\0\1\0"])
def test_small_numbers_are_no_lzma(start: bytes) -> None:
    assert Compressed.claim(head_of("a", start + bytes(100))) is Claim.NONE


def test_several_frames_are_one_file() -> None:
    for tool in ("zstd", "lz4"):
        assert only(by_tool(tool, "-c") * 2)[1] == TEXT * 2


def test_what_hangs_on_behind_is_left_alone() -> None:
    assert only(gzip.compress(b"one") + b"junk")[1] == b"one"


def test_what_holds_an_archive_is_left_to_others() -> None:
    for inner in (tarred({b"a": b"1"}), cpio({b"a": b"1"})):
        for pack in (gzip.compress, bz2.compress, lzma.compress):
            assert Compressed.claim(head_of("a", pack(inner))) is Claim.NONE


def test_marks_of_two_or_three_bytes_are_not_believed_alone() -> None:
    for data in (b"\x1f\x9d" + b"\xff" * 50, b"BZh9" + bytes(50), b"\x5d\0\0" + b"\xff" * 50, b"\x1f\x8b\x08\xff" * 9):
        assert Compressed.claim(head_of("a", data)) is Claim.NONE


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_damage_and_cuts_are_told_apart(pack: object) -> None:
    assert callable(pack)
    data = pack(TEXT)
    with pytest.raises(Unreadable, match="truncated"):
        only(data[:-9])
    with pytest.raises(Unreadable, match="damaged"):
        only(data[:20] + bytes([data[20] ^ 0x55]) + data[21:-8] + bytes(8))


def test_a_bomb_comes_out_in_blocks() -> None:
    container = opened(Compressed, Example("a.gz", gzip.compress(bytes(64 << 20)), {}))
    (member,) = container.walk()
    with container.open(member) as file:
        assert len(file.read(1 << 20)) == 1 << 20
        assert file.readinto(bytearray(100)) == 100  # type: ignore[attr-defined]


def test_a_stream_that_cannot_be_sought_in_will_do() -> None:
    data = gzip.compress(TEXT)
    stream = as_file(Prefixed(data, Window(io.BytesIO(), 0, 0)))
    ((_, content),) = contents(Compressed(Handed(stream, head_of("a.gz", data))))
    assert content == TEXT


@settings(max_examples=30)
@given(st.binary(max_size=4000), st.integers(1, 3000))
def test_whatever_the_size_of_the_bites(data: bytes, bite: int) -> None:
    for pack in (gzip.compress, bz2.compress, lzma.compress):
        container = opened(Compressed, Example("a", pack(data), {}))
        (member,) = container.walk()
        file, parts = container.open(member), []
        while part := file.read(bite):
            parts.append(part)
        assert b"".join(parts) == data
        assert all(len(part) == bite for part in parts[:-1])


def test_what_the_library_does_not_unpack_is_not_told_as_its_own_content() -> None:
    data = b"\x5d\0\0\0\x80" + lzma.compress(TEXT, lzma.FORMAT_ALONE)[5:]
    assert Compressed.claim(head_of("a.lzma", data)) is Claim.NONE
