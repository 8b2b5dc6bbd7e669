"""Messages as Outlook wraps them for the way (winmail.dat)."""

from __future__ import annotations

import contextlib
import io
import struct
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.analyse import filetype
from inspector.analyse.unreadable import Unreadable
from inspector.domain.content import Kind
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.mail.tnef import Tnef
from inspector.source.member import Member
from tests.source import made_tnef as made
from tests.source.container_contract import ContainerContract, Example, head_of
from tests.source.made_tnef import (
    ATTACHMENT,
    BINARY,
    DATA,
    MANY,
    OBJECT,
    SHORT,
    STRING,
    STRING8,
    TIME,
    WHOLE,
    Values,
    attachment,
    attribute,
    wrapped,
)

GIF = b"GIF89a" + bytes(range(256)) * 40
SENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
SENT_NS = int(SENT.timestamp()) * 10**9
LETTER: Values = {
    (0x001A, STRING): "IPM.Note", (0x0037, STRING): "Tố giác", (0x0042, STRING): "Nguyễn Văn A",
    (0x5D02, STRING): "a@example.org", (0x0039, TIME): SENT, (0x1035, STRING8): "<1@example.org>",
    (0x8001, STRING, "Tên"): "x", (0x8002, MANY | SHORT, 7): [1, 2, 3], (0x8003, MANY | STRING, "k"): ["một", "hai"],
    (0x8004, MANY | TIME, 8): [SENT, SENT], (0x0E07, WHOLE): 1, (0x1000, STRING8): "Kính gửi,\r\nđây là nội dung.",
}  # fmt: skip
RECEIVERS: list[Values] = [
    {(0x0C15, WHOLE): 1, (0x3001, STRING): "Trần Thị Đào", (0x39FE, STRING): "b@example.org"},
    {(0x0C15, WHOLE): 2, (0x3001, STRING8): "Lê C", (0x3003, STRING8): "c@example.org"},
]
PICTURE: Values = {
    (0x3705, WHOLE): 1, (0x3707, STRING): "ảnh chụp.gif", (0x3704, STRING8): "NHCHP~1.GIF", (0x3008, TIME): SENT,
}  # fmt: skip


def inside(values: Values, content: bytes, interface: bytes = made.MESSAGE, how: int = 5) -> bytes:
    """An attachment whose content is an object among its properties."""
    return attachment(None, {**values, (0x3705, WHOLE): how, (0x3701, OBJECT): interface + content})


INNER = wrapped({(0x0037, STRING): "Bên trong"}, attachment(GIF, PICTURE))


def ordinary() -> bytes:
    return wrapped(LETTER, attachment(GIF, PICTURE, "NHCHP~1.GIF"), inside({(0x3001, STRING): "Thư"}, INNER))


def read(data: bytes) -> tuple[list[tuple[Member, bytes]], About]:
    """Every member as far as it can be read in one go, and what is told of the message."""
    container = Tnef(Handed(io.BytesIO(data), head_of("winmail.dat", data)))
    found = []
    for member in container.walk():
        content = b""
        if not member.failure:
            with contextlib.suppress(Unreadable):
                content = container.open(member).read()
        found.append((member, content))
    return found, container.about()


def flaw(data: bytes) -> tuple[bytes, str]:
    """What comes out of the first member before it breaks, and how it does."""
    container = Tnef(Handed(io.BytesIO(data), head_of("winmail.dat", data)))
    content, file = b"", container.open(next(container.walk()))
    try:
        while block := file.read(1000):
            content += block
    except Unreadable as unreadable:
        return content, unreadable.code
    return content, ""


class TestTnef(ContainerContract):
    reader = Tnef

    def examples(self) -> list[Example]:
        older = wrapped({}, attachment(b"one", {}, "Đơn tố cáo.txt"), attachment(b"", {}, "rỗng"))
        return [
            Example("winmail.dat", ordinary(), {"ảnh chụp.gif".encode(): GIF, "Thư.tnef".encode(): INNER}),
            Example("khong ten", older, {"Đơn tố cáo.txt".encode(): b"one", "rỗng".encode(): b""}),
        ]


def test_it_is_known_as_mail() -> None:
    found = filetype.tell(ordinary()[:65536], ".dat")
    assert (found.mime, found.kind) == ("application/vnd.ms-tnef", Kind.MAIL)
    assert Tnef.claim(Head(ordinary()[:7], "", b"x", None)) is Claim.BYTES


def test_what_it_tells_of_itself() -> None:
    about = read(wrapped(LETTER, attachment(GIF, PICTURE), receivers=RECEIVERS))[1]
    assert about.facts == {
        "subject": "Tố giác", "from": "Nguyễn Văn A <a@example.org>", "to": "Trần Thị Đào <b@example.org>",
        "cc": "Lê C <c@example.org>", "date_utc": "2026-01-02T03:04:05Z", "message_id": "<1@example.org>",
        "attachments": 1,
    }  # fmt: skip
    assert about.text is not None
    assert about.text.startswith("Subject: Tố giác\nFrom: Nguyễn Văn A <a@example.org>\nTo: Trần")
    assert about.text.endswith("Kính gửi,\nđây là nội dung.")
    assert about.failures == ()


def test_what_older_programs_write_in_attributes_of_their_own() -> None:
    before = attribute(made.FROM, made.sender("Nguyễn Văn A", "SMTP:a@example.org"), 1)
    before += attribute(made.SUBJECT, made.eight_bit("Tố giác", "cp1258") + b"\0", 1)
    before += attribute(made.SENT, made.date(SENT), 1) + attribute(made.CLASS, b"IPM.Microsoft Mail.Note\0", 1)
    before += attribute(made.BODY, made.eight_bit("đây là nội dung\r\n.", "cp1258") + b"\0", 1)
    old = attribute(made.RENDERING, bytes(14)) + attribute(made.MODIFIED, made.date(SENT)) + attribute(DATA, b"x")
    found, about = read(wrapped({}, old, before=before))
    assert (found[0][0].path, found[0][0].modified_ns, found[0][1]) == (b"part-1.bin", SENT_NS, b"x")
    assert (about.facts["subject"], about.facts["from"]) == ("Tố giác", "Nguyễn Văn A <a@example.org>")
    assert about.facts["date_utc"] == "2026-01-02T03:04:05Z"
    assert about.text is not None
    assert about.text.endswith("\n\nđây là nội dung\n.")
    assert about.failures == ()


def test_texts_go_by_the_code_page_of_the_stream_and_html_by_its_own() -> None:
    page: Values = {(0x3FDE, WHOLE): 1251, (0x0037, STRING8): "Đà Nẵng", (0x1013, BINARY): "<p>Да".encode("cp1251")}
    about = read(wrapped(page))[1]
    assert about.facts["subject"] == "Đà Nẵng"
    assert about.text is not None
    assert about.text.endswith("Да")


def test_several_texts_of_a_property_are_all_told() -> None:
    contact: Values = {(0x001A, STRING): "IPM.Contact", (0x8003, MANY | STRING, "Keywords"): ["một", "hai"]}
    assert read(wrapped(contact))[1].text == "một; hai"


def test_attachments_keep_name_and_time() -> None:
    member = read(ordinary())[0][0][0]
    assert (member.path.decode(), member.size, member.modified_ns) == ("ảnh chụp.gif", len(GIF), SENT_NS)


def test_contents_among_the_properties() -> None:
    stored = attachment(None, {(0x3705, WHOLE): 1, (0x3701, BINARY): GIF, **PICTURE})
    ole = inside({(0x3001, STRING): "Bảng"}, b"\xd0\xcf\x11\xe0...", made.STORAGE, 6)
    drawn = attribute(made.METAFILE, b"\xd7\xcd\xc6\x9a")
    elsewhere = attachment(None, {(0x3705, WHOLE): 2, (0x3707, STRING): "xa.doc"})
    found = read(wrapped({}, stored, ole + drawn, attachment(b"", {(0x3701, BINARY): b"a"}, "b"), elsewhere))[0]
    assert [(m.path.decode(), m.locator, m.failure, data) for m, data in found] == [
        ("ảnh chụp.gif", "1", "", GIF), ("Bảng", "2", "", b"\xd0\xcf\x11\xe0..."),
        ("Bảng.wmf", "2.1", "", b"\xd7\xcd\xc6\x9a"), ("b", "3", "", b"a"), ("xa.doc", "4", "missing_member", b""),
    ]  # fmt: skip


def test_a_mail_kept_as_an_attachment_is_a_mail() -> None:
    signed = attachment(b"Subject: x\n\n", {(0x370E, STRING): "multipart/signed", (0x3707, STRING): "smime"})
    ((member, data),) = read(wrapped({}, signed))[0]
    assert (member.path, member.mime, data) == (b"smime.eml", "message/rfc822", b"Subject: x\n\n")


def test_an_attribute_that_comes_again_begins_another_attachment() -> None:
    bare = attribute(DATA, b"one") + attribute(made.TITLE, b"a\0") + attribute(DATA, b"two") + attribute(DATA, b"three")
    assert [(m.path, data) for m, data in read(wrapped({}, bare))[0]] == [
        (b"a", b"one"), (b"part-2.bin", b"two"), (b"part-3.bin", b"three"),
    ]  # fmt: skip


def test_a_text_with_pictures_in_it_is_a_member() -> None:
    html = b'<img src="data:image/gif;base64,R0lG">'
    ((member, data),) = read(wrapped({(0x1013, BINARY): html}))[0]
    assert (member.path, member.locator, data) == (b"body.html", "html", html)


@pytest.mark.parametrize("kept_in", [DATA, ATTACHMENT])
def test_a_wrong_sum_is_told_and_everything_is_given(kept_in: int) -> None:
    stored = made.properties({(0x3701, BINARY): GIF})
    data = wrapped(LETTER, attribute(kept_in, GIF if kept_in == DATA else stored, total=1))
    assert flaw(data) == (GIF, "damaged")
    assert read(data)[1].failures == ()


def test_a_wrong_sum_of_what_holds_no_content_is_the_messages_failure() -> None:
    named = attribute(DATA, GIF) + attribute(ATTACHMENT, made.properties(PICTURE), total=1)
    found, about = read(wrapped(LETTER, named))
    assert [data for _, data in found] == [GIF]
    assert about.failures == (("damaged", "sum"),)
    about = read(wrapped({}, attribute(made.SUBJECT, b"x\0", 1, total=1)))[1]
    assert (about.facts["subject"], about.failures) == ("x", (("damaged", "sum"),))


def test_after_it_was_told_the_content_can_be_opened_in_place() -> None:
    """Whoever unfolds it reads it a second time, and is not stopped again."""
    container = Tnef(Handed(io.BytesIO(data := wrapped({}, attribute(DATA, GIF, total=1))), head_of("x", data)))
    file = container.open(next(container.walk()))
    with pytest.raises(Unreadable):
        file.read()
    file.seek(-10, io.SEEK_END)
    assert file.read() == GIF[-10:]


def test_of_a_stream_broken_off_everything_before_is_kept() -> None:
    whole = wrapped(LETTER, attachment(b"one", {}, "a"), attachment(GIF, {}, "b"))
    cut = whole[:-100]
    found, about = read(cut)
    assert [(m.path, m.size, data) for m, data in found] == [(b"a", 3, b"one"), (b"b", None, b"")]
    assert about.failures == (("truncated", "attribute"),)
    assert about.facts["subject"] == "Tố giác"
    assert flaw(wrapped({}, attachment(GIF, {}))[:-100]) == (GIF[:-98], "truncated")


def test_of_an_object_broken_off_what_there_is_is_given() -> None:
    data = wrapped({}, attachment(None, {(0x3701, BINARY): GIF}))[:-102]
    assert flaw(data) == (GIF[: -(100 - -len(GIF) % 4)], "truncated")


@pytest.mark.parametrize("behind", [b"\0" * 300, b"\r\n", b"\n"])
def test_what_mails_fill_up_with_is_no_damage(behind: bytes) -> None:
    assert read(ordinary() + behind)[1].failures == ()
    assert read(ordinary() + behind + b"?" * 20)[1].failures != ()


def test_claims_cost_nothing() -> None:
    many = struct.pack("<I", 0xFFFFFFFF)
    deep = struct.pack("<IHHI", 1, BINARY, 0x3701, 0xFFFFFFFF)
    begun = time.monotonic()
    for data in (many, deep, many + struct.pack("<HHI", MANY | BINARY, 1, 0xFFFFFFFF) + bytes(1000)):
        about = read(wrapped(LETTER, attribute(ATTACHMENT, data)))[1]
        assert about.failures == (("damaged", "property"),)
        about = read(wrapped({}, before=attribute(made.PROPERTIES, data, 1) + attribute(made.RECEIVERS, many, 1)))[1]
        assert ("damaged", "property") in about.failures
    endless = b"\x78\x9f\x3e\x22\0\0" + struct.pack("<BII", 2, DATA, 0xFFFFFFFF) + b"some"
    assert flaw(endless) == (b"some", "truncated")
    assert time.monotonic() - begun < 5


def test_a_large_text_is_told_as_too_large() -> None:
    about = read(wrapped({(0x1000, BINARY): b"", (0x1013, BINARY): bytes(17 << 20)}))[1]
    assert about.failures == (("too_large", "property"),)
    about = read(wrapped({(0x1000, STRING8): "a" * (2 << 20)}))[1]
    assert about.failures == (("too_large", "text"),)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.binary(max_size=40), st.text("aăâđêôơưỡ ẵ.", min_size=1, max_size=20)), max_size=6))
def test_whatever_is_written_is_read(files: list[tuple[bytes, str]]) -> None:
    data = wrapped(LETTER, *(attachment(content, {(0x3707, STRING): name}) for content, name in files))
    found, about = read(data)
    assert [(content, member.path.decode()) for member, content in found] == files
    assert about.failures == ()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_whatever_is_damaged_ends(noise: bytes, place: int) -> None:
    sound = wrapped(LETTER, attachment(b"1", PICTURE), receivers=RECEIVERS)
    with contextlib.suppress(Unreadable):
        read(sound[:place] + noise + sound[place + len(noise) :])
