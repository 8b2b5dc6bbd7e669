"""A pool for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from inspector.work import Limits, Pool

TASKS = (
    "tests.work.plain_tasks:echo", "tests.work.plain_tasks:read_in_parts", "tests.work.plain_tasks:who",
    "tests.work.plain_tasks:fails", "tests.work.harmful_tasks:harm", "tests.work.harmful_tasks:say",
    "tests.work.harmful_tasks:tell_then",
)  # fmt: skip


@pytest.fixture
def pool() -> Iterator[Pool]:
    """One patient worker with little memory."""
    with Pool(TASKS, size=1, limits=Limits(memory_bytes=256 * 1024**2)) as made:
        yield made


@pytest.fixture
def impatient_pool() -> Iterator[Pool]:
    """One worker that may be silent for half a second only."""
    with Pool(TASKS, size=1, limits=Limits(stall_s=0.5)) as made:
        yield made
