"""The bytes of the medium an image was taken of, whatever the image is kept in: one object to read at any place.

E01 by `ewf` (what it says of itself: libewf), Ex01 through libewf, VMDK through libvmdk, VHD and VHDX through libvhdi,
QCOW2 by `qcow`, Apple's UDIF by `udif`, everything else as it stands, split or whole. The libraries are given open
files and look for none.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import BinaryIO, Protocol

import pyewf
import pyvhdi
import pyvmdk

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import Handed
from inspector.source.containers.disk import ewf, qcow, udif

LIBRARIES = f"libewf {pyewf.get_version()}, libvmdk {pyvmdk.get_version()}, libvhdi {pyvhdi.get_version()}"
PIECE = 256 << 10
"""What is read at once: above it the C library maps fresh memory for every piece, which takes five times as long."""

_TROUBLE = (OSError, RuntimeError, ValueError)  # what the libraries raise
_NO_PARENT = 0xFFFFFFFF
_DESCRIPTOR = b"# Disk DescriptorFile"
_VHD_FOOTER = 512
_HASHES = {"MD5": "md5", "SHA1": "sha1", "SHA256": "sha256"}
_FACTS = {"acquiry_date": "acquired", "acquiry_software_version": "software", "acquiry_operating_system": "system"}


class Readable(Protocol):
    """What can be read at any place."""

    size: int

    def read(self, offset: int, size: int) -> bytes:
        """At most `size` bytes from `offset`; fewer only at the end."""


@dataclass(frozen=True)
class Media:
    """A medium: its bytes, what it is kept in, and what the image says of it.

    `stored` are the digests (name to hex) the image claims its bytes have; `gap` is the code of a failure when the
    image ends before the medium does.
    """

    bytes: Readable
    form: str
    stored: dict[str, str] = field(default_factory=dict)
    facts: dict[str, object] = field(default_factory=dict)
    gap: str = ""


def media(handed: Handed) -> Media:
    """The medium in an image; raises Unreadable when it cannot be opened."""
    start = handed.head.start
    try:
        if not _is_first(start):
            raise Unreadable("segments_missing", "the first")
        if start.startswith((b"EVF\x09", b"EVF2")):
            return _expert_witness(handed)
        if start.startswith((b"KDMV", b"COWD")) or describes_vmdk(start):
            return _vmdk(handed)
        if start.startswith(b"QFI\xfb"):
            return Media(qcow.Qcow(handed.file), "QCOW2")
        if start.startswith((b"vhdxfile", b"conectix")) or _has_vhd_footer(handed.file):
            return _vhd(handed)
        if start.startswith(udif.ENCRYPTED):
            raise Unreadable("encrypted", "medium")
        if udif.has_trailer(handed.file):
            return Media(udif.Udif(handed.file), "UDIF")
        return Media(Joined((handed.file, *handed.more)), "raw")
    except _TROUBLE as error:
        raise Unreadable("damaged", type(error).__name__) from error


def describes_vmdk(start: bytes) -> bool:
    """Whether a file is the text that describes a VMDK."""
    return start.removeprefix(b"\xef\xbb\xbf")[: len(_DESCRIPTOR)] == _DESCRIPTOR


def _is_first(start: bytes) -> bool:
    """Whether a file is no further segment of an image by what it says of itself."""
    if start.startswith(b"EVF\x09"):
        return start[9:11] == b"\x01\0"
    if start.startswith(b"EVF2"):
        return start[12:16] == b"\x01\0\0\0"
    return not start.startswith(b"KDMV") or describes_vmdk(start[int.from_bytes(start[28:36], "little") * 512 :])


class Joined:
    """Files one after the other."""

    def __init__(self, files: Sequence[BinaryIO]) -> None:
        self._files = files
        self._ends = list(accumulate(file.seek(0, os.SEEK_END) for file in files))
        self.size = self._ends[-1]

    def read(self, offset: int, size: int) -> bytes:
        """At most `size` bytes from `offset`; fewer only at the end."""
        found = []
        while size > 0 and 0 <= offset < self.size:
            number = bisect_right(self._ends, offset)
            file = self._files[number]
            file.seek(offset - (self._ends[number - 1] if number else 0))
            block = file.read(min(size, self._ends[number] - offset))
            if not block:  # shorter than it was
                break
            found.append(block)
            offset, size = offset + len(block), size - len(block)
        return found[0] if len(found) == 1 else b"".join(found)


class _Library(Protocol):
    def get_media_size(self) -> int: ...

    def read_buffer_at_offset(self, size: int, offset: int, /) -> bytes: ...


class Handle:
    """An image opened by one of the libraries."""

    def __init__(self, handle: _Library) -> None:
        self._handle = handle
        self.size = handle.get_media_size()

    def read(self, offset: int, size: int) -> bytes:
        """At most `size` bytes from `offset`; raises Unreadable where the image is damaged."""
        size = min(size, self.size - offset)
        if size <= 0 or offset < 0:
            return b""
        try:
            return self._handle.read_buffer_at_offset(size, offset)
        except _TROUBLE as error:
            raise Unreadable("damaged", type(error).__name__) from error


def _expert_witness(handed: Handed) -> Media:
    segments = (handed.file, *handed.more)
    gap = _gap(segments[-1])
    second = handed.head.start.startswith(b"EVF2")
    handle = pyewf.handle()
    try:
        handle.open_file_objects(list(segments))
    except _TROUBLE:
        if second:
            raise
        return Media(ewf.Chunks(segments, gap), "E01", gap=gap or "damaged")  # broken in what it says of itself
    stored = {_HASHES[name]: str(value).lower() for name, value in handle.get_hash_values().items() if name in _HASHES}
    facts: dict[str, object] = {"sector_size": handle.get_bytes_per_sector()}
    facts |= {_FACTS[name]: str(value)[:100] for name, value in handle.get_header_values().items() if name in _FACTS}
    library = Handle(handle)
    readable = library if second else _chunks(segments, gap, library)
    return Media(readable, "Ex01" if second else "E01", stored, facts, gap)


def _chunks(segments: Sequence[BinaryIO], gap: str, library: Readable) -> Readable:
    """The medium by its chunks; by the library where they are laid out in a way only it knows."""
    try:
        chunks = ewf.Chunks(segments, gap)
    except Unreadable:
        return library
    return chunks if chunks.size >= library.size else library  # which sees less where a section is broken


def _gap(last: BinaryIO) -> str:
    """What the end of the last segment tells: "done", "next" (one more should follow), or nothing any more."""
    last.seek(0, os.SEEK_END)
    last.seek(-min(last.tell(), 76), os.SEEK_END)
    end = last.read(76)
    if end.startswith(b"next\0") or end[-64:-60] == b"\x0d\0\0\0":
        return "segments_missing"
    return "" if end.startswith(b"done\0") or end[-64:-60] == b"\x0f\0\0\0" else "truncated"


def _vmdk(handed: Handed) -> Media:
    handle = pyvmdk.handle()
    handle.open_file_object(handed.file)
    if handle.get_parent_content_identifier() != _NO_PARENT:
        raise Unreadable("only_changes", "parent disk")
    extents = handle.number_of_extents
    alone = not describes_vmdk(handed.head.start)
    files = [handed.file] if alone and extents == 1 else [*handed.more]
    if len(files) < extents:
        raise Unreadable("segments_missing", f"{len(files)} of {extents}")
    handle.open_extent_data_files_as_file_objects(files[:extents])
    return Media(Handle(handle), "VMDK")


def _vhd(handed: Handed) -> Media:
    handle = pyvhdi.file()
    handle.open_file_object(handed.file)
    if handle.get_parent_identifier() is not None:
        raise Unreadable("only_changes", "parent disk")
    return Media(Handle(handle), "VHDX" if handed.head.start.startswith(b"vhdxfile") else "VHD")


def _has_vhd_footer(file: BinaryIO) -> bool:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(size - _VHD_FOOTER, 0))
    return size > _VHD_FOOTER and file.read(8) == b"conectix"
