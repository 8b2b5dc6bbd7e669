"""Stretches of plain lines come as one block each, and say what the same lines say one by one."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.domain.match import Signal
from inspector.library import lines
from inspector.library.entry import Blank, Block, Broken, Entry, Record
from inspector.library.lines import LONGEST
from inspector.library.marks.near import UNKNOWN_QUALITY
from inspector.library.reading import Asked, read_list
from tests.library.lists import gathered, read_bytes, singly, through_file


def sums(count: int, algorithm: str = "md5", begin: int = 0) -> list[bytes]:
    return [hashlib.new(algorithm, str(number).encode()).digest() for number in range(begin, begin + count)]


def text(digests: list[bytes], name: str = "  a b.jpg", end: str = "\n") -> bytes:
    return "".join(f"{digest.hex()}{name}{end}" for digest in digests).encode()


def read(untrusted: bytes, form: str = "auto") -> list[Record]:
    return list(read_list(io.BytesIO(untrusted), "list.txt", form).records)


def lines_of(records: list[Record]) -> list[int]:
    """The number of each line in the order in which it is told."""
    told: list[int] = []
    for record in records:
        if isinstance(record, Block):
            assert record.line == len(told) + 1
            told.extend(range(record.line, record.line + record.count))
        else:
            told.append(len(told) + 1 if isinstance(record, Entry) else record.line)
    return told


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256"])
@pytest.mark.parametrize(("name", "end"), [("", "\n"), ("", "\r\n"), ("  DCIM/ảnh 1.jpg", "\n"), (" *x", "\r\n")])
def test_plain_lines_come_in_blocks(algorithm: str, name: str, end: str) -> None:
    digests = sums(9000, algorithm)
    found = read(text(digests, name, end))
    blocks = [record for record in found if isinstance(record, Block)]
    assert sum(block.count for block in blocks) > 8900
    assert {block.signal for block in blocks} == {Signal(algorithm)}
    assert list(singly(found)) == [Entry(**{algorithm: digest}) for digest in digests]  # type: ignore[arg-type]
    assert lines_of(found) == list(range(1, 9001))


ODD = ["# note", "", "zz", "d41d8cd98f00b204e9800998ecf8427", f"{'0' * 40}  b", f"SHA1 (b) = {'1' * 40}", "x" * 70_000]


PLAIN = [digest.hex().encode() + b"  a.jpg" for digest in sums(400)]


@settings(max_examples=60)
@given(st.dictionaries(st.integers(0, 399), st.integers(0, len(ODD) - 1), max_size=6))
def test_odd_lines_among_plain_ones_keep_their_numbers(odd: dict[int, int]) -> None:
    rows = list(PLAIN)
    for place, which in odd.items():
        rows[place] = ODD[which].encode()
    found = read(b"".join(row + b"\n" for row in rows), "sums")
    assert lines_of(found) == list(range(1, 401))
    for number, (row, told) in enumerate(zip(rows, singly(found), strict=True), 1):
        plain = Entry(md5=bytes.fromhex(row[:32].decode())) if number - 1 not in odd else None
        expected = plain or (read_bytes(row, form="sums")[0] if row else Blank(1))
        if isinstance(expected, Entry):
            assert told == expected
        else:
            assert type(told) is type(expected)
            assert getattr(told, "line", 0) == number


TABLE_HASHES = sums(200, "sha256")
TABLE = [f"a b/{number}.jpg;{number};{digest.hex()};x" for number, digest in enumerate(TABLE_HASHES)]
ODD_ROWS = [
    *("", "# note", ";;;", "a;1", f"a;1;{'z' * 64};", f"a;1;{'0' * 63};", f"a;-1;{'0' * 64};", f"a;;{'0' * 64};"),
    *(
        f"a;1;{'0' * 40};",
        f"a;1; {'0' * 64};",
        f'"a;b";1;{"0" * 64};',
        f'a";1;{"0" * 64};',
        f"#;1;{'0' * 64};",
        "y" * 70_000,
    ),
    *(f"a;{'9' * 19};{'0' * 64};", f"a;1;{'0' * 62} 0;", f"a;1;{'ab ' * 20}{'0' * 24};", f"a\r;1;{'0' * 64};"),
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@settings(max_examples=30)
@given(st.dictionaries(st.integers(0, 199), st.integers(0, len(ODD_ROWS) - 1), max_size=4))
def test_rows_in_blocks_say_what_they_say_one_by_one(end: str, odd: dict[int, int]) -> None:
    heading = f"path;size;hash;note{end}"
    rows = [ODD_ROWS[odd[number]] if number in odd else row for number, row in enumerate(TABLE)]
    told = read((heading + "".join(row + end for row in rows)).encode(), "csv")
    assert odd or any(isinstance(record, Block) for record in told)
    assert lines_of(told) == list(range(1, 202))
    for number, (row, record) in enumerate(zip(rows, list(singly(told))[1:], strict=True)):
        if number in odd:
            expected = read_bytes(f"{heading}{row}{end}".encode(), form="csv")[1]
            assert record == (expected if isinstance(expected, Entry) else replace(expected, line=number + 2))
        else:
            assert record == Entry(sha256=TABLE_HASHES[number], size=number)


def test_a_row_of_several_lines_between_blocks() -> None:
    rows = [*TABLE[:100], f'a;7;{"1" * 64};"two\nlines"', *TABLE[100:]]
    told = read(("path;size;sha256;note\n" + "\n".join(rows)).encode())
    assert lines_of(told) == list(range(1, 203 + 1))
    found = list(singly(told))
    assert found[101:103] == [Entry(sha256=b"\x11" * 32, size=7), Blank(103)]
    assert [record.size for record in found[1:101] if isinstance(record, Entry)] == list(range(100))


@pytest.mark.parametrize("columns", ["sha256=3", "hash=hash", "sha256=3,size=2"])
def test_chosen_columns_come_in_blocks(columns: str) -> None:
    untrusted = "p;size;hash;note\n" + "\n".join(TABLE)
    told = list(read_list(io.BytesIO(untrusted.encode()), "list.txt", asked=Asked(columns=columns)).records)
    assert sum(record.count for record in told if isinstance(record, Block)) > 100
    sizes = list(range(200)) if "size" in columns else [None] * 200
    assert list(singly(told))[1:] == [
        Entry(sha256=digest, size=size) for digest, size in zip(sums(200, "sha256"), sizes, strict=True)
    ]


def test_what_stands_before_a_hash_is_never_passed_over() -> None:
    rows = [digest.hex() for digest in sums(300)]
    rows[150] = "zz " + rows[150]
    found = read("\n".join(rows).encode())
    assert [record for record in singly(found) if not isinstance(record, Entry)] == [Broken(151, "hex")]


def test_blocks_are_gathered_like_lines() -> None:
    gathering = gathered(read(text(sums(500))))
    assert gathering.tally.entries == 500
    (run,) = gathering.finished()
    assert [row.tobytes() for row in run.rows(Signal.MD5, 0, 500)["value"]] == sorted(sums(500))


@pytest.mark.parametrize("name", ["known.pdq", "known.csv"])
def test_fingerprints_in_blocks_are_known_like_those_with_a_quality_between_them(tmp_path: Path, name: str) -> None:
    marks = sums(6000, "sha256")
    rows = [mark.hex() for mark in marks]
    rows[3000] += ",10"
    heading = "pdq,quality" if name.endswith(".csv") else "# marks"
    told = list(read_list(io.BytesIO("\n".join([heading, *rows, ""]).encode()), name).records)
    assert any(isinstance(record, Block) for record in told) == name.endswith(".pdq")
    near = through_file(tmp_path, told).near[Signal.PDQ]
    qualities = {near.value(row): int(quality) for row, quality in enumerate(near.quality)}
    assert qualities == {mark: 10 if mark == marks[3000] else UNKNOWN_QUALITY for mark in marks}


@pytest.mark.parametrize("length", [LONGEST - 40, LONGEST - 1, LONGEST, LONGEST + 1, 3 * LONGEST, 5 * LONGEST])
@pytest.mark.parametrize("before", [0, 1, 3200, 3971, 3972, 8000])
def test_a_gigantic_line_is_one_line_wherever_it_lies(length: int, before: int) -> None:
    """The borders of what is read at once lie in, before and behind the line."""
    good = text(sums(before))
    found = read(good + b"y" * length + b"\n" + text(sums(3)), "sums")
    assert lines_of(found) == list(range(1, before + 5))
    broken = [record for record in found if isinstance(record, Broken)]
    assert [(record.line, record.code) for record in broken] == [
        (before + 1, "too-long" if length >= LONGEST else "hex")
    ]


def test_a_list_of_one_endless_line_is_told_in_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_STRETCH", 1 << 12)
    assert read(b"0" * 3_000_000, "sums") == [Broken(1, "too-long")]
