"""How much may come out of evidence that unfolds: bounds over the whole tree of containers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """The bounds of one source; sizes in bytes.

    A container that unfolds to more than `ratio` times its size *and* beyond `ratio_from` is a bomb; disk images are
    not measured so. `entries` bounds what a nested container or a mail holds, `source_entries` the source itself: a
    folder, a disk image, a phone extraction. Containers lie at most `depth` deep in each other. `unfolded` bounds all
    that comes out of the archives of a source. A container that can be opened anywhere and is at least `listed_from`
    large is listed first and read item by item; `held` is what a worker keeps of one member in memory.
    """

    ratio: int = 200
    ratio_from: int = 100 << 20
    entries: int = 100_000
    source_entries: int = 20_000_000
    depth: int = 8
    unfolded: int = 1 << 40
    listed_from: int = 16 << 20
    held: int = 256 << 20

    def values(self) -> dict[str, int]:
        """These bounds as plain values, for a worker and for the record."""
        return {name: getattr(self, name) for name in self.__slots__}  # once an item: asdict would copy every number
