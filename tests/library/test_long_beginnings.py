"""What stands below a first line that is too long, or below many comments, still tells what a list is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from inspector.domain.fault import InputFault
from inspector.library.encoding import BLOCK
from inspector.library.entry import Blank, Broken, Entry, Record
from inspector.library.preview import preview

Read = Callable[..., list[Record]]

LONG = 3 * BLOCK
HASHES = [hashlib.md5(bytes([number])) for number in range(3)]
ENTRIES = [Entry(md5=each.digest()) for each in HASHES]
LISTS = {
    "sums": ("", "%s  a.jpg\n"),
    "csv": ("name,md5\n", "a.jpg,%s\n"),
    "hashdeep": ("%%%% HASHDEEP-1.0\n%%%% md5,filename\n", "%s,./a\n"),
    "icse": ("MD5;Is distributed;Victim identified;Baseline\n", "%s;n;n;n\n"),
    "threatexchange": ("", "md5 %s\n"),
}


def text(name: str) -> str:
    head, line = LISTS[name]
    return head + "".join(line % each.hexdigest() for each in HASHES)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", LISTS)
def test_a_first_line_that_is_too_long_is_told_and_the_list_recognised(read: Read, name: str, encoding: str) -> None:
    records = read(("x" * LONG + "\n" + text(name)).encode(encoding))
    assert records[0] == Broken(1, "too-long")
    assert [record for record in records[1:] if not isinstance(record, Blank)] == ENTRIES


@pytest.mark.parametrize("comment", ["#" + "x" * LONG + "\n", "# licence\n" * (LONG // 10)])
@pytest.mark.parametrize("name", LISTS)
def test_the_same_below_long_comments(read: Read, name: str, comment: str) -> None:
    if name == "hashdeep":
        comment = "#" + comment.replace("\n#", "\n##")
    records = read((comment + text(name)).encode())
    assert [record for record in records if isinstance(record, Entry)] == ENTRIES


def test_a_line_without_an_end_is_no_list(read: Read) -> None:
    with pytest.raises(InputFault, match="library-list-unknown"):
        read(b"x" * (20 * BLOCK))


def test_its_first_rows_are_shown_too() -> None:
    seen = preview(("x" * LONG + "\n" + text("csv")).encode())
    assert seen.rows[0] == ("name", "md5")
    assert seen.fields == ("", "md5")
