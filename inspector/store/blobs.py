"""Files the workspace keeps whole, in encrypted pieces, by SHA-256: tips and what came inside them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from inspector.store.connection import Connection

_PIECE = 1 << 20


def put(connection: Connection, data: bytes) -> bytes:
    """Keeps `data` inside the open transaction, once however often it comes; gives its SHA-256."""
    sha256 = hashlib.sha256(data).digest()
    if not has(connection, sha256):
        connection.execute("INSERT INTO blob(sha256, size) VALUES(?, ?)", (sha256, len(data)))
        pieces = ((sha256, place // _PIECE, data[place : place + _PIECE]) for place in range(0, len(data), _PIECE))
        connection.executemany("INSERT INTO blob_part(sha256, number, data) VALUES(?, ?, ?)", pieces)
    return sha256


def has(connection: Connection, sha256: bytes) -> bool:
    """Whether such a file is kept."""
    return connection.execute("SELECT 1 FROM blob WHERE sha256 = ?", (sha256,)).fetchone() is not None


def pieces(connection: Connection, sha256: bytes) -> Iterator[bytes]:
    """A kept file, a mebibyte at a time."""
    for (data,) in connection.execute("SELECT data FROM blob_part WHERE sha256 = ? ORDER BY number", (sha256,)):
        yield data
