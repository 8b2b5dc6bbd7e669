"""What the tests of the library share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from inspector.library.entry import Record
from tests.library.lists import read_bytes


@pytest.fixture
def read() -> Callable[..., list[Record]]:
    """Everything a list says, given as bytes and, if need be, its name and format."""
    return read_bytes
