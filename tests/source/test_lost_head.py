"""Archives and documents whose first bytes are lost, and archives that something was put in front of."""

from __future__ import annotations

import gzip
import io
import random
import struct
import zipfile
import zlib

import pytest

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import Claim, Container
from inspector.source.containers.archive.unread import Unread
from inspector.source.containers.archive.zip_archive import Zip
from inspector.source.containers.paper.office import Office
from inspector.source.containers.paper.pdf import Pdf
from inspector.source.readers import reader_for
from tests.analyse.drawn import encode, scene
from tests.source.container_contract import Example, contents, head_of, opened
from tests.source.test_office import package
from tests.source.test_pdf import scanned

JPEG = encode(scene(2, 40, 30), "JPEG")
NOISE = random.Random(5).randbytes(70_000)
FILES = {"ảnh.jpg": JPEG, "b.bin": NOISE, "c.txt": b"c"}


def zipped(comment: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, data in FILES.items():
            archive.writestr(name, data)
    return file.getvalue()


def reader(name: str, data: bytes) -> type[Container] | None:
    return reader_for(head_of(name, data))


def found(name: str, data: bytes) -> dict[str, bytes]:
    return {member.path.decode(): content for member, content in contents(opened(Zip, Example(name, data, {})))}


@pytest.mark.parametrize("name", ["a.dat", "a", "a.epub", "a.wacz", "a.apk"])
def test_a_zip_without_its_first_bytes_is_read(name: str) -> None:
    data = bytes(4) + zipped()[4:]
    assert reader(name, data) is Zip
    assert found(name, data) == FILES


def test_a_lost_mark_is_forgiven_where_the_name_stands_only() -> None:
    data = bytearray(zipped())
    data[:4], data[30] = bytes(4), data[30] ^ 1
    (first, *_) = (container := opened(Zip, Example("a.zip", bytes(data), {}))).walk()
    with pytest.raises(Unreadable, match="damaged"):
        container.open(first)


def test_a_zip_behind_a_comment_is_found_by_its_end() -> None:
    assert reader("a.dat", bytes(4) + zipped(b"w" * 60_000)[4:]) is Zip


def test_a_zip_by_name_that_lost_both_ends_gives_what_lies_between() -> None:
    data = bytes(4) + zipped()[4:-100]
    assert reader("a.docx", data) is Office
    members = contents(opened(Office, Example("a.docx", data, {})))
    assert {member.path: content for member, content in members if member.path != b"text.txt"} == {
        b"b.bin": NOISE, b"c.txt": b"c",
    }  # fmt: skip


def test_a_document_without_its_first_bytes_is_one_all_the_same() -> None:
    data = package({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>", "word/media/a.jpg": JPEG})
    broken = bytes(16) + data[16:]
    assert reader("a.docx", broken) is Office
    container = opened(Office, Example("a.docx", broken, {}))
    assert JPEG in [content for _, content in contents(container)]


@pytest.mark.parametrize("picture", [JPEG, encode(scene(2, 40, 30), "PNG"), encode(scene(2, 40, 30), "GIF")])
def test_a_zip_behind_a_picture_is_found(picture: bytes) -> None:
    data = picture + zipped()
    assert head_of("a.jpg", data).mime.startswith("image/")
    assert reader("a.jpg", data) is Zip
    assert found("a.jpg", data) == FILES


@pytest.mark.parametrize(
    "behind",
    [
        b"",
        bytes(64),
        b"\0\0\0\x18ftypmp42" + NOISE,  # a motion photo
        JPEG,  # a small picture of the same
        b"PK\5\6" + bytes(18),  # an archive with nothing in it
        b"PK\5\6" + bytes(4) + struct.pack("<HHLLH", 1, 1, 50, 1 << 30, 0),  # one that would lie beyond
        zipped()[:-1],
        zipped() + bytes(600),
    ],
)
def test_what_else_is_put_behind_a_picture_is_no_archive(behind: bytes) -> None:
    assert reader("a.jpg", JPEG + behind) is None


def test_an_extension_of_a_browser_is_an_archive() -> None:
    for head in (b"Cr24\2\0\0\0\3\0\0\0\2\0\0\0keysi", b"Cr24\3\0\0\0\4\0\0\0head"):
        data = head + zipped()
        assert reader("a.crx", data) is Zip
        assert found("a.crx", data) == FILES


def test_a_pdf_behind_other_bytes_is_read() -> None:
    data = b"junk " * 400 + scanned(JPEG)
    assert reader("a.pdf", data) is Pdf
    assert JPEG in [content for _, content in contents(opened(Pdf, Example("a.pdf", data, {})))]


def test_a_pdf_without_its_mark_is_read() -> None:
    data = b"%\1\0\0\0" + scanned(JPEG)[5:]
    assert reader("a.pdf", data) is Pdf
    assert JPEG in [content for _, content in contents(opened(Pdf, Example("a.pdf", data, {})))]
    assert reader("a.bin", data) is None


@pytest.mark.parametrize("name", ["a.tar.gz", "a.7z", "a.RAR"])
def test_an_archive_by_name_alone_says_that_it_is_damaged(name: str) -> None:
    data = bytes(8) + gzip.compress(NOISE)[8:]
    assert reader(name, data) is Unread
    with pytest.raises(Unreadable) as caught:
        opened(Unread, Example(name, data, {}))
    assert caught.value.code == "damaged"


@pytest.mark.parametrize("name", ["~$a.docx", "._a.zip", "._a.pdf", "._a.tar.gz", "a.bin", "a.key", "a"])
def test_what_lies_beside_files_under_their_names_is_not_claimed(name: str) -> None:
    assert reader(name, b"\0\5\x16\7\0\2" + NOISE + b"1 0 obj") is None
    assert reader(name, b"") is None


def test_text_under_the_name_of_an_archive_is_text() -> None:
    for name in ("a.gz", "a.zip", "a.docx", "a.pdf", "a.7z"):
        assert Unread.claim(head_of(name, b"just words\n" * 100)) is Claim.NONE
        assert reader(name, b"just words\n" * 100) is None


def test_members_stay_checked_behind_a_picture() -> None:
    data = bytearray(JPEG + zipped())
    data[len(JPEG) + 200] ^= 1
    (first, *_) = (container := opened(Zip, Example("a.jpg", bytes(data), {}))).walk()
    with pytest.raises((Unreadable, zlib.error)):
        container.open(first).read()
