"""What holds for every list: sums come back whole, corruption never crashes, and nothing goes missing unsaid."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from inspector.domain.fault import InputFault, UsageFault
from inspector.library.entry import REASONS, Blank, Block, Broken, Entry, Record
from inspector.library.formats import FORMATS
from inspector.library.formats.mending import mended
from inspector.library.reading import Asked, read_list
from tests.library.lists import gathered, read_bytes, singly

NAMES = st.binary(min_size=1, max_size=20).filter(lambda name: b"\0" not in name)


def gnu(digest: str, untrusted_name: bytes) -> bytes:
    """A line as coreutils writes it."""
    escaped = untrusted_name.replace(b"\\", b"\\\\").replace(b"\n", b"\\n").replace(b"\r", b"\\r")
    return (b"\\" if escaped != untrusted_name else b"") + digest.encode() + b"  " + escaped + b"\n"


def bsd(digest: str, untrusted_name: bytes) -> bytes:
    escaped = untrusted_name.replace(b"\\", b"\\\\").replace(b"\n", b"\\n").replace(b"\r", b"\\r")
    mark = b"\\" if escaped != untrusted_name else b""
    return mark + b"SHA256 (" + escaped + b") = " + digest.encode() + b"\n"


@settings(max_examples=150)
@given(st.lists(NAMES, min_size=1, max_size=8), st.sampled_from(["md5", "sha1", "sha256"]))
def test_sums_of_any_names_come_back(names: list[bytes], algorithm: str) -> None:
    digests = [hashlib.new(algorithm, name).digest() for name in names]
    untrusted = b"".join(gnu(digest.hex(), name) for digest, name in zip(digests, names, strict=True))
    assert read_bytes(untrusted, form="sums") == [Entry(**{algorithm: digest}) for digest in digests]  # type: ignore[arg-type]


@settings(max_examples=100)
@given(st.lists(NAMES, min_size=1, max_size=8))
@example([b"\t"])
def test_sums_in_bsd_form_come_back(names: list[bytes]) -> None:
    digests = [hashlib.sha256(name).digest() for name in names]
    untrusted = b"".join(bsd(digest.hex(), name) for digest, name in zip(digests, names, strict=True))
    assert read_bytes(untrusted) == [Entry(sha256=digest) for digest in digests]


def md5s(count: int) -> list[str]:
    return [hashlib.md5(bytes([number])).hexdigest() for number in range(count)]


LINES = {
    "sums": "".join(f"{digest}  a b/{digest[:3]}.jpg\n" for digest in md5s(12)),
    "hashdeep": "%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n" + "".join(f"7,{digest},./a,b\n" for digest in md5s(12)),
    "csv": "md5,note,category\n" + "".join(f'{digest},"a ""b"", c",1\n' for digest in md5s(12)),
    "pdq": "".join(f"{digest * 2},77\n" for digest in md5s(12)),
    "icse": "MD5;Is distributed;Victim identified;Series name;Baseline\n"
    + "".join(f'{digest};y;n;"a; ""b""";t\n' for digest in md5s(12)),
    "griffeye": "Binary Copies,Category,Nudity Level,MD5,Visual Copies,Initial Category\n"
    + "".join(f'1,"A, b",0,{digest},1,2\n' for digest in md5s(12)),
    "nsrl-text": '"SHA-1","MD5","CRC32","FileName","FileSize","ProductCode","OpSystemCode","SpecialCode"\r\n'
    + "".join(f'"{digest}01234567","{digest}","0","a ""b"", c",4,2,"W","S"\r\n' for digest in md5s(12)),
    "threatexchange": "".join(f"video_md5 {digest}\n" for digest in md5s(12)),
}
VICS = [
    json.dumps(
        {
            "value": [
                {"MediaID": 1, "MD5": digest, "Category": 1, "MediaFiles": [{"MD5": digest, "FileName": "a"}]}
                for digest in md5s(8)
            ]
        },
        indent=indent,
    )
    for indent in (None, 1)
]
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from(["flip", "cut", "put"]), st.binary(min_size=1, max_size=3)),
    min_size=1,
    max_size=4,
)


def corrupted(text: str, edits: list[tuple[float, str, bytes]]) -> bytes:
    untrusted = bytearray(text.encode())
    for where, how, what in edits:
        place = int(where * (len(untrusted) - 1)) if untrusted else 0
        if how == "put":
            untrusted[place:place] = what
        else:
            untrusted[place : place + len(what)] = what if how == "flip" else b""
    return bytes(untrusted)


def line_count(untrusted: bytes) -> int:
    end = b"\n" if b"\n" in untrusted else b"\r"
    return untrusted.count(end) + (not untrusted.endswith(end))


@settings(max_examples=300)
@given(st.sampled_from(sorted(LINES)), EDITS)
def test_every_line_of_a_corrupted_list_is_told(form: str, edits: list[tuple[float, str, bytes]]) -> None:
    untrusted = corrupted(LINES[form], edits)
    if untrusted.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb")):
        return  # now text of another encoding, whose lines are others
    found = read_bytes(untrusted, form=form)
    assert len(found) == line_count(untrusted)
    tally = gathered(found).tally
    assert tally.entries + tally.broken + tally.blank == line_count(untrusted)
    assert all(record.code in REASONS for record in found if isinstance(record, Broken))
    assert [record.line for record in found if isinstance(record, (Blank, Broken))] == [
        number for number, record in enumerate(found, 1) if not isinstance(record, Entry)
    ]


def loaded(records: list[Record]) -> int:
    return sum(isinstance(record, Entry) or getattr(record, "entry", None) is not None for record in records)


@settings(max_examples=400)
@given(st.sampled_from(VICS), EDITS)
def test_no_record_of_a_corrupted_file_goes_missing_unsaid(text: str, edits: list[tuple[float, str, bytes]]) -> None:
    found = read_bytes(corrupted(text, edits), form="vics")
    assert all(record.code in REASONS for record in found if isinstance(record, Broken))
    assert loaded(found) == 8 or any(isinstance(record, Broken) for record in found)
    assert loaded(found) <= 8 + len(edits)  # parts of broken records are not taken for records


NAMES_OF_FORMATS = ["auto", *(known.NAME for known in FORMATS)]


@settings(max_examples=400)
@given(st.binary(max_size=400), st.sampled_from(NAMES_OF_FORMATS))
def test_noise_is_read_or_refused(untrusted: bytes, form: str) -> None:
    try:
        found = read_bytes(untrusted, form=form)
    except InputFault:
        return
    assert found


SIGNS = [
    *(b"{", b'{"value":[', b'{"MD5":"', b'"Category":0,', b'{"a":{"raw_indicator":"', b'","type":"HASH_MD5"}', b"]}"),
    *(
        b"<queryResult>",
        b"<image>",
        b"<fingerprints><md5>",
        b"</md5></fingerprints></image>",
        b"<!--",
        b"</queryResult>",
    ),
    *(b"indicator,first_descriptor_id\n", b"signal_type,signal_str\n", b"pdq ", b"video_md5 ", b"%%%% md5,size\n"),
    *(
        b"MD5;Baseline;Is distributed;Series name\n",
        b"sep=;\n",
        b"md5,category\n",
        b'"',
        b",",
        b";",
        b"\n",
        b"\r",
        b"\0",
    ),
    *(b"0" * 32, b"1" * 40, b"2" * 64, b"# ", b"\\", b"MD5 (a) = ", "Loại".encode(), b"\xff"),
]


@settings(max_examples=600)
@given(
    st.lists(st.sampled_from(SIGNS) | st.binary(max_size=3), min_size=1, max_size=30).map(b"".join),
    st.sampled_from(NAMES_OF_FORMATS),
    st.sampled_from(["a.txt", "a.pdq", "simple.HASH_PDQ.te"]),
    st.sampled_from(["", "", "md5=1", "hash=2,category=Loại", "pdq=category"]),
    st.sampled_from(["", "", "uncategorised"]),
)
def test_what_looks_like_a_list_raises_nothing_but_what_is_documented(
    untrusted: bytes, form: str, name: str, columns: str, zero: str
) -> None:
    try:
        found = list(singly(read_list(io.BytesIO(untrusted), name, form, Asked(columns, zero)).records))
    except (InputFault, UsageFault) as fault:
        code = fault.code
    else:
        assert all(record.code in REASONS for record in found if isinstance(record, Broken))
        code = ""
    assert code in DOCUMENTED


DOCUMENTED = {
    *("", "library-list-empty", "library-list-unknown", "library-option-elsewhere"),
    *("library-column-missing", "library-zero-unsaid", "library-list-doctype"),
}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8") | st.sampled_from('\\"},:[{')),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('\\"aB@.', max_size=4), inner, max_size=3),
)


@settings(max_examples=300)
@given(JSON, st.sampled_from([None, 1]), st.booleans())
def test_mending_never_touches_valid_json(value: object, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert mended(text, len(text)) == text


def test_a_million_lines_do_not_pile_up(tmp_path: Path) -> None:
    """Reading holds no more than a block of the list: a line read is a line forgotten."""
    path = tmp_path / "long.md5"
    path.write_bytes(b"".join(b"%032x  n\n" % number for number in range(50_000)))
    with path.open("rb") as file:
        records = read_list(file, path.name).records
        first = next(records)
        assert isinstance(first, Block)
        assert file.tell() < 300_000
        assert sum(record.count for record in records if isinstance(record, Block)) + first.count == 50_000
