"""Broken and hostile images: reading ends, what is sound comes out, and what is not is said."""

from __future__ import annotations

import hashlib
import io
import random
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.container import Claim, Handed
from inspector.source.containers.disk import boot, filesystem
from inspector.source.containers.disk.disk_image import DiskImage
from tests.source import disk_samples as samples
from tests.source.container_contract import Example, contents, head_of, opened
from tests.source.disk_samples import FILES, GONE, MEMBERS, MIB, NAME, PHOTO, SECTOR


def image(data: bytes, name: str = "disk.dd", *more: bytes) -> DiskImage:
    reader = opened(DiskImage, Example(name, data, {}, more))
    assert isinstance(reader, DiskImage)
    return reader


def failures(reader: DiskImage) -> dict[str, str]:
    """What is wrong with an image that was walked, by code."""
    return dict(reader.about().failures)


def test_a_missing_segment_is_said_and_the_rest_is_read() -> None:
    segments = samples.expert_witness(samples.mbr(samples.ext(), random.Random(1).randbytes(2 * MIB)), "-S", "1MiB")
    assert len(segments) > 2

    reader = image(segments[0], "disk.E01", *segments[1:-1])

    assert {member.path: body for member, body in contents(reader)} == MEMBERS
    assert "segments_missing" in failures(reader)


def test_a_missing_part_of_a_split_image_is_said() -> None:
    reader = image(samples.ext()[: MIB // 2], "disk.001")

    assert {member.path for member in reader.walk()} == set(MEMBERS)
    assert failures(reader)["segments_missing"] == "ext4"


def test_an_image_that_was_cut_is_said() -> None:
    reader = image(samples.ext()[: MIB // 2])

    assert {member.path for member in reader.walk()} == set(MEMBERS)
    assert failures(reader) == {"truncated": "ext4"}


@pytest.mark.parametrize("sector", [0, SECTOR, 4096], ids=["MBR", "GPT", "GPT of large sectors"])
def test_a_disk_that_was_cut_within_its_first_partition_gives_what_is_left(sector: int) -> None:
    parts = (samples.ext(), samples.fat(12), samples.ext())
    data = samples.gpt(*parts, sector=sector) if sector else samples.mbr(*parts)
    reader = image(data[: MIB // 2])

    assert {member.path: body for member, body in contents(reader)} == MEMBERS
    assert reader.about().failures == tuple(("truncated", name) for name in ("ext4 1", "volume 2", "volume 3"))


def test_an_extended_partition_behind_the_end_is_said() -> None:
    data = bytearray(samples.mbr(samples.ext(), samples.ext()))
    data[446 + 16 + 4] = 5
    reader = image(bytes(data[: MIB + 80 * SECTOR]))

    assert {member.path for member in reader.walk()} == set(MEMBERS)
    assert reader.about().failures == (("truncated", "volume 2"),)


def test_a_volume_that_is_not_read_and_was_cut_is_both() -> None:
    data = samples.mbr(samples.ext(), b"LUKS\xba\xbe\0\x02".ljust(MIB, b"\0"))
    reader = image(data[: 3 * MIB // 2])

    assert {member.path for member in reader.walk()} == set(MEMBERS)
    assert reader.about().failures == (("truncated", "LUKS 2"), ("encrypted", "LUKS 2"))


def test_an_e01_that_was_cut_is_said() -> None:
    (segment,) = samples.expert_witness(samples.ext())
    reader = image(segment[: len(segment) * 2 // 3], "disk.E01")  # behind the cut lay the table of its chunks

    assert list(reader.walk()) == []
    assert failures(reader) == {"truncated": "medium"}  # not that nothing can read it


def test_a_flipped_bit_in_an_e01_costs_the_files_it_lies_in() -> None:
    (segment,) = samples.expert_witness(samples.ext(), "-c", "none")
    place = segment.index(PHOTO[20_000:20_100])
    flipped = segment[:place] + bytes([segment[place] ^ 1]) + segment[place + 1 :]
    reader = image(flipped, "disk.E01")
    found, broken = {}, []
    for member in reader.walk():
        with reader.open(member) as file:
            try:
                found[member.path] = file.read()
            except Unreadable as error:
                broken.append((member.path, error.code))

    assert (NAME.encode(), "damaged") in broken
    assert found == {path: data for path, data in MEMBERS.items() if path not in dict(broken)}
    answer = reader.verify(lambda: None)
    assert (answer["ok"], answer["failure"]) == (None, ["damaged", "medium"])
    assert answer["stored"]


@pytest.mark.parametrize("place", [4, 76])
@pytest.mark.parametrize("section", [b"header2", b"header\0", b"volume", b"table\0", b"table2", b"hash\0", b"done\0"])
def test_an_e01_with_one_broken_section_gives_its_files(section: bytes, place: int) -> None:
    """Be it the head of a section (its name and where the next one is) or what it holds."""
    (segment,) = samples.expert_witness(samples.ext())
    start = segment.index(section) + place
    reader = image(segment[:start] + bytes(8) + segment[start + 8 :], "disk.E01")

    assert {member.path: body for member, body in contents(reader)} == MEMBERS


def test_the_stored_digest_is_held_against_the_bytes() -> None:
    (segment,) = samples.expert_witness(samples.ext(), "-d", "sha1")
    beats: list[int] = []

    answer: dict[str, Any] = image(segment, "disk.E01").verify(lambda: beats.append(1))

    assert answer["ok"] is True
    assert answer["stored"] == answer["computed"]
    assert set(answer["computed"]) == {"md5", "sha1"}
    assert beats


def test_a_stored_digest_that_is_wrong_is_not_ok() -> None:
    (segment,) = samples.expert_witness(samples.ext())
    answer: dict[str, Any] = image(segment, "disk.E01").verify(lambda: None)
    stored = answer["stored"]["md5"]
    wrong = segment
    for place in _all(segment, bytes.fromhex(stored)):
        body = wrong[place : place + 16][::-1]
        wrong = wrong[:place] + body + wrong[place + 16 :]
    reader = image(_resealed(wrong), "disk.E01")

    assert reader.verify(lambda: None)["ok"] is False


def _all(data: bytes, part: bytes) -> Iterator[int]:
    place = data.find(part)
    while place >= 0:
        yield place
        place = data.find(part, place + 1)


def _resealed(data: bytes) -> bytes:
    """The segment with the checksums of its hash sections made to fit again."""
    image = bytearray(data)
    for name, length in ((b"digest\0", 76), (b"hash\0", 32)):
        for place in _all(data, name):
            body = place + 76
            image[body + length : body + length + 4] = zlib.adler32(image[body : body + length]).to_bytes(4, "little")
    return bytes(image)


def test_a_raw_image_has_no_stored_digest() -> None:
    answer = image(samples.ext()).verify(lambda: None)

    assert answer["ok"] is None
    assert answer["stored"] == {}
    assert answer["computed"] == {"sha256": hashlib.sha256(samples.ext()).hexdigest()}


DEEPEST = "Người dùng/a/b/sâu thẳm.bin".encode()


@pytest.mark.parametrize("above", [".", ".."])
def test_a_folder_that_holds_one_above_it_ends(above: str) -> None:
    data = bytearray(samples.ext("ext2"))
    place = data.index("sâu thẳm.bin".encode()) - 8  # of its entry: inode, length, length of the name, type, name
    holder = place - 24 if above == "." else place - 12
    assert data[holder + 7 :].startswith(b"\2" + above.encode() + b"\0")
    data[place : place + 4] = data[holder : holder + 4]
    data[place + 7] = 2  # a folder

    assert {member.path for member in image(bytes(data)).walk()} == set(MEMBERS) - {DEEPEST}


def test_a_path_that_grows_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filesystem, "LONGEST_PATH", 12)
    reader = image(samples.ext())

    assert {member.path for member in reader.walk()} == set(MEMBERS) - {DEEPEST}
    assert "too_large" in failures(reader)


def test_a_deleted_file_that_claims_more_than_the_volume_is_damaged() -> None:
    data = bytearray(samples.ext("ext2", deleted=True))
    (gone,) = (member for member in image(bytes(data)).walk() if member.place is PlaceClass.DELETED)
    table = int.from_bytes(data[2048 + 8 : 2048 + 12], "little") * 1024
    inode = table + (int(gone.locator.rpartition("/")[2]) - 1) * int.from_bytes(data[1024 + 88 : 1024 + 90], "little")
    data[inode + 4 : inode + 8] = (2 * len(data)).to_bytes(4, "little")

    told = {member.path: member.failure for member in image(bytes(data)).walk()}

    assert told == dict.fromkeys(MEMBERS, "") | {gone.path: "damaged"}


def test_a_deleted_file_whose_clusters_are_in_use_again_gives_nothing_of_another() -> None:
    data = bytearray(samples.fat(12))
    place = data.index(b"\xe5ONE    JPG")
    data[place + 26 : place + 28] = b"\3\0"  # a cluster of a file that is there
    reader = image(bytes(data))
    (gone,) = (member for member in reader.walk() if member.place is PlaceClass.DELETED)

    with pytest.raises(Unreadable), reader.open(gone) as file:
        file.read()


def test_phantoms_are_bounded_by_what_they_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filesystem, "MOST_CLAIMED", 0)

    told = {member.path: member.failure for member in image(samples.fat(12)).walk()}

    assert told == dict.fromkeys(MEMBERS, "") | {GONE: "too_large"}


def test_phantoms_are_bounded_by_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filesystem, "MOST_DELETED", 0)
    reader = image(samples.fat(12))

    assert {member.path for member in reader.walk()} == set(MEMBERS)
    assert failures(reader) == {"too_large": "FAT12"}


def test_a_file_that_windows_packed_is_not_given_out_as_its_hole() -> None:
    told = {member.path: member.failure for member in image(samples.ntfs(packed=True)).walk()}

    assert told[b"note.txt"] == "no_decoder"
    assert not any(b"WofCompressedData" in path for path in told)


def test_a_member_is_sought_in_so_that_what_it_holds_opens_in_place() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("trong.jpg", PHOTO)
    reader = image(samples.ext_of({"a.zip": inner.getvalue()}))
    (member,) = reader.walk()

    with reader.open(member) as file, zipfile.ZipFile(file) as archive:
        assert file.seekable()
        assert archive.read("trong.jpg") == PHOTO


def test_what_reads_is_seen_to_live() -> None:
    beats: list[int] = []
    data = samples.ext()
    handed = Handed(io.BytesIO(data), head_of("disk.dd", data), beat=lambda: beats.append(1))

    assert len(contents(DiskImage(handed))) == len(FILES)
    assert len(beats) > 4


def test_a_disk_that_breaks_while_it_is_read_gives_what_came_before() -> None:
    class Breaking(io.BytesIO):
        broken = False

        def read(self, size: int | None = -1, /) -> bytes:
            if self.broken:
                raise OSError(5, "input/output error")
            return super().read(size)

    data = samples.mbr(samples.fat(12), samples.ext())
    file = Breaking(data)
    reader = DiskImage(Handed(file, head_of("disk.dd", data)))
    walk = reader.walk()
    next(walk)
    file.broken = True

    assert all(member.volume == "FAT12 1" for member in walk)
    assert ("damaged", "ext 2") in reader.about().failures


STRANGERS = [
    ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0".ljust(510, b"\0") + b"\x55\xaa" + bytes(70_000)),
    ("a.jpg", b"\xff\xd8\xff\xe0" + samples.mbr(samples.ext())[4:]),
    ("a.dd", b"\x89PNG\r\n\x1a\n" + samples.ext()[8:]),
    ("a.bin", bytes(510) + b"\x55\xaa" + bytes(4096)),
    ("a.iso", samples.mbr(samples.ext())[:0x8001] + b"CD001" + bytes(40_000)),
    ("a.dd", b"just words\n" * 1024),
    ("a.001", b"7z\xbc\xaf\x27\x1c" + bytes(100) + b"x" * 918),
    ("a.002", b"words\n" * MIB),
    ("a.123", bytes(MIB)),
    ("a-flat.vmdk", bytes(MIB)),
    ("a.txt", b"# Disk of mine"),
    ("a.qcow2", b"QFI\xfb"),
]


@pytest.mark.parametrize(("name", "data"), STRANGERS)
def test_strangers_are_not_claimed(name: str, data: bytes) -> None:
    assert DiskImage.claim(head_of(name, data)) is Claim.NONE


def test_a_further_segment_by_itself_is_said_to_be_one() -> None:
    _, *others = samples.expert_witness(samples.mbr(random.Random(1).randbytes(2 * MIB)), "-S", "1MiB")
    sparse = samples.converted(samples.ext(), "vmdk", "-o", "subformat=twoGbMaxExtentSparse")["d-s001.vmdk"]

    assert others
    for data in (*others, sparse):
        assert DiskImage.claim(head_of("x", data)) is Claim.BYTES
        with pytest.raises(Unreadable) as caught:
            image(data, "x")
        assert (caught.value.code, caught.value.detail) == ("segments_missing", "the first")


def test_a_further_part_of_a_split_image_by_itself_is_said_to_be_one() -> None:
    data = random.Random(1).randbytes(MIB)
    reader = image(data, "disk.002")

    assert DiskImage.claim(head_of("disk.002", data)) is Claim.NAME
    assert list(reader.walk()) == []
    assert failures(reader) == {"segments_missing": "volume"}


@pytest.mark.parametrize("name", ["card.005", "d-flat.vmdk", "d-f001.vmdk"])
def test_a_disk_that_is_called_a_segment_and_has_none_beside_it_is_read(name: str) -> None:
    reader = image(samples.ext(), name)

    assert DiskImage.claim(head_of(name, samples.ext())) is Claim.BYTES
    assert {member.path: body for member, body in contents(reader)} == MEMBERS
    assert failures(reader) == {}


@pytest.mark.parametrize("name", ["a.dd", "a.001", "a.raw", "a.IMG", "a.vhd"])
def test_a_wiped_first_sector_is_claimed_by_the_name_alone(name: str) -> None:
    data = bytes(SECTOR) + random.Random(1).randbytes(4 * SECTOR)
    reader = image(data, name)

    assert DiskImage.claim(head_of(name, data)) is Claim.NAME
    assert list(reader.walk()) == []
    assert failures(reader) == {"no_decoder": "volume"}


@given(st.binary(max_size=4096), st.integers(0, 20), st.binary(min_size=1, max_size=64))
def test_signs_are_looked_for_in_anything(data: bytes, place: int, part: bytes) -> None:
    for sound in (samples.mbr(samples.fat(12))[:4096], samples.ntfs()[:4096], samples.ext()[:4096], data):
        start = sound[: place * 200] + part + sound[place * 200 + len(part) :]
        boot.file_system(start)
        boot.partition_table(start)
        assert DiskImage.claim(head_of("x.dd", start)) in Claim


def test_locators_of_others_lead_nowhere() -> None:
    reader = image(samples.ext())
    for locator in ("", "v0", "v0/2.9/12", "v0/2.99999/12", "v9/2.3/12", "v0/999999.0/12", "v0/2.4/9999", "v0/-1.0/2"):
        with pytest.raises(Unreadable) as caught:
            reader.at(locator)
        assert caught.value.code == "missing_member"
