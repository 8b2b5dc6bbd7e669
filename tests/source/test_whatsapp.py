"""WhatsApp's text exports: any telephone's dates and words, no time zone made up, no message swallowed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.conversation import Attachment, Conversation, DateOrder, Message, MessageKind, Zone
from inspector.source.containers.chat.whatsapp import WhatsApp
from inspector.source.readers import reader_for
from tests.source.chats import ANDROID, IPHONE, VIETNAMESE, as_far_as, members, told
from tests.source.container_contract import ContainerContract, Example, head_of

IPHONE_NAME = "_chat.txt"
ANDROID_NAME = "WhatsApp Chat with Cô Hoa.txt"


class TestWhatsApp(ContainerContract):
    reader = WhatsApp

    def examples(self) -> list[Example]:
        return [
            Example(IPHONE_NAME, IPHONE.encode(), {"Nhóm Lớp".encode(): None}),
            Example(ANDROID_NAME, ANDROID.encode(), {"Cô Hoa".encode(): None}),
            Example("Cuộc trò chuyện trên WhatsApp với Hoa.txt", VIETNAMESE.encode(), {b"Hoa": None}),
            Example(ANDROID_NAME, b"\xef\xbb\xbf" + ANDROID.replace("\n", "\r\n").encode(), {"Cô Hoa".encode(): None}),
        ]


def read(*lines: str, name: str = ANDROID_NAME) -> tuple[Conversation, tuple[Message, ...]]:
    (found,) = told(name, "\n".join(lines).encode())
    return found


def clock(message: Message) -> str:
    assert message.at_ms is not None
    return datetime.fromtimestamp(message.at_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")


def test_an_iphones_export() -> None:
    ((conversation, messages),) = told(IPHONE_NAME, IPHONE.encode())
    assert (conversation.title, conversation.participants) == ("Nhóm Lớp", ("Hoa", "Đức"))
    assert [clock(message) for message in messages[:3]] == [
        "2023-12-31 21:05:09", "2023-12-31 21:06:00", "2023-12-31 21:07:00"
    ]  # fmt: skip
    assert {message.zone for message in messages} == {Zone.LOCAL}
    assert messages[0].kind is MessageKind.SERVICE
    assert messages[1].attachments == (Attachment("00000002-PHOTO-2023-12-31-21-06-00.jpg"),)
    assert (messages[1].author, messages[1].kind) == ("Hoa", MessageKind.PHOTO)
    assert messages[2].text == "dòng một\ndòng hai: có dấu hai chấm"
    assert (messages[3].attachments, messages[3].kind) == ((Attachment("", missing=True),), MessageKind.PHOTO)
    assert messages[4].deleted
    assert (messages[5].text, messages[5].attachments) == ("thôi bỏ qua", ())


def test_an_android_telephones_export() -> None:
    ((conversation, messages),) = told(ANDROID_NAME, ANDROID.encode())
    assert (conversation.title, len(messages)) == ("Cô Hoa", 5)
    assert (messages[0].kind, messages[0].author) == (MessageKind.SERVICE, "")
    assert messages[1].attachments == (Attachment("IMG-20231231-WA0001.jpg"),)
    assert messages[1].text.endswith("chú thích")
    assert messages[2].attachments == (Attachment("giấy tờ.pdf"),)
    assert messages[3].attachments == (Attachment("", missing=True),)
    assert messages[4].attachments == ()


def test_a_vietnamese_telephone_writes_the_time_first() -> None:
    _, messages = read(*VIETNAMESE.splitlines(), name="x.txt")
    assert [clock(message) for message in messages] == ["2023-12-31 21:05:09", "2023-12-31 21:06:00"]


@pytest.mark.parametrize(
    ("first", "second", "order", "sure", "day"),
    [
        ("13/02/24", "14/02/24", DateOrder.DAY_FIRST, True, "2024-02-13"),
        ("2/13/24", "2/14/24", DateOrder.MONTH_FIRST, True, "2024-02-13"),
        ("2024-02-13", "2024-02-14", DateOrder.YEAR_FIRST, True, "2024-02-13"),
        ("01/02/24", "02/02/24", DateOrder.DAY_FIRST, False, "2024-02-01"),
        ("12/2/24", "1/3/24", DateOrder.DAY_FIRST, False, "2024-02-12"),
        ("2/12/24", "3/1/24", DateOrder.MONTH_FIRST, False, "2024-02-12"),
        ("13.02.2024", "14.02.2024", DateOrder.DAY_FIRST, True, "2024-02-13"),
    ],
)  # fmt: skip
def test_the_order_of_dates_is_found_in_the_whole_file(
    first: str, second: str, order: DateOrder, sure: bool, day: str
) -> None:
    """What one date leaves open the others tell, and else that time does not run backwards."""
    lines = [f"{first}, 08:00 - A: x", f"{first}, 08:01 - A: y", f"{second}, 08:00 - B: z"]
    conversation, messages = read(*lines)
    assert (conversation.date_order, conversation.date_sure) == (order, sure)
    assert clock(messages[0]) == f"{day} 08:00:00"
    _, _, about = as_far_as(ANDROID_NAME, "\n".join(lines).encode())
    assert about.facts["date_order"] == order.value
    assert about.facts.get("date_guessed", False) is not sure


@pytest.mark.parametrize(
    ("written", "told_as"),
    [
        ("12:05 AM", "00:05"), ("12:05\u202fPM", "12:05"), ("9:05 pm", "21:05"), ("9:05 CH", "21:05"),
        ("9:05 SA", "09:05"), ("9:05 p.\u00a0m.", "21:05"), ("09.05", "09:05"), ("21:05", "21:05"),
    ],
)  # fmt: skip
def test_any_clock(written: str, told_as: str) -> None:
    _, messages = read(f"13/02/24, {written} - A: x", f"13/02/24, {written} - A: y")
    assert clock(messages[0])[11:16] == told_as


def test_a_day_that_never_was_is_a_message_without_a_time() -> None:
    _, messages = read("31/02/24, 08:00 - A: x", "13/02/24, 25:00 - A: y", "13/02/24, 08:00 - A: z")
    assert [message.zone for message in messages] == [Zone.NONE, Zone.NONE, Zone.LOCAL]
    assert [message.text for message in messages] == ["x", "y", "z"]


@pytest.mark.parametrize(
    ("text", "attached"),
    [
        ("\u200e<attached: 0001-PHOTO.jpg>", "0001-PHOTO.jpg"), ("<đính kèm: ảnh.jpg>", "ảnh.jpg"),
        ("\u200e<nhãn lạ: 0001-PHOTO.jpg>", "0001-PHOTO.jpg"), ("<xem: a.txt>", None), ("<3 em", None),
        ("IMG-20240213-WA0001.jpg (bất kỳ chữ gì)", "IMG-20240213-WA0001.jpg"),
        ("bài.docx (đã đính kèm file)", "bài.docx"), ("bài.docx (bản mới)", None),
        ("../../etc/passwd.txt (file attached)", None),
    ],
)  # fmt: skip
def test_attachments_are_known_in_any_language_and_not_imagined(text: str, attached: str | None) -> None:
    _, messages = read(f"13/02/24, 08:00 - A: {text}", "13/02/24, 08:00 - A: y")
    assert messages[0].attachments == ((Attachment(attached),) if attached else ())


def test_a_stamp_inside_a_line_begins_no_message() -> None:
    _, messages = read("13/02/24, 08:00 - A: x", " 13/02/24, 08:01 - B: y", "13/02/24, 08:02 - C: z")
    assert [message.text for message in messages] == ["x\n 13/02/24, 08:01 - B: y", "z"]


def test_a_line_without_end_is_cut_and_its_message_kept() -> None:
    found = members(ANDROID_NAME, b"13/02/24, 08:00 - A: x\n13/02/24, 08:00 - A: " + b"y" * (3 << 20))
    assert found[0].size is not None
    assert found[0].size < 1 << 20


@pytest.mark.parametrize(
    "line",
    ["[2024-01-02 10:00:00] local.ERROR: x", "2024-01-02 10:00:00 - INFO: x", "01/02/2024 10:00:00 - INFO: x",
     "[10:00:00] <an> x", "01/02/2024 x: y", "2024-01-02T10:00:00Z - x: y"],
)  # fmt: skip
def test_a_log_is_no_chat(line: str) -> None:
    assert reader_for(head_of("a.log", f"{line}\n".encode() * 9)) is None


def test_a_poem_in_the_first_message_hides_no_chat() -> None:
    _, messages = read("[13/02/24, 08:00:00] A: thơ", *["dòng thơ"] * 30, "[13/02/24, 08:01:00] B: hay", name="a.txt")
    assert len(messages) == 2
    assert len(read("13/02/24, 08:00 - A: một mình")[1]) == 1


@given(st.text(st.sampled_from("[]0123456789/:.,- ABap\u200e\u202f\n<>()"), max_size=200))
def test_any_lines_end_and_give_what_the_trusted_side_takes(text: str) -> None:
    head = "13/02/24, 08:00 - A: x\n13/02/24, 08:00 - A: y\n"
    found, code, _ = as_far_as(ANDROID_NAME, (head + text).encode())
    assert code == ""
    assert len(found[0][1]) >= 2
