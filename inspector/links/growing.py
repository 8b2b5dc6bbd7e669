"""A flat array that grows at its end."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", bound=np.generic)
_LEAST = 1 << 10
_SPARE = 8  # one place in so many more is kept free: in place there is room for more at next to no cost


class Growing(Generic[Number]):
    """Rows of `width` numbers, or single numbers; making room costs a constant time a row over all of them."""

    def __init__(self, kind: type[Number], width: int = 0, given: Sequence[int] = ()) -> None:
        self._shape = (width,) if width else ()
        self._room: NDArray[Number] = np.zeros((_LEAST, *self._shape), kind)
        self._count = 0
        if given:
            self.extend(np.array(given))

    def __len__(self) -> int:
        return self._count

    @property
    def all(self) -> NDArray[Number]:
        """What is there; to be read or written in place until the next `extend`."""
        return self._room[: self._count]

    @property
    def bytes(self) -> int:
        """The memory it takes."""
        return self._room.nbytes

    def extend(self, more: NDArray[Any]) -> None:
        """Puts rows behind the last."""
        count = self._count + len(more)
        if count > len(self._room):
            self._make_room((count + count // _SPARE, *self._shape))
        self._room[self._count : count] = more
        self._count = count

    def _make_room(self, shape: tuple[int, ...]) -> None:
        with suppress(ValueError):  # somebody still looks at it
            self._room.resize(shape)
            return
        room = np.zeros(shape, self._room.dtype)
        room[: self._count] = self.all
        self._room = room
