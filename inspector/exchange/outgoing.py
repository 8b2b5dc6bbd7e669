"""A new file that leaves the workspace: it lies there whole or not at all, and never in another's place."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from inspector.domain.fault import EnvironmentFault

_TELL_EVERY = 500  # pieces
_SYNC_EVERY = 8 << 20  # bytes; what lies in memory could keep a slow stick busy for minutes when all seems written

# What a file system without hard links (most USB sticks) says of one.
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})


class Outgoing:
    """A file in the making: `write`, then `place`; left without `place`, nothing stays behind.

    Raises EnvironmentFault (`file_exists`, `copy_failed`).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._digest = hashlib.sha256()
        if path.exists() or path.is_symlink():
            raise EnvironmentFault("file_exists")
        try:
            handle, name = tempfile.mkstemp(prefix=".inspector-", suffix=".part", dir=path.parent)
        except OSError as error:
            raise _failed(error) from None
        self._beside = Path(name)
        self._file = os.fdopen(handle, "wb")

    @property
    def sha256(self) -> str:
        """The digest of what was written so far, in hex."""
        return self._digest.hexdigest()

    def write(self, pieces: Iterable[bytes]) -> None:
        """Writes all pieces and brings them to the disk."""
        for _ in self.writing(pieces):
            pass

    def writing(self, pieces: Iterable[bytes]) -> Iterator[int]:
        """As `write`; yields now and then how many pieces are written, and can be left off there."""
        unsynced = 0
        try:
            for number, piece in enumerate(pieces, 1):
                self._digest.update(piece)
                unsynced += self._file.write(piece)
                if unsynced >= _SYNC_EVERY:
                    unsynced = self._sync()
                if number % _TELL_EVERY == 0:
                    yield number
            self._sync()
        except OSError as error:
            raise _failed(error) from None

    def _sync(self) -> int:
        self._file.flush()
        os.fsync(self._file.fileno())
        return 0

    def place(self) -> None:
        """Gives the file its name."""
        self._file.close()
        try:
            try:
                os.link(self._beside, self._path)
            except OSError as error:
                if error.errno not in _NO_LINKS or self._path.exists():
                    raise
                self._beside.rename(self._path)
        except FileExistsError:
            raise EnvironmentFault("file_exists") from None
        except OSError as error:
            raise _failed(error) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._beside.unlink(missing_ok=True)


def _failed(error: OSError) -> EnvironmentFault:
    return EnvironmentFault("disk_full" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "copy_failed",
                            reason=error.strerror or "")  # fmt: skip
