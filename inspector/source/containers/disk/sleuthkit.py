"""The Sleuth Kit: its objects by their shapes, as pytsk3 gives them without types, and the medium it reads from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

import pytsk3

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.disk.media import Readable

NAME_FREE: int = pytsk3.TSK_FS_NAME_FLAG_UNALLOC
"""Set in the flags of a name that was deleted."""
FREE: int = pytsk3.TSK_FS_META_FLAG_UNALLOC
"""Set in the flags of an inode that was given back."""
TROUBLE = (OSError, RuntimeError)
"""What the library raises: the second where reading the medium raised something itself."""
FOLDERS = frozenset({pytsk3.TSK_FS_META_TYPE_DIR, pytsk3.TSK_FS_META_TYPE_VIRT_DIR})
_STEP = 512
FILE: int = pytsk3.TSK_FS_META_TYPE_REG


class Name(Protocol):
    """A name in a folder."""

    name: bytes
    type: int
    flags: int
    meta_addr: int
    meta_seq: int


class Meta(Protocol):
    """What an inode says; times in seconds, their fractions in nanoseconds."""

    addr: int
    type: int
    flags: int
    seq: int
    size: int
    mtime: int
    mtime_nano: int
    ctime: int
    ctime_nano: int
    atime: int
    atime_nano: int
    crtime: int
    crtime_nano: int


class Attribute(Protocol):
    """One stream of bytes of a file."""

    type: int
    id: int
    flags: int
    name: bytes | None
    size: int


class AttributeBox(Protocol):
    """What holds an attribute."""

    info: Attribute


class FileInfo(Protocol):
    """A name with its inode; either may be missing."""

    name: Name | None
    meta: Meta | None


class File(Protocol):
    """A file, with or without the name it was found by; iterates over its attributes."""

    info: FileInfo

    def __iter__(self) -> Iterator[AttributeBox]: ...

    def read_random(self, offset: int, length: int, *attribute: int) -> bytes:
        """Bytes of the attribute with this type and id, or of the one a file has anyway; raises OSError."""


class Image(pytsk3.Img_Info):  # type: ignore[misc]
    """A medium as the library reads it: blocks of 64 KiB, which it keeps, or longer ones."""

    def __init__(self, media: Readable, beat: Callable[[], None]) -> None:
        self._media = media
        self.beat = beat
        super().__init__(url="", type=pytsk3.TSK_IMG_TYPE_EXTERNAL)

    def read(self, offset: int, size: int) -> bytes:
        """Called by the library, which reads further than it needs: where the image is damaged it gets what is before.

        A failure at the first byte is a failure, and RuntimeError to who called the library.
        """
        self.beat()
        try:
            return self._media.read(offset, size)
        except Unreadable:
            return self._before_damage(offset, size)

    def _before_damage(self, offset: int, size: int) -> bytes:
        found = [self._media.read(offset, min(size, _STEP))]
        try:
            for place in range(offset + _STEP, offset + size, _STEP):
                found.append(self._media.read(place, min(_STEP, offset + size - place)))  # noqa: PERF401 (kept if it breaks)
        except Unreadable:
            pass
        return b"".join(found)

    def get_size(self) -> int:
        """Bytes of the medium."""
        return self._media.size

    def close(self) -> None:
        """Nothing is held."""
