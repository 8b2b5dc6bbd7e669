"""What the detail pane says of containers: the chain, how one was unfolded, whether an image is intact."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inspector.domain.content import Failure, Kind
from inspector.domain.names import display
from inspector.store.gallery import Detail, Occurrence
from inspector.store.holding import Holding
from inspector.store.listing import Item
from inspector.store.members import Link
from inspector.ui.detail_lines import sections
from inspector.ui.look import Look
from inspector.ui.paths import shortened
from inspector.ui.sections import Act, Section

HOSTILE = "a\u202egpj.exe\n<b>x</b>\x1b[31m"
ITEM = Item(
    7, "VC-01", b"/s", b"Users/x/a.zip", "may.E01 › NTFS 2 › Users/x/a.zip", 3, "saved", 9, 1_700_000_000 * 10**9,
    "done", 1, b"\x01" * 16, b"\x02" * 20, b"\x03" * 32, "application/zip", Kind.ARCHIVE, None, None, None, None, None,
    None, None, [], {}, [], 1_600_000_000 * 10**9, "NTFS 2",
)  # fmt: skip
CHAIN = [
    Link(3, b"disks/may.E01", None, None, "disks/may.E01", "disk"),
    Link(7, b"Users/x/a.zip", "1", "NTFS 2", ITEM.shown, "zip"),
]
PLACE = Occurrence(7, "VC-01", ITEM.shown, "deleted", 3)
HELD = Holding("zip", "1", "read", {"files": 12}, 12, 2, 3, more=False)
PIECE = re.compile(r"\\(?:\\|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})|.")


def detail(**other: Any) -> Detail:
    return replace(Detail(ITEM, [PLACE], [], [], [], [], CHAIN, HELD), **other)


def told(look: Look, found: Detail) -> dict[str, Section]:
    return {section.title: section for section in sections(look, found, {})}


def text(section: Section) -> str:
    return "\n".join(f"{line.name}: {line.value}" for line in section.lines)


def test_the_chain_above_an_item_leads_to_each_container_and_into_it(look: Look) -> None:
    (line,) = told(look, detail())[look.say("detail-chain")].lines
    assert (line.name, line.value) == ("Ảnh đĩa", "disks/may.E01")
    go, inside = line.acts
    assert (go.wish, go.item) == ("go", 3)
    assert (inside.wish, inside.item, inside.name) == ("inside", 3, "may.E01")


def test_an_occurrence_is_broken_between_its_containers_and_copied_whole(look: Look) -> None:
    section = told(look, detail(occurrences=[PLACE, replace(PLACE, container=None, failed=True)]))
    first, second = section[look.say("detail-places", count=2)].lines
    assert first.parts == ("may.E01", "NTFS 2", "Users/x/a.zip")
    assert first.copy == ITEM.shown
    assert [act.wish for act in first.acts] == ["go"]
    assert second.parts == (ITEM.shown,)  # it lies in no container: a name may hold the sign
    assert second.acts == ()
    assert second.name == "VC-01 · đã xóa · có lỗi đọc"


def test_times_are_told_when_they_are_known(look: Look) -> None:
    content = text(told(look, detail())[look.say("detail-content")])
    assert "Tạo lúc: 13/09/2020 19:26:40 (GMT+7)" in content
    without = text(told(look, detail(item=replace(ITEM, created_ns=None)))[look.say("detail-content")])
    assert "Tạo lúc" not in without


def test_a_container_says_by_what_it_was_unfolded_and_what_lies_in_it(look: Look) -> None:
    section = told(look, detail())[look.say("detail-container")]
    said = text(section)
    assert "Bộ đọc: Tệp nén ZIP, phiên bản 1" in said
    assert "Tình trạng mở: đã đọc hết cùng với tệp" in said
    assert "Số tệp ghi bên trong: 12" in said
    assert "Bên trong: 12 mục · 3 lỗi đọc · 2 chưa xử lý" in said
    assert section.lines[-1].acts == (Act("inside", 7, "Xem bên trong", "funnel", "a.zip"),)
    empty = told(look, detail(holding=replace(HELD, members=0)))[look.say("detail-container")]
    assert empty.lines[-1].acts == ()
    many = told(look, detail(holding=replace(HELD, members=100_000, more=True)))[look.say("detail-container")]
    assert "hơn 100.000 mục" in text(many)


def test_a_mail_says_whose_it_is(look: Look) -> None:
    facts: dict[str, object] = {
        "subject": "Chào Hậu", "from": "An <an@example.com>", "date_utc": "2026-03-01T03:00:00Z", "other": ["x", 1],
    }  # fmt: skip
    said = text(told(look, detail(holding=replace(HELD, reader="eml", facts=facts)))[look.say("detail-container")])
    assert "Tiêu đề: Chào Hậu" in said
    assert "Gửi lúc: 01/03/2026 10:00:00 (GMT+7)" in said
    assert "other: x, 1" in said


DIGEST = "ab" * 16


@pytest.mark.parametrize(
    ("facts", "sentence", "tone", "digests"),
    [
        ({"stored_md5": DIGEST, "media": {"stored": {"md5": DIGEST}, "computed": {"md5": DIGEST}, "ok": True}},
         "image-ok", "verified", 2),
        ({"media": {"stored": {"md5": DIGEST}, "computed": {"md5": "00"}, "ok": False}}, "image-differs", "danger", 2),
        ({"media": {"stored": {}, "computed": {"sha256": DIGEST}, "ok": None}}, "image-without", "warning", 1),
        ({"stored_md5": DIGEST}, "image-unchecked", "warning", 1),
        ({"stored_md5": DIGEST, "media": {"ok": "true"}}, "image-differs", "danger", 1),
    ],
)  # fmt: skip
def test_an_image_gets_a_clear_verdict(
    look: Look, facts: dict[str, object], sentence: str, tone: str, digests: int
) -> None:
    section = told(look, detail(holding=replace(HELD, reader="disk", facts=facts)))[look.say("detail-image")]
    verdict, *rest = section.lines
    assert (verdict.value, verdict.tone) == (look.say(sentence), tone)
    assert [line.digest for line in rest] == [True] * digests


def test_an_image_that_could_not_be_checked_says_why(look: Look) -> None:
    facts: dict[str, object] = {"media": {"failure": ["truncated", "medium"]}}
    (verdict,) = told(look, detail(holding=replace(HELD, facts=facts)))[look.say("detail-image")].lines
    assert verdict.tone == "danger"
    assert look.words.say("failure-truncated") in verdict.value


def test_a_container_without_digests_gets_no_verdict(look: Look) -> None:
    assert look.say("detail-image") not in told(look, detail())


def test_volumes_are_told_one_by_one(look: Look) -> None:
    volumes: list[object] = [{"name": "NTFS 2", "start": 1_048_576, "size": 12 << 20, "deleted": 3}, "lạ", {"x": None}]
    section = told(look, detail(holding=replace(HELD, facts={"volumes": volumes})))
    first, second, third = section[look.say("detail-volumes", count=3)].lines
    assert (first.name, first.value) == ("NTFS 2", "từ byte: 1.048.576 · dung lượng: 12,0 MiB · đã xóa: 3")
    assert (second.name, second.value) == ("lạ", "–")
    assert (third.name, third.value) == ("3", "x: –")


def test_failures_of_a_container_have_their_sentence(look: Look) -> None:
    found = detail(failures=[Failure("budget_depth", "unfold"), Failure("encrypted", "zip")])
    said = text(told(look, found)[look.say("detail-failures")])
    assert look.words.say("failure-budget-depth") in said
    assert look.words.say("failure-encrypted") in said


def test_nothing_hostile_out_of_a_container_reaches_the_screen_bare(look: Look) -> None:
    facts: dict[str, object] = {
        "subject": HOSTILE, HOSTILE: HOSTILE, "stored_" + HOSTILE: HOSTILE,
        "volumes": [{"name": HOSTILE, HOSTILE: HOSTILE}],
        "media": {"stored": {HOSTILE: HOSTILE}, "computed": HOSTILE, "failure": [HOSTILE]}, "files": 10**30,
    }  # fmt: skip
    link = Link(3, HOSTILE.encode(), None, HOSTILE, HOSTILE, HOSTILE)
    held = replace(HELD, reader=HOSTILE, version=HOSTILE, facts=facts)
    place = replace(PLACE, shown=HOSTILE)
    for section in sections(look, detail(chain=[link, link], holding=held, occurrences=[place]), {}):
        for line in section.lines:
            said = (line.name, line.value, line.copy, *line.parts, *(act.name for act in line.acts))
            assert all(part.isprintable() for part in said)


def test_a_long_path_loses_its_middle() -> None:
    path = "/".join(f"thư mục {number}" for number in range(200)) + "/ảnh.jpg"
    short = shortened(path)
    assert len(short) < 220
    head, tail = short.split("…")
    assert path.startswith(head)
    assert path.endswith(tail)
    assert tail.endswith("/ảnh.jpg")
    assert shortened("Users/an/ảnh.jpg") == "Users/an/ảnh.jpg"


@given(st.text(alphabet=st.sampled_from(["\\", "\u202e", "\U000e0001", "\x07", "u", "a", "\u0323", "2"]), min_size=200))
@example("\\" * 79 + "\u202e" * 60)
@example("a" + "\u0323" * 400)
def test_shortening_never_cuts_an_escape(name: str) -> None:
    shown = display(name)
    ends = {0, *accumulate(len(found.group()) for found in PIECE.finditer(shown))}
    short = shortened(shown)
    assert len(short) <= 241
    assert short == shown or any(
        short == f"{shown[:head]}…{shown[tail:]}" for head in ends for tail in ends if head < tail
    )


def test_shortening_keeps_a_letter_with_its_marks() -> None:
    name = "e\u0323\u0302" * 120  # ệ, decomposed
    head, tail = shortened(name).split("…")
    assert head.endswith("e\u0323\u0302")
    assert tail.startswith("e")
