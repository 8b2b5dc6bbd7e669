"""Several digests on one line are all read where it is sure of what they are, and else told; names stay names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.library.entry import Blank, Broken, Entry, Record
from tests.library.lists import gathered, read_bytes

Read = Callable[..., list[Record]]

MD5S, SHA1S, SHA256S = (
    [hashlib.new(kind, bytes([number])).hexdigest() for number in range(3)] for kind in ("md5", "sha1", "sha256")
)
M, S, H = MD5S[0], SHA1S[0], SHA256S[0]


def entry(*digests: str, category: str = "") -> Entry:
    kinds = {32: "md5", 40: "sha1", 64: "sha256"}
    return Entry(**{kinds[len(digest)]: bytes.fromhex(digest) for digest in digests}, category=category)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        (f"{M} {S} {H}", [entry(M, S, H)]),  # of one file
        (f"{M}\t{S}\t{H}", [entry(M, S, H)]),
        (f"{H} {M}", [entry(M, H)]),
        (f"{M}  {S}  {H}", [entry(M, S, H)]),
        (f"{M}   {S}", [entry(M, S)]),  # columns as wide as the widest
        (f"{M}  {S}  a.jpg", [entry(M, S)]),
        (f"{M} {S} a.jpg", [entry(M, S)]),
        (f"{M};{S};{H}", [entry(M, S, H)]),
        (f"{M},{S},1", [entry(M, S, category="1")]),
        (f'"{M}","1","{S}"', [entry(M, S, category="1")]),
        (" ".join(MD5S), [entry(each) for each in MD5S]),  # of several
        ("\t".join(SHA256S), [entry(each) for each in SHA256S]),
        (";".join(MD5S), [entry(each) for each in MD5S]),
        (f"{SHA256S[0]},{SHA256S[1]}", [entry(each) for each in SHA256S[:2]]),
        (f"{SHA1S[0]}|{SHA1S[1]}||", [entry(each) for each in SHA1S[:2]]),
    ],
)
@pytest.mark.parametrize("count", [1, 200])
def test_digests_in_columns(read: Read, line: str, entries: list[Entry], count: int) -> None:
    records = read(f"{line}\n".encode() * count)
    assert records == entries * count
    assert [record.line for record in records if isinstance(record, Entry)][:: len(entries)] == [*range(1, count + 1)]


@pytest.mark.parametrize(
    "line",
    [
        f"{M}  {S}",  # a file called by its digest
        f"{M} *{S}",
        f"{M} *{S} {H}",
        f"{M}  {MD5S[1]}",
        f"{M}  {S}.jpg",
        f"{M}  {S} (1).jpg",
        f"{M}  a {S}",
        f"{M} {S}.jpg",
        f"\\{M}  {S}  a\\nb",
        f"MD5 ({S}) = {M}",
    ],
)
@pytest.mark.parametrize("count", [1, 200])
def test_a_name_that_looks_like_a_digest_is_a_name(read: Read, line: str, count: int) -> None:
    assert read(f"{line}\n".encode() * count) == [entry(M)] * count


@pytest.mark.parametrize(
    ("line", "form", "found"),
    [
        (f"{M} {MD5S[1]} a.jpg", "sums", entry(M)),  # of which the second may be the parent's
        (f"{M} {S} {MD5S[1]} {SHA1S[1]}", "sums", entry(M)),
        (f"{M} a.jpg {S}", "sums", entry(M)),
        (f"{M},{MD5S[1]},1", "csv", entry(M, category="1")),
        (f"md5 {M} {MD5S[1]}", "threatexchange", entry(M)),
        (f"md5 {M},{MD5S[1]}", "threatexchange", entry(M)),
        (f"{H},{SHA256S[1]}", "pdq", Entry(pdq=bytes.fromhex(H))),
        (f"pdq {H} {SHA256S[1]}", "pdq", Entry(pdq=bytes.fromhex(H))),
    ],
)
def test_digests_that_are_not_read_are_told(read: Read, line: str, form: str, found: Entry) -> None:
    records = read(f"{line}\n".encode() * 2, form=form)
    assert records == [Broken(number, "unread", entry=found) for number in (1, 2)]
    assert gathered(records).tally.codes["unread"] == 2


def test_a_sum_behind_a_nul_is_told(read: Read) -> None:
    """No name holds a NUL; most lines end in LF, or else in NUL."""
    rest = "".join(f"{digest}  a\n" for digest in SHA1S)
    found = [Broken(1, "unread", entry=entry(M)), *map(entry, SHA1S)]
    assert read(f"{M}  a\0{MD5S[1]}  b\n{rest}".encode()) == found
    zeros = zero(f"{M}  a\n{MD5S[1]}  b", *(f"{digest}  a" for digest in SHA1S))
    assert read(zeros) == found


def test_a_word_before_a_digest_is_told_as_before(read: Read) -> None:
    assert read(f"{M}\nzz {H} {M}\n".encode(), form="sums") == [entry(M), Broken(2, "hex")]


def zero(*lines: str) -> bytes:
    return "".join(f"{line}\0" for line in lines).encode()


@pytest.mark.parametrize(
    "untrusted",
    [
        zero(*(f"{digest}  a\nb.jpg" for digest in MD5S)),
        zero(*(f"{digest} *\r\n" for digest in MD5S)),
        zero(*MD5S),
        zero(*(f"MD5 (a\nb) = {digest}" for digest in MD5S)),
        b"\xef\xbb\xbf" + zero(*(f"{digest}  a" for digest in MD5S)),
        zero(*(f"{digest}  a" for digest in MD5S))[:-1],
    ],
)
def test_sums_that_end_in_nul(read: Read, untrusted: bytes) -> None:
    assert read(untrusted) == [entry(digest) for digest in MD5S]


def test_hashdeep_rows_that_end_in_nul_below_headings_that_do_not(read: Read) -> None:
    heading = "%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n## x\n"
    rows = zero(*(f"7,{digest},./a,b" for digest in MD5S))
    entries = [Entry(md5=bytes.fromhex(digest), size=7) for digest in MD5S]
    assert read(heading.encode() + rows) == [Blank(1), Blank(2), Blank(3), *entries]


def test_sums_that_end_in_nul_break_off_too(read: Read) -> None:
    untrusted = zero(*(f"{digest}  a" for digest in SHA256S))
    assert read(untrusted[:-40]) == [*(entry(digest) for digest in SHA256S[:2]), Broken(3, "truncated")]


@pytest.mark.parametrize("filling", [b"\0", b"\0" * 5000])
def test_nul_that_fills_a_file_ends_no_line(read: Read, filling: bytes) -> None:
    untrusted = "".join(f"{digest}  a\n" for digest in MD5S).encode()
    assert read(untrusted + filling)[:3] == [entry(digest) for digest in MD5S]
    assert read(untrusted + filling + untrusted)[-2:] == [entry(digest) for digest in MD5S[1:]]


@settings(max_examples=100)
@given(st.lists(st.binary(min_size=1, max_size=20).filter(lambda name: b"\0" not in name), min_size=2, max_size=8))
def test_sums_of_any_names_that_end_in_nul_come_back(names: list[bytes]) -> None:
    digests = [hashlib.sha256(name).digest() for name in names]
    untrusted = b"".join(
        digest.hex().encode() + b"  " + name + b"\0" for digest, name in zip(digests, names, strict=True)
    )
    assert read_bytes(untrusted, form="sums") == [Entry(sha256=digest) for digest in digests]
