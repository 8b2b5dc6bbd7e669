"""Where the members of containers belong: their place in words, in the rules of places, and in the store."""

from __future__ import annotations

from inspector.domain.entry import Entry
from inspector.library.places import Places
from inspector.store import members
from inspector.store.contents import Waiting
from inspector.store.members import Spot


class Placing:
    """Gives each entry the class of its place by the rules of one run."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def of(self, entry: Entry) -> str:
        """The class of a file of the source; where a container it came in lies counts as the folders above it."""
        return self._class(entry.container + b"/" + entry.path if entry.container else entry.path)

    def within(self, container: Spot, entry: Entry) -> str:
        """The class of a member: what its container says of it, its path in there, or where the container lies."""
        if entry.place is not None:
            return entry.place.value
        return self._class(_path(container, entry)) or self._class(entry.path)

    def spot(self, container: Spot, entry: Entry) -> Spot:
        """Where a member belongs that is not on record yet."""
        shown = members.shown_in(container.shown, entry)
        return Spot(None, container, entry, self.within(container, entry), shown, _path(container, entry))

    def again(self, container: Spot, entry: Entry, known: Waiting) -> Spot:
        """Where a member belongs that is on record."""
        return Spot(known.id, container, entry, None, known.shown, _path(container, entry))

    def _class(self, path: bytes) -> str:
        return self._places.of(path) or ""


def _path(container: Spot, entry: Entry) -> bytes:
    """The path that the rules read: it begins at the root of a volume, or of the source."""
    return entry.path if entry.volume else container.path + b"/" + entry.path
