"""Images of disks: what is in them comes out as it went in, whatever they are kept in and however they are broken."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.container import About, Claim
from inspector.source.containers.disk.disk_image import DiskImage
from inspector.source.member import Member
from inspector.source.segments import image_heads
from tests.source import disk_samples as samples
from tests.source.container_contract import ContainerContract, Example, contents, head_of, opened
from tests.source.disk_samples import GONE, MEMBERS, MIB, NAME, NOTE, PHOTO, SECTOR

FAT_MEMBERS = MEMBERS | {GONE: PHOTO[::-1]}
NTFS_MEMBERS: dict[bytes, bytes | None] = {
    NAME.encode(): PHOTO, b"note.txt": NOTE, b"note.txt:stream": NOTE, "note.txt:đuôi".encode(): NOTE,
}  # fmt: skip


def image(data: bytes, name: str = "disk.dd", *more: bytes) -> DiskImage:
    reader = opened(DiskImage, Example(name, data, {}, more))
    assert isinstance(reader, DiskImage)
    return reader


def read(data: bytes, name: str = "disk.dd", *more: bytes) -> tuple[dict[bytes, bytes], list[Member], About]:
    """Bytes by path, the members, and what the image tells of itself."""
    reader = image(data, name, *more)
    found = contents(reader)
    return {member.path: body for member, body in found}, [member for member, _ in found], reader.about()


class TestDiskImage(ContainerContract):
    reader = DiskImage

    def examples(self) -> list[Example]:
        segments = samples.expert_witness(samples.ext(), "-S", "1MiB", "-c", "fast")
        return [
            Example("disk.dd", samples.ext(), MEMBERS),
            Example("disk.001", samples.ext()[: MIB // 2], MEMBERS, (samples.ext()[MIB // 2 :],)),
            Example("disk.E01", segments[0], MEMBERS, tuple(segments[1:])),
            Example("disk.img", samples.fat(12), FAT_MEMBERS),
            Example("disk.raw", samples.ntfs(), NTFS_MEMBERS),
            Example("disk.qcow2", samples.converted(samples.ext(), "qcow2", "-c")["d.qcow2"], MEMBERS),
        ]


@pytest.mark.parametrize("sort", ["ext2", "ext3", "ext4"])
def test_ext(sort: str) -> None:
    found, members, about = read(samples.ext(sort))

    assert found == MEMBERS
    assert {member.volume for member in members} == {sort}
    assert not about.failures


@pytest.mark.parametrize("bits", [12, 16, 32])
def test_fat_with_a_deleted_file(bits: int) -> None:
    found, members, about = read(samples.fat(bits))

    assert found == FAT_MEMBERS
    assert {member.path for member in members if member.place is PlaceClass.DELETED} == {GONE}
    assert {member.volume for member in members} == {f"FAT{bits}"}
    assert not about.failures


def test_ntfs_with_streams() -> None:
    found, _, about = read(samples.ntfs())

    assert found == NTFS_MEMBERS
    assert not about.failures
    assert told(about)["system_files"] > 10


def test_a_file_deleted_from_ntfs_is_read_though_its_record_counts_one_more() -> None:
    found, members, _ = read(samples.ntfs(deleted=True))

    assert found == NTFS_MEMBERS
    assert [member.path.decode() for member in members if member.place is PlaceClass.DELETED] == [NAME]
    assert image(samples.ntfs(deleted=True)).at(members[-1].locator) == members[-1]


def test_a_record_of_ntfs_that_was_used_again_is_not_given_out_as_the_deleted_file() -> None:
    data = bytearray(samples.ntfs(deleted=True))
    table = int.from_bytes(data[48:56], "little") * data[13] * SECTOR
    data[table + 65 * 1024 + 22] |= 1

    found, _, _ = read(bytes(data))

    assert set(found) == set(NTFS_MEMBERS)  # in use, its own name and parent tell where it belongs
    assert all(member.place is None for member in read(bytes(data))[1])


def test_exfat() -> None:
    found, members, about = read(samples.exfat())

    assert found == {NAME.encode(): PHOTO}
    assert members[0].modified_ns == 1_714_979_280 * 10**9  # 2024-05-06 07:08, as written
    assert told(about)["times"] == "local"


def test_a_file_deleted_from_ext_is_read() -> None:
    found, members, _ = read(samples.ext("ext2", deleted=True))

    assert found == MEMBERS
    assert [member.path for member in members if member.place] == [b"note.txt"]


def test_times_of_fat_are_those_of_the_wall_clock_wherever_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def times(zone: str) -> list[int | None]:
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        return [member.modified_ns for member in read(samples.fat(12))[1]]

    try:
        assert times("UTC") == times("Asia/Ho_Chi_Minh") == times("America/Lima")
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("disk", "table"),
    [
        (lambda: samples.mbr(samples.fat(12), samples.ext()), "MBR"),
        (lambda: samples.gpt(samples.fat(12), samples.ext()), "GPT"),
        (lambda: samples.gpt(samples.fat(12), samples.ext(), sector=4096), "GPT"),
    ],
)
def test_each_partition_is_a_volume(disk: Callable[[], bytes], table: str) -> None:
    _, members, about = read(disk())

    assert {member.volume for member in members} == {"FAT12 1", "ext4 2"}
    assert {member.path for member in members if member.volume == "ext4 2"} == set(MEMBERS)
    assert about.facts["partition_table"] == table
    assert not about.failures


def test_a_logical_partition_is_a_volume() -> None:
    assert {member.volume for member in read(samples.logical(samples.ext()))[1]} == {"ext4 1"}


def test_a_damaged_volume_leaves_the_next_one() -> None:
    broken = bytearray(samples.ntfs())
    broken[13] = 0  # sectors a cluster

    _, members, about = read(samples.mbr(bytes(broken), samples.fat(12)))

    assert {member.volume for member in members} == {"FAT12 2"}
    assert about.failures == (("damaged", "NTFS 1"),)


@pytest.mark.parametrize(
    ("start", "failure"),
    [
        (b"\xebX\x90-FVE-FS-", ("encrypted", "BitLocker 1")),
        (b"LUKS\xba\xbe\0\x02", ("encrypted", "LUKS 1")),
        (bytes(32) + b"NXSB\0\x10\0\0", ("no_decoder", "APFS 1")),
        (b"XFSB\0\0\x10\0", ("no_decoder", "XFS 1")),
        (b"nothing known", ("no_decoder", "volume 1")),
    ],
)
def test_a_volume_that_cannot_be_read_is_named(start: bytes, failure: tuple[str, str]) -> None:
    _, members, about = read(samples.mbr(start.ljust(MIB, b"\0"), samples.ext()))

    assert {member.volume for member in members} == {"ext4 2"}
    assert about.failures == (failure,)


def test_an_empty_partition_is_no_failure() -> None:
    assert not read(samples.mbr(bytes(MIB), samples.ext()))[2].failures


def test_bytes_that_belong_to_no_file_are_counted() -> None:
    for data in (samples.ext(), samples.fat(12), samples.fat(16), samples.fat(32), samples.ntfs(), samples.exfat()):
        _, _, about = read(data)
        unallocated = told(about)["unallocated"]

        assert len(PHOTO) < unallocated < len(data) - len(PHOTO)


def told(about: About) -> dict[str, Any]:
    """What is told of the first volume."""
    volumes = about.facts["volumes"]
    assert isinstance(volumes, list)
    first: dict[str, Any] = volumes[0]
    return first


@pytest.mark.parametrize(
    "make",
    [
        samples.ext, partial(samples.ext, "ext2", deleted=True), partial(samples.fat, 12), partial(samples.fat, 16),
        partial(samples.fat, 32), samples.ntfs, partial(samples.ntfs, deleted=True), samples.exfat,
    ],
)  # fmt: skip
def test_names_and_bytes_are_those_the_sleuth_kit_s_own_tools_tell(make: Callable[[], bytes], tmp_path: Path) -> None:
    data = make()
    (tmp_path / "image").write_bytes(data)
    reader = image(data)
    ours = {f"{member.locator.rpartition('/')[2]}:{member.path.decode()}": body for member, body in contents(reader)}

    theirs = {}
    for line in samples.run("fls", "-r", "-p", "-F", "image", folder=tmp_path).splitlines():
        sort, _, rest = line.partition(" ")
        address, _, path = rest.removeprefix("* ").partition(":\t")
        if sort in {"r/r", "-/r"} and not path.startswith("$"):
            theirs[f"{address}:{path}"] = address

    assert set(ours) == set(theirs)
    for key, address in theirs.items():
        (tmp_path / "out").write_bytes(b"")
        samples.run("sh", "-c", f"icat -r image {address} > out", folder=tmp_path)
        assert ours[key] == (tmp_path / "out").read_bytes(), key


@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("vmdk", ("-o", "subformat=monolithicSparse")),
        ("vmdk", ("-o", "subformat=streamOptimized")),
        ("vmdk", ("-o", "subformat=monolithicFlat")),
        ("vmdk", ("-o", "subformat=twoGbMaxExtentSparse")),
        ("vpc", ()),
        ("vpc", ("-o", "subformat=fixed")),
        ("vhdx", ()),
        ("qcow2", ()),
        ("qcow2", ("-c",)),
        ("qcow2", ("-o", "compat=0.10")),
        ("qcow2", ("-c", "-o", "cluster_size=512")),
        ("qcow2", ("-c", "-o", "cluster_size=2M")),
    ],
)
def test_forms_of_virtual_machines(form: str, options: tuple[str, ...]) -> None:
    files = samples.converted(samples.ext(), form, *options)
    name = {"vpc": "d.vpc", "qcow2": "d.qcow2"}.get(form, f"d.{form}")
    more = [data for other, data in files.items() if other != name]

    assert DiskImage.claim(head_of("d.vhd" if form == "vpc" else name, files[name])) is Claim.BYTES
    assert all(name.encode() in image_heads(other.encode()) for other in files if other != name)
    found, _, about = read(files[name], name, *more)
    assert found == MEMBERS
    assert not about.failures


@pytest.mark.parametrize("form", ["ewf", "smart", "ftk", "encase2", "encase5", "encase7", "linen6"])
@pytest.mark.parametrize("packing", ["none", "best"])
def test_forms_of_expert_witness(form: str, packing: str) -> None:
    (segment,) = samples.expert_witness(samples.ext(), "-f", form, "-c", packing, "-b", "16")
    reader = image(segment, "disk.E01")

    assert {member.path: body for member, body in contents(reader)} == MEMBERS
    assert reader.verify(lambda: None)["ok"] is True
    assert isinstance(reader.about().facts["acquired"], str)


def test_an_extent_that_is_not_there_is_said() -> None:
    files = samples.converted(samples.ext(), "vmdk", "-o", "subformat=monolithicFlat")

    with pytest.raises(Unreadable) as caught:
        read(files["d.vmdk"], "d.vmdk")

    assert caught.value.code == "segments_missing"


@pytest.mark.parametrize("form", ["qcow2", "vmdk"])
def test_a_disk_that_only_holds_changes_to_another_is_said(tmp_path: Path, form: str) -> None:
    (tmp_path / "base").write_bytes(samples.ext())
    if form == "qcow2":
        words = ("-f", form, "-b", "base", "-F", "raw")
    else:
        samples.run("qemu-img", "convert", "-f", "raw", "-O", form, "base", f"base.{form}", folder=tmp_path)
        words = ("-f", form, "-b", f"base.{form}", "-F", form)
    samples.run("qemu-img", "create", *words, f"over.{form}", folder=tmp_path)

    with pytest.raises(Unreadable) as caught:
        read((tmp_path / f"over.{form}").read_bytes(), f"over.{form}")

    assert caught.value.code == "only_changes"


def test_an_encrypted_qcow2_is_said() -> None:
    (data,) = samples.converted(samples.ext(), "qcow2").values()

    with pytest.raises(Unreadable) as caught:
        read(data[:32] + b"\0\0\0\x02" + data[36:], "e.qcow2")

    assert caught.value.code == "encrypted"
