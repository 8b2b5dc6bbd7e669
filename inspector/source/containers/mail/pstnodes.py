"""The lower half of an Outlook mailbox: nodes by number, and the blocks in which their bytes lie (MS-PST 2.2).

In three layouts: that of Outlook 97, that of 2003, and that of 2013 with large pages and packed blocks. Every offset,
count and level in the file is a claim: trees are never followed deeper than their level says.
"""

from __future__ import annotations

import struct
import zlib
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.mail import pstcipher

MAGIC = b"!BDN"
_DEEPEST = 8
_PAGES_KEPT = 256
_NODE_TREE, _BLOCK_TREE = 0x81, 0x80
_LARGEST_UNPACKED = 1 << 17


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand in one of the three forms of the file; `word` is the struct letter of an offset."""

    name: str
    word: str
    page: int
    counts: int  # in a page: number of entries; behind it their size and the level
    count: int  # bytes of that number
    kind: int  # in a page: what it is
    roots: tuple[int, int]  # in the header: where the trees of nodes and of blocks begin
    cipher: int  # in the header
    trailer: int  # bytes behind a block
    unit: int  # a block with its trailer fills so many bytes, or a multiple

    @property
    def size(self) -> int:
        """Bytes of an offset."""
        return struct.calcsize(self.word)


_ANSI = Layout("ansi", "I", 512, 496, 1, 500, (188, 196), 461, 12, 64)
_UNICODE = Layout("unicode", "Q", 512, 488, 1, 496, (224, 240), 513, 16, 64)
_LARGE = Layout("unicode, large pages", "Q", 4096, 4056, 2, 4072, (224, 240), 513, 24, 512)
_LAYOUTS = {14: _ANSI, 15: _ANSI, 21: _UNICODE, 23: _UNICODE, 36: _LARGE}


@dataclass(frozen=True, slots=True)
class Node:
    """A node: the numbers of the blocks that hold its bytes and its own nodes (0: none), and of the node above it."""

    number: int
    data: int
    below: int
    parent: int = 0

    @property
    def kind(self) -> int:
        """What it is: 2 a folder, 4 a message, 8 a hidden message, 14 the contents of a folder."""
        return self.number & 31


class Nodes:
    """An opened mailbox; raises Unreadable "damaged", "truncated" or "no_decoder" here and when anything is read.

    `flawed` tells that a block's checksum was wrong, though its bytes were given, `lost` that a page of nodes could not
    be read.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = file.seek(0, 2)
        head = self._read(0, 564)
        if not head.startswith(MAGIC):
            raise Unreadable("damaged", "magic")
        version = int.from_bytes(head[10:12], "little")
        layout = _LAYOUTS.get(version)
        if layout is None:
            raise Unreadable("no_decoder", f"version {version}")
        self.layout = layout
        self.flawed = self.lost = False
        self.is_copy = head[8:10] == b"SO"
        self.cipher = head[layout.cipher]
        if self.cipher not in pstcipher.NAMES:
            raise Unreadable("no_decoder", f"cipher {self.cipher}")
        self._nodes, self._blocks = (struct.unpack_from(f"<{layout.word}", head, at)[0] for at in layout.roots)
        self._pages: OrderedDict[int, tuple[int, list[tuple[int, ...]]]] = OrderedDict()

    def node(self, number: int) -> Node | None:
        """The node with this number."""
        found = self._found(self._nodes, _NODE_TREE, number)
        return Node(found[0] & 0xFFFFFFFF, *found[1:]) if found else None

    def nodes(self) -> Iterator[Node]:
        """Every node in the order of their numbers."""
        waiting, left = [(self._nodes, _DEEPEST)], self._size // self.layout.page
        while waiting:
            place, most = waiting.pop()
            left -= 1
            try:
                level, entries = self._page(place, _NODE_TREE)
            except Unreadable:
                level, entries = most, []
            if level >= most or left < 0:
                self.lost = True
                continue
            if level:
                waiting += [(entry[2], level) for entry in reversed(entries)]
            else:
                yield from (Node(entry[0] & 0xFFFFFFFF, *entry[1:]) for entry in entries)

    def blocks(self, number: int) -> Iterator[bytes]:
        """The bytes behind a block number, block by block; a block may tell of blocks that tell of blocks."""
        yield from (self._data(leaf) for leaf in self.leaves(number))

    def leaves(self, number: int, level: int = 3) -> Iterator[int]:
        """The numbers of the blocks that hold bytes, in their order."""
        if not number & 2:
            if number:
                yield number
            return
        raw = self._block(number)
        if len(raw) < 8 or raw[0] != 1 or not 0 < raw[1] < level:
            raise Unreadable("damaged", "block of blocks")
        size = self.layout.size
        count = min(int.from_bytes(raw[2:4], "little"), (len(raw) - 8) // size)
        for (below,) in struct.iter_unpack(f"<{self.layout.word}", raw[8 : 8 + count * size]):
            if raw[1] == 1 and below & 2:
                raise Unreadable("damaged", "block of blocks")
            yield from self.leaves(below, raw[1])

    def data(self, leaf: int) -> bytes:
        """The bytes of one block that `leaves` told."""
        return self._data(leaf)

    def below(self, number: int, level: int = 2) -> Iterator[Node]:
        """The nodes that stand in a block of nodes."""
        if not number:
            return
        raw = self._block(number)
        if len(raw) < 4 or raw[0] != 2 or raw[1] >= level:
            raise Unreadable("damaged", "block of nodes")
        word, size = self.layout.word, self.layout.size
        columns = 2 if raw[1] else 3
        count = min(int.from_bytes(raw[2:4], "little"), (len(raw) - size) // (columns * size))
        for entry in struct.iter_unpack(f"<{columns}{word}", raw[size : size + count * columns * size]):
            if raw[1]:
                yield from self.below(entry[1], raw[1])
            else:
                yield Node(entry[0] & 0xFFFFFFFF, entry[1], entry[2])

    def _data(self, number: int) -> bytes:
        return pstcipher.revealed(self._block(number), self.cipher, number)

    def _block(self, number: int) -> bytes:
        """The bytes of one block as they are stored, its trailer checked."""
        found = self._found(self._blocks, _BLOCK_TREE, number & ~1)
        if found is None:
            raise Unreadable("damaged", "no such block")
        _, place, size = found
        whole = -(-(size + self.layout.trailer) // self.layout.unit) * self.layout.unit
        raw = self._read(place, whole)
        data, trailer = raw[:size], raw[whole - self.layout.trailer :]
        checksum = struct.unpack_from("<I", trailer, 8 if self.layout is _ANSI else 4)[0]
        if ~zlib.crc32(data, 0xFFFFFFFF) & 0xFFFFFFFF != checksum:
            self.flawed = True
        if self.layout is _LARGE and int.from_bytes(trailer[18:20], "little") not in (0, size):
            return _unpacked(data)
        return data

    def _found(self, place: int, kind: int, key: int) -> tuple[int, ...] | None:
        most = _DEEPEST
        while True:
            level, entries = self._page(place, kind)
            if level >= most:
                raise Unreadable("damaged", "tree")
            mask = ~1 if kind == _BLOCK_TREE else 0xFFFFFFFF
            keys = [entry[0] & mask for entry in entries]
            index = bisect_right(keys, key) - 1
            if index < 0:
                return None
            if not level:
                return entries[index] if keys[index] == key else None
            place, most = entries[index][2], level

    def _page(self, place: int, kind: int) -> tuple[int, list[tuple[int, ...]]]:
        """Level and entries of a page of one of the two trees."""
        if place in self._pages:
            self._pages.move_to_end(place)
            return self._pages[place]
        raw = self._read(place, self.layout.page)
        counts, count_size = self.layout.counts, self.layout.count
        count = int.from_bytes(raw[counts : counts + count_size], "little")
        size, level = raw[counts + 2 * count_size], raw[counts + 2 * count_size + 1]
        word = self.layout.word
        leaf = f"<{3 * word}I" if kind == _NODE_TREE else f"<{2 * word}H"
        form = struct.Struct(f"<{3 * word}" if level else leaf)
        if raw[self.layout.kind] != kind or size < form.size or count * size > counts:
            raise Unreadable("damaged", "page")
        entries = [form.unpack_from(raw, at * size) for at in range(count)]
        self._pages[place] = level, entries
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        return level, entries

    def _read(self, place: int, size: int) -> bytes:
        if place + size > self._size:
            raise Unreadable("truncated", "beyond the end")
        self._file.seek(place)
        data = self._file.read(size)
        if len(data) < size:
            raise Unreadable("truncated", "beyond the end")
        return data


def _unpacked(data: bytes) -> bytes:
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(bits).decompress(data, _LARGEST_UNPACKED)
        except zlib.error:
            continue
    raise Unreadable("damaged", "packed block")
