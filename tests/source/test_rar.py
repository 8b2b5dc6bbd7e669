from __future__ import annotations

from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import Container
from inspector.source.containers.archive.rar_archive import Rar
from tests.source.container_contract import ContainerContract, Example, contents, opened
from tests.source.made_rar import Password5, rar4, rar5, rar5_volumes

NAMES = {b"a.txt": b"one", "thư mục/ảnh.txt".encode(): b"two" * 500, b"empty": b""}
PLAIN = {b"a.txt": b"one", b"b.bin": bytes(range(256)) * 20}
DATA = b"0123456789" * 100
KEY = Password5("mật khẩu")


class TestRar(ContainerContract):
    reader: ClassVar[type[Container]] = Rar

    def examples(self) -> list[Example]:
        first, second = rar5_volumes(b"a", DATA, 401)
        locked, goes_on = rar5_volumes(b"a", DATA, 401, KEY)
        return [
            Example("a.rar", rar4(PLAIN), dict(PLAIN)),
            Example("d.rar", rar4(NAMES, wide=True), dict(NAMES)),
            Example("e", rar5(NAMES), dict(NAMES)),
            Example("f.rar", rar5(NAMES, KEY), dict(NAMES), passwords=("sai", "mật khẩu")),
            Example("g.rar", rar5(NAMES, KEY, hidden=True), dict(NAMES), passwords=("sai", "mật khẩu")),
            Example("h.part1.rar", first, {b"a": DATA}, (second,)),
            Example("i.part1.rar", locked, {b"a": DATA}, (goes_on,), ("mật khẩu",)),
        ]


def failures(data: bytes, *passwords: str) -> dict[bytes, str]:
    """What keeps each member from being read; under no name what keeps the archive."""
    found: dict[bytes, str] = {}
    container = opened(Rar, Example("a.rar", data, {}, passwords=passwords))
    try:
        for member in container.walk():
            found[member.path] = member.failure
            if not member.failure:
                container.open(member).read()
    except Unreadable as error:
        found[b""] = error.code
    told = [code for code, _ in container.about().failures]
    return found | ({b"": told[-1]} if told else {})


@pytest.mark.parametrize("passwords", [(), ("sai",)])
def test_what_needs_another_password_says_so(passwords: tuple[str, ...]) -> None:
    for data in (rar4({b"a": b"1" * 20}, "x"), rar5({b"a": b"1" * 20}, KEY)):
        assert failures(data, *passwords) == {b"a": "encrypted"}
    for data in (rar4({b"a": b"1"}, "x", hidden=True), rar5({b"a": b"1"}, KEY, hidden=True)):
        assert failures(data, *passwords) == {b"": "encrypted"}


@pytest.mark.parametrize("hidden", [False, True])
def test_rar_4_is_opened_with_the_password_that_fits(hidden: bool) -> None:
    data = rar4(PLAIN, "đúng", hidden=hidden)
    members = contents(opened(Rar, Example("a.rar", data, {}, passwords=("sai", "đúng"))))
    assert {member.path: content for member, content in members} == PLAIN


def test_each_file_may_have_a_password_of_its_own() -> None:
    mark, end = len(b"Rar!\x1a\x07\1\0") + 8, 8
    other = Password5("khác", b"another salt 16.")
    data = rar5({b"a": b"1" * 20}, KEY)[:-end] + rar5({b"b": b"2" * 20}, other)[mark:-end] + rar5({b"c": b"3"})[mark:]
    assert failures(data, "khác") == {b"a": "encrypted", b"b": "", b"c": ""}
    assert failures(data, "sai", "khác", "mật khẩu") == {b"a": "", b"b": "", b"c": ""}


def test_without_a_check_the_bytes_prove_the_password() -> None:
    data = rar4({b"a": b"1" * 20, b"b": b"2" * 2000}, "x")
    members = contents(opened(Rar, Example("a.rar", data, {}, passwords=("w", "x"))))
    assert [content for _, content in members] == [b"1" * 20, b"2" * 2000]


def test_a_wrong_checksum_is_found() -> None:
    for made in (rar4, rar5):
        data = bytearray(made({b"a": b"content"}))
        data[data.index(b"content")] ^= 1
        (member,) = (container := opened(Rar, Example("a.rar", bytes(data), {}))).walk()
        with pytest.raises(Unreadable, match="damaged"):
            container.open(member).read()


def test_volumes_that_are_not_there_are_told() -> None:
    first, second = rar5_volumes(b"a", DATA, 4)
    assert failures(first)[b""] == failures(second)[b""] == "segments_missing"
    container = opened(Rar, Example("a.part1.rar", first, {}))
    (member,) = container.walk()
    with pytest.raises(Unreadable, match=r"truncated|damaged"):
        container.open(member).read()


def test_what_libarchive_does_not_come_to_is_told_by_its_header() -> None:
    names = {"đầu.txt".encode(): b"1" * 20, "cuối cùng.txt".encode(): b"2" * 20}
    assert failures(rar4(names, solid=True, wide=True)) == {**dict.fromkeys(names, "no_decoder"), b"": "no_decoder"}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["4", "5"]), st.booleans(), st.integers(0, 300), st.binary(min_size=1, max_size=4))
def test_any_damage_ends(form: str, hidden: bool, place: int, patch: bytes) -> None:
    data = bytearray(rar4(PLAIN, "x", hidden=hidden) if form == "4" else rar5(PLAIN, KEY, hidden=hidden))
    data[place : place + len(patch)] = patch
    container = None
    try:
        container = opened(Rar, Example("a.rar", bytes(data), {}, passwords=("x", "mật khẩu")))
        for member in container.walk():
            if not member.failure:
                container.open(member).read()
    except (Unreadable, MemoryError):
        pass
    finally:
        if container is not None:
            container.about()
