"""Writes mailboxes as Outlook keeps them, in its three layouts and with its two ciphers (MS-PST)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from inspector.source.containers.mail import pstcipher
from tests.source.made_msg import BINARY, STRING, WHOLE, filetime

Values = Mapping[tuple[int, int], "str | bytes | int | datetime"]
Below = list[tuple[int, int, int]]  # a node's own nodes: number, data, below
OBJECT = 0x0D
STORE, NAMES, ROOT = 0x21, 0x61, 0x122
ATTACHMENTS, RECEIVERS = 0x671, 0x692
_PIECE = 3580


@dataclass(frozen=True)
class Form:
    """One layout of the file."""

    version: int
    word: str
    page: int
    room: int  # of the entries of a page
    block: int  # bytes a block holds
    unit: int

    @property
    def size(self) -> int:
        return struct.calcsize(self.word)


FORMS = {
    "ansi": Form(14, "I", 512, 496, 8180, 64),
    "unicode": Form(23, "Q", 512, 488, 8176, 64),
    "unicode, large pages": Form(36, "Q", 4096, 4056, 65512, 512),
}


def checksum(data: bytes) -> int:
    """The checksum of MS-PST 5.3, bit by bit and not as the reader counts it."""
    value = 0
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ (0xEDB88320 if value & 1 else 0)
    return value


def quick_checksum(data: bytes) -> int:
    """The same by a library, for large files."""
    return ~zlib.crc32(data, 0xFFFFFFFF) & 0xFFFFFFFF


class Mailbox:
    """One file in the making."""

    def __init__(self, form: str = "unicode", cipher: int = pstcipher.NONE, *, quick: bool = False) -> None:
        self.form = FORMS[form]
        self._cipher = cipher
        self._sum: Callable[[bytes], int] = quick_checksum if quick else checksum
        self._file = bytearray(0x4600)
        self._blocks: list[tuple[int, int, int]] = []
        self.nodes: dict[int, tuple[int, int, int]] = {}
        self._next_block = 4
        self._next_node = {2: 0x401, 4: 0x10001, 5: 0x401, 31: 1}
        self._contents: dict[int, list[int]] = {}
        self._folders: dict[int, list[int]] = {}
        self.nodes[STORE] = (*self.record({(0x3001, STRING): "Hộp thư"}), 0)
        names: Values = {(1, WHOLE): 251, (2, BINARY): bytes(16), (3, BINARY): bytes(8), (4, BINARY): bytes(4)}
        self.nodes[NAMES] = (*self.record(names), 0)
        self._folder(ROOT, "", ROOT)

    def folder(self, name: str, parent: int = ROOT) -> int:
        """A folder below another."""
        number = self.number(2)
        self._folder(number, name, parent)
        self._folders[parent].append(number)
        return number

    def message(self, folder: int, node: tuple[int, int], *, listed: bool = True, kind: int = 4) -> int:
        """A message made by `letter` in a folder that lists it or not."""
        number = self.number(4) & ~31 | kind
        self.nodes[number] = (*node, folder)
        if listed and folder in self._contents:
            self._contents[folder].append(number)
        return number

    def letter(
        self, values: Values, receivers: Sequence[Values] = (), attachments: Sequence[tuple[int, int]] = ()
    ) -> tuple[int, int]:
        """Data and nodes of a message."""
        below: Below = []
        if receivers:
            below.append((RECEIVERS, *self.table(list(receivers))))
        numbers = [self.number(5) for _ in attachments]
        if numbers:
            below.append((ATTACHMENTS, *self.table([{} for _ in numbers], numbers)))
            below += [(number, *node) for number, node in zip(numbers, attachments, strict=True)]
        return self.record(values, below)

    def attachment(self, values: Values, inside: tuple[int, int] | None = None) -> tuple[int, int]:
        """Data and nodes of an attachment; `inside` those of a message or of other bytes in it."""
        if inside is None:
            return self.record(values)
        number = self.number(4)
        told = struct.pack("<II", number, 1000)
        return self.record({**values, (0x3701, OBJECT): told}, [(number, *inside)])

    def number(self, kind: int) -> int:
        """A number no node has yet."""
        self._next_node[kind] += 1
        return self._next_node[kind] << 5 | kind

    def record(self, values: Values, below: Below | None = None) -> tuple[int, int]:
        """Data and nodes of a property context."""
        own = list(below or [])
        heap = Heap(self.form)
        entries = []
        for (number, kind), value in sorted(values.items()):
            entries.append(struct.pack("<HH", number, kind) + self._word(kind, value, heap, own))
        root = heap.add(b"".join(entries)) if entries else 0
        head = heap.add(struct.pack("<BBBBI", 0xB5, 2, 6, 0, root))
        return self._told(heap.written(0xBC, head)), self.below(own)

    def table(self, rows: Sequence[Values], numbers: Sequence[int] = (), levels: int = 0) -> tuple[int, int]:
        """Data and nodes of a table context; `numbers` are those of the rows."""
        heap, own = Heap(self.form), Below()
        numbers = numbers or list(range(len(rows)))
        columns = sorted({column for row in rows for column in row}, key=lambda column: column[0])
        wide = 8 + 4 * len(columns)
        shape = struct.pack("<HHHBB", WHOLE, 0x67F2, 0, 4, 0) + struct.pack("<HHHBB", WHOLE, 0x67F3, 4, 4, 1)
        for place, (number, kind) in enumerate(columns):
            shape += struct.pack("<HHHBB", kind, number, 8 + 4 * place, 4, 2 + place)
        packed = []
        for row, number in zip(rows, numbers, strict=True):
            bits = 0xC0 << 56
            cells = b""
            for place, column in enumerate(columns):
                if column in row:
                    bits |= 1 << 63 - (2 + place)
                    cells += self._word(column[1], row[column], heap, own)
                else:
                    cells += bytes(4)
            packed.append(struct.pack("<II", number, 1) + cells + struct.pack(">Q", bits))
        width = wide + 8
        matrix = b"".join(packed)
        if len(matrix) > _PIECE:
            fits = self.form.block // width
            rows_number = self.number(31)
            stretches = [b"".join(packed[at : at + fits]) for at in range(0, len(packed), fits)]
            full = [each.ljust(self.form.block, b"\0") for each in stretches[:-1]]
            own.append((rows_number, self._told([*full, stretches[-1]]), 0))
        else:
            rows_number = heap.add(matrix) if matrix else 0
        size = 2 if self.form.size == 4 else 4
        index = [struct.pack("<I", number) + place.to_bytes(size, "little") for place, number in enumerate(numbers)]
        index.sort(key=lambda entry: entry[:4][::-1])
        tree = self._tree(heap, index, 4, size)
        head = struct.pack("<BBHHHHIII", 0x7C, 2 + len(columns), wide, wide, wide, width, tree, rows_number, 0)
        return self._told(heap.written(0x7C, heap.add(head + shape))), self.below(own)

    def _tree(self, heap: Heap, entries: list[bytes], key: int, size: int) -> int:
        """A tree on the heap, with as many levels as it takes."""
        level, per = 0, _PIECE // (key + size)
        pieces = [entries[at : at + per] for at in range(0, len(entries), per)]
        numbers = [(piece[0][:key], heap.add(b"".join(piece))) for piece in pieces]
        if len(numbers) > 1:
            level = 1
            root = heap.add(b"".join(first + struct.pack("<I", number) for first, number in numbers))
        else:
            root = numbers[0][1] if numbers else 0
        return heap.add(struct.pack("<BBBBI", 0xB5, key, size, level, root))

    def _word(self, kind: int, value: str | bytes | int | datetime, heap: Heap, own: Below) -> bytes:
        if isinstance(value, int):
            return struct.pack("<i", value)
        if isinstance(value, datetime):
            data = filetime(value)
        else:
            data = value.encode("utf-16-le") if isinstance(value, str) else value
        if len(data) <= _PIECE:
            return struct.pack("<I", heap.add(data) if data else 0)
        number = self.number(31)
        own.append((number, self.data(data), 0))
        return struct.pack("<I", number)

    def data(self, data: bytes) -> int:
        """The number of the block that holds these bytes, or tells of those that do."""
        room = self.form.block
        return self._told([data[at : at + room] for at in range(0, len(data), room)])

    def _told(self, pieces: list[bytes]) -> int:
        room = self.form.block
        numbers = [self._block(piece, inside=False) for piece in pieces]
        level, total = 1, sum(map(len, pieces))
        while len(numbers) > 1:
            most = (room - 8) // self.form.size
            stretches = [numbers[at : at + most] for at in range(0, len(numbers), most)]
            word = self.form.word
            heads = [struct.pack(f"<BBHI{len(each)}{word}", 1, level, len(each), total, *each) for each in stretches]
            numbers = [self._block(head, inside=True) for head in heads]
            level += 1
        return numbers[0] if numbers else 0

    def below(self, nodes: Below) -> int:
        """The number of the block that tells of a node's own nodes."""
        if not nodes:
            return 0
        word, size = self.form.word, self.form.size
        most = (self.form.block - size) // (3 * size)
        ordered = sorted(nodes)
        leaves = []
        for at in range(0, len(ordered), most):
            some = ordered[at : at + most]
            head = struct.pack("<BBH", 2, 0, len(some)).ljust(size, b"\0")
            packed = b"".join(struct.pack(f"<3{word}", *node) for node in some)
            leaves.append((some[0][0], self._block(head + packed, inside=True)))
        if len(leaves) == 1:
            return leaves[0][1]
        head = struct.pack("<BBH", 2, 1, len(leaves)).ljust(size, b"\0")
        return self._block(head + b"".join(struct.pack(f"<2{word}", *leaf) for leaf in leaves), inside=True)

    def _block(self, data: bytes, *, inside: bool) -> int:
        number = self._next_block | (2 if inside else 0)
        self._next_block += 4
        whole = len(data)
        stored = data if inside else hidden(data, self._cipher, number)
        if self.form.page == 4096 and not inside and self._cipher == pstcipher.NONE:
            stored = min(stored, zlib.compress(stored), key=len)
        trailer = struct.pack("<HH", len(stored), self._signature(len(self._file), number))
        if self.form.size == 4:
            trailer += struct.pack("<II", number, self._sum(stored))
        else:
            trailer += struct.pack("<IQ", self._sum(stored), number)
        if self.form.page == 4096:
            trailer += struct.pack("<HHI", 2, whole & 0xFFFF, 0)
        space = -(-(len(stored) + len(trailer)) // self.form.unit) * self.form.unit
        self._blocks.append((number, len(self._file), len(stored)))
        self._file += stored.ljust(space - len(trailer), b"\0") + trailer
        return number

    @staticmethod
    def _signature(place: int, number: int) -> int:
        mixed = place ^ number & 0xFFFFFFFF
        return (mixed >> 16 ^ mixed) & 0xFFFF

    def _folder(self, number: int, name: str, parent: int) -> None:
        values: Values = {(0x3001, STRING): name, (0x3602, WHOLE): 0, (0x3603, WHOLE): 0, (0x360A, 0x0B): 0}
        self.nodes[number] = (*self.record(values), parent)
        self._contents[number], self._folders[number] = [], []

    def written(self) -> bytes:
        """The file."""
        for number, listed in self._contents.items():
            base = number & ~31
            folders = self._folders[number]
            self.nodes[base | 13] = (*self.table([{} for _ in folders], folders), 0)
            self.nodes[base | 14] = (*self.table([{} for _ in listed], listed), 0)
            self.nodes[base | 15] = (*self.table([], []), 0)
        word = self.form.word
        nodes = [
            (number, struct.pack(f"<3{word}I", number, *node) + (bytes(4) if word == "Q" else b""))
            for number, node in sorted(self.nodes.items())
        ]
        tree_of_nodes = self._pages(nodes, 0x81)
        blocks = [
            (number, struct.pack(f"<2{word}HH", number, place, size, 2) + (bytes(4) if word == "Q" else b""))
            for number, place, size in self._blocks
        ]
        tree_of_blocks = self._pages(blocks, 0x80)
        return self._header(tree_of_nodes, tree_of_blocks) + bytes(self._file[564 if word == "Q" else 512 :])

    def _pages(self, entries: list[tuple[int, bytes]], kind: int) -> tuple[int, int]:
        level = 0
        while True:
            size = len(entries[0][1])
            most = self.form.room // size
            pages = [entries[at : at + most] for at in range(0, len(entries), most)]
            told = [(page[0][0], *self._page([entry for _, entry in page], size, level, kind)) for page in pages]
            if len(told) == 1:
                return told[0][1:]
            entries = [(key, struct.pack(f"<3{self.form.word}", key, number, place)) for key, number, place in told]
            level += 1

    def _page(self, entries: list[bytes], size: int, level: int, kind: int) -> tuple[int, int]:
        self._file += bytes(-len(self._file) % self.form.page)
        place, number = len(self._file), self._next_block
        self._next_block += 4
        most = self.form.room // size
        raw = b"".join(entries).ljust(self.form.room, b"\0")
        if self.form.page == 4096:
            raw += struct.pack("<HHBB10x", len(entries), most, size, level)
        else:
            raw += struct.pack("<BBBB", len(entries), most, size, level) + (bytes(4) if self.form.size == 8 else b"")
        tail = struct.pack("<BBH", kind, kind, self._signature(place, number))
        if self.form.size == 4:
            tail += struct.pack("<II", number, self._sum(raw))
        else:
            tail += struct.pack("<IQ", self._sum(raw), number) + (bytes(8) if self.form.page == 4096 else b"")
        self._file += raw + tail
        return number, place

    def _header(self, nodes: tuple[int, int], blocks: tuple[int, int]) -> bytes:
        start = struct.pack("<2sHHBBII", b"SM", self.form.version, 19, 1, 1, 0, 0)
        if self.form.size == 4:
            body = start + struct.pack("<III128x", self._next_block, 0, 1)
            body += struct.pack("<5I", 0, len(self._file), 0x4400, 0, 0)
            body += struct.pack("<4IBBH", *nodes, *blocks, 2, 0, 0)
            body += b"\xff" * 256 + struct.pack("<BBH", 0x80, self._cipher, 0) + bytes(48)
            return b"!BDN" + struct.pack("<I", self._sum(body[:471])) + body
        body = start + struct.pack("<QQI128xQ", 0, self._next_block, 1, 0)
        body += struct.pack("<I4Q", 0, len(self._file), 0x4400, 0, 0)
        body += struct.pack("<4QBBHI", *nodes, *blocks, 2, 0, 0, 0)
        body += b"\xff" * 256 + struct.pack("<BBHQ", 0x80, self._cipher, 0, self._next_block)
        head = struct.pack("<I", self._sum(body[:471])) + body
        return b"!BDN" + head + struct.pack("<I", self._sum(body[:516])) + bytes(36)


def hidden(data: bytes, cipher: int, block: int) -> bytes:
    """The bytes as the file has them: one cipher is its own inverse, the other a table to be read backwards."""
    if cipher == pstcipher.PERMUTE:
        table = pstcipher.revealed(bytes(range(256)), cipher, block)
        return data.translate(bytes(table.index(byte) for byte in range(256)))
    return pstcipher.revealed(data, cipher, block)


class Heap:
    """Pieces by number on pages."""

    def __init__(self, form: Form) -> None:
        self._pages: list[list[bytes]] = [[]]
        self._shift = 19 if form.page == 4096 else 16

    def add(self, piece: bytes) -> int:
        """The number of a piece."""
        assert len(piece) <= _PIECE
        if sum(map(len, self._pages[-1])) + 2 * len(self._pages[-1]) + len(piece) > 8000:
            self._pages.append([])
        self._pages[-1].append(piece)
        return len(self._pages) - 1 << self._shift | len(self._pages[-1]) << 5

    def written(self, kind: int, root: int) -> list[bytes]:
        """The pages."""
        return [self._page(number, kind, root) for number in range(len(self._pages))]

    def _page(self, number: int, kind: int, root: int) -> bytes:
        assert number < 8, "later pages begin with a longer head"
        pieces = self._pages[number]
        head = 12 if number == 0 else 2
        places = [head]
        for piece in pieces:
            places.append(places[-1] + len(piece))
        table = places[-1] + places[-1] % 2
        start = struct.pack("<HBBII", table, 0xEC, kind, root, 0) if number == 0 else struct.pack("<H", table)
        raw = (start + b"".join(pieces)).ljust(table, b"\0")
        return raw + struct.pack(f"<HH{len(places)}H", len(pieces), 0, *places)
