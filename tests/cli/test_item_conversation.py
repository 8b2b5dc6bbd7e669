"""`inspector item show` of a conversation: every message with its clock, and the items of what was sent."""

from __future__ import annotations

from pathlib import Path

from tests import ready
from tests.cli.calling import Shell
from tests.store.talk import put

HOSTILE = "a\u202egpj\x1b[31m"


def filled(shell: Shell) -> int:
    with ready.signed_in(Path(shell.workspace)) as workspace:
        return put(ready.Register(workspace), b"x/result.json", "x/photos/ảnh 1.jpg".encode())


def test_a_conversation_is_shown_with_its_clocks_and_items(shell: Shell) -> None:
    item = filled(shell)
    said = shell("item", "show", str(item), "--lang", "vi").stdout
    assert "02/01/2026 10:04:05 (GMT+7) · Nguyễn Thị Hoa · ảnh" in said
    assert "    chào\n    em\n" in said
    assert "photos/ảnh 1.jpg → mục 2" in said
    assert "một tệp (tệp xuất không kèm)" in said
    assert "31/12/2023 21:05:09 (theo đồng hồ của máy đã xuất, không rõ múi giờ) · u2" in said
    assert "người gửi đã xóa hoặc thu hồi" in said
    english = shell("item", "show", str(item), "--lang", "en").stdout
    assert "no time given · Đức · forwarded from Kênh Tin · edited 02/01/2026 10:04:06 (GMT+7)" in english


def test_in_json_every_message_has_its_words(shell: Shell) -> None:
    first, second, third = shell("item", "show", str(filled(shell)), "--json").json["messages"]
    assert first == {
        "number": 1, "id": "1", "at": "2026-01-02T03:04:05Z", "zone": "utc", "author": "Nguyễn Thị Hoa",
        "author_id": "u1", "kind": "photo", "text": "chào\nem", "reply_to": None, "forwarded_from": None,
        "edited": None, "deleted": False,
        "attachments": [{"path": "photos/ảnh 1.jpg", "missing": False, "item": 2},
                        {"path": "", "missing": True, "item": None}],
    }  # fmt: skip
    assert (second["at"], second["zone"], second["deleted"]) == ("2023-12-31T21:05:09", "local", True)
    assert (third["at"], third["zone"], third["edited"]) == (None, None, "2026-01-02T03:04:06Z")


def test_another_item_has_no_messages(case: Shell) -> None:
    assert case("item", "show", "1", "--json").json["messages"] == []
