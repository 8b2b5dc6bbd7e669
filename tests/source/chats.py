"""Chat exports written by hand in the shapes the programs write, and what our readers make of them."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path

from inspector.analyse.told_messages import checked
from inspector.analyse.unreadable import Unreadable
from inspector.domain.conversation import Conversation, Message
from inspector.source.container import About, Container, Handed
from inspector.source.member import Member
from inspector.source.readers import reader_for
from tests.source.container_contract import head_of

NOT_INCLUDED = "(File not included. Change data exporting settings to download.)"
Told = tuple[Conversation, tuple[Message, ...]]


def telegram_messages() -> list[dict[str, object]]:
    """Seven messages of a group, one of each sort that matters."""
    return [
        {"id": 1, "type": "service", "date": "2026-01-02T10:00:00", "date_unixtime": "1767322800",
         "actor": "Nguyễn Thị Hoa", "actor_id": "user11", "action": "invite_members", "members": ["Trần Đức", None],
         "text": ""},
        {"id": 7, "type": "message", "date": "2026-01-02T10:04:05", "date_unixtime": "1767323045",
         "from": "Nguyễn Thị Hoa", "from_id": "user11", "photo": "photos/photo_1@02-01-2026_10-04-05.jpg",
         "width": 800, "height": 600, "text": ["xem ", {"type": "link", "text": "https://example.org"}, " nhé"]},
        {"id": 8, "type": "message", "date": "2026-01-02T10:05:00", "date_unixtime": "1767323100", "from": None,
         "from_id": "user12", "file": NOT_INCLUDED, "file_name": "đơn.pdf", "text": "", "reply_to_message_id": 7},
        {"id": 9, "type": "message", "date": "2026-01-02T10:06:00", "from": "Trần Đức", "from_id": 13,
         "media_type": "voice_message", "file": "voice_messages/audio_1.ogg", "duration_seconds": 4, "text": "",
         "forwarded_from": "Kênh Tin", "edited": "2026-01-02T10:07:00", "edited_unixtime": "1767323220"},
        {"id": 10, "type": "service", "date": "2026-01-02T11:00:00", "date_unixtime": "1767326400",
         "actor": "Trần Đức", "actor_id": "user13", "action": "phone_call", "duration_seconds": 61, "text": ""},
        {"id": 11, "type": "unsupported"},
        {"id": 12, "type": "message", "date": "2026-01-02T11:01:00", "date_unixtime": "1767326460",
         "from": "Trần Đức", "from_id": "user13", "text": "",
         "poll": {"question": "Đi đâu?", "closed": False, "answers": [{"text": "Huế", "voters": 2}]}},
    ]  # fmt: skip


def telegram(**changes: object) -> bytes:
    """The export of one chat."""
    chat = {"name": "Nhóm A/B", "type": "private_supergroup", "id": 123, "messages": telegram_messages()}
    return json.dumps({**chat, **changes}, ensure_ascii=False, indent=1).encode()


def telegram_account() -> bytes:
    """The export of an account: two chats of one name, one of somebody who is gone, one that was left."""

    def chat(name: object, number: int) -> dict[str, object]:
        return {"name": name, "type": "personal_chat", "id": number, "messages": telegram_messages()[1:2]}

    return json.dumps({
        "about": "Here is the data you requested. Remember: Telegram is ad free.",
        "personal_information": {"user_id": 1, "first_name": "Hoa", "bio": ""},
        "contacts": {"about": "x", "list": [{"first_name": "Đức"}]},
        "chats": {"about": "This page lists all chats", "list": [chat("Đức", 5), chat("Đức", 6), chat(None, 7)]},
        "left_chats": {"about": "left", "list": [chat("Nhóm cũ", 8)]},
    }, ensure_ascii=False).encode()  # fmt: skip


def telegram_page() -> bytes:
    """A page of the export as HTML, of a chat in an account."""
    return """<!DOCTYPE html>
<html>
 <head>
  <meta charset="utf-8"/>
<title>Exported Data</title>
  <script src="../../js/script.js" type="text/javascript"></script>
 </head>
 <body onload="CheckLocation();">
  <div class="page_wrap">
   <div class="page_header"><a class="content block_link" href="../../lists/chats.html">
     <div class="text bold">
Nhóm A &amp; B
     </div>
   </a></div>
   <div class="page_body chat_page"><div class="history">
     <div class="message service" id="message-1"><div class="body details">
2 January 2026
     </div></div>
     <div class="message default clearfix" id="message7">
      <div class="pull_left userpic_wrap"><div class="userpic userpic3"><div class="initials">N</div></div></div>
      <div class="body">
       <div class="pull_right date details" title="02.01.2026 10:04:05 UTC+07:00">
10:04
       </div>
       <div class="from_name">
Nguyễn Thị Hoa
       </div>
       <div class="reply_to details">
In reply to <a href="messages.html#go_to_message5" onclick="return GoToMessage(5)">this message</a>
       </div>
       <div class="media_wrap clearfix">
        <a class="photo_wrap clearfix pull_left" href="../../chats/chat_1/photos/ảnh 1.jpg">
         <img class="photo" src="../../chats/chat_1/photos/ảnh 1_thumb.jpg"/>
        </a>
       </div>
       <div class="text">
chào <strong>em</strong> &lt;3<br>dòng hai
       </div>
      </div>
     </div>
     <div class="message default clearfix joined" id="message8">
      <div class="body">
       <div class="pull_right date details" title="02.01.2026 10:05:00 UTC+07:00">
10:05
       </div>
       <div class="media_wrap clearfix">
        <div class="media clearfix pull_left media_voice_message">
         <div class="fill pull_left"></div>
         <div class="body">
          <div class="title bold">
Voice message
          </div>
          <div class="description">
Not included, change data exporting settings to download.
          </div>
          <div class="status details">
00:04, 12.1 KB
          </div>
         </div>
        </div>
       </div>
      </div>
     </div>
     <div class="message default clearfix" id="message9">
      <div class="body">
       <div class="pull_right date details" title="02.01.2026 10:06:00">
10:06
       </div>
       <div class="from_name">
Trần Đức
       </div>
       <div class="forwarded body">
        <div class="from_name">
Kênh Tin <span class="date details" title="01.01.2026 09:00:00"> 01.01.2026 09:00:00</span>
        </div>
        <div class="text">
tin chuyển
        </div>
       </div>
      </div>
     </div>
     <div class="message service" id="message10"><div class="body details">
Trần Đức invited Nguyễn Thị Hoa
     </div></div>
   </div></div>
  </div>
 </body>
</html>
""".encode()


def broken_letters(text: str) -> str:
    """Text as Facebook writes it: each byte of its UTF-8 a letter."""
    return text.encode().decode("latin-1")


def meta(**changes: object) -> bytes:
    """A thread of a Facebook download, newest first."""
    hoa, duc = broken_letters("Nguyễn Thị Hoa"), broken_letters("Trần Đức")
    thread = {
        "participants": [{"name": hoa}, {"name": duc}],
        "messages": [
            {"sender_name": duc, "timestamp_ms": 1767323045000, "content": broken_letters("chào chị"),
             "photos": [{"uri": "messages/inbox/x_1/photos/1.jpg", "creation_timestamp": 1767323040},
                        {"uri": broken_letters("messages/inbox/x_1/photos/ảnh.jpg")}]},
            {"sender_name": hoa, "timestamp_ms": 1767323000000, "is_unsent": True},
            {"sender_name": hoa, "timestamp_ms": 1767322990000, "call_duration": 30, "content": "call"},
            {"sender_name": hoa, "timestamp_ms": 1767322980000, "content": "xem",
             "share": {"link": "https://example.org/", "share_text": broken_letters("Bài viết")}},
        ],
        "title": broken_letters("Nhóm cà phê"), "is_still_participant": True, "thread_path": "inbox/x_1",
    }  # fmt: skip
    return json.dumps({**thread, **changes}).encode()


def encrypted_meta() -> bytes:
    """A thread out of the export of end-to-end encrypted chats."""
    return json.dumps({
        "participants": ["Nguyễn Thị Hoa", "Ã©"], "threadName": "Hoa_1",
        "messages": [
            {"isUnsent": False, "media": [{"uri": "./media/ảnh 1.jpg"}], "reactions": [], "senderName": "Ã©",
             "text": "", "timestamp": 1767323000000, "type": "media"},
            {"isUnsent": True, "media": [], "senderName": "Nguyễn Thị Hoa", "text": "thôi", "timestamp": 1767323045000},
        ],
    }, ensure_ascii=False).encode()  # fmt: skip


IPHONE = (
    "[31/12/23, 21:05:09] Nhóm Lớp: \u200eTin nhắn và cuộc gọi được mã hóa đầu cuối.\n"
    "[31/12/23, 9:06:00\u202fPM] \u202aHoa\u202c: \u200e<attached: 00000002-PHOTO-2023-12-31-21-06-00.jpg>\n"
    "[31/12/23, 21:07:00] Đức: dòng một\ndòng hai: có dấu hai chấm\n"
    "\u200e[01/01/24, 00:00:01] Hoa: \u200eimage omitted\n"
    "[01/01/24, 00:01:00] Hoa: \u200eTin nhắn này đã bị xóa.\n"
    "[01/01/24, 00:02:00] Đức: thôi bỏ qua\n"
)
ANDROID = (
    "31/12/2023, 21:04 - Tin nhắn và cuộc gọi được mã hóa đầu cuối\n"
    "31/12/2023, 21:05 - Hoa: IMG-20231231-WA0001.jpg (đã đính kèm tệp)\nchú thích\n"
    "31/12/2023, 21:06 - Đức: giấy tờ.pdf (file attached)\n"
    "31/12/2023, 21:07 - Đức: <Media omitted>\n"
    "31/12/2023, 21:08 - Hoa: xem tệp a.txt (quan trọng)\n"
)
VIETNAMESE = "[21:05:09, 31/12/2023] Hoa: chào\n[9:06:00 CH, 31/12/2023] Đức: chào lại\n"


def zalo() -> bytes:
    """Messages of two conversations, mixed; the account is 11."""

    def said(sort: int, message: object, at: int, sender: str = "22", to: str = "0", **more: object) -> str:
        record = {"cliMsgId": str(at), "msgId": str(at)[-4:], "fromUid": sender, "toUid": to, "dName": "Hoa",
                  "msgType": sort, "message": message, "quote": None, "serverTime": str(at), **more}  # fmt: skip
        return json.dumps(record, ensure_ascii=False)

    return "\n".join([
        said(1, "chào anh", 1767323045001),
        said(1, "nhóm ơi", 1767323046002, to="g33", dName="Đức"),
        said(1, "chào em", 1767323040003, sender="0", to="22", dName="Tôi", quote={"cliMsgId": 7, "globalMsgId": "5"}),
        said(2, {"oriUrl": "https://example.org/a/b.JPG", "params": '{"width":800}'}, 1767323047004, to="g33"),
        said(20, {"catId": 0, "id": 0}, 1767323048005),
        said(6, {"action": "recommened.misscall", "title": "0 phút 0 giây"}, 1767323049006),
        said(1, {"action": "rtf", "title": "chữ đậm"}, 1767323050007),
        "{broken", "",
    ]).encode()  # fmt: skip


def handed_to(name: str, data: bytes) -> Container:
    """The reader that claims a file, with it."""
    head = head_of(name, data)
    reader = reader_for(head)
    assert reader is not None
    return reader(Handed(io.BytesIO(data), head))


def told(name: str, data: bytes) -> list[Told]:
    """The conversations in an export, held to be ours by the trusted side."""
    container = handed_to(name, data)
    return [checked(container.open(member).read()) for member in container.walk()]


def as_far_as(name: str, data: bytes) -> tuple[list[Told], str, About]:
    """The conversations that come out of a broken export, the code it broke with, and what it tells of itself."""
    container, found, code = handed_to(name, data), [], ""
    try:
        for member in container.walk():
            found.append(checked(container.open(member).read()))
    except Unreadable as error:
        code = error.code
    return found, code, container.about()


def members(name: str, data: bytes) -> Sequence[Member]:
    """The members of an export."""
    return list(handed_to(name, data).walk())


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Files in a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
