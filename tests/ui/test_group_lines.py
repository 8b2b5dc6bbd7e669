"""What the detail pane says of groups, series and other cases, as lines and in narrow panes."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from inspector.app.links import Around
from inspector.domain.group import Group, GroupKind, Seen
from inspector.store.groups import Place
from inspector.ui.group_lines import SHOWN, around_sections, elsewhere_sections
from inspector.ui.look import Look
from inspector.ui.widgets.detail_pane import DetailPane
from inspector.words import LANGUAGES, Words
from tests.ui.conftest import PATIENCE_MS

HOSTILE = "a\u202e<b>\x1b[31m"
NEAR = Group(GroupKind.NEAR, 1, b"", 1, 1_200, 1_900)
AROUND = Around(7, NEAR, Place(2, 1, 12, "mirrored+trimmed"))


def test_what_was_done_to_a_picture_is_said_beside_the_distance(look: Look) -> None:
    (section,) = around_sections(look, AROUND, "x.jpg")
    (line,) = section.lines
    assert line.name == "Ảnh giống nhau · 1.200 nội dung · 1.900 tệp"
    assert line.value == "cách ảnh đại diện 12 bit · bản lật ngược như soi gương, khớp sau khi bỏ viền"
    assert [(act.wish, act.item, act.name) for act in line.acts] == [
        ("group", 7, "x.jpg"), ("decide-group", 7, "x.jpg"),
    ]  # fmt: skip


def test_of_videos_the_share_of_frames_is_said(look: Look) -> None:
    (section,) = around_sections(look, Around(7, NEAR, Place(2, 1, 12, "mirrored", film=True)), "x.mp4")
    (line,) = section.lines
    assert line.name == "Video giống nhau · 1.200 nội dung · 1.900 tệp"
    assert line.value == "trùng 88 % khung hình với video đại diện · bản lật ngược như soi gương"
    (leads,) = around_sections(look, Around(7, NEAR, Place(1, 1, 0, "", film=True)), "x.mp4")[0].lines
    assert leads.value == "video đại diện của nhóm"
    (section,) = elsewhere_sections(look, [Seen("02/VA", "near", 1, 3, 25, film=True)])
    assert section.lines[0].value == "video giống nhau, trùng 75 % khung hình: 3 tệp"


def test_a_tile_that_is_in_nothing_says_nothing(look: Look) -> None:
    assert around_sections(look, Around(7), "x.jpg") == []
    assert elsewhere_sections(look, []) == []


@pytest.mark.parametrize("seconds", [-62_135_596_800, 253_402_300_799])
def test_a_camera_may_claim_any_year_and_any_name(look: Look, seconds: int) -> None:
    series = Group(GroupKind.SERIES, 1, b"", 1, 2, 2, HOSTILE, HOSTILE, seconds, seconds)
    (section,) = around_sections(look, Around(7, series=series), "x.jpg")
    said = [line.value for line in section.lines]
    assert all(text.isprintable() for text in said)
    assert said[1] == ("01/01/0001 00:00:00" if seconds < 0 else "31/12/9999 23:59:59")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("by", ["content", "near", "camera", "address"])
def test_what_other_cases_hold_is_told_safely_and_in_part(language: str, by: str) -> None:
    look = Look.of(Words(language), "light")
    seen = [Seen(HOSTILE, by, 1, 1_234, 3, "mirrored" if by == "near" else "url", HOSTILE)] * (SHOWN + 3)
    (section,) = elsewhere_sections(look, seen)
    assert len(section.lines) == SHOWN + 1
    assert all(
        (line.name + line.value).replace("\u2068", "").replace("\u2069", "").isprintable() for line in section.lines
    )
    assert look.words.number(1_234) in section.lines[0].value
    assert "3" in section.lines[-1].value


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_group_offers_is_never_cut(qtbot: QtBot, language: str) -> None:
    pane = DetailPane(Look.of(Words(language), "light"), {})
    qtbot.addWidget(pane)
    pane.setFixedSize(240, 400)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.show_around(AROUND)
    body: Any = pane._scroll.widget()
    qtbot.waitUntil(lambda: body.width() == pane._scroll.viewport().width(), timeout=PATIENCE_MS)
    offered = body.findChildren(QAbstractButton)
    assert len(offered) == 2
    for made in offered:
        assert made.width() >= made.sizeHint().width()
        assert made.mapTo(body, made.rect().bottomRight()).x() < body.width()
