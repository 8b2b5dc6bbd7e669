"""An open file that remembers whether the system could read it."""

from __future__ import annotations

import io
from typing import BinaryIO


class Medium(io.FileIO):
    """The file under a reader's hands; `broke` once a read failed: the drive is gone, or has a bad spot.

    Whoever reads through a library may never see that error: some take it for damage, some for the end of the file.
    """

    broke = False

    def readinto(self, buffer: object, /) -> int | None:
        """As FileIO."""
        try:
            return super().readinto(buffer)  # type: ignore[arg-type]
        except OSError:
            self.broke = True
            raise

    def readall(self) -> bytes:
        """As FileIO."""
        try:
            return super().readall()
        except OSError:
            self.broke = True
            raise


def opened(descriptor: int) -> io.BufferedReader:
    """A descriptor that was handed over, as a file."""
    return io.BufferedReader(Medium(descriptor, "rb"))


def medium(file: BinaryIO) -> Medium | None:
    """What lies under an open file; None where that is no file of the system."""
    raw = getattr(file, "raw", None)
    return raw if isinstance(raw, Medium) else None
