"""Which files are ZIP archives, as their first bytes and name tell."""

from __future__ import annotations

from inspector.source.container import Claim, Head
from inspector.source.containers.archive import self_extracting, zip_directory, zip_record

_STARTS = (b"Cr24\2\0\0\0", b"Cr24\3\0\0\0", b"PK\3\4", b"PK\5\6", b"PK\6\6", b"PK\7\x08PK\3\4", b"PK00PK\3\4")
_SUFFIXES = frozenset({
    ".zip", ".zipx", ".jar", ".apk", ".ufdr", ".z01", ".wacz", ".epub", ".xpi", ".crx", ".ipa", ".aab", ".cbz", ".kmz",
    ".war", ".xps", ".oxps", ".vsdx", ".3mf", ".whl", ".nupkg", ".vsix", ".appx", ".msix",
})  # fmt: skip
# What may stand in front of an archive so that it unpacks itself: programs of Windows and Unix, scripts.
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!")


def claimed(head: Head) -> Claim:
    """By the mark at the start; by a whole local header behind a program; by the name of what is no other thing.

    And by its end, where it was put behind a picture, or its first bytes are lost.
    """
    if head.start.startswith(_STARTS):
        return Claim.BYTES
    if head.start.startswith(_PROGRAMS):
        archive = self_extracting.found(head)
        there = archive[1] == self_extracting.ZIP if archive is not None else _within(head.start)
        return Claim.NAME if there else Claim.NONE
    named = head.promised if head.mime != "application/zip" or not head.start else head.suffix
    return Claim.NAME if named in _SUFFIXES or zip_directory.ends(head.tail, head.size) else Claim.NONE


def _within(start: bytes) -> bool:
    place = start.find(zip_record.LOCAL_MARK)
    found = zip_record.local(start[place : place + 1024], place) if place > 0 else None
    return found is not None and bool(found[0].path)
