"""Tables in text: headings of many spellings, delimiters, quotes gone wrong."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from inspector.library.entry import Blank, Broken, Entry, Record
from inspector.library.reading import Asked, read_list
from tests.library.lists import singly

Read = Callable[..., list[Record]]

MD5 = "00112233445566778899aabbccddeeff"
SHA1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709"
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
PHASH = "c3d2a4b5968778ff"


def md5(category: str = "", size: int | None = None) -> Entry:
    return Entry(md5=bytes.fromhex(MD5), size=size, category=category)


@pytest.mark.parametrize(
    "heading",
    [
        *("MD5", "md5", "MD5 Hash", "md5_hash", "Hash (MD5)", "MD5SUM", "File MD5", "Giá trị băm MD5"),
        *("hash", "Hash value", "Checksum", "Giá trị băm", "Mã băm", "indicator", "digest"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_spellings_of_a_hash_column(read: Read, heading: str, delimiter: str) -> None:
    untrusted = f"No.{delimiter}{heading}{delimiter}Phân loại\n1{delimiter}{MD5}{delimiter}B\n"
    assert read(untrusted.encode("utf-8-sig")) == [Blank(1), md5("B")]


def test_every_column_we_read(read: Read) -> None:
    untrusted = (
        '"MD5","SHA-1","SHA-256","File Size","Category","PDQ","PDQ quality","pHash","dHash","Path","Initial Category"\n'
        f'{MD5.upper()},{SHA1},{SHA256},20480,1,{SHA256},88,{PHASH},{PHASH.upper()},"C:\\a, b.jpg",7\n'
    )
    assert read(untrusted.encode()) == [
        Blank(1),
        Entry(
            md5=bytes.fromhex(MD5),
            sha1=bytes.fromhex(SHA1),
            sha256=bytes.fromhex(SHA256),
            size=20480,
            pdq=bytes.fromhex(SHA256),
            pdq_quality=88,
            phash=bytes.fromhex(PHASH),
            dhash=bytes.fromhex(PHASH),
            category="1",
        ),
    ]


@pytest.mark.parametrize(
    ("untrusted", "entries"),
    [
        (f"{MD5},2\n{SHA256},3\n", [md5("2"), Entry(sha256=bytes.fromhex(SHA256), category="3")]),
        (f"{MD5};nhóm A\n", [md5("nhóm A")]),
        (f'"{MD5}"\t1\n', [md5("1")]),
        (f"x,1\n{MD5},2\n", [Broken(1, "hex"), md5("2")]),
        (f"sep=;\n{MD5};2\n", [Blank(1), md5("2")]),
        (f"hash\n{MD5}\n", [Blank(1), md5()]),
        (f"{MD5}\tthư mục/a.jpg\n", [md5()]),
    ],
)
def test_tables_with_little_or_no_heading(read: Read, untrusted: str, entries: list[Record]) -> None:
    assert read(untrusted.encode()) == entries


@pytest.mark.parametrize(
    ("row", "record"),
    [
        (f"{MD5[:-1]},1,9", Broken(2, "length")),
        (f"{MD5[:-1]}x,1,9", Broken(2, "hex")),
        (",1,9", Broken(2, "no-hash")),
        ("", Blank(2)),
        (",,", Blank(2)),
        ("# note", Blank(2)),
        (f"{MD5},1,12 KB", Broken(2, "size", entry=md5("1"))),
        (f"{MD5},1,99999999999999999999", Broken(2, "size", entry=md5("1"))),
        (f"{MD5},{'x' * 201},9", Broken(2, "category", entry=md5(size=9))),
        (f"{MD5}", md5()),
    ],
)
def test_a_broken_row_is_told(read: Read, row: str, record: Record) -> None:
    assert read(f"md5,category,size\n{row}\n{MD5},1,9\n".encode()) == [Blank(1), record, md5("1", 9)]


def test_two_hashes_of_one_kind_that_disagree(read: Read) -> None:
    other = MD5.replace("0", "1")
    assert read(f"md5,hash\n{MD5},{other}\n{MD5},{MD5.upper()}\n".encode()) == [
        Blank(1),
        Broken(2, "contradiction", entry=md5()),
        md5(),
    ]


def test_a_row_over_several_lines(read: Read) -> None:
    untrusted = f'md5,note,category\n{MD5},"first\nsecond ""quoted""\n",A\n{MD5},,B\n'
    assert read(untrusted.encode()) == [Blank(1), md5("A"), Blank(3), Blank(4), md5("B")]


@pytest.mark.parametrize("stray", [f'{MD5},"open,A', f'{MD5},12" wide,A', f'{MD5},"a"b",A'])
def test_a_stray_quote_costs_no_other_line(read: Read, stray: str) -> None:
    untrusted = f"md5,note,category\n{MD5},,1\n{stray}\n{MD5},,2\n{MD5},,3\n"
    assert read(untrusted.encode()) == [Blank(1), md5("1"), Broken(3, "quotes", entry=md5("A")), md5("2"), md5("3")]


def test_two_stray_quotes_do_not_swallow_what_stands_between(read: Read) -> None:
    good = "".join(f"{MD5},,{number}\n" for number in range(3))
    untrusted = f'md5,note,category\n{MD5},"x,A\n{good}{MD5},y",B\n'
    found = read(untrusted.encode())
    assert [record for record in found if isinstance(record, Entry)] == [md5("0"), md5("1"), md5("2")]
    assert [record.line for record in found if isinstance(record, Broken)] == [2, 6]


def test_two_stray_quotes_in_neighbours_do_not_make_them_one(read: Read) -> None:
    assert read(f'md5,note,category\n{MD5},"x,A\n{MD5},y",B\n'.encode()) == [
        Blank(1),
        Broken(2, "quotes", entry=md5("A")),
        Broken(3, "quotes", entry=md5("B")),
    ]


def test_an_open_quote_at_the_very_end(read: Read) -> None:
    assert read(f'md5,note\n{MD5},"x\n'.encode())[1] == Broken(2, "quotes", entry=md5())


@pytest.mark.parametrize("odd", [f"{MD5}  ,a.jpg", f"{MD5}  ;a.jpg", f"{MD5}  |", f"{MD5}\tb"])
def test_one_odd_name_does_not_make_a_table_of_a_list_of_sums(read: Read, odd: str) -> None:
    """A file may be called `,a.jpg`; all other sums of the list must not be lost by it."""
    untrusted = f"{MD5}  a.jpg\n{odd}\nno hash\n{MD5} *c.jpg\n"
    assert read(untrusted.encode()) == [md5(), md5(), Broken(3, "hex"), md5()]


def test_a_broken_first_line_does_not_hide_the_delimiter(read: Read) -> None:
    assert read(f"zz;1\n{MD5};A\n{MD5};B\n".encode())[1:] == [md5("A"), md5("B")]


def test_a_name_that_begins_like_a_comment_is_no_comment(read: Read) -> None:
    rows = f"name,md5\n#1.jpg,{MD5}\n# {MD5}\n#,\n"
    assert read(rows.encode()) == [Blank(1), md5(), Blank(3), Blank(4)]


def test_a_row_of_several_lines_is_one_though_its_size_is_none(read: Read) -> None:
    rows = f'size,name,md5\n"20,480","a\nb",{MD5}\n1,c,{MD5}\n'
    assert read(rows.encode()) == [Blank(1), Broken(2, "size", entry=md5()), Blank(3), md5(size=1)]


PDQ = bytes.fromhex(SHA256)


@pytest.mark.parametrize("heading", ["indicator,type", "hash,signal_type", "Hash,Algorithm", "Mã băm,Loại băm"])
@pytest.mark.parametrize(
    ("value", "word", "record"),
    [
        (SHA256, "HASH_PDQ", Entry(pdq=PDQ)),
        (SHA256, "pdq", Entry(pdq=PDQ)),
        (SHA256, "HASH_SHA256", Entry(sha256=PDQ)),
        (SHA256, "SHA-256", Entry(sha256=PDQ)),
        (MD5, "HASH_VIDEO_MD5", Entry(md5=bytes.fromhex(MD5))),
        (SHA1, "SHA-1", Entry(sha1=bytes.fromhex(SHA1))),
        (PHASH, "pHash", Entry(phash=bytes.fromhex(PHASH))),
        (SHA1, "", Entry(sha1=bytes.fromhex(SHA1))),
        (SHA1, "image", Entry(sha1=bytes.fromhex(SHA1))),
        (MD5, "HASH_URL_MD5", Broken(3, "signal")),
        (SHA256, "HASH_PDQ_OCR", Broken(3, "signal")),
        (MD5, "HASH_TEXT_TLSH", Broken(3, "signal")),
        (MD5, "ssdeep", Broken(3, "signal")),
        (SHA256, "MD5", Broken(3, "length")),
        ("http://x", "URI", Broken(3, "hex")),
    ],
)
def test_a_column_of_kinds_tells_what_a_hash_is(
    read: Read, heading: str, value: str, word: str, record: Record
) -> None:
    assert read(f"{heading}\n{MD5},md5\n{value},{word}\n".encode())[1:] == [md5(), record]


def test_a_column_of_kinds_beside_one_of_categories(read: Read) -> None:
    assert read(f"category,type,hash\n1,HASH_PDQ,{SHA256}\n2,,{MD5}\n".encode()) == [
        Blank(1), Entry(pdq=PDQ, category="1"), md5("2"),
    ]  # fmt: skip


def test_a_kind_in_the_place_of_a_category_is_no_category(read: Read) -> None:
    rows = [f"{SHA256},HASH_PDQ", f"{MD5},B1", f"{MD5},md5", f"{MD5},HASH_URL_MD5", f"{SHA256},sha256 of a picture"]
    assert read("\n".join([*rows, ""]).encode()) == [
        Entry(pdq=PDQ), md5("B1"), md5(), Broken(4, "signal"), Entry(sha256=PDQ, category="sha256 of a picture"),
    ]  # fmt: skip


def test_what_kind_a_hash_is_does_not_matter_where_its_heading_tells_it(read: Read) -> None:
    assert read(f"md5,type\n{MD5},HASH_PDQ\n".encode()) == [Blank(1), md5()]


@pytest.mark.parametrize("columns", ["hash=2,type=1", "hash=indicator,type=kind", "pdq=2"])
def test_a_column_of_kinds_by_choice(columns: str) -> None:
    list_ = f"kind,indicator\nHASH_PDQ,{SHA256}\n".encode()
    records = read_list(io.BytesIO(list_), "list.csv", asked=Asked(columns)).records
    assert [record for record in singly(records) if not isinstance(record, Blank)] == [Entry(pdq=PDQ)]


@pytest.mark.parametrize("heading", ["type,hash", "algorithm,hash", "sep=,\nhash type,checksum", "Loại băm,Mã băm"])
@pytest.mark.parametrize("name", ["list.csv", "hash_pdq.csv"])
def test_a_first_row_of_pdq_does_not_make_a_list_of_pdq_of_a_table_of_kinds(heading: str, name: str) -> None:
    list_ = f"{heading}\npdq,{SHA256}\nmd5,{MD5}\nsha256,{SHA256}\n".encode()
    reading = read_list(io.BytesIO(list_), name)
    assert reading.format == "csv"
    entries = [record for record in singly(reading.records) if not isinstance(record, Blank)]
    assert entries == [Entry(pdq=PDQ), md5(), Entry(sha256=PDQ)]


def test_headings_over_kinds_of_pdq_alone_are_no_broken_line(read: Read) -> None:
    assert read(f"type,hash\npdq,{SHA256}\npdq,{SHA256}\n".encode()) == [Blank(1), Entry(pdq=PDQ), Entry(pdq=PDQ)]


def test_a_name_that_says_pdq_holds_where_a_column_of_types_says_no_kind() -> None:
    reading = read_list(io.BytesIO(f"hash,type\n{SHA256},image\n".encode()), "list.pdq")
    assert [record for record in singly(reading.records) if isinstance(record, Entry)] == [Entry(pdq=PDQ)]


@pytest.mark.parametrize("heading", ["hash_type", "signal_type", "Algorithm", "indicator type", "Loại băm"])
def test_a_column_of_types_gives_way_to_one_that_says_it_is_of_hashes(read: Read, heading: str) -> None:
    entries = [Entry(pdq=PDQ), md5()]
    for titles, row in [("hash,type", "{0},image,{1}"), ("Kiểu,hash", "image,{0},{1}")]:
        rows = "".join(row.format(*each) + "\n" for each in ((SHA256, "pdq"), (MD5, "md5")))
        assert read(f"{titles},{heading}\n{rows}".encode())[1:] == entries


def test_a_column_of_types_of_hashes_goes_before_one_of_indicators(read: Read) -> None:
    assert read(f"indicator_type,indicator,hash_type\nfile,{SHA256},pdq\n".encode())[1:] == [Entry(pdq=PDQ)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "titles",
    [("signal", "signal_type"), ("value", "algorithm"), ("signal_str", "signal_type"), ("Giá trị", "Loại băm")],
)
@pytest.mark.parametrize("turned", [False, True])
def test_what_stands_beside_a_kind_is_a_hash_whatever_its_heading(
    read: Read, delimiter: str, titles: tuple[str, str], turned: bool
) -> None:
    rows = [titles, (SHA256, "pdq"), (MD5, "md5")]
    list_ = "".join(delimiter.join(reversed(row) if turned else row) + "\n" for row in rows)
    assert read(list_.encode()) == [Blank(1), Entry(pdq=PDQ), md5()]


def test_a_value_beside_a_hash_is_none(read: Read) -> None:
    assert read(f"type,value,md5\nimage,7,{MD5}\n".encode()) == [Blank(1), md5()]
