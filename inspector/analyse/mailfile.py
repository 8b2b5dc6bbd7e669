"""An e-mail file (RFC 5322, MIME) as text, headers and attachments; runs on hostile bytes, inside a worker."""

from __future__ import annotations

import io
from collections.abc import Callable

from inspector.analyse.charset import clean
from inspector.analyse.mailpart import Part
from inspector.analyse.mailtext import body, header, line, utc, words
from inspector.analyse.mailwalk import Bounds, MailWalk, Role
from inspector.analyse.tipparts import FIELD_LIMIT, HEADERS, HEADERS_LIMIT, LINE_LIMIT, TEXT_LIMIT, Parts, Piece

PARTS = 1000
_FIELDS = ("from", "to", "cc", "bcc", "reply-to", "message-id")
_WANTED = (
    "from", "to", "cc", "bcc", "sender", "reply-to", "return-path", "subject", "date", "message-id", "in-reply-to",
    "received", "delivered-to", "x-originating-ip", "x-sender-ip", "x-forwarded-for", "x-mailer", "user-agent",
)  # fmt: skip
_SHOWN = ("subject", "from", "to", "date")
_CODES = {
    "deep": "tip_mail_deep", "parts": "tip_mail_parts", "headers": "tip_mail_headers",
    "defects": "tip_mail_defects", "truncated": "tip_mail_defects", "empty": "tip_mail_defects",
    "headless": "tip_mail_defects",
}  # fmt: skip


def read_mail(data: bytes, beat: Callable[[], None] = lambda: None) -> Parts:
    """Everything a mail says, the mails forwarded in it included; never raises on broken mail."""
    letter = _Letter(data, beat)
    letter.read()
    return letter.parts


class _Letter:
    """Gathers the readable text of a mail and sets its attachments aside."""

    def __init__(self, data: bytes, beat: Callable[[], None]) -> None:
        self.parts = Parts("mail")
        self._file = io.BytesIO(data)
        self._walk = MailWalk(self._file, Bounds(PARTS), beat)
        self._text: list[str] = []
        self._room = TEXT_LIMIT
        self._header_room = HEADERS_LIMIT

    def read(self) -> None:
        """Fill text, headers, links and failures."""
        attached: list[Part] = []
        for part, role in self._walk.parts():
            if role is Role.LETTER:
                self._letter(part)
            elif role is Role.ATTACHED:
                attached.append(part)
            else:
                self._read_text(part, links_only=role is Role.TWIN)
        for code in self._walk.failures:
            self.parts.fail(_CODES[code])
        self.parts.text = "\n\n".join(self._text)
        self.parts.attachments = (self._piece(part) for part in attached)

    def _letter(self, letter: Part) -> None:
        """Keep the headers that say who wrote to whom, when and from where."""
        for name in _WANTED:
            for value in letter.get_all(name, []):
                self._keep(name, " ".join(clean(str(value)).split()))
        if letter.parent is None:
            self.parts.title = line(header(letter, "subject"), LINE_LIMIT)
            self.parts.fields = _fields(letter)
        else:
            shown = ((name, line(header(letter, name), LINE_LIMIT)) for name in _SHOWN)
            self._write("\n".join(f"{name.title()}: {value}" for name, value in shown if value))

    def _keep(self, name: str, value: str) -> None:
        kept = value[: min(FIELD_LIMIT, self._header_room)]
        if len(self.parts.headers) >= HEADERS or len(kept) < len(value):
            self.parts.fail("tip_mail_headers")
        if len(self.parts.headers) < HEADERS and kept:
            self._header_room -= len(kept)
            self.parts.headers.append((name, kept))

    def _read_text(self, part: Part, *, links_only: bool) -> None:
        text, links = words(self._file, part, 8 * TEXT_LIMIT)
        self.parts.link(links)
        if not links_only:
            self._write(text)

    def _write(self, text: str) -> None:
        if len(text) > self._room:
            self.parts.fail("tip_text_cut")
        if text := text[: self._room].strip("\n"):
            self._text.append(text)
            self._room = max(0, self._room - len(text) - 2)  # 2: the blank line between texts

    def _piece(self, part: Part) -> Piece:
        """An attachment with the name its sender gave it, which is never used to write a file."""
        mime = "message/rfc822" if part.is_letter else part.get_content_type()[:LINE_LIMIT]
        return Piece(part.name[:LINE_LIMIT], mime, body(self._file, part).read())


def _fields(root: Part) -> dict[str, str]:
    """Sender, receivers and time; `date` is UTC and there only if the mail tells its zone."""
    fields = {name: " ".join(header(root, name).split())[:FIELD_LIMIT] for name in _FIELDS}
    fields["date-written"] = line(header(root, "date"), LINE_LIMIT)
    fields["date"] = utc(fields["date-written"])
    return {name: value for name, value in fields.items() if value}
