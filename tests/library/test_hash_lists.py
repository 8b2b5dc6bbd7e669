"""Sums, hashdeep and PDQ lists, written by hand."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable

import pytest

from inspector.domain.fault import InputFault, UsageFault
from inspector.library.entry import Blank, Broken, Entry, Record
from inspector.library.reading import read_list

Read = Callable[..., list[Record]]

MD5 = "00112233445566778899aabbccddeeff"
SHA1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709"
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
MD5_ENTRY = Entry(md5=bytes.fromhex(MD5))
SHA1_ENTRY = Entry(sha1=bytes.fromhex(SHA1))
SHA256_ENTRY = Entry(sha256=bytes.fromhex(SHA256))
PDQ_ENTRY = Entry(pdq=bytes.fromhex(SHA256))


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        (f"{MD5}  a b.jpg", MD5_ENTRY),
        (f"{MD5} *a.jpg", MD5_ENTRY),
        (f"{SHA1}  ảnh.jpg", SHA1_ENTRY),
        (f"{SHA256.upper()}  a.jpg", SHA256_ENTRY),
        (f"\\{SHA256}  a\\\\b\\nc.jpg", SHA256_ENTRY),
        (f"MD5 (a (1).jpg) = {MD5}", MD5_ENTRY),
        (f"SHA1 (a.jpg) = {SHA1}", SHA1_ENTRY),
        (f"MD5    (a.jpg) = {MD5}", MD5_ENTRY),  # as rhash pads it
        (f"\\SHA256 (a\\nb) = {SHA256}", SHA256_ENTRY),
        (f"SHA2-256(a.jpg)= {SHA256}", SHA256_ENTRY),
        (f"SHA256 (a = b) = {SHA256}", SHA256_ENTRY),
        (MD5, MD5_ENTRY),
        (SHA256, SHA256_ENTRY),
        (f"  {SHA1}  ", SHA1_ENTRY),
    ],
)
def test_one_sum(read: Read, line: str, entry: Entry) -> None:
    assert read(f"{line}\n".encode()) == [entry]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (MD5[:-1] + "  a.jpg", "length"),
        (MD5 + "0  a.jpg", "length"),
        (SHA256 + SHA256, "length"),
        (MD5[:-1] + "g  a.jpg", "hex"),
        (f"SHA512 (a) = {SHA256}{SHA256}", "algorithm"),
        (f"BLAKE2b-256 (a) = {SHA256}", "algorithm"),
        (f"MD5 (a) = {SHA1}", "length"),
        (f"{MD5}  a\r{MD5}  b", "shape"),
        ("????", "shape"),
        ("\N{LATIN SMALL LETTER D WITH STROKE}", "shape"),
        ("a" * 70_000, "too-long"),
    ],
)
def test_a_broken_line_is_told_and_the_rest_loaded(read: Read, line: str, code: str) -> None:
    assert read(f"{MD5}  a\n{line}\n{SHA1}  b\n".encode()) == [MD5_ENTRY, Broken(2, code), SHA1_ENTRY]


def test_blank_lines_and_comments_keep_the_count(read: Read) -> None:
    assert read(f"# sums\n\n{MD5}  a\n   \n".encode()) == [Blank(1), Blank(2), MD5_ENTRY, Blank(4)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(read: Read, end: str) -> None:
    assert read(end.join([f"{MD5}  a", "x", f"{SHA1}  b"]).encode()) == [MD5_ENTRY, Broken(2, "hex"), SHA1_ENTRY]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
@pytest.mark.parametrize("count", [1, 3000])
def test_byte_order_marks(read: Read, mark: bytes, encoding: str, count: int) -> None:
    text = f"{SHA256}  Ảnh 1.jpg\r\n" * count
    assert read(mark + text.encode(encoding)) == [SHA256_ENTRY] * count


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(read: Read, encoding: str) -> None:
    assert read(f"{SHA256}  Ảnh 1.jpg\r\nzz\r\n{MD5}\r\n".encode(encoding)) == [
        SHA256_ENTRY,
        Broken(2, "hex"),
        MD5_ENTRY,
    ]
    assert read(f'{{"value":[{{"MD5":"{MD5}"}}]}}'.encode(encoding)) == [MD5_ENTRY]


def test_a_name_in_no_encoding_is_no_hindrance(read: Read) -> None:
    assert read(MD5.encode() + b"  \xff\xfe\x00\x80.jpg\n") == [MD5_ENTRY]


def test_hashdeep(read: Read) -> None:
    untrusted = (
        "%%%% HASHDEEP-1.0\n%%%% size,md5,sha1,tiger,filename\n## Invoked from: /x\n## $ hashdeep -r .\n##\n"
        f"1234,{MD5},{SHA1},{'0' * 48},./a,b.jpg\n99,{MD5}\nx,{MD5},{SHA1},,c\n"
        f"%%%% size,sha256,filename\n5,{SHA256},d,\n"
    )
    entry = Entry(md5=bytes.fromhex(MD5), sha1=bytes.fromhex(SHA1), size=1234)
    assert read(untrusted.encode()) == [
        *(Blank(line) for line in range(1, 6)),
        entry,
        Broken(7, "shape"),
        Broken(8, "size", entry=Entry(md5=entry.md5, sha1=entry.sha1)),
        Blank(9),
        Entry(sha256=bytes.fromhex(SHA256), size=5),
    ]


@pytest.mark.parametrize(
    ("line", "quality"),
    [
        (SHA256, None),
        (f"{SHA256},87", 87),
        (f"{SHA256.upper()}, 0", 0),
        (f"{SHA256},100,../data/a b,c.jpg", 100),
        (f"{SHA256} a.jpg", None),
        (f"pdq {SHA256}", None),
        (f"PDQ\t{SHA256},60", 60),
    ],
)
def test_one_pdq(read: Read, line: str, quality: int | None) -> None:
    assert read(f"{line}\n".encode(), "known.PDQ") == [Entry(pdq=bytes.fromhex(SHA256), pdq_quality=quality)]


@pytest.mark.parametrize("cell", ["abc", "high", "-", "8O", "-1", "không rõ"])
@pytest.mark.parametrize("more", ["", ",a.jpg"])
def test_a_quality_that_is_none_is_told(read: Read, cell: str, more: str) -> None:
    assert read(f"{SHA256},{cell}{more}\n".encode(), "x.pdq") == [Broken(1, "quality", entry=PDQ_ENTRY)]


@pytest.mark.parametrize("rest", [",", ",a.jpg", ",x/a", ",,a", ", ", " a", "\ta b", ";a"])
def test_what_stands_in_the_place_of_a_quality_and_is_no_word_is_none(read: Read, rest: str) -> None:
    assert read(f"{SHA256}{rest}\n".encode(), "x.pdq") == [PDQ_ENTRY]


def test_pdq_list_with_heading_and_broken_lines(read: Read) -> None:
    untrusted = f"hash,quality\n{SHA256},101\n{MD5},50\n{SHA256[:-1]}z\n# end\nvideo_md5 {MD5}\n"
    assert read(untrusted.encode(), "x.pdq") == [
        Blank(1),
        Broken(2, "quality", entry=PDQ_ENTRY),
        Broken(3, "length"),
        Broken(4, "hex"),
        Blank(5),
        Broken(6, "shape"),
    ]


def test_sixty_four_digits_are_sha256_unless_name_or_order_say_pdq(read: Read) -> None:
    line = f"{SHA256}\n".encode()
    assert read(line, "list.txt") == [SHA256_ENTRY]
    assert read(line, "list.pdq") == [PDQ_ENTRY]
    assert read(line, "list.txt", "pdq") == [PDQ_ENTRY]
    assert read(line, "list.pdq", "sums") == [SHA256_ENTRY]
    assert read(f"pdq {SHA256}\n".encode(), "list.txt") == [PDQ_ENTRY]


LISTS = {
    "sums": f"{MD5}  a\n",
    "hashdeep": f"%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n1,{MD5},a\n",
    "csv": f"md5;loại\n{MD5};1\n",
    "icse": f"MD5;Baseline;Is distributed;Series name\n{MD5};y;n;\n",
    "griffeye": f"Binary Copies,MD5,Nudity Level,Visual Copies\n1,{MD5},0,1\n",
    "nsrl-text": f'"SHA-1","MD5","CRC32","ProductCode","SpecialCode"\n"","{MD5}","0",1,""\n',
    "vics": f'{{"value": [{{"MD5": "{MD5}"}}]}}',
    "threatexchange": f"video_md5 {MD5}\n",
    "ncmec": f"<queryResult><image><fingerprints><md5>{MD5}</md5></fingerprints></image></queryResult>",
}


@pytest.mark.parametrize("form", LISTS)
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.json", "a.xml", "a.pdq", "a.md5", "a", "ảnh.zip"])
def test_the_name_of_a_file_does_not_make_its_format(form: str, name: str) -> None:
    """But for `.pdq`, which tells digits that are as many as those of SHA-256; here there are none."""
    reading = read_list(io.BytesIO(LISTS[form].encode()), name)
    assert reading.format == form
    assert [record.md5 for record in reading.records if isinstance(record, Entry)] == [MD5_ENTRY.md5]


@pytest.mark.parametrize("untrusted", [b"", b"\n \r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + b"\n\0"])
def test_an_empty_list_is_refused(untrusted: bytes) -> None:
    with pytest.raises(InputFault) as caught:
        read_list(io.BytesIO(untrusted), "list.txt")
    assert caught.value.code == "library-list-empty"


@pytest.mark.parametrize("untrusted", [b"hello\nworld\n", b"\x00\x01\x02" * 99, b"\x89PNG\r\n\x1a\n" + bytes(500)])
def test_a_list_of_no_known_format_is_refused(untrusted: bytes) -> None:
    with pytest.raises(InputFault) as caught:
        read_list(io.BytesIO(untrusted), "list.txt")
    assert caught.value.code == "library-list-unknown"


def test_a_format_nobody_knows_is_wrong_usage() -> None:
    with pytest.raises(UsageFault) as caught:
        read_list(io.BytesIO(MD5.encode()), "list.txt", "sqlite")
    assert caught.value.code == "library-format-unknown"
    assert "vics" in str(caught.value.facts["known"])
