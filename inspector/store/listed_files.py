"""The files that lie beside a manifest, in its source and container, asked for by path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from inspector.domain.manifest import Algorithm
from inspector.domain.manifest_path import above, parent
from inspector.store.connection import Connection

_WHERE = "source = ? AND ifnull(container, 0) = ? AND ifnull(volume, '') = ?"
_FIND = f"""SELECT item.id, item.path, md5, sha1, sha256, content.size FROM item
LEFT JOIN content ON content.id = item.content WHERE {_WHERE} AND path = ? LIMIT 100"""
_ALL = f"SELECT id, path FROM item WHERE {_WHERE} {{below}} ORDER BY path"
_BELOW = "AND path > ? AND path < ?"
_IS_MANIFEST = "SELECT 1 FROM claim JOIN item ON item.content = claim.content WHERE item.id = ? LIMIT 1"


@dataclass(frozen=True, slots=True)
class Listed:
    """One file as it was listed and read; without digests while it was not read."""

    item: int
    path: bytes
    digests: Mapping[Algorithm, bytes]
    size: int | None


class Marks:
    """Which items were met, a bit an item, and in which folders."""

    def __init__(self) -> None:
        self._bits = bytearray()
        self._folders: set[bytes] = set()

    def add(self, item: int, path: bytes) -> None:
        """Marks an item."""
        if item >> 3 >= len(self._bits):
            self._bits.extend(bytes((item >> 3) + 4096 - len(self._bits)))
        self._bits[item >> 3] |= 1 << (item & 7)
        self._folders.add(parent(path))

    def __contains__(self, item: int) -> bool:
        return item >> 3 < len(self._bits) and bool(self._bits[item >> 3] >> (item & 7) & 1)

    def folders(self) -> dict[bytes, bool]:
        """The folders of which every file should have been met; whether those below them count.

        They do where the marked lie in folders below each other: whoever listed them went into folders.
        """
        tops = {each for each in self._folders if not any(one in self._folders for one in above(each))}
        return dict.fromkeys(sorted(tops), len(tops) < len(self._folders))


class Beside:
    """The files of one source that lie in one container, or in none, and on one volume of it."""

    def __init__(self, connection: Connection, source: int, container: int, volume: str) -> None:
        self._connection = connection
        self._where = (source, container, volume)

    def find(self, path: bytes) -> list[Listed]:
        """The files of that path: one, or several where a container knows a name more than once."""
        return [
            Listed(item, found, _digests(md5, sha1, sha256), size)
            for item, found, md5, sha1, sha256, size in self._connection.execute(_FIND, (*self._where, path)).fetchall()
        ]

    def others(self, folders: Mapping[bytes, bool], marked: Marks) -> Iterator[tuple[int, bytes]]:
        """The files in (True: below) these folders that are not marked: item and path."""
        for folder, deep in folders.items():
            bounds = (folder + b"/", folder + b"0") if folder else ()  # "0" comes behind "/"
            query = _ALL.format(below=_BELOW if folder else "")
            for item, path in self._connection.execute(query, (*self._where, *bounds)):
                if item not in marked and (deep or parent(path) == folder):
                    yield item, path

    def is_manifest(self, item: int) -> bool:
        """Whether a file claims anything itself."""
        return self._connection.execute(_IS_MANIFEST, (item,)).fetchone() is not None


def _digests(md5: bytes | None, sha1: bytes | None, sha256: bytes | None) -> dict[Algorithm, bytes]:
    if md5 is None or sha1 is None or sha256 is None:
        return {}
    return {Algorithm.MD5: md5, Algorithm.SHA1: sha1, Algorithm.SHA256: sha256}
