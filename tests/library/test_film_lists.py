"""Lists of films: vPDQ as text and as JSON, whole and broken, several films in one."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.fault import InputFault
from inspector.library.entry import Blank, Broken, Entry, Film, Record
from inspector.library.reading import read_list
from tests.library.lists import read_bytes

Read = Callable[..., list[Record]]
Told = tuple[bytes, int, int]


def mark(number: int) -> bytes:
    return bytes([number, 255 - number]) * 16


def lines(*frames: tuple[int, int, bytes, str]) -> bytes:
    return b"".join(f"{number},{quality},{pdq.hex()},{seconds}\n".encode() for number, quality, pdq, seconds in frames)


def films(records: list[Record]) -> list[Film]:
    return [record for record in records if isinstance(record, Film)]


def test_a_text_is_one_film(read: Read) -> None:
    """As vpdq-hash-video writes it: three decimals, or as many as it likes."""
    told = read(lines((0, 100, mark(1), "0.000"), (30, 7, mark(2), "1.001"), (60, 99, mark(3), "2.0319")))
    assert told == [
        Film(1, ((mark(1), 100, 0), (mark(2), 7, 1001), (mark(3), 99, 2032))), Blank(2), Blank(3),
    ]  # fmt: skip


def test_the_order_of_the_python_binding_is_read_too(read: Read) -> None:
    assert read(f"0,{mark(1).hex()},100,0\n1,{mark(2).hex().upper()},98,0.0319\n".encode()) == [
        Film(1, ((mark(1), 100, 0), (mark(2), 98, 32))),
        Blank(2),
    ]


def test_numbers_that_begin_again_begin_the_next_film(read: Read) -> None:
    first = lines((0, 90, mark(1), "0"), (1, 90, mark(2), "1"))
    second = lines((1, 90, mark(3), "0"), (2, 90, mark(4), "1"))
    assert [(film.line, len(film.frames)) for film in films(read(first + second))] == [(1, 2), (3, 2)]


@pytest.mark.parametrize("between", [b"\n", b"# the other one\n", b"  \r\n"])
def test_what_stands_between_parts_films(read: Read, between: bytes) -> None:
    told = read(lines((0, 90, mark(1), "0")) + between + lines((9, 90, mark(2), "1")))
    assert told == [Film(1, ((mark(1), 90, 0),)), Blank(2), Film(3, ((mark(2), 90, 1000),))]


def test_headings_and_comments_are_no_frames(read: Read) -> None:
    told = read(b"frame_number,quality,hash,timestamp\n" + lines((0, 90, mark(1), "0"), (1, 90, mark(2), "1")))
    assert told == [Blank(1), Film(2, ((mark(1), 90, 0), (mark(2), 90, 1000))), Blank(3)]


def test_a_wrong_line_is_told_and_the_film_goes_on(read: Read) -> None:
    good = lines((0, 90, mark(1), "0"), (9, 90, mark(2), "9"), (10, 90, mark(3), "10"))
    first, *rest = good.splitlines(keepends=True)
    wrong = (
        f"1,101,{mark(9).hex()},1\n2,90,{mark(9).hex()[:-2]},2\n3,90,{mark(9).hex()[:-1]}g,3\n"
        f"4,90,{mark(9).hex()},-4\n5,90,{mark(9).hex()}\nnonsense\n"
    ).encode()
    told = read(first + wrong + b"".join(rest), "film.vpdq")
    assert films(told) == [Film(1, ((mark(1), 90, 0), (mark(2), 90, 9000), (mark(3), 90, 10_000)))]
    assert [(record.line, record.code) for record in told if isinstance(record, Broken)] == [
        (2, "quality"), (3, "length"), (4, "hex"), (5, "shape"), (6, "shape"), (7, "shape"),
    ]  # fmt: skip


def test_a_line_without_end_is_too_long(read: Read) -> None:
    told = read(lines((0, 90, mark(1), "0")) + b"1," * 100_000 + b"\n" + lines((2, 90, mark(2), "2")), "x.vpdq")
    assert [type(record) for record in told] == [Film, Broken, Blank]
    assert told[1] == Broken(2, "too-long")


def as_json(*frames: tuple[bytes, int, float]) -> str:
    return json.dumps([f"{pdq.hex()},{quality},{seconds:.3f}" for pdq, quality, seconds in frames])


ONE, OTHER = ((mark(1), 100, 0.0), (mark(2), 50, 1.033)), ((mark(3), 77, 0.5),)
ONE_TOLD, OTHER_TOLD = ((mark(1), 100, 0), (mark(2), 50, 1033)), ((mark(3), 77, 500),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (as_json(*ONE), [Film(1, ONE_TOLD)]),
        (f"vpdq {as_json(*ONE)}\nvpdq {as_json(*OTHER)}\n", [Film(1, ONE_TOLD), Film(2, OTHER_TOLD)]),
        (f"[{as_json(*ONE)},\n {as_json(*OTHER)}]", [Film(1, ONE_TOLD), Film(2, OTHER_TOLD)]),
        (json.dumps(json.loads(as_json(*ONE)), indent=1), [Film(1, ONE_TOLD)]),
    ],
)
def test_the_json_of_the_command_line(read: Read, text: str, expected: list[Record]) -> None:
    assert [record for record in read(text.encode()) if not isinstance(record, Blank)] == expected


def test_json_broken_off_keeps_what_is_whole(read: Read) -> None:
    whole = as_json(*ONE, *OTHER)
    told = read(whole[: whole.rindex(mark(3).hex()) + 20].encode())
    assert told == [Film(1, ONE_TOLD), Broken(1, "truncated", 1)]


def test_wrong_frames_in_json_are_told(read: Read) -> None:
    text = as_json(*ONE).replace("]", f', "{mark(4).hex()},101,1", "{mark(4).hex()[:6]},9,1", "?"]')
    assert read(text.encode()) == [
        Broken(1, "quality", 1), Broken(1, "length", 1), Broken(1, "shape", 1), Film(1, ONE_TOLD),
    ]  # fmt: skip


def test_one_list_of_films_is_longer_than_a_line_may_be(read: Read) -> None:
    frames = tuple((mark(number % 200), 90, float(number)) for number in range(4000))
    (film,) = films(read(as_json(*frames).encode()))
    assert len(film.frames) == 4000


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (lines((0, 90, mark(1), "0")), "vpdq"),
        (as_json(*ONE).encode(), "vpdq"),
        (b"\n# films\n" + lines((7, 9, mark(1), "0.25")), "vpdq"),
        (mark(1).hex().encode() + b",90\n", "csv"),
        (b"id,stars,sha256,size\n" + lines((1, 5, mark(1), "9"), (2, 4, mark(2), "8")), "csv"),
        (lines((1, 5, mark(1), "9000"), (2, 4, mark(2), "870"), (3, 3, mark(3), "1200")), None),
        (b'[{"MediaID": 1}]', "vics"),
        (f"1,{mark(1).hex()}\n".encode(), None),
    ],
)
def test_lists_of_films_are_told_from_others(text: bytes, form: str | None) -> None:
    try:
        found: str | None = read_list(io.BytesIO(text), "list.txt").format
    except InputFault:
        found = None
    assert found == form or (form is None and found != "vpdq")


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_read_and_each_line_is_told(untrusted: bytes, in_json: bool) -> None:
    head = as_json(*ONE).encode()[:-1] if in_json else lines((0, 90, mark(1), "0"))
    told = read_bytes(head + untrusted, "list.vpdq", "vpdq")
    assert films(told)
    if not in_json and b"\r" not in untrusted:
        assert sorted(record.line for record in told if not isinstance(record, Entry)) == list(range(1, len(told) + 1))


@given(
    st.lists(
        st.lists(
            st.tuples(st.binary(min_size=32, max_size=32), st.integers(0, 100), st.integers(0, 10**7)), min_size=1
        ),
        min_size=1,
    )
)
def test_films_come_back_as_they_were_written(written: list[list[Told]]) -> None:
    text = "\n".join(
        "".join(f"{n},{q},{pdq.hex()},{at / 1000:.3f}\n" for n, (pdq, q, at) in enumerate(film)) for film in written
    )
    assert [film.frames for film in films(read_bytes(text.encode(), form="vpdq"))] == [tuple(film) for film in written]
