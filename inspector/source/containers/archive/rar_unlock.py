"""RAR archives under a password, made readable: the same archive as it would be without encryption, made while reading.

Sources: as rar_five and rar_four; both encipher with AES in CBC mode.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, cast

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.archive import rar_blocks
from inspector.source.containers.archive.rar_blocks import Block, File, Form, Kind
from inspector.source.containers.archive.rar_five import Five
from inspector.source.containers.archive.rar_four import Four
from inspector.source.containers.archive.rar_keys import Keys
from inspector.source.containers.archive.seven_unlock import Deciphered
from inspector.source.containers.archive.unpacking import Form as Reading
from inspector.source.containers.archive.unpacking import comes_out
from inspector.source.containers.stream import as_file, fetched, size_of
from inspector.source.containers.window import Joined, Window

_MOST_PIECES = 400_000
_MOST_FAILED = 8
_ANY = 1 << 62
_READING = Reading(("rar", "rar5"))
NONSENSE = (ValueError, struct.error, IndexError, Unreadable)
"""What blocks bring about that make no sense."""


def form(file: BinaryIO) -> Form:
    """The form of the archive; raises ValueError."""
    return Five() if rar_blocks.mark_of(file) == Five.mark else Four()


def unlocked(file: BinaryIO, passwords: Sequence[str], beat: Callable[[], None]) -> BinaryIO:
    """The archive in `file` as it would be without encryption, as far as the passwords fit."""
    for password in passwords:
        beat()
        try:
            unlocking = _Unlocking(file, password)
            plain = unlocking.plain()
        except NONSENSE:
            continue  # headers that make no sense under this password may under the next
        if unlocking.fitted:
            file = plain
    return file


class _Unlocking:
    """An archive and a password for it; so many of its blocks were `fitted`."""

    def __init__(self, file: BinaryIO, password: str) -> None:
        self._file = file
        self._keys = Keys(password)
        self._pieces: list[BinaryIO] = []
        self._from = self._to = 0  # what lies there goes over as it is
        self._shape = form(file)
        self._chain = _Chain(file, self._shape)
        self._opened = False
        self._failed = 0
        self._head = b""
        self.fitted = 0

    def plain(self) -> BinaryIO:
        """The archive; raises what headers without sense bring about."""
        locked = False
        for block in self._blocks():
            self._to = block.place  # a mark, zeros, nothing
            piece = self._clear(block, block.file, sure=locked) if block.file else None
            if piece is not None:
                self._put(block, *piece)
            elif block.kind is Kind.LOCK:
                locked = True
                self._put(block, self._shape.unlock(block))
            elif locked:
                self.fitted += 1
                self._put(block, block.header, as_file(Window(self._file, block.start, block.size)))
            else:
                self._to = block.end
            locked = locked and block.kind is not Kind.END
        self._to = self._to if locked else size_of(self._file)
        self._flush(self._to)
        return as_file(Joined(self._pieces))

    def _blocks(self) -> Iterator[Block]:
        """Blocks as far as they make sense; nothing in clear at all raises ValueError."""
        some = False
        try:
            for block in rar_blocks.blocks(self._shape, self._file, self._keys.opened):
                self._head = self._head or fetched(self._file, 0, min(block.end, rar_blocks.MOST_HEADER))
                yield block
                some = some or block.kind is not Kind.LOCK
        except NONSENSE:
            if not some:
                raise

    def _clear(self, block: Block, file: File, *, sure: bool) -> tuple[bytes, BinaryIO] | None:
        """A file's header and data in clear; None where it has no lock, or the password is not that of its lock."""
        if file.lock is None or (file.before and not self._opened):
            return None
        self._opened = False
        try:
            key, vector = self._keys.opened(file.lock)
        except ValueError:
            return None
        data = self._chain.part(block, file, key, vector)
        header = self._shape.clear(block, size_of(data))
        sure = sure or bool(file.lock.check) or file.before or file.after
        if not sure and not self._proved(header, data, file.crc):
            return None
        self._opened = True
        self.fitted += 1
        return header, data

    def _proved(self, header: bytes, data: BinaryIO, crc: int | None) -> bool:
        """Whether a file comes out of an archive of its own; nothing else tells a password of RAR 4."""
        if self._failed >= _MOST_FAILED and not self.fitted:
            return False
        alone = Joined((io.BytesIO(self._head), io.BytesIO(header), data))
        proved = comes_out(as_file(alone), _READING, lambda *_: True, crc)
        self._failed += not proved
        return proved

    def _put(self, block: Block, header: bytes, data: BinaryIO | None = None) -> None:
        """A header of ours and data in the place of a block."""
        self._flush(block.end)
        self._pieces += [io.BytesIO(header)] + ([data] if data is not None else [])
        if len(self._pieces) > _MOST_PIECES:
            raise ValueError("pieces")

    def _flush(self, behind: int) -> None:
        if self._to > self._from:
            self._pieces.append(as_file(Window(self._file, self._from, self._to - self._from)))
        self._from = self._to = behind


class _Chain:
    """The data of a file in clear, part after part; a block of the cipher may lie across two volumes."""

    def __init__(self, file: BinaryIO, shape: Form) -> None:
        self._file, self._shape = file, shape
        self._packed, self._clear = _Growing(), cast("BinaryIO", io.BytesIO())
        self._done = 0

    def part(self, block: Block, file: File, key: bytes, vector: bytes) -> BinaryIO:
        """The data of one block, to be read when those behind it were asked for too."""
        if not file.before:
            self._packed, self._done = _Growing(), 0
            self._clear = as_file(Deciphered(as_file(self._packed), (0, _ANY), _ANY, key, vector))
        self._packed.add(as_file(Window(self._file, block.start, block.size)))
        whole = end = self._done + block.size
        if file.stored and file.size is not None:
            end = min(whole, file.size)
        elif not file.after:
            end = self._shape.filled(self._clear, whole)
        part = Window(self._clear, self._done, max(0, end - self._done))
        self._done = whole
        return as_file(part)


class _Growing(Joined):
    """Files one behind the other, of which more come."""

    def __init__(self) -> None:
        self._all: list[BinaryIO] = []
        super().__init__(self._all)

    def add(self, file: BinaryIO) -> None:
        """One more."""
        self._all.append(file)
        self.starts.append(self._length)
        self._length += size_of(file)
