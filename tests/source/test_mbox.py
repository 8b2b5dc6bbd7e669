"""Mailboxes in one file, in the forms in which programs write them."""

from __future__ import annotations

import io
import mailbox
import tracemalloc
from email.message import EmailMessage
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.source.container import Claim, Handed, Head
from inspector.source.containers.mail.mbox import Mbox
from tests.source.container_contract import ContainerContract, Example, contents, head_of

DATE_NS = 1767323045 * 10**9


def letter(number: int, body: str = "Kính gửi\n") -> bytes:
    message = EmailMessage()
    message["Subject"] = f"thư {number}"
    message["Date"] = "Fri, 02 Jan 2026 10:04:05 +0700"
    message.set_content(body)
    return message.as_bytes()


def box(data: bytes | BinaryIO) -> Mbox:
    file = io.BytesIO(data) if isinstance(data, bytes) else data
    return Mbox(Handed(file, Head(b"", "application/mbox", b"x.mbox", None)))


def messages(data: bytes) -> list[bytes]:
    found = contents(box(data))
    assert all(member.size == len(content) for member, content in found)
    return [content for _, content in found]


def numbered(*letters: bytes) -> dict[bytes, bytes | None]:
    return {b"%06d.eml" % number: data for number, data in enumerate(letters, 1)}


class TestMbox(ContainerContract):
    reader = Mbox

    def examples(self) -> list[Example]:
        dash = b"From - Fri Aug 05 10:57:20 2016\r\n"
        crlf = letter(1).replace(b"\n", b"\r\n")
        quoted = b"Subject: x\n\n>From a\n>>From b\n> From c\n"
        mark = b"From a@b.vn Fri Aug  5 10:57:20 2016\n"
        return [
            Example("Inbox", mark + letter(1) + b"\n" + mark + letter(2) + b"\n", numbered(letter(1), letter(2))),
            Example("Sent", dash + crlf + b"\r\n" + dash + crlf + b"\r\n", numbered(crlf, crlf)),
            Example("a.mbox", mark + quoted + b"\n", numbered(b"Subject: x\n\nFrom a\n>From b\n> From c\n")),
        ]


def test_what_pythons_own_mailbox_wrote(tmp_path: Path) -> None:
    written = mailbox.mbox(tmp_path / "box")
    for number in range(5):
        written.add(letter(number, "From đây trở đi\n\nFrom here on, Mon 10:20\n"))
    written.close()
    found = contents(box((tmp_path / "box").read_bytes()))
    assert [content for _, content in found] == [
        letter(n, "From đây trở đi\n\nFrom here on, Mon 10:20\n") for n in range(5)
    ]
    assert [member.modified_ns for member, _ in found] == [DATE_NS] * 5
    assert {member.mime for member, _ in found} == {"message/rfc822"}


@pytest.mark.parametrize(
    "mark",
    [
        "From a@b.vn Fri Aug  5 10:57:20 2016",
        "From - Fri Aug 05 10:57:20 2016",
        "From ???@??? Fri Aug 05 10:57:20 2016",
        "From 1556677889900112233@xxx Fri Aug 05 10:57:20 +0000 2016",
        "From a@b.vn  Fri Aug  5 10:57 GMT 2016",
        'From "Nguyễn A" <a@b.vn> Fri, 5 Aug 2016 10:57:20 +0700',
        "From a@b.vn Fri Aug  5 10:57:20 2016 remote from máy",
        "From a@b.vn",
        "From MAILER-DAEMON",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_separators_as_programs_write_them(mark: str, end: str) -> None:
    one = f"{mark}{end}Subject: x{end}{end}thân{end}{end}".encode()
    alone = f"Subject: x{end}{end}thân{end}".encode()
    assert messages(one * 3) == [alone] * 3


def test_an_empty_line_forgotten_before_a_whole_separator() -> None:
    one = b"From a@b.vn Fri Aug  5 10:57:20 2016\nSubject: x\n\nbody\n"
    assert messages(one * 3) == [b"Subject: x\n\nbody\n"] * 3


@pytest.mark.parametrize(
    "line",
    [
        "From here on it is cold",
        "From: a",
        "Fromage",
        "From 10:20 to 11:30 we met",
        "x From a@b.vn Fri Aug  5 10:57:20 2016",
    ],
)
def test_words_that_only_begin_like_a_separator(line: str) -> None:
    whole = f"Subject: x\n\nmot\n\n{line}\n\nhai\n".encode()
    assert messages(b"From a@b.vn Fri Aug  5 10:57:20 2016\n" + whole) == [whole]


def test_what_lies_before_the_first_separator_is_not_lost() -> None:
    assert messages(b"Subject: 0\n\nx\n\nFrom a Fri Aug  5 10:57:20 2016\nSubject: 1\n\ny\n") == [
        b"Subject: 0\n\nx\n",
        b"Subject: 1\n\ny\n",
    ]


def test_facts_say_how_much_was_unquoted() -> None:
    container = box(b"From a Fri Aug  5 10:57:20 2016\nSubject: 1\n\n>From x\n>>>From y\n> From z\n")
    list(container.walk())
    assert container.about().facts == {"messages": 1, "lines_unquoted": 2}


@pytest.mark.parametrize(
    "date", ["", "Date: hom qua\n", "Date: Fri, 02 Jan 2026 10:04:05\n", "\nDate: Fri, 02 Jan 2026 10:04:05 +0700\n"]
)
def test_a_message_without_a_whole_date_has_no_time(date: str) -> None:
    (member,) = box(f"From a Fri Aug  5 10:57:20 2016\nSubject: x\n{date}\nthân".encode()).walk()
    assert member.modified_ns is None


def test_claims() -> None:
    assert Mbox.claim(head_of("a.mbox", b"From a@b.vn\n\nx")) is Claim.NAME
    assert Mbox.claim(head_of("a.mbox", b"Xin chao")) is Claim.NONE


class Endless(io.RawIOBase):
    """A mailbox that is made while it is read, as if it were a gigabyte."""

    def __init__(self, size: int) -> None:
        self._one = (
            b"From a Fri Aug  5 10:57:20 2016\nSubject: x\n\n" + b"> " * 50_000 + b"\n>From x\n" + b"a\n" * 200_000
        )
        self._size, self._place = size, 0

    def readable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        assert whence == io.SEEK_SET
        self._place = offset
        return offset

    def read(self, size: int = -1) -> bytes:
        assert 0 <= size <= 1 << 21, "too much at once"
        inside = self._place % len(self._one)
        data = (self._one[inside:] + self._one * (size // len(self._one) + 1))[: min(size, self._size - self._place)]
        self._place += len(data)
        return data


def test_a_large_mailbox_is_never_held() -> None:
    file = Endless(60_000_000)
    tracemalloc.start()
    container = box(file)  # type: ignore[arg-type]
    count = 0
    for member in container.walk():
        with container.open(member) as content:
            while content.read(1 << 16):
                pass
        count += 1
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 60_000_000 // len(file._one) + 1
    assert peak < 12_000_000


LINES = st.sampled_from([
    b"From a Fri Aug  5 10:57:20 2016\n", b"From a\r\n", b">From x\n", b">>From y\r\n", b"\n", b"\r\n", b"Subject: x\n",
    b"x", b">" * 70 + b"From z\n", b"From ", b"\xff\n",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=30))
def test_any_lines_give_messages_that_are_found_again(lines: list[bytes]) -> None:
    data = b"".join(lines)
    container = box(data)
    for member, content in contents(container):
        assert member.size == len(content)
        again = container.at(member.locator)
        assert again == member
        with container.open(again) as file:
            assert file.read() == content


@given(st.lists(st.binary(max_size=60), max_size=8))
def test_messages_quoted_as_mboxrd_asks_come_out_as_they_were(bodies: list[bytes]) -> None:
    """Quoted here by the rule itself: one more ">" before ">*From "."""
    whole = [b"Subject: x\n\n" + body.replace(b"\r", b"") + b"From x\n>From y\nz\n" for body in bodies]
    data = b"".join(
        b"From a Fri Aug  5 10:57:20 2016\n" + b"\n".join(quoted(line) for line in letter.split(b"\n")) + b"\n"
        for letter in whole
    )
    assert messages(data) == whole


def quoted(line: bytes) -> bytes:
    return b">" + line if line.lstrip(b">").startswith(b"From ") else line
