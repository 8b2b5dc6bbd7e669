"""7z archives under a password, made readable: the same archive as it would be without encryption, made while reading.

Source: 7zFormat.txt and Methods.txt of the LZMA SDK (7zAES: AES-256 in CBC mode, its key SHA-256 over many rounds).
"""

from __future__ import annotations

import codecs
import hashlib
import io
import lzma
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import BinaryIO

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from inspector.source.containers.archive import seven_header
from inspector.source.containers.archive.seven_header import Coder, Folder, Streams
from inspector.source.containers.archive.unpacking import Form, comes_out
from inspector.source.containers.stream import as_file, fetched
from inspector.source.containers.window import Joined, Seekable, Window

codecs.lookup("utf-16-le")  # read from the disk when first asked for, which a locked worker may not do

_START = struct.Struct("<6s2sLQQL")
_MOST_HEADER = 64 << 20
_MOST_ENCODED = 3  # headers packed in headers; 7-Zip writes one
_MOST_ROUNDS = 24  # as a power of two; 7-Zip itself writes 19 and reads 24
_ROUNDS_AT_ONCE = 4096
_PLAIN_KEY = 63
_BLOCK = 16
_NONSENSE = (IndexError, ValueError, struct.error, lzma.LZMAError, StopIteration)
"""What a header brings about that makes no sense."""


def unlocked(file: BinaryIO, passwords: Sequence[str], beat: Callable[[], None]) -> BinaryIO | None:
    """The archive in `file` as it would be without encryption; None when it has none, or no password fits."""
    for password in passwords:
        beat()
        try:
            plain = _Lock(file, password).plain()
        except _NONSENSE:
            continue  # what is no sound header under this password may be one under the next
        if plain is None:
            return None
        if _sound(plain):
            return plain
    return None


def completed(file: BinaryIO) -> BinaryIO | None:
    """The archive in `file` with what its header may leave out where each folder holds one file; else None.

    libarchive does not read it without.
    """
    try:
        return _Lock(file, "").completed()
    except _NONSENSE:
        return None


def is_locked(file: BinaryIO) -> bool:
    """Whether the archive in `file`, or its header, is under a password."""
    try:
        return _Lock(file, "").plain() is not None
    except _NONSENSE:
        return False


class _Lock:
    """An archive and a password for it."""

    def __init__(self, file: BinaryIO, password: str) -> None:
        self._file = file
        self._password = password.encode("utf-16-le", "surrogatepass")
        self._keys: dict[bytes, bytes] = {}

    def plain(self) -> BinaryIO | None:
        """The archive without encryption, None when there is none; raises what a header without sense brings about."""
        mark, told, locked = self._told()
        return self._rebuilt(mark, told) if locked or _encrypted(told) else None

    def completed(self) -> BinaryIO | None:
        """The archive with a word on what lies in its folders, None where it has one; raises as `plain` does."""
        mark, told, _ = self._told()
        if told.behind.startswith(seven_header.SUB_STREAMS):
            return None
        return self._rebuilt(mark, replace(told, behind=seven_header.ONE_EACH + told.behind))

    def _told(self) -> tuple[bytes, Streams, bool]:
        """Mark and version, the streams, and whether the header itself is encrypted."""
        mark, version, _, offset, size, crc = _START.unpack(fetched(self._file, 0, _START.size))
        if size > _MOST_HEADER or offset >= 1 << 62:
            raise ValueError
        header = fetched(self._file, _START.size + offset, size)
        if zlib.crc32(header) != crc:
            raise ValueError
        locked = False
        for _ in range(_MOST_ENCODED):
            if not header.startswith(seven_header.ENCODED):
                break
            told = seven_header.streams(header[1:])
            locked = locked or _encrypted(told)
            header = self._decoded(told)
        if not header.startswith(seven_header.HEADER + seven_header.MAIN_STREAMS):
            raise ValueError
        return mark + version, seven_header.streams(header[2:]), locked

    def _rebuilt(self, mark: bytes, told: Streams) -> BinaryIO:
        parts, streams = self._parts(told)
        header = seven_header.written(streams)
        place = sum(streams.sizes)
        start = struct.pack("<QQL", place, len(header), zlib.crc32(header))
        head = mark + struct.pack("<L", zlib.crc32(start)) + start
        files = (io.BytesIO(head), *(as_file(part) for part in parts), io.BytesIO(header))
        return as_file(Joined(files))

    def _parts(self, told: Streams) -> tuple[list[Seekable], Streams]:
        """Every packed stream without encryption, and what is then to be said of them."""
        places = list(accumulate(told.sizes, initial=_START.size + told.place))
        parts: list[Seekable] = [Window(self._file, *each) for each in zip(places, told.sizes, strict=False)]
        sizes, folders, first = list(told.sizes), [], 0
        for folder in told.folders:
            count = len(folder.packed)
            while (number := _step(folder)) is not None:
                stream = first + seven_header.entry_of(folder, number)
                sizes[stream] = min(sizes[stream], seven_header.size_behind(folder, number))
                key, vector = self._key(folder.coders[number])
                parts[stream] = Deciphered(self._file, (places[stream], told.sizes[stream]), sizes[stream], key, vector)
                folder = seven_header.without(folder, number)  # noqa: PLW2901 (step by step)
            folders.append(folder)
            first += count
        return parts, replace(told, place=0, sizes=tuple(sizes), folders=tuple(folders))

    def _decoded(self, told: Streams) -> bytes:
        """A packed header; raises ValueError for one that is packed as 7-Zip packs none."""
        parts, streams = self._parts(told)
        (folder,) = streams.folders
        size = folder.sizes[-1]
        if size > _MOST_HEADER or len(folder.coders) != 1:
            raise ValueError
        data = parts[0].read(_MOST_HEADER)
        return data[:size] if folder.coders[0].method == seven_header.COPY else _unpacked(folder.coders[0], data, size)

    def _key(self, coder: Coder) -> tuple[bytes, bytes]:
        """Key and first vector: how often, and salt and vector behind their lengths."""
        first, second = coder.properties[0], coder.properties[1]
        salt_length, vector_length = (first >> 7 & 1) + (second >> 4), (first >> 6 & 1) + (second & 15)
        salt, vector = coder.properties[2 : 2 + salt_length], coder.properties[2 + salt_length :][:vector_length]
        known = bytes((first & 63,)) + salt
        if known not in self._keys:
            self._keys[known] = _derived(salt, self._password, first & 63)
        return self._keys[known], vector.ljust(_BLOCK, b"\0")


class Deciphered(Seekable):
    """The first `length` bytes of what is enciphered at `place`, a start and a length in `file`."""

    def __init__(self, file: BinaryIO, place: tuple[int, int], length: int, key: bytes, vector: bytes) -> None:
        super().__init__(length)
        self._window = Window(file, *place)
        self._key, self._vector = key, vector

    def part(self, place: int, most: int) -> bytes:
        """See Seekable: whole blocks are read, and the one before them, on which their deciphering hangs."""
        first = place // _BLOCK * _BLOCK
        self._window.seek(max(0, first - _BLOCK))
        vector = self._window.read(_BLOCK) if first else self._vector
        packed = self._window.read(min(-(-(most + _BLOCK) // _BLOCK) * _BLOCK, 1 << 20))
        packed = packed[: len(packed) // _BLOCK * _BLOCK]
        if len(vector) < _BLOCK:
            return b""
        decryptor = Cipher(algorithms.AES(self._key), modes.CBC(vector)).decryptor()
        return decryptor.update(packed)[place - first : place - first + most]


def _derived(salt: bytes, password: bytes, power: int) -> bytes:
    if power == _PLAIN_KEY:
        return (salt + password)[:32].ljust(32, b"\0")
    if power > _MOST_ROUNDS:
        raise ValueError
    digest, word = hashlib.sha256(), np.frombuffer(salt + password, np.uint8)
    step = min(1 << power, _ROUNDS_AT_ONCE)
    rounds = np.empty((step, len(word) + 8), np.uint8)
    rounds[:, : len(word)] = word
    for start in range(0, 1 << power, step):
        rounds[:, len(word) :] = np.arange(start, start + step, dtype="<u8").view(np.uint8).reshape(step, 8)
        digest.update(rounds.data)
    return digest.digest()


def _encrypted(told: Streams) -> bool:
    return any(_step(folder) is not None for folder in told.folders)


def _step(folder: Folder) -> int | None:
    """The first step that deciphers."""
    return next((number for number, each in enumerate(folder.coders) if each.method == seven_header.AES), None)


def _unpacked(coder: Coder, data: bytes, size: int) -> bytes:
    if coder.method != seven_header.LZMA or len(coder.properties) != 5:
        raise ValueError
    head = coder.properties + size.to_bytes(8, "little")  # as in a file of the old LZMA form
    return lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=_MOST_HEADER * 4).decompress(head + data, size)


def _sound(plain: BinaryIO) -> bool:
    """Whether the first file with bytes comes out, or as much of it as is tried."""
    return comes_out(plain, Form(("7zip",)), lambda _, entry: entry.is_file and bool(entry.size))
