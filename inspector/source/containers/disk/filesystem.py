"""One file system, walked through the Sleuth Kit, deleted files that it can still find included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, cast

import pytsk3

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.disk.entries import Entries, Held, Spot, joined
from inspector.source.containers.disk.image_file import opened
from inspector.source.containers.disk.sleuthkit import FOLDERS, FREE, NAME_FREE, TROUBLE, File, Image, Meta, Name
from inspector.source.containers.disk.volumes import Volume
from inspector.source.member import Member

MOST_DELETED = 1_000_000
"""Deleted names told of one volume: beyond it lie the phantoms that old contents of reused clusters look like."""
MOST_CLAIMED = 4
"""How often all deleted files together may claim the bytes of their volume before they are no longer opened."""
LONGEST_PATH = 256 << 10

_NAMES = {
    pytsk3.TSK_FS_TYPE_NTFS: "NTFS",
    pytsk3.TSK_FS_TYPE_FAT12: "FAT12",
    pytsk3.TSK_FS_TYPE_FAT16: "FAT16",
    pytsk3.TSK_FS_TYPE_FAT32: "FAT32",
    pytsk3.TSK_FS_TYPE_EXFAT: "exFAT",
    pytsk3.TSK_FS_TYPE_EXT2: "ext2",
    pytsk3.TSK_FS_TYPE_EXT3: "ext3",
    pytsk3.TSK_FS_TYPE_EXT4: "ext4",
    pytsk3.TSK_FS_TYPE_HFS: "HFS+",
    pytsk3.TSK_FS_TYPE_ISO9660: "ISO 9660",
    pytsk3.TSK_FS_TYPE_FFS1: "UFS1",
    pytsk3.TSK_FS_TYPE_FFS1B: "UFS1",
    pytsk3.TSK_FS_TYPE_FFS2: "UFS2",
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
_SEQUENCES = 1 << 16


class FileSystem:
    """The file system of a volume; raises Unreadable when there is none the Sleuth Kit knows.

    `failures` (codes) and `entries.counts` fill while it is walked; `end` is where it ends on the medium, in bytes.
    """

    def __init__(self, image: Image, volume: Volume) -> None:
        asked = _ASKED.get(volume.sign or "", pytsk3.TSK_FS_TYPE_DETECT)
        try:
            self.tsk: Any = pytsk3.FS_Info(image, offset=volume.start, type=asked)
        except TROUBLE as error:
            raise Unreadable("damaged" if volume.sign else "no_decoder", "file system") from error
        info = self.tsk.info
        self.kind = _NAMES.get(info.ftype, "other")
        self.name = volume.name(self.kind)
        self.size = info.block_count * info.block_size
        self.end = volume.start + self.size
        self.failures: dict[str, None] = {}
        self.entries = Entries(self.kind, self.name, volume.number, self.size)
        self._beat = image.beat
        self._root = info.root_inum
        self._claimed = 0
        self._search = self._names()
        self._paths: dict[int, bytes] = {}
        self._reached: tuple[int, Iterator[tuple[int, Name, File]]] = (-1, iter(()))

    def walk(self) -> Iterator[Member]:
        """Every file, folder by folder, orphans last."""
        for spot, name, file in self._names():
            for member in self.entries.members(spot, name, file):
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
        except TROUBLE as error:
            raise Unreadable("damaged", "inode") from error
        return opened(file, member.size or 0, part)

    def at(self, folder: int, number: int, locator: str) -> Member:
        """The member with this locator, which stands at place `number` of `folder`."""
        spot = Spot(folder, self._path(folder), number)
        for member in self.entries.members(spot, *self._file(folder, number)):
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

    def _names(self) -> Iterator[tuple[Spot, Name, File]]:
        """Every name and its file, each folder once, without recursion: folders that hold one another end here."""
        waiting, seen = [(self._root, b"")], {self._root}
        while waiting:
            folder, path = waiting.pop()
            below = []
            for number, name, file in self._listed(folder):
                yield Spot(folder, path, number), name, file
                inode = _folder(name, file.info.meta)
                if inode is not None and inode not in seen:
                    seen.add(inode)
                    below.append((inode, joined(path, name.name)))
            waiting.extend(each for each in reversed(below) if self._fits(each[1]))

    def _fits(self, path: bytes) -> bool:
        if len(path) > LONGEST_PATH:
            self.failures["too_large"] = None
        return len(path) <= LONGEST_PATH

    def _listed(self, folder: int) -> Iterator[tuple[int, Name, File]]:
        """Place, name and file of each name in a folder; one that cannot be read costs only itself."""
        self._beat()
        try:
            listing = self.tsk.open_dir(inode=folder)
        except TROUBLE:
            self.failures["damaged"] = None
            return
        for number in range(listing.size):
            try:
                file: File = next(listing)
            except StopIteration:
                return
            except TROUBLE:
                self.failures["damaged"] = None
                continue
            name = file.info.name
            if name is not None and name.name not in _DOTS:
                yield number, name, self._kept(name) or file if file.info.meta is None else file

    def _kept(self, name: Name) -> File | None:
        """The file behind a deleted name of NTFS, which the library only gives when asked for by its number.

        Deleting adds one to the sequence number of the record, the name keeps the old one, and the library takes two
        different numbers for a record that was used again. A record in use, or further on, was.
        """
        if self.kind != "NTFS" or not name.flags & NAME_FREE or not name.meta_addr:
            return None
        try:
            file: File = self.tsk.open_meta(inode=name.meta_addr)
        except TROUBLE:
            return None
        meta = file.info.meta
        same = meta is not None and meta.flags & FREE and (meta.seq - name.meta_seq) % _SEQUENCES <= 1
        return file if same else None

    def _path(self, folder: int) -> bytes:
        """The path of a folder, found by walking on from the last that was asked for."""
        while folder not in self._paths:
            spot, *_ = next(self._search, (None,))
            if spot is None:
                raise Unreadable("missing_member")
            self._paths[spot.folder] = spot.path
        return self._paths[folder]

    def _file(self, folder: int, number: int) -> tuple[Name, File]:
        """Name and file at a place of a folder; asked for in order, as when all are read again, it is listed once."""
        for listing in (self._reached[1] if self._reached[0] == folder else iter(()), self._listed(folder)):
            self._reached = (folder, listing)
            for place, name, file in listing:
                if place == number:
                    return name, file
                if place > number:
                    break
        raise Unreadable("missing_member")


def _folder(name: Name, meta: Meta | None) -> int | None:
    """The inode of a folder whose contents are to be told; None for anything else, and for one that was reused."""
    if meta is None or meta.type not in FOLDERS:
        return None
    reused = name.flags & NAME_FREE and not meta.flags & FREE
    return None if reused else meta.addr
