"""Lines and where they begin, wherever the blocks of the file end."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.source.containers.chat import text_lines


@given(st.lists(st.binary(max_size=12).map(lambda line: line.replace(b"\n", b"")), max_size=8), st.integers(1, 9))
def test_lines_lie_where_they_are_told_to_lie(lines: list[bytes], block: int) -> None:
    data = b"\n".join(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_lines, "_BLOCK", block)
        found = list(text_lines.lines(io.BytesIO(data)))
    assert [line for _, line in found if line] == [
        line.removesuffix(b"\r") for line in lines if line.removesuffix(b"\r")
    ]
    assert all(data[offset:].startswith(line) for offset, line in found)
    assert all(offset == 0 or data[offset - 1 : offset] == b"\n" for offset, _ in found)


@given(st.integers(1, 9))
def test_of_a_long_line_only_the_beginning_is_told(block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_lines, "_BLOCK", block)
        found = list(text_lines.lines(io.BytesIO(b"a\n" + b"x" * 50 + b"\nb"), longest=10))
    assert found == [(0, b"a"), (2, b"x" * 10), (53, b"b")]
