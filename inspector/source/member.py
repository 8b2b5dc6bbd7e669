"""One thing that lies inside a container."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.domain.place_class import PlaceClass


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a container, as the container names it; nothing of it is checked yet.

    `path` are the bytes of its name, parts between "/"; `locator` finds it again and is unique inside its container
    and the same on every run (an index, an inode, a part number), however often a path occurs. `size` is in bytes,
    None when only reading tells. Times are in nanoseconds since 1970 UTC, None when the container has none. `volume`
    names the partition of a disk image ("NTFS 2"). `place` is set where the container itself tells it (deleted,
    unallocated, thumbnail, cache). `mime` is set where the container knows the type better than the bytes do.
    `failure` is the code of what keeps it from being read at all ("encrypted", "damaged", "no_decoder"); such a
    member is never opened. `held` is whatever the reader needs to open it; it never leaves the process.
    """

    path: bytes
    locator: str
    size: int | None = None
    modified_ns: int | None = None
    changed_ns: int | None = None
    accessed_ns: int | None = None
    created_ns: int | None = None
    volume: str = ""
    place: PlaceClass | None = None
    mime: str = ""
    failure: str = ""
    held: object = None
