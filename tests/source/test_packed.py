from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import subprocess
import tarfile
import zlib
from pathlib import Path
from typing import ClassVar

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import Container, Handed
from inspector.source.containers.archive import seven_unlock
from inspector.source.containers.archive.packed import Packed, Streamed
from inspector.source.containers.archive.tar_archive import Tar
from inspector.source.containers.archive.unpacking import Form, Unpacking
from inspector.source.containers.archive.zip_member import Prefixed
from inspector.source.containers.stream import as_file
from inspector.source.containers.window import Window
from inspector.source.member import Member
from tests.source.container_contract import ContainerContract, Example, contents, head_of, opened
from tests.source.handmade import cab, cpio, lha, old_cpio, xar
from tests.source.packers import FILES, laid_out, run, seven_zip
from tests.source.test_tar_archive import made, named, tarred

NAMES = {b"a.txt": b"one", "thư mục/ảnh.txt".encode(): b"two" * 500, b"empty": b""}
PLAIN = {b"a.txt": b"one", b"b.bin": bytes(range(256)) * 20}


def found(reader: type[Container], data: bytes, name: str = "a", *passwords: str) -> dict[bytes, bytes]:
    container = opened(reader, Example(name, data, {}, passwords=passwords))
    return {member.path: content for member, content in contents(container)}


@pytest.fixture(scope="module")
def seven(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return seven_zip(tmp_path_factory.mktemp("seven"), "a.7z")


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return seven_zip(tmp_path_factory.mktemp("locked"), "a.7z", "-psecret", "-mhe=on")


@pytest.fixture(scope="module")
def disc(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("disc")
    run(laid_out(folder), "genisoimage", "-quiet", "-J", "-R", "-o", str(folder / "a.iso"), ".")
    return (folder / "a.iso").read_bytes()


class TestPacked(ContainerContract):
    reader: ClassVar[type[Container]] = Packed

    @pytest.fixture(autouse=True)
    def made_once(self, seven: bytes, locked: bytes, disc: bytes) -> None:
        self.seven, self.locked, self.disc = seven, locked, disc

    def examples(self) -> list[Example]:
        return [
            Example("a.7z", self.seven, dict(FILES)),
            Example("a.7z", self.locked, dict(FILES), passwords=("secret",)),
            Example("b.iso", self.disc, dict(FILES)),
            Example("e.cab", cab(PLAIN), dict(PLAIN)),
            Example("f.lzh", lha(PLAIN), dict(PLAIN)),
            Example("g.xar", xar(NAMES), dict(NAMES)),
        ]


class TestStreamed(ContainerContract):
    reader: ClassVar[type[Container]] = Streamed

    def examples(self) -> list[Example]:
        tar = tarred(FILES)
        return [
            Example("a.tar.gz", gzip.compress(tar), dict(FILES)),
            Example("b.bin", lzma.compress(tar), dict(FILES)),
            Example("c.tbz2", bz2.compress(tar), dict(FILES)),
            Example("d.cpio", cpio(NAMES), dict(NAMES)),
            Example("d2.cpio", old_cpio(NAMES, "little"), dict(NAMES)),
            Example("d3.cpio", old_cpio(NAMES, "big"), dict(NAMES)),
            Example("e.img", gzip.compress(cpio(NAMES)), dict(NAMES)),
            Example("f.tar.lzma", lzma.compress(tar, lzma.FORMAT_ALONE), dict(FILES)),
        ]


@pytest.mark.parametrize(
    "option", ["-m0=LZMA", "-m0=LZMA2", "-m0=PPMd", "-m0=BZip2", "-m0=Deflate", "-m0=Copy", "-ms=off"]
)
def test_what_seven_zip_packs_is_unpacked(tmp_path: Path, option: str) -> None:
    assert found(Packed, seven_zip(tmp_path, "a.7z", option)) == FILES


@pytest.mark.parametrize("tool", ["zstd", "lz4", "xz", "bzip2"])
def test_tar_in_any_packing_is_read(tool: str) -> None:
    packed = subprocess.run([tool, "-c"], input=tarred(FILES), capture_output=True, check=True).stdout
    assert found(Streamed, packed, "a") == FILES


def test_ar_is_read(tmp_path: Path) -> None:
    for name, data in PLAIN.items():
        (tmp_path / name.decode()).write_bytes(data)
    run(tmp_path, "ar", "rc", "a.deb", *(name.decode() for name in PLAIN))
    assert found(Streamed, (tmp_path / "a.deb").read_bytes()) == PLAIN


def test_times_come_along(seven: bytes) -> None:
    for data, reader in ((seven, Packed), (gzip.compress(tarred(FILES)), Streamed)):
        times = {member.modified_ns for member in opened(reader, Example("a", data, {})).walk()}
        assert times == {1_700_000_000 * 10**9}


def test_identical_files_of_a_disc_are_all_told(tmp_path: Path) -> None:
    root = laid_out(tmp_path, {b"a": b"same" * 1000})
    for name in ("b", "c"):
        (root / name).hardlink_to(root / "a")
    run(root, "genisoimage", "-quiet", "-R", "-cache-inodes", "-o", str(tmp_path / "a.iso"), ".")
    assert found(Packed, (tmp_path / "a.iso").read_bytes()) == dict.fromkeys((b"a", b"b", b"c"), b"same" * 1000)


@pytest.mark.parametrize("size", [100, 5 << 20])
def test_hard_links_in_packed_tar_repeat_what_they_lead_to(size: int) -> None:
    data = made(
        named(b"a", b"x" * size),
        *(named(b"link %d" % number, kind=tarfile.LNKTYPE, link=b"a") for number in range(3)),
        named(b"dead", kind=tarfile.LNKTYPE, link=b"nothing"),
        named(b"last", b"1"),
    )
    container = opened(Streamed, Example("a.tgz", gzip.compress(data), {}))
    members = contents(container)
    assert [(member.path, member.failure, len(content)) for member, content in members] == [
        (b"a", "", size), (b"last", "", 1), *((b"link %d" % number, "", size) for number in range(3)),
        (b"dead", "link_broken", 0),
    ]  # fmt: skip
    assert len({member.locator for member, _ in members}) == len(members)


def test_a_stream_that_cannot_be_sought_in_will_do() -> None:
    data = gzip.compress(made(named(b"a", b"1"), named(b"b", kind=tarfile.LNKTYPE, link=b"a")))
    stream = as_file(Prefixed(data, Window(io.BytesIO(), 0, 0)))
    assert not stream.seekable()
    members = contents(Streamed(Handed(stream, head_of("a.tgz", data))))
    assert [(member.path, member.failure, content) for member, content in members] == [
        (b"a", "", b"1"), (b"b", "link_broken", b""),
    ]  # fmt: skip


def test_what_is_encrypted_says_so(tmp_path: Path) -> None:
    data = seven_zip(tmp_path, "a.7z", "-psecret")
    members = list(opened(Packed, Example("a.7z", data, {})).walk())
    assert {member.failure for member in members if member.size} == {"encrypted"}
    assert len(members) == len(FILES)


def test_whole_archives_that_are_locked_say_so(tmp_path: Path) -> None:
    data = seven_zip(tmp_path, "a.7z", "-psecret", "-mhe=on")
    with pytest.raises(Unreadable) as caught:
        list(opened(Packed, Example("a", data, {})).walk())
    assert caught.value.code == "encrypted"


@pytest.mark.parametrize(
    "options",
    [("m0=LZMA",), ("m0=PPMd",), ("m0=BZip2",), ("m0=Copy",), ("ms=off",), ("mf=BCJ2",), ("m0=LZMA2", "mhe=on"),
     ("m0=Copy", "mhe=on", "mhc=off")],
)  # fmt: skip
def test_seven_zip_is_opened_with_the_password_that_fits(tmp_path: Path, options: tuple[str, ...]) -> None:
    data = seven_zip(tmp_path, "a.7z", *(f"-{option}" for option in options), "-pmật khẩu")
    assert found(Packed, data, "a.7z", "wrong", "mật khẩu") == FILES
    members: list[Member] = []
    try:
        members += opened(Packed, Example("a.7z", data, {}, passwords=("wrong", ""))).walk()
    except Unreadable as error:
        members.append(Member(b"", "", 1, failure=error.code))
    assert {member.failure for member in members if member.size} == {"encrypted"}


def test_a_password_is_only_taken_when_the_checksum_says_so(tmp_path: Path) -> None:
    data = seven_zip(tmp_path, "a.7z", "-m0=Copy", "-pright", files={b"a": bytes(range(256)) * 20})
    assert found(Packed, data, "a.7z", "wrong", "right") == {b"a": bytes(range(256)) * 20}


def test_a_wrong_checksum_in_seven_zip_is_found(tmp_path: Path) -> None:
    data = bytearray(seven_zip(tmp_path, "a.7z", "-m0=Copy", files={b"a": b"content"}))
    data[data.index(b"content")] ^= 1
    (member,) = (container := opened(Packed, Example("a.7z", bytes(data), {}))).walk()
    with pytest.raises(Unreadable, match="damaged"):
        container.open(member).read()


def told_codes(container: Container) -> list[tuple[bytes, str]]:
    """Every member with the reason why it cannot be read."""
    found = []
    for member in container.walk():
        try:
            container.open(member).read()
            found.append((member.path, member.failure))
        except Unreadable as error:
            found.append((member.path, error.code))
    return found


def test_all_that_is_packed_with_what_nothing_unpacks_says_so(tmp_path: Path) -> None:
    data = seven_zip(tmp_path, "a.7z", "-m0=ARM64", "-m1=LZMA2")
    codes = told_codes(opened(Packed, Example("a.7z", data, {})))
    assert len(codes) == len(FILES)
    assert {code for path, code in codes if FILES[path]} == {"no_decoder"}


def test_japanese_names_in_lha_are_read_and_cost_no_member() -> None:
    names = ["写真/表示.txt", "ảnh.txt", "こんにちは.txt"]
    raw = [names[0].encode("cp932"), names[1].encode(), b"dir\xff" + names[2].encode("cp932")]
    for count in (1, 2, 3):
        data = lha({name: b"%d" % number for number, name in enumerate(raw[:count])})
        members = found(Packed, data, "a.lzh")
        assert sorted(members.values()) == [b"%d" % number for number in range(count)]
        assert names[0].encode() in members
    assert f"dir/{names[2]}".encode() in members


def bare_seven(header: bytes, packed: bytes) -> bytes:
    start = struct.pack("<QQL", len(packed), len(header), zlib.crc32(header))
    return b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<L", zlib.crc32(start)) + start + packed + header


def test_a_7z_header_may_leave_out_that_each_folder_holds_one_file() -> None:
    content = b"one content"
    size = bytes((len(content),))
    streams = b"\6\0\1\x09" + size + b"\0\7\x0b\1\0\1\1\0\x0c" + size + b"\0"
    name = "large\0empty\0".encode("utf-16-le")
    files = b"\5\2\x0e\1\x40\x0f\1\x80\x11" + bytes((len(name) + 1,)) + b"\0" + name + b"\0"
    data = bare_seven(b"\1\4" + streams + b"\0" + files + b"\0", content)
    assert found(Packed, data, "a.7z") == {b"large": content, b"empty": b""}
    with pytest.raises(Unreadable, match="damaged"):
        found(Packed, bare_seven(b"\1\4" + streams + b"\x08\0\0" + b"\xff" * 9, content), "a.7z")


@pytest.mark.parametrize(("name", "code"), [("a.7z.001", "segments_missing"), ("a.7z", "truncated")])
def test_an_archive_without_its_further_pieces_says_so(tmp_path: Path, name: str, code: str) -> None:
    seven_zip(tmp_path, "a.7z", "-m0=Copy", "-v4k")
    with pytest.raises(Unreadable) as caught:
        list(opened(Packed, Example(name, (tmp_path / "a.7z.001").read_bytes(), {})).walk())
    assert caught.value.code == code


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_piece_of_a_tar_archive_says_that_others_are_missing(pack) -> None:  # type: ignore[no-untyped-def]
    data = pack(made(named(b"a", bytes(range(256)) * 40), named(b"b", bytes(range(255, -1, -1)) * 40)))
    container = opened(Tar if pack is bytes else Streamed, Example("a.tar.001", data[: len(data) // 2], {}))
    try:
        list(container.walk())
        codes = {code for code, _ in container.about().failures}
    except Unreadable as error:
        codes = {error.code}
    assert codes == {"segments_missing"}


def test_an_archive_in_pieces_is_read_from_them(tmp_path: Path) -> None:
    seven_zip(tmp_path, "a.7z", "-m0=Copy", "-v4k")
    first, *more = (path.read_bytes() for path in sorted(tmp_path.glob("a.7z.*")))
    assert more
    container = opened(Packed, Example("a.7z.001", first, {}, tuple(more)))
    assert {member.path: content for member, content in contents(container)} == FILES


@pytest.mark.parametrize(
    "name", [b"../../x", b"/etc/passwd", b"\xff\xfe", b"a\nb", "phải\u202etrái".encode(), b"n" * 255]
)
def test_names_are_the_archives_own_bytes(name: bytes) -> None:
    assert found(Streamed, gzip.compress(made(named(name, b"1")))) == {name: b"1"}


def test_cut_off_archives_keep_what_came_before(seven: bytes) -> None:
    data = lzma.compress(made(named(b"a", b"1" * 100_000), named(b"b", bytes(range(256)) * 4000)))
    container = opened(Streamed, Example("a.txz", data[: len(data) - 300], {}))
    told = []

    def walked() -> None:
        for member in container.walk():
            told.append(member.path)
            container.open(member).read()

    with pytest.raises(Unreadable):
        walked()
    assert told[0] == b"a"
    with pytest.raises(Unreadable):
        list(opened(Packed, Example("a.7z", seven[:-10], {})).walk())


class Breaking(io.BytesIO):
    """A stick that is pulled out."""

    def __init__(self, data: bytes, after: int) -> None:
        super().__init__(data)
        self.left = after

    def read(self, size: int | None = -1, /) -> bytes:
        self.left -= 1
        if self.left < 0:
            raise OSError(5, "gone")
        return super().read(size)


@pytest.mark.parametrize("after", range(3))
def test_an_error_of_the_file_comes_out_as_it_is(seven: bytes, after: int) -> None:
    def walked() -> None:
        unpacking = Unpacking(Breaking(seven, after), Form(("7zip",)), seeks=True)
        for _ in unpacking.entries():
            unpacking.data().read()

    with pytest.raises(OSError, match="gone"):
        walked()


@given(st.integers(0, 31), st.integers(0, 4000), st.integers(1, 3000))
def test_enciphered_bytes_are_had_from_any_place(spare: int, place: int, length: int) -> None:
    plain = bytes(range(256)) * 16
    key, vector = b"k" * 32, b"v" * 16
    cipher = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor().update(plain)
    told = len(plain) - min(spare, 15)
    window = seven_unlock.Deciphered(io.BytesIO(b"junk" + cipher), (4, len(cipher)), told, key, vector)
    window.seek(place)
    assert window.read(length) == plain[:told][place : place + length]


@given(st.binary(max_size=200))
def test_headers_without_sense_are_none(data: bytes) -> None:
    start = struct.pack("<QQL", 0, len(data), zlib.crc32(data))
    archive = b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<L", zlib.crc32(start)) + start + data
    assert seven_unlock.unlocked(io.BytesIO(archive), ("a",), lambda: None) is None


def test_a_header_that_unpacks_to_itself_comes_to_an_end() -> None:
    """It says that it is a header stored where it lies itself."""
    number = bytes((0xFF,)) + bytes(8)
    folder = b"\1\1\0"  # one coder, whose method is the one byte that means stored

    def header(size: int) -> bytes:
        told = b"\xff" + size.to_bytes(8, "little")
        return b"\x17\6" + number + b"\1\x09" + told + b"\0\7\x0b\1\0" + folder + b"\x0c" + told + b"\0\0"

    data = header(len(header(0)))
    start = struct.pack("<QQL", 0, len(data), zlib.crc32(data))
    archive = b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<L", zlib.crc32(start)) + start + data
    assert seven_unlock.unlocked(io.BytesIO(archive), ("a",), lambda: None) is None
    with pytest.raises(Unreadable):
        list(opened(Packed, Example("a.7z", archive, {}, passwords=("a",))).walk())
