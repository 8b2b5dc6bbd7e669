"""What the detail pane says of a conversation: its messages as plain lines, as many as a pane bears."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.app import message_words
from inspector.store.gallery import Detail
from inspector.store.messages import Said
from inspector.ui.look import Look
from inspector.ui.sections import Line

_MOST_LINES = 12  # of one message
_LONG = 400


def message_lines(look: Look, detail: Detail) -> Iterator[Line]:
    """The first messages, and how many more there are."""
    for said in detail.said:
        yield from _message(look, said)
    left = detail.messages - len(detail.said)
    if left > 0:
        yield Line("", look.words.say("message-more", count=left, item=str(detail.item.id)))


def _message(look: Look, said: Said) -> Iterator[Line]:
    name = message_words.heading(look.words, said.message)[:_LONG]
    tone = "warning" if said.message.deleted else ""
    lines = message_words.lines(look.words, said)
    for count, line in enumerate(lines):
        if count == _MOST_LINES:
            yield Line("", "…")
            return
        yield Line(name, line[:_LONG], tone=tone)
        name = ""
    if name:
        yield Line(name, "–", tone=tone)
