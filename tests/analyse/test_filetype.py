"""Types and kinds: the bytes decide, libmagic's mistakes are put right, the name only helps out."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.analyse import filetype
from inspector.analyse.filetype import UNKNOWN, kind_of, tell
from inspector.domain.content import Kind
from tests.analyse.drawn import encode, scene


def zipped(names: list[str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 50)
    return file.getvalue()


def tarred() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return file.getvalue()


def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Tin báo"
    message.set_content("Nội dung")
    return bytes(message)


TELEGRAM = json.dumps(
    {"name": "Nhóm A", "type": "private_supergroup", "id": 1, "messages": [{"id": 7, "type": "message"}]}
)
META = json.dumps({"participants": [{"name": "A"}], "messages": [{"sender_name": "A", "timestamp_ms": 1}]})
WHATSAPP_IOS = "\u200e[31/12/23, 21:05:09] Lan: chào\n[31/12/23, 21:06:00] Nam: \u200eảnh <attached: 1.jpg>\n"
WHATSAPP_ANDROID = "31/12/23, 21:05 - Lan: chào\ncòn tiếp\n31/12/23, 21:06 - Nam: ảnh (file attached)\n"

SAMPLES: list[tuple[str, bytes, str, Kind]] = [
    ("zip", zipped(["a.txt"]), "application/zip", Kind.ARCHIVE),
    ("tar", tarred(), "application/x-tar", Kind.ARCHIVE),
    ("gzip", gzip.compress(b"x"), "application/gzip", Kind.ARCHIVE),
    ("7z", b"7z\xbc\xaf\x27\x1c\0\4" + bytes(24), "application/x-7z-compressed", Kind.ARCHIVE),
    ("rar", b"Rar!\x1a\7\1\0" + bytes(24), "application/x-rar", Kind.ARCHIVE),
    ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf", Kind.DOCUMENT),
    ("rtf", b"{\\rtf1\\ansi x}", "text/rtf", Kind.DOCUMENT),
    ("html", b"<!doctype html><html><body>x</body></html>", "text/html", Kind.DOCUMENT),
    ("text", "Xin chào".encode(), "text/plain", Kind.DOCUMENT),
    ("json", b'{"a": [1, 2]}', "application/json", Kind.DOCUMENT),
    ("playlist", b"#EXTM3U\n#EXTINF:1,\nx.ts\n", "application/vnd.apple.mpegurl", Kind.DOCUMENT),
    ("mail", mail(), "message/rfc822", Kind.MAIL),
    ("mail with an odd first line", b"X-Odd: 1\nFrom: a@example.org\nSubject: x\n\nhi", "message/rfc822", Kind.MAIL),
    ("mailbox", b"From a@example.org Thu Jan  1 00:00:00 2026\n" + mail(), "application/mbox", Kind.MAIL),
    ("mailbox without a time", b"From a@example.org\r\n" + mail(), "application/mbox", Kind.MAIL),
    ("telegram", TELEGRAM.encode(), "application/json", Kind.CHAT),
    ("facebook", META.encode(), "application/json", Kind.CHAT),
    ("whatsapp ios", WHATSAPP_IOS.encode(), "text/plain", Kind.CHAT),
    ("whatsapp android", WHATSAPP_ANDROID.encode(), "text/plain", Kind.CHAT),
    ("transport stream", (b"\x47\x40\0\x10" + bytes(184)) * 8, "video/mp2t", Kind.VIDEO),
    ("elf", b"\x7fELF\2\1\1" + bytes(60), "application/octet-stream", Kind.OTHER),
    ("nothing", b"", "application/x-empty", Kind.OTHER),
    ("noise that libmagic takes for a picture", bytes(range(256)), UNKNOWN, Kind.OTHER),
]


@pytest.mark.parametrize(
    ("data", "mime", "kind"), [sample[1:] for sample in SAMPLES], ids=[sample[0] for sample in SAMPLES]
)
def test_bytes_tell(data: bytes, mime: str, kind: Kind) -> None:
    found = tell(data, "")
    if mime != UNKNOWN:
        assert found.mime == mime
    assert found.kind is kind
    assert found.suffix_fits is None


BRANDS = [
    (b"heic", (), "image/heic"), (b"heix", (), "image/heic"), (b"mif1", (b"mif1", b"heic"), "image/heic"),
    (b"mif1", (b"mif1", b"avif"), "image/avif"), (b"mif1", (b"mif1",), "image/heif"), (b"avif", (), "image/avif"),
    (b"avis", (b"avif",), "image/avif"), (b"hevc", (), "image/heic-sequence"), (b"M4A ", (b"isom",), "audio/mp4"),
    (b"qt  ", (), "video/quicktime"), (b"isom", (b"iso2", b"mp41"), "video/mp4"),
    (b"mp42", (b"isom", b"heic"), "video/mp4"),
]  # fmt: skip


@pytest.mark.parametrize(("major", "others", "mime"), BRANDS)
def test_brands(major: bytes, others: tuple[bytes, ...], mime: str) -> None:
    body = b"ftyp" + major + bytes(4) + b"".join(others)
    assert tell((len(body) + 4).to_bytes(4, "big") + body + bytes(64), "").mime == mime


def test_the_name_decides_only_when_the_bytes_say_nothing() -> None:
    picture = encode(scene(1, 40, 30), "PNG")
    assert tell(picture, ".txt").kind is Kind.IMAGE
    assert tell(picture, ".txt").suffix_fits is False
    assert tell(picture, ".jpg").suffix_fits is True
    assert tell(picture, ".png").suffix_fits is True
    assert tell(picture, ".xyz").suffix_fits is None
    noise = b"\x93\x01\xfe\x07" * 64
    assert (tell(noise, ".mp4").mime, tell(noise, ".mp4").kind) == (UNKNOWN, Kind.VIDEO)
    assert tell(noise, ".xyz").kind is Kind.OTHER
    assert tell(b"", ".jpg").kind is Kind.OTHER


def test_a_targa_needs_its_name() -> None:
    targa = encode(scene(1, 40, 30), "TGA")
    assert tell(targa, ".tga").mime == "image/x-tga"
    assert tell(targa, ".bin").kind is Kind.OTHER


def test_a_letter_about_letters_is_no_letter() -> None:
    assert tell(b"Note: to whom it may concern\nhello world\n", "").kind is Kind.DOCUMENT
    assert tell(b"12/05/23, 10:00 - only one line has a stamp\nand\nthese\nhave\nnone\n", "").kind is Kind.DOCUMENT


@pytest.mark.parametrize(
    "mime",
    ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "text/csv", "application/msword"],
)
def test_documents(mime: str) -> None:
    assert kind_of(mime) is Kind.DOCUMENT


@given(st.binary(max_size=600), st.sampled_from(["", ".jpg", ".mp4", ".eml", ".xyz"]))
def test_any_bytes_have_a_type(data: bytes, suffix: str) -> None:
    found = tell(data, suffix)
    assert "/" in found.mime
    assert found.mime.isascii()
    assert found.kind in Kind


@given(st.binary(max_size=64))
def test_any_box_has_a_type(rest: bytes) -> None:
    assert "/" in filetype.tell(rest[:4].ljust(4, b"\0") + b"ftyp" + rest[4:], "").mime
