"""What a name in a folder stands for: no file, one, or one for each stream of bytes it has."""

from __future__ import annotations

import calendar
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import pytsk3

from inspector.domain.place_class import PlaceClass
from inspector.source.containers.disk.image_file import Part
from inspector.source.containers.disk.sleuthkit import FILE, FOLDERS, FREE, NAME_FREE, Attribute, File, Meta, Name
from inspector.source.member import Member

_NAMED_FILE: int = pytsk3.TSK_FS_NAME_TYPE_REG
_ENCRYPTED: int = pytsk3.TSK_FS_ATTR_ENC
_DATA: int = pytsk3.TSK_FS_ATTR_TYPE_NTFS_DATA
_FORK: int = pytsk3.TSK_FS_ATTR_TYPE_HFS_DATA
_RESOURCES: int = pytsk3.TSK_FS_ATTR_TYPE_HFS_RSRC
_PACKED_BY_WINDOWS = b"WofCompressedData"

_OWN = {"NTFS": 24, "HFS+": 16}  # inodes below belong to the file system itself
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
        self.local = kind.startswith("FAT") or kind == "exFAT"
        self._kind = kind
        self._volume = volume
        self._number = number
        self._size = size
        self._streams = {"NTFS": {_DATA: b""}, "HFS+": {_FORK: b"", _RESOURCES: b":rsrc"}}.get(kind, {})

    def members(self, spot: Spot, name: Name, file: File) -> Iterator[Member]:
        """The members that the name at `spot` stands for."""
        meta = file.info.meta
        if meta is None:
            yield from self._without(spot, name)
        elif meta.type != FILE and not (self._streams and meta.type in FOLDERS):
            return
        elif name.flags & NAME_FREE and not meta.flags & FREE:
            self.counts["names_of_reused"] += 1
        elif self._is_own(spot, name.name, meta.addr):
            self.counts["system_files"] += meta.type == FILE
        else:
            deleted = bool(name.flags & NAME_FREE or meta.flags & FREE)
            yield from self._found(spot, joined(spot.path, name.name), file, deleted=deleted)

    def _without(self, spot: Spot, name: Name) -> Iterator[Member]:
        """A name that leads to no inode: of a file that should be there it is told."""
        if name.flags & NAME_FREE:
            self.counts["names_only"] += 1
        elif name.type == _NAMED_FILE:
            locator = self._locator(spot, name.meta_addr, None)
            yield Member(joined(spot.path, name.name), locator, volume=self._volume, failure="damaged")

    def _is_own(self, spot: Spot, name: bytes, inode: int) -> bool:
        if name[:1] != b"$":
            return False
        if self._kind == "exFAT":
            return name in _OWN_NAMES and not spot.path
        return inode < _OWN.get(self._kind, 0) or (self._kind == "NTFS" and spot.path.startswith(b"$Extend"))

    def _found(self, spot: Spot, path: bytes, file: File, *, deleted: bool) -> Iterator[Member]:
        meta = cast("Meta", file.info.meta)
        for ending, size, part, failure in self._parts(file, meta.size):
            if deleted and size <= 0:
                self.counts["deleted_empty"] += 1
                continue
            yield Member(
                path=path + ending,
                locator=self._locator(spot, meta.addr, part),
                size=max(size, 0),
                modified_ns=self._time(meta.mtime, meta.mtime_nano),
                changed_ns=self._time(meta.ctime, meta.ctime_nano),
                accessed_ns=self._time(meta.atime, meta.atime_nano),
                created_ns=self._time(meta.crtime, meta.crtime_nano),
                volume=self._volume,
                place=PlaceClass.DELETED if deleted else None,
                failure="damaged" if deleted and size > self._size else failure,
                held=(meta.addr, part),
            )

    def _parts(self, file: File, size: int) -> Iterator[tuple[bytes, int, Part, str]]:
        """Ending of the path, size, attribute and failure of each stream of bytes."""
        if not self._streams:
            yield b"", size, None, ""
            return
        attributes = [box.info for box in file if box.info.type in self._streams]
        packed = any(each.name == _PACKED_BY_WINDOWS for each in attributes)
        for each in attributes:
            ending = self._ending(each)
            if each.name == _PACKED_BY_WINDOWS or (each.type == _RESOURCES and not each.size):
                continue
            hole = packed and not ending  # Windows compressed the file: its bytes lie in the packed stream
            failure = "encrypted" if each.flags & _ENCRYPTED else "no_decoder" if hole else ""
            yield ending, each.size, (each.type, each.id), failure

    def _ending(self, attribute: Attribute) -> bytes:
        if attribute.name and attribute.type == _DATA:
            return b":" + attribute.name
        return self._streams[attribute.type]

    def _locator(self, spot: Spot, inode: int, part: Part) -> str:
        attribute = f"-{part[0]}-{part[1]}" if part else ""
        return f"v{self._number}/{spot.folder}.{spot.number}/{inode}{attribute}"

    def _time(self, seconds: int, nanoseconds: int) -> int | None:
        if not seconds and not nanoseconds:
            return None
        if self.local:  # FAT writes the time of the wall clock, which the library takes for one of this machine's zone
            seconds = calendar.timegm(time.localtime(seconds))
        return max(-_LAST_MOMENT, min(seconds * 1_000_000_000 + nanoseconds, _LAST_MOMENT))


def joined(folder: bytes, name: bytes) -> bytes:
    """The path of `name` in the folder with the path `folder`."""
    return folder + b"/" + name if folder else name
