"""Mails: what hangs on them, what they say, and what hostile ones do not achieve."""

from __future__ import annotations

import base64
import email
import io
import re
from email.message import EmailMessage, Message
from email.policy import SMTP

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from inspector.analyse.mailwalk import Bounds, MailWalk, Role
from inspector.source.container import Claim, Handed, Head
from inspector.source.containers.mail.eml import PARTS, TEXT_LIMIT, Eml
from inspector.source.member import Member
from inspector.source.readers import reader_for
from tests.source.container_contract import ContainerContract, Example, contents, head_of

GIF = b"GIF89a" + bytes(range(256)) * 20


def mail(data: bytes) -> Eml:
    return Eml(Handed(io.BytesIO(data), head_of("thu.eml", data)))


def taken(data: bytes) -> tuple[list[tuple[Member, bytes]], Eml]:
    container = mail(data)
    return contents(container), container


def letter(subject: str = "Xin chào") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Nguyễn Văn A <a@example.org>"
    message["To"] = "b@example.org"
    message["Cc"] = "Trần Thị Đào <c@example.org>"
    message["Date"] = "Fri, 02 Jan 2026 10:04:05 +0700"
    message["Message-ID"] = "<1@example.org>"
    message.set_content("Kính gửi,\nđây là nội dung.\n")
    return message


def ordinary() -> bytes:
    inner = letter("Bên trong")
    inner.add_attachment(GIF, maintype="image", subtype="gif", filename="trong.gif")
    outer = letter()
    outer.add_alternative('<p>Xin <b>chào</b></p><img src="cid:1">', subtype="html")
    html = list(outer.iter_parts())[1]
    html.add_related(GIF, "image", "gif", cid="<1>")
    outer.add_attachment(GIF, maintype="image", subtype="gif", filename="ảnh chụp.gif")
    outer.add_attachment(inner)
    outer.add_attachment("ghi chú", filename="ghi chú.txt")
    return outer.as_bytes(policy=SMTP)


class TestEml(ContainerContract):
    reader = Eml

    def examples(self) -> list[Example]:
        data = ordinary()
        start = data.index(b"Subject", data.index(b"message/rfc822"))
        end = data.rindex(b"\r\n--", 0, data.index(b"filename*=utf-8''ghi%20ch%C3%BA.txt"))
        plain = b"Subject: x\nFrom: a\nContent-Type: image/gif\nContent-Transfer-Encoding: base64\n\n"
        apple = plain + base64.encodebytes(GIF)
        return [
            Example(
                "thư.eml",
                data,
                {
                    b"part-5.gif": GIF, "ảnh chụp.gif".encode(): GIF, b"part-7.eml": data[start:end],
                    "ghi chú.txt".encode(): "ghi chú\r\n".encode(),
                },
            ),
            Example("1.emlx", b"%d  \n%s<?xml version" % (len(apple), apple), {b"part-0.gif": GIF}),
            Example("khong-ten", letter().as_bytes(), {}),
        ]  # fmt: skip


def test_what_it_tells_of_itself() -> None:
    found, container = taken(ordinary())
    about = container.about()
    assert about.facts == {
        "subject": "Xin chào", "from": "Nguyễn Văn A <a@example.org>", "to": "b@example.org",
        "cc": "Trần Thị Đào <c@example.org>", "date_utc": "2026-01-02T03:04:05Z", "message_id": "<1@example.org>",
        "attachments": 4,
    }  # fmt: skip
    assert about.failures == ()
    assert about.text is not None
    assert about.text.startswith("Subject: Xin chào\nFrom: Nguyễn Văn A <a@example.org>\nTo: b@example.org\nCc: Trần")
    assert "đây là nội dung." in about.text
    assert "Xin chào" not in about.text.partition("\n")[2]  # the HTML form of the plain words is not told twice
    assert [member.mime for member, _ in found if member.mime] == ["message/rfc822"]


def test_the_html_is_read_where_there_is_nothing_else() -> None:
    message = letter()
    message.set_content("<p>chỉ có <i>HTML</i></p>", subtype="html")
    _, container = taken(message.as_bytes())
    assert "chỉ có HTML" in (container.about().text or "")


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("attachment; filename*=utf-8''%E1%BA%A3nh.jpg", "ảnh.jpg"),
        ("attachment; filename*0*=utf-8''%E1%BA; filename*1*=%A3nh; filename*2=.jpg", "ảnh.jpg"),
        ('attachment; filename="=?utf-8?B?4bqjbmguanBn?="', "ảnh.jpg"),
        ('attachment; filename="ảnh.jpg"', "ảnh.jpg"),
        ('attachment; filename="../../etc/passwd"', "../../etc/passwd"),
        ("attachment", "part-0.jpeg"),
        ("attachment; filename=" + "a" * 9000, "a" * 2000),
    ],
)
def test_names_are_those_the_sender_wrote(header: str, name: str) -> None:
    data = f"Subject: x\nFrom: a\nContent-Type: image/jpeg\nContent-Disposition: {header}\n\nJPEG".encode()
    ((member, content),), _ = taken(data)
    assert member.path.decode()[:2000] == name[: len(member.path.decode())]
    assert content == b"JPEG"


def test_times_of_an_attachment_are_kept() -> None:
    head = b"Subject: x\nFrom: a\nContent-Type: image/gif\nContent-Disposition: attachment; "
    (member, _), *_ = taken(head + b'modification-date="Fri, 02 Jan 2026 10:04:05 +0700"\n\nx')[0]
    assert member.modified_ns == 1767323045 * 10**9
    assert member.created_ns is None


@pytest.mark.parametrize(
    ("encoding", "body", "content"),
    [
        ("base64", base64.encodebytes(GIF), GIF),
        ("base64", base64.encodebytes(GIF).replace(b"\n", b"\r\n \t\r\n"), GIF),
        ("base64", base64.b64encode(b"abcd") + b"\nghi chu cua may chu\n", b"abcd"),
        ("base64", b"=" + base64.b64encode(b"abcd"), b"abcd"),
        ("base64", b"!!" + base64.b64encode(b"abcd"), b"abcd"),
        ("BASE64 ", b"QUJD", b"ABC"),
        ("base64", b"QUJDR", b"ABC"),
        ("quoted-printable", b"a=3D=\r\nb=20c", b"a=b c"),
        ("quoted-printable", b"=" * 300_000 + b"41", None),
        ("x-uuencode", b"begin 644 a\n#86)C\n \nend\n", b"abc"),
        ("x-uuencode", b"#86)C\n", b""),
        ("8bit", GIF, GIF),
        ("khong-co", GIF, GIF),
    ],
)
def test_transfer_encodings(encoding: str, body: bytes, content: bytes | None) -> None:
    head = f"Subject: x\nFrom: a\nContent-Type: image/gif\nContent-Transfer-Encoding: {encoding}\n\n"
    ((member, found),), _ = taken(head.encode() + body)
    assert content is None or found == content
    assert member.size in (None, len(found))


def test_a_flaw_in_the_encoding_is_told() -> None:
    head = b"Subject: x\nFrom: a\nContent-Type: image/gif\nContent-Transfer-Encoding: base64\n\n"
    _, container = taken(head + b"!!!" + base64.b64encode(GIF))
    assert container.about().failures == (("damaged", "encoding"),)


def test_a_text_that_is_none_and_a_picture_in_html_are_looked_at_too() -> None:
    message = letter()
    message.set_content(b"\x89PNG\r\n\x1a\n" + bytes(100), maintype="text", subtype="plain", cte="base64")
    ((member, content),), container = taken(message.as_bytes())
    assert (member.path, content[:4]) == (b"part-0.plain", b"\x89PNG")
    assert "PNG" not in (container.about().text or "")
    html = (
        b"Subject: x\nFrom: a\nContent-Type: text/html\n\n<p>xem</p>" + b" " * (1 << 20) + b'<img src="data:image/gif;'
    )
    ((member, _),), container = taken(html)
    assert member.path == b"part-0.html"
    assert "xem" in (container.about().text or "")


def test_a_letter_in_a_letter_is_given_as_it_lies_there() -> None:
    inner = b"From: a\r\nX-Odd:  hai  khoang \r\nBad header line\n\n\x80\xff--k\n"
    data = b"Subject: x\nFrom: a\nContent-Type: multipart/digest; boundary=b\n\n--b\n\n" + inner + b"\n--b--\n"
    ((member, content),), _ = taken(data)
    assert content == inner
    assert (member.path, member.mime, member.size) == (b"part-1.eml", "message/rfc822", len(inner))


def test_a_letter_in_a_forbidden_encoding_is_decoded_only_if_it_is_encoded() -> None:
    head = b"Subject: x\nFrom: a\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
    assert taken(head + base64.encodebytes(b"Subject: y\n\nz"))[0][0][1] == b"Subject: y\n\nz"
    assert taken(head + b"Subject: y\n\nz")[0][0][1] == b"Subject: y\n\nz"


def test_ten_thousand_nested_parts_end_with_what_could_be_had() -> None:
    levels = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(10_000))
    deep = f"{levels}Content-Type: text/plain\n\nđáy\n"
    head = "Subject: sâu\nFrom: a\nContent-Type: multipart/mixed; boundary=top\n\n"
    gif = "--top\nContent-Type: image/gif\n\nGIF89a\n"
    data = f"{head}{gif}--top\n{deep}{gif}--top--\n".encode()
    found, container = taken(data)
    assert [content for _, content in found] == [b"GIF89a"] * 2
    assert container.about().failures == (("too_large", "depth"),)
    assert container.about().facts["subject"] == "sâu"


def test_ten_thousand_letters_in_each_other_are_one_member() -> None:
    ((member, content),), _ = taken(b"Subject: x\nFrom: a\n" + b"Content-Type: message/rfc822\n\n" * 10_000 + b"x")
    assert content.count(b"rfc822") == 9_999
    assert member.mime == "message/rfc822"


def test_a_hundred_thousand_attachments_keep_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    assert PARTS == 100_000
    monkeypatch.setattr("inspector.source.containers.mail.eml.PARTS", 500)
    data = (
        b"Subject: x\nFrom: a\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\nContent-Type: a/b\n\nx\n" * 600
    )
    found, container = taken(data)
    assert len(found) == 499
    assert container.about().failures == (("too_large", "parts"),)


def test_a_header_bomb_costs_the_headers_only() -> None:
    bomb = b"X-Bomb: " + b"a" * 3_000_000 + b"\n" + b"Received: x\n" * 50_000 + b"To: " + b'"' * 500_000 + b"\n"
    found, container = taken(b"Subject: x\nFrom: a\n" + bomb + b"Content-Type: image/gif\n\nGIF89a")
    assert ("too_large", "headers") in container.about().failures
    assert container.about().facts["subject"] == "x"
    assert len(found) <= 1


def test_a_mail_cut_short_says_so_and_gives_what_there_is() -> None:
    whole = ordinary()
    cut = whole[: whole.index(b"gif", whole.index(b"filename")) + 2000]
    found, container = taken(cut)
    assert GIF in [content for _, content in found]
    assert ("truncated", "parts") in container.about().failures


def test_a_part_is_not_hidden_by_a_boundary_used_twice() -> None:
    data = (
        b"Subject: x\nFrom: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        b"Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nx\n--b--\n\n"
        b"--b\nContent-Type: image/gif; name=xx.gif\n\nGIF89a\n--b--\n"
    )
    assert [content for _, content in taken(data)[0]] == [b"GIF89a"]


def test_a_boundary_that_is_another_ones_beginning_divides_nothing() -> None:
    head = b"Subject: x\nFrom: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: a/b\n\n"
    data = head + b"--bb\n--b x\n--\n--b--\n"
    assert [content for _, content in taken(data)[0]] == [b"--bb\n--b x\n--"]


def test_text_beyond_the_bound_is_cut_and_told() -> None:
    _, container = taken(b"Subject: x\nFrom: a\n\n" + b"a " * TEXT_LIMIT)
    assert len(container.about().text or "") <= TEXT_LIMIT
    assert container.about().failures == (("too_large", "text"),)


def test_facts_are_short_and_clean() -> None:
    _, container = taken(b"Subject: " + b"a\x00b\xff\x1b " * 5000 + b"\nFrom: a\n\nx")
    subject = container.about().facts["subject"]
    assert isinstance(subject, str)
    assert len(subject) <= 1000
    subject.encode()


def test_claims() -> None:
    assert Eml.claim(Head(b"X-Odd: 1\n\nx", "text/plain", b"a.eml", 9)) is Claim.NAME
    assert Eml.claim(Head(b"\x89PNG", "image/png", b"a.eml", 9)) is Claim.NONE
    assert reader_for(head_of("x", ordinary())) is Eml


def leaves(message: Message) -> list[bytes]:
    """What the standard library finds below a mail, as far as it is not divided."""
    if message.is_multipart():
        return [each for child in message.get_payload() for each in leaves(child)]  # type: ignore[arg-type]
    data = message.get_payload(decode=True)
    assert isinstance(data, bytes)
    return [data]


PIECES = st.sampled_from([
    b"--b\n", b"--b--\n", b"--c\r\n", b"--c--\r\n", b"\n", b"\r\n", b"x", b"-", b"--", b"Content-Type: text/plain\n\n",
    b"Content-Type: image/gif\n\n", b"Content-Type: multipart/mixed; boundary=c\n\n", b"\xff",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_parts_are_those_the_standard_library_finds(pieces: list[bytes]) -> None:
    data = b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + b"".join(pieces)
    assume(data.count(b"boundary=c") <= 1)  # the library loses parts under the same boundary twice
    assume(not re.search(rb"--[bc](--)?\r?\n--[bc]", data))  # and takes two marks in a row for one, even the last
    assume(not re.search(rb"--([bc])--\r?\n.*--\1\r?\n", data, re.DOTALL))  # nor does it go on behind the last mark
    assume(not re.search(rb"(?m)^--(?![bc](?:--)?\r?$)[^\n]*\nContent-", data))  # nor does it look for a boundary
    file = io.BytesIO(data)
    parts = MailWalk(file, Bounds(1000)).parts()
    found = [data[part.start : part.end] for part, role in parts if role is not Role.LETTER]
    expected = leaves(email.message_from_bytes(data))
    assert stripped(found) == stripped(expected)


def stripped(leaves: list[bytes]) -> list[bytes]:
    """Without those of nothing, and without the last line's end, which belongs to what divides them, or not."""
    return [leaf.rstrip(b"\r\n") for leaf in leaves if leaf.strip()]
