"""Archives in several parts that lie in another container: which members of it belong together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import islice
from typing import BinaryIO

from inspector.source import chain
from inspector.source.container import Container
from inspector.source.member import Member
from inspector.source.segments import further, heads, image_heads, is_part, leads

_MOST = 100_000
_Folder = dict[bytes, str]


class Beside:
    """The members of one container by folder and name, found by `again`, which opens it once more when it is asked.

    Up to `held` bytes of a member's other parts are kept in memory. Nothing is known beyond the first 100,000 members.
    """

    def __init__(self, again: Callable[[], Container] | None, held: int) -> None:
        self._again = again
        self._held = held
        self._container: Container | None = None
        self._folders: dict[tuple[str, bytes], _Folder] = {}

    def more(self, member: Member) -> Sequence[BinaryIO]:
        """The further segments of a member, in order, up to the first that is not there."""
        name = member.path.rpartition(b"/")[2]
        if not leads(name):
            return ()
        found = further(name, self._folder(member))
        return tuple(chain.segments(self._container, found, self._held)) if self._container else ()

    def is_part(self, member: Member) -> bool:
        """Whether a member is a further segment of another."""
        name = member.path.rpartition(b"/")[2]
        return bool(heads(name)) and is_part(name, self._folder(member))

    def is_segment(self, member: Member) -> bool:
        """Whether a member is a further segment of an image of a disk whose first lies beside it."""
        found = image_heads(member.path.rpartition(b"/")[2])
        return bool(found) and not self._folder(member).keys().isdisjoint(found)

    def close(self) -> None:
        """Lets go of what was opened for it."""
        if self._container is not None:
            self._container.close()

    def _folder(self, member: Member) -> _Folder:
        if self._container is None and self._again is not None:
            with suppress(Exception):  # libraries raise whatever hostile bytes make them raise
                self._container = self._again()
                for each in islice(self._container.walk(), _MOST):
                    self._at(each)[each.path.rpartition(b"/")[2]] = each.locator
        return self._at(member)

    def _at(self, member: Member) -> _Folder:
        return self._folders.setdefault((member.volume, member.path.rpartition(b"/")[0]), {})
