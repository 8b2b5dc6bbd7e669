"""Which files are ZIP archives, as their first bytes and name tell."""

from __future__ import annotations

from inspector.analyse import filetype
from inspector.source.container import Claim, Head
from inspector.source.containers.archive import self_extracting, zip_record

_STARTS = (b"PK\3\4", b"PK\5\6", b"PK\6\6", b"PK\7\x08PK\3\4", b"PK00PK\3\4")
_SUFFIXES = frozenset({".zip", ".zipx", ".jar", ".apk", ".ufdr", ".z01"})
# What may stand in front of an archive so that it unpacks itself: programs of Windows and Unix, scripts.
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!")


def claimed(head: Head) -> Claim:
    """By the mark at the start; by a whole local header behind a program; by the name of what is no other thing."""
    if head.start.startswith(_STARTS):
        return Claim.BYTES
    if head.start.startswith(_PROGRAMS):
        archive = self_extracting.found(head)
        there = archive[1] == self_extracting.ZIP if archive is not None else _within(head.start)
        return Claim.NAME if there else Claim.NONE
    unknown = head.mime in {filetype.UNKNOWN, "application/zip"} and len(head.start) > 0
    return Claim.NAME if unknown and head.suffix in _SUFFIXES else Claim.NONE


def _within(start: bytes) -> bool:
    place = start.find(zip_record.LOCAL_MARK)
    found = zip_record.local(start[place : place + 1024], place) if place > 0 else None
    return found is not None and bool(found[0].path)
