"""The first rows of a list as a table: told apart, columns guessed, and read again as they were chosen."""

from __future__ import annotations

import hashlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.library.entry import Entry
from inspector.library.formats.columns import FIELDS
from inspector.library.preview import ROWS, preview, written
from inspector.library.reading import Asked, read_list

MD5 = [hashlib.md5(bytes([number])).hexdigest() for number in range(12)]
SHA256 = [hashlib.sha256(bytes([number])).hexdigest() for number in range(12)]


def entries(text: str, columns: str) -> list[object]:
    reading = read_list(io.BytesIO(text.encode()), "x.csv", asked=Asked(columns))
    return [record for record in reading.records if isinstance(record, Entry)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_columns_are_told_by_their_headings(delimiter: str) -> None:
    rows = [["STT", "Giá trị băm", "Dung lượng", "Phân loại"], *([str(n), MD5[n], "7", "A"] for n in range(12))]
    text = "\n".join(delimiter.join(row) for row in rows)
    found = preview(text.encode())
    assert found.fields == ("", "hash", "size", "category")
    assert found.rows == tuple(map(tuple, rows[:ROWS]))
    assert written(found.fields) == "hash=2,size=3,category=4"
    assert len(entries(text, written(found.fields))) == 12


def test_columns_without_headings_are_told_by_digests() -> None:
    text = "\n".join(f"a b,{MD5[n]},{SHA256[n]},{SHA256[n - 1]}" for n in range(12))
    found = preview(text.encode())
    assert found.fields == ("", "md5", "sha256", "")  # a second column of one kind is somebody else's
    assert entries(text, written(found.fields))[0] == Entry(md5=bytes.fromhex(MD5[0]), sha256=bytes.fromhex(SHA256[0]))


def test_headings_nobody_knows_leave_the_digests_to_tell() -> None:
    text = "\n".join(["một;hai", *(f"{MD5[n]};x" for n in range(4))])
    assert preview(text.encode()).fields == ("md5", "")


def test_an_order_of_a_spreadsheet_names_the_delimiter() -> None:
    assert preview(f"sep=;\nMD5;Tên\n{MD5[0]};a,b".encode()).rows == (("MD5", "Tên"), (MD5[0], "a,b"))


def test_short_rows_are_filled_up_and_nothing_is_nothing() -> None:
    assert preview(f"MD5,a,b\n{MD5[0]}\n{MD5[1]},x,y".encode()).rows[1] == (MD5[0], "", "")
    assert preview(b"").rows == preview(b"\n\n# x\n").rows == ()


@given(st.binary(max_size=400))
def test_any_bytes_make_a_table_as_wide_in_every_row(head: bytes) -> None:
    found = preview(head)
    assert {len(row) for row in found.rows} <= {len(found.fields)}
    named = [field for field in found.fields if field]
    assert len(set(named)) == len(named)
    assert set(named) <= set(FIELDS)
