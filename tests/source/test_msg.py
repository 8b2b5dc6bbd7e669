"""Messages saved by Outlook."""

from __future__ import annotations

import contextlib
import email
import io
import struct
from datetime import UTC, datetime
from email.policy import default
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oxmsg import Message

from inspector.analyse import filetype
from inspector.analyse.lzfu import unpack
from inspector.analyse.richtext import read_richtext
from inspector.analyse.unreadable import Unreadable
from inspector.domain.content import Kind
from inspector.source.container import Claim, Handed, Head
from inspector.source.containers.mail.eml import Eml
from inspector.source.containers.mail.letter import TEXT_LIMIT
from inspector.source.containers.mail.msg import Msg
from tests.source.container_contract import ContainerContract, Example, contents, head_of
from tests.source.made_msg import (
    BINARY,
    STRING,
    STRING8,
    TIME,
    WHOLE,
    Tree,
    Values,
    embedded,
    message,
    ole_object,
    written,
)

GIF = b"GIF89a" + bytes(range(256)) * 40
SENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

LETTER: Values = {
    (0x001A, STRING): "IPM.Note", (0x0037, STRING): "Tố giác", (0x0042, STRING): "Nguyễn Văn A",
    (0x0065, STRING): "/O=CƠ QUAN/CN=A", (0x5D02, STRING): "a@example.org", (0x0039, TIME): SENT,
    (0x1035, STRING): "<1@example.org>", (0x1000, STRING): "Kính gửi,\r\nđây là nội dung.",
}  # fmt: skip
RECEIVERS: list[Values] = [
    {(0x3001, STRING): "Trần Thị Đào", (0x39FE, STRING): "b@example.org", (0x0C15, WHOLE): 1},
    {(0x3001, STRING): "c@example.org", (0x3003, STRING): "c@example.org", (0x0C15, WHOLE): 2},
]
PICTURE: Values = {
    (0x3705, WHOLE): 1, (0x3707, STRING): "ảnh chụp.gif", (0x3704, STRING): "NHCHP~1.GIF", (0x3701, BINARY): GIF,
    (0x3008, TIME): SENT,
}  # fmt: skip


def inner(depth: int = 0) -> Tree:
    below: list[Values | Tree] = [embedded({}, inner(depth - 1))] if depth else [PICTURE]
    return message({(0x0037, STRING): f"Bên trong {depth}", (0x1000, STRING): "trong"}, RECEIVERS, below, before=24)


def ordinary() -> bytes:
    return written(message(LETTER, RECEIVERS, [PICTURE, embedded({(0x3001, STRING): "Thư"}, inner())]))


def opened(data: bytes) -> Msg:
    return Msg(Handed(io.BytesIO(data), head_of("x.msg", data)))


def taken(tree: Tree) -> tuple[dict[str, bytes], Msg]:
    container = opened(written(tree))
    return {member.path.decode(): content for member, content in contents(container)}, container


def mails(data: bytes) -> dict[str, bytes]:
    """What the reader of mails makes of a rendered one."""
    container = Eml(Handed(io.BytesIO(data), head_of("x.eml", data)))
    return {member.path.decode(): content for member, content in contents(container)}


class TestMsg(ContainerContract):
    reader = Msg

    def examples(self) -> list[Example]:
        template = written(message({(0x0037, STRING8): b"Ti\xeang"}))
        return [
            Example("thư.msg", ordinary(), {"ảnh chụp.gif".encode(): GIF, "Thư.eml".encode(): None}),
            Example("khong ten", template, {}),
        ]


def test_another_reader_reads_what_is_made_here() -> None:
    """The samples are no invention of this test: a library of others finds the same in them."""
    found = Message.load(io.BytesIO(ordinary()))
    assert (found.subject, found.sent_date) == ("Tố giác", SENT)
    assert found.attachments[0].file_name == "ảnh chụp.gif"
    assert found.attachments[0].file_bytes == GIF


def test_what_it_tells_of_itself() -> None:
    _, container = taken(message(LETTER, RECEIVERS, [PICTURE]))
    about = container.about()
    assert about.facts == {
        "subject": "Tố giác", "from": "Nguyễn Văn A <a@example.org>", "to": "Trần Thị Đào <b@example.org>",
        "cc": "c@example.org", "date_utc": "2026-01-02T03:04:05Z", "message_id": "<1@example.org>", "attachments": 1,
    }  # fmt: skip
    assert about.text is not None
    assert about.text.startswith(
        "Subject: Tố giác\nFrom: Nguyễn Văn A <a@example.org>\nTo: Trần Thị Đào <b@example.org>"
    )
    assert about.text.endswith("Kính gửi,\nđây là nội dung.")
    assert about.failures == ()


def test_attachments_keep_name_and_time() -> None:
    member = next(opened(ordinary()).walk())
    assert member.path.decode() == "ảnh chụp.gif"
    assert member.size == len(GIF)
    assert member.modified_ns == int(SENT.timestamp()) * 10**9


def test_a_message_in_it_comes_out_as_a_mail_with_all_that_hangs_on_it() -> None:
    found, container = taken(message(LETTER, [], [embedded({(0x3001, STRING): "Thư"}, inner(2))]))
    data = found["Thư.eml"]
    mail: Any = email.message_from_bytes(data, policy=default)
    assert mail["subject"] == "Bên trong 2"
    assert mail["to"] == "Trần Thị Đào <b@example.org>"
    assert mail.get_body(("plain",)).get_content().strip() == "trong"
    (deeper,) = mails(data).values()
    (deepest,) = mails(deeper).values()
    assert mails(deepest) == {"ảnh chụp.gif": GIF}
    assert opened(written(message(LETTER, [], [embedded({}, inner(2))]))).about().failures == ()
    assert container.about().failures == ()


def test_messages_deeper_than_anybody_sends_end() -> None:
    (data,) = taken(message(LETTER, [], [embedded({}, inner(60))]))[0].values()
    assert data.count(b"message/rfc822") <= 40
    assert b"Subject: =?utf-8?" in data


def test_its_own_headers_are_kept_and_those_that_tell_how_it_was_packed_are_not() -> None:
    headers = (
        "Microsoft Mail Internet Headers Version 2.0\r\nReceived: from x\r\n\tby y\r\nFrom: A <a@example.org>\r\n"
        'Content-Type: multipart/mixed;\r\n\tboundary="=_1"\r\nMIME-Version: 1.0\r\nX-Last: 1\r\n\r\n'
        "--=_1--\r\nX-No: 1\r\n"
    )
    below = message({(0x007D, STRING): headers, (0x0037, STRING): "Chào"}, [], [PICTURE], before=24)
    (data,) = taken(message(LETTER, [], [embedded({}, below)]))[0].values()
    mail = email.message_from_bytes(data, policy=default)
    assert [mail[name] for name in ("received", "from", "x-last", "subject")] == [
        "from x\tby y", "A <a@example.org>", "1", "Chào",
    ]  # fmt: skip
    assert mail.get_all("content-type") == ['multipart/mixed; boundary="=_1"']
    assert mails(data) == {"ảnh chụp.gif": GIF}


def test_what_is_attached_only_by_its_place_is_told_missing() -> None:
    (member,) = opened(written(message(LETTER, [], [{(0x3705, WHOLE): 4, (0x3707, STRING): "a.jpg"}]))).walk()
    assert (member.path, member.failure) == (b"a.jpg", "missing_member")


def test_an_ole_object_gives_its_streams() -> None:
    found, _ = taken(message(LETTER, [], [ole_object({}, {"CONTENTS": GIF, "\x01Ole": b"x"})]))
    assert found == {"00000000/CONTENTS": GIF, "00000000/\x01Ole": b"x"}


def test_a_signed_mail_is_given_as_the_mail_it_is() -> None:
    signed = b"MIME-Version: 1.0\nContent-Type: image/gif\n\nGIF89a"
    values: Values = {(0x370E, STRING): "multipart/signed", (0x3707, STRING): "smime.p7m", (0x3701, BINARY): signed}
    container = opened(written(message(LETTER, [], [values])))
    ((member, content),) = contents(container)
    assert (member.path, member.mime, content) == (b"smime.p7m.eml", "message/rfc822", signed)


def test_texts_that_hold_pictures_are_members_too() -> None:
    html = '<p>chào</p><img src="data:image/gif;base64,AAAA">'.encode()
    rtf = b"{\\rtf1 {\\pict\\jpegblip ffd8}}"
    packed = struct.pack("<IIII", len(rtf) + 12, len(rtf), 0x414C454D, 0) + rtf
    found, container = taken(message({**LETTER, (0x1013, BINARY): html, (0x1009, BINARY): packed}))
    assert found == {"body.html": html, "body.rtf": rtf}
    assert "chào" not in (container.about().text or "")  # the plain text is there


@pytest.mark.parametrize(
    "values",
    [
        {(0x1013, BINARY): "<p>chào <b>bạn</b></p>".encode()},
        {(0x1013, BINARY): "<p>chào bạn</p>".encode("utf-16")},
        {(0x1013, STRING): "<p>chào bạn</p>"},
        {(0x1000, STRING8): "chào bạn".encode()},
        {(0x1000, STRING8): "cha\u0300o ba\u0323n".encode("cp1258"), (0x3FFD, WHOLE): 1258},
        {(0x1009, BINARY): struct.pack("<IIII", 99, 99, 0x414C454D, 0) + b"{\\rtf1\\ansi ch\\u224?o b\\u7841?n\\par}"},
    ],
)
def test_the_text_is_read_in_whatever_form_it_is_there(values: Values) -> None:
    _, container = taken(message({(0x0037, STRING): "x", **values}))
    assert (container.about().text or "").endswith("chào bạn")


def test_what_stands_in_the_fields_of_a_contact_can_be_found() -> None:
    contact: Values = {
        (0x001A, STRING): "IPM.Contact",
        (0x3A08, STRING): "0901 234 567",
        (0x8083, STRING): "z@example.org",
    }
    _, container = taken(message(contact))
    assert (container.about().text or "").split() == ["0901", "234", "567", "z@example.org"]


def test_a_text_beyond_the_bound_is_cut_and_told() -> None:
    _, container = taken(message({(0x1000, STRING): "a" * (TEXT_LIMIT + 9)}))
    assert len(container.about().text or "") == TEXT_LIMIT
    assert container.about().failures == (("too_large", "text"),)


def test_an_ole_file_that_is_no_message_is_refused() -> None:
    with pytest.raises(Unreadable):
        opened(written({"WordDocument": b"x" * 5000}))


def test_its_type_is_told_by_its_bytes_wherever_it_lies() -> None:
    found = filetype.tell(ordinary(), "")
    assert (found.mime, found.kind) == ("application/vnd.ms-outlook", Kind.MAIL)
    found = filetype.tell(b"!BDN" + bytes(600), "")
    assert (found.mime, found.kind) == ("application/vnd.ms-outlook-pst", Kind.MAIL)


def test_claims() -> None:
    data = ordinary()
    assert Msg.claim(head_of("x", data)) is Claim.INSIDE
    word = written({"WordDocument": b"x" * 5000})
    assert Msg.claim(Head(word, "application/msword", b"a.doc", None)) is Claim.NONE
    assert Msg.claim(Head(word, "application/x-ole-storage", b"a.msg", None)) is Claim.NAME


@pytest.mark.parametrize(
    ("packed", "rtf"),
    [
        # The two examples of MS-OXRTFCP 4.1 and 4.2.
        ("2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0",
         b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"),
        ("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0", b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"),
    ],
)  # fmt: skip
def test_compressed_rtf_of_the_specification(packed: str, rtf: bytes) -> None:
    assert unpack(bytes.fromhex(packed)) == rtf


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"{\rtf1\ansi\ansicpg1252 caf\'e9\par x}", "café\nx"),
        (rb"{\rtf1\ansi{\fonttbl{\f0\fcharset163 Times;}}{\f0 Vi\'ea\'f2t}}", "Việt"),
        (rb"{\rtf1\uc1 Ti\u7871?ng Vi\u7879\'3ft}", "Tiếng Việt"),
        (rb"{\rtf1\uc0 Ti\u7871 ng}", "Tiếng"),
        (rb"{\rtf1 a{\*\generator x}{\info{\title y}}{\pict 0a0b}b}", "ab"),
        (rb"{\rtf1\fromhtml1{\*\htmltag64 <p>}\htmlrtf{\htmlrtf0 x\htmlrtf\par}\htmlrtf0}", "x"),
        (rb"{\rtf1 \{a\}\\\tab b\~c}", "{a}\\\tb\xa0c"),
        (b"{\\rtf1 a\\bin4 }}}}b}", "ab"),
        (rb"{\rtf1 \u-10179?\u-8704?}", "😀"),
        (b"{" * 100_000, ""),
        (b"\\", ""),
        (b"khong phai rtf", "khong phai rtf"),
    ],
)
def test_words_of_rtf(rtf: bytes, text: str) -> None:
    assert read_richtext(rtf).startswith(text)


@given(st.binary(max_size=300))
def test_any_bytes_as_rtf_are_survived(data: bytes) -> None:
    read_richtext(b"{\\rtf1" + data).encode()
    with contextlib.suppress(Unreadable):
        unpack(struct.pack("<IIII", 300, 10**9, 0x75465A4C, 0) + data)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 0xFFFF), st.sampled_from([STRING, STRING8, BINARY])), st.binary(max_size=80)
    )
)
def test_any_properties_are_survived(values: dict[tuple[int, int], bytes]) -> None:
    tree = message({**LETTER, **values}, [values], [values, embedded(values, message(values, before=24))])
    found, container = taken(tree)
    assert all(isinstance(content, bytes) for content in found.values())
    about = container.about()
    (about.text or "").encode()
    str(about.facts).encode()
