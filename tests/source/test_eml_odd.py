"""Mails by programs that never read the standard: others get at what hangs on them, and so do we."""

from __future__ import annotations

import base64
import binascii
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.analyse.filetype import tell
from inspector.analyse.mailfile import read_mail
from inspector.analyse.maillines import MailLines
from inspector.analyse.mailpart import Headers
from inspector.analyse.mailshape import encoding, mended
from inspector.source.container import About, Handed
from inspector.source.containers.mail.eml import Eml
from tests.source.container_contract import ContainerContract, Example, contents, head_of

GIF = b"GIF89a" + bytes(range(256)) * 8
TOP = b"From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\n"
PICTURE = (
    b"Content-Type: image/gif; name=a.gif\nContent-Disposition: attachment; filename=a.gif\n"
    b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(GIF)
)


def divided(mark: bytes = b"abc", kind: bytes = b'multipart/mixed; boundary="abc"', top: bytes = TOP) -> bytes:
    text = b"--" + mark + b"\nContent-Type: text/plain\n\nhello\n"
    return top + b"Content-Type: " + kind + b"\n\n" + text + b"--" + mark + b"\n" + PICTURE + b"--" + mark + b"--\n"


def taken(data: bytes) -> tuple[list[tuple[str, bytes]], About]:
    container = Eml(Handed(io.BytesIO(data), head_of("thu.eml", data)))
    found = [(member.path.decode(), content) for member, content in contents(container)]
    return found, container.about()


@pytest.mark.parametrize(
    ("mark", "kind"),
    [
        (b"----=_Part_1_2.3", b"multipart/mixed; boundary=----=_Part_1_2.3"),
        (b"----=_Part_1_2.3", b"multipart/mixed;\r\n boundary=----=_Part_1_2.3\r\n"),
        (b"a/b:c", b"multipart/mixed; boundary=a/b:c; charset=utf-8"),
        (b"a?b", b"multipart/mixed; boundary=a?b"),
        (b"a@b", b"multipart/mixed; boundary=a@b;"),
        (b"'abc'", b"multipart/mixed; boundary='abc'"),
        (b"abc", b"multipart/mixed; boundary='abc'"),
        (b"abc=d", b"multipart/mixed; boundary*0=abc=; boundary*1=d"),
        (b'"xy"', b'multipart/mixed; boundary=\\"xy\\"'),
        (b"abc", b'multipart/mixed boundary="abc"'),
        (b"abc", b'multipart/mixed, boundary="abc"'),
        (b"abc", b'multipart / mixed; boundary="abc"'),
        (b"abc", b'multipart; boundary="abc"'),
        (b"abc", b"multipart/mixed; boundary=abc (hai)"),
        (b"abc", b"multipart/mixed; boundary=abc\ncharset=x"),
        (b"abc", b"multipart/mixed;\nboundary=abc"),
        (b"abc", b"multipart/mixed"),
        (b"abc", b'multipart/mixed; boundary="--abc"'),
        (b"abc", b'multipart/mixed; boundary="ABC"'),
        (b"abc", b'multipart/mixed; boundary="khac"'),
        (b"ng\xe3n", b"multipart/mixed; boundary=ng\xe3n"),
        ("ngăn".encode(), "multipart/mixed; boundary=ngăn".encode()),
        (b"abc", b'text/plain\nContent-Type: multipart/mixed; boundary="abc"'),
        (b"abc", b'multipart/mixed; boundary="abc"\nContent-Type: text/plain'),
    ],
)
def test_a_boundary_is_found_however_it_was_written(mark: bytes, kind: bytes) -> None:
    for ending in (b"\n", b"\r\n"):
        data = divided(mark, kind.replace(b"\r\n", b"\n")).replace(b"\n", ending)
        found, about = taken(data)
        assert found == [("a.gif", GIF)]
        assert about.failures == ()
        assert "hello" in (about.text or "")
        (piece,) = read_mail(data).attachments
        assert piece.data == GIF


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xef\xbb\xbf" + divided(), id="mark"),
        pytest.param(divided().replace(b"\n", b"\r\r\n"), id="CR CR LF"),
        pytest.param(divided().replace(b"\n", b"\r"), id="CR"),
        pytest.param(divided().replace(b"To:", b"khong phai dau de\nTo:"), id="stray"),
        pytest.param(b"Fro :a\n" + divided(), id="stray first"),
        pytest.param(divided().replace(b"Content-Type: mul", b"Content-Type : mul"), id="space"),
        pytest.param(b"\r\n" + divided(), id="empty line"),
        pytest.param(b"\xef\xbb\xbf\n \n" + divided(), id="mark and empty lines"),
        pytest.param(b">From a Fri Jan  2 2026\n" + divided(), id="quoted separator"),
        pytest.param(divided().replace(b"To:", b">From a Fri Jan  2 2026\nTo:"), id="quoted separator further down"),
        pytest.param(divided(top=TOP + b"X-Y: z\n" * 20_000), id="many headers"),
    ],
)
def test_slight_faults_before_the_parts_cost_no_part(data: bytes) -> None:
    found, about = taken(data)
    assert found == [("a.gif", GIF)]
    assert ("x-y: z" not in data.lower().decode("latin-1")) == (about.failures == ())
    assert about.facts["subject"] == "x"
    assert tell(data, "").mime == "message/rfc822"


@pytest.mark.parametrize("text", [b">From a place\nx\n", b"Noted : so\nx\n", b"Mot\nhai: ba\n", b"Mot\n\nTo: b\n"])
def test_a_part_without_headers_keeps_its_text(text: bytes) -> None:
    data = divided().replace(b"Content-Type: text/plain\n\nhello\n", text)
    assert text.decode().strip() in (taken(data)[1].text or "")


def test_what_comes_behind_the_last_mark_is_a_part_if_it_begins_as_one() -> None:
    data = divided().replace(b"hello\n", b"hello\n--abc--\n")
    assert taken(data)[0] == [("a.gif", GIF)]
    inner = b'Content-Type: multipart/mixed; boundary="i"\n\n--i\nContent-Type: text/plain\n\nx\n--i--\n--i\n' + PICTURE
    nested = divided().replace(b"Content-Type: text/plain\n\nhello\n", inner)
    assert taken(nested)[0] == [("a.gif", GIF)] * 2


@pytest.mark.parametrize(
    "written", ["base64;", '"base64"', "base64 (hai)", "(a) Base64", "'base64'", "base-64", "base64, x", " base64."]
)
def test_the_transfer_encoding_is_known_however_it_was_written(written: str) -> None:
    assert encoding(written) == "base64"
    assert encoding("Quoted Printable") == encoding("quoted_printable;") == "quoted-printable"
    data = divided().replace(b"Encoding: base64", b"Encoding: " + written.encode())
    assert taken(data)[0] == [("a.gif", GIF)]


def test_a_multipart_in_which_nothing_is_found_says_so() -> None:
    found, about = taken(TOP + b"Content-Type: multipart/mixed; boundary=abc\n\nchi co chu\n-- \nab\n")
    assert found == []
    assert about.failures == (("damaged", "parts"),)
    assert "chi co chu" in (about.text or "")
    assert taken(TOP + b"Content-Type: multipart/mixed; boundary=abc\n\n")[1].failures == ()


def test_a_mail_without_any_header_says_so() -> None:
    found, about = taken(divided().decode().encode("utf-16"))
    assert found == []
    assert about.failures == (("damaged", "headers"),)


class TestOdd(ContainerContract):
    reader = Eml

    def examples(self) -> list[Example]:
        unquoted = divided(b"=_a/b", b"multipart/mixed; boundary==_a/b")
        return [
            Example("a.eml", unquoted.replace(b"hello\n", uu(b"c.gif", GIF)), {b"a.gif": GIF, b"c.gif": GIF}),
            Example("b.eml", b"\xef\xbb\xbf" + divided(kind=b"multipart/mixed"), {b"a.gif": GIF}),
            Example("c.eml", divided().replace(b"\n", b"\r"), {b"a.gif": GIF}),
        ]


def uu(name: bytes, data: bytes) -> bytes:
    lines = b"".join(binascii.b2a_uu(data[at : at + 45]) for at in range(0, len(data), 45))
    return b"begin 644 " + name + b"\n" + lines + b"`\nend\n"


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_files_uuencoded_in_the_text_are_members(ending: bytes) -> None:
    body = b"xin chao\n" + uu("ảnh 1.gif".encode(), GIF) + b"\nva\n" + uu(b"b.gif", GIF[:100]) + b"\nhet"
    data = (TOP + b"\n" + body).replace(b"\n", ending)
    found, about = taken(data)
    assert found == [("ảnh 1.gif", GIF), ("b.gif", GIF[:100])]
    assert about.failures == ()
    assert "xin chao" in (about.text or "")
    assert [piece.data for piece in read_mail(data).attachments] == [GIF, GIF[:100]]
    part = divided().replace(b"hello\n", uu(b"c.gif", GIF)).replace(b"\n", ending)
    assert taken(part)[0] == [("c.gif", GIF), ("a.gif", GIF)]
    stripped = (TOP + b"\n" + b"\n".join(line.rstrip() for line in uu(b"d", bytes(90)).split(b"\n"))).replace(
        b"\n", ending
    )
    assert taken(stripped)[0] == [("d", bytes(90))]


def test_an_unfinished_uuencoded_file_gives_what_there_is_and_says_so() -> None:
    cut = uu(b"a.gif", GIF)[:500]
    ((_, content),), about = taken(TOP + b"\n" + cut[: cut.rindex(b"\n") + 1])
    assert GIF.startswith(content)
    assert content
    assert about.failures == (("damaged", "encoding"),)


@pytest.mark.parametrize(
    "body", [b"begin 644 a\n", b"begin 644 a\nxin chao\n", b"begin the day\n#86)C\n", b"beginning 644 a\n#86)C\n"]
)
def test_a_text_that_speaks_of_beginning_holds_no_file(body: bytes) -> None:
    assert taken(TOP + b"\n" + body)[0] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (b"\n\n2026-01-02 10:00 INFO: started\nWARN: x\n", "text/plain"),
        (b"\n\nTo: do\nlist: milk\n", "text/plain"),
        (b"ghi chu\nSubject: x\nDate: y\n\nz\n", "text/plain"),
        (b"\xef\xbb\xbfghi chu: x\nDate: y\n\nz\n", "text/plain"),
        (b"x: 1\nfrom: a\nmot dong\nhai dong\nto: b\n\n", "text/plain"),
        (b"a : 1\nb : 2\nfrom : x\n\n", "text/plain"),
    ],
)
def test_texts_that_are_no_mails_are_not_taken_for_some(text: bytes, name: str) -> None:
    assert tell(text, "").mime == name


def timed(data: bytes) -> float:
    begun = time.perf_counter()
    taken(data)
    return time.perf_counter() - begun


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TOP + b"\n" + b"begin 644 a\n#86)C\n" * 3000, id="begins"),
        pytest.param(TOP + b"\n" + b"begin 644 a\n" * 100_000, id="begins of nothing"),
        pytest.param(TOP + b"khong phai\n" * 100_000, id="strays"),
        pytest.param(TOP + (b"x\nX-Y: z\n" * 20_000), id="strays among headers"),
        pytest.param(TOP + b"Content-Type: multipart/mixed\n\n" + b"--a\n" * 100_000, id="marks of nothing"),
        pytest.param(TOP + b"Content-Type: multipart/mixed\n\n--a\n" * 1000, id="wrong boundaries in each other"),
        pytest.param(
            TOP
            + b"Content-Type: multipart/mixed; boundary=b\n\n"
            + b"--b\nContent-Type: multipart/mixed; boundary=c\n\n--d\nContent-Type: a/b\n\nx\n" * 1000,
            id="wrong boundaries one behind the other",
        ),
        pytest.param(b"\n" * 500_000 + TOP, id="empty lines"),
    ],
)
def test_hostile_mails_take_no_longer_than_long_ones(data: bytes) -> None:
    assert timed(data) < 3


@pytest.mark.parametrize(
    "piece", ['"', "a", "=", "a=", ";", " ", "'", "a ", "a*=", '\\"', '"\\', "(", "/", ",a=b", "a=b "]
)
def test_structure_is_mended_in_linear_time(piece: str) -> None:
    begun = time.perf_counter()
    for start in ("", "multipart/mixed; ", "a/b; c=", 'a/b; c="'):
        mended(start + piece * (2048 // len(piece)))
    assert time.perf_counter() - begun < 0.2


@given(st.text(st.sampled_from("ab;=\"'\\ ,/*0(\n%é"), max_size=60))
def test_whatever_a_header_holds_it_is_read(value: str) -> None:
    part = Headers().part(f"Content-Type: {value}\nContent-Disposition: {value}\n\n".encode())
    assert isinstance(part.boundary, bytes)
    assert isinstance(part.name, str)


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ("attachment; filename=ảnh chụp 1.jpg", "ảnh chụp 1.jpg"),
        ("attachment; filename=a(1).jpg; size=3", "a(1).jpg"),
        ("attachment; filename=a@b=c.jpg", "a@b=c.jpg"),
        ("attachment; filename='a b.jpg'", "a b.jpg"),
        ('attachment; filename=\\"a b.jpg\\"', "a b.jpg"),
        ("attachment filename=a.jpg", "a.jpg"),
        ("filename=a.jpg", "a.jpg"),
        ("attachment; filename==?utf-8?B?4bqjbmguanBn?=", "ảnh.jpg"),
        ('attachment; filename="a\\"b.jpg" x', 'a"b.jpg'),
    ],
)
def test_names_without_quotes_are_whole(disposition: str, name: str) -> None:
    data = TOP + b"Content-Type: image/jpeg\nContent-Disposition: " + disposition.encode() + b"\n\nJPEG"
    assert taken(data)[0] == [(name, b"JPEG")]


def test_a_disposition_that_says_nothing_makes_no_attachment() -> None:
    assert taken(TOP + b"Content-Type: text/html\nContent-Disposition: =?utf-8?Q?x?=\n\n<p>x</p>")[0] == []


@pytest.mark.parametrize(
    ("written", "failures"), [("x-gzip64", 1), ("mac-binhex40", 1), ("8bit", 0), ("none", 0), ("utf-8", 0)]
)
def test_an_encoding_nobody_undoes_here_is_told(written: str, failures: int) -> None:
    found, about = taken(divided().replace(b"Encoding: base64", b"Encoding: " + written.encode()))
    assert [name for name, _ in found] == ["a.gif"]
    assert about.failures == (("no_decoder", "encoding"),) * failures


def test_a_reader_of_lines_goes_back_over_the_edge_of_a_block() -> None:
    data = b"x\n" * (1 << 17) + b"y\n--b\n" + b"z" * 100
    lines = MailLines(io.BytesIO(data), lambda: None)
    while lines.at < 1 << 18:
        last = lines.line()
    at = lines.at
    assert lines.line() == b"y\n"
    lines.to(at)
    lines.back(last)
    assert lines.to_dashes() == data.index(b"\n--b")
    assert lines.line() == b"--b\n"


def test_many_multiparts_in_a_row_take_no_longer_than_long_ones() -> None:
    inner = b"--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nx\n--c--\n"
    assert timed(TOP + b"Content-Type: multipart/mixed; boundary=b\n\n" + inner * 2000 + b"--b--\n") < 3
