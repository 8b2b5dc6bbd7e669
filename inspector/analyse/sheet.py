"""A contact sheet: up to sixteen stills of a film on one picture."""

from __future__ import annotations

import numpy as np

from inspector.analyse.bounds import CELL_HEIGHT, CELL_WIDTH, SHEET_COLUMNS, SHEET_ROWS
from inspector.analyse.pixels import Pixels, within
from inspector.analyse.stills import Still


def contact_sheet(stills: list[Still]) -> Pixels | None:
    """Sixteen evenly chosen stills in reading order, on black; None without any."""
    if not stills:
        return None
    most = SHEET_COLUMNS * SHEET_ROWS
    chosen = stills if len(stills) <= most else [stills[index * len(stills) // most] for index in range(most)]
    columns = min(SHEET_COLUMNS, len(chosen))
    rows = -(-len(chosen) // columns)
    sheet = np.zeros((rows * CELL_HEIGHT, columns * CELL_WIDTH, 3), np.uint8)
    for index, still in enumerate(chosen):
        _put(sheet, still.pixels, index // columns * CELL_HEIGHT, index % columns * CELL_WIDTH)
    return sheet


def _put(sheet: Pixels, pixels: Pixels, top: int, left: int) -> None:
    """Put `pixels` into the middle of the cell at `top`, `left`, scaled down to fit."""
    rows, columns = pixels.shape[:2]
    scale = min(1.0, CELL_WIDTH / columns, CELL_HEIGHT / rows)
    small = within(pixels, max(1, round(max(rows, columns) * scale)))[:CELL_HEIGHT, :CELL_WIDTH]
    rows, columns = small.shape[:2]
    top, left = top + (CELL_HEIGHT - rows) // 2, left + (CELL_WIDTH - columns) // 2
    sheet[top : top + rows, left : left + columns] = small
