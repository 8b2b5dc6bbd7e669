"""A list looked at before it is taken in: its format by its beginning, and nothing of it read for that."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.app.list_preview import Seen, first_rows, seen
from inspector.app.lists import ListFile
from inspector.domain.fault import InputFault
from inspector.domain.match import Listing
from inspector.library.reading import Asked
from inspector.store.office_lists import FORMAT as OFFICES

MD5 = "d41d8cd98f00b204e9800998ecf8427e"


@pytest.mark.parametrize(
    ("name", "head", "form", "difference"),
    [
        ("a.md5", f"{MD5}  x\n".encode(), "sums", False),
        ("a.csv", f"MD5,Loại\n{MD5},1\n".encode(), "csv", False),
        ("a.json", b'{"value": [', "vics", False),
        ("a.db", b"SQLite format 3\0" + bytes(84), "nsrl", False),
        ("RDS_2026.06.1_modern_delta.sql", b"BEGIN TRANSACTION;\n", "nsrl-delta", True),
    ],
)
def test_a_list_is_told_by_its_beginning(tmp_path: Path, name: str, head: bytes, form: str, difference: bool) -> None:
    path = tmp_path / name
    path.write_bytes(head)
    assert seen(ListFile(path, Listing.ALERT)) == Seen(form, difference)


def test_what_a_person_says_goes_before_what_it_looks_like(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text(f"một;hai\nx;{MD5}\n", encoding="utf-8")
    assert seen(ListFile(path, Listing.ALERT, asked=Asked("md5=2"))).format == "csv"
    assert seen(ListFile(path, Listing.ALERT, format="sums")).format == "sums"
    assert seen(ListFile(path, Listing.ALERT, format=OFFICES)).format == OFFICES
    assert first_rows(path).rows == (("một", "hai"), ("x", MD5))


def test_what_cannot_be_read_is_said_at_once(tmp_path: Path) -> None:
    codes = []
    (tmp_path / "empty").touch()
    (tmp_path / "strange").write_bytes(b"nothing that is a hash\n")
    for name in ("missing", "", "empty", "strange"):
        with pytest.raises(InputFault) as caught:
            seen(ListFile(tmp_path / name, Listing.ALERT))
        codes.append(caught.value.code)
    assert codes == ["list_unreadable", "list_unreadable", "library-list-empty", "library-list-unknown"]
