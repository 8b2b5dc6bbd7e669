"""The blocks asked for last, so that they are not made again."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

Block = TypeVar("Block")


class Kept(Generic[Block]):
    """Holds the last `most` blocks by their numbers, two at least."""

    def __init__(self, most: int) -> None:
        self._most = max(most, 2)
        self._blocks: OrderedDict[int, Block] = OrderedDict()

    def get(self, number: int) -> Block | None:
        """A block that is still held."""
        if number in self._blocks:
            self._blocks.move_to_end(number)
        return self._blocks.get(number)

    def keep(self, number: int, block: Block) -> Block:
        """Holds a block, lets the oldest go, and gives it back."""
        self._blocks[number] = block
        if len(self._blocks) > self._most:
            self._blocks.popitem(last=False)
        return block
