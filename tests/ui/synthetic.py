"""A gallery source of any size made by arithmetic: tests and the benchmark need a million tiles and no database."""

from __future__ import annotations

import io
from array import array
from collections.abc import Sequence

from PIL import Image

from inspector.domain.content import Kind
from inspector.domain.match import Listing
from inspector.store.gallery import Tile
from inspector.ui.categories import Choice, Choices

KINDS = tuple(Kind)


def choices(count: int = 9) -> Choices:
    """A scheme with `count` categories on the keys 1 to `count`."""
    made = tuple(Choice(f"C{key}", chr(64 + key), f"Loại {key}", "", key, key - 1) for key in range(1, count + 1))
    return Choices("test", "Thang thử", made)


class Synthetic:
    """`count` tiles with ids from 1; every tenth matches, every seventh has copies."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.decided: dict[int, str] = {}
        self.asked: list[Sequence[int]] = []
        self._picture = _encoded()

    def ids(self) -> array[int]:
        """All ids in order."""
        return array("q", range(1, self.count + 1))

    def tiles(self, ids: Sequence[int]) -> list[Tile]:
        """The tiles of `ids`; remembers what was asked."""
        self.asked.append(ids)
        return [self._tile(number) for number in ids]

    def thumbnail(self, content: int) -> bytes | None:
        """The same drawn picture for every content but each thirteenth, which has none."""
        return None if content % 13 == 0 else self._picture

    def sheet(self, content: int) -> bytes | None:
        """No contact sheets."""
        return None

    def _tile(self, number: int) -> Tile:
        kind = KINDS[number % len(KINDS)]
        signal = None if number % 10 else "exact" if number % 20 else "near"
        return Tile(
            number, number, kind, f"tệp {number}.jpg", 1 + 3 * (number % 7 == 0), signal,
            Listing.ILLEGAL if signal else None, self.decided.get(number), number % 17 == 0, None,
        )  # fmt: skip


def _encoded() -> bytes:
    picture = Image.new("RGB", (320, 240), (180, 60, 40))
    picture.paste((20, 90, 200), (160, 0, 320, 240))
    file = io.BytesIO()
    picture.save(file, "JPEG")
    return file.getvalue()
