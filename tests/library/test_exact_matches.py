"""Exact matches: by any digest, of any set, and never one too many."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.domain.content import Digests
from inspector.domain.match import Match, Signal
from inspector.library.entry import Entry
from inspector.library.index import Index
from tests.library.lists import read_bytes, through_file

import numpy as np  # isort: skip


def digests(content: bytes) -> Digests:
    return Digests(
        hashlib.md5(content).digest(), hashlib.sha1(content).digest(), hashlib.sha256(content).digest(), len(content)
    )


def test_each_digest_of_each_set_gives_its_match(tmp_path: Path) -> None:
    wanted = digests(b"content")
    sets = {
        4: through_file(tmp_path, [Entry(md5=wanted.md5, sha256=wanted.sha256, category="1"), Entry(md5=bytes(16))]),
        9: through_file(tmp_path, [Entry(sha1=wanted.sha1, category="kiểm tra")]),
        5: through_file(tmp_path, [Entry(sha1=bytes(20)), Entry(pdq=bytes(32))]),
    }
    assert set(Index(sets).exact(wanted)) == {
        Match(4, Signal.MD5, 0, wanted.md5.hex(), "1"),
        Match(4, Signal.SHA256, 0, wanted.sha256.hex(), "1"),
        Match(9, Signal.SHA1, 0, wanted.sha1.hex(), "kiểm tra"),
    }
    assert Index(sets).exact(digests(b"other")) == []
    assert Index({}).exact(wanted) == []
    assert Index(sets).exact_all([]) == []


def test_from_list_to_match(tmp_path: Path) -> None:
    wanted = digests(b"picture")
    untrusted = f"SHA256;Loại\r\n{wanted.sha256.hex().upper()};A1\r\n".encode("utf-16")
    index = Index({1: through_file(tmp_path, read_bytes(untrusted, "x.csv"))})
    assert index.exact(wanted) == [Match(1, Signal.SHA256, 0, wanted.sha256.hex(), "A1")]


@pytest.mark.parametrize("categories", [["2", "", "1"], ["1", "2", ""], ["", "2", "1"]])
def test_of_several_entries_with_one_digest_the_first_named_category_is_told(
    tmp_path: Path, categories: list[str]
) -> None:
    wanted = digests(b"x")
    known = through_file(tmp_path, [Entry(md5=wanted.md5, category=category) for category in categories])
    assert Index({1: known}).exact(wanted) == [Match(1, Signal.MD5, 0, wanted.md5.hex(), "1")]


# Hashes that share their first bytes, so that the eight-byte words they are compared by collide.
CLASHING = st.builds(
    lambda *words: struct.pack(">4Q", *words), *(st.sampled_from([0, 1, 2**63, 2**64 - 1]) for _ in range(4))
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CLASHING, min_size=1, max_size=40), st.lists(CLASHING, min_size=1, max_size=40), st.integers(0, 2))
def test_a_set_finds_what_is_in_it_and_nothing_else(
    tmp_path: Path, known: list[bytes], wanted: list[bytes], which: int
) -> None:
    signal, length = [(Signal.MD5, 16), (Signal.SHA1, 20), (Signal.SHA256, 32)][which]
    known, wanted = [value[:length] for value in known], [value[:length] for value in wanted]
    loaded = through_file(tmp_path, [Entry(**{signal.value: value}) for value in known])  # type: ignore[arg-type]
    digests, once = loaded.exact[signal], sorted(set(known))
    assert [digests.record(row)["value"].tobytes() for row in range(len(digests))] == once
    expected = [once.index(value) if value in once else -1 for value in wanted]
    assert [digests.find(value) for value in wanted] == expected
    asked = np.frombuffer(b"".join(wanted), np.uint8).reshape(len(wanted), length)
    assert digests.find_all(asked).tolist() == expected


def test_many_at_once_agree_with_a_plain_dictionary(tmp_path: Path) -> None:
    contents = [digests(struct.pack("<I", number)) for number in range(3000)]
    entries = [Entry(md5=content.md5, sha256=content.sha256) for content in contents[::2]]
    entries += [Entry(sha1=content.sha1) for content in contents[::3]]
    index = Index({1: through_file(tmp_path, entries)})
    found = index.exact_all(contents)
    for number, matches in enumerate(found):
        expected = {Signal.MD5, Signal.SHA256} if number % 2 == 0 else set()
        expected |= {Signal.SHA1} if number % 3 == 0 else set()
        assert {match.signal for match in matches} == expected
    assert [index.exact(content) for content in contents] == found


def test_sizes_of_all_sets(tmp_path: Path) -> None:
    one = through_file(tmp_path, [Entry(md5=bytes(16), size=7), Entry(md5=bytes(16), size=0), Entry(sha1=bytes(20))])
    two = through_file(tmp_path, [Entry(md5=b"1" * 16, size=7), Entry(md5=b"2" * 16, size=2**40)])
    assert Index({1: one, 2: two}).sizes().tolist() == [0, 7, 2**40]
    assert Index({}).sizes().tolist() == []
