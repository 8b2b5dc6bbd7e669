"""Readings of tip files in this process, as the workers make them."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from inspector.analyse.tipfile import read_tip
from inspector.tips.lists import AddressLists, read_lists
from inspector.tips.reader import Gathering
from inspector.tips.reading import TipReading, told_failures
from inspector.work import Values

Read = Callable[..., TipReading]


class Line:
    """A worker's line whose other end is the trusted side's gathering."""

    def __init__(self, parts: int) -> None:
        self.gathering = Gathering()
        self.beats: list[int] = []
        self._parts = parts

    def beat(self, done: int) -> None:
        self.beats.append(done)

    def tell(self, part: Values) -> bool:
        self._parts -= 1
        return self.gathering.take(part) and self._parts > 0


def read_bytes(data: bytes, suffix: str = "", parts: int = 1_000_000) -> TipReading:
    line = Line(parts)
    told = read_tip(io.BytesIO(data), {"name_suffix": suffix}, line)
    line.gathering.failures += told_failures(told["failures"])
    return line.gathering.reading()


@pytest.fixture
def read() -> Read:
    return read_bytes


@pytest.fixture(scope="session")
def lists() -> AddressLists:
    return read_lists()
