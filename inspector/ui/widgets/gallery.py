"""The gallery: the grid with its pictures, its keys and the one clear picture while Space is held."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from inspector.ui import measures
from inspector.ui.categories import Choices
from inspector.ui.look import Look
from inspector.ui.models.blurred import Blurred, decoded
from inspector.ui.models.gallery import GalleryModel
from inspector.ui.models.source import TileSource
from inspector.ui.widgets.build import column
from inspector.ui.widgets.chosen import Chosen
from inspector.ui.widgets.gallery_view import GalleryView
from inspector.ui.widgets.grader import Grader
from inspector.ui.widgets.reveal import Reveal
from inspector.ui.widgets.tile_painter import TilePainter


class PictureSource(TileSource, Protocol):
    """A source of tiles that also gives what is shown of a video."""

    def sheet(self, content: int) -> bytes | None:
        """The contact sheet of a video, encoded, or None."""


class Gallery(QWidget):
    """Emits what the person wishes; who owns it carries it out and calls `refresh`."""

    moved = Signal(object)
    decided = Signal(list, int)
    undone = Signal()
    detailed = Signal()
    grouped = Signal(int, str)
    annotated = Signal(list)
    revealed = Signal(int)
    sized = Signal(int)

    def __init__(self, look: Look, source: PictureSource, choices: Choices, side: int) -> None:
        super().__init__()
        self.source = source
        self._blurred = Blurred(source.thumbnail)
        self.chosen = Chosen()
        self.model = GalleryModel(source)
        self._painter = TilePainter(look, self._blurred, choices, self.chosen)
        self.view = GalleryView(self.model, self._painter, self.chosen)
        self.view.setAccessibleName(look.say("gallery"))
        self.view.set_side(side)
        self._side = side
        self.reveal = Reveal(look, self.view.viewport())
        self._grader = Grader(self.view)
        self._wire()
        self.setLayout(column(self.view))
        self.setFocusProxy(self.view)

    def show_ids(self, ids: array[int]) -> None:
        """Lists `ids`; the tile that was current stays so when it is among them."""
        kept, place = self.item, max(self.view.position, 0)
        self.hide_picture()
        self.chosen.clear()
        self.model.set_ids(ids)
        self.view.lay_out()
        if ids:
            self.view.go_to(ids.index(kept) if kept is not None and kept in ids else min(place, len(ids) - 1))
        else:
            self.moved.emit(None)

    def take_in(self, ids: array[int]) -> bool:
        """Lists `ids`, what came meanwhile, and moves nothing that is or was before the person's eyes.

        Where they are still at the beginning, all that ranks higher comes right behind the current tile; elsewhere
        behind all that is or was in sight. Gives whether the order is that of `ids`.
        """
        if not self.model.ids:
            self.show_ids(ids)
            return True
        kept = self.model.ids[: self._kept()]
        known = set(kept)
        order = kept + array("q", (item for item in ids if item not in known))
        self.model.take_in(order)
        return order == ids

    def go_to_item(self, items: Collection[int]) -> bool:
        """Makes the first tile that stands for one of `items` current; False when there is none."""
        wanted = frozenset(items)
        for position, item in enumerate(self.model.ids):
            if item in wanted:
                self.view.go_to(position)
                return True
        return False

    def _kept(self) -> int:
        """How many tiles stay where they are."""
        furthest = max((self.view.position, *(part[-1] for part in self.chosen.parts)))
        at_the_beginning = furthest <= 0 and self.view.verticalScrollBar().value() == 0
        return furthest + 1 if at_the_beginning else max(furthest, self.view.last_shown) + 1

    @property
    def item(self) -> int | None:
        """The item id of the current tile."""
        position = self.view.position
        return self.model.ids[position] if position >= 0 else None

    def wanted(self) -> list[int]:
        """The item ids an act is about: the chosen tiles, or the current one."""
        positions = sorted(self.chosen) or ([self.view.position] if self.view.position >= 0 else [])
        return [self.model.ids[position] for position in positions]

    def refresh(self, items: Iterable[int]) -> None:
        """Shows what changed about `items`."""
        self.model.refresh(items)

    def move_on(self) -> None:
        """Goes to the tile after the last one chosen."""
        last = max(self.chosen, default=self.view.position)
        self.view.go_to(last + 1)

    def set_choices(self, choices: Choices) -> None:
        """Shows the categories of another scheme."""
        self._painter.choices = choices
        self.refresh(self.model.ids[:])

    def hide_picture(self) -> None:
        """Blurs whatever is clear, at once."""
        self._grader.end()
        self.reveal.hide_picture()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """A window that is no longer in front shows nothing clearly."""
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.hide_picture()
        super().changeEvent(event)

    def close_pictures(self) -> None:
        """Leaves no thread and no picture behind."""
        self.hide_picture()
        self._blurred.close()

    def _wire(self) -> None:
        self._blurred.ready.connect(self._picture_came)
        self.view.moved.connect(self._moved)
        self.view.verticalScrollBar().valueChanged.connect(self.hide_picture)
        self.view.viewport().installEventFilter(self)
        keys = self._grader
        keys.reveal_began.connect(self._show_picture)
        keys.reveal_ended.connect(self.reveal.hide_picture)
        keys.digit.connect(self._digit)
        keys.undone.connect(self.undone)
        keys.detailed.connect(self.detailed)
        keys.grouped.connect(self._group)
        keys.sized.connect(self._resize)

    def _moved(self, position: int) -> None:
        self.hide_picture()
        self.moved.emit(self.model.ids[position])

    def _digit(self, digit: int) -> None:
        wanted = self.wanted()
        if not wanted:
            return
        if digit:
            self.decided.emit(wanted, digit)
        else:
            self.annotated.emit(wanted)

    def _group(self) -> None:
        tile = self.model.tile_at(self.view.position) if self.view.position >= 0 else None
        if tile is not None:
            self.grouped.emit(tile.item, tile.name)

    def _resize(self, step: int) -> None:
        place = measures.TILES.index(self._side) + step
        self._side = measures.TILES[min(max(place, 0), len(measures.TILES) - 1)]
        self.view.set_side(self._side)
        self.sized.emit(self._side)

    def _show_picture(self) -> None:
        position = self.view.position
        tile = self.model.tile_at(position) if position >= 0 else None
        if tile is None or tile.content is None:
            return
        data = self.source.sheet(tile.content) or self.source.thumbnail(tile.content)
        picture = decoded(data) if data else None
        if picture is not None:
            self.reveal.show_picture(picture, self.view.visualRect(self.view.currentIndex()))
            self.revealed.emit(tile.item)

    def _picture_came(self, content: int) -> None:  # noqa: ARG002
        self.view.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802
        """A click anywhere in the grid ends a reveal."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self.hide_picture()
        return False
