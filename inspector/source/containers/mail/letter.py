"""A message as Outlook stores it (MS-OXCMSG), whatever file it lies in: who wrote what to whom, what hangs on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from inspector.analyse.charset import decoded
from inspector.analyse.hypertext import read_hypertext
from inspector.analyse.lzfu import unpack
from inspector.analyse.mailtext import line
from inspector.analyse.richtext import read_richtext
from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.mail import mapi
from inspector.source.containers.mail.mapi import Properties

TEXT_LIMIT = 1 << 20
"""Characters of text kept of one message."""
_FACT = 1000
_MOST_RECEIVERS = 2000
_MOST_WORDS, _LONGEST_WORDS = 200, 1000
_LETTERS = ("ipm.note", "ipm.schedule", "report.", "ipm.post")
_HEADS = (("Subject", "subject"), ("From", "from"), ("To", "to"), ("Cc", "cc"), ("Date", "date_utc"))
_MIME = re.compile(r"[a-z]{1,20}/[a-z0-9.+_-]{1,80}")


@dataclass(frozen=True, slots=True)
class Person:
    """Who wrote or was written to; either word may be empty."""

    name: str
    address: str

    def __str__(self) -> str:
        if not self.address or self.name == self.address:
            return self.name
        return f"{self.name} <{self.address}>" if self.name else self.address


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something that hangs on a message: bytes, or a message, or neither (a name of something elsewhere)."""

    properties: Properties
    size: int | None = None
    blocks: Callable[[], Iterator[bytes]] | None = None
    letter: Callable[[], Letter] | None = None
    called: str = ""

    @property
    def name(self) -> str:
        """The name it was given, or an empty string."""
        if self.called:
            return self.called
        numbers = (mapi.ATTACHED_LONG, mapi.ATTACHED_SHORT, mapi.NAME)
        return next((name for number in numbers if (name := self.properties.text(number))), "")

    @property
    def mime(self) -> str:
        """The media type it was given; a signed or encrypted mail is stored as an attachment that is a mail."""
        told = self.properties.text(mapi.ATTACHED_MIME).strip().lower()
        if self.letter is not None or told.startswith("multipart/"):
            return "message/rfc822"
        known = _MIME.fullmatch(told) and (told == "message/rfc822" or not told.startswith("message/"))
        return told if known else "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message: its properties, those of its receivers, and what hangs on it, read when asked for."""

    properties: Properties
    receivers: Callable[[], Iterable[Properties]]
    attachments: Callable[[], Iterator[Attachment]]

    def subject(self) -> str:
        """The subject; a mark in front of it tells how long its "Re:" is (MS-PST, 2.5.3.1.1.1)."""
        text = self.properties.text(mapi.SUBJECT)
        return text[2:] if text.startswith("\x01") else text

    def sender(self) -> list[Person]:
        """Who sent it, if that is told."""
        name, smtp, address = (
            next((text for number in numbers if (text := self.properties.text(number))), "")
            for numbers in (
                (mapi.SENT_NAME, mapi.SENDER_NAME),
                (mapi.SENT_SMTP, mapi.SENDER_SMTP),
                (mapi.SENT_ADDRESS, mapi.SENDER_ADDRESS),
            )
        )
        return [Person(name, smtp or address)] if name or smtp or address else []

    def receivers_of(self, kind: int) -> list[Person]:
        """Receivers: 1 to, 2 cc, 3 bcc."""
        people = []
        for number, receiver in enumerate(self.receivers()):
            if number >= _MOST_RECEIVERS:
                break
            if (receiver.number(mapi.RECEIVER) or 1) & 15 == kind:
                address = receiver.text(mapi.SMTP) or receiver.text(mapi.ADDRESS)
                people.append(Person(receiver.text(mapi.NAME), address))
        shown = self.properties.text({1: mapi.SHOWN_TO, 2: mapi.SHOWN_CC, 3: mapi.SHOWN_BCC}[kind])
        return people or [Person(name, "") for name in shown.split("; ") if name]

    def moment(self) -> datetime | None:
        """When it was sent, or else arrived, or was made."""
        times = (mapi.SUBMITTED, mapi.DELIVERED, mapi.CREATED)
        return next((moment for number in times if (moment := self.properties.time(number))), None)

    def moment_ns(self) -> int | None:
        """The same in nanoseconds since 1970."""
        times = (mapi.SUBMITTED, mapi.DELIVERED, mapi.CREATED)
        return next((moment for number in times if (moment := self.properties.time_ns(number)) is not None), None)

    def facts(self) -> dict[str, object]:
        """What is told of every mail: short lines."""
        moment = self.moment()
        lines = {
            "subject": self.subject(), "from": _shown(self.sender()),
            "to": _shown(self.receivers_of(1)), "cc": _shown(self.receivers_of(2)),
            "date_utc": "" if moment is None else moment.replace(microsecond=0, tzinfo=None).isoformat() + "Z",
            "message_id": self.properties.text(mapi.MESSAGE_ID),
        }  # fmt: skip
        return {name: line(text, _FACT) for name, text in lines.items()}

    def words(self) -> str:
        """What a person reads of it: its heads, then what is written in it."""
        facts = self.facts()
        heads = "\n".join(f"{word}: {facts[fact]}" for word, fact in _HEADS if facts[fact])
        return "\n\n".join(filter(None, (heads, self.plain().strip())))

    def plain(self) -> str:
        """What is written in it as plain text: Outlook keeps it beside the text with looks; else that one's words."""
        if text := self.properties.text(mapi.BODY):
            return text.replace("\r\n", "\n") + self._entries()
        if html := self.html():
            return read_hypertext(decoded(html, self.properties.page))[0] + self._entries()
        return read_richtext(self.rtf()) + self._entries()

    def html(self) -> bytes:
        """The HTML text, or nothing."""
        return self.properties.data(mapi.HTML)

    def rtf(self) -> bytes:
        """The RTF text, or nothing where there is none or it is damaged."""
        data = self.properties.data(mapi.RTF)
        try:
            return unpack(data) if data else b""
        except Unreadable:
            return b""

    def pictured(self) -> Iterator[tuple[str, bytes]]:
        """Its texts that hold pictures or other objects, by their form."""
        html, rtf = self.html(), self.rtf()
        if b"data:image" in html:
            yield "html", html
        if b"\\pict" in rtf or b"\\objdata" in rtf:
            yield "rtf", rtf

    def _entries(self) -> str:
        """What stands in the fields of a contact, a task or a note, which are no text of it."""
        if self.properties.text(mapi.CLASS).lower().startswith(_LETTERS) or not self.properties.text(mapi.CLASS):
            return ""
        numbers = (number for number in self.properties.numbers if 0x3A00 <= number < 0x3B00 or number >= 0x8000)
        found = (line(self.properties.text(number), _LONGEST_WORDS) for number in numbers)
        words = list(dict.fromkeys(each for _, each in zip(range(_MOST_WORDS), found, strict=False) if each))
        return "".join(f"\n{each}" for each in words)


def _shown(people: list[Person]) -> str:
    return ", ".join(map(str, people))
