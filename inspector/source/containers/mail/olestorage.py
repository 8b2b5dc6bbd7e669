"""A folder inside an OLE file (MS-CFB), and the streams in it, through olefile.

The library is asked for a stream by where it begins: asked by name it searches its list from the start each time, which
among a hundred thousand never ends.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any, BinaryIO

import olefile

from inspector.analyse.unreadable import Unreadable

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LARGEST = 256 << 20
"""Bytes of a stream, which the library holds in memory."""
VERSION = f"olefile {olefile.__version__}"


class Storage:
    """A storage: streams and storages by name, in the order of their names."""

    def __init__(self, ole: Any, entry: Any) -> None:  # noqa: ANN401 - the library has no types
        self._ole = ole
        self._kids = {str(kid.name): kid for kid in reversed(entry.kids)}

    def names(self) -> Iterator[str]:
        """The names of all streams."""
        return (name for name, kid in reversed(self._kids.items()) if kid.entry_type == olefile.STGTY_STREAM)

    def size(self, name: str) -> int | None:
        """The bytes of a stream; None when there is none of this name."""
        kid = self._kids.get(name)
        return None if kid is None or kid.entry_type != olefile.STGTY_STREAM else int(kid.size)

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream; raises Unreadable "damaged" or "too_large"."""
        size = self.size(name)
        if size is None:
            return None
        if size > LARGEST:
            raise Unreadable("too_large", "stream")
        try:
            data: bytes = self._ole._open(self._kids[name].isectStart, size).read()  # noqa: SLF001 - see above
        except (OSError, ValueError, IndexError, struct.error) as error:
            raise Unreadable("damaged", type(error).__name__) from error
        return data

    def storage(self, name: str) -> Storage | None:
        """The storage of this name."""
        kid = self._kids.get(name)
        return Storage(self._ole, kid) if kid is not None and kid.entry_type == olefile.STGTY_STORAGE else None

    def storages(self, beginning: str) -> list[str]:
        """The names of the storages that begin so."""
        kids = reversed(self._kids.items())
        return [n for n, kid in kids if kid.entry_type == olefile.STGTY_STORAGE and n.startswith(beginning)]


def root(file: BinaryIO) -> Storage:
    """The root of an OLE file; raises Unreadable "damaged"."""
    file.seek(0)
    try:
        ole = olefile.OleFileIO(file)
    except MemoryError:
        raise
    except Exception as error:  # what a broken directory makes the library raise has no end
        raise Unreadable("damaged", type(error).__name__) from error
    return Storage(ole, ole.root)
