"""The readers of mails in a locked worker, where nothing can be loaded any more."""

from __future__ import annotations

import base64
import os
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector.analyse.charset import KNOWN
from inspector.work import Pool, Values
from tests.source.made_msg import BINARY, STRING, embedded, message, written
from tests.source.made_pst import ROOT, Mailbox
from tests.source.made_tnef import STRING8, attachment, wrapped

TASK = "tests.source.mail_tasks:read"
RTF = b"{\\rtf1\\ansi\\ansicpg1258 Ti\\u7871?ng Vi\\'ea\\'f2t}"
PACKED = struct.pack("<IIII", len(RTF) + 12, len(RTF), 0x414C454D, 0) + RTF


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool([TASK], size=1) as made:
        yield made


def read(pool: Pool, folder: Path, reader: str, data: bytes) -> Values:
    path = folder / "evidence"
    path.write_bytes(data)
    request = {"reader": reader, "mime": "", "name": "x"}
    return pool.submit(TASK, lambda: os.open(path, os.O_RDONLY), request).result()


@pytest.mark.parametrize("charset", ["windows-1258", "koi8-r", "iso-2022-jp", "iso-8859-6", "gb18030", "cp866", "hz"])
def test_character_sets_are_there_under_the_names_mails_give_them(pool: Pool, tmp_path: Path, charset: str) -> None:
    data = (
        f"Subject: =?{charset}?Q?a=41?=\nFrom: a\nDate: Fri, 02 Jan 2026 10:04:05 +0700\n"
        f"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset={charset}\n"
        "Content-Transfer-Encoding: quoted-printable\n\nch=61o\n"
        f"--b\nContent-Type: image/gif; name*={charset}''%41.gif\nContent-Transfer-Encoding: base64\n\nR0lG\n--b--\n"
    )
    told = read(pool, tmp_path, "eml", data.encode())
    assert told["facts"]["subject"] == "aA"
    assert told["text"].endswith("chao")
    assert told["members"] == [{"path": b"A.gif", "bytes": b"GIF"}]
    assert told["failures"] == []


def test_every_known_character_set_is_loaded(pool: Pool, tmp_path: Path) -> None:
    """A letter beyond ASCII in each: a set that is not there would give other letters."""
    for name in KNOWN:
        letter = next((each for each in "ж中가عשéλกď" if each.encode(name, "ignore").decode(name) == each), "A")
        word = base64.b64encode(letter.encode(name)).decode()
        told = read(pool, tmp_path, "eml", f"Subject: =?{name}?B?{word}?=\nFrom: a\n\n".encode())
        assert told["facts"]["subject"] == letter, name


def test_messages_of_outlook(pool: Pool, tmp_path: Path) -> None:
    inner = message({(0x0037, STRING): "Bên trong"}, before=24)
    data = written(message({(0x0037, STRING): "Chào", (0x1009, BINARY): PACKED}, [], [embedded({}, inner)]))
    told = read(pool, tmp_path, "msg", data)
    assert told["text"] == "Subject: Chào\n\nTiếng Việt"
    assert b"Subject: =?utf-8?" in told["members"][0]["bytes"]


def test_messages_wrapped_for_the_way(pool: Pool, tmp_path: Path) -> None:
    data = wrapped({(0x0037, STRING8): "Chào", (0x1009, BINARY): PACKED}, attachment(b"1", {}, "ảnh"))
    told = read(pool, tmp_path, "tnef", data)
    assert told["text"] == "Subject: Chào\n\nTiếng Việt"
    assert told["members"] == [{"path": "ảnh".encode(), "bytes": b"1"}]


def test_mailboxes_of_outlook(pool: Pool, tmp_path: Path) -> None:
    box = Mailbox(cipher=2, quick=True)
    box.message(ROOT, box.letter({(0x0037, STRING): "Chào"}))
    told = read(pool, tmp_path, "pst", box.written())
    assert len(told["members"]) == told["facts"]["messages"] == 1
    assert b"Subject: =?utf-8?" in told["members"][0]["bytes"]
