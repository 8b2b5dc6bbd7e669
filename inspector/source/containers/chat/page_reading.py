"""A page of Telegram's HTML export, tag by tag: which words belong to which field of which message."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from inspector.analyse.conversation import LONGEST_MESSAGE, MOST_ATTACHMENTS
from inspector.analyse.hypertext import unescaped
from inspector.domain.conversation import Attachment, Message, MessageKind, Zone
from inspector.source.containers.chat.chat_fields import kind_of, moment_of, name, path, words

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})")
_ATTRIBUTE = re.compile(r'\s([a-z]{1,10})="([^"]*+)"')
_NUMBER = re.compile(r"message(-?\d{1,20})\Z")
_REPLY = re.compile(r"#go_to_message(\d{1,20})")
_DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d):(\d\d):(\d\d)(?: UTC([+-])(\d\d):(\d\d))?")
_EMPTY = {"br", "img", "meta", "link", "input", "hr"}
_DEEPEST, _NEAR = 200, 16
_FIELDS = {
    "from_name": "author", "text": "text", "body details": "text", "title bold": "beside", "status details": "beside",
    "description": "description", "question bold": "beside", "answer": "beside", "text bold": "heading",
    "date details": "",
}  # fmt: skip
_KINDS = {
    "photo_wrap": MessageKind.PHOTO, "video_file_wrap": MessageKind.VIDEO, "animated_wrap": MessageKind.ANIMATION,
    "sticker_wrap": MessageKind.STICKER, "media_photo": MessageKind.PHOTO, "media_video": MessageKind.VIDEO,
    "media_voice_message": MessageKind.VOICE, "media_audio_file": MessageKind.AUDIO, "media_file": MessageKind.FILE,
    "media_contact": MessageKind.CONTACT, "media_location": MessageKind.LOCATION, "media_venue": MessageKind.LOCATION,
    "media_live_location": MessageKind.LOCATION, "media_call": MessageKind.CALL, "media_poll": MessageKind.POLL,
}  # fmt: skip
_LEFT_OUT = re.compile(r"not included|unavailable|exceeds maximum size", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A tag that is open: the field its words belong to, and whether they are of a message that was passed on."""

    tag: str
    goal: str = ""
    forwarded: bool = False


@dataclass(slots=True)
class _Draft:
    """A message of which more may come."""

    id: str
    service: bool
    date: str = ""
    reply_to: str = ""
    kind: MessageKind | None = None
    size: int = 0
    fields: dict[str, list[str]] = field(default_factory=dict)
    attachments: list[Attachment] = field(default_factory=list)


class PageReading:
    """What stands on a page, as far as it was read. `title` is the chat's."""

    def __init__(self) -> None:
        self.title = ""
        self._author = ""
        self._draft: _Draft | None = None
        self._open: list[_Opened] = []

    def text(self, written: str) -> None:
        """Takes words, which belong to the innermost field that is open."""
        goal = self._open[-1].goal if self._open else ""
        if not goal or not written.strip(" \n"):
            return
        said = unescaped(written.strip("\n"))
        if goal == "heading":
            self.title = self.title or name(said.strip())
        else:
            self._add(goal, said)

    def begins_message(self, tag: str) -> bool:
        """Whether another message begins with this tag."""
        return ' class="message ' in tag

    def tag(self, tag: str) -> None:
        """Takes a tag."""
        found = _TAG.match(tag)
        if not found:
            return
        called = found[2].lower()
        if found[1]:
            self._close(called)
        elif called == "br":
            self._add("text", "\n")
        elif called not in _EMPTY:
            self._begin(called, dict(_ATTRIBUTE.findall(tag)))

    def finished(self, number: int) -> Message | None:
        """The message that is over, as the one of this number; None when there was none."""
        draft, self._draft = self._draft, None
        if draft is None or draft.id.startswith("-"):  # the dates between messages are written as messages
            return None
        fields = {goal: "".join(said).strip(" \n") for goal, said in draft.fields.items()}
        self._author = "" if draft.service else fields.get("author", self._author)  # the next by the same names nobody
        at_ms, zone = _time(unescaped(draft.date))
        attachments = tuple(draft.attachments)
        if not attachments and _LEFT_OUT.search(fields.get("description", "")):
            attachments = (Attachment("", missing=True),)
        plain = MessageKind.SERVICE if draft.service else MessageKind.TEXT
        return Message(
            number, draft.id, at_ms, zone, name(self._author), "",
            words("\n".join(fields[goal] for goal in ("text", "beside", "description") if fields.get(goal))),
            draft.kind or kind_of(attachments, plain), attachments, draft.reply_to, name(fields.get("forwarded")),
        )  # fmt: skip

    def _begin(self, called: str, attributes: dict[str, str]) -> None:
        sort = attributes.get("class", "").strip()
        if sort.startswith("message "):
            found = _NUMBER.match(attributes.get("id", ""))
            self._draft = _Draft(found[1] if found else "", sort.startswith("message service"))
            self._open = []
        if len(self._open) < _DEEPEST:
            self._open.append(self._opened(called, sort))
        if self._draft:
            self._note(self._draft, sort, attributes)

    def _opened(self, called: str, sort: str) -> _Opened:
        above = self._open[-1] if self._open else _Opened("")
        if sort == "forwarded body":
            return _Opened(called, forwarded=True)
        goal = _FIELDS.get(sort, above.goal)
        return _Opened(called, "forwarded" if goal == "author" and above.forwarded else goal, above.forwarded)

    def _note(self, draft: _Draft, sort: str, attributes: dict[str, str]) -> None:
        """What a tag says by itself: when, in answer to what, with which file."""
        href = unescaped(attributes.get("href", ""))
        if sort == "pull_right date details":
            draft.date = draft.date or attributes.get("title", "")
        elif reply := _REPLY.search(href):
            draft.reply_to = reply[1]
        kind = next((_KINDS[one] for one in sort.split() if one in _KINDS), None)
        if kind:
            draft.kind = draft.kind or kind
            if href.startswith(("http://", "https://")):
                self._add("beside", href)
            elif href and len(draft.attachments) < MOST_ATTACHMENTS:
                draft.attachments.append(Attachment(path(href)))

    def _close(self, called: str) -> None:
        for place in range(len(self._open) - 1, max(-1, len(self._open) - _NEAR), -1):
            if self._open[place].tag == called:
                del self._open[place:]
                return

    def _add(self, goal: str, said: str) -> None:
        if self._draft and self._draft.size < LONGEST_MESSAGE:
            self._draft.size += len(said) + 1
            pieces = self._draft.fields.setdefault(goal, [])
            pieces += ["\n", said] if pieces and goal == "beside" else [said]


def _time(written: str) -> tuple[int | None, Zone]:
    """A date as the page writes it; old pages name no zone."""
    found = _DATE.match(written)
    if not found:
        return None, Zone.NONE
    day, month, year, hour, minute, second = (int(found[place]) for place in range(1, 7))
    try:
        zone = _zone(found) if found[7] else None
        at_ms = moment_of(datetime(year, month, day, hour, minute, second, tzinfo=zone))
    except (ValueError, OverflowError):
        return None, Zone.NONE
    return at_ms, Zone.UTC if zone else Zone.LOCAL


def _zone(found: re.Match[str]) -> timezone:
    ahead = timedelta(hours=int(found[8]), minutes=int(found[9]))
    return timezone(ahead if found[7] == "+" else -ahead)
