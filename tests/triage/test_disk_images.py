"""A disk image through the whole pipeline: its files are items, its own digest is held against its content."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest

from inspector.app import Session, cases, evidence
from inspector.domain.budget import Budget
from inspector.report.gathering import gather
from inspector.store import listing, members
from inspector.store.listing import Asked, Item
from tests.source import disk_samples
from tests.triage.archives import pictures, zipped
from tests.triage.taking import CASE, finish


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an E01 of two segments, made by tools of others."""
    above = tmp_path_factory.mktemp("image")
    tree = above / "tree" / "Users" / "An" / "Pictures"
    tree.mkdir(parents=True)
    (tree / "ảnh.png").write_bytes(pictures(1)["000.png"])
    (tree / "a.zip").write_bytes(zipped({"b.txt": b"inside of both"}))
    (above / "tree" / "noise").write_bytes(bytes(range(256)) * 9000)
    raw, out = above / "disk.raw", above / "evidence"
    out.mkdir()
    subprocess.run(["mke2fs", "-q", "-t", "ext4", "-d", above / "tree", raw, "8M"], check=True)
    subprocess.run(
        ["ewfacquire", "-q", "-u", "-c", "none", "-S", "4194304", "-t", out / "disk", raw], check=True,
        capture_output=True,
    )  # fmt: skip
    assert (out / "disk.E02").exists()
    return out


def found(session: Session) -> dict[str, Item]:
    return {item.shown: item for item in listing.items(session.workspace.reader(), Asked(1))}


@pytest.mark.parametrize("listed_from", [1, 1 << 30], ids=["listed", "in one errand"])
def test_files_of_an_image_in_segments_are_items(session: Session, image: Path, listed_from: int) -> None:
    finish(evidence.ingest(session, CASE, str(image), budget=Budget(listed_from=listed_from)))
    items = found(session)
    picture = items["disk.E01 › ext4 › Users/An/Pictures/ảnh.png"]
    assert (picture.sha256, picture.place) == (hashlib.sha256(pictures(1)["000.png"]).digest(), "saved")
    assert (
        items["disk.E01 › ext4 › Users/An/Pictures/a.zip › b.txt"].sha256 == hashlib.sha256(b"inside of both").digest()
    )
    assert {item.state for item in items.values()} == {"done"}
    assert not [failure.code for item in items.values() for failure in item.failures]
    ((exhibit, path, media),) = members.images(session.workspace.reader(), 1)
    assert (exhibit, path, media["ok"]) == ("VC-01", b"disk.E01", True)
    check = finish(evidence.verify(session, CASE))
    assert (check.ok, check.checked) == (True, len(items))


def test_an_image_handed_in_by_its_first_segment_is_read_whole(session: Session, image: Path) -> None:
    finish(evidence.ingest(session, CASE, str(image / "disk.E01")))
    assert "disk.E01 › ext4 › Users/An/Pictures/a.zip › b.txt" in found(session)


def test_an_image_that_was_changed_says_so(session: Session, image: Path, folder: Path) -> None:
    for segment in image.iterdir():
        data = segment.read_bytes()
        changed = data.replace(bytes(range(256)) * 4, bytes(1024), 1) if segment.suffix == ".E01" else data
        (folder / segment.name).write_bytes(changed)
    assert (folder / "disk.E01").read_bytes() != (image / "disk.E01").read_bytes()
    finish(evidence.ingest(session, CASE, str(folder)))
    item = found(session)["disk.E01"]
    assert "image_unread" in {failure.code for failure in item.failures}  # the chunk's own checksum is wrong
    facts = gather(session.workspace.reader(), cases.find(session, CASE), "0")
    assert [(image.agrees, image.unread) for image in facts.images] == [(None, True)]


def test_a_missing_segment_is_told_and_the_rest_is_read(session: Session, image: Path, folder: Path) -> None:
    (folder / "disk.E01").write_bytes((image / "disk.E01").read_bytes())
    finish(evidence.ingest(session, CASE, str(folder)))
    item = found(session)["disk.E01"]
    assert "segments_missing" in {failure.code for failure in item.failures}
    assert item.state == "done"


@pytest.mark.parametrize("listed_from", [1, 1 << 30], ids=["listed", "in one errand"])
def test_what_is_wrong_with_an_image_is_told_whichever_way_it_is_read(
    session: Session, folder: Path, listed_from: int
) -> None:
    locked = b"LUKS\xba\xbe\0\x02".ljust(disk_samples.MIB, b"\0")
    (folder / "disk.dd").write_bytes(disk_samples.mbr(disk_samples.ext(), locked)[: 3 * disk_samples.MIB // 2])
    finish(evidence.ingest(session, CASE, str(folder), budget=Budget(listed_from=listed_from)))
    items = found(session)
    assert {failure.code for failure in items.pop("disk.dd").failures} == {"encrypted", "truncated"}
    assert len(items) == len(disk_samples.FILES)
    assert {item.state for item in items.values()} == {"done"}


def test_the_files_of_a_listed_image_are_read_though_its_digest_cannot_be_tried(
    session: Session, image: Path, folder: Path
) -> None:
    for segment in image.iterdir():
        data = segment.read_bytes()
        before, noise, behind = data.rpartition(bytes(range(256)) * 4)
        (folder / segment.name).write_bytes(before + bytes(len(noise)) + behind)
    finish(evidence.ingest(session, CASE, str(folder), budget=Budget(listed_from=1)))
    items = found(session)
    assert "image_unread" in {failure.code for failure in items["disk.E01"].failures}
    assert "disk.E01 › ext4 › Users/An/Pictures/a.zip › b.txt" in items
    assert "not_reached" not in {failure.code for item in items.values() for failure in item.failures}


@pytest.mark.parametrize("listed_from", [1, 1 << 30], ids=["listed", "in one errand"])
def test_a_digest_that_is_not_stored_is_not_missed(session: Session, folder: Path, listed_from: int) -> None:
    (data,) = disk_samples.converted(disk_samples.ext() + bytes(range(256)) * 4096, "qcow2").values()
    (folder / "disk.qcow2").write_bytes(data[: -disk_samples.MIB // 2])
    finish(evidence.ingest(session, CASE, str(folder), budget=Budget(listed_from=listed_from)))
    (broken,) = found(session)["disk.qcow2"].failures
    assert (broken.code, broken.detail) == ("truncated", "medium")


@pytest.mark.parametrize("listed_from", [1, 1 << 30], ids=["listed", "in one errand"])
def test_segments_without_their_first_are_said(session: Session, image: Path, folder: Path, listed_from: int) -> None:
    (folder / "disk.E02").write_bytes((image / "disk.E02").read_bytes())
    (folder / "card.002").write_bytes(bytes(range(256)) * 8192)
    for name, data in disk_samples.converted(disk_samples.ext(), "vmdk", "-o", "subformat=monolithicFlat").items():
        if name != "d.vmdk":
            (folder / name).write_bytes(data)
    finish(evidence.ingest(session, CASE, str(folder), budget=Budget(listed_from=listed_from)))
    items = found(session)
    said = {name: {failure.code for failure in items[name].failures} for name in ("disk.E02", "card.002")}
    assert said == {name: {"segments_missing"} for name in said}
    assert "d-flat.vmdk › ext4 › note.txt" in items


def test_segments_beside_their_first_are_no_images_themselves(session: Session, image: Path, folder: Path) -> None:
    for segment in image.iterdir():
        (folder / segment.name).write_bytes(segment.read_bytes())
    ext = disk_samples.ext()
    (folder / "card.001").write_bytes(ext + ext[: len(ext) // 2])
    (folder / "card.002").write_bytes(ext)
    for name, data in disk_samples.converted(ext, "vmdk", "-o", "subformat=monolithicFlat").items():
        (folder / name).write_bytes(data)
    finish(evidence.ingest(session, CASE, str(folder)))
    items = found(session)
    assert not [name for name in ("disk.E02", "card.002", "d-flat.vmdk") if items[name].failures]
    assert not [name for name in items if name.startswith(("card.002 ›", "d-flat.vmdk ›"))]
    assert "d.vmdk › ext4 › note.txt" in items
