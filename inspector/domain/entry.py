"""What a source yields: entries to be read, and things it names but never opens."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.domain.place_class import PlaceClass

_HOLLOW_SIZE = 64 * 1024**3
_HOLLOW_RATIO = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One regular file of a source.

    `path` is bytes as the source spells it, relative to the source; times are in nanoseconds since 1970 UTC; `links`
    above 1 means that other names of the same (device, inode) may exist; `allocated` is what the file takes on its
    drive, which for a sparse file is less than its size; `container` is the path of the entry it was unpacked from.

    Of a member of a container `locator` is how it is found in it, `volume` the partition it lies in, `place` what the
    container says of its place, and `failure` the code of what keeps it from being read; its times may be None.
    """

    path: bytes
    size: int
    modified_ns: int | None
    changed_ns: int | None
    accessed_ns: int | None
    device: int
    inode: int
    links: int
    allocated: int = 0
    container: bytes = b""
    created_ns: int | None = None
    locator: str = ""
    volume: str = ""
    place: PlaceClass | None = None
    failure: str = ""

    @property
    def hollow(self) -> bool:
        """Whether it is so large and takes so little of its drive that it is nothing but holes: a bomb when it is read.

        An image of a disk may be so as well, and what lies in that can be read without reading the holes.
        """
        return self.size > _HOLLOW_SIZE and self.allocated * _HOLLOW_RATIO < self.size

    def same_state(self, other: Entry) -> bool:
        """Whether it is the same file and nothing about it has changed that reading it leaves alone.

        The time of change cannot be set back by whoever writes to a file, as that of modification can.
        """
        return (self.size, self.modified_ns, self.changed_ns, self.device, self.inode) == (
            other.size, other.modified_ns, other.changed_ns, other.device, other.inode)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something a source names that is not opened: `reason` is link, pipe, socket, device, mount or unreadable."""

    path: bytes
    reason: str
