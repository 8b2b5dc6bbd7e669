"""Texts, a PDF, a mail and an archive, as they lie about on any machine; all of it invented."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from email.policy import SMTP

from reportlab.pdfgen.canvas import Canvas

NOTE = """Ghi chú thực hành

Tài liệu này do chương trình tự viết ra để luyện tập. Mọi tên, địa chỉ và hình ảnh đều được dựng lên;
hình ảnh chỉ là hình học, biểu đồ và phong cảnh vẽ bằng công thức.

Từ khóa để thử tìm kiếm: bảo vệ trẻ em, môi trường mạng, vật chứng, đường truyền.
"""
SHOPPING = "\ufeffDanh sách mua sắm\n- giấy vẽ\n- bút chì màu\n- thước kẻ, com-pa\n"
OLD_WORDS = "Tên của tệp này ghi theo bảng mã cũ.\n"
MAIL_DATE = "Mon, 02 Jun 2025 08:30:00 +0700"


def document() -> bytes:
    """A PDF of one page."""
    out = io.BytesIO()
    page = Canvas(out, invariant=1)
    page.setTitle("Practice document")
    for number, line in enumerate(("Practice document", "Drawn by the program for training.", "Nothing here is real.")):
        page.drawString(72, 760 - 24 * number, line)
    page.showPage()
    page.save()
    return out.getvalue()


def mail(picture: bytes) -> bytes:
    """A mail in Vietnamese with one picture attached."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = "nguoi.gui@example.vn", "nguoi.nhan@example.vn"
    message["Date"], message["Subject"] = MAIL_DATE, "Ảnh phong cảnh để thực hành"
    message["Message-ID"] = "<practice-1@example.vn>"
    message.set_content("Chào bạn,\n\nTôi gửi kèm một ảnh phong cảnh. Xem thêm tại https://example.vn/phong-canh.\n")
    message.add_attachment(picture, maintype="image", subtype="jpeg", filename="phong cảnh.jpg")
    message.set_boundary("practice-boundary")
    return message.as_bytes()


def archive(members: dict[str, bytes]) -> bytes:
    """A ZIP of the members, every one with the same old time stamp."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(zipfile.ZipInfo(name, (2025, 6, 2, 8, 30, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
