"""Tables of known programs: Interpol ICSE, Griffeye, NSRL RDS 2; and columns that a person chooses."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.domain.fault import UsageFault
from inspector.library.entry import Blank, Block, Broken, Entry, Record
from inspector.library.reading import Asked, read_list
from tests.library.lists import singly

MD5 = "00112233445566778899aabbccddeeff"
SHA1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709"
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
MD5_RAW, SHA1_RAW, SHA256_RAW = map(bytes.fromhex, (MD5, SHA1, SHA256))
ICSE = (
    "MD5;SHA1;PhotoDNA;Image ID;Is distributed;Victim identified;Offender identified;Series name;"
    "Number of submissions;File Available;Media Type;Baseline\n"
)
GRIFFEYE = (
    "Binary Copies,Bookmarks,Can File Be Opened?,Category,Created Date,Database Match Conflict,DB: Default Database,"
    "DB: NSRL,DB: PhotoDNA,DB: ProjectVIC,DB: ProjectVIC PhotoDNA,Deleted?,Directory Path,Distributed,"
    "Exif Serial Number,Exif: Author,Exif: City,Exif: Comment,Exif: CreateDate,Exif: ImageUniqueId,Exif: Make,"
    "Exif: Model,Exif: Software,Exif: Title,File Extension,File Location,File Name,File Size,File Type,"
    "Has Exif/GPS Informtion,Has Sound,Height,Identified,Initial Category,Is Animated,Last Accessed,Last Write Time,"
    "Latitude,Length,Longitude,MD5,Mime Type,Nudity Level,Overwritten?,PhotoDNA,Physical Location,Representative,"
    "Series Name,SHA-1,SHA-256,SHA-384,SHA-512,Source ID,Tags,Unallocated,User Comment,Visual Copies,Visual Group,"
    "Width"
)
NSRL = '"SHA-1","MD5","CRC32","FileName","FileSize","ProductCode","OpSystemCode","SpecialCode"\r\n'


def opened(untrusted: str | bytes, form: str = "auto", asked: Asked | None = None) -> tuple[str, list[Record]]:
    data = untrusted.encode() if isinstance(untrusted, str) else untrusted
    reading = read_list(io.BytesIO(data), "list.csv", form, asked)
    return reading.format, list(singly(reading.records))


def icse(md5: str = MD5, distributed: str = "n", baseline: str = "", series: str = "") -> str:
    return f"{md5};{SHA1};AAAA;17;{distributed};n;n;{series};3;yes;image;{baseline}\n"


@pytest.mark.parametrize("flag", ["y", "Yes", "t", "TRUE", "1", " y "])
def test_the_baseline_flag_is_the_category(flag: str) -> None:
    assert opened(ICSE + icse(baseline=flag)) == ("icse", [Blank(1), Entry(MD5_RAW, SHA1_RAW, category="baseline")])


@pytest.mark.parametrize("flag", ["n", "No", "f", "false", "0", ""])
def test_without_the_baseline_flag_there_is_no_category(flag: str) -> None:
    assert opened(ICSE + icse(distributed="y", baseline=flag)) == ("icse", [Blank(1), Entry(MD5_RAW, SHA1_RAW)])


def test_an_interpol_line_that_is_partly_wrong() -> None:
    untrusted = ICSE + icse(baseline="perhaps") + icse(md5="zz", baseline="y") + icse(series='"A; ""B"""', baseline="y")
    assert opened(untrusted)[1] == [
        Blank(1),
        Broken(2, "category", entry=Entry(MD5_RAW, SHA1_RAW)),
        Broken(3, "hex", entry=Entry(sha1=SHA1_RAW, category="baseline")),
        Entry(MD5_RAW, SHA1_RAW, category="baseline"),
    ]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_headings_of_interpol_in_other_dress(delimiter: str, encoding: str) -> None:
    """Spreadsheets save the same table with other delimiters and encodings; columns may be left out or moved."""
    rows = [["Baseline", "Series name", "Is distributed", "SHA1"], ["t", "Série", "y", SHA1.upper()]]
    untrusted = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
    assert opened(untrusted) == ("icse", [Blank(1), Entry(sha1=SHA1_RAW, category="baseline")])


def griffeye(**cells: str) -> str:
    row = dict.fromkeys(GRIFFEYE.split(","), "")
    row.update({"Category": "Child Exploitive (non-CAM) / Age Difficult", "File Size": "37590", "MD5": MD5.upper()})
    row.update({"SHA-1": SHA1, "SHA-256": SHA256, "SHA-512": "0" * 128, "Initial Category": "2", "PhotoDNA": "1,2,3"})
    row.update(cells)
    return ",".join(f'"{cell}"' if "," in cell or '"' in cell else cell for cell in row.values()) + "\r\n"


def test_a_griffeye_export() -> None:
    category = "Child Exploitive (non-CAM) / Age Difficult"
    known = Entry(MD5_RAW, SHA1_RAW, SHA256_RAW, 37590, category=category)
    comment, size = griffeye(**{"Exif: Comment": "two\nlines, 1"}), griffeye(**{"File Size": "37,590 KB"})
    assert opened(f"{GRIFFEYE}\r\n{griffeye()}{comment}{size}") == (
        "griffeye",
        [Blank(1), known, known, Blank(4), Broken(5, "size", entry=replace(known, size=None))],
    )


def nsrl(sha1: str = SHA1, special: str = "", name: str = "a,b.dll") -> str:
    return f'"{sha1.upper()}","{MD5.upper()}","00000000","{name}",4096,228,"WIN","{special}"\r\n'


def test_an_nsrl_text_list() -> None:
    untrusted = (NSRL + nsrl() + nsrl(special="M") + nsrl(special="S")).encode()
    known = [Entry(sha1=SHA1_RAW, size=4096, category=category) for category in ("", "M", "S")]
    assert opened(untrusted) == ("nsrl-text", [Blank(1), *known])


def test_an_nsrl_line_that_is_partly_wrong() -> None:
    untrusted = (NSRL + nsrl(sha1="") + nsrl(sha1=SHA1[1:]) + nsrl(special="X") + nsrl(name="\xff\xfe")).encode(
        "latin-1"
    )
    assert opened(untrusted)[1] == [
        Blank(1),
        Entry(md5=MD5_RAW, size=4096),
        Broken(3, "length", entry=Entry(md5=MD5_RAW, size=4096)),
        Broken(4, "category", entry=Entry(sha1=SHA1_RAW, size=4096)),
        Entry(sha1=SHA1_RAW, size=4096),
    ]


FILES = [f'"{number:040X}","{MD5.upper()}","0123ABCD","f.dll",{number},228,"WIN",""\r\n' for number in range(200)]
ODD = [
    nsrl(), nsrl(special="S"), nsrl(special="X"), nsrl(sha1=""), nsrl(sha1="zz"), nsrl(name='a ""b"""'), nsrl(name='"'),
    nsrl(name="x" * 1001), nsrl(name="a\rb"), nsrl().replace("4096", "-1"), "\n", "zz\n", nsrl().replace(",", ";"),
]  # fmt: skip


@settings(max_examples=50)
@given(st.dictionaries(st.integers(0, 199), st.integers(0, len(ODD) - 1), max_size=4))
def test_nsrl_files_in_blocks_say_what_they_say_one_by_one(odd: dict[int, int]) -> None:
    rows = [ODD[odd[number]] if number in odd else row for number, row in enumerate(FILES)]
    told = list(read_list(io.BytesIO((NSRL + "".join(rows)).encode()), "NSRLFile.txt").records)
    assert any(isinstance(record, Block) for record in told)
    alone = [record for row in rows for record in opened(NSRL + row)[1][1:]]
    for line, (record, expected) in enumerate(zip(singly(told[1:]), alone, strict=True), 2):
        assert record == (expected if isinstance(expected, Entry) else replace(expected, line=line))


def test_a_table_of_a_program_without_its_headings_is_told_as_broken() -> None:
    assert opened(icse(), "icse")[1] == [Broken(1, "no-hash")]


TABLE = f"No.;Giá trị băm;Loại;Ghi chú;Cỡ\n1;{SHA256};A;x;9\n2;{SHA256[:-1]};B;y;9\n"


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ("sha256=2", Entry(sha256=SHA256_RAW)),
        ("sha256=2,category=Loại", Entry(sha256=SHA256_RAW, category="A")),
        ("HASH = giá trị băm , category=3, size=Cỡ", Entry(sha256=SHA256_RAW, category="A", size=9)),
        ("pdq=2,category=GHI CHU", Entry(pdq=SHA256_RAW, category="x")),
    ],
)
def test_columns_that_a_person_chooses(columns: str, expected: Entry) -> None:
    form, records = opened(TABLE, asked=Asked(columns=columns))
    assert (form, records[:2]) == ("csv", [Blank(1), expected])
    assert isinstance(records[2], Broken)
    assert records[2].code == "length"


def test_columns_of_a_table_that_would_not_be_told() -> None:
    untrusted = f"a|b|c\nx|{MD5}|1\ny|{MD5}|2\n"
    assert opened(untrusted, asked=Asked(columns="md5=2,category=c"))[1] == [
        Blank(1),
        Entry(MD5_RAW, category="1"),
        Entry(MD5_RAW, category="2"),
    ]
    bare = f"x,{MD5},1\ny,{MD5[1:]},2\n"
    assert opened(bare, asked=Asked(columns="md5=2,category=3"))[1] == [
        Entry(MD5_RAW, category="1"),
        Broken(2, "length"),
    ]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_a_table_that_says_its_delimiter(delimiter: str) -> None:
    untrusted = f"sep={delimiter}\r\n" + delimiter.join(("a,b", "c")) + f"\r\n{MD5}{delimiter}x,y\r\n"
    assert opened(untrusted, asked=Asked(columns="md5=1,category=c"))[1] == [
        Blank(1),
        Blank(2),
        Entry(MD5_RAW, category="x,y"),
    ]
    assert opened(untrusted.replace("a,b", "MD5"))[1] == [Blank(1), Blank(2), Entry(MD5_RAW)]


def test_a_heading_that_holds_a_comma() -> None:
    untrusted = f'"Mã, SHA-256";Loại\n{SHA256};B\n'
    asked = Asked(columns='"sha256=Mã, SHA-256",category=2')
    assert opened(untrusted, asked=asked)[1] == [Blank(1), Entry(sha256=SHA256_RAW, category="B")]


def test_the_choice_of_columns_is_told_as_a_fact() -> None:
    reading = read_list(io.BytesIO(TABLE.encode()), "list.csv", asked=Asked(columns="sha256=2"))
    assert reading.facts == {"columns": "sha256=2"}


@pytest.mark.parametrize(
    ("columns", "form", "code"),
    [
        ("sha256", "auto", "library-columns-malformed"),
        ("sha256=", "auto", "library-columns-malformed"),
        ("sha256=0", "auto", "library-columns-malformed"),
        ("sha256=99999999999999999999999999", "auto", "library-columns-malformed"),
        ("sha256=2,sha256=3", "auto", "library-columns-malformed"),
        (",", "auto", "library-columns-malformed"),
        ("sha512=2", "auto", "library-columns-field"),
        ("category=3", "auto", "library-columns-no-hash"),
        ("sha256=6", "auto", "library-column-missing"),
        ("sha256=Băm", "auto", "library-column-missing"),
        ("sha256=2,category=2", "csv", "library-column-missing"),
        ("sha256=2", "vics", "library-option-elsewhere"),
    ],
)
def test_columns_that_cannot_be_read_so(columns: str, form: str, code: str) -> None:
    with pytest.raises(UsageFault) as caught:
        opened(TABLE, form, Asked(columns=columns))
    assert caught.value.code == code


def test_what_columns_there_are_is_said() -> None:
    with pytest.raises(UsageFault) as caught:
        opened(TABLE, asked=Asked(columns="sha256=Băm"))
    assert caught.value.facts == {"column": "Băm", "there": "1 No., 2 Giá trị băm, 3 Loại, 4 Ghi chú, 5 Cỡ"}
