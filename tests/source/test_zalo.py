"""Decrypted Zalo backups: conversations taken apart again, calls and recalled messages told for what they are."""

from __future__ import annotations

import hashlib
import json

import pytest

from inspector.domain.conversation import Attachment, MessageKind, Zone
from inspector.source.containers.chat.zalo import Zalo
from inspector.source.containers.chat.zalo_conversations import ZaloConversations
from tests.source.chats import as_far_as, handed_to, told, zalo
from tests.source.container_contract import ContainerContract, Example

NAME = "11_zmessage.zdb"
LIST = b"\n".join(
    json.dumps({"userId": one, "isGroup": one.startswith("g"), "firstSmsLocalId": "1", "numMsg": 3}).encode()
    for one in ("22", "g33", "44")
)


class TestZalo(ContainerContract):
    reader = Zalo

    def examples(self) -> list[Example]:
        return [Example(NAME, zalo(), {b"Hoa": None, b"g33": None})]


class TestZaloConversations(ContainerContract):
    reader = ZaloConversations

    def examples(self) -> list[Example]:
        return [Example("11_zconversation.zdb", LIST, {})]


def test_conversations_are_taken_apart_and_put_in_order() -> None:
    (one, direct), (other, group) = told(NAME, zalo())
    assert (one.title, one.id, one.sort) == ("Hoa", "22", "personal")
    assert (other.title, other.id, other.sort) == ("g33", "g33", "group")
    assert [message.text for message in direct] == ["chào em", "chào anh", "", "0 phút 0 giây", "chữ đậm"]
    assert group[0].text == "nhóm ơi"
    assert {message.zone for message in direct} == {Zone.UTC}
    assert (direct[0].author, direct[0].author_id, direct[0].reply_to) == ("Tôi", "0", "5")
    assert direct[2].deleted
    assert direct[3].kind is MessageKind.CALL


def test_a_picture_is_looked_for_where_zalo_keeps_it() -> None:
    link = "https://example.org/a/b.JPG"
    known = hashlib.md5(link.encode(), usedforsecurity=False).hexdigest()
    picture = told(NAME, zalo())[1][1][1]
    assert picture.attachments == (Attachment(f"ZaloDownloads/picture/33_group/z7004_{known}.jpg"),)
    assert (picture.kind, picture.text) == (MessageKind.PHOTO, link)


def test_lines_that_are_no_messages_are_counted_and_the_rest_is_read() -> None:
    found, code, about = as_far_as(NAME, zalo() + b"\n\xff\xfe\n" + b"[" * 100_000 + b"\n{}\n" + zalo())
    assert code == ""
    assert sum(len(messages) for _, messages in found) == 14
    assert about.failures == (("damaged", "5 lines"),)


@pytest.mark.parametrize(
    ("name", "sender", "receiver", "conversation"),
    [
        (NAME, "22", "11", "22"), (NAME, "11", "22", "22"), (NAME, "0", "22", "22"), (NAME, "22", "22", "22"),
        (NAME, "22", "g5", "g5"), (NAME, "g5", "0", "g5"), (NAME, "0", "11", "11"), ("x.zdb", "44", "22", "22-44"),
    ],
)  # fmt: skip
def test_whom_a_message_was_written_to(name: str, sender: str, receiver: str, conversation: str) -> None:
    line = {"cliMsgId": "1", "msgType": 1, "fromUid": sender, "toUid": receiver, "message": "x", "serverTime": 5}
    ((found, _),) = told(name, json.dumps(line).encode())
    assert found.id == conversation


@pytest.mark.parametrize("message", [None, 5, [], {}, {"title": {"a": 1}}, '{"title":"tiêu đề"}', "{", {"params": "{"}])
@pytest.mark.parametrize("sort", [1, 2, 3, 4, 6, 19, 20, 26, -27, "2", None, 10**30])
def test_any_message_becomes_one_of_ours(message: object, sort: object) -> None:
    line = {
        "cliMsgId": 1,
        "msgType": sort,
        "fromUid": "22",
        "toUid": "0",
        "message": message,
        "quote": {"cliMsgId": []},
    }
    ((_, (found,)),) = told(NAME, json.dumps(line).encode())
    assert found.at_ms == 1
    assert found.text == ("tiêu đề" if message == '{"title":"tiêu đề"}' else "{" if message == "{" else "")


def test_the_list_of_conversations_can_be_searched() -> None:
    container = handed_to("11_zconversation.zdb", LIST)
    assert list(container.walk()) == []
    about = container.about()
    assert about.facts == {"conversations": 3, "groups": 1}
    assert about.text == "22\ng33\n44\n"
