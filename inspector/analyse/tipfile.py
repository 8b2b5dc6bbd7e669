"""One tip file, read in an isolated worker: what it says is told first, then each attachment on its own.

So a part that brings the worker down costs only what comes after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import BinaryIO

from inspector.analyse import charset
from inspector.analyse.mailfile import read_mail
from inspector.analyse.pdffile import read_pdf
from inspector.analyse.tipparts import (
    ATTACHMENT_LIMIT,
    ATTACHMENTS,
    ATTACHMENTS_BYTES,
    FAILURES,
    LINE_LIMIT,
    TEXT_LIMIT,
    Parts,
    Piece,
)
from inspector.work import Channel, Values

FILE_LIMIT = 256 * 1024 * 1024
MAIL_LIMIT = 96 * 1024 * 1024
_TEXT_BYTES = 8 * 1024 * 1024
_BLOCK = 1 << 20
_TOLD_BLOCK = 8 << 20
_MAGIC_WINDOW = 1024  # ISO 32000-1, annex H: readers look for the header within the first 1024 bytes
_HEADER_LINE = re.compile(rb"[!-9;-~]{1,60}:[ \t]")
_MAIL_SUFFIXES = frozenset({".eml", ".mht", ".mhtml"})
_MAIL_HEADERS = frozenset({b"from", b"to", b"subject", b"date", b"received", b"message-id", b"mime-version"})


def warm() -> None:
    """Loads whatever the first reading would load, while files can still be opened."""
    charset.load()
    for sample in (_SAMPLE_MAIL, _SAMPLE_PDF, "chữ".encode()):
        for _ in _parse(sample, "", lambda: None).attachments:
            pass


def read_tip(file: BinaryIO, request: Values, channel: Channel) -> Values:
    """Reads one tip file.

    `request`: `name_suffix`, the last suffix of its name in small letters. Told: `{"head": {format, title, fields,
    headers, text, links, failures}}`, where headers ("name: value") and links are lines of one text; then for each
    attachment `{"attachment": {name, mime, size, failure}}` and its bytes in `{"data": …}` pieces. Returns
    `{"failures"}` that arose on the way. A failure is a code whose sentence is `failure-<code>`.
    """
    data, whole = _read(file, channel)
    parts = _parse(data, str(request.get("name_suffix", "")), lambda: channel.beat(len(data)))
    if not whole:
        parts.fail("tip_file_large")
    if not channel.tell({"head": _head(parts)}):
        return {"failures": []}
    told = len(parts.failures)
    _tell_attachments(parts, channel)
    return {"failures": parts.failures[told : told + FAILURES]}


def _read(file: BinaryIO, channel: Channel) -> tuple[bytes, bool]:
    """The file's bytes up to the limit, and whether that is all of it."""
    blocks: list[bytes] = []
    size = 0
    while size <= FILE_LIMIT and (block := file.read(_BLOCK)):
        blocks.append(block)
        size += len(block)
        channel.beat(size)
    return b"".join(blocks)[:FILE_LIMIT], size <= FILE_LIMIT


def _parse(data: bytes, suffix: str, beat: Callable[[], None]) -> Parts:
    if b"%PDF-" in data[:_MAGIC_WINDOW]:
        return read_pdf(data, beat)
    if suffix in _MAIL_SUFFIXES or _looks_like_mail(data):
        parts = read_mail(data[:MAIL_LIMIT], beat)
        if len(data) > MAIL_LIMIT:
            parts.fail("tip_file_large")
        return parts
    if charset.is_text(data):
        return _read_text(data)
    parts = Parts("other")
    parts.fail("tip_format_unknown")
    return parts


def _looks_like_mail(data: bytes) -> bool:
    """Whether the file begins with headers of which at least two belong to mails."""
    names = set()
    for line in data[:65536].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").split(b"\n"):
        if not line.strip(b"\r"):
            break
        if line[:1] in b" \t" or line.startswith((b"From ", b">From ")):
            continue
        if not (match := _HEADER_LINE.match(line)):
            return False
        names.add(match[0][:-2].lower())
    return len(names & _MAIL_HEADERS) >= 2


def _read_text(data: bytes) -> Parts:
    parts = Parts("text")
    text = charset.decoded(data[:_TEXT_BYTES]).replace("\r\n", "\n").replace("\x00", "\ufffd")
    if len(text) > TEXT_LIMIT or len(data) > _TEXT_BYTES:
        parts.fail("tip_text_cut")
    parts.text = text[:TEXT_LIMIT]
    parts.title = next((" ".join(line.split()) for line in text.split("\n", 50) if line.strip()), "")[:LINE_LIMIT]
    return parts


def _head(parts: Parts) -> Values:
    text = parts.text.encode()
    if len(text) > _TEXT_BYTES:  # a frame has room for so many bytes
        parts.fail("tip_text_cut")
        text = text[:_TEXT_BYTES]
    return {
        "format": parts.format,
        "title": parts.title,
        "fields": parts.fields,
        "headers": "\n".join(f"{name}: {value}" for name, value in parts.headers),
        "text": text.decode("utf-8", "ignore"),
        "links": "\n".join(parts.links),
        "failures": parts.failures[:FAILURES],
    }


def _tell_attachments(parts: Parts, channel: Channel) -> None:
    room = ATTACHMENTS_BYTES
    for number, piece in enumerate(parts.attachments):
        if number >= ATTACHMENTS:
            parts.fail("tip_attachments_many")
            return
        kept = _within(piece, room)
        room -= len(kept.data or b"")
        if not _tell(kept, channel):
            return


def _tell(piece: Piece, channel: Channel) -> bool:
    data = piece.data or b""
    told = {"name": piece.name, "mime": piece.mime, "size": len(data), "failure": piece.failure}
    return channel.tell({"attachment": told}) and all(
        channel.tell({"data": data[start : start + _TOLD_BLOCK]}) for start in range(0, len(data), _TOLD_BLOCK)
    )


def _within(piece: Piece, room: int) -> Piece:
    if piece.data is None or len(piece.data) <= min(ATTACHMENT_LIMIT, room):
        return piece
    code = "tip_attachment_large" if len(piece.data) > ATTACHMENT_LIMIT else "tip_attachments_many"
    return Piece(piece.name, piece.mime, None, code)


_SAMPLE_MAIL = b"""From: =?utf-8?q?T=C3=AAn?= <a@example.org>
To: b@example.org
Subject: =?windows-1258?b?VGllzG5n?=
Date: Fri, 02 Jan 2026 03:04:05 +0700
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

<p>a=20<a href=3D"http://example.org/">b</a></p>
--x
Content-Type: message/rfc822

Subject: c
Content-Type: text/plain; charset=us-ascii

d
--x
Content-Type: image/png
Content-Disposition: attachment; filename*=utf-8''t%C3%AAn.png
Content-Transfer-Encoding: base64

AAAA
--x--
"""

_SAMPLE_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 32>>stream
BT /F 9 Tf 9 9 Td (chu) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""
