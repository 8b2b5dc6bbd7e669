"""Deltas of the NSRL's data set: what comes, what goes, and that no line is passed over."""

from __future__ import annotations

import io
import sqlite3
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.domain.match import Signal
from inspector.library.entry import REASONS, Blank, Block, Broken, Record
from inspector.library.formats import nsrl_delta
from inspector.library.rds.release import Release
from inspector.library.rds.script import LONGEST
from inspector.library.reading import read_list
from tests.library import rds_files as made
from tests.library.rds_files import Row, digests, row, sha256

NAMES = "sha256,sha1,md5,crc32,file_name,file_size,package_id"


def quoted(value: object) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def insert(values: Row, names: str = f"({NAMES})") -> str:
    return f"INSERT INTO FILE{names} VALUES({','.join(map(quoted, values))});\n"


def delete(values: Row) -> str:
    equal = (f"{name}={quoted(value)}" for name, value in zip(NAMES.split(","), values, strict=True))
    return f"DELETE FROM FILE WHERE {' AND '.join(equal)};\n"


def script(*lines: str) -> str:
    return "BEGIN TRANSACTION;\n" + "".join(lines) + "COMMIT;\n"


def told(text: str | bytes) -> list[Record]:
    """What a delta says."""
    raw = text.encode() if isinstance(text, str) else text
    return list(nsrl_delta.read(io.BufferedReader(io.BytesIO(raw))))


def sums(records: list[Record]) -> Counter[bytes]:
    """Each digest with how many rows come less how many go."""
    found: Counter[bytes] = Counter()
    for record in records:
        if isinstance(record, Block):
            length = len(record.values) // record.count
            for place in range(record.count):
                value = record.values[place * length : (place + 1) * length]
                found[value] += 1 if record.times is None else int(record.times[place])
    return found


def lines(records: list[Record]) -> list[int]:
    """The line of each record and entry, in their order."""
    found: list[int] = []
    for record in records:
        assert isinstance(record, Block | Broken | Blank)
        found += range(record.line, record.line + (record.count if isinstance(record, Block) else 1))
    return found


def broken(records: list[Record]) -> list[tuple[int, str]]:
    return [(record.line, record.code) for record in records if isinstance(record, Broken)]


def test_rows_that_come_and_go_are_told_with_their_lines() -> None:
    text = script(insert(row(1)), insert(row(2)), delete(row(3)), "\n", "-- a remark\n", delete(row(2)), insert(row(4)))
    records = told(text)
    assert sums(records) == {sha256(1): 1, sha256(2): 0, sha256(3): -1, sha256(4): 1}
    assert lines(records) == list(range(1, 10))
    assert [record.line for record in records if isinstance(record, Blank)] == [1, 5, 6, 9]
    assert not broken(records)


def test_rows_on_lines_that_follow_one_another_come_together() -> None:
    records = told(
        script(*(insert(row(number)) for number in range(500)), *(delete(row(number)) for number in range(9)))
    )
    blocks = [record for record in records if isinstance(record, Block)]
    assert [(block.line, block.count, block.signal) for block in blocks] == [(2, 509, Signal.SHA256)]
    assert blocks[0].times is not None
    assert blocks[0].times.tolist() == [1] * 500 + [-1] * 9


FORMS = {
    "no names": insert(row(7), ""),
    "no crc32": insert((*digests(7), "n", 1, 2), ""),
    "names in another order": f"INSERT INTO FILE (package_id,md5,file_name,sha256,sha1) VALUES "
    f"(1,{quoted(digests(7)[2])},'n',{quoted(digests(7)[0])},{quoted(digests(7)[1])});\n",
    "small letters": insert(row(7)).lower(),
    "names in quotes": insert(row(7)).replace("FILE", '"main".`FILE`').replace("(sha256", '("sha256"'),
    "or replace": insert(row(7)).replace("INSERT INTO", "INSERT OR REPLACE INTO"),
    "replace": insert(row(7)).replace("INSERT INTO", "REPLACE INTO"),
    "broken over lines": insert(row(7)).replace(" VALUES(", "\n  VALUES\n(").replace(",", ",\n"),
    "a remark within": insert(row(7)).replace(" VALUES", " /* it's ; \n here */ VALUES -- it's\n"),
    "other line ends": insert(row(7)).replace("\n", "\r\n"),
    "much room": "  " + insert(row(7)).replace(",", " , ").replace(";", "\t;  "),
    "a name with all that is odd": insert((*digests(7), "", "a;b\n--'');\nCOMMIT;\n'(\"/*", 1, 2)),
    "a name that looks like a statement": insert((*digests(7), "", f"x\n{insert(row(8))}", 1, 2)),
    "no line end": insert(row(7)).rstrip(),
}


@pytest.mark.parametrize("statement", FORMS.values(), ids=FORMS.keys())
def test_every_form_of_a_statement_says_the_same(statement: str) -> None:
    records = told(insert(row(6)) + statement)
    assert sums(records) == {sha256(6): 1, sha256(7): 1}
    assert not broken(records)
    assert lines(records) == list(range(1, len(lines(records)) + 1))
    assert len(lines(records)) == len((insert(row(6)) + statement).rstrip("\n").split("\n"))


def test_several_rows_of_one_statement_are_all_told() -> None:
    rows = ",\n".join(f"({','.join(map(quoted, row(number)))})" for number in range(30))
    records = told(f"INSERT INTO FILE({NAMES}) VALUES\n{rows};\n" + insert(row(30)))
    assert sums(records) == {sha256(number): 1 for number in range(31)}
    assert lines(records) == list(range(1, 33))


def test_several_statements_on_one_line_are_all_told() -> None:
    text = insert(row(1)).replace("\n", " ") + delete(row(2)).replace("\n", "") + insert(row(3))
    assert sums(told(text)) == {sha256(1): 1, sha256(2): -1, sha256(3): 1}


METADATA = (
    "metadata_id,object_id,key_hash,image_hash,path,path_b64,path_coding,file_name,file_name_b64,file_name_coding,"
    "extension,extension_b64,extension_coding,bytes,mtime,used_in_rds,update_date,recursion_level,extractee_id,"
    "crc32,md5,sha1,sha256"
)


@pytest.mark.parametrize("names", ["", f"({METADATA})"])
def test_rows_of_the_full_set_are_read_too(names: str) -> None:
    def metadata(number: int) -> str:
        one, two, three = digests(number)
        image, size = None if number % 2 else "A'B", number
        before = (
            number,
            1,
            "k",
            image,
            "/",
            None,
            None,
            "n",
            None,
            None,
            "dll",
            None,
            None,
            size,
            None,
            None,
            "d",
            0,
            0,
        )
        return f"INSERT INTO METADATA{names} VALUES({','.join(map(quoted, (*before, 'CC', three, two, one)))});\n"

    assert sums(told("".join(map(metadata, range(40))))) == {sha256(number): 1 for number in range(40)}


NOTHING = [
    "INSERT INTO PKG VALUES(1,'it''s','2',3,4,'English','Game');\n",
    "INSERT INTO VERSION VALUES('2026.09.1','modern_minimal','2026-08-30','2026-09-04','x');\n",
    "DELETE FROM PACKAGE_OBJECT WHERE object_id=5;\n",
    "UPDATE FILE SET file_name='b.dll' WHERE sha256='00' AND file_name='a.dll';\n",
    "UPDATE PKG SET sha256='x';\n",
    "CREATE VIEW DISTINCT_HASH AS\n SELECT DISTINCT sha256, sha1, md5, crc32 FROM FILE;\n",
    "PRAGMA foreign_keys=OFF;\n",
    ";\n",
]


def test_what_changes_no_digest_says_nothing() -> None:
    records = told(script(insert(row(1)), *NOTHING, insert(row(2))))
    assert sums(records) == {sha256(1): 1, sha256(2): 1}
    assert not broken(records)
    assert lines(records) == list(range(1, len(NOTHING) + 6))


BAD = {
    "no digest": ("DELETE FROM METADATA WHERE metadata_id=5;\n", "no-hash"),
    "everything": ("DELETE FROM FILE;\n", "shape"),
    "a choice": (delete(row(5)).replace("AND", "OR"), "shape"),
    "a range": ("DELETE FROM FILE WHERE sha256>'0';\n", "shape"),
    "a question": ("INSERT INTO FILE SELECT * FROM other;\n", "shape"),
    "another digest for a row": (f"UPDATE METADATA SET md5='{digests(1)[2]}' WHERE metadata_id=5;\n", "no-hash"),
    "the table goes": ("DROP TABLE FILE;\n", "shape"),
    "taken back": ("ROLLBACK;\n", "shape"),
    "no word we know": ("GIVE FILE('a');\n", "shape"),
    "too few": (insert(row(5)[:5]), "shape"),
    "too many": (insert((*row(5), 1)), "shape"),
    "columns we do not know": (insert(row(5)).replace("file_name", "name"), "shape"),
    "a column twice": (insert(row(5)).replace("crc32", "md5"), "shape"),
    "no digests": (insert(("", "", "", "", "n", 1, 2)), "no-hash"),
    "no digests at all": (insert((None, None, None, "", "n", 1, 2)), "no-hash"),
    "digests too short": (insert(("AB", "", "", "", "n", 1, 2)), "length"),
    "digests that are none": (insert(("G" * 64, "", "", "", "n", 1, 2)), "hex"),
    "a sum": (insert(row(5)).replace(",5,", ",2+3,"), "shape"),
    "a quote too many": (insert(row(5)).replace("it''s", "it's"), "quotes"),
    "a quote missing": (insert(row(5)).replace(".dll'", ".dll"), "quotes"),
    "something behind": (insert(row(5)).replace(";", " RETURNING 1;"), "shape"),
    "no end": (insert(row(5)).replace(";", ""), "shape"),
    "a comment without end": (insert(row(5)).replace(";", "/*"), "quotes"),
}


@pytest.mark.parametrize(("statement", "code"), BAD.values(), ids=BAD.keys())
def test_what_cannot_be_followed_costs_its_own_line(statement: str, code: str) -> None:
    around = [insert(row(number)) for number in range(4)]
    records = told(script(*around[:2], statement, *around[2:]))
    assert sums(records) == {sha256(number): 1 for number in range(4)}
    assert broken(records) == [(4, code)]
    assert lines(records) == list(range(1, 8))


def test_quotes_gone_wrong_on_many_lines_cost_only_these() -> None:
    bad = {number for number in range(197) if number % 7 == 3}
    text = "".join(insert(row(n)).replace("it''s", "it's" if n in bad else "it''s") for n in range(197))
    records = told(text)
    assert sums(records) == {sha256(number): 1 for number in set(range(197)) - bad}
    assert broken(records) == [(number + 1, "quotes") for number in sorted(bad)]


def test_a_weaker_digest_never_stands_for_a_row_that_has_a_stronger_one() -> None:
    """The shape of a row is learnt from one whose SHA-256 is no digest; those after it have one."""
    rows = [("", *row(1)[1:]), row(2), ("", "", *row(3)[2:]), row(4)]
    records = told("".join(map(insert, rows)))
    sha1, md5 = bytes.fromhex(digests(1)[1]), bytes.fromhex(digests(3)[2])
    assert sums(records) == {sha1: 1, sha256(2): 1, md5: 1, sha256(4): 1}


def test_a_list_cut_off_anywhere_keeps_what_is_whole_and_says_so() -> None:
    text = script(insert(row(1)), delete(row(2)), insert(row(3)))
    ends = [text.index(end) for end in ("DELETE", "INSERT INTO FILE(" + NAMES + ") VALUES('" + digests(3)[0], "COMMIT")]
    for size in range(len("BEGIN TRANSACTION;\n"), len(text) - len("COMMIT;\n") + 7):
        records = told(text[:size])
        whole = sum(size + 1 >= end for end in ends)
        assert sums(records) == dict([(sha256(1), 1), (sha256(2), -1), (sha256(3), 1)][:whole]), size
        assert "truncated" in dict(map(reversed, broken(records))), size  # type: ignore[arg-type]


def test_a_transaction_that_is_not_ended_is_told() -> None:
    assert broken(told("BEGIN;\n" + insert(row(1)))) == [(3, "truncated")]
    assert not broken(told("BEGIN;\n" + insert(row(1)) + "END;\n"))


def test_a_statement_without_end_is_passed_by() -> None:
    count = LONGEST // 1000 + 1
    text = insert(row(1)) + "INSERT INTO FILE VALUES('" + ("x" * 999 + "\n") * count + insert(row(2))
    records = told(text)
    assert sums(records) == {sha256(1): 1, sha256(2): 1}
    assert broken(records) == [(2, "too-long")]
    assert lines(records) == list(range(1, count + 3))


def test_long_names_are_read_across_the_edges_of_what_is_held() -> None:
    rows = [(*digests(number), "", "n" * (number * 977 % 90_000), 1, 2) for number in range(80)]
    records = told(script(*map(insert, rows)))
    assert sums(records) == {sha256(number): 1 for number in range(80)}
    assert lines(records) == list(range(1, 83))


PIECES = st.sampled_from([*FORMS.values(), *NOTHING, *(statement for statement, _ in BAD.values()), "\n", "'", "x;\n"])


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=8), st.randoms(use_true_random=False))
def test_whatever_the_text_is_every_line_is_told_once_at_least(pieces: list[str], chance: object) -> None:
    untrusted = bytearray("".join(pieces).encode())
    for _ in range(chance.randrange(4) if untrusted else 0):  # type: ignore[attr-defined]
        untrusted[chance.randrange(len(untrusted))] = chance.choice(b"'\";\n(-/*x\0\xff")  # type: ignore[attr-defined]
    records = told(bytes(untrusted))
    count = len(untrusted.rstrip(b"\n").split(b"\n")) if untrusted.strip(b"\n") else 0
    assert set(range(1, count + 1)) <= set(lines(records))
    assert {code for _, code in broken(records)} <= REASONS


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=20)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 9), TEXTS, st.booleans()), max_size=12))
def test_it_says_what_a_database_would_have_made_of_it(rows: list[tuple[int, str, bool]]) -> None:
    text = "".join(
        (insert if comes else delete)((*digests(number), "C", name, 1, place))
        for place, (number, name, comes) in enumerate(rows)
    )
    base = sqlite3.connect(":memory:")
    base.executescript(made.FILE + text)
    expected = Counter(bytes.fromhex(found) for (found,) in base.execute("SELECT sha256 FROM FILE"))
    base.close()
    came = sums(told(text))
    gone = Counter(sha256(number) for number, _, comes in rows if not comes)
    assert came + gone == expected


NAMED: dict[str, Callable[[], str]] = {
    "RDS_2026.09.1_modern_minimal_delta.sql": lambda: "-- nothing told yet\n" + insert(row(1)),
    "changes.txt": lambda: script(insert(row(1))),
}


@pytest.mark.parametrize("name", NAMED)
def test_a_delta_is_told_by_its_lines_or_its_name(name: str) -> None:
    reading = read_list(io.BytesIO(NAMED[name]().encode()), name)
    assert reading.format == "nsrl-delta"
    assert sums(list(reading.records)) == {sha256(1): 1}
    assert (reading.release != Release()) == name.startswith("RDS")


def test_other_sql_is_no_delta() -> None:
    assert not nsrl_delta.detect(b"INSERT INTO files VALUES(1);\nCREATE TABLE FILE (a);\n", "dump.sql")


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ("INSERT INTO VERSION VALUES('2026.12.1','modern','b','r','d');",
         {"version": "2026.12.1", "build_set": "modern"}),
        ("INSERT INTO VERSION VALUES('2026.12.1','m','b','r','d'),('2026.09.1','n','b','r','d');", {"build_set": "m"}),
        ("INSERT OR REPLACE INTO main.[VERSION](version, build_set) VALUES('RDS 2026.12.1', NULL);",
         {"version": "RDS 2026.12.1"}),
        ("UPDATE VERSION SET description='it''s', version = '2026.12.1' WHERE rowid=1;",
         {"version": "2026.12.1", "description": "it's"}),
        ("INSERT INTO VERSION(version) VALUES('2026.12.1','x');", {}),
        ("INSERT INTO VERSION SELECT 'x','y','z','a','b';", {}),
        ("DELETE FROM VERSION WHERE version='2026.12.1';", {}),
        ("UPDATE PKG SET version='2026.12.1' WHERE package_id=1;", {}),
        ("INSERT INTO VERSION", {}),
    ],
)  # fmt: skip
def test_what_a_delta_says_of_its_release(said: str, facts: dict[str, str]) -> None:
    reading = read_list(io.BytesIO(script(insert(row(1)), said + "\n", insert(row(2))).encode()), "d.sql")
    list(reading.records)
    assert {name: reading.facts.get(name) for name in facts} == facts
    assert bool(reading.facts) == bool(facts)
