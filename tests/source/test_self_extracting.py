"""Archives that unpack themselves: found behind a program, and programs without one stay programs."""

from __future__ import annotations

import io
import random
import struct
import time
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inspector.source import program
from inspector.source.container import Claim, Container
from inspector.source.containers.archive.packed import Packed
from inspector.source.containers.archive.rar_archive import Rar
from inspector.source.containers.archive.zip_archive import Zip
from inspector.source.readers import reader_for
from tests.source.container_contract import ContainerContract, Example, contents, head_of, opened
from tests.source.handmade import cab
from tests.source.made_program import STUB, package, unix, windows
from tests.source.made_rar import Password5, rar4, rar5, rar5_volumes
from tests.source.packers import FILES, seven_zip
from tests.source.test_zip_archive import zipped

PLAIN = {b"a.txt": b"one", b"b.bin": bytes(range(256)) * 20}
SETTINGS = b'\xef\xbb\xbf;!@Install@!UTF-8!\r\nTitle="x"\r\n;!@InstallEnd@!\r\n'
SCRIPT = b"#!/bin/sh\ntail -n +3 $0 > a.7z\nexit\n"


@pytest.fixture(scope="module")
def seven(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return seven_zip(tmp_path_factory.mktemp("seven"), "a.7z")


@pytest.fixture(scope="module")
def by_seven(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return seven_zip(tmp_path_factory.mktemp("program"), "a.exe", "-sfx7zCon.sfx")


class TestBehindAProgram(ContainerContract):
    reader: ClassVar[type[Container]] = Packed

    def examples(self) -> list[Example]:
        return [
            Example("a.exe", windows() + cab(PLAIN), dict(PLAIN)),
            Example("b.exe", package(cab(PLAIN)), dict(PLAIN)),
            Example("c", unix() + cab(PLAIN), dict(PLAIN)),
        ]

    def test_what_seven_zip_makes_is_opened(self, by_seven: bytes) -> None:
        assert len(by_seven) > 400_000
        assert found(Packed, by_seven) == FILES

    @pytest.mark.parametrize("before", [b"", SETTINGS])
    @pytest.mark.parametrize("wide", [False, True])
    def test_an_archive_behind_a_program_of_windows(self, seven: bytes, before: bytes, wide: bool) -> None:
        assert found(Packed, windows(wide=wide) + before + seven) == FILES

    @pytest.mark.parametrize("order", ["<", ">"])
    @pytest.mark.parametrize("wide", [False, True])
    def test_an_archive_behind_a_program_of_unix(self, seven: bytes, order: str, wide: bool) -> None:
        assert found(Packed, unix(wide=wide, order=order) + seven) == FILES

    def test_an_archive_behind_a_program_of_dos_and_a_script(self, seven: bytes) -> None:
        dos = b"MZ" + struct.pack("<HH", 100, 300) + bytes(299 * 512 + 100 - 6)
        assert found(Packed, dos + seven) == FILES
        assert found(Packed, SCRIPT + seven) == FILES

    def test_a_signature_stands_before_or_behind(self, seven: bytes) -> None:
        signed = windows(signature=bytes(4000))
        assert found(Packed, signed + seven) == FILES
        assert not program.promises(signed[:65536], len(signed))
        assert found(Packed, windows() + seven + bytes(4000)) == FILES

    def test_under_a_password(self, tmp_path: Path) -> None:
        locked = windows() + seven_zip(tmp_path, "a.7z", "-psecret", "-mhe=on")
        assert found(Packed, locked, "secret") == FILES


class TestRarBehindAProgram(ContainerContract):
    reader: ClassVar[type[Container]] = Rar

    def examples(self) -> list[Example]:
        first, second = rar5_volumes(b"a", b"0123456789" * 100, 401)
        key = Password5("mật khẩu")
        return [
            Example("a.exe", windows() + rar5(PLAIN), dict(PLAIN)),
            Example("b.exe", windows(wide=False) + rar4(PLAIN), dict(PLAIN)),
            Example("c.part1.exe", windows() + first, {b"a": b"0123456789" * 100}, (second,)),
            Example("d.exe", unix() + rar5(PLAIN, key, hidden=True), dict(PLAIN), passwords=("mật khẩu",)),
        ]


class TestZipBehindAProgram(ContainerContract):
    reader: ClassVar[type[Container]] = Zip

    def examples(self) -> list[Example]:
        return [Example("a.exe", windows() + zipped(FILES), dict(FILES))]


def found(reader: type[Container], data: bytes, *passwords: str) -> dict[bytes, bytes]:
    """What the reader finds that claims it, which must be this one."""
    assert reader_for(head_of("a.exe", data)) is reader
    container = opened(reader, Example("a.exe", data, {}, passwords=passwords))
    return {member.path: content for member, content in contents(container)}


def test_the_first_archive_is_meant(seven: bytes) -> None:
    """What lies stored in an archive has marks of its own."""
    assert set(found(Zip, windows() + zipped({b"a.7z": seven, b"b.zip": zipped(PLAIN)}))) == {b"a.7z", b"b.zip"}
    assert set(found(Packed, windows() + cab({b"b.zip": zipped(PLAIN)}))) == {b"b.zip"}


@pytest.mark.parametrize(
    "behind",
    [
        b"", bytes(5000), random.Random(3).randbytes(100_000), b"7z\xbc\xaf\x27\x1c" + bytes(100),
        b"PK\3\4" + bytes(99),
        b"MSCF\0\0\0\0" + bytes(100), b"Rar!\x1a\x07\0" + bytes(100), b"Rar!\x1a\x07\1\0" + bytes(100),
        b"Rar!\x1a\x07\1\0\0\0\0\0\xff\xff\xff\xff", b"Rar!\x1a\x07\0\0\0\x73\0\0\xff\xff" + bytes(50),
    ],
)  # fmt: skip
def test_a_program_without_an_archive_is_no_container(behind: bytes) -> None:
    for made in (windows(), windows(wide=False), unix(), windows(signature=bytes(64))):
        assert reader_for(head_of("setup.exe", made + behind)) is None


def test_marks_in_the_program_itself_are_none(seven: bytes) -> None:
    """Whoever unpacks archives knows their marks, and may hold a small one."""
    assert reader_for(head_of("a.exe", windows(names=seven + rar5(PLAIN) + cab(PLAIN)))) is None


def test_a_package_without_its_archive_is_none() -> None:
    for made in (package(b""), package(b"MSCF" + bytes(100)), windows(names=b"wextract", resources=b"\xff" * 400)):
        assert reader_for(head_of("a.exe", made)) is None


PLACES = st.one_of(st.integers(0, 700), st.integers(0x400 + STUB, 0x400 + STUB + 120))
NOISE = st.lists(st.tuples(PLACES, st.binary(min_size=1, max_size=8)), max_size=4)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(range(4)), NOISE, st.integers(0, 1 << 20))
@example(1, [(37, b"\0\0\x80")], 62)  # a table of segments further on than there are places
def test_no_headers_make_it_fail(which: int, noise: list[tuple[int, bytes]], length: int) -> None:
    changed = bytearray((windows(), unix(), unix(wide=False, order=">"), package(cab(PLAIN)))[which])
    for place, data in noise:
        changed[place : place + len(data)] = data
    head = head_of("a.exe", bytes(changed[:length]))
    for reader in (Packed, Rar, Zip):
        assert reader.claim(head) in (Claim.NONE, Claim.NAME)


def test_hostile_headers_cost_nothing() -> None:
    """As many sections, segments, entries and marks as can be told of."""
    many = bytearray(windows())
    many[0x86:0x88] = b"\xff\xff"
    text = 2 + 8 * 8000 + 16
    tree = struct.pack("<12xHH", 0, 8000) + struct.pack("<II", 10, 1 << 31) * 8000
    named = struct.pack("<12xHH", 8000, 0) + struct.pack("<II", 1 << 31 | text, 1 << 31) * 8000
    loops = windows(names=b"wextract", resources=tree.ljust(70_000, b"\0"))
    others = windows(names=b"wextract", resources=named.ljust(70_000, b"\0"))
    segments = unix()[:56] + struct.pack("<4H", 0, 65535, 0, 65535) + unix()[64:]
    marks = b"".join(b"Rar!\x1a\x07\1\0" + b"\0\0\0\0\xf0\x07" for _ in range(9000))
    begun = time.monotonic()
    for data in (bytes(many), loops, others, segments, windows() + marks, windows() + b"7z\xbc\xaf\x27\x1c" * 9000):
        assert reader_for(head_of("a.exe", data)) is None
    assert time.monotonic() - begun < 3


def test_where_it_lies_is_asked_only_of_programs() -> None:
    class Counted(io.BytesIO):
        reads = 0

        def read(self, size: int | None = -1, /) -> bytes:
            self.reads += 1
            return super().read(size)

    from inspector.source.chain import head_of as known  # noqa: PLC0415

    for data in (windows(), unix(), windows(signature=bytes(8)), b"just words" * 10_000):
        file = Counted(data)
        assert known(file, b"a.exe", len(data)).further == ()
        assert file.reads == 1
