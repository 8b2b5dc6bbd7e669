"""Which of libarchive's formats an archive is in, by its first bytes.

Sources: libarchive-formats(5); APPNOTE-like descriptions of 7z, RAR 4 and 5, CAB, LHA, XAR; ECMA-119 for ISO 9660.
"""

from __future__ import annotations

from typing import Literal

from inspector.source.container import Head
from inspector.source.containers.archive import packing, self_extracting, tar_header
from inspector.source.containers.archive.packing import Packing
from inspector.source.containers.archive.unpacking import Form

_RAR = {b"Rar!\x1a\x07\0": "rar", b"Rar!\x1a\x07\1\0": "rar5"}
_SEEKING = {self_extracting.SEVEN_ZIP: "7zip", b"MSCF\0\0\0\0": "cab", b"xar!\0\x1c": "xar"}
_BEHIND = {
    self_extracting.SEVEN_ZIP: "7zip", self_extracting.CAB: "cab",
    self_extracting.RAR_4: "rar", self_extracting.RAR_5: "rar5",
}  # fmt: skip
_STREAMING = {b"070701": "cpio", b"070702": "cpio", b"070707": "cpio", b"!<arch>\n": "ar"}
_ISO_MARK, _ISO_PLACE = b"CD001", 32769
_OLD_CPIO: dict[bytes, Literal["little", "big"]] = {b"\xc7\x71": "little", b"\x71\xc7": "big"}
_RPM = b"\xed\xab\xee\xdb"


def rar(start: bytes) -> Form | None:
    """Of RAR archives."""
    return next((Form((name,)) for mark, name in _RAR.items() if start.startswith(mark)), None)


def seeking(start: bytes) -> Form | None:
    """Of archives that are read here and there."""
    for mark, name in _SEEKING.items():
        if start.startswith(mark):
            return Form((name,))
    if start[_ISO_PLACE : _ISO_PLACE + 5] == _ISO_MARK:
        return Form(("iso9660",))
    method = start[2:7]
    return Form(("lha",)) if method[:1] == method[4:] == b"-" and method[1:3] in (b"lh", b"lz", b"pm") else None


def behind(head: Head) -> Form | None:
    """Of an archive that unpacks itself, other than ZIP."""
    archive = self_extracting.found(head)
    name = _BEHIND.get(archive[1]) if archive is not None else None
    return None if name is None else Form((name,))


def streaming(start: bytes) -> Form | None:
    """Of archives that are read forward and not packed as a whole."""
    if start.startswith(_RPM):
        return Form(("cpio",), ("rpm", "gzip", "bzip2", "xz", "lzma", "zstd"))
    if order := _OLD_CPIO.get(start[:2]):  # two bytes are no mark: the name they are told to be followed by must end
        length = int.from_bytes(start[20:22], order)
        return Form(("cpio",)) if length > 1 and start[25 + length : 26 + length] == b"\0" else None
    return next((Form((name,)) for mark, name in _STREAMING.items() if start.startswith(mark)), None)


def within(head: Head, found: Packing) -> Form | None:
    """Of the archive that a packed file holds.

    Where its first bytes do not come out of the head alone, because a block of bzip2 is longer, its name tells.
    """
    inner = packing.peeked(found, head.start)
    named = any(head.name.lower().endswith(suffix.encode()) for suffix in _tar_suffixes(found))
    if tar_header.parse(inner[: tar_header.BLOCK]) is not None or (not inner and named):
        return Form(("tar",), (found.name,))
    form = streaming(inner)
    return Form(form.formats, (found.name,)) if form and form.formats == ("cpio",) else None


def _tar_suffixes(found: Packing) -> list[str]:
    return [*found.of_tar, *(".tar" + suffix for suffix in found.suffixes)]
