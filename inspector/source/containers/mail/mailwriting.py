"""A stored message written as a mail (RFC 5322, MIME), so that who reads mails reads it too.

Its own transport headers stand there as they came, but for those that tell how its body was packed, which is packed
anew. The same message gives the same bytes every time.
"""

from __future__ import annotations

import base64
import email.utils
import re
from collections.abc import Callable, Iterable, Iterator
from email.header import Header
from urllib.parse import quote

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.mail import mapi
from inspector.source.containers.mail.letter import Attachment, Letter, Person

DEEPEST = 32
"""How deep messages may lie in each other; a deeper one is left out."""
MOST = 1000
"""How many messages may lie in one."""
_LONGEST_HEADERS = 1 << 20
_BLOCK = 57 << 12  # whole lines of base64
_LONGEST_LINE = 900
_LINES = re.compile(r"\r\n|\r|\n")
_HEADER = re.compile(r"([!-9;-~]{1,76}):")
_PACKING = ("content-", "mime-version")


def written(letter: Letter, flawed: Callable[[], None]) -> Iterator[bytes]:
    """The mail in blocks; `flawed` is called where something in it cannot be read and is left out."""
    return _Writing(flawed).letter(letter, 0, "=_1")


class _Writing:
    """One mail with all the messages in it; a message that holds itself, as only a made one can, comes to an end."""

    def __init__(self, flawed: Callable[[], None]) -> None:
        self._flawed = flawed
        self._left = MOST

    def letter(self, letter: Letter, depth: int, mark: str) -> Iterator[bytes]:
        """A message; `mark` divides its parts and is the beginning of what divides those inside."""
        yield _headers(letter)
        yield f'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="{mark}"\n\n'.encode()
        yield f"--{mark}\n".encode()
        yield from _bodies(letter, mark + "=")
        for number, attachment in enumerate(letter.attachments(), 1):
            yield f"\n--{mark}\n".encode()
            name = attachment.name or str(number)
            if attachment.mime == "message/rfc822" and not name.lower().endswith(".eml"):
                name += ".eml"
            yield _part_head(attachment.mime, name, attachment)
            if attachment.letter is None:
                yield from _packed(self._readable(attachment))
            else:
                yield b"\n"
                yield from self._inner(attachment.letter, depth + 1, f"{mark}.{number}")
        yield f"\n--{mark}--\n".encode()

    def _inner(self, letter: Callable[[], Letter], depth: int, mark: str) -> Iterator[bytes]:
        self._left -= 1
        try:
            inner = letter() if depth <= DEEPEST and self._left >= 0 else None
        except Unreadable:
            inner = None
        if inner is None:
            self._flawed()
        else:
            yield from self.letter(inner, depth, mark)

    def _readable(self, attachment: Attachment) -> Iterator[bytes]:
        try:
            yield from attachment.blocks() if attachment.blocks is not None else ()
        except Unreadable:
            self._flawed()


def _headers(letter: Letter) -> bytes:
    """Its transport headers, and of the usual ones those that are missing among them."""
    kept, names = _transported(letter.properties.text(mapi.HEADERS)[:_LONGEST_HEADERS])
    moment = letter.moment()
    usual = {
        "From": _people(letter.sender()), "To": _people(letter.receivers_of(1)),
        "Cc": _people(letter.receivers_of(2)), "Bcc": _people(letter.receivers_of(3)),
        "Subject": _worded(letter.subject()),
        "Date": "" if moment is None else email.utils.format_datetime(moment.replace(microsecond=0)),
        "Message-ID": _one_line(letter.properties.text(mapi.MESSAGE_ID)),
    }  # fmt: skip
    kept += [f"{name}: {value}" for name, value in usual.items() if value and name.lower() not in names]
    return "".join(f"{line}\n" for line in kept).encode("utf-8", "replace")


def _transported(untrusted: str) -> tuple[list[str], set[str]]:
    kept: list[str] = []
    names: set[str] = set()
    keeps = False
    for line in _LINES.split(untrusted):
        if found := _HEADER.match(line):
            name = found[1].lower()
            keeps = not name.startswith(_PACKING)
            names.add(name)
        elif not line.startswith((" ", "\t")) or not line.strip():
            keeps = False  # "Microsoft Mail Internet Headers Version 2.0", or the end
        if keeps:
            kept.append(line)
    return kept, names


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _worded(text: str) -> str:
    """A text as a header may hold it: in encoded words where it must be (RFC 2047)."""
    line = _one_line(text)
    return line if line.isascii() and len(line) < _LONGEST_LINE and "=?" not in line else Header(line, "utf-8").encode()


def _people(people: list[Person]) -> str:
    return ",\n ".join(map(_address, people))


def _address(person: Person) -> str:
    if not person.address or person.name == person.address:
        return _worded(person.name)
    name = _worded(person.name)
    if name.isascii() and not name.startswith("=?"):
        name = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{name} <{_one_line(person.address)}>"


def _bodies(letter: Letter, mark: str) -> Iterator[bytes]:
    html, rtf, page = letter.html(), letter.rtf(), letter.properties.page
    yield f'Content-Type: multipart/alternative; boundary="{mark}"\n'.encode()
    yield from _body("text/plain; charset=utf-8", letter.plain().encode("utf-8", "replace"), mark)
    if html:
        yield from _body(f"text/html; charset={page}" if page else "text/html", html, mark)
    if b"\\pict" in rtf or b"\\objdata" in rtf:
        yield from _body("application/rtf; name=body.rtf", rtf, mark)
    yield f"\n--{mark}--\n".encode()


def _body(mime: str, data: bytes, mark: str) -> Iterator[bytes]:
    yield f"\n--{mark}\nContent-Type: {mime}\n".encode()
    yield from _packed([data])


def _packed(blocks: Iterable[bytes]) -> Iterator[bytes]:
    yield b"Content-Transfer-Encoding: base64\n\n"
    kept = b""
    for block in blocks:
        kept += block
        whole = len(kept) - len(kept) % _BLOCK
        if whole:
            yield base64.encodebytes(kept[:whole])
            kept = kept[whole:]
    yield base64.encodebytes(kept)


def _part_head(mime: str, name: str, attachment: Attachment) -> bytes:
    lines = [f"Content-Type: {mime}", f"Content-Disposition: attachment; filename*=utf-8''{quote(name[:150], safe='')}"]
    for word, number in (("creation-date", mapi.CREATED), ("modification-date", mapi.MODIFIED)):
        if moment := attachment.properties.time(number):
            lines[-1] += f';\n {word}="{email.utils.format_datetime(moment.replace(microsecond=0))}"'
    if identity := " ".join(attachment.properties.text(mapi.ATTACHED_ID).split())[:200]:
        lines.append(f"Content-ID: <{identity}>")
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
