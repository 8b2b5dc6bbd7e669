"""Named flat arrays in one encrypted file: changed, cut, lengthened, swapped or foreign files are found.

Layout: magic (8 bytes), file id (16), length of the plain text (8, little-endian); then the plain text in chunks of
1 MiB, each sealed by AES-256-GCM (16 bytes longer). The key of a file is HKDF-SHA-256 of the caller's key and the file
id, so that the number of a chunk can be its nonce; magic, id, length and chunk number are associated data. The plain
text: length of the table of contents (8), the table (canonical JSON), then the arrays, each at a multiple of 64 bytes.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from numpy.typing import NDArray

from inspector.domain.canonical import Value, canonical_json
from inspector.domain.fault import EnvironmentFault

Array = NDArray[Any]

CHUNK = 1 << 20
TAG = 16

_MAGIC = b"INSPSET\x01"
_HEAD = struct.Struct("<8s16sQ")
_PURPOSE = b"inspector hash set "
_ALIGNED = 64


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: facts about it (JSON values) and its arrays by name. Unknown names are left alone."""

    about: Mapping[str, Value]
    arrays: Mapping[str, Array]


def write(path: Path, key: bytes, file_id: bytes, contents: Contents) -> None:
    """Writes a whole file, or none: under another name first, then to disk, then into its place.

    `key` has 32 bytes, `file_id` 16. Raises OSError; what was begun is then removed.
    """
    begun = path.with_suffix(".part")
    try:
        with begun.open("xb") as file:
            _write_sealed(file, key, file_id, contents)
            file.flush()
            os.fsync(file.fileno())
        begun.replace(path)
    except BaseException:
        begun.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def read(path: Path, key: bytes, file_id: bytes) -> Contents:
    """The contents of a file, in memory only; raises EnvironmentFault (`library-set-missing`, `-damaged`, `-newer`).

    A wrong key cannot be told from a damaged file.
    """
    try:
        with path.open("rb") as file:
            plain = _read_sealed(file, key, file_id)
    except FileNotFoundError:
        raise EnvironmentFault("library-set-missing", set=path.stem) from None
    except InvalidTag:
        raise EnvironmentFault("library-set-damaged", set=path.stem) from None
    return _contents(plain, path.stem)


def _write_sealed(file: BinaryIO, key: bytes, file_id: bytes, contents: Contents) -> None:
    table, length = _table(contents)
    head = _HEAD.pack(_MAGIC, file_id, length)
    file.write(head)
    cipher = _cipher(key, file_id)
    chunks = enumerate(_chunks(_plain(table, contents.arrays)))
    file.writelines(cipher.encrypt(_nonce(number), chunk, head + _nonce(number)) for number, chunk in chunks)


def _read_sealed(file: BinaryIO, key: bytes, file_id: bytes) -> NDArray[np.uint8]:
    head = file.read(_HEAD.size)
    if len(head) != _HEAD.size or head[:7] != _MAGIC[:7]:
        raise InvalidTag
    magic, _, length = _HEAD.unpack(head)  # an id that is not the caller's leads to another key
    if magic != _MAGIC:
        raise EnvironmentFault("library-set-newer", version=magic[7])
    chunks = -(-length // CHUNK)
    if os.fstat(file.fileno()).st_size != _HEAD.size + length + chunks * TAG:
        raise InvalidTag
    plain = np.empty(length, np.uint8)
    cipher = _cipher(key, file_id)
    for number in range(chunks):
        place = plain[number * CHUNK : (number + 1) * CHUNK]
        sealed = file.read(len(place) + TAG)
        if len(sealed) != len(place) + TAG:
            raise InvalidTag
        cipher.decrypt_into(_nonce(number), sealed, head + _nonce(number), place.data)
    return plain


def _cipher(key: bytes, file_id: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, None, _PURPOSE + file_id).derive(key))


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _table(contents: Contents) -> tuple[bytes, int]:
    """The table of contents with its length before it, filled up, and the length of the whole plain text."""
    arrays: dict[str, Value] = {}
    place = 0
    for name, array in contents.arrays.items():
        arrays[name] = {"at": place, "type": array.dtype.str, "shape": list(array.shape)}
        place += _filled(array.nbytes)
    text = canonical_json({"about": contents.about, "arrays": arrays})
    table = struct.pack("<Q", len(text)) + text
    table += bytes(_filled(len(table)) - len(table))
    return table, len(table) + place


def _plain(table: bytes, arrays: Mapping[str, Array]) -> Iterator[memoryview]:
    yield memoryview(table)
    for array in arrays.values():
        yield np.ascontiguousarray(array).reshape(-1).view(np.uint8).data
        yield memoryview(bytes(_filled(array.nbytes) - array.nbytes))


def _chunks(parts: Iterator[memoryview]) -> Iterator[bytes]:
    waiting = bytearray()
    for part in parts:
        for start in range(0, len(part), CHUNK):
            waiting += part[start : start + CHUNK]
            if len(waiting) >= CHUNK:
                yield bytes(waiting[:CHUNK])
                del waiting[:CHUNK]
    if waiting:
        yield bytes(waiting)


def _contents(plain: NDArray[np.uint8], name: str) -> Contents:
    try:
        length = int.from_bytes(plain[:8].tobytes(), "little")
        table = json.loads(plain[8 : 8 + length].tobytes())
        start = _filled(8 + length)
        arrays = {name: _array(plain, start, where) for name, where in table["arrays"].items()}
        return Contents(table["about"], arrays)
    except (ValueError, KeyError, TypeError, struct.error):
        raise EnvironmentFault("library-set-damaged", set=name) from None


def _array(plain: NDArray[np.uint8], start: int, where: Mapping[str, Any]) -> Array:
    kind = np.dtype(where["type"])
    count = int(np.prod(where["shape"], dtype=np.int64))
    place = start + where["at"]
    flat: Array = plain[place : place + count * kind.itemsize].view(kind)
    return flat.reshape(where["shape"])


def _filled(length: int) -> int:
    return -(-length // _ALIGNED) * _ALIGNED


def _settle(folder: Path) -> None:
    if os.name == "posix":  # elsewhere a folder cannot be opened to be written to disk
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
