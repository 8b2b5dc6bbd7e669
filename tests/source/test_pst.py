"""Mailboxes of Outlook, written here in every layout and read by a library of others too."""

from __future__ import annotations

import contextlib
import email
import io
import random
from datetime import UTC, datetime
from email.policy import default
from typing import Any

import pypff
import pytest

from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.container import Handed
from inspector.source.containers.mail import pstcipher
from inspector.source.containers.mail.eml import Eml
from inspector.source.containers.mail.pst import Pst
from tests.source.container_contract import ContainerContract, Example, contents, damaged, head_of
from tests.source.made_msg import BINARY, STRING, STRING8, TIME, WHOLE
from tests.source.made_pst import FORMS, ROOT, Mailbox, Values

GIF = b"GIF89a" + bytes(range(256)) * 100
SENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LETTER: Values = {
    (0x001A, STRING): "IPM.Note", (0x0037, STRING): "\x01\x05Re: Tố giác", (0x0C1A, STRING): "Nguyễn Văn A",
    (0x0C1F, STRING): "a@example.org", (0x0039, TIME): SENT, (0x1000, STRING): "Kính gửi, đây là nội dung.\r\n" * 200,
    (0x1035, STRING): "<1@example.org>",
}  # fmt: skip
RECEIVERS: list[Values] = [
    {(0x3001, STRING): "Trần Thị Đào", (0x3003, STRING): "b@example.org", (0x0C15, WHOLE): 1},
    {(0x3001, STRING): "Lê", (0x39FE, STRING): "c@example.org", (0x0C15, WHOLE): 2},
]
PICTURE: Values = {
    (0x3705, WHOLE): 1, (0x3707, STRING): "ảnh chụp.gif", (0x370E, STRING): "image/gif", (0x3701, BINARY): GIF,
    (0x3008, TIME): SENT,
}  # fmt: skip
COMBINATIONS = [(form, cipher) for form in FORMS for cipher in pstcipher.NAMES]


def short(subject: str) -> Values:
    return {(0x001A, STRING): "IPM.Note", (0x0037, STRING): subject}


def filled(form: str = "unicode", cipher: int = pstcipher.PERMUTE, *, quick: bool = True) -> bytes:
    box = Mailbox(form, cipher, quick=quick)
    inbox = box.folder("Hộp thư đến", box.folder("Đầu"))
    inner = box.letter({**LETTER, (0x0037, STRING): "Bên trong"}, RECEIVERS, [box.attachment(PICTURE)])
    forwarded = box.attachment({(0x3705, WHOLE): 5, (0x3001, STRING): "Thư"}, inner)
    box.message(inbox, box.letter(LETTER, RECEIVERS, [box.attachment(PICTURE), forwarded]))
    for number in range(20):
        box.message(inbox, box.letter(short(f"thư {number}")))
    box.message(inbox, box.letter(short("xóa")), listed=False)
    return box.written()


def opened(data: bytes) -> Pst:
    return Pst(Handed(io.BytesIO(data), head_of("x.pst", data)))


def mails(data: bytes) -> dict[str, bytes]:
    """What the reader of mails makes of one."""
    container = Eml(Handed(io.BytesIO(data), head_of("x.eml", data)))
    return {member.path.decode(): content for member, content in contents(container)}


class TestPst(ContainerContract):
    reader = Pst

    def examples(self) -> list[Example]:
        box, other = Mailbox(quick=True), Mailbox("ansi", pstcipher.CYCLIC, quick=True)
        folder = box.folder("Thư đã gửi")
        first = box.message(folder, box.letter(LETTER, RECEIVERS, [box.attachment(PICTURE)]))
        second = other.message(ROOT, other.letter(LETTER))
        empty = Mailbox("unicode, large pages", quick=True)
        return [
            Example("Outlook.pst", box.written(), {f"Thư đã gửi/{first}.eml".encode(): None}),
            Example("cu", other.written(), {f"{second}.eml".encode(): None}),
            Example("a.ost", empty.written(), {}),
        ]


@pytest.mark.parametrize(("form", "cipher"), COMBINATIONS)
def test_every_layout_gives_what_another_library_finds_too(form: str, cipher: int) -> None:
    data = filled(form, cipher, quick=form == "unicode")
    container = opened(data)
    found = contents(container)
    listed = [(member, content) for member, content in found if not member.place]
    ours = [(int(member.locator), email.message_from_bytes(each, policy=default)["subject"]) for member, each in listed]
    assert sorted(ours) == sorted(theirs(data))
    assert len(ours) == 21
    assert container.about().facts == {
        "name": "Hộp thư", "kind": "pst", "form": form, "cipher": pstcipher.NAMES[cipher], "messages": 22,
        "unlisted": 1,
    }  # fmt: skip
    assert container.about().failures == ()
    (_, letter), *_ = found
    assert mails(letter)["ảnh chụp.gif"] == GIF
    assert mails(mails(letter)["Thư.eml"]) == {"ảnh chụp.gif": GIF}


def theirs(data: bytes) -> list[tuple[int, str]]:
    """The messages libpff finds in the folders."""
    file = pypff.file()
    file.open_file_object(io.BytesIO(data))
    waiting, found = [file.get_root_folder()], []
    while waiting:
        folder = waiting.pop()
        found += [(message.identifier, message.subject) for message in folder.sub_messages]
        waiting += list(folder.sub_folders)
    file.close()
    return found


def test_a_message_comes_out_as_the_mail_it_was() -> None:
    (member, data), *_ = contents(opened(filled()))
    assert member.path.decode() == f"Đầu/Hộp thư đến/{member.locator}.eml"
    assert (member.mime, member.modified_ns) == ("message/rfc822", int(SENT.timestamp()) * 10**9)
    mail: Any = email.message_from_bytes(data, policy=default)
    assert mail["subject"] == "Re: Tố giác"
    assert mail["from"].addresses[0].display_name == "Nguyễn Văn A"
    assert mail["from"].addresses[0].addr_spec == "a@example.org"
    assert [each.addr_spec for each in mail["to"].addresses] == ["b@example.org"]
    assert [each.display_name for each in mail["cc"].addresses] == ["Lê"]
    assert mail["date"].datetime == SENT
    assert mail["message-id"] == "<1@example.org>"
    assert mail.get_body(("plain",)).get_content().startswith("Kính gửi, đây là nội dung.")
    first, second = mail.iter_attachments()
    assert (first.get_filename(), first.get_content_type(), first.get_content()) == ("ảnh chụp.gif", "image/gif", GIF)
    assert second.get_content()["subject"] == "Bên trong"


def test_the_same_message_gives_the_same_bytes() -> None:
    data = filled()
    assert contents(opened(data)) == contents(opened(data))


def test_what_no_folder_lists_is_told_as_deleted() -> None:
    container = opened(filled())
    deleted = [member for member in container.walk() if member.place is PlaceClass.DELETED]
    assert len(deleted) == 1
    with container.open(deleted[0]) as content:
        assert email.message_from_binary_file(content, policy=default)["subject"] == "xóa"
    assert container.at(deleted[0].locator) == deleted[0]


def test_what_lies_in_no_folder_at_all_is_told_too() -> None:
    box = Mailbox(quick=True)
    box.message(0x8022, box.letter(short("mồ côi")))
    (member,) = opened(box.written()).walk()
    assert (member.path, member.place) == (f"?/{member.locator}.eml".encode(), PlaceClass.DELETED)


def test_names_of_folders_are_names_and_no_paths() -> None:
    box = Mailbox(quick=True)
    box.message(box.folder("../a/b"), box.letter(short("x")))
    (member,) = opened(box.written()).walk()
    assert member.path.decode() == f"..∕a∕b/{member.locator}.eml"


def test_hidden_messages_are_told_where_something_hangs_on_them() -> None:
    box = Mailbox(quick=True)
    box.message(ROOT, box.letter(short("cấu hình")), kind=8, listed=False)
    number = box.message(ROOT, box.letter(short("giấu"), [], [box.attachment(PICTURE)]), kind=8, listed=False)
    assert [(member.locator, member.place) for member in opened(box.written()).walk()] == [(str(number), None)]


def test_large_things_lie_in_many_blocks() -> None:
    """An attachment over two levels of blocks, a table over several pieces, nodes over two levels."""
    box = Mailbox("ansi", quick=True)
    big = random.Random(3).randbytes(8180 * 2043 + 5)
    many: list[Values] = [{(0x3001, STRING): f"người {number} " + "x" * 9, (0x0C15, WHOLE): 1} for number in range(800)]
    files = [box.attachment({**PICTURE, (0x3701, BINARY): bytes([number % 256])}) for number in range(700)]
    number = box.message(ROOT, box.letter(LETTER, many, [box.attachment({**PICTURE, (0x3701, BINARY): big}), *files]))
    others = [box.message(ROOT, box.letter(short("x"))) for _ in range(1000)]
    container = opened(box.written())
    found = {int(member.locator): member for member in container.walk()}
    assert sorted(found) == sorted([number, *others])
    with container.open(found[number]) as content:
        mail = Eml(Handed(io.BytesIO(content.read()), head_of("x.eml", b"")))
    parts = contents(mail)
    assert parts[0][1] == big
    assert [content for _, content in parts[1:]] == [bytes([number % 256]) for number in range(700)]
    assert str(mail.about().facts["to"]).startswith("người 0 xxxxxxxxx, người 1")
    assert container.about().failures == ()


def test_bytes_in_a_message_that_is_none() -> None:
    box = Mailbox(quick=True)
    inside = (box.data(b"\xd0\xcf\x11\xe0" + bytes(9000)), 0)
    files = [
        box.attachment({(0x3705, WHOLE): 6, (0x3001, STRING): "Bảng"}, inside),
        box.attachment({(0x3705, WHOLE): 5, (0x3001, STRING): "hỏng"}, inside),
        box.attachment({(0x3705, WHOLE): 4, (0x3707, STRING): "a.jpg"}),
    ]
    box.message(ROOT, box.letter(LETTER, [], files))
    container = opened(box.written())
    ((_, letter),) = contents(container)
    found = mails(letter)
    assert found["Bảng"] == b"\xd0\xcf\x11\xe0" + bytes(9000)
    assert (found["hỏng.eml"].strip(), found["a.jpg"]) == (b"", b"")
    assert container.about().failures == (("damaged", "message"),)


def test_a_message_that_holds_itself_comes_to_an_end() -> None:
    def made(below: int) -> tuple[Mailbox, tuple[int, int]]:
        box = Mailbox(quick=True)
        data, _ = box.letter(short("vòng"))
        again = [box.attachment({(0x3705, WHOLE): 5, (0x3001, STRING): "lại"}, (data, below)) for _ in range(2)]
        return box, box.letter(short("vòng"), [], again)

    _, (_, below) = made(0)
    box, node = made(below)
    box.message(ROOT, node)
    container = opened(box.written())
    ((_, letter),) = contents(container)
    assert 1000 <= letter.count(b"message/rfc822") <= 2002
    assert ("damaged", "message") in container.about().failures


def test_folders_above_each_other_come_to_an_end() -> None:
    box = Mailbox(quick=True)
    one = box.folder("một")
    two = box.folder("hai", one)
    box.message(two, box.letter(short("x")))
    box.nodes[one] = (*box.nodes[one][:2], two)
    (member,) = opened(box.written()).walk()
    assert member.path.count(b"/") <= 200


def test_eight_bit_texts_are_read_by_the_page_they_state() -> None:
    box = Mailbox("ansi", quick=True)
    box.message(ROOT, box.letter({(0x0037, STRING8): "Viê\u0323t".encode("cp1258"), (0x3FFD, WHOLE): 1258}))
    ((_, letter),) = contents(opened(box.written()))
    assert email.message_from_bytes(letter, policy=default)["subject"] == "Việt"


def test_a_wrong_checksum_is_told_and_what_is_there_is_given() -> None:
    box = Mailbox(quick=True)
    box.message(ROOT, box.letter(LETTER, [], [box.attachment(PICTURE)]))
    data = bytearray(box.written())
    data[data.index(GIF[2000:2100])] ^= 1
    container = opened(bytes(data))
    ((_, letter),) = contents(container)
    assert len(mails(letter)["ảnh chụp.gif"]) == len(GIF)
    assert container.about().failures == (("damaged", "checksum"),)


def test_a_damaged_list_of_a_folder_loses_no_message() -> None:
    box = Mailbox(quick=True)
    folder = box.folder("Hộp")
    number = box.message(folder, box.letter(LETTER))
    data = box.written()
    row = data.index(number.to_bytes(8, "little"))  # the number of the message with that of its row, 0
    place = data.rindex(b"\xec\x7c", 0, row)
    container = opened(data[:place] + b"\0" + data[place + 1 :])
    (member,) = container.walk()
    assert (member.locator, member.place) == (str(number), None)
    assert ("damaged", "folder") in container.about().failures


@pytest.mark.parametrize("version", [0, 99])
def test_a_layout_nobody_knows_is_refused(version: int) -> None:
    data = filled()
    with pytest.raises(Unreadable) as refused:
        opened(data[:10] + version.to_bytes(2, "little") + data[12:])
    assert refused.value.code == "no_decoder"


@pytest.mark.parametrize("form", FORMS)
def test_damage_anywhere_raises_nothing_but_unreadable(form: str) -> None:
    """Stricter than the contract: no other exception leaves this reader."""
    for data in damaged(filled(form), random.Random(form)):
        with contextlib.suppress(Unreadable):
            container = opened(data)
            for member in container.walk():
                if not member.failure:
                    with container.open(member) as content:
                        assert len(content.read(1 << 24)) < 1 << 24
            container.about()
