"""Named flat arrays in one encrypted file, read whole or a stretch at a time.

Changed, cut, lengthened, swapped or foreign files are found: a stretch when it is read, a cut when the file is opened.

Layout: magic (8 bytes), file id (16); then the plain text in chunks of 64 KiB, each sealed by AES-256-GCM (16 bytes
longer), the last one shorter. The key of a file is HKDF-SHA-256 of the caller's key and the file id, so that the number
of a chunk (11 bytes, big-endian) and whether it is the last (1 byte) can be its nonce; magic and id are associated data
(the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). The plain text: the arrays, each at a
multiple of 64 bytes, then the table of contents (canonical JSON), its length last (8 bytes, little-endian).
"""

from __future__ import annotations

import json
import os
import weakref
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO, TypeAlias

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from numpy.typing import NDArray

from inspector.domain.canonical import Value, canonical_json
from inspector.domain.fault import EnvironmentFault

Array: TypeAlias = "NDArray[Any]"

CHUNK = 1 << 16
TAG = 16
HEAD = 24

_MAGIC = b"INSPSET\x02"
_PURPOSE = b"inspector hash set "
_ALIGNED = 64
_END = 8
_KEPT = 32  # chunks, opened; look-ups that follow each other in order fall into one


class Writer:
    """Takes arrays one after the other, a block at a time; `written` makes one."""

    def __init__(self, file: BinaryIO, key: bytes, file_id: bytes) -> None:
        self._file = file
        self._head = _MAGIC + file_id
        self._cipher = _cipher(key, file_id)
        self._waiting = bytearray()
        self._sealed = 0
        self._arrays: dict[str, dict[str, Any]] = {}
        file.write(self._head)

    def append(self, name: str, block: Array) -> None:
        """Writes a block of an array; it begins the array, or follows the block that was written last.

        All blocks of one array have one type and, but for the first axis, one shape.
        """
        if name not in self._arrays:
            self._write(memoryview(bytes(-self._place() % _ALIGNED)))
            shape = [0, *block.shape[1:]]
            self._arrays[name] = {"at": self._place(), "type": _kind(block.dtype), "shape": shape}
        self._arrays[name]["shape"][0] += len(block)
        self._write(np.ascontiguousarray(block).reshape(-1).view(np.uint8).data)

    def finish(self, about: Mapping[str, Value]) -> None:
        """Writes the table of contents behind the arrays, and facts about them beside it."""
        table = canonical_json({"about": about, "arrays": self._arrays})
        self._write(memoryview(table + len(table).to_bytes(_END, "little")))
        self._seal(bytes(self._waiting), last=True)

    def _place(self) -> int:
        return self._sealed * CHUNK + len(self._waiting)

    def _write(self, plain: memoryview) -> None:
        at = 0
        while at < len(plain):
            if len(self._waiting) == CHUNK:  # only here, so that the last chunk, full or not, is known as the last
                self._seal(bytes(self._waiting), last=False)
                self._waiting.clear()
            part = plain[at : at + CHUNK - len(self._waiting)]
            self._waiting += part
            at += len(part)

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._sealed, last=last), chunk, self._head))
        self._sealed += 1


class Sealed:
    """An open file: facts about it and its arrays by name. Safe for many threads; it closes when nobody holds it.

    Raises EnvironmentFault (`library-set-damaged`) wherever something is read that is not what was written.
    """

    def __init__(self, chunks: Chunks) -> None:
        self._chunks = chunks
        end = chunks.length - _END
        size = int.from_bytes(chunks.read(end, _END).tobytes(), "little")
        table = json.loads(chunks.read(end - size, size).tobytes())
        self.about: Mapping[str, Any] = table["about"]
        self._arrays: Mapping[str, Mapping[str, Any]] = table["arrays"]

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    @property
    def names(self) -> Sequence[str]:
        """The names of the arrays."""
        return list(self._arrays)

    def length(self, name: str) -> int:
        """How long an array is along its first axis; 0 when there is none of this name."""
        return int(self._arrays[name]["shape"][0]) if name in self._arrays else 0

    def whole(self, name: str) -> Array:
        """A whole array, in memory; raises KeyError when there is none of this name."""
        return self.stretch(name, 0, self.length(name))

    def stretch(self, name: str, start: int, stop: int) -> Array:
        """The rows from `start` to `stop` of an array."""
        where = self._arrays[name]
        kind, shape = _type(where["type"]), where["shape"]
        row = kind.itemsize * int(np.prod(shape[1:], dtype=np.int64))
        plain = self._chunks.read(where["at"] + start * row, (stop - start) * row)
        flat: Array = plain.view(kind)
        return flat.reshape([stop - start, *shape[1:]])

    def close(self) -> None:
        """Closes the file now."""
        self._chunks.close()


class Chunks:
    """The plain text of a file, opened a chunk at a time."""

    def __init__(self, handle: int, name: str, key: bytes, file_id: bytes) -> None:
        sealed = os.fstat(handle).st_size - HEAD
        self.length = sealed - -(-sealed // (CHUNK + TAG)) * TAG
        self._handle, self._name, self._head = handle, name, _MAGIC + file_id
        self._cipher = _cipher(key, file_id)  # a file that is another's has another key
        self._kept: OrderedDict[int, NDArray[np.uint8]] = OrderedDict()
        self._lock = Lock()
        self.close = weakref.finalize(self, os.close, handle)

    def read(self, start: int, length: int) -> NDArray[np.uint8]:
        """`length` bytes from `start` on."""
        if start < 0 or length < 0 or start + length > self.length:
            raise EnvironmentFault("library-set-damaged", set=self._name)
        plain = np.empty(length, np.uint8)
        done = 0
        with self._lock:
            while done < length:
                number, skipped = divmod(start + done, CHUNK)
                room = plain[done : done + CHUNK - skipped]
                self._fill(room, number, skipped)
                done += len(room)
        return plain

    def _fill(self, room: NDArray[np.uint8], number: int, skipped: int) -> None:
        if len(room) == CHUNK:  # of much that is read at once nothing is kept
            self._open(number, room)
            return
        chunk = self._kept.get(number)
        if chunk is None:
            chunk = np.empty(min(CHUNK, self.length - number * CHUNK), np.uint8)
            self._open(number, chunk)
            self._kept[number] = chunk
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        room[:] = chunk[skipped : skipped + len(room)]

    def _open(self, number: int, room: NDArray[np.uint8]) -> None:
        last = (number + 1) * CHUNK >= self.length
        try:
            os.lseek(self._handle, HEAD + number * (CHUNK + TAG), os.SEEK_SET)
            sealed = os.read(self._handle, len(room) + TAG)
            self._cipher.decrypt_into(_nonce(number, last=last), sealed, self._head, room.data)
        except (InvalidTag, ValueError, OSError):
            raise EnvironmentFault("library-set-damaged", set=self._name) from None


@contextmanager
def written(path: Path, key: bytes, file_id: bytes) -> Iterator[Writer]:
    """A file in the making, which is there afterwards as a whole, or not at all.

    It has another name first, then goes to disk, then into its place; what was begun is removed when anything is
    raised. It is for its owner alone. `key` has 32 bytes, `file_id` 16. Whoever writes calls `finish`. Raises OSError.
    """
    begun = path.with_suffix(".part")
    file = os.fdopen(_private(begun), "wb")
    try:
        with file:
            yield Writer(file, key, file_id)
            file.flush()
            os.fsync(file.fileno())
        begun.replace(path)
    except BaseException:
        begun.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def id_of(path: Path) -> bytes:
    """The id that a file says it has, which `opened` checks; raises EnvironmentFault (`library-set-missing`)."""
    try:
        with path.open("rb") as file:
            return file.read(HEAD)[8:]
    except OSError:
        raise EnvironmentFault("library-set-missing", set=path.stem) from None


def opened(path: Path, key: bytes, file_id: bytes) -> Sealed:
    """A file to read from; raises EnvironmentFault (`library-set-missing`, `-damaged`, `-newer`, `-older`).

    A wrong key cannot be told from a damaged file.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        raise EnvironmentFault("library-set-missing", set=path.stem) from None
    try:
        _check_head(os.read(handle, HEAD), path.stem, file_id)
    except BaseException:
        os.close(handle)
        raise
    chunks = Chunks(handle, path.stem, key, file_id)
    try:
        return Sealed(chunks)
    except (ValueError, KeyError, TypeError):
        raise EnvironmentFault("library-set-damaged", set=path.stem) from None


def _check_head(head: bytes, name: str, file_id: bytes) -> None:
    if head[:7] != _MAGIC[:7] or head[8:] != file_id:
        raise EnvironmentFault("library-set-damaged", set=name)
    if head[7] > _MAGIC[7]:
        raise EnvironmentFault("library-set-newer", version=head[7])
    if head[7] < _MAGIC[7]:
        raise EnvironmentFault("library-set-older", set=name)


def _cipher(key: bytes, file_id: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, None, _PURPOSE + file_id).derive(key))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _kind(kind: np.dtype[Any]) -> Value:
    """A type as JSON: its name, or of a record the name, type and shape of each field."""
    if kind.names is None:
        return kind.str
    return [[name, kind[name].base.str, list(kind[name].shape)] for name in kind.names]


def _type(kind: Any) -> np.dtype[Any]:  # noqa: ANN401  JSON
    if isinstance(kind, str):
        return np.dtype(kind)
    return np.dtype([(name, base, tuple(shape)) for name, base, shape in kind])


def _private(path: Path) -> int:
    """A new file that none but its owner reads."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)


def _settle(folder: Path) -> None:
    if os.name == "posix":  # elsewhere a folder cannot be opened to be written to disk
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
