"""One file system, walked through the Sleuth Kit, deleted files that it can still find included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, cast

import pytsk3

from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.containers.entries import FOLDERS, Entries, Held, Spot
from inspector.source.containers.stream import opened
from inspector.source.containers.volumes import Image, Volume
from inspector.source.member import Member

MOST_DELETED = 1_000_000
"""Deleted names told of one volume: beyond it lie the phantoms that old contents of reused clusters look like."""
MOST_CLAIMED = 4
"""How often all deleted files together may claim the bytes of their volume before they are no longer opened."""
LONGEST_PATH = 256 << 10

_NAMES = {
    int(pytsk3.TSK_FS_TYPE_NTFS): "NTFS",
    int(pytsk3.TSK_FS_TYPE_FAT12): "FAT12",
    int(pytsk3.TSK_FS_TYPE_FAT16): "FAT16",
    int(pytsk3.TSK_FS_TYPE_FAT32): "FAT32",
    int(pytsk3.TSK_FS_TYPE_EXFAT): "exFAT",
    int(pytsk3.TSK_FS_TYPE_EXT2): "ext2",
    int(pytsk3.TSK_FS_TYPE_EXT3): "ext3",
    int(pytsk3.TSK_FS_TYPE_EXT4): "ext4",
    int(pytsk3.TSK_FS_TYPE_HFS): "HFS+",
    int(pytsk3.TSK_FS_TYPE_ISO9660): "ISO 9660",
    int(pytsk3.TSK_FS_TYPE_FFS1): "UFS1",
    int(pytsk3.TSK_FS_TYPE_FFS1B): "UFS1",
    int(pytsk3.TSK_FS_TYPE_FFS2): "UFS2",
}
_ASKED = {
    "NTFS": pytsk3.TSK_FS_TYPE_NTFS_DETECT,
    "FAT": pytsk3.TSK_FS_TYPE_FAT_DETECT,
    "exFAT": pytsk3.TSK_FS_TYPE_EXFAT,
    "ext": pytsk3.TSK_FS_TYPE_EXT_DETECT,
    "HFS+": pytsk3.TSK_FS_TYPE_HFS_DETECT,
    "ISO 9660": pytsk3.TSK_FS_TYPE_ISO9660_DETECT,
}
_DOTS = frozenset({b".", b"..", b""})
_NAME_FREE = int(pytsk3.TSK_FS_NAME_FLAG_UNALLOC)
_FREE = int(pytsk3.TSK_FS_META_FLAG_UNALLOC)


class FileSystem:
    """The file system of a volume; raises Unreadable when there is none the Sleuth Kit knows.

    `failures` (codes) and `entries.counts` fill while it is walked; `end` is where it ends on the medium, in bytes.
    """

    def __init__(self, image: Image, volume: Volume) -> None:
        asked = _ASKED.get(volume.sign or "", pytsk3.TSK_FS_TYPE_DETECT)
        try:
            self.tsk: Any = pytsk3.FS_Info(image, offset=volume.start, type=asked)
        except OSError as error:
            raise Unreadable("damaged" if volume.sign else "no_decoder", "file system") from error
        info = self.tsk.info
        self.kind = _NAMES.get(int(info.ftype), "other")
        self.name = volume.name(self.kind)
        self.size = int(info.block_count) * int(info.block_size)
        self.end = volume.start + self.size
        self.failures: dict[str, None] = {}
        self.entries = Entries(self.kind, self.name, volume.number, self.size)
        self._beat = image.beat
        self._root = int(info.root_inum)
        self._claimed = 0
        self._search = self._names()
        self._paths: dict[int, bytes] = {}
        self._reached: tuple[int, Iterator[tuple[int, Any]]] = (-1, iter(()))

    def walk(self) -> Iterator[Member]:
        """Every file, folder by folder, orphans last."""
        for spot, file in self._names():
            for member in self.entries.members(spot, file):
                self.entries.counts["files"] += 1
                if member.place is None:
                    yield member
                elif (checked := self._deleted(member)) is not None:
                    yield checked

    def open(self, member: Member) -> BinaryIO:
        """The bytes of a member of this volume."""
        inode, part = cast("Held", member.held)
        try:
            file = self.tsk.open_meta(inode=inode)
        except OSError as error:
            raise Unreadable("damaged", "inode") from error
        return opened(file, member.size or 0, part)

    def at(self, folder: int, number: int, locator: str) -> Member:
        """The member with this locator, which stands at place `number` of `folder`."""
        spot = Spot(folder, self._path(folder), number)
        for member in self.entries.members(spot, self._file(folder, number)):
            if member.locator == locator:
                return member
        raise Unreadable("missing_member")

    def facts(self) -> dict[str, object]:
        """What the walk counted, and how the times are meant."""
        counts: dict[str, object] = {name: count for name, count in sorted(self.entries.counts.items()) if count}
        return counts | ({"times": "local"} if self.entries.local else {})

    def _deleted(self, member: Member) -> Member | None:
        counts = self.entries.counts
        counts["deleted"] += 1
        if counts["deleted"] > MOST_DELETED:
            self.failures["too_large"] = None
            return None
        if not member.failure:
            self._claimed += member.size or 0
        return replace(member, failure="too_large") if self._claimed > MOST_CLAIMED * self.size else member

    def _names(self) -> Iterator[tuple[Spot, Any]]:
        """Every name and its file, each folder once, without recursion: folders that hold one another end here."""
        waiting, seen = [(self._root, b"")], {self._root}
        while waiting:
            folder, path = waiting.pop()
            below = []
            for number, file in self._listed(folder):
                yield Spot(folder, path, number), file
                inode = _folder(file)
                if inode is not None and inode not in seen:
                    seen.add(inode)
                    below.append((inode, b"/".join((path, file.info.name.name)) if path else file.info.name.name))
            waiting.extend(each for each in reversed(below) if self._fits(each[1]))

    def _fits(self, path: bytes) -> bool:
        if len(path) > LONGEST_PATH:
            self.failures["too_large"] = None
        return len(path) <= LONGEST_PATH

    def _listed(self, folder: int) -> Iterator[tuple[int, Any]]:
        """The files of a folder by their place in its list; one that cannot be read costs only itself."""
        self._beat()
        try:
            listing = self.tsk.open_dir(inode=folder)
        except OSError:
            self.failures["damaged"] = None
            return
        for number in range(int(listing.size)):
            try:
                file = next(listing)
            except StopIteration:
                return
            except OSError:
                self.failures["damaged"] = None
                continue
            if file.info.name is not None and file.info.name.name not in _DOTS:
                yield number, file

    def _path(self, folder: int) -> bytes:
        """The path of a folder, found by walking on from the last that was asked for."""
        while folder not in self._paths:
            spot, _ = next(self._search, (None, None))
            if spot is None:
                raise Unreadable("missing_member")
            self._paths[spot.folder] = spot.path
        return self._paths[folder]

    def _file(self, folder: int, number: int) -> Any:
        """The file at a place of a folder; asked for in order, as when all are read again, the list is read once."""
        for _ in range(2):
            if self._reached[0] == folder:
                for place, file in self._reached[1]:
                    if place >= number:
                        break
                else:
                    place = -1
                if place == number:
                    return file
            self._reached = (folder, self._listed(folder))
        raise Unreadable("missing_member")


def _folder(file: Any) -> int | None:
    """The inode of a folder whose contents are to be told; None for anything else, and for one that was reused."""
    name, meta = file.info.name, file.info.meta
    if meta is None or int(meta.type) not in FOLDERS:
        return None
    reused = int(name.flags) & _NAME_FREE and not int(meta.flags) & _FREE
    return None if reused else int(meta.addr)
