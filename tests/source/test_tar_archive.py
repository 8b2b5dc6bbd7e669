from __future__ import annotations

import io
import os
import tarfile
import tracemalloc
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import Claim, Container
from inspector.source.containers.archive import tar_header
from inspector.source.containers.archive.tar_archive import Tar
from inspector.source.containers.offsets import Offsets
from inspector.source.member import Member
from tests.source.container_contract import ContainerContract, Example, contents, head_of, opened
from tests.source.packers import FILES, laid_out, run

Named = tuple[tarfile.TarInfo, bytes]


def tarred(files: dict[bytes, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    return made(*(named(path, data) for path, data in files.items()), form=form)


def named(path: bytes, data: bytes = b"", kind: bytes = tarfile.REGTYPE, link: bytes = b"") -> Named:
    info = tarfile.TarInfo(os.fsdecode(path))
    info.size, info.type, info.linkname, info.mtime = len(data), kind, os.fsdecode(link), 1_700_000_000
    return info, data


def made(*members: Named, form: int = tarfile.GNU_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form, encoding="utf-8", errors="surrogateescape") as archive:
        for info, data in members:
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def read(data: bytes) -> tuple[Container, list[tuple[Member, bytes]]]:
    container = opened(Tar, Example("a.tar", data, {}))
    return container, contents(container)


def found(data: bytes) -> dict[bytes, bytes]:
    return {member.path: content for member, content in read(data)[1]}


class TestTar(ContainerContract):
    reader: ClassVar[type[Container]] = Tar

    def examples(self) -> list[Example]:
        long = {b"l/" * 200 + b"n" * 255: b"x", b"p/" * 60 + b"end": b"y"}
        links = made(named(b"a", b"bytes"), named(b"b", kind=tarfile.LNKTYPE, link=b"a"))
        return [
            Example("a.tar", tarred(FILES), dict(FILES)),
            Example("b", tarred(FILES, tarfile.GNU_FORMAT), dict(FILES)),
            Example(
                "c.tar", tarred(dict(list(FILES.items())[1:]), tarfile.USTAR_FORMAT), dict(list(FILES.items())[1:])
            ),
            Example("d.tar", tarred(long), dict(long)),
            Example("e.tar", tarred(long, tarfile.GNU_FORMAT), dict(long)),
            Example("f.tar", links, {b"a": b"bytes", b"b": b"bytes"}),
            Example("g.tar", bytes(10240), {}),
        ]


@pytest.mark.parametrize("form", ["v7", "oldgnu", "gnu", "ustar", "posix"])
def test_what_gnu_tar_writes_is_read(tmp_path: Path, form: str) -> None:
    root = laid_out(tmp_path)
    data = run(root, "tar", "-c", f"--format={form}", "-f", "-", ".")
    members = read(data)[1]
    assert {member.path: content for member, content in members} == {b"./" + path: data for path, data in FILES.items()}
    assert {member.modified_ns for member, _ in members} == {1_700_000_000 * 10**9}


@pytest.mark.parametrize("form", ["gnu", "0.0", "0.1", "1.0"])
@pytest.mark.parametrize("stretches", [1, 3, 40])
def test_files_with_holes_are_filled_up(tmp_path: Path, form: str, stretches: int) -> None:
    whole = bytearray(64 << 10 << 6)
    for number in range(stretches):
        whole[number * 100_000 : number * 100_000 + 5000] = bytes([number + 1]) * 5000
    with (tmp_path / "holes").open("wb") as file:
        for number in range(stretches):
            file.seek(number * 100_000)
            file.write(whole[number * 100_000 : number * 100_000 + 5000])
        file.truncate(len(whole))
    (tmp_path / "behind").write_bytes(b"behind")
    how = ["--format=gnu"] if form == "gnu" else ["--format=posix", f"--sparse-version={form}"]
    data = run(tmp_path, "tar", "-c", "--sparse", *how, "-f", "-", "holes", "behind")
    assert len(data) < len(whole)
    assert found(data) == {b"holes": bytes(whole), b"behind": b"behind"}


def test_times_are_as_exact_as_they_were_written() -> None:
    info, _ = named(b"a")
    info.pax_headers = {"mtime": "1700000000.123456789", "atime": "-1.5", "ctime": "x"}
    (member, _), *_ = read(made((info, b""), form=tarfile.PAX_FORMAT))[1]
    assert member.modified_ns == 1_700_000_000_123_456_789
    assert member.accessed_ns == -1_500_000_000
    assert member.changed_ns is None


def test_links_and_devices_are_no_members() -> None:
    kinds = (tarfile.SYMTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE)
    assert found(made(*(named(b"x", kind=kind, link=b"/etc/passwd") for kind in kinds), named(b"a", b"1"))) == {
        b"a": b"1"
    }


def test_a_hard_link_repeats_what_it_leads_to() -> None:
    link = tarfile.LNKTYPE
    data = made(
        named(b"a", b"one"), named(b"b", kind=link, link=b"a"), named(b"c", kind=link, link=b"b"),
        named(b"a", b"two"), named(b"d", kind=link, link=b"./a"), named(b"e", kind=link, link=b"e"),
    )  # fmt: skip
    members = read(data)[1]
    assert [(member.path, content) for member, content in members] == [
        (b"a", b"one"), (b"b", b"one"), (b"c", b"one"), (b"a", b"two"), (b"d", b"two"), (b"e", b""),
    ]  # fmt: skip
    assert [member.failure for member, _ in members] == [""] * 5 + ["link_broken"]


def test_a_link_with_bytes_of_its_own_keeps_them() -> None:
    info, data = named(b"b", b"own bytes")
    info.type, info.linkname = tarfile.LNKTYPE, "a"
    block = info.tobuf(tarfile.USTAR_FORMAT) + data.ljust(512, b"\0")
    assert found(tarred({b"a": b"1"}, tarfile.USTAR_FORMAT)[:1024] + block + bytes(1024)) == {
        b"a": b"1",
        b"b": b"own bytes",
    }


@pytest.mark.parametrize(
    "name", [b"../../x", b"/etc/passwd", b"\xff\xfe", b"a\nb", "phải\u202etrái".encode(), b"d/" * 10_000 + b"e"]
)
@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_names_are_the_archives_own_bytes(name: bytes, form: int) -> None:
    assert found(made(named(name, b"1"), form=form)) == {name: b"1"}


def test_behind_a_broken_header_the_next_is_found() -> None:
    data = bytearray(made(*(named(b"%d" % number, b"x" * 600) for number in range(5))))
    data[1536 * 2] ^= 1
    container, members = read(bytes(data))
    assert [member.path for member, _ in members] == [b"0", b"1", b"3", b"4"]
    assert container.about().failures == (("damaged", "header"),)


def test_what_was_cut_off_is_told_as_cut_off() -> None:
    data = made(named(b"a", b"1" * 600), named(b"b", b"2" * 6000))
    container = opened(Tar, Example("a.tar", data[:4000], {}))
    whole, cut = container.walk()
    assert container.open(whole).read() == b"1" * 600
    file = container.open(cut)
    assert file.read(1000) == b"2" * 1000
    with pytest.raises(Unreadable, match="truncated"):
        file.read()
    assert container.about().failures == (("truncated", ""),)


def test_archives_one_behind_the_other_are_all_read() -> None:
    assert found(made(named(b"a", b"1")) + made(named(b"b", b"2"))) == {b"a": b"1", b"b": b"2"}
    assert found(made(named(b"a", b"1")) + b"not a header" * 100) == {b"a": b"1"}


def test_a_file_can_be_sought_in() -> None:
    container = opened(Tar, Example("a.tar", tarred({b"a": bytes(range(256))}), {}))
    (member,) = container.walk()
    file = container.open(member)
    assert file.seekable()
    assert (file.seek(-6, os.SEEK_END), file.read(3), file.tell(), file.read()) == (
        250,
        b"\xfa\xfb\xfc",
        253,
        b"\xfd\xfe\xff",
    )


def test_a_name_alone_claims_only_what_nothing_speaks_against() -> None:
    assert Tar.claim(head_of("a.tar", bytes(10240))) is Claim.NAME
    assert Tar.claim(head_of("a.tar", b"\xff\xd8\xff\xe0" + bytes(100))) is Claim.NONE


def test_a_walk_holds_no_list_of_what_it_told() -> None:
    data = made(*(named(b"%06d" % number) for number in range(3000)))
    container = opened(Tar, Example("a.tar", data, {}))
    tracemalloc.start()
    try:
        assert sum(1 for _ in container.walk()) == 3000
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()


@given(st.lists(st.tuples(st.binary(max_size=2), st.integers(0, 1 << 62)), max_size=60), st.integers(0, 60))
def test_the_last_number_of_a_name_is_found(added: list[tuple[bytes, int]], filler: int) -> None:
    offsets, last = Offsets(), dict(added)
    for name, number in added:
        offsets.add(name, number)
        assert offsets.find(name) == number
    for number in range(filler * 200):
        offsets.add(b"filler %d" % number, number)
    assert {name: offsets.find(name) for name in last} == last
    assert offsets.find(b"never") is None


@given(st.binary(max_size=100))
def test_what_hangs_on_behind_a_pax_record_ends_them(rest: bytes) -> None:
    assert tar_header.records(b"10 path=a\n" + rest)[0] == (b"path", b"a")
    assert tar_header.records(b"10 path=a\n" + bytes(20) + rest) == [(b"path", b"a")]


@given(st.binary(max_size=3000))
def test_whatever_the_bytes_reading_ends(data: bytes) -> None:
    start = made(named(b"a", b"1"))[:1024]
    assert next(iter(found(start + data))) == b"a"
