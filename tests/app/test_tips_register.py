"""Tips through the use cases that window and command line call."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from inspector.app import Session, cases, evidence, history, tips
from inspector.app.tips import Full
from inspector.domain.fault import InputFault
from inspector.store.listing import Asked, Item
from tests.triage.taking import finish

ATTACHED = b"\x89PNG harmless bytes that stand for a drawing"


def mail(folder: Path) -> Path:
    message = EmailMessage()
    message["From"] = "Người báo tin <bao.tin@example.org>"
    message["Subject"] = "Về nhóm trò chuyện"
    message["Date"] = "Tue, 17 Nov 2026 08:04:05 +0700"
    message.set_content("Xem https://example.org/nhom và gọi 0912 345 678.\nMD5 00112233445566778899aabbccddeeff")
    message.add_attachment(ATTACHED, maintype="image", subtype="png", filename="ảnh chụp.png")
    message.add_attachment(b"ghi chep", maintype="text", subtype="plain", filename="ảnh chụp.png")
    path = folder / "tin báo.eml"
    path.write_bytes(bytes(message))
    return path


def test_a_telephone_call_is_registered_without_any_file(session: Session, tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text('summary = "Gọi lại số 0912 345 678, xem example.org/x"\n', encoding="utf-8")
    tip = tips.type_in(session, answers, channel="111")
    full = tips.full(session, tip.number)
    assert full.tip.channel == "111"
    assert full.files == []
    assert ("phone", "+84912345678") in {(named.kind, named.value) for named in full.named}
    assert full.tip.number.startswith("T-20")


def test_numbers_follow_each_other(session: Session) -> None:
    first, second = (tips.type_in(session, None, channel=name) for name in ("111", "1022"))
    assert int(second.number[-4:]) == int(first.number[-4:]) + 1


def test_a_mail_is_kept_unchanged_and_read(session: Session, tmp_path: Path) -> None:
    path = mail(tmp_path)
    full: Full = finish(tips.hand_in(session, path, "e-mail"))
    assert full.tip.title == "Về nhóm trò chuyện"
    assert full.files[0].size == path.stat().st_size
    kinds = {named.kind: named.value for named in full.named}
    assert kinds["email"] == "bao.tin@example.org"
    assert kinds["md5"] == "00112233445566778899aabbccddeeff"
    assert [found.number for found in tips.listed(session, "tro chuyen")] == [full.tip.number]
    assert tips.listed(session, "khong co chu nay") == []


def items(session: Session, number: str) -> list[Item]:
    return list(evidence.items(session, Asked(cases.find(session, number).id)))


def test_attachments_become_items_of_the_linked_case(session: Session, tmp_path: Path) -> None:
    cases.add(session, "12/2026", "Vụ thử")
    full = finish(tips.hand_in(session, mail(tmp_path), "e-mail", "12/2026"))
    found = items(session, "12/2026")
    assert full.case == "12/2026"
    assert session.workspace.reader().execute("SELECT count(*) FROM unfolding").fetchone() == (0,)
    assert len(found) == 3  # the mail, and two attachments that share a name
    letter, *inside = found
    assert {one.container for one in inside} == {letter.id}
    out = tmp_path / "copy.png"
    picture = next(one for one in inside if one.size == len(ATTACHED))
    evidence.open_item(session, picture.id, out)
    assert out.read_bytes() == ATTACHED
    assert finish(evidence.verify(session, "12/2026")).ok


def test_the_same_mail_twice_is_two_tips_that_know_each_other(session: Session, tmp_path: Path) -> None:
    path = mail(tmp_path)
    first, second = (finish(tips.hand_in(session, path)) for _ in range(2))
    assert second.same_file_in == [first.tip.number]
    assert first.files[0].sha256 == second.files[0].sha256


@pytest.mark.parametrize("broken", [b"%PDF-1.7\n1 0 obj<<", b"", b"From: x\nContent-Type: multipart/mixed\n\n--"])
def test_a_broken_file_is_registered_all_the_same(session: Session, tmp_path: Path, broken: bytes) -> None:
    path = tmp_path / "tin.pdf"
    path.write_bytes(broken)
    full = finish(tips.hand_in(session, path))
    assert full.files[0].size == len(broken)
    assert tips.listed(session)[0].number == full.tip.number


def test_a_missing_file_registers_nothing(session: Session, tmp_path: Path) -> None:
    with pytest.raises(InputFault):
        finish(tips.hand_in(session, tmp_path / "nowhere.eml"))
    assert tips.listed(session) == []


def test_an_unknown_case_registers_nothing(session: Session, tmp_path: Path) -> None:
    with pytest.raises(InputFault):
        finish(tips.hand_in(session, mail(tmp_path), case_number="no such case"))
    assert tips.listed(session) == []


def test_the_chain_tells_of_every_tip(session: Session, tmp_path: Path) -> None:
    full = finish(tips.hand_in(session, mail(tmp_path)))
    assert [entry.action for entry in full.history] == ["tip_add"]
    assert history.verify(session).ok


def test_the_hour_is_vietnams_and_the_port_is_kept(session: Session, tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text(
        'received = 2026-01-01\nreceived_time = "06:30"\nsummary = "IP 203.0.113.7:4431 lúc 05:10 ngày 01/01/2026"\n',
        encoding="utf-8",
    )
    tip = tips.type_in(session, answers)
    assert tip.received == "2025-12-31T23:30:00.000+00:00"
    assert tip.number == "T-2026-0001"
    (address,) = [named for named in tips.full(session, tip.number).named if named.kind == "ip"]
    assert (address.value, address.port) == ("203.0.113.7", 4431)
