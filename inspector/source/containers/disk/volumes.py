"""The volumes on a medium: those its partition table names, or the medium itself when it has none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytsk3

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.disk import boot
from inspector.source.containers.disk.media import Readable
from inspector.source.containers.disk.sleuthkit import TROUBLE, Image

MOST = 128
"""Volumes looked at on one medium; GPT has room for as many unless it says otherwise."""

_PIECE = 4096
_TABLES = {
    "GPT": pytsk3.TSK_VS_TYPE_GPT,
    "MBR": pytsk3.TSK_VS_TYPE_DOS,
    "APM": pytsk3.TSK_VS_TYPE_MAC,
    None: pytsk3.TSK_VS_TYPE_DETECT,
}
_FIRM = frozenset({"GPT", "MBR"})
_ENDLESS = 1 << 62


@dataclass(frozen=True, slots=True)
class Volume:
    """Where a volume lies; `number` counts from 1, 0 is a medium without a partition table. Bytes."""

    number: int
    start: int
    size: int
    sign: str | None
    """What its first bytes are, as `boot.file_system` says."""

    def name(self, system: str) -> str:
        """The name with the file system in front, "NTFS 2"."""
        return f"{system} {self.number}" if self.number else system


def volumes(image: Image, media: Readable) -> tuple[str, list[Volume]]:
    """The partition table ("" for none) and the volumes in the order in which it names them.

    A volume without a sign is told too: the Sleuth Kit may know it; and one that lies behind the end of the medium.
    """
    start = first_bytes(media, 0)
    table = boot.partition_table(start, media.size)
    whole = Volume(0, 0, media.size, boot.file_system(start))
    if whole.sign and table != "GPT" and not _is_hybrid(table, whole.sign):
        return "", [whole]
    parts = _partitions(image, media, table)
    return (table or "other", parts) if parts else ("", [whole])


def first_bytes(media: Readable, start: int) -> bytes:
    """What a volume begins with; zeros where the image is damaged."""
    return b"".join(_piece(media, start + place) for place in range(0, boot.LONGEST, _PIECE))


def _piece(media: Readable, place: int) -> bytes:
    try:
        return media.read(place, _PIECE)
    except Unreadable:
        return bytes(_PIECE)


def _is_hybrid(table: str | None, sign: str) -> bool:
    """Whether the sign is that of a disc which is a disk as well, and the table tells more."""
    return table is not None and sign == "ISO 9660"


def _partitions(image: Image, media: Readable, table: str | None) -> list[Volume]:
    listed = list(_listed(image, table))
    if not listed and table in _FIRM:
        listed = list(_listed(_Endless(media, image.beat), table))
    found: dict[int, Volume] = {}
    for start, size, is_volume in listed:
        behind = start >= media.size
        if len(found) < MOST and start not in found and start >= 0 and (is_volume or behind):
            sign = None if behind else boot.file_system(first_bytes(media, start))
            found[start] = Volume(len(found) + 1, start, size, sign)
    return list(found.values())


class _Endless(Image):
    """A medium without an end: the library takes a table for none that leads behind the end of one."""

    def get_size(self) -> int:
        return _ENDLESS


def _listed(image: Image, table: str | None) -> Iterator[tuple[int, int, bool]]:
    """Start and size of each partition, and whether it is a volume or holds some.

    A table that breaks in the middle gives those before.
    """
    try:
        volume: Any = pytsk3.Volume_Info(image, type=_TABLES[table])
        block = volume.info.block_size
        for part in volume:
            if part.flags != pytsk3.TSK_VS_PART_FLAG_UNALLOC:
                yield part.start * block, part.len * block, part.flags == pytsk3.TSK_VS_PART_FLAG_ALLOC
    except (*TROUBLE, Unreadable):
        return
