"""Apple's disk images: what they hold comes out whatever packs it, and hostile ones end."""

from __future__ import annotations

import bz2
import lzma
import plistlib
import struct
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import Claim
from inspector.source.containers.disk.disk_image import DiskImage
from inspector.source.readers import reader_for
from tests.source import disk_samples as samples
from tests.source.container_contract import Example, contents, head_of, opened
from tests.source.disk_samples import MEMBERS

PACKINGS: dict[int, Callable[[bytes], bytes]] = {
    1: bytes, 0x80000005: zlib.compress, 0x80000006: bz2.compress, 0x80000008: lzma.compress,
}  # fmt: skip
RUN = 128 << 10
ZLIB = 0x80000005


def udif(medium: bytes, form: int = ZLIB, *, segments: int = 1, claimed: int = 0) -> bytes:
    """An image of a medium, in runs of 128 KiB; what is all zeros is told as such."""
    data, runs = b"", []
    pack = PACKINGS.get(form, bytes)
    for start in range(0, len(medium), RUN):
        piece = medium[start : start + RUN]
        packed = pack(piece) if any(piece) else b""
        sectors = claimed or len(piece) // 512
        runs.append(struct.pack(">II4Q", form if packed else 2, 0, start // 512, sectors, len(data), len(packed)))
        data += packed
    runs.append(struct.pack(">II4Q", 0xFFFFFFFF, 0, len(medium) // 512, 0, len(data), 0))
    table = struct.pack(">4sIQQQII", b"mish", 1, 0, len(medium) // 512, 0, 0, 0).ljust(200, b"\0")
    table += struct.pack(">I", len(runs)) + b"".join(runs)
    listed = plistlib.dumps(
        {"resource-fork": {"blkx": [{"Attributes": "0x0050", "Data": table, "ID": "0", "Name": "d"}]}}
    )
    trailer = struct.pack(">4sIIIQQQQQII", b"koly", 4, 512, 1, 0, 0, len(data), 0, 0, 1, segments).ljust(216, b"\0")
    trailer += struct.pack(">QQ", len(data), len(listed)).ljust(272, b"\0")
    return data + listed + (trailer + struct.pack(">IQ", 1, len(medium) // 512)).ljust(512, b"\0")


def image(data: bytes) -> DiskImage:
    reader = opened(DiskImage, Example("d.dmg", data, {}))
    assert isinstance(reader, DiskImage)
    return reader


@pytest.mark.parametrize("form", PACKINGS)
def test_its_files_come_out_whatever_packs_it(form: int) -> None:
    data = udif(samples.mbr(samples.ext()), form)
    reader = image(data)

    assert reader_for(head_of("d.dmg", data)) is DiskImage
    assert {member.path: body for member, body in contents(reader)} == MEMBERS
    assert reader.about().facts["form"] == "UDIF"
    assert not reader.about().failures


def test_its_medium_is_the_one_another_tool_reads(tmp_path: Path) -> None:
    (tmp_path / "d.dmg").write_bytes(udif(samples.ext()))
    told = subprocess.run(["7z", "t", "-tdmg", tmp_path / "d.dmg"], check=True, capture_output=True, text=True).stdout

    assert "Everything is Ok" in told


@pytest.mark.parametrize(
    ("data", "code", "detail"),
    [
        (udif(samples.ext(), 0x80000007), "no_decoder", "LZFSE"),
        (udif(samples.ext(), segments=2), "segments_missing", "1 of 2"),
        (udif(samples.ext(), claimed=1 << 40), "damaged", "table"),
        (b"encrcdsa".ljust(4096, b"\0"), "encrypted", "medium"),
        (udif(samples.ext()).replace(b"resource-fork", b"resource-farm"), "damaged", "property list"),
    ],
)
def test_one_that_cannot_be_read_is_said(data: bytes, code: str, detail: str) -> None:
    with pytest.raises(Unreadable) as caught:
        image(data)

    assert (caught.value.code, caught.value.detail) == (code, detail)


def test_one_without_its_end_is_said() -> None:
    data = udif(samples.ext())[:-600]
    reader = image(data)

    assert DiskImage.claim(head_of("d.dmg", data)) > Claim.NONE
    assert list(reader.walk()) == []
    assert reader.about().failures == (("no_decoder", "volume"),)


@given(st.integers(0, 6000), st.binary(min_size=1, max_size=24))
def test_hostile_ones_end(place: int, part: bytes) -> None:
    sound = udif(samples.ext())
    place = max(len(sound) - place, 0)
    try:
        reader = image(sound[:place] + part + sound[place + len(part) :])
        for member in reader.walk():
            with reader.open(member) as file:
                file.read(4096)
    except Unreadable:
        pass
