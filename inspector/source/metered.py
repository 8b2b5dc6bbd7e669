"""Reading what comes out of containers under a budget: every byte counts against each container around it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from inspector.analyse.unreadable import Unreadable, reason


class Crossed(Exception):
    """A budget was crossed by all that lies in the container `account`; `code` names the failure."""

    def __init__(self, account: Account, code: str) -> None:
        super().__init__(code)
        self.account = account
        self.code = code


@dataclass(slots=True, eq=False)
class Account:
    """What came out of one container so far, and of those `around` it.

    `most_entries` and `most_bytes` (None: as many as come) are its bounds, `code` is the failure when the bytes cross
    theirs; it lies `deep` containers deep.
    """

    around: Account | None
    most_entries: int
    most_bytes: int | None
    deep: int
    code: str = "budget_ratio"
    entries: int = 0
    bytes: int = 0

    def entry(self) -> None:
        """One entry more, here and in all around; raises Crossed."""
        for account in self.outwards():
            account.entries += 1
            if account.entries > account.most_entries:
                raise Crossed(account, "budget_entries")

    def unfolded(self, count: int) -> None:
        """So many bytes more; raises Crossed."""
        for account in self.outwards():
            account.bytes += count
            if account.most_bytes is not None and account.bytes > account.most_bytes:
                raise Crossed(account, account.code)

    def outwards(self) -> Iterator[Account]:
        """This one and those around it, the nearest first."""
        account: Account | None = self
        while account is not None:
            yield account
            account = account.around


class Metered(io.RawIOBase):
    """A member as a stream: each byte is counted by `count`, and where reading breaks after a start it ends there.

    `flaw` then says why. What `count` raises passes through.
    """

    def __init__(self, file: BinaryIO, count: Callable[[int], None]) -> None:
        super().__init__()
        self._file = file
        self._count = count
        self._read = 0
        self.flaw: tuple[str, str] | None = None

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object, /) -> int:
        """The next bytes; raises Unreadable when there is not even a first one."""
        view = memoryview(buffer)  # type: ignore[arg-type]  # RawIOBase promises a writable buffer
        data = self._next(len(view))
        view[: len(data)] = data
        self._read += len(data)
        self._count(len(data))
        return len(data)

    def _next(self, most: int) -> bytes:
        if self.flaw is not None:
            return b""
        try:
            return self._file.read(most)
        except Exception as error:  # libraries raise whatever hostile bytes make them raise
            if not self._read:
                raise Unreadable(*reason(error)) from error
            self.flaw = reason(error)
            return b""
