"""Files of the benchmark corpus that are not pictures: texts, PDF, office, archives, mail, databases."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable
from email.message import EmailMessage

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.bench.scenes import Draws

PHRASES = (
    "biên bản ghi nhận thiết bị lưu trữ điện thoại máy tính xách tay thẻ nhớ tập tin thư mục hình ảnh đoạn phim ngày "
    "giờ phường quận thành phố Cần Thơ Hải Phòng Đắk Lắk gia đình trường học bãi biển sinh nhật kỳ nghỉ hóa đơn "
    "notes from the device folder camera message backup invoice holiday garden school travel"
)
WORDS = PHRASES.split()


def prose(numbers: Draws, count: int) -> str:
    """`count` words in chance order."""
    return " ".join(WORDS[int(place)] for place in numbers.integers(0, len(WORDS), count))


def text(numbers: Draws, suffix: str) -> bytes:
    """A txt, html, csv or json file, in one of the encodings such files have."""
    words = prose(numbers, int(numbers.integers(40, 3000)))
    encoding = ("utf-8", "utf-8-sig", "utf-16")[int(numbers.integers(3))]
    if suffix == "html":
        return f"<!doctype html><title>{words[:30]}</title><p>{words}</p>".encode()
    if suffix == "json":
        return json.dumps({"words": words.split()}, ensure_ascii=False).encode()
    if suffix == "csv":
        out = io.StringIO()
        csv.writer(out).writerows(words.split()[at : at + 6] for at in range(0, len(words.split()), 6))
        return out.getvalue().encode(encoding)
    return words.encode(encoding)


def pdf(numbers: Draws, picture: bytes) -> bytes:
    """Two pages: lines of text, and a picture."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)  # no time stamp: the same bytes every time
    for line in range(40):
        canvas.drawString(60, 780 - 18 * line, prose(numbers, 8).encode("ascii", "ignore").decode())
    canvas.showPage()
    canvas.drawImage(ImageReader(io.BytesIO(picture)), 60, 300, 480, 360)
    canvas.save()
    return out.getvalue()


def archive(members: Iterable[tuple[str, bytes]], *, packed: bool = True) -> bytes:
    """A zip file of the members, with one fixed time."""
    out = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w") as file:
        for name, data in members:
            file.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), data, method)
    return out.getvalue()


def office(numbers: Draws, picture: bytes) -> bytes:
    """What a word processor saves: parts of XML and a picture in a zip file."""
    body = f'<?xml version="1.0"?><w:document><w:t>{prose(numbers, 600)}</w:t></w:document>'
    kinds = '<?xml version="1.0"?><Types/>'
    parts = {
        "[Content_Types].xml": kinds.encode(),
        "word/document.xml": body.encode(),
        "word/media/image1.jpg": picture,
    }
    return archive(parts.items())


def mailbox(numbers: Draws, pictures: Iterable[bytes]) -> bytes:
    """An mbox with one message a picture."""
    out = bytearray()
    for number, picture in enumerate(pictures):
        message = EmailMessage()
        message["From"], message["To"] = f"nguoi{number}@example.org", "hop-thu@example.org"
        message["Subject"], message["Date"] = prose(numbers, 5), "Mon, 06 May 2024 07:08:10 +0700"
        message.set_content(prose(numbers, 150))
        message.add_attachment(picture, maintype="image", subtype="jpeg", filename=f"ảnh {number}.jpg")
        message.set_boundary(f"----{int(numbers.integers(10**12)):012d}")
        out += b"From - Mon May  6 07:08:10 2024\n" + message.as_bytes() + b"\n"
    return bytes(out)


def database(numbers: Draws) -> bytes:
    """An SQLite file such as a messenger keeps."""
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE message(id INTEGER PRIMARY KEY, sender TEXT, body TEXT, sent INTEGER)")
        rows = [(number, f"u{number % 5}", prose(numbers, 10), 1_700_000_000 + number) for number in range(300)]
        connection.executemany("INSERT INTO message VALUES(?, ?, ?, ?)", rows)
        connection.commit()
        data = bytes(connection.serialize())
    connection.close()
    return data
