"""The files by which statements travel: one spelling, any change is found, hostile ones end in a fault."""

from __future__ import annotations

import base64
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.content import Digests, Fingerprint, Frame
from inspector.domain.fault import CheckFault, Fault, InputFault
from inspector.domain.office_list import Linked, Says, Statement, first_link
from inspector.exchange import office_file
from inspector.exchange.office_file import Signed, is_office_file
from tests.exchange.chains import LIST, chain, digests, file_of, film, key, read, stretch

WORDS = [("một", Says.CONFIRM, "D147"), ("hai", Says.CONFIRM, "AI"), ("một", Says.WITHDRAW, "D147")]
CHAIN = chain("PA05", WORDS)


@pytest.fixture(scope="module")
def good() -> bytes:
    return file_of("PA05", CHAIN, key("PA05"))


def test_a_file_says_what_was_signed(good: bytes) -> None:
    told, statements = read(good, key("PA05").certificate)
    assert told == stretch("PA05", CHAIN, key("PA05"))
    assert statements == [linked.statement for linked in CHAIN]
    assert is_office_file(good[:4096])
    assert not is_office_file(b'{"@odata.context": "office-list"}')


def test_every_changed_bit_is_found(good: bytes) -> None:
    for place in range(len(good)):
        changed = bytearray(good)
        changed[place] ^= 1 << place % 7
        with pytest.raises((CheckFault, InputFault)):
            read(bytes(changed), key("PA05").certificate)


def test_whatever_is_cut_off_or_added_is_found(good: bytes) -> None:
    changes = [good[:place] for place in range(0, len(good), 50)]
    changes += [good + b"\n", good + b"x", b"\n" + good, b"\xef\xbb\xbf" + good, good.replace(b"\n", b"\r\n"), good * 2]
    lines = good.splitlines(keepends=True)
    changes += [b"".join(lines[:1] + lines[2:]), b"".join([lines[0], lines[2], lines[1], *lines[3:]])]
    for changed in changes:
        with pytest.raises((CheckFault, InputFault)):
            read(changed, key("PA05").certificate)


def test_another_certificate_of_the_same_name_is_refused(good: bytes) -> None:
    other = key.__wrapped__("PA05")
    with pytest.raises(CheckFault, match="signature_broken"):
        read(good, other.certificate)


def test_the_signature_of_another_file_is_refused(good: bytes) -> None:
    other = file_of("PA05", CHAIN[:2], key("PA05"))
    mixed = b"".join(good.splitlines(keepends=True)[:-1]) + other.splitlines(keepends=True)[-1]
    with pytest.raises(CheckFault, match="signature_broken"):
        read(mixed, key("PA05").certificate)


# --- what was signed, and is wrong all the same ------------------------------------------------------------------


def lines(**changes: object) -> bytes:
    """A file whose first statement was written otherwise, without a signature that counts."""
    told = {**json.loads(CHAIN[0].statement.line), **changes}
    told = {name: value for name, value in told.items() if value is not ...}
    line = json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
    heading = next(office_file.written(stretch("PA05", CHAIN[:1]), ()))
    return heading + line + b"\n" + office_file.sealed(b"none")


def said(content: bytes) -> list[Statement]:
    file = io.BytesIO(content)
    return list(office_file.statements(file, office_file.opened(file)))


def test_an_unchanged_statement_is_read() -> None:
    assert said(lines()) == [CHAIN[0].statement]


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 2}, {"number": 0}, {"number": "1"}, {"number": True}, {"number": 1.0}, {"says": "perhaps"},
        {"says": None}, {"scheme": "VN"}, {"scheme": ""}, {"category": "d147"}, {"category": "A" * 13},
        {"category": ["D147"]}, {"day": "28/11/2026"}, {"day": "20261128"}, {"day": "2026-02-30"}, {"md5": "00"},
        {"md5": "0" * 31 + "g"}, {"md5": "AB" * 16}, {"sha1": ...}, {"sha256": None}, {"size": -1}, {"size": 2**63},
        {"pdq": "00" * 31}, {"pdq": ...}, {"pdq_quality": ...}, {"pdq_quality": 101}, {"who": "an"}, {"path": "a.jpg"},
        {"frames": []}, {"frames": [[0, 80]]}, {"frames": [[0, 80, "00" * 31]]}, {"frames": [[-1, 80, "00" * 32]]},
        {"frames": {}}, {"frames": [[0, 80, "00" * 32]] * 4097},
    ],
    ids=str,
)  # fmt: skip
def test_a_statement_that_is_none_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(InputFault, match="office_file_broken"):
        said(lines(**changes))


@pytest.mark.parametrize(
    ("member", "value", "code"),
    [
        ("version", 2, "newer"), ("version", "1", "newer"), ("format", "other", "broken"), ("first", 0, "broken"),
        ("last", 0, "broken"), ("count", 2, "broken"), ("list", "", "broken"), ("list", " a", "broken"),
        ("list", "a\u202e", "broken"), ("office", "x" * 201, "broken"), ("office", 5, "broken"),
        ("before", "00", "broken"), ("certificate", None, "broken"), ("more", 1, "broken"),
    ],
)  # fmt: skip
def test_a_header_that_is_none_is_refused(member: str, value: object, code: str) -> None:
    heading, *rest = lines().splitlines(keepends=True)
    told = json.dumps({**json.loads(heading), member: value}, sort_keys=True, separators=(",", ":"))
    with pytest.raises(InputFault, match=f"office_file_{code}"):
        said(told.encode() + b"\n" + b"".join(rest))


@pytest.mark.parametrize(
    "signature",
    [b"{}", b'{"signature":""}x', b'{"signature":"?"}', b"[]", b'{"signature":5}', b'{"signature": "bm9uZQ=="}',
     b'{"more":1,"signature":"bm9uZQ=="}', b"[" * 9_000, b""],
)  # fmt: skip
def test_a_last_line_that_is_no_signature_is_refused(signature: bytes) -> None:
    with pytest.raises(InputFault, match="office_file_broken"):
        said(b"".join(lines().splitlines(keepends=True)[:-1]) + signature + b"\n")


@pytest.mark.parametrize(
    "signature", [b"", b"none", b"\x30\x00", base64.b64decode("MIAGCSqGSIb3DQEHAqCAMIACAQExADALBgkqhkiG9w0BBwE=")]
)
def test_bytes_that_are_no_signature_are_refused(signature: bytes) -> None:
    content = b"".join(lines().splitlines(keepends=True)[:-1]) + office_file.sealed(signature)
    with pytest.raises(CheckFault, match="signature_broken"):
        read(content, key("PA05").certificate)


@given(st.binary(max_size=400))
def test_no_bytes_get_further_than_a_fault(untrusted: bytes) -> None:
    with pytest.raises(Fault):
        said(untrusted)


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_no_damage_gets_further_than_a_fault(place: int, junk: bytes) -> None:
    good = lines()
    place %= len(good)
    try:
        found = said(good[:place] + junk + good[place + len(junk) :])
    except InputFault:
        return
    assert len(found) == 1  # another statement, spelled right: the signature tells


hashed = st.binary(min_size=32, max_size=32)
marks = st.builds(Fingerprint, hashed, st.integers(0, 100))
contents = st.builds(Digests, st.binary(min_size=16, max_size=16), st.binary(min_size=20, max_size=20), hashed,
                     st.integers(0, 2**63 - 1))  # fmt: skip
told = st.builds(
    Statement, st.just(1), st.sampled_from(Says), st.just("vn"), st.from_regex("[A-Z0-9]{1,12}", fullmatch=True),
    st.dates().map(str), contents, st.none() | marks,
    st.lists(st.builds(Frame, st.integers(0, 2**40), marks), max_size=3).map(tuple),
)  # fmt: skip


@given(st.lists(told, min_size=1, max_size=4))
def test_what_is_written_is_read_again(statements: list[Statement]) -> None:
    numbered = [replace(one, number=place) for place, one in enumerate(statements, 1)]
    part = [Linked(first_link(LIST, "PA05"), one) for one in numbered]
    content = b"".join(office_file.written(stretch("PA05", part), numbered)) + office_file.sealed(b"x")
    assert said(content) == numbered


def test_what_a_video_looks_like_travels_too() -> None:
    one = replace(CHAIN[0].statement, digests=digests("phim"), mark=None, frames=film("phim"))
    part = [Linked(first_link(LIST, "PA05"), one)]
    assert read(file_of("PA05", part, key("PA05")), key("PA05").certificate)[1] == [one]


def test_signed_bytes_are_all_that_stands_before_the_signature(good: bytes) -> None:
    file = io.BytesIO(good)
    signed: Signed = office_file.opened(file)
    told = b"".join(office_file.written(signed.stretch, office_file.statements(file, signed)))
    assert told == b"".join(good.splitlines(keepends=True)[:-1]) == good[: signed.length]
