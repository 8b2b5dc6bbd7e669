"""Frames: what goes in comes out, and no bytes whatever bring more than a FrameFault."""

from __future__ import annotations

import math
import struct
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inspector.work.frame import HEAD_BYTES, FrameFault, FrameLimits, decode, encode, read_head

LIMITS = FrameLimits()
NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text() | st.text(min_size=1, max_size=4).map(lambda text: text * 600)
PLAIN = st.none() | st.booleans() | NUMBERS | TEXTS | st.binary(max_size=2000)
KEYS = st.text(max_size=8).filter(lambda key: key != "$")
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=5))


def there_and_back(message: list[Any], limits: FrameLimits = LIMITS) -> list[Any]:
    return parsed(encode(message, limits), limits)


def parsed(frame: bytes, limits: FrameLimits = LIMITS) -> list[Any]:
    head = read_head(frame[:HEAD_BYTES], limits)
    body = frame[HEAD_BYTES:]
    assert len(body) == head.body_bytes
    return decode(head, memoryview(body), limits)


@given(st.lists(VALUES, max_size=4))
@settings(max_examples=60)
def test_values_come_back_as_they_went(message: list[Any]) -> None:
    assert there_and_back(message) == message


@given(st.lists(VALUES, min_size=1, max_size=3), st.data())
@settings(max_examples=80)
def test_a_damaged_frame_is_a_fault_or_another_message(message: list[Any], data: st.DataObject) -> None:
    frame = bytearray(encode(message, LIMITS))
    place = data.draw(st.integers(HEAD_BYTES, len(frame) - 1))
    frame[place] ^= data.draw(st.integers(1, 255))

    with suppress(FrameFault):
        assert isinstance(parsed(bytes(frame)), list)


@given(st.binary(max_size=200), st.integers(0, 5))
@settings(max_examples=80)
@example(b"[" * 200, 0)
@example(b'[{"$":"text"}]\x01\x00\x00\x00\xff', 1)
def test_noise_is_a_fault(noise: bytes, blobs: int) -> None:
    json_bytes = max(0, len(noise) - 5 * blobs)
    body = noise.ljust(json_bytes + 4 * blobs, b"\0")
    head = struct.pack("<IIQ", json_bytes, blobs, len(body) - json_bytes - 4 * blobs)
    with suppress(FrameFault):
        assert isinstance(parsed(head + body), list)


@pytest.mark.parametrize(
    "foreign",
    [object(), {1, 2}, {1: "number as key"}, {"$": "text"}, {"a": math.nan}, math.inf, 2**63, -(2**63) - 1, "\ud800",
     "\ud800" * 2000, {"\udfff": 1}, 1j],
)  # fmt: skip
def test_foreign_values_do_not_leave(foreign: object) -> None:
    with pytest.raises(FrameFault):
        encode([foreign], LIMITS)


def test_depth_is_bounded_on_the_way_out_and_in() -> None:
    limits = FrameLimits(depth=3)
    assert there_and_back([[[1]]], limits) == [[[1]]]
    deep = [[[[1]]]]
    with pytest.raises(FrameFault):
        encode(deep, limits)
    with pytest.raises(FrameFault):
        parsed(encode(deep, LIMITS), limits)


@pytest.mark.parametrize(
    ("message", "limits"),
    [
        ([b"12345"], FrameLimits(blob_bytes=4)),
        ([b"", b"", b""], FrameLimits(blobs=2)),
        (["12345"], FrameLimits(json_bytes=8)),
    ],
)
def test_sizes_are_bounded_on_the_way_out_and_in(message: list[Any], limits: FrameLimits) -> None:
    with pytest.raises(FrameFault):
        encode(message, limits)
    with pytest.raises(FrameFault):
        parsed(encode(message, LIMITS), limits)


def test_long_text_is_no_json() -> None:
    text = "đ" * 1_000_000

    assert read_head(encode([text], LIMITS)[:HEAD_BYTES], LIMITS).json_bytes < 100
    assert there_and_back([text]) == [text]
