"""Saved web pages in one file: every part under its address, nothing fetched; hostile pages end."""

from __future__ import annotations

import base64
import binascii
import email.policy
from email.message import EmailMessage, MIMEPart

from hypothesis import example, given, settings
from hypothesis import strategies as st

from inspector.source.container import Claim
from inspector.source.containers.paper.mhtml import Mhtml
from tests.analyse.drawn import encode, scene
from tests.source.container_contract import ContainerContract, Example, contents, head_of, opened

JPEG = encode(scene(1, 90, 60), "JPEG")
HTML = "<html><p>Trang đã lưu = một dòng dài " + "x" * 200 + "</p></html>"
EDGE = "----MultipartBoundary--abcdef----"


def part(kind: str, address: str, body: bytes, encoding: str = "binary") -> bytes:
    wrapped = {
        "binary": lambda: body, "quoted-printable": lambda: binascii.b2a_qp(body, istext=False).replace(b"\n", b"\r\n"),
        "base64": lambda: base64.encodebytes(body).replace(b"\n", b"\r\n"),
    }[encoding]()  # fmt: skip
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: {address}\r\n\r\n"
    return head.encode() + wrapped + b"\r\n"


def saved(*parts: bytes, end: bytes = b"--" + EDGE.encode() + b"--\r\n") -> bytes:
    """As Chrome writes it."""
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/trang\r\n"
        "Subject: =?utf-8?Q?Trang_th=E1=BB=AD?=\r\nDate: Fri, 2 Jan 2026 10:04:05 +0700\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{EDGE}"\r\n\r\n\r\n'
    )
    return head.encode() + b"".join(b"--" + EDGE.encode() + b"\r\n" + each for each in parts) + end


def page(data: bytes) -> Mhtml:
    made = opened(Mhtml, Example("a.mhtml", data, {}))
    assert isinstance(made, Mhtml)
    return made


def read(data: bytes) -> dict[bytes, bytes]:
    return {member.path: found for member, found in contents(page(data))}


class TestMhtml(ContainerContract):
    reader = Mhtml

    def examples(self) -> list[Example]:
        chrome = saved(
            part("text/html", "https://example.org/trang", HTML.encode(), "quoted-printable"),
            part("image/jpeg", "https://example.org/%E1%BA%A3nh.jpg?x=1", JPEG, "base64"),
            part("image/jpeg", "cid:frame@mhtml.blink", JPEG),
        )
        return [
            Example("trang", chrome, {
                b"https://example.org/trang": HTML.encode(), b"https://example.org/%E1%BA%A3nh.jpg?x=1": JPEG,
                b"cid:frame@mhtml.blink": JPEG,
            }),
            Example("a.mht", nested(), {b"https://example.org/": b"<p>x</p>\r\n", b"a.jpg": JPEG}),
        ]  # fmt: skip


def nested() -> bytes:
    """A multipart in a multipart, made by the standard library, with names of another kind."""
    root = EmailMessage(policy=email.policy.SMTP)
    root["Subject"] = "x"
    root.set_content("<p>x</p>", subtype="html", cte="base64")
    root.make_alternative()
    (body,) = root.iter_parts()
    assert isinstance(body, MIMEPart)
    body["Content-Location"] = "https://example.org/"
    root.make_mixed()
    root.add_attachment(JPEG, "image", "jpeg", filename="a.jpg")
    data = root.as_bytes()
    return data.replace(b"multipart/mixed", b"multipart/related", 1)


def test_what_was_saved_and_when() -> None:
    container = page(saved(part("text/html", "x", b"<p/>")))
    list(container.walk())
    facts = container.about().facts

    assert facts["address"] == "https://example.org/trang"
    assert (facts["title"], facts["saved"]) == ("Trang thử", "2026-01-02T03:04:05Z")


def test_a_sent_mail_with_pictures_is_none() -> None:
    mail = b"From: a@example.org\r\nTo: b@example.org\r\nReceived: x\r\n" + nested().replace(
        b"https://", b"x"
    )  # fmt: skip

    assert Mhtml.claim(head_of("thu.eml", mail)) is Claim.NONE


def test_a_part_may_lack_its_address() -> None:
    bare = b"Content-Type: image/jpeg\r\n\r\n" + JPEG + b"\r\n"
    labelled = b"Content-Type: image/jpeg\r\nContent-ID: <1@x>\r\n\r\n" + JPEG + b"\r\n"

    names = list(read(saved(bare, labelled)))

    assert names[0].startswith(b"part-")
    assert names[1] == b"cid:1@x"


def test_a_page_that_ends_early_gives_what_is_there() -> None:
    data = saved(part("image/jpeg", "a", JPEG), part("text/html", "b", b"half a page"), end=b"")
    container = page(data)

    assert {member.path: found for member, found in contents(container)} == {b"a": JPEG, b"b": b"half a page\r\n"}
    assert container.about().failures == (("truncated", "parts"),)


def test_words_that_look_like_an_edge_are_words() -> None:
    body = b"--\r\n--" + EDGE.encode() + b"x\r\n-- \r\n " + b"--" + EDGE.encode()

    assert read(saved(part("text/plain", "a", body))) == {b"a": body}


def test_one_picture_after_another_can_be_open_while_walking() -> None:
    container = page(saved(*(part("image/jpeg", f"{number}", JPEG, "base64") for number in range(5))))
    files = [container.open(member) for member in container.walk()]

    assert [file.read() for file in files] == [JPEG] * 5


def test_without_an_edge_there_is_one_part() -> None:
    assert list(read(b"Content-Type: multipart/related\r\n\r\nwords").values()) == [b"words"]


# --- hostile -----------------------------------------------------------------------------------------------------


def test_multiparts_in_multiparts_end() -> None:
    deep = "".join(f"--{n}\r\nContent-Type: multipart/related; boundary={n + 1}\r\n\r\n" for n in range(5000))
    data = b"Content-Type: multipart/related; boundary=0\r\n\r\n" + deep.encode()

    assert len(list(page(data).walk())) <= 1


def test_a_header_without_end_is_cut() -> None:
    data = saved(b"X: " + b"y" * (1 << 20) + b"\r\n\r\n", part("image/jpeg", "a", JPEG))

    assert read(data)[b"a"] == JPEG


def test_a_line_without_end_costs_no_memory() -> None:
    data = saved(part("text/plain", "a", b"z" * (3 << 20)), part("image/jpeg", "b", JPEG))

    assert read(data)[b"b"] == JPEG


def test_an_address_without_end_is_cut() -> None:
    (name,) = read(saved(part("text/plain", "https://example.org/" + "a" * 60_000, b"x")))

    assert len(name) <= 4096


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=3000), st.sampled_from(["base64", "quoted-printable"]))
@example(b"\n\r\n", "quoted-printable")
def test_any_bytes_come_back(body: bytes, encoding: str) -> None:
    found = read(saved(part("application/x", "a", body, encoding)))[b"a"]

    assert found == body


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([b"--e", b"--e--", b"--f", b"", b"Content-Type: multipart/x; boundary=f", b"a"])))
def test_any_mixture_of_edges_ends(lines: list[bytes]) -> None:
    data = b"Content-Type: multipart/related; boundary=e\r\n\r\n" + b"\r\n".join(lines)
    TestMhtml().endure(Example("a.mht", data, {}))
