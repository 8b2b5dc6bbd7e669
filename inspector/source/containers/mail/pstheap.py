"""The upper half of an Outlook mailbox: what the bytes of a node mean, properties and tables (MS-PST 2.3)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.mail.mapi import Properties
from inspector.source.containers.mail.pstnodes import Node, Nodes

LARGEST = 64 << 20
"""Bytes of a property that is held in memory; what is attached is not."""
_TREE, _PROPERTIES, _TABLE = 0xB5, 0xBC, 0x7C
_DEEPEST = 8
_MOST_PIECES = 1 << 14  # of one tree: seven million rows
_INLINE = frozenset({0x02, 0x03, 0x0B})
_DIRECT = frozenset({0x02, 0x03, 0x0B, 0x14, 0x40})  # in a cell of a table


class Heap:
    """The bytes of a node as pieces by number, with the node's own nodes beside them."""

    def __init__(self, nodes: Nodes, node: Node) -> None:
        self._nodes = nodes
        self._node = node
        self._leaves = list(nodes.leaves(node.data))
        self._last: tuple[int, bytes] = (-1, b"")
        first = self._page(0)
        if len(first) < 12 or first[2] != 0xEC:
            raise Unreadable("damaged", "heap")
        self.kind = first[3]
        self.root: int = struct.unpack_from("<I", first, 4)[0]
        self._shift = 19 if nodes.layout.page == 4096 else 16

    @cached_property
    def below(self) -> dict[int, Node]:
        """The node's own nodes by their numbers."""
        return {node.number: node for node in self._nodes.below(self._node.below)}

    def piece(self, number: int) -> bytes:
        """The piece with this number (HID); nothing for 0."""
        if not number:
            return b""
        page = self._page(number >> self._shift)
        index = (number & ((1 << self._shift) - 1)) >> 5
        table = int.from_bytes(page[:2], "little")
        count = int.from_bytes(page[table : table + 2], "little")
        if not 1 <= index <= count:
            raise Unreadable("damaged", "heap piece")
        at = table + 4 + 2 * (index - 1)
        start, end = (int.from_bytes(page[place : place + 2], "little") for place in (at, at + 2))
        if not start <= end <= len(page):
            raise Unreadable("damaged", "heap piece")
        return page[start:end]

    def blocks(self, number: int) -> Iterator[bytes]:
        """What a number (HNID) tells of: a piece, or the bytes of one of the node's own nodes."""
        if number & 31 == 0:
            yield self.piece(number)
        elif (node := self.below.get(number)) is not None:
            yield from self._nodes.blocks(node.data)
        else:
            raise Unreadable("damaged", "no such node")

    def value(self, number: int) -> bytes:
        """The same in memory."""
        pieces, size = [], 0
        for block in self.blocks(number):
            size += len(block)
            if size > LARGEST:
                raise Unreadable("too_large", "property")
            pieces.append(block)
        return b"".join(pieces)

    def tree(self, number: int, key: int, value: int) -> Iterator[bytes]:
        """The entries of the tree whose head is this piece, each a key and a value of so many bytes."""
        head = self.piece(number)
        if not head:
            return
        if len(head) < 8 or head[0] != _TREE or head[1] != key or head[3] >= _DEEPEST:
            raise Unreadable("damaged", "heap tree")
        if head[2] < value:
            raise Unreadable("damaged", "heap tree")
        waiting, left = [(int.from_bytes(head[4:8], "little"), head[3])], _MOST_PIECES
        while waiting:
            place, level = waiting.pop()
            left -= 1
            if left < 0:
                raise Unreadable("damaged", "heap tree")
            data, size = self.piece(place), key + (4 if level else head[2])
            entries = [data[at : at + size] for at in range(0, len(data) - size + 1, size)]
            if level:
                waiting += [(int.from_bytes(entry[key:], "little"), level - 1) for entry in reversed(entries)]
            else:
                yield from entries

    def _page(self, index: int) -> bytes:
        if self._last[0] != index:
            if index >= len(self._leaves):
                raise Unreadable("damaged", "heap block")
            self._last = index, self._nodes.data(self._leaves[index])
        return self._last[1]


class Cell(NamedTuple):
    """A property as it stands in a heap: its type, and its bytes or where they are."""

    kind: int
    word: bytes
    inline: bool


class Record:
    """The properties of one node (a property context)."""

    def __init__(self, heap: Heap) -> None:
        if heap.kind != _PROPERTIES:
            raise Unreadable("damaged", "no properties")
        self.heap = heap
        self._cells: dict[int, Cell] = {}
        for entry in heap.tree(heap.root, 2, 6):
            number, kind = struct.unpack_from("<HH", entry)
            self._cells[number] = Cell(kind, entry[4:8], kind in _INLINE)

    def properties(self, flawed: Callable[[str], None], page: str = "") -> Properties:
        """As properties of a message, an attachment or a folder."""
        return Properties(self._find, list(self._cells), flawed, page)

    def blocks(self, number: int) -> Iterator[bytes]:
        """The bytes of a property block by block; none when there is no such property."""
        if (cell := self._cells.get(number)) is not None:
            yield from self.heap.blocks(int.from_bytes(cell.word, "little"))

    def object(self, number: int) -> Node | None:
        """The node that a property of the type object tells of."""
        cell = self._cells.get(number)
        if cell is None or cell.kind != 0x0D:
            return None
        return self.heap.below.get(int.from_bytes(self.heap.value(int.from_bytes(cell.word, "little"))[:4], "little"))

    def _find(self, number: int) -> tuple[int, bytes] | None:
        cell = self._cells.get(number)
        return None if cell is None else (cell.kind, _bytes(self.heap, cell))


class Table:
    """Rows of properties (a table context)."""

    def __init__(self, heap: Heap) -> None:
        head = heap.piece(heap.root)
        if heap.kind != _TABLE or len(head) < 22 or head[0] != _TABLE:
            raise Unreadable("damaged", "no table")
        self._heap = heap
        self._bits, self._width = struct.unpack_from("<HH", head, 6)
        self._index, self._rows = struct.unpack_from("<II", head, 10)
        columns = struct.iter_unpack("<HHHBB", head[22 : 22 + 8 * min(head[1], (len(head) - 22) // 8)])
        self._columns = {number: (kind, at, size, bit) for kind, number, at, size, bit in columns}

    def numbers(self) -> Iterator[int]:
        """The numbers of all rows; in a folder's tables they are those of nodes."""
        for entry in self._heap.tree(self._index, 4, 2):
            yield int.from_bytes(entry[:4], "little")

    def rows(self, flawed: Callable[[str], None]) -> Iterator[Properties]:
        """Every row as properties; a row never lies across two blocks."""
        if not self._rows or not self._width:
            return
        for block in self._heap.blocks(self._rows):
            for at in range(0, len(block) - self._width + 1, self._width):
                yield self._row(block[at : at + self._width], flawed)

    def _row(self, row: bytes, flawed: Callable[[str], None]) -> Properties:
        def find(number: int) -> tuple[int, bytes] | None:
            kind, at, size, bit = self._columns.get(number, (0, 0, 0, 0))
            there = row[self._bits + bit // 8 : self._bits + bit // 8 + 1]
            if not size or not there or not there[0] & 0x80 >> bit % 8:
                return None
            return kind, _bytes(self._heap, Cell(kind, row[at : at + size], kind in _DIRECT))

        return Properties(find, list(self._columns), flawed)


def _bytes(heap: Heap, cell: Cell) -> bytes:
    return cell.word if cell.inline else heap.value(int.from_bytes(cell.word, "little"))
