"""Every model keeps Qt's rules, and the gallery fetches pages, never all."""

from __future__ import annotations

from array import array
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from inspector.ui.models.gallery import PAGE, GalleryModel, Role
from inspector.ui.models.records import Column, Records
from tests.ui.synthetic import Synthetic


@pytest.mark.parametrize("count", [0, 1, 4, 5, 6, 131])
@pytest.mark.parametrize("columns", [1, 5])
def test_gallery_model_keeps_qts_rules(qtmodeltester: Any, count: int, columns: int) -> None:
    source = Synthetic(count)
    model = GalleryModel(source, columns)
    model.set_ids(source.ids())
    qtmodeltester.check(model)


def test_gallery_model_keeps_qts_rules_while_it_changes(qtmodeltester: Any) -> None:
    source = Synthetic(300)
    model = GalleryModel(source, 4)
    qtmodeltester.check(model)
    model.set_ids(source.ids())
    model.set_columns(7)
    model.refresh([3, 4, 200])
    model.set_ids(array("q"))
    model.set_ids(array("q", [9, 2, 5]))


def test_records_keep_qts_rules(qtmodeltester: Any) -> None:
    model: Records[tuple[str, int]] = Records(
        [Column("a", lambda one: one[0]), Column("b", lambda one: str(one[1]), True)]
    )
    qtmodeltester.check(model)
    model.show_rows([("x", 1), ("y", 2)])
    assert model.index(1, 1).data() == "2"
    assert model.index(1, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.headerData(0, Qt.Orientation.Horizontal) == "a"


@settings(max_examples=60)
@given(count=st.integers(0, 400), columns=st.integers(1, 12))
def test_every_tile_has_one_cell_and_every_other_cell_is_empty(count: int, columns: int) -> None:
    source = Synthetic(count)
    model = GalleryModel(source, columns)
    model.set_ids(source.ids())
    cells = [model.index(row, column) for row in range(model.rowCount()) for column in range(columns)]
    positions = [model.position(cell) for cell in cells]
    assert [position for position in positions if position is not None] == list(range(count))
    for cell, position in zip(cells, positions, strict=True):
        assert bool(model.flags(cell)) == (position is not None)
        assert (cell.data(Role.TILE) is None) == (position is None)
        if position is not None:
            assert model.index_at(position) == cell
            assert cell.data(Role.TILE).item == source.ids()[position]


def test_only_the_page_looked_at_is_fetched() -> None:
    source = Synthetic(1_000_000)
    model = GalleryModel(source, 6)
    model.set_ids(source.ids())
    assert model.tile_at(900_000) is not None
    assert model.tile_at(900_001) is not None
    assert len(source.asked) == 1
    assert len(source.asked[0]) == PAGE


def test_nothing_can_be_dragged() -> None:
    source = Synthetic(3)
    model = GalleryModel(source, 3)
    model.set_ids(source.ids())
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_a_decision_shows_after_a_refresh_of_its_page_only() -> None:
    source = Synthetic(400)
    model = GalleryModel(source, 4)
    model.set_ids(source.ids())
    model.tile_at(0), model.tile_at(300)
    source.decided[1] = "C3"
    model.refresh([1])
    shown = model.tile_at(0)
    assert shown is not None
    assert shown.category == "C3"
    fetched = len(source.asked)
    model.tile_at(300)
    assert len(source.asked) == fetched
