"""Contents as a worker opened them: one that is read, and one that is to be opened as a container."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from inspector.analyse.look import Seen
from inspector.analyse.unreadable import Unreadable
from inspector.source import chain
from inspector.source.chain import Opening
from inspector.source.container import Container, Head
from inspector.source.metered import Account
from inspector.source.order import Order
from inspector.source.readers import IMAGE


@dataclass(frozen=True, slots=True)
class Opened:
    """One content as it was opened; `again` opens it once more, None where it can only be read once.

    `more` gives the further segments of an archive or image; what is a `part` of an archive is none by itself,
    what is a `segment` no image of a disk.
    """

    file: BinaryIO
    head: Head
    again: Callable[[], BinaryIO] | None
    more: Callable[[], Sequence[BinaryIO]] = tuple
    part: bool = False
    segment: bool = False

    def source(self, seen: Seen, reader: type[Container]) -> BinaryIO | None:
        """From what a container is opened after it was read: the file, its bytes in memory, or a second stream."""
        if self.file.seekable():
            return self.file
        if seen.reading.kept is not None:
            return io.BytesIO(seen.reading.kept)
        return self.again() if self.again is not None and reader.forward else None


@dataclass(frozen=True, slots=True)
class Inside:
    """A container that is to be opened: its reader, what it is opened from (None: that cannot be had), its head.

    `more` are its further segments. Where it was `sought` in, another worker can do that as well; else its bytes are
    only in this one's memory.
    """

    reader: type[Container]
    file: BinaryIO | None
    head: Head
    sought: bool
    more: Sequence[BinaryIO] = ()

    def opened(self, how: Opening) -> Container:
        """The container; raises whatever its library raises."""
        if self.file is None:
            raise Unreadable("too_large", "held")
        if self.file.seekable():
            self.file.seek(0)
        return self.reader(chain.handed(self.file, self.head, how, self.more))

    def account(self, around: Account, order: Order) -> Account:
        """Its bounds: what the order says for the item itself, those of a nested container for others."""
        budget = order.budget
        most = None if self.reader.name == IMAGE else max(budget.ratio_from, budget.ratio * (self.head.size or 0))
        outermost = around.deep == order.deep and around.around is None
        return Account(around, order.entries if outermost else budget.entries, most, around.deep + 1)
