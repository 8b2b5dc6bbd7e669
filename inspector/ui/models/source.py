"""What the gallery reads from: anything that can fetch a few tiles by id and give a small picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from inspector.store.gallery import Tile


class TileSource(Protocol):
    """Reads tiles by id. `tiles` is called in the GUI thread and answers within a millisecond or so."""

    def tiles(self, ids: Sequence[int]) -> Sequence[Tile]:
        """The tiles of `ids`; ids that are gone are left out."""

    def thumbnail(self, content: int) -> bytes | None:
        """The small picture of a content (WebP or JPEG, longer side up to 320 px), or None."""
