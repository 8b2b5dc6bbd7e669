"""An e-mail file (RFC 5322, MIME) as text, headers and attachments; runs on hostile bytes, inside a worker."""

from __future__ import annotations

import binascii
import email.utils
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime

from inspector.analyse.charset import clean, decoded
from inspector.analyse.hypertext import read_hypertext
from inspector.analyse.mailpart import FAULTS, MailTree, Part
from inspector.analyse.mailwalk import Role, walk
from inspector.analyse.tipparts import FIELD_LIMIT, HEADERS, HEADERS_LIMIT, LINE_LIMIT, TEXT_LIMIT, Parts, Piece

_FIELDS = ("from", "to", "cc", "bcc", "reply-to", "message-id")
_WANTED = (
    "from", "to", "cc", "bcc", "sender", "reply-to", "return-path", "subject", "date", "message-id", "in-reply-to",
    "received", "delivered-to", "x-originating-ip", "x-sender-ip", "x-forwarded-for", "x-mailer", "user-agent",
)  # fmt: skip
_SHOWN = ("subject", "from", "to", "date")


def read_mail(data: bytes, beat: Callable[[], None] = lambda: None) -> Parts:
    """Everything a mail says, the mails forwarded in it included; never raises on broken mail."""
    tree = MailTree()
    root = tree.parse(data, beat)
    parts = Parts("mail", title=_line(_header(root, "subject")), fields=_fields(root))
    if tree.failure:
        parts.fail(tree.failure)
    body = _Body(parts, beat)
    body.read(root)
    parts.attachments = (_piece(part, role) for part, role in body.attached)
    return parts


class _Body:
    """Gathers the readable text of a mail and sets its attachments aside."""

    def __init__(self, parts: Parts, beat: Callable[[], None]) -> None:
        self._beat = beat
        self.attached: list[tuple[Part, Role]] = []
        self._parts = parts
        self._text: list[str] = []
        self._room = TEXT_LIMIT
        self._header_room = HEADERS_LIMIT

    def read(self, root: Part) -> None:
        """Fill text, headers, links and failures."""
        for part, role in walk(root):
            self._beat()
            if role is Role.LETTER:
                self._letter(part, forwarded=part is not root)
            elif role is Role.REPORT:
                self._write("\n".join(f"{name}: {clean(str(value))}" for name, value in part.items()))
            elif role in (Role.TEXT, Role.TWIN):
                self._read_text(part, links_only=role is Role.TWIN)
            else:
                self.attached.append((part, role))
        for part in root.walk():
            self._note_defects(part)
        self._parts.text = "\n\n".join(self._text)

    def _letter(self, letter: Part, *, forwarded: bool) -> None:
        """Keep the headers that say who wrote to whom, when and from where."""
        for name in _WANTED:
            for value in letter.get_all(name, []):
                self._keep(name, " ".join(clean(str(value)).split()))
        if forwarded:
            shown = ((name, _line(_header(letter, name))) for name in _SHOWN)
            self._write("\n".join(f"{name.title()}: {value}" for name, value in shown if value))

    def _keep(self, name: str, value: str) -> None:
        kept = value[: min(FIELD_LIMIT, self._header_room)]
        if len(self._parts.headers) >= HEADERS or len(kept) < len(value):
            self._parts.fail("tip_mail_headers")
        if len(self._parts.headers) < HEADERS and kept:
            self._header_room -= len(kept)
            self._parts.headers.append((name, kept))

    def _read_text(self, part: Part, *, links_only: bool) -> None:
        text = decoded(_bytes(part), _charset(part))
        if part.get_content_subtype() == "html":
            text, links = read_hypertext(text[: 2 * TEXT_LIMIT])
            self._parts.link(links)
        if not links_only:
            self._write(text.replace("\r\n", "\n"))

    def _write(self, text: str) -> None:
        if len(text) > self._room:
            self._parts.fail("tip_text_cut")
        if text := text[: self._room].strip("\n"):
            self._text.append(text)
            self._room = max(0, self._room - len(text) - 2)  # 2: the blank line between texts

    def _note_defects(self, part: Part) -> None:
        if part.defects:
            self._parts.fail("tip_mail_defects")
        if part.cut:
            self._parts.fail("tip_mail_headers")


def _piece(part: Part, role: Role) -> Piece:
    """An attachment with the name its sender gave it, which is never used to write a file."""
    name = clean(part.get_filename("") or "")[:LINE_LIMIT]
    if role is Role.PACKED:
        return Piece(name, "message/rfc822", _unpacked(part))
    return Piece(name, part.get_content_type()[:LINE_LIMIT], _bytes(part))


def _unpacked(part: Part) -> bytes:
    try:
        return b64decode(str(part.get_payload() or ""))
    except (binascii.Error, ValueError):
        return _bytes(part)


def _bytes(part: Part) -> bytes:
    """The decoded body of a leaf; what is wrongly encoded comes as it stands."""
    try:
        data = part.get_payload(decode=True)
    except FAULTS:
        data = str(part.get_payload()).encode("utf-8", "replace")
    return data if isinstance(data, bytes) else b""


def _charset(part: Part) -> str:
    try:
        return part.get_content_charset("")
    except FAULTS:
        return ""


def _header(part: Part, name: str) -> str:
    return clean(str(part.get(name, "")))


def _line(text: str) -> str:
    return " ".join(text.split())[:LINE_LIMIT]


def _fields(root: Part) -> dict[str, str]:
    """Sender, receivers and time; `date` is UTC and there only if the mail tells its zone."""
    fields = {name: " ".join(_header(root, name).split())[:FIELD_LIMIT] for name in _FIELDS}
    fields["date-written"] = _line(_header(root, "date"))
    fields["date"] = utc(fields["date-written"])
    return {name: value for name, value in fields.items() if value}


def utc(written: str) -> str:
    """A date of RFC 5322 as UTC, ISO 8601; an empty string when it is none or does not tell its zone."""
    try:
        moment = email.utils.parsedate_to_datetime(written)
        if moment.tzinfo is None and "-0000" not in written:  # RFC 5322 3.3: -0000 is UTC from an unknown zone
            return ""
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (*FAULTS, OverflowError):
        return ""
    return datetime.isoformat(moment.replace(microsecond=0, tzinfo=None)) + "Z"
