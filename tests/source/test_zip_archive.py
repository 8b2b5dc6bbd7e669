from __future__ import annotations

import contextlib
import io
import struct
import tracemalloc
import unicodedata
import zipfile
import zlib
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import Claim, Container, Handed
from inspector.source.containers.archive.zip_archive import Zip
from inspector.source.member import Member
from tests.source.container_contract import ContainerContract, Example, contents, head_of, opened
from tests.source.packers import FILES, seven_zip

SECRET = "mat khau 1"


def zipped(files: dict[bytes, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """By the standard library, under names it takes as text."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for path, data in files.items():
            archive.writestr(path.decode(), data)
    return out.getvalue()


def raw_zip(*members: tuple[bytes, bytes], flags: int = 0, system: int = 3, extra: bytes = b"", mode: int = 0) -> bytes:
    """Stored members under names no tool would write, a record each."""
    body, directory = b"", b""
    for name, data in members:
        common = struct.pack(
            "<HHHHHLLLHH", 20, flags, 0, 0, 33, zlib.crc32(data), len(data), len(data), len(name), len(extra)
        )
        directory += struct.pack("<4sH", b"PK\1\2", system << 8 | 20) + common
        directory += struct.pack("<HHHLL", 0, 0, 0, mode << 16, len(body)) + name + extra
        body += b"PK\3\4" + common + name + extra + data
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + end


def read(
    data: bytes, name: str = "a.zip", passwords: tuple[str, ...] = ()
) -> tuple[Container, list[tuple[Member, bytes]]]:
    container = opened(Zip, Example(name, data, {}, passwords=passwords))
    return container, contents(container)


def found(data: bytes, *passwords: str) -> dict[bytes, bytes]:
    return {member.path: content for member, content in read(data, passwords=passwords)[1]}


class TestZip(ContainerContract):
    reader: ClassVar[type[Container]] = Zip

    def examples(self) -> list[Example]:
        long: dict[bytes, bytes] = {b"long/" * 40 + b"n" * 255: b"x"}
        return [
            Example("a.zip", zipped(FILES), dict(FILES)),
            Example("b.jar", zipped(FILES, zipfile.ZIP_BZIP2), dict(FILES)),
            Example("c.bin", zipped(FILES, zipfile.ZIP_LZMA), dict(FILES)),
            Example("d", zipped(FILES, zipfile.ZIP_STORED), dict(FILES)),
            Example("e.zip", zipped({}), {}),
            Example("f.zip", zipped(long), dict(long)),
            Example("g.pyz", b"#!/usr/bin/env python3\n" + zipped(FILES), dict(FILES)),
            Example(
                "h.zip",
                raw_zip((b"../../etc/passwd", b"1"), (b"/abs", b"2")),
                {b"../../etc/passwd": b"1", b"/abs": b"2"},
            ),
            Example("i.zip", streamed(), dict(FILES)),
        ]


def streamed() -> bytes:
    """Sizes behind the data, as a program writes that cannot go back."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise io.UnsupportedOperation

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in FILES.items():
            archive.writestr(path.decode(), data)
    return pipe.getvalue()


@pytest.mark.parametrize("method", ["Copy", "Deflate", "Deflate64", "BZip2", "LZMA", "PPMd"])
@pytest.mark.parametrize("lock", [(), ("-mem=ZipCrypto",), ("-mem=AES128",), ("-mem=AES256",)])
def test_what_seven_zip_packs_is_unpacked(tmp_path: Path, method: str, lock: tuple[str, ...]) -> None:
    data = seven_zip(tmp_path, "a.zip", f"-mm={method}", *lock, *((f"-p{SECRET}",) if lock else ()))
    assert found(data, "wrong", SECRET, "wrong too") == FILES


@pytest.mark.parametrize("method", ["Deflate", "Deflate64"])
def test_a_bomb_comes_out_little_by_little(tmp_path: Path, method: str) -> None:
    data = seven_zip(tmp_path, "a.zip", f"-mm={method}", "-mx=9", files={b"zeros": bytes(64 << 20)})
    container = opened(Zip, Example("a.zip", data, {}))
    (member,) = container.walk()
    stream, came = container.open(member), 0
    tracemalloc.start()
    try:
        while block := stream.read(64 << 10):
            came += len(block)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert came == 64 << 20
    assert peak < 8 << 20


@pytest.mark.parametrize("place", range(40, 400, 9))
def test_a_broken_deflate64_is_damaged(tmp_path: Path, place: int) -> None:
    data = bytearray(
        seven_zip(tmp_path, "a.zip", "-mm=Deflate64", files={b"words": b"some words 123 " * 40 + bytes(range(256))})
    )
    data[place] ^= 0x5A
    container = opened(Zip, Example("a.zip", bytes(data), {}))
    for member in container.walk():
        with contextlib.suppress(Unreadable):
            container.open(member).read()


@pytest.mark.parametrize("lock", ["ZipCrypto", "AES256"])
def test_what_needs_a_password_says_so(tmp_path: Path, lock: str) -> None:
    data = seven_zip(tmp_path, "a.zip", f"-mem={lock}", f"-p{SECRET}")
    _, members = read(data)
    assert {member.path for member, _ in members} == set(FILES)
    assert {member.failure for member, _ in members if member.size} == {"encrypted"}
    container = opened(Zip, Example("a.zip", data, {}, passwords=("wrong", "")))
    for member in container.walk():
        if member.size:
            with pytest.raises(Unreadable, match="encrypted"):
                container.open(member).read()


def test_among_many_passwords_that_seem_to_fit_the_right_one_is_found(tmp_path: Path) -> None:
    data = seven_zip(tmp_path, "a.zip", "-mem=ZipCrypto", f"-p{SECRET}")
    wrong = tuple(f"word {number}" for number in range(1000))
    assert found(data, *wrong, SECRET) == FILES


def test_folders_are_told_by_their_attributes_too_unless_they_hold_bytes() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data, attributes in (("dos", b"", 0x10), ("unix", b"", 0o40755 << 16), ("false", b"1", 0x10)):
            info = zipfile.ZipInfo(name)
            info.external_attr, info.create_system = attributes, 3 if attributes > 0x10 else 0
            archive.writestr(info, data)
    assert found(out.getvalue()) == {b"false": b"1"}


def test_a_method_that_nobody_reads_is_said(tmp_path: Path) -> None:
    data = bytearray(seven_zip(tmp_path, "a.zip", files={b"big.txt": b"word " * 100_000}))
    for place in (8, data.index(b"PK\1\2") + 10):
        data[place : place + 2] = b"\x61\0"  # WavPack
    _, members = read(bytes(data))
    assert [member.failure for member, _ in members] == ["no_decoder"]


@pytest.mark.parametrize(
    "name",
    [b"../../x", b"/etc/passwd", b"C:\\x", b"\xff\xfe\xfd" + b"\x80" * 3, b"a\nb\tc\x1b[31m", "phải\u202etrái".encode(),
     b"n" * 255, b"-rf", b"./a/./b", b"a//b", b"con.txt", b" "],
)  # fmt: skip
def test_names_are_the_archives_own_bytes(name: bytes) -> None:
    assert found(raw_zip((name, b"data"), flags=0x800)) == {name: b"data"}


@pytest.mark.parametrize(
    ("text", "page"),
    [("Ảnh nghỉ hè của Đức.jpg", "cp1258"), ("tiếng Việt ưỡn ẹo.txt", "cp1258"), ("Übergröße.txt", "cp437")],
)
def test_names_in_old_code_pages_can_be_read(text: str, page: str) -> None:
    raw = text.encode(page) if page == "cp437" else windows_vietnamese(text)
    assert found(raw_zip((raw, b"data"), system=0)) == {text.encode(): b"data"}


def windows_vietnamese(text: str) -> bytes:
    """As Windows writes it: a tone mark behind its vowel, the other marks on the letter."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in tones)
        out += unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)) + tone
    return out.encode("cp1258")


def test_a_unicode_name_counts_when_it_belongs_to_the_name() -> None:
    right = "đúng.txt".encode()
    for crc, expected in ((zlib.crc32(b"d?ng.txt"), right), (1, b"d?ng.txt")):
        field = b"\1" + struct.pack("<L", crc) + right
        data = raw_zip((b"d?ng.txt", b"x"), extra=struct.pack("<2H", 0x7075, len(field)) + field)
        assert found(data) == {expected: b"x"}


def test_backslashes_part_folders_where_windows_wrote_them() -> None:
    assert found(raw_zip((b"Users\\x\\a.txt", b"1"), system=0)) == {b"Users/x/a.txt": b"1"}
    assert found(raw_zip((b"back\\slash", b"1"), system=3)) == {b"back\\slash": b"1"}


def test_a_name_that_occurs_often_is_told_as_often() -> None:
    members = read(raw_zip(*((b"same", bytes([number])) for number in range(5))))[1]
    assert [content for _, content in members] == [bytes([number]) for number in range(5)]
    assert len({member.locator for member, _ in members}) == 5


def test_ten_thousand_folders_deep_is_a_name_like_any() -> None:
    name = b"d/" * 10_000 + b"end.txt"
    assert found(raw_zip((name, b"deep"))) == {name: b"deep"}


def test_folders_and_links_are_no_members_but_what_hides_as_one_is() -> None:
    assert found(raw_zip((b"folder/", b""))) == {}
    assert found(raw_zip((b"folder/", b"hidden"))) == {b"folder/": b"hidden"}
    assert found(raw_zip((b"link", b"/etc/passwd"), mode=0o120777)) == {}
    assert found(raw_zip((b"link", b"x" * 5000), mode=0o120777)) == {b"link": b"x" * 5000}


def test_times_are_the_best_the_archive_has() -> None:
    unix = struct.pack("<2HB3l", 0x5455, 13, 7, 1_700_000_001, -5, 1_700_000_003)
    windows = struct.pack("<2HL2H3Q", 0x000A, 32, 0, 1, 24, 133_444_736_012_345_678, 0, 116_444_736_000_000_010)
    (member, _), *_ = read(raw_zip((b"a", b""), extra=unix))[1]
    assert (member.modified_ns, member.accessed_ns, member.created_ns) == (
        1_700_000_001 * 10**9, -5 * 10**9, 1_700_000_003 * 10**9,
    )  # fmt: skip
    (member, _), *_ = read(raw_zip((b"a", b""), extra=windows))[1]
    assert (member.modified_ns, member.accessed_ns, member.created_ns) == (1_700_000_001_234_567_800, None, 1000)
    (member, _), *_ = read(raw_zip((b"a", b"")))[1]
    assert member.modified_ns == 315_532_800 * 10**9  # 1 January 1980
    assert member.created_ns is None


def test_a_stored_member_is_opened_in_place() -> None:
    inner = zipped(FILES)
    outer = opened(Zip, Example("o.zip", zipped({b"in.zip": inner}, zipfile.ZIP_STORED), {}))
    (member,) = outer.walk()
    window = outer.open(member)
    assert window.seekable()
    within = Zip(Handed(window, head_of("in.zip", inner)))
    assert {member.path: content for member, content in contents(within)} == FILES


def test_wrong_bytes_are_found_at_the_end_of_reading() -> None:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        data = bytearray(zipped({b"a": bytes(1000)}, method))
        crc = data.index(b"PK\1\2") + 16
        data[crc] ^= 1
        container = opened(Zip, Example("a.zip", bytes(data), {}))
        (member,) = container.walk()
        file = container.open(member)
        assert file.read(1000) == bytes(1000)
        with pytest.raises(Unreadable, match="damaged"):
            file.read(1)


def test_lzma_without_a_mark_at_its_end_ends_where_the_member_does() -> None:
    text = b"word " * 1000
    data = bytearray(zipped({b"a": text}, zipfile.ZIP_LZMA))
    for place, flags, packed in ((data.index(b"PK\3\4"), 6, 18), (data.index(b"PK\1\2"), 8, 20)):
        data[place + flags] &= ~2
        data[place + packed] -= 3  # into the mark, which lies behind the last of the text
    _, ((_, content),) = read(bytes(data))
    assert content == text


def test_impossible_lzma_is_damage() -> None:
    data = bytearray(zipped({b"a": bytes(1000)}, zipfile.ZIP_LZMA))
    data[31 + 4] = 224
    container = opened(Zip, Example("a.zip", bytes(data), {}))
    (member,) = container.walk()
    with pytest.raises(Unreadable, match="damaged"):
        container.open(member)


@pytest.mark.parametrize("whole", [zipped(FILES), streamed(), zipped(FILES, zipfile.ZIP_STORED)])
def test_without_its_directory_an_archive_is_told_by_its_local_headers(whole: bytes) -> None:
    container, members = read(whole[: whole.index(b"PK\1\2")])
    assert {member.path: content for member, content in members} == FILES
    assert container.about().failures == (("truncated", "directory"),)
    for member, content in members:
        assert container.open(container.at(member.locator)).read() == content


def test_what_was_cut_off_is_told_as_cut_off() -> None:
    data = zipped({b"whole": b"w" * 100, b"cut": bytes(range(256)) * 64}, zipfile.ZIP_STORED)
    container = opened(Zip, Example("a.zip", data[: data.index(b"cut") + 1000], {}))
    whole, cut = container.walk()
    assert container.open(whole).read() == b"w" * 100
    with pytest.raises(Unreadable, match="truncated"):
        container.open(cut).read()


def test_behind_a_broken_record_the_local_headers_go_on() -> None:
    data = bytearray(raw_zip(*((f"{number}".encode(), b"x" * 50) for number in range(10))))
    place = data.index(b"PK\1\2")
    for _ in range(4):
        place = data.index(b"PK\1\2", place + 1)
    data[place] ^= 0xFF
    container, members = read(bytes(data))
    assert [member.path for member, _ in members] == [f"{number}".encode() for number in range(10)]
    assert container.about().failures == (("damaged", "directory"),)


def test_something_in_front_and_behind_does_no_harm() -> None:
    assert found(b"MZ" + bytes(5000) + zipped(FILES)) == FILES
    assert found(zipped(FILES) + b"junk" * 100) == FILES


def test_nothing_of_an_archive_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="truncated"):
        read(b"PK\3\4" + bytes(100))


def flat_bomb(members: int) -> bytes:
    """Every record leads to one and the same kernel."""
    kernel = zlib.compressobj(9, wbits=-15)
    packed = kernel.compress(bytes(1 << 20)) + kernel.flush()
    common = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, zlib.crc32(bytes(1 << 20)), len(packed), 1 << 20, 1, 0)
    body = b"PK\3\4" + common + b"k" + packed
    record = struct.pack("<4sH", b"PK\1\2", 20) + common + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + b"k"
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, members, members, members * len(record), len(body), 0)
    return body + record * members + end


def test_members_that_lie_in_one_another_are_refused_from_twice_their_room_on() -> None:
    data = flat_bomb(2000)
    _, members = read(data)
    refused = [member for member, _ in members if member.failure == "damaged"]
    assert (len(members), len(refused)) == (2000, 1998)
    assert sum(len(content) for _, content in members) == 2 << 20


def test_zip64_is_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, archive.open("wide", "w", force_zip64=True) as file:
        file.write(b"wide" * 100)
    data = bytearray(out.getvalue())
    start = data.index(b"PK\1\2")
    end = data.index(b"PK\5\6")
    wide = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, end - start, start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    full = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    assert found(bytes(data[:end]) + wide + locator + full) == {b"wide": b"wide" * 100}


def test_an_archive_in_pieces_is_read_from_them(tmp_path: Path) -> None:
    files = {b"a.bin": bytes(range(256)) * 400, b"b.bin": b"b" * 10}
    seven_zip(tmp_path, "a.zip", "-mm=Copy", "-v40k", files=files)
    first, *more = (path.read_bytes() for path in sorted(tmp_path.glob("a.zip.*")))
    container = opened(Zip, Example("a.zip.001", first, {}, tuple(more)))
    assert {member.path: content for member, content in contents(container)} == files


def segments() -> tuple[bytes, bytes]:
    """A ZIP archive in two numbered pieces, a member in each."""
    pieces, directory = [b"PK\7\x08", b""], b""
    for disk, (name, data) in enumerate(((b"one", b"1" * 100), (b"two", b"2" * 100))):
        common = struct.pack("<HHHHHLLLHH", 20, 0, 0, 0, 33, zlib.crc32(data), len(data), len(data), len(name), 0)
        directory += b"PK\1\2\x14\x03" + common + struct.pack("<HHHLL", 0, disk, 0, 0, len(pieces[disk])) + name
        pieces[disk] += b"PK\3\4" + common + name + data
    end = struct.pack("<4s4H2LH", b"PK\5\6", 1, 1, 1, 2, len(directory), len(pieces[1]), 0)
    return pieces[0], pieces[1] + directory + end


def test_numbered_pieces_are_put_together_by_their_numbers() -> None:
    first, last = segments()
    for name, opened_by, others in (("a.z01", first, (last,)), ("a.zip", last, (first,))):
        container = opened(Zip, Example(name, opened_by, {}, others))
        assert [(member.path, data) for member, data in contents(container)] == [
            (b"one", b"1" * 100),
            (b"two", b"2" * 100),
        ]


def test_what_lies_in_a_missing_piece_says_so() -> None:
    first, last = segments()
    members = contents(opened(Zip, Example("a.zip", last, {})))
    assert [(member.failure, data) for member, data in members] == [("segments_missing", b""), ("", b"2" * 100)]
    container = opened(Zip, Example("a.z01", first, {}))
    assert [(member.path, data) for member, data in contents(container)] == [(b"one", b"1" * 100)]
    assert container.about().failures == (("segments_missing", "directory"),)


def split(*members: tuple[bytes, bytes], size: int) -> list[bytes]:
    """A ZIP archive of stored members in parts of that many bytes, as `zip -s` makes them; the last is longer."""
    data, places = b"PK\7\x08", []
    for name, content in members:
        places.append(len(data))
        head = struct.pack(
            "<HHHHHLLLHH", 20, 0, 0, 0, 33, zlib.crc32(content), len(content), len(content), len(name), 0
        )
        data += b"PK\3\4" + head + name + content
    disk, directory = len(data) // size, b""
    for (name, content), place in zip(members, places, strict=True):
        head = struct.pack(
            "<HHHHHLLLHH", 20, 0, 0, 0, 33, zlib.crc32(content), len(content), len(content), len(name), 0
        )
        directory += b"PK\1\2\x14\x03" + head + struct.pack("<HHHLL", 0, place // size, 0, 0, place % size) + name
    end = struct.pack("<4s4H2LH", b"PK\5\6", disk, disk, 1, len(members), len(directory), len(data) % size, 0)
    return [
        *(data[start : start + size] for start in range(0, disk * size, size)),
        data[disk * size :] + directory + end,
    ]


WIDE = tuple((b"%d" % number, bytes((number,)) * 250) for number in range(20))


@pytest.mark.parametrize("gone", [0, 2, 4])
def test_what_lies_around_a_missing_part_is_read(gone: int) -> None:
    *parts, last = split(*WIDE, size=1000)
    assert len(parts) == 5
    handed = io.BytesIO(last)
    more = [handed if number == gone else io.BytesIO(part) for number, part in enumerate(parts)]
    container = Zip(Handed(handed, head_of("a.zip", last), tuple(more[:4] if gone == 4 else more)))
    whole, codes = {}, set()
    for member in container.walk():
        if member.failure:
            codes.add(member.failure)
            continue
        try:
            whole[member.path] = container.open(member).read()
        except Unreadable as error:
            codes.add(error.code)
    assert codes == {"segments_missing"}
    assert whole.items() <= dict(WIDE).items()
    assert len(whole) >= 14


def test_the_last_part_alone_gives_what_lies_in_it() -> None:
    *_, last = split(*WIDE, (b"end", b"e" * 10), size=1000)
    members = contents(opened(Zip, Example("a.zip", last, {})))
    assert (members[-1][0].path, members[-1][1]) == (b"end", b"e" * 10)
    assert {member.failure for member, _ in members} == {"", "segments_missing"}


def test_a_number_of_parts_that_no_archive_has_is_not_believed() -> None:
    *_, last = split((b"a", b"1"), size=1000)
    end = bytearray(last)
    struct.pack_into("<HH", end, len(end) - 18, 60_000, 60_000)
    contents(opened(Zip, Example("a.zip", bytes(end), {})))


def test_numbered_pieces_of_which_one_is_missing_say_so(tmp_path: Path) -> None:
    files = {b"a.bin": bytes(range(256)) * 400, b"b.bin": b"b" * 10}
    seven_zip(tmp_path, "a.zip", "-mm=Copy", "-v40k", files=files)
    container = opened(Zip, Example("a.zip.001", (tmp_path / "a.zip.001").read_bytes(), {}))
    list(container.walk())
    assert container.about().failures == (("segments_missing", "directory"),)


def test_a_walk_holds_no_list_of_what_it_told() -> None:
    data = raw_zip(*((b"%06d" % number, b"") for number in range(5000)))
    container = opened(Zip, Example("a.zip", data, {}))
    tracemalloc.start()
    try:
        count = sum(1 for _ in container.walk())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 5000
    assert peak < 3 << 20


def test_a_zip_by_name_only_is_claimed_by_name_only() -> None:
    assert Zip.claim(head_of("a.zip", b"\1\2\3" * 100)) is Claim.NAME
    assert Zip.claim(head_of("a.zip", b"\xff\xd8\xff\xe0" + bytes(100))) is Claim.NONE
    assert Zip.claim(head_of("a.zip", b"")) is Claim.NONE


@given(
    st.dictionaries(
        st.binary(min_size=1, max_size=40).filter(lambda name: not name.endswith(b"/")), st.binary(max_size=200)
    )
)
def test_whatever_the_names_and_bytes_they_come_back(files: dict[bytes, bytes]) -> None:
    assert found(raw_zip(*files.items(), flags=0x800)) == files
