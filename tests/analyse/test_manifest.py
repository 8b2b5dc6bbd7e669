"""Manifests as real tools and hands write them, and what a worker may not make of them."""

from __future__ import annotations

import hashlib
import struct
import subprocess
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.analyse import look as task
from inspector.analyse import manifest
from inspector.analyse.look import look
from inspector.analyse.told import Told
from inspector.analyse.unreadable import Unreadable
from inspector.domain.manifest import Algorithm, Claims, ManifestClaim
from tests.analyse.drawn import Line, codes, encode, looked, scene

CONTENTS = {"ảnh/Tết (1).jpg".encode(): b"one", b"a,b  c.jpg": b"two", b"l\nn\\r\r.txt": b"three", b" space": b"four"}
SHA256 = {path: hashlib.sha256(data).digest() for path, data in CONTENTS.items()}
MD5 = hashlib.md5(b"one").hexdigest()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for path, data in CONTENTS.items():
        file = tmp_path / path.decode()
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
    return tmp_path


def claims(data: bytes, suffix: str = "") -> list[ManifestClaim]:
    assert manifest.promising(data[: 64 << 10], suffix)
    return list(manifest.read(data, suffix, lambda: None).claims)


def told(data: bytes, suffix: str = "") -> dict[bytes, bytes]:
    return {claim.path: claim.digest for claim in claims(data, suffix)}


def run(tree: Path, *words: str | bytes) -> bytes:
    return subprocess.run(words, cwd=tree, capture_output=True, check=True).stdout


@pytest.mark.parametrize("tool", ["md5sum", "sha1sum", "sha256sum", "sha512sum"])
@pytest.mark.parametrize("option", ["--text", "--binary", "--tag"])
def test_what_the_tools_print_is_understood(tree: Path, tool: str, option: str) -> None:
    algorithm = Algorithm(tool.removesuffix("sum"))
    found = claims(run(tree, tool, option, *CONTENTS))
    expected = [(algorithm, hashlib.new(algorithm.value, data).digest(), path) for path, data in CONTENTS.items()]
    assert [(claim.algorithm, claim.digest, claim.path) for claim in found] == expected


def test_what_hashdeep_prints_is_understood(tree: Path) -> None:
    names = [path for path in CONTENTS if b"\n" not in path]
    found = claims(run(tree, "hashdeep", "-l", "-c", "md5,sha256", *names))
    assert {claim.path: (claim.digest, claim.size) for claim in found} == {
        path: (SHA256[path], len(CONTENTS[path])) for path in names
    }
    again = claims(run(tree, "hashdeep", "-l", *names))  # it has several threads, and their lines come as they please
    assert sorted(again, key=str) == sorted(found, key=str)
    assert {claim.algorithm for claim in claims(run(tree, "hashdeep", "-l", "-c", "md5", *names))} == {Algorithm.MD5}


def test_hashdeep_below_folders(tree: Path) -> None:
    whole = told(run(tree, "hashdeep", "-r", "."))
    assert str(tree / "ảnh" / "Tết (1).jpg").encode() in whole


@pytest.mark.parametrize(
    "data",
    [
        f"{MD5} *a.jpg\r\n{MD5.upper()}  a.jpg\r\n".encode(),
        f"\ufeff{MD5}  a.jpg\n".encode(),
        f"{MD5}  a.jpg\r\n".encode("utf-16"),
        f"# made by hand\n; twice\n\n{MD5}  a.jpg".encode(),
        f"MD5(a.jpg)= {MD5}\n".encode(),
    ],
)
def test_other_hands(data: bytes) -> None:
    assert told(data) == {b"a.jpg": bytes.fromhex(MD5)}


def test_one_blank_is_enough_only_where_the_name_says_what_it_is() -> None:
    packed_refs = f"{'0' * 40} refs/heads/main\n{'1' * 40} refs/tags/v1\n".encode()
    assert not manifest.promising(packed_refs, "")
    assert set(told(packed_refs, ".sha1")) == {b"refs/heads/main", b"refs/tags/v1"}
    assert told(f"{MD5}\ta.jpg\n".encode(), ".md5") == {b"a.jpg": bytes.fromhex(MD5)}


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\n\n", b"words\n" * 50, MD5.encode(), f"{MD5}\n{MD5}\n".encode(), f"{MD5[:-1]}  a\n".encode(),
        f"{MD5}  a\n".encode() + b"words of a letter\n" * 15, f"SHA256 (a) = {MD5}\n".encode(), b"%%%% something",
        bytes(100), b"\xff\xd8\xff\xe0", f"{MD5}  \0\n".encode(),
    ],
)  # fmt: skip
def test_what_is_none(data: bytes) -> None:
    assert not manifest.promising(data, "")


def test_lines_that_say_nothing_are_counted() -> None:
    lines = [f"{MD5}  {number}" for number in range(30)] + ["words"] * 10 + [MD5 + "  " + "x" * 40_000]
    found = manifest.read("\n".join(lines).encode(), "", lambda: None)
    assert (len(found.claims), found.broken, found.left_out, found.form) == (30, 11, 0, "sums")
    with pytest.raises(Unreadable, match="damaged"):
        manifest.read(("\n".join(lines[:1] + ["words"] * 2)).encode(), "", lambda: None)


def test_a_hashdeep_row_before_its_heading_or_short_is_broken() -> None:
    head = b"%%%% HASHDEEP-1.0\n"
    row = f"1,{MD5},x\n".encode()
    found = manifest.read(head + row + b"%%%% size,md5,filename\n" + row * 3 + b"1,2\n", "", lambda: None)
    assert (len(found.claims), found.broken, found.form) == (3, 2, "hashdeep")


def test_a_worker_tells_claims_and_the_trusted_side_takes_them() -> None:
    data = "".join(f"{hashlib.sha256(bytes([n])).hexdigest()}  ảnh {n}.jpg\n" for n in range(200)).encode()
    _, analysis = looked(data)
    assert [claim.path.decode() for claim in analysis.claims] == [f"ảnh {number}.jpg" for number in range(200)]
    assert analysis.text is not None
    (finding,) = [finding for finding in analysis.findings if finding.analyser == "manifest"]
    assert finding.data == {"form": "sums", "claims": 200, "broken": 0}
    assert (analysis.failures, len(looked(b"words")[1].claims)) == ((), 0)
    _, digests_alone = looked(data, want="digests")
    assert len(digests_alone.claims) == 0


def test_a_manifest_longer_than_a_text_is_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task, "LONGEST_TEXT", 1000)
    data = f"{MD5}  a.jpg\n".encode() * 100
    _, analysis = looked(data, ".txt")
    assert (len(analysis.claims), analysis.text, analysis.failures) == (100, None, ())
    monkeypatch.setattr(manifest, "LARGEST", 1000)
    _, analysis = looked(data)
    assert (len(analysis.claims), codes(analysis)) == (0, ["too_large"])


def test_claims_there_is_no_room_for_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    data = "".join(f"{hashlib.md5(bytes([n])).hexdigest()}  {n}\n" for n in range(256)).encode()
    monkeypatch.setattr(manifest, "LARGEST_PACKED", 3000)
    values = look(BytesIO(data), {"name_suffix": "", "want": "full"}, Line())
    analysis = Told.from_values(values).analysis
    assert 100 < len(analysis.claims) < 256
    assert codes(analysis) == ["too_large"]
    monkeypatch.setattr(manifest, "LARGEST_PACKED", 15 << 20)
    monkeypatch.setattr(manifest, "MOST_CLAIMS", 10)
    assert (len(looked(data)[1].claims), codes(looked(data)[1])) == (10, ["too_large"])


def test_other_files_pay_nothing() -> None:
    assert not manifest.promising(encode(scene(1, 40, 30), "JPEG"), ".jpg")


CLAIM = st.builds(
    lambda algorithm, seed, path, size: ManifestClaim(algorithm, (seed * 64)[: algorithm.length], path, size),
    st.sampled_from(list(Algorithm)),
    st.binary(min_size=1, max_size=1),
    st.binary(min_size=1, max_size=300).filter(lambda path: b"\0" not in path),
    st.none() | st.integers(0, 2**63 - 1),
)


@given(st.lists(CLAIM, max_size=30))
def test_claims_come_out_as_they_went_in(whole: list[ManifestClaim]) -> None:
    packed = Claims.of(whole)
    assert list(manifest.checked(packed.packed)) == whole
    assert len(packed) == len(whole)


@given(st.lists(CLAIM, min_size=1, max_size=5), st.data())
@settings(max_examples=300)
def test_anything_odd_is_refused(whole: list[ManifestClaim], data: st.DataObject) -> None:
    packed = bytearray(Claims.of(whole).packed)
    place = data.draw(st.integers(0, len(packed) - 1))
    cut = bytes(packed[:place])
    if cut:
        with pytest.raises(ValueError, match=r".*"):
            manifest.checked(cut)
    with pytest.raises(ValueError, match=r".*"):
        manifest.checked(bytes(packed) + b"x")
    packed[place] ^= 1 << data.draw(st.integers(0, 7))
    try:
        found = list(manifest.checked(bytes(packed)))
    except ValueError:
        return
    assert all(len(claim.digest) == claim.algorithm.length for claim in found)


def crafted(count: int, plain: bytes, digests: bytes) -> bytes:
    packed = zlib.compress(plain)
    return struct.pack("<II", count, len(packed)) + packed + digests


@pytest.mark.parametrize(
    "untrusted",
    [
        "x", 1, [], {}, bytearray(8), b"x", bytes(8), bytes(16 << 20), crafted(0, b"", b""),
        crafted(1, struct.pack("<BHq", 0, 1, -1) + b"\0", bytes(16)),
        crafted(1, struct.pack("<BHq", 9, 1, -1) + b"a", bytes(16)),
        crafted(1, struct.pack("<BHq", 0, 0, -1), bytes(16)),
        crafted(1, struct.pack("<BHq", 0, 1, -2) + b"a", bytes(16)),
        crafted(1, struct.pack("<BHq", 0, 60_000, -1) + bytes(60_000), bytes(16)),
        crafted(2_000_000, bytes(11) * 2_000_000, b""),
        crafted(1, bytes(100 << 20), bytes(16)),
    ],
)  # fmt: skip
def test_claims_out_of_bounds_are_refused(untrusted: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        manifest.checked(untrusted)


@given(st.binary(max_size=400), st.sampled_from(["", ".md5"]))
@settings(max_examples=200)
def test_any_bytes_end(data: bytes, suffix: str) -> None:
    for start in (b"", MD5.encode() + b"  ", b"%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n1,", b"\xff\xfe", b"\\"):
        if manifest.promising(start + data, suffix):
            try:
                manifest.read(start + data, suffix, lambda: None)
            except Unreadable:
                continue
