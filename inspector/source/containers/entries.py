"""What a name in a folder stands for: no file, one, or one for each stream of bytes it has."""

from __future__ import annotations

import calendar
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytsk3

from inspector.domain.place_class import PlaceClass
from inspector.source.containers.stream import Part
from inspector.source.member import Member

FOLDERS = frozenset({int(pytsk3.TSK_FS_META_TYPE_DIR), int(pytsk3.TSK_FS_META_TYPE_VIRT_DIR)})

_FILE = int(pytsk3.TSK_FS_META_TYPE_REG)
_NAMED_FILE = int(pytsk3.TSK_FS_NAME_TYPE_REG)
_NAME_FREE = int(pytsk3.TSK_FS_NAME_FLAG_UNALLOC)
_FREE = int(pytsk3.TSK_FS_META_FLAG_UNALLOC)
_ENCRYPTED = int(pytsk3.TSK_FS_ATTR_ENC)
_DATA = int(pytsk3.TSK_FS_ATTR_TYPE_NTFS_DATA)
_FORK = int(pytsk3.TSK_FS_ATTR_TYPE_HFS_DATA)
_RESOURCES = int(pytsk3.TSK_FS_ATTR_TYPE_HFS_RSRC)
_PACKED_BY_WINDOWS = b"WofCompressedData"

_OWN = {"NTFS": 24, "HFS+": 16}  # files below are the file system's own
_OWN_NAMES = frozenset({b"$ALLOC_BITMAP", b"$UPCASE_TABLE", b"$UPCASE", b"$VOLUME_GUID", b"$TEX_FAT"})
_LAST_MOMENT = 2**63 - 1

Held = tuple[int, Part]
"""The inode and the attribute behind a member."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name stands: in which folder (inode and path), at which place of its list."""

    folder: int
    path: bytes
    number: int


class Entries:
    """Makes members of the names of one volume. `counts` tells how many were left out, and why."""

    def __init__(self, kind: str, volume: str, number: int, size: int) -> None:
        self.counts: Counter[str] = Counter()
        self._kind = kind
        self._volume = volume
        self._number = number
        self._size = size
        self.local = kind.startswith("FAT") or kind == "exFAT"
        self._streams = {"NTFS": {_DATA: b""}, "HFS+": {_FORK: b"", _RESOURCES: b":rsrc"}}.get(kind, {})

    def members(self, spot: Spot, file: Any) -> Iterator[Member]:
        """The members that the name at `spot` stands for."""
        name, meta = file.info.name, file.info.meta
        if meta is None:
            yield from self._without(spot, name)
            return
        sort = int(meta.type)
        if sort != _FILE and not (self._streams and sort in FOLDERS):
            return
        state = int(meta.flags)
        if int(name.flags) & _NAME_FREE and not state & _FREE:
            self.counts["names_of_reused"] += 1
        elif self._is_own(spot, name.name, int(meta.addr)):
            self.counts["system_files"] += sort == _FILE
        else:
            deleted = bool(int(name.flags) & _NAME_FREE or state & _FREE)
            yield from self._parts(spot, file, _joined(spot.path, name.name), deleted=deleted)

    def _without(self, spot: Spot, name: Any) -> Iterator[Member]:
        """A name that leads to no inode: of a file that should be there it is told."""
        if int(name.flags) & _NAME_FREE:
            self.counts["names_only"] += 1
        elif int(name.type) == _NAMED_FILE:
            inode = int(name.meta_addr)
            path = _joined(spot.path, name.name)
            yield Member(path, self._locator(spot, inode, None), volume=self._volume, failure="damaged")

    def _is_own(self, spot: Spot, name: bytes, inode: int) -> bool:
        if name[:1] != b"$":
            return False
        if self._kind == "exFAT":
            return name in _OWN_NAMES and not spot.path
        return inode < _OWN.get(self._kind, 0) or (self._kind == "NTFS" and spot.path.startswith(b"$Extend"))

    def _parts(self, spot: Spot, file: Any, path: bytes, *, deleted: bool) -> Iterator[Member]:
        meta = file.info.meta
        if not self._streams:
            yield from self._member(spot, meta, path, int(meta.size), None, "", deleted=deleted)
            return
        parts = [part.info for part in file if int(part.info.type) in self._streams]
        packed = any(part.name == _PACKED_BY_WINDOWS for part in parts)
        for part in parts:
            ending = self._ending(part)
            if packed and part.name == _PACKED_BY_WINDOWS or (int(part.type) == _RESOURCES and not int(part.size)):
                continue
            failure = "encrypted" if int(part.flags) & _ENCRYPTED else "no_decoder" if packed and not ending else ""
            held = (int(part.type), int(part.id))
            yield from self._member(spot, meta, path + ending, int(part.size), held, failure, deleted=deleted)

    def _ending(self, part: Any) -> bytes:
        if part.name and int(part.type) == _DATA:
            return b":" + bytes(part.name)
        return self._streams[int(part.type)]

    def _member(  # noqa: PLR0913 (a member is all of this)
        self, spot: Spot, meta: Any, path: bytes, size: int, part: Part, failure: str, *, deleted: bool
    ) -> Iterator[Member]:
        if deleted and size == 0:
            self.counts["deleted_empty"] += 1
            return
        if deleted and not 0 < size <= self._size:
            failure = "damaged"
        inode = int(meta.addr)
        yield Member(
            path=path,
            locator=self._locator(spot, inode, part),
            size=max(size, 0),
            modified_ns=self._time(meta.mtime, meta.mtime_nano),
            changed_ns=self._time(meta.ctime, meta.ctime_nano),
            accessed_ns=self._time(meta.atime, meta.atime_nano),
            created_ns=self._time(meta.crtime, meta.crtime_nano),
            volume=self._volume,
            place=PlaceClass.DELETED if deleted else None,
            failure=failure,
            held=(inode, part),
        )

    def _locator(self, spot: Spot, inode: int, part: Part) -> str:
        attribute = f"-{part[0]}-{part[1]}" if part else ""
        return f"v{self._number}/{spot.folder}.{spot.number}/{inode}{attribute}"

    def _time(self, seconds: int, nanoseconds: int) -> int | None:
        if not seconds and not nanoseconds:
            return None
        if self.local:  # FAT writes the time of the wall clock, which the library takes for one of this machine's zone
            seconds = calendar.timegm(time.localtime(seconds))
        return max(-_LAST_MOMENT, min(seconds * 1_000_000_000 + nanoseconds, _LAST_MOMENT))


def _joined(folder: bytes, name: bytes) -> bytes:
    return folder + b"/" + name if folder else bytes(name)
