"""A contact sheet: up to sixteen stills of a film on one picture."""

from __future__ import annotations

from PIL import Image

from inspector.analyse.bounds import CELL_HEIGHT, CELL_WIDTH, SHEET_COLUMNS, SHEET_ROWS
from inspector.analyse.pixels import within
from inspector.analyse.stills import Still


def contact_sheet(stills: list[Still]) -> Image.Image | None:
    """Sixteen evenly chosen stills in reading order, on black; None without any."""
    if not stills:
        return None
    most = SHEET_COLUMNS * SHEET_ROWS
    chosen = stills if len(stills) <= most else [stills[index * len(stills) // most] for index in range(most)]
    columns = min(SHEET_COLUMNS, len(chosen))
    rows = -(-len(chosen) // columns)
    sheet = Image.new("RGB", (columns * CELL_WIDTH, rows * CELL_HEIGHT))
    for index, still in enumerate(chosen):
        small = within(still.pixels, CELL_WIDTH, CELL_HEIGHT)
        left = index % columns * CELL_WIDTH + (CELL_WIDTH - small.width) // 2
        top = index // columns * CELL_HEIGHT + (CELL_HEIGHT - small.height) // 2
        sheet.paste(small, (left, top))
    return sheet
