"""Work that is done step by step and yields how far it has come."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TypeVar

T = TypeVar("T")
Steps = Generator[int, None, T]
"""Yields what was done since it last did; whoever stops asking ends the work."""


def at_once(work: Generator[object, None, T]) -> T:
    """Does all of it, and tells nobody."""
    while True:
        try:
            next(work)
        except StopIteration as done:
            result: T = done.value
            return result


def shares(whole: int, steps: int) -> Iterator[int]:
    """`whole` in as many parts as there are steps, as equal as may be."""
    return (whole * (step + 1) // steps - whole * step // steps for step in range(steps))
