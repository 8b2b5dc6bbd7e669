"""The trusted side believes nothing: every type, length and number of what a worker tells is checked."""

from __future__ import annotations

import copy
import math
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from inspector.analyse.notes import EMPTY
from inspector.analyse.told import Identity, Told
from inspector.domain.content import Kind

IDENTITY: dict[str, Any] = {
    "size": 3, "md5": bytes(16), "sha1": bytes(20), "sha256": bytes(32), "mime": "image/jpeg", "kind": "image",
}  # fmt: skip
FINDING: dict[str, Any] = {"analyser": "exif", "version": "1 (x)", "parameters": {}, "data": {"a": [1, {"b": "c"}]}}
WHOLE: dict[str, Any] = {
    **EMPTY,
    "findings": [FINDING],
    "failures": [{"code": "truncated", "analyser": "picture", "detail": ""}],
    "width": 4000, "height": 3000, "duration_ms": 1, "pdq": bytes(32), "pdq_quality": 100,
    "phash": bytes(8), "dhash": bytes(8), "text": "chữ", "variations": bytes((1, 70)) + bytes(32),
    "thumbnail": {"width": 2, "height": 3, "rgb": bytes(18)},
    "sheet": {"width": 960, "height": 720, "rgb": bytes(960 * 720 * 3)},
    "frames": [{"at_ms": 5, "pdq": bytes(32), "quality": 1}, {"at_ms": 2, "pdq": bytes(32), "quality": 2}],
}  # fmt: skip


def test_what_is_right_is_taken() -> None:
    identity = Identity.from_values(IDENTITY)
    assert (identity.mime, identity.kind, identity.digests.size) == ("image/jpeg", Kind.IMAGE, 3)
    told = Told.from_values(WHOLE).analysis
    assert (told.width, told.height, told.duration_ms, told.text) == (4000, 3000, 1, "chữ")
    assert [frame.at_ms for frame in told.frames] == [2, 5]
    assert told.fingerprint is not None
    assert [(each.variant, each.fingerprint.quality) for each in told.variations] == [("turned", 70)]
    assert told.thumbnail is not None
    assert Image.open(BytesIO(told.thumbnail)).size == (2, 3)
    assert told.findings[0].data == {"a": [1, {"b": "c"}]}


def test_one_frame_a_moment() -> None:
    frame = WHOLE["frames"][0]
    assert len(Told.from_values({**WHOLE, "frames": [frame, dict(frame)]}).analysis.frames) == 1
    both = Told.from_values({**WHOLE, "frames": [frame | {"trimmed": True}, frame]}).analysis.frames
    assert [(each.at_ms, each.trimmed) for each in both] == [(5, False), (5, True)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("size", -1), ("size", True), ("size", 3.0), ("size", 1 << 63), ("size", None), ("md5", bytes(15)),
        ("md5", "0" * 16), ("sha1", bytes(32)), ("sha256", None), ("sha256", bytearray(32)), ("mime", "image"),
        ("mime", "image/jpeg\n"), ("mime", "image/\u202egpj"), ("mime", "a/" + "b" * 200), ("mime", 7),
        ("kind", "images"), ("kind", None), ("kind", "x" * 1000),
    ],
)  # fmt: skip
def test_a_wrong_identity_is_refused(name: str, value: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Identity.from_values({**IDENTITY, name: value})


@pytest.mark.parametrize("untrusted", [None, [], "x", 3, b"", {}, {"md5": 1}])
def test_no_mapping_is_refused(untrusted: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Identity.from_values(untrusted)
    with pytest.raises(ValueError, match=r".*"):
        Told.from_values(untrusted)


def deep(levels: int) -> object:
    return {"a": deep(levels - 1)} if levels else 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("findings", None), ("findings", [FINDING] * 33), ("findings", [{**FINDING, "analyser": "Ex if"}]),
        ("findings", [{**FINDING, "analyser": ""}]),
        ("findings", [{**FINDING, "analyser": "stranger"}]), ("failures", [{"code": "strange", "analyser": "digest"}]),
        ("failures", [{"code": "damaged", "analyser": "stranger"}]), ("failures", [{"code": [], "analyser": "digest"}]),
        ("findings", [{**FINDING, "version": "v" * 201}]),
        ("findings", [{**FINDING, "data": None}]), ("findings", [{**FINDING, "data": deep(6)}]),
        ("findings", [{**FINDING, "data": {"a": "x" * 1025}}]), ("findings", [{**FINDING, "data": {"a": math.nan}}]),
        ("findings", [{**FINDING, "data": {"a": math.inf}}]), ("findings", [{**FINDING, "data": {"a": 1 << 54}}]),
        ("findings", [{**FINDING, "data": {"a": b"bytes"}}]), ("findings", [{**FINDING, "data": {1: "x"}}]),
        ("findings", [{**FINDING, "data": {"k" * 65: 1}}]), ("findings", [{**FINDING, "data": {"a": "\ud800"}}]),
        ("findings", [{**FINDING, "data": {"a": [1] * 257}}]), ("failures", [{"code": "x y", "analyser": "a"}]),
        ("failures", [{"code": "x", "analyser": "a", "detail": "d" * 201}]), ("failures", [None]),
        ("failures", [{"code": "x", "analyser": "a", "detail": "tên tệp"}]),
        ("failures", [{"code": "x", "analyser": "a", "detail": "a\nb"}]), ("width", -1), ("width", 1 << 25),
        ("height", "3"), ("duration_ms", 1 << 60), ("duration_ms", 1.5), ("pdq", bytes(31)), ("pdq_quality", 101),
        ("variations", bytes(33)), ("variations", bytes(34)), ("variations", [1]), ("variations", "x" * 34),
        ("variations", (bytes((1, 70)) + bytes(32)) * 65), ("pdq_quality", None),
        ("phash", bytes(9)), ("dhash", "12345678"), ("thumbnail", b"\xff\xd8\xff"),
        ("thumbnail", {"width": 321, "height": 1, "rgb": bytes(963)}),
        ("thumbnail", {"width": 2, "height": 3, "rgb": bytes(17)}),
        ("thumbnail", {"width": 0, "height": 3, "rgb": b""}), ("thumbnail", {"width": 2, "height": 3}),
        ("sheet", {"width": 961, "height": 1, "rgb": bytes(2883)}),
        ("sheet", {"width": -1, "height": -1, "rgb": bytes(3)}),
        ("frames", None), ("frames", [WHOLE["frames"][0]] * 921),
        ("frames", [{"at_ms": -1, "pdq": bytes(32), "quality": 1}]),
        ("frames", [{"at_ms": 1, "pdq": bytes(30), "quality": 1}]), ("frames", [{}]), ("text", b"x"),
        ("text", "x" * ((4 << 20) + 1)), ("text", "\udce9"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_refused(name: str, value: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Told.from_values({**WHOLE, name: value})


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.binary(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150)
@given(st.sampled_from(sorted(WHOLE)), JUNK)
def test_junk_is_taken_or_refused_but_never_breaks(name: str, junk: object) -> None:
    values = copy.copy(WHOLE) | {"sheet": None, name: junk}
    try:
        told = Told.from_values(values).analysis
    except ValueError:
        return
    assert told.width is None or isinstance(told.width, int)
