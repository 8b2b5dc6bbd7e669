"""The tiles of an open workspace, as the gallery reads them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from inspector.app import Session
from inspector.domain.account import Right
from inspector.store import gallery
from inspector.store.gallery import Filter, Tile


class SessionTiles:
    """Reads through the calling thread's own connection; the account must have the right to see content.

    Where groups are `folded` a tile tells how many contents stand behind it.
    """

    def __init__(self, session: Session, scheme: str) -> None:
        session.require(Right.CONTENT)
        self._workspace = session.workspace
        self.scheme = scheme
        self.folded = False

    def ids(self, asked: Filter) -> array[int]:
        """The tiles asked for, in review order."""
        return gallery.tile_ids(self._workspace.reader(), asked)

    def hidden(self, asked: Filter) -> int:
        """How many of the tiles asked for are known and harmless."""
        return gallery.hidden_known_good(self._workspace.reader(), asked)

    def tiles(self, ids: Sequence[int]) -> list[Tile]:
        """The tiles of `ids`."""
        return gallery.tiles(self._workspace.reader(), ids, self.scheme, folded=self.folded)

    def thumbnail(self, content: int) -> bytes | None:
        """The small picture of a content."""
        return gallery.thumbnail(self._workspace.reader(), content)

    def sheet(self, content: int) -> bytes | None:
        """The contact sheet of a video."""
        return gallery.sheet(self._workspace.reader(), content)
