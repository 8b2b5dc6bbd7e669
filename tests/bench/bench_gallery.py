"""How the gallery stands up to a million tiles, beside two plainer ways of showing them in the same run.

    python tests/bench/bench_gallery.py [COUNT]

Three galleries over the same synthetic records: ours (id list, page cache, a table view as grid), a `QListView` in icon
mode over the same model shape, and a list read by OFFSET from SQLite. Times in milliseconds, memory in MiB.
"""

from __future__ import annotations

import os
import random
import resource
import sqlite3
import statistics
import sys
import time
from array import array
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QApplication, QListView, QWidget

from inspector.domain.content import Kind
from inspector.store.gallery import Tile
from inspector.ui.look import Look
from inspector.ui.widgets.gallery import Gallery
from inspector.words import Words
from tests.ui.synthetic import Synthetic, choices

COUNT = 1_000_000
JUMPS = 60
PAGE = 128
TABLE = "CREATE TABLE item(id INTEGER PRIMARY KEY, kind INTEGER, rank INTEGER, name TEXT)"
TILE = "SELECT id, kind, name FROM item"


class Records:
    """A million rows in SQLite, read by id as the window does; pictures are synthetic."""

    def __init__(self, count: int) -> None:
        self._pictures = Synthetic(count)
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute(TABLE)
        rows = ((number, number % 8, number * 7919 % 5, f"IMG_{number:07d}.jpg") for number in range(1, count + 1))
        self.connection.executemany("INSERT INTO item VALUES(?,?,?,?)", rows)
        self.connection.execute("CREATE INDEX item_rank ON item(rank, id)")

    def ids(self, kind: int | None = None) -> array[int]:
        """The ids in review order."""
        where = "" if kind is None else f"WHERE kind = {kind}"
        return array(
            "q", (number for (number,) in self.connection.execute(f"SELECT id FROM item {where} ORDER BY rank, id"))
        )

    def tiles(self, ids: Sequence[int]) -> list[Tile]:
        """One page by id."""
        rows = self.connection.execute(f"{TILE} WHERE id IN ({','.join('?' * len(ids))})", list(ids))
        return [_tile(*row) for row in rows]

    def tiles_by_offset(self, offset: int) -> list[Tile]:
        """One page the plain way."""
        query = f"{TILE} ORDER BY rank, id LIMIT {PAGE} OFFSET {offset}"
        return [_tile(*row) for row in self.connection.execute(query)]

    def thumbnail(self, content: int) -> bytes | None:
        """A drawn picture."""
        return self._pictures.thumbnail(content)

    def sheet(self, content: int) -> bytes | None:
        """No contact sheets."""
        return self._pictures.sheet(content)


def _tile(number: int, kind: int, name: str) -> Tile:
    return Tile(number, number, list(Kind)[kind], name, 1, None, None, None, failed=False, duration_ms=None)


class PlainModel(QAbstractListModel):
    """The plain way: one row a tile, fetched by id as ours."""

    def __init__(self, records: Records, ids: array[int]) -> None:
        super().__init__()
        self._records, self._ids = records, ids

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        """All of them."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._records.tiles([self._ids[index.row()]])[0].name


def ms(*works: Callable[[], object]) -> float:
    """How long `works` take one after the other, with what they ask the event loop to paint."""
    begun = time.perf_counter()
    for work in works:
        work()
    QApplication.processEvents()
    return (time.perf_counter() - begun) * 1000


def memory() -> float:
    """The most this process ever held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def now_held() -> float:
    """What this process holds now, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def show(widget: QWidget) -> None:
    """Shows a widget at the size of the gallery on a small laptop."""
    widget.resize(1000, 700)
    widget.show()
    widget.grab()


def ours(records: Records, count: int) -> dict[str, float]:
    """Our gallery."""
    look = Look.of(Words("vi"), "light")
    before = now_held()
    gallery = Gallery(look, records, choices(), 144)
    told = {"id list": ms(lambda: gallery.show_ids(records.ids()))}
    told["first paint"] = ms(lambda: show(gallery))
    places = random.Random(1).sample(range(count), min(JUMPS, count))
    jumps = [ms(partial(gallery.view.go_to, place), gallery.view.grab) for place in places]
    told["page jump, median"], told["page jump, slowest"] = statistics.median(jumps), max(jumps)
    told["resize"] = ms(partial(gallery.resize, 1300, 700), gallery.grab)
    told["filter (an eighth)"] = ms(lambda: gallery.show_ids(records.ids(kind=3)), gallery.grab)
    told["memory for it"] = now_held() - before
    gallery.close_pictures()
    gallery.close()
    return told


def plain(records: Records, ids: array[int]) -> dict[str, float]:
    """A list view in icon mode."""
    view = QListView()
    view.setViewMode(QListView.ViewMode.IconMode)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setGridSize(QSize(152, 138))
    view.setUniformItemSizes(True)
    before = now_held()
    model = PlainModel(records, ids)
    told = {"first paint": ms(partial(view.setModel, model), partial(show, view))}
    told["resize"] = ms(partial(view.resize, 1300, 700), view.grab)
    told["memory for it"] = now_held() - before
    view.close()
    return told


def by_offset(records: Records, count: int) -> float:
    """One page by OFFSET at random places: median."""
    places = random.Random(1).sample(range(count), min(JUMPS, count))
    return statistics.median(ms(partial(records.tiles_by_offset, place)) for place in places)


def by_id(records: Records, ids: array[int]) -> float:
    """One page by id at the same places: median."""
    places = random.Random(1).sample(range(len(ids)), min(JUMPS, len(ids)))
    return statistics.median(ms(partial(records.tiles, ids[place : place + PAGE])) for place in places)


def main() -> None:
    """Runs all three and prints times and ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    application = QApplication([])
    records = Records(count)
    ids = records.ids()
    own, naive = ours(records, count), plain(records, ids)
    print(f"gallery over {count:,} tiles, 1000 x 700, tiles of 144 px (ms; memory in MiB)")
    for name, figure in own.items():
        beside = (
            f"   icon mode {naive[name]:10.1f}   ratio {naive[name] / figure:8.1f}" if name in naive and figure else ""
        )
        print(f"  {name:22} {figure:9.1f}{beside}")
    one, other = by_id(records, ids), by_offset(records, count)
    print(f"  {'page by id':22} {one:9.2f}   by OFFSET {other:10.2f}   ratio {other / one:8.1f}")
    print(f"  most memory of the process, records included: {memory():.0f} MiB")
    del application


if __name__ == "__main__":
    main()
