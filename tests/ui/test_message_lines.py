"""A conversation in the detail pane: plain, bounded, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inspector.domain.conversation import Attachment, Message, MessageKind, Zone
from inspector.store.messages import Said
from inspector.ui.detail_lines import sections
from inspector.ui.look import Look
from inspector.words import LANGUAGES, Words
from tests.store.talk import SAID
from tests.ui.test_plain_parts import HOSTILE, detail

TALK = [Said(SAID[0], (12, None)), Said(SAID[1]), Said(SAID[2])]


def test_the_pane_says_who_wrote_what_when(look: Look) -> None:
    shown = replace(detail([]), said=TALK, messages=7)
    (section,) = [one for one in sections(look, shown, {}) if one.title == "Cuộc trò chuyện"]
    lines = [(line.name, line.value) for line in section.lines]
    assert section.wide
    assert lines[:3] == [
        ("02/01/2026 10:04:05 (GMT+7) · Nguyễn Thị Hoa · ảnh", "chào"), ("", "em"), ("", "photos/ảnh 1.jpg → mục 12")
    ]  # fmt: skip
    assert lines[4][1] == "–"
    assert section.lines[4].tone == "warning"
    assert lines[-1] == ("", '… và 4 tin nữa; lệnh "inspector item show 1" in đầy đủ.')


def test_nothing_hostile_out_of_a_message_reaches_the_screen_bare(look: Look) -> None:
    worst = Message(
        1, HOSTILE, 1 << 48, Zone.UTC, HOSTILE, HOSTILE, f"{HOSTILE}\n" * 50 + "x" * 9000, MessageKind.OTHER,
        (Attachment(HOSTILE),), HOSTILE, HOSTILE, -(1 << 46),
    )  # fmt: skip
    shown = replace(detail([]), said=[Said(worst, (None,))], messages=1)
    (section,) = [one for one in sections(look, shown, {}) if one.title == "Cuộc trò chuyện"]
    assert len(section.lines) < 20
    for line in section.lines:
        assert line.name.isprintable()
        assert line.value.isprintable()
        assert len(line.value) <= 400
        assert len(line.name) <= 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_its_word(language: str) -> None:
    words = Words(language)
    assert all(words.has(f"message-{kind.value}") for kind in MessageKind)
