"""One member of a TAR archive: its header together with the extended headers before it.

Source: as tar_header; typeflags also from GNU tar's tar.h and Solaris' archives(4) ("X").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO

from inspector.source.containers.archive import tar_header, tar_sparse
from inspector.source.containers.archive.tar_header import BLOCK, Header
from inspector.source.containers.archive.tar_sparse import Pieces
from inspector.source.containers.stream import fetched

_LONG_NAME, _LONG_LINK, _OLD_SPARSE, _HARD_LINK = b"L", b"K", b"S", b"1"
_EXTENDED, _GLOBAL = (b"x", b"X"), b"g"
_BEFORE = (_LONG_NAME, _LONG_LINK, _GLOBAL, *_EXTENDED)
# Links, devices, folders, pipes, and GNU tar's label; its list of a folder has bytes but is no file either.
_NO_BYTES = (b"2", b"3", b"4", b"5", b"6", b"V")
_NO_FILES = (*_NO_BYTES, b"D")
_TIMES = (b"mtime", b"ctime", b"atime", b"LIBARCHIVE.creationtime")
_MOST_BEFORE = 16
_LONGEST_BEFORE = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A member; `place` and `next` are where its first header and the next member's begin, `start` where its data do.

    `link` is set for a hard link without bytes of its own. `pieces` are None where the file has no holes.
    """

    path: bytes
    place: int
    next: int
    start: int
    size: int
    is_file: bool
    link: bytes | None
    pieces: Pieces | None
    times: dict[bytes, int | None]


def read(file: BinaryIO, place: int) -> Entry | None:
    """The member whose first header lies at `place`; None where none does, or its extended headers make no sense.

    Global pax headers are passed over: what they set is for writers, and a locator must lead to the same member alone.
    """
    before = _Before(place)
    for _ in range(_MOST_BEFORE):
        header = tar_header.parse(fetched(file, place, BLOCK))
        if header is None:
            return None
        if header.kind not in _BEFORE:
            return _entry(file, header, before, place + BLOCK)
        if header.size > _LONGEST_BEFORE:
            return None
        before.take(header.kind, fetched(file, place + BLOCK, header.size))
        place += BLOCK + _padded(header.size)
    return None


@dataclass(slots=True)
class _Before:
    """What the extended headers say of the member behind them; `place` is where the first of them begins."""

    place: int
    told: list[tuple[bytes, bytes]] = field(default_factory=list)
    words: dict[bytes, bytes] = field(default_factory=dict)
    long: dict[bytes, bytes] = field(default_factory=dict)

    def take(self, kind: bytes, data: bytes) -> None:
        """One header's data, by its typeflag."""
        if kind in _EXTENDED:
            self.told += tar_header.records(data)
            self.words = dict(self.told)
        elif kind != _GLOBAL:
            self.long[kind] = data.rstrip(b"\0")


def _entry(file: BinaryIO, header: Header, before: _Before, start: int) -> Entry:
    words = before.words
    path = words.get(b"GNU.sparse.name") or words.get(b"path") or before.long.get(_LONG_NAME) or header.path
    packed, linked = _extent(file, header, words, start)
    pieces, data, size = _sparse(file, header, before, start) or (None, start, packed)
    return Entry(
        path=path,
        place=before.place,
        next=(data if header.kind == _OLD_SPARSE else start) + _padded(packed),
        start=data,
        size=size,
        is_file=header.kind not in _NO_FILES and not (path.endswith(b"/") and not size),
        link=words.get(b"linkpath") or before.long.get(_LONG_LINK) or header.link if linked else None,
        pieces=pieces,
        times={b"mtime": header.modified_ns} | {key: tar_header.moment(words[key]) for key in _TIMES if key in words},
    )


def _extent(file: BinaryIO, header: Header, words: dict[bytes, bytes], start: int) -> tuple[int, bool]:
    """The bytes that lie behind the header, and whether it is a link to where they really are.

    A link may say a size and still have no bytes (old programs) or have them (pax): what lies there tells.
    """
    told = tar_header.decimal(words.get(b"size", b""))
    packed = header.size if told is None else told
    if header.kind in _NO_BYTES:
        return 0, False
    linked = header.kind == _HARD_LINK and (not packed or tar_header.parse(fetched(file, start, BLOCK)) is not None)
    return 0 if linked else packed, linked


def _sparse(file: BinaryIO, header: Header, before: _Before, start: int) -> tuple[Pieces, int, int] | None:
    if header.kind == _OLD_SPARSE:
        return tar_sparse.old_pieces(file, header.block, start)
    if any(key.startswith(b"GNU.sparse.") for key in before.words):
        return tar_sparse.new_pieces(file, before.told, start)
    return None


def _padded(size: int) -> int:
    return -(-size // BLOCK) * BLOCK


def plain(name: bytes) -> bytes:
    """A name without the parts that change nothing, as links and what they lead to are not always written alike."""
    return b"/".join(part for part in name.split(b"/") if part not in (b"", b"."))
