"""Which tiles are chosen: a set of positions held as ranges, so that ten tiles and a million cost the same."""

from __future__ import annotations

from collections.abc import Iterator


class Chosen:
    """Positions in the order of review."""

    def __init__(self) -> None:
        self._ranges: list[range] = []
        self._anchor = 0

    def __contains__(self, position: int) -> bool:
        return any(position in part for part in self._ranges)

    def __len__(self) -> int:
        return sum(len(part) for part in self._ranges)

    def __iter__(self) -> Iterator[int]:
        return (position for part in self._ranges for position in part)

    @property
    def parts(self) -> tuple[range, ...]:
        """The ranges, none of them empty."""
        return tuple(self._ranges)

    def only(self, position: int) -> None:
        """Chooses one tile and starts from it."""
        self._anchor = position
        self._ranges = [range(position, position + 1)]

    def up_to(self, position: int) -> None:
        """Chooses everything between the tile one started from and `position`."""
        first, last = sorted((self._anchor, position))
        self._ranges = [range(first, last + 1)]

    def flip(self, position: int) -> None:
        """Adds the tile, or takes it out."""
        self._anchor = position
        for number, part in enumerate(self._ranges):
            if position in part:
                pieces = (range(part.start, position), range(position + 1, part.stop))
                self._ranges[number : number + 1] = [piece for piece in pieces if piece]
                return
        self._ranges.append(range(position, position + 1))

    def clear(self) -> None:
        """Chooses nothing."""
        self._ranges = []
