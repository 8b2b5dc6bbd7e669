"""E-mail files: what they say, and what hostile ones do not achieve."""

from __future__ import annotations

import base64
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.analyse.mailfile import PARTS, read_mail
from inspector.analyse.mailtext import utc
from inspector.analyse.tipparts import FIELD_LIMIT, HEADERS, HEADERS_LIMIT, TEXT_LIMIT
from inspector.tips.reading import TipReading

Read = Callable[..., TipReading]
CODES = set[str]


def letter(**headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return message


def codes(reading: TipReading) -> CODES:
    return {failure.code for failure in reading.failures}


def test_a_letter_with_attachments(read: Read) -> None:
    message = letter(
        From="Nguyễn Văn A <a@example.org>",
        To="tiepnhan@example.vn, b@example.org",
        Subject="Tố giác nhóm kín trên mạng",
        Date="Fri, 02 Jan 2026 10:04:05 +0700",
        Message_ID="<1@example.org>",
    )
    message.set_content("Kính gửi cơ quan,\nxem https://example.org/x")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="ảnh chụp màn hình.png")
    message.add_attachment("ghi chú", filename="ghi chú.txt")
    reading = read(message.as_bytes(policy=SMTP))
    assert reading.format == "mail"
    assert reading.untrusted_title == "Tố giác nhóm kín trên mạng"
    assert reading.untrusted_fields["from"] == "Nguyễn Văn A <a@example.org>"
    assert reading.untrusted_fields["to"] == "tiepnhan@example.vn, b@example.org"
    assert reading.untrusted_fields["date"] == "2026-01-02T03:04:05Z"
    assert reading.untrusted_fields["date-written"] == "Fri, 02 Jan 2026 10:04:05 +0700"
    assert "xem https://example.org/x" in reading.untrusted_text
    assert ("message-id", "<1@example.org>") in reading.untrusted_headers
    named = {each.untrusted_name: each for each in reading.attachments}
    assert named["ảnh chụp màn hình.png"].data == b"\x89PNG"
    assert named["ảnh chụp màn hình.png"].untrusted_mime == "image/png"
    assert (named["ghi chú.txt"].data or b"").decode().strip() == "ghi chú"
    assert codes(reading) == set()


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("attachment; filename*=utf-8''%E1%BA%A3nh.jpg", "ảnh.jpg"),
        ("attachment; filename*0*=utf-8''%E1%BA; filename*1*=%A3nh; filename*2=.jpg", "ảnh.jpg"),
        ('attachment; filename="=?utf-8?B?4bqjbmguanBn?="', "ảnh.jpg"),
        ('attachment; filename="ảnh.jpg"', "ảnh.jpg"),
        ('attachment; filename="../../etc/passwd"', "../../etc/passwd"),
        ('attachment; filename="a\u202egpj.exe"', "a\u202egpj.exe"),
        ('attachment; filename="C:\\\\x\\\\y.zip"', "C:\\x\\y.zip"),
        ("attachment", ""),
    ],
)
def test_names_of_attachments_as_mailers_write_them(read: Read, header: str, name: str) -> None:
    mail = f"Subject: x\nFrom: a\nContent-Type: image/jpeg\nContent-Disposition: {header}\n\nJPEG".encode()
    (attachment,) = read(mail).attachments
    assert attachment.untrusted_name == name
    assert attachment.data == b"JPEG"


@pytest.mark.parametrize(
    ("charset", "body"),
    [
        ("utf-8", "Tiếng Việt đầy đủ dấu".encode()),
        ("us-ascii", "Tiếng Việt đầy đủ dấu".encode()),
        ("iso-8859-1", "Tiếng Việt đầy đủ dấu".encode()),
        ("x-khong-co", "Tiếng Việt đầy đủ dấu".encode()),
        ("unicode_escape", "Tiếng Việt đầy đủ dấu".encode()),
        ("zlib", "Tiếng Việt đầy đủ dấu".encode()),
        ("windows-1258", "Tiê\u0301ng Viê\u0323t đâ\u0300y đu\u0309 dâ\u0301u".encode("cp1258")),
        ("x-khong-co", "Tiê\u0301ng Viê\u0323t đâ\u0300y đu\u0309 dâ\u0301u".encode("cp1258")),
        ("utf-16", "Tiếng Việt đầy đủ dấu".encode("utf-16")),
    ],
)
def test_text_is_read_whatever_its_character_set_claims(read: Read, charset: str, body: bytes) -> None:
    encoded = base64.encodebytes(body)
    head = f"Subject: x\nFrom: a\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n"
    assert read(head.encode() + encoded).untrusted_text == "Tiếng Việt đầy đủ dấu"


@pytest.mark.parametrize(
    "subject",
    [
        "Tố giác".encode(),
        b"=?utf-8?Q?T=E1=BB=91?= =?utf-8?Q?_gi=C3=A1c?=",
        b"=?utf-8?B?VOG7?= =?utf-8?B?kSBnacOhYw==?=",  # a letter torn between two words
        b"=?UTF-8?B?VOG7kSBnacOhYw==?=",
    ],
)
def test_subjects_as_mailers_write_them(read: Read, subject: bytes) -> None:
    assert read(b"Subject: " + subject + b"\nFrom: a\n\nx").untrusted_title == "Tố giác"


def test_html_alone_becomes_text_and_links(read: Read) -> None:
    message = letter(Subject="x", From="a@example.org")
    message.set_content("<p>Xin <b>chào</b></p><a href='https://example.org/bay'>ngân hàng</a>", subtype="html")
    reading = read(message.as_bytes())
    assert reading.untrusted_text == "Xin chào\nngân hàng"
    assert reading.untrusted_links == ("https://example.org/bay",)


def test_the_links_of_an_html_twin_are_kept_and_its_text_is_not_doubled(read: Read) -> None:
    message = letter(Subject="x", From="a@example.org")
    message.set_content("Xin chào")
    message.add_alternative("<p>Xin chào</p><a href='https://example.org/bay'>x</a>", subtype="html")
    reading = read(message.as_bytes())
    assert reading.untrusted_text == "Xin chào"
    assert reading.untrusted_links == ("https://example.org/bay",)


def test_a_forwarded_letter_gives_its_headers_text_and_files(read: Read) -> None:
    inner = letter(Subject="Bên trong", From="c@example.org", Date="Thu, 01 Jan 2026 00:00:00 +0000")
    inner.set_content("thư gốc")
    inner.add_attachment(b"GIF89a", maintype="image", subtype="gif", filename="a.gif")
    outer = letter(Subject="Chuyển tiếp", From="a@example.org")
    outer.set_content("xin xem")
    outer.add_attachment(inner)
    reading = read(outer.as_bytes())
    assert "Subject: Bên trong\nFrom: c@example.org" in reading.untrusted_text
    assert "thư gốc" in reading.untrusted_text
    assert ("from", "c@example.org") in reading.untrusted_headers
    assert [each.data for each in reading.attachments] == [b"GIF89a"]


def test_a_forwarded_letter_in_a_forbidden_encoding_is_kept_as_a_file(read: Read) -> None:
    packed = base64.encodebytes(b"Subject: sau\n\nnoi dung")
    mail = b"Subject: x\nFrom: a\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + packed
    (attachment,) = read(mail).attachments
    assert attachment.data == b"Subject: sau\n\nnoi dung"


def test_a_delivery_report_is_text(read: Read) -> None:
    mail = b"Subject: x\nFrom: a\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; a.vn\n\nAction: failed\n"
    assert "Action: failed" in read(mail).untrusted_text


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Fri, 02 Jan 2026 10:04:05 +0700", "2026-01-02T03:04:05Z"),
        ("Fri, 02 Jan 2026 10:04:05 -0000", "2026-01-02T10:04:05Z"),
        ("Fri, 02 Jan 2026 10:04:05 GMT", "2026-01-02T10:04:05Z"),
        ("Fri, 02 Jan 2026 10:04:05", ""),
        ("hôm qua", ""),
        ("", ""),
        ("Fri, 31 Dec 9999 23:59:59 -2359", ""),
        ("Fri, 99 Jan 2026 10:04:05 +0700", ""),
    ],
)
def test_only_a_date_with_its_zone_becomes_utc(written: str, moment: str) -> None:
    assert utc(written) == moment


def test_ten_thousand_nested_parts_cost_the_deeper_ones_only(read: Read) -> None:
    levels = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(10_000))
    reading = read(f"Subject: sâu\nFrom: a@example.org\n{levels}Content-Type: text/plain\n\nđáy".encode())
    assert reading.untrusted_title == "sâu"
    assert "tip_mail_deep" in codes(reading)


def test_a_million_forwarded_letters_in_each_other(read: Read) -> None:
    reading = read(b"Subject: x\nFrom: a\n" + b"Content-Type: message/rfc822\n\n" * 50_000 + b"x")
    assert "tip_mail_deep" in codes(reading)
    assert reading.untrusted_title == "x"


def test_too_many_parts_keep_the_first(read: Read) -> None:
    parts = b"--b\nContent-Type: image/png\n\nx\n" * (PARTS + 5)
    reading = read(b"Subject: x\nFrom: a\nContent-Type: multipart/mixed; boundary=b\n\n" + parts + b"--b--\n")
    assert "tip_mail_parts" in codes(reading)
    assert PARTS - 1 <= len(reading.attachments) <= PARTS


def test_endless_headers_are_cut(read: Read) -> None:
    flood = b"".join(b"Received: from x%d by y; Fri, 2 Jan 2026 10:04:05 +0700\n" % n for n in range(20_000))
    reading = read(b"Subject: x\nFrom: a\n" + flood + b"\nthan thu")
    assert "tip_mail_headers" in codes(reading)
    assert len(reading.untrusted_headers) <= HEADERS
    assert reading.untrusted_text == "than thu"


def test_one_endless_header_is_cut(read: Read) -> None:
    reading = read(b"Subject: " + b"a" * 3_000_000 + b"\nFrom: b\nTo: " + b'"' * 1_000_000 + b"\n\nx", ".eml")
    assert len(reading.untrusted_title) == 1000
    assert len(reading.untrusted_fields["to"]) == FIELD_LIMIT
    assert sum(len(value) for _, value in reading.untrusted_headers) <= HEADERS_LIMIT


@pytest.mark.parametrize("unit", ["(", '"', "<", "=?utf-8?q?a?= ", "\\", "a@b.vn,", ";a*0=b", "[", "\r\n ", "é"])
@pytest.mark.parametrize("name", ["From", "Content-Type", "Content-Disposition", "Date", "Content-Transfer-Encoding"])
def test_headers_made_to_hurt_a_reader(read: Read, name: str, unit: str) -> None:
    reading = read(f"Subject: x\nMessage-ID: 1\n{name}: {unit * 20_000}\n\nthân".encode())
    assert reading.format == "mail"
    assert reading.untrusted_title == "x"


def test_hundreds_of_parts_with_headers_made_to_hurt(read: Read) -> None:
    hurt = b'"' * 1500
    parts = b"".join(b"--b\nContent-Type: image/png; name=%s%d\n\nx\n" % (hurt, n) for n in range(400))
    reading = read(b"Subject: x\nFrom: a\nContent-Type: multipart/mixed; boundary=b\n\n" + parts)
    assert len(reading.attachments) == 400


def test_broken_multipart_shows_its_text(read: Read) -> None:
    reading = read(b"Subject: x\nFrom: a\nContent-Type: multipart/mixed; boundary=khong-co\n\nvan con doc duoc")
    assert reading.untrusted_text == "van con doc duoc"
    assert "tip_mail_defects" in codes(reading)


def test_broken_base64_gives_what_there_is(read: Read) -> None:
    mail = b"Subject: x\nFrom: a\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n!!!###QUJD\n"
    assert read(mail).attachments[0].data is not None


def test_a_long_text_is_cut_and_says_so(read: Read) -> None:
    reading = read(b"Subject: x\nFrom: a\n\n" + b"a " * TEXT_LIMIT)
    assert len(reading.untrusted_text) == TEXT_LIMIT
    assert "tip_text_cut" in codes(reading)


def test_nul_bytes_do_not_end_the_text(read: Read) -> None:
    assert read(b"Subject: a\x00b\nFrom: a\n\ntruoc\x00sau").untrusted_text == "truoc\ufffdsau"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 300))
def test_any_bytes_in_a_mail_are_survived(noise: bytes, at: int) -> None:
    whole = letter(Subject="x", From="a@example.org")
    whole.set_content("thân thư")
    whole.add_attachment(b"x", maintype="image", subtype="png", filename="a.png")
    data = whole.as_bytes()
    parts = read_mail(data[:at] + noise + data[at:])
    assert parts.format == "mail"
    assert len(parts.text) <= TEXT_LIMIT
    assert all(isinstance(piece.name, str) for piece in parts.attachments)
