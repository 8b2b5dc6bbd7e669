"""Images of disks: whatever they are kept in, their partitions, and the files in them, deleted ones included."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, ClassVar

import pytsk3

from inspector.analyse import signature
from inspector.analyse.unreadable import Unreadable
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.disk import boot, free
from inspector.source.containers.disk.filesystem import FileSystem
from inspector.source.containers.disk.media import LIBRARIES, PIECE, describes_vmdk, media
from inspector.source.containers.disk.sleuthkit import TROUBLE, Image
from inspector.source.containers.disk.volumes import Volume, first_bytes, volumes
from inspector.source.member import Member
from inspector.source.segments import is_extent

_LOCATOR = re.compile(r"v(\d{1,3})/(\d{1,20})\.(\d{1,10})/\d{1,20}(?:-\d{1,5}-\d{1,5})?")
_NUMBERED = re.compile(rb"(?i).*\.\d{3,}", re.DOTALL)
_FURTHER = re.compile(rb"(?i).*\.0+\d{2}", re.DOTALL)
_LEAST_PART = 1 << 20
_NAMED_SEGMENTS = 99
_FIRST = re.compile(rb"(?i).*\.(0{2,}[01]|dd|raw|img|ima|vhd|dmg)", re.DOTALL)
_OTHERS = (b"COWD\x01\0\0\0", b"QFI\xfb\0\0\0", b"vhdxfile", b"conectix", b"encrcdsa")
_PACKED = (b"x\x01", b"x\x9c", b"x\xda", b"BZh", b"\xfd7zXZ\0", b"bvx")


class DiskImage:
    """An image of a disk, of a partition, or of a card."""

    name: ClassVar[str] = "disk"
    version: ClassVar[str] = f"1 (pytsk3 {pytsk3.get_version()}, {LIBRARIES})"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        name = handed.head.name
        self._split = _NUMBERED.fullmatch(name) is not None or is_extent(name)
        self._headless = self._split and not _FIRST.fullmatch(name)
        self._media = media(handed)
        self._image = Image(self._media.bytes, handed.beat)
        self._table, found = volumes(self._image, self._media.bytes)
        self._volumes = {volume.number: volume for volume in found}
        self._systems: dict[int, FileSystem] = {}
        self._failures: dict[tuple[str, str], None] = {}
        if self._media.gap:
            self._failures[self._media.gap, "medium"] = None

    @staticmethod
    def claim(head: Head) -> Claim:
        """Sure when the first bytes are those of an image; by its name when they are blank."""
        start = head.start
        if _is_image(start):
            return Claim.BYTES
        if head.suffix == ".dmg" and start.startswith(_PACKED):
            return Claim.INSIDE  # of Apple's packed images only the end tells more
        if signature.mime(start) or start[0x8001:0x8006] == b"CD001":
            return Claim.NONE
        sign = boot.file_system(start)
        if (sign and sign != "swap") or boot.partition_table(start, None if _FIRST.fullmatch(head.name) else head.size):
            return Claim.BYTES
        return Claim.NAME if _may_be_blank(head) or _may_be_further(head) else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """Every file of every volume."""
        for volume in self._volumes.values():
            try:
                system = self._system(volume)
                if system is not None:
                    yield from system.walk()
            except Unreadable as error:
                self._failures[error.code, volume.name("volume")] = None
            except (*TROUBLE, ValueError, OverflowError, SystemError):
                self._failures["damaged", volume.name("volume")] = None

    def open(self, member: Member) -> BinaryIO:
        """The bytes of a member, which can be sought in."""
        system = self._systems.get(_parsed(member.locator)[0])
        if system is None:
            raise Unreadable("missing_member")
        return system.open(member)

    def at(self, locator: str) -> Member:
        """The member with this locator."""
        number, folder, place = _parsed(locator)
        volume = self._volumes.get(number)
        system = self._system(volume) if volume else None
        if system is None:
            raise Unreadable("missing_member")
        return system.at(folder, place, locator)

    def about(self) -> About:
        """The medium, its digests as the image states them, and each volume with what was not told of it."""
        failures = dict(self._failures)
        for system in self._systems.values():
            failures |= {(code, system.name): None for code in system.failures}
        facts: dict[str, object] = {"form": self._media.form, "media_size": self._media.bytes.size}
        facts |= self._media.facts | {f"stored_{name}": value for name, value in self._media.stored.items()}
        if self._table:
            facts["partition_table"] = self._table
        facts["volumes"] = [self._facts(volume) for volume in self._volumes.values()]
        return About(facts, failures=tuple(failures))

    def verify(self, beat: Callable[[], None]) -> dict[str, object]:
        """Reads the whole medium and holds its digests against those the image states.

        Gives `stored` and `computed` (name to hex) and `ok`, None when the image states none; then SHA-256 is computed.
        What keeps it from being read to its end is `failure` (code and "medium") instead.
        """
        stored = dict(self._media.stored)
        try:
            computed = self._computed(beat)
        except Unreadable as error:
            return {"stored": stored, "computed": {}, "ok": None, "failure": [error.code, "medium"]}
        return {"stored": stored, "computed": computed, "ok": stored == computed if stored else None}

    def _computed(self, beat: Callable[[], None]) -> dict[str, str]:
        stored, size = self._media.stored, self._media.bytes.size
        sums = {name: hashlib.new(name, usedforsecurity=False) for name in stored or ("sha256",)}
        for place in range(0, size, PIECE):
            block = self._media.bytes.read(place, PIECE)
            if len(block) < min(PIECE, size - place):
                raise Unreadable("truncated", "medium")
            for each in sums.values():
                each.update(block)
            beat()
        return {name: each.hexdigest() for name, each in sums.items()}

    def close(self) -> None:
        """Lets go of the file systems."""
        self._systems.clear()

    def _system(self, volume: Volume) -> FileSystem | None:
        """The file system of a volume; None, with a failure where it is worth one, when there is none to read."""
        if volume.number in self._systems:
            return self._systems[volume.number]
        code = self._sealed(volume)
        if code is None:
            try:
                system = FileSystem(self._image, volume)
            except Unreadable as error:
                code = error.code if volume.sign or not self._is_blank(volume) else ""
                code = "segments_missing" if self._headless and not volume.number else code
            else:
                self._systems[volume.number] = system
                self._check_end(system.name, max(system.end, volume.start + volume.size))
                return system
        name = volume.name(volume.sign or "volume")
        self._check_end(name, volume.start + volume.size)
        if code:
            self._failures[code, name] = None
        return None

    def _sealed(self, volume: Volume) -> str | None:
        """The code of what keeps a volume from being read, empty for one without files or cut off whole."""
        if volume.number and volume.start >= self._media.bytes.size:
            return ""
        if volume.sign in boot.ENCRYPTED:
            return "encrypted"
        return "no_decoder" if volume.sign in boot.SEALED else "" if volume.sign == "swap" else None

    def _is_blank(self, volume: Volume) -> bool:
        """Whether a volume was never formatted, or its beginning is in what is missing of the image."""
        may_be = volume.number > 0 or self._media.gap
        return bool(may_be) and not any(first_bytes(self._media.bytes, volume.start))

    def _check_end(self, name: str, end: int) -> None:
        if end > self._media.bytes.size:
            self._failures["segments_missing" if self._split else "truncated", name] = None

    def _facts(self, volume: Volume) -> dict[str, object]:
        system = self._systems.get(volume.number)
        facts: dict[str, object] = {"start": volume.start, "size": volume.size}
        if system is None:
            return {"name": volume.name(volume.sign or "volume")} | facts
        unallocated = free.unallocated(system, self._media.bytes, volume.start)
        known = {} if unallocated is None else {"unallocated": unallocated}
        return {"name": system.name} | facts | known | system.facts()


def _is_image(start: bytes) -> bool:
    """Whether a file is kept in one of the forms of images; of further segments, those whose names tell of a first."""
    if start.startswith(b"EVF\x09\x0d\x0a\xff\0"):
        return 1 <= int.from_bytes(start[9:11], "little") <= _NAMED_SEGMENTS
    if start.startswith(b"EVF2\x0d\x0a\x81\0"):
        return 1 <= int.from_bytes(start[12:16], "little") <= _NAMED_SEGMENTS
    if start.startswith(b"KDMV"):
        return start[4:8] in {b"\1\0\0\0", b"\2\0\0\0", b"\3\0\0\0"}
    return describes_vmdk(start) or start.startswith(
        (b"COWD\x01\0\0\0", b"QFI\xfb\0\0\0", b"vhdxfile", b"conectix", b"encrcdsa")
    )


def _may_be_blank(head: Head) -> bool:
    """Whether a file that is called an image may be one whose first sector was wiped or holds something unknown."""
    blank = len(head.start) >= 512 and (not any(head.start[:512]) or head.start[510:512] == b"\x55\xaa")
    return bool(blank and _FIRST.fullmatch(head.name) and head.size and head.size % 512 == 0)


def _may_be_further(head: Head) -> bool:
    """Whether a file may be a part of a split image whose first part is missing: sectors of nothing known."""
    named = _FURTHER.fullmatch(head.name) and head.mime in {"", "application/octet-stream"}
    return bool(named and head.size and head.size >= _LEAST_PART and head.size % 512 == 0)


def _parsed(locator: str) -> tuple[int, int, int]:
    """Volume, folder and place in it."""
    match = _LOCATOR.fullmatch(locator)
    if match is None:
        raise Unreadable("missing_member")
    volume, folder, place = map(int, match.groups())
    return volume, folder, place
