"""What waits to be read, handed out in its order: each for itself, small files or members of a container together."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from inspector.store import contents
from inspector.store.connection import Connection
from inspector.store.contents import Waiting
from inspector.triage.way import lone

SMALL = 64 << 10
"""Bytes of an item that is read together with others."""
TOGETHER = 64
"""So many at most."""
_AHEAD = 256


class Supply:
    """One round's items by their numbers; `reader` gives the connection of the thread that asks.

    So many small files of the source may be read `abreast`.
    """

    def __init__(self, reader: Callable[[], Connection], numbers: Iterator[int], abreast: int) -> None:
        self._reader = reader
        self._abreast = abreast
        self._numbers = numbers
        self._ahead: deque[Waiting] = deque()
        self._alone: deque[int] = deque()

    def next_to(self, numbers: Iterator[int]) -> None:
        """Goes on with another round's items, behind those that are to be read next."""
        self._numbers = numbers

    def alone(self, numbers: Iterable[int]) -> None:
        """Takes what is to be read next, each for itself."""
        self._alone.extend(numbers)

    @property
    def plenty(self) -> bool:
        """Whether there is enough to be read next."""
        return len(self._alone) >= _AHEAD

    def next(self) -> list[Waiting]:
        """The next items, which are read together; none at the end."""
        if self._alone:
            return [contents.item_to_read(self._reader(), self._alone.popleft())]
        if not self._ahead:
            self._ahead.extend(contents.items_to_read(self._reader(), list(islice(self._numbers, _AHEAD))))
        if not self._ahead:
            return []
        taken = [self._ahead.popleft()]
        most = TOGETHER if taken[0].locator is not None else self._abreast
        while self._ahead and len(taken) < most and _with(taken[0], self._ahead[0]):
            taken.append(self._ahead.popleft())
        return taken if len(taken) > 1 else [contents.item_to_read(self._reader(), taken[0].id)]


def _with(one: Waiting, other: Waiting) -> bool:
    """Whether two items are small, and members of the same container or both none; neither a container on record."""
    plain = one.locator is None and other.locator is None
    return (plain or one.container == other.container is not None) and _small(one) and _small(other)


def _small(item: Waiting) -> bool:
    """Whether an item is small, no container on record, goes by one name, and needs no other file."""
    return item.size <= SMALL and item.stands is None and item.links < 2 and lone(item.path)
