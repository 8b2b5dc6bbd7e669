"""Messages as the store keeps them, and the files sent with them found among the items, whenever those come."""

from __future__ import annotations

import unicodedata

import pytest

from inspector.domain.conversation import Attachment, Message
from inspector.store import Workspace, audit, gallery, ingests, messages
from inspector.store.messages import Place
from tests import ready
from tests.store.talk import SAID, entry, kept, put

EXPORT = b"DCIM/telegram/result.json"


def ids(workspace: Workspace) -> dict[bytes, int]:
    return dict(workspace.reader().execute("SELECT path, id FROM item").fetchall())


def content_of(workspace: Workspace, item: int) -> int:
    (content,) = workspace.reader().execute("SELECT content FROM item WHERE id = ?", (item,)).fetchone()
    return int(content)


def test_messages_come_back_as_they_were(register: ready.Register) -> None:
    item = put(register, EXPORT)
    reader = register.workspace.reader()
    content = content_of(register.workspace, item)
    assert tuple(messages.messages(reader, content)) == SAID
    assert tuple(messages.messages(reader, content, 2)) == SAID[:2]
    assert messages.count(reader, content) == 3
    assert audit.verify(reader).ok


def test_a_second_reading_takes_the_place_of_the_first(register: ready.Register) -> None:
    item = put(register, EXPORT)
    content = content_of(register.workspace, item)
    register.workspace.change(kept(content, SAID[1:]))
    assert tuple(messages.messages(register.workspace.reader(), content)) == SAID[1:]
    assert audit.verify(register.workspace.reader()).ok


def test_an_attachment_is_found_beside_its_export(register: ready.Register) -> None:
    beside = "DCIM/telegram/photos/ảnh 1.jpg".encode()
    item = put(register, EXPORT, beside, "photos/ảnh 1.jpg".encode())
    detail = gallery.detail(register.workspace.reader(), item)
    assert detail is not None
    assert detail.messages == 3
    assert [said.items for said in detail.said] == [(ids(register.workspace)[beside], None), (), ()]


def test_an_attachment_that_comes_later_is_found_then(register: ready.Register) -> None:
    item = put(register, EXPORT)
    reader = register.workspace.reader()
    assert next(messages.said(reader, item)).items == (None, None)
    later = "DCIM/telegram/photos/ảnh 1.jpg".encode()
    register.workspace.change(ingests.add_entries(register.ingest, [entry(later)]))
    assert next(messages.said(register.workspace.reader(), item)).items == (ids(register.workspace)[later], None)


@pytest.mark.parametrize(
    ("path", "lies"),
    [
        ("photos/ảnh.jpg", "DCIM/telegram/photos/ảnh.jpg"),
        ("./photos/ảnh.jpg", "DCIM/telegram/photos/ảnh.jpg"),
        ("photos\\ảnh.jpg", "DCIM/telegram/photos/ảnh.jpg"),
        ("messages/inbox/x_1/photos/1.jpg", "messages/inbox/x_1/photos/1.jpg"),
        ("telegram/1.jpg", "DCIM/telegram/1.jpg"),
        ("../../chats/1.jpg", "chats/1.jpg"),
        ("../ảnh/1.jpg", "DCIM/ảnh/1.jpg"),
        ("Photos/ẢNH.JPG", "DCIM/telegram/photos/ảnh.jpg"),
        ("photos/ảnh.jpg", unicodedata.normalize("NFD", "DCIM/telegram/photos/ảnh.jpg")),
        (unicodedata.normalize("NFD", "photos/ảnh.jpg"), "DCIM/telegram/photos/ảnh.jpg"),
        ('a "b" c.jpg', 'DCIM/telegram/A "b" c.jpg'),
    ],
)  # fmt: skip
def test_paths_are_found_however_they_are_spelled(register: ready.Register, path: str, lies: str) -> None:
    put(register, EXPORT, lies.encode(), b"other/photos/1.jpg")
    where = Place(register.ingest.source, None, b"DCIM/telegram")
    assert messages.attached(register.workspace.reader(), where, path) == ids(register.workspace)[lies.encode()]


@pytest.mark.parametrize(
    "path",
    ["../../../x/1.jpg", "x/../x/1.jpg", "../x/1.jpg",
     "", "/", ".", "..", "../telegram/1.jpg", "https://example.org/1.jpg", "2.jpg", "\x00", "1.jpg/", "1.jpg/x",
     "\udc80", "a" * 5000, '"', "*", "telegram/" * 400],
)  # fmt: skip
def test_what_names_nothing_finds_nothing(register: ready.Register, path: str) -> None:
    put(register, EXPORT, b"DCIM/telegram/x/1.jpg")
    where = Place(register.ingest.source, None, b"DCIM/telegram")
    assert messages.attached(register.workspace.reader(), where, path) is None


def test_letter_by_letter_leads_and_the_nearer_folder_leads(register: ready.Register) -> None:
    put(register, EXPORT, b"DCIM/telegram/A.jpg", b"DCIM/telegram/a.jpg", b"a.jpg", b"b.jpg", b"DCIM/b.jpg")
    known, where = ids(register.workspace), Place(register.ingest.source, None, b"DCIM/telegram")
    reader = register.workspace.reader()
    assert messages.attached(reader, where, "a.jpg") == known[b"DCIM/telegram/a.jpg"]
    assert messages.attached(reader, where, "A.jpg") == known[b"DCIM/telegram/A.jpg"]
    assert messages.attached(reader, where, "b.jpg") == known[b"DCIM/b.jpg"]


def test_files_of_another_source_or_container_are_not_taken_for_it(register: ready.Register) -> None:
    item = put(register, b"a.zip")
    other = ready.Register(register.workspace, "02/VA")
    other.listed("photos/ảnh 1.jpg".encode())
    register.workspace.change(ingests.add_entries(register.ingest, [entry("photos/ảnh 1.jpg".encode(), b"a.zip")]))
    assert next(messages.said(register.workspace.reader(), item)).items == (None, None)


def test_an_export_in_an_archive_finds_what_lies_in_the_same_archive(register: ready.Register) -> None:
    workspace = register.workspace
    inside = [entry(b"x/result.json", b"a.zip"), entry("x/photos/ảnh 1.jpg".encode(), b"a.zip")]
    workspace.change(ingests.add_entries(register.ingest, [entry(b"a.zip")]))
    workspace.change(ingests.add_entries(register.ingest, inside))
    item = put(register, b"elsewhere.json")
    workspace._writing.execute(
        "UPDATE item SET container = (SELECT id FROM item WHERE path = ?) WHERE id = ?", (b"x/result.json", item)
    )
    assert next(messages.said(workspace.reader(), item)).items == (ids(workspace)["x/photos/ảnh 1.jpg".encode()], None)


def test_a_conversation_that_lies_in_nothing_still_tells_what_was_said(register: ready.Register) -> None:
    item = register.read(b"loose", b"content")
    content = content_of(register.workspace, item)
    register.workspace.change(kept(content, [Message(1, attachments=(Attachment("loose"),))]))
    assert next(messages.said(register.workspace.reader(), item)).items == (None,)
