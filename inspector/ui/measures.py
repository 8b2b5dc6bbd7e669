"""The measures of the window in device-independent pixels: one ladder of spaces, one height for each kind of row."""

from __future__ import annotations

TIGHT, NARROW, MEDIUM, WIDE, BROAD = 4, 8, 12, 16, 24
CORNER = 4
CONTROL = 28
ROW = 26
RAIL = 76
CASE_BAR = 40
STATUS = 28
ICON = 20
BUTTON_ICON = 16
ICON_GAP = 6
TILES = (96, 144, 208)
REVEAL_MS = 80
# Below this width of the window the detail panel starts folded.
NARROW_WINDOW = 1400
