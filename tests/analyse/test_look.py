"""The one task: what is told when, what is kept back, and that no content makes it raise."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.analyse import look as task
from inspector.analyse.bounds import LOOK
from inspector.analyse.look import look
from inspector.analyse.told import Identity, Told
from inspector.domain.content import Analysis, Kind
from inspector.work import Pool
from tests.analyse.drawn import Line, codes, distance, encode, film, looked, scene

PICTURE = encode(scene(1, 400, 300), "JPEG")


def test_digests_and_type_are_told_first() -> None:
    line = Line()
    values = look(BytesIO(PICTURE), {"name_suffix": ".jpg", "want": "full"}, line)
    identity = Identity.from_values(line.parts[0])
    assert len(line.parts) == 1
    assert identity.digests.sha256 == hashlib.sha256(PICTURE).digest()
    assert (identity.digests.size, identity.mime, identity.kind) == (len(PICTURE), "image/jpeg", Kind.IMAGE)
    assert line.beats == [len(PICTURE)]
    assert [finding["analyser"] for finding in values["findings"]] == ["digest", "filetype", "picture", "fingerprint"]


def test_known_content_is_not_looked_into() -> None:
    line = Line(wanted=False)
    assert look(BytesIO(PICTURE), {"name_suffix": "", "want": "full"}, line) == {}
    assert len(line.parts) == 1


def test_digests_alone() -> None:
    identity, told = looked(PICTURE, want="digests")
    assert identity.kind is Kind.IMAGE
    assert (told.fingerprint, told.thumbnail, told.width, told.failures) == (None, None, None, ())


def test_nothing_at_all() -> None:
    identity, told = looked(b"", ".jpg")
    assert (identity.digests.size, identity.kind) == (0, Kind.OTHER)
    assert identity.digests.md5.hex() == "d41d8cd98f00b204e9800998ecf8427e"
    assert (told.failures, told.thumbnail) == ((), None)


class Torn(BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        raise OSError(5, "Input/output error")

    readinto: Any = read


def test_a_file_that_cannot_be_read_tells_nothing_but_that() -> None:
    line = Line()
    told = Told.from_values(look(Torn(PICTURE), {"name_suffix": "", "want": "full"}, line)).analysis
    assert line.parts == []
    assert codes(told) == ["unreadable"]


def test_a_picture_of_too_many_bytes_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task, "LARGEST_PICTURE", len(PICTURE) - 1)
    identity, told = looked(PICTURE)
    assert identity.digests.sha256 == hashlib.sha256(PICTURE).digest()
    assert codes(told) == ["too_large"]


@pytest.mark.parametrize("suffix", ["", ".txt", ".mp4", ".zip", ".ảnh", "." + "x" * 300])
def test_a_wrong_name_changes_nothing(suffix: str) -> None:
    _, plain = looked(PICTURE)
    _, named = looked(PICTURE, suffix)
    assert named.fingerprint == plain.fingerprint
    assert named.thumbnail == plain.thumbnail


def test_every_finding_names_its_analyser_version_and_parameters() -> None:
    for data in (PICTURE, film(seconds=2), b"words"):
        _, told = looked(data)
        for finding in told.findings:
            assert finding.version.startswith("1")
            assert isinstance(finding.parameters, dict)


def test_the_channel_breaking_ends_the_task() -> None:
    class Gone(Line):
        def tell(self, part: dict[str, object]) -> bool:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        look(BytesIO(PICTURE), {"name_suffix": "", "want": "full"}, Gone())


SEEDS = [
    *(encode(scene(2, 96, 64), name) for name in ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "HEIF", "AVIF", "ICO")),
    encode(scene(2, 96, 64), "JPEG", progressive=True),
    encode(scene(2, 96, 64), "TIFF", compression="tiff_lzw"),
    film(seconds=1),
    film("matroska", seconds=1),
    film("mpegts", "mpeg2video", seconds=1),
    "Xin chào".encode("utf-16"),
]


@settings(max_examples=250)
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 1 << 30), st.binary(min_size=1, max_size=6)), max_size=8),
    st.integers(0, 1 << 30),
    st.sampled_from(["", ".jpg", ".mp4", ".txt"]),
)
def test_no_mutation_makes_it_raise(seed: bytes, wounds: list[tuple[int, bytes]], cut: int, suffix: str) -> None:
    data = bytearray(seed)
    for where, noise in wounds:
        place = where % len(data)
        data[place : place + len(noise)] = noise
    if cut % 3 == 0:
        del data[cut % (len(data) + 1) :]
    looked(bytes(data), suffix)


@settings(max_examples=100)
@given(st.binary(max_size=300), st.sampled_from([seed[:length] for seed in SEEDS for length in (4, 12, 32)]))
def test_no_noise_behind_a_true_beginning_makes_it_raise(noise: bytes, beginning: bytes) -> None:
    looked(beginning + noise)


def test_in_an_isolated_worker(tmp_path: Path) -> None:
    samples = {
        "picture": PICTURE, "heic": encode(scene(1, 400, 300), "HEIF"), "avif": encode(scene(1, 400, 300), "AVIF"),
        "tiff": encode(scene(1, 400, 300), "TIFF", compression="tiff_lzw"), "webp": encode(scene(1, 400, 300), "WEBP"),
        "jp2": encode(scene(1, 400, 300), "JPEG2000"), "film": film(seconds=2), "text": "Chữ".encode("utf-16"),
        "torn": PICTURE[: len(PICTURE) // 2], "noise": bytes(range(256)) * 8,
    }  # fmt: skip
    with Pool([LOOK], size=1) as pool:
        for name, data in samples.items():
            place = tmp_path / name
            place.write_bytes(data)
            inside, outside = looked_isolated(pool, place), looked(data)
            assert inside[0] == outside[0], name
            assert without_marks(inside[1]) == without_marks(outside[1]), name
            assert len(inside[1].frames) == len(outside[1].frames), name
            if inside[1].fingerprint and outside[1].fingerprint:
                assert distance(inside[1].fingerprint.pdq, outside[1].fingerprint.pdq) <= 2, name


def without_marks(analysis: Analysis) -> Analysis:
    """All but PDQ, of which a number of threads can turn a bit that lies on the median."""
    return replace(analysis, fingerprint=None, frames=())


def looked_isolated(pool: Pool, place: Path) -> tuple[Identity, Analysis]:
    parts: list[Identity] = []

    def keep(part: dict[str, Any]) -> bool:
        parts.append(Identity.from_values(part))
        return True

    request = {"name_suffix": "", "want": "full"}
    done = pool.submit(LOOK, lambda: os.open(place, os.O_RDONLY), request, on_part=keep)
    analysis = Told.from_values(done.result(timeout=120)).analysis
    return parts[0], analysis
