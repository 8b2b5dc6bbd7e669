"""The bounds that the worker keeps and the trusted side checks; light to load on either."""

from __future__ import annotations

LOOK = "inspector.analyse.look:look"
"""The task as the pool of workers is told it."""

LARGEST_PICTURE = 256 << 20
"""Bytes of a picture file that are held in memory; a larger one is not decoded."""

LONGEST_TEXT = 4 << 20
"""Bytes of a text file that is read as text; its characters are never more."""

THUMBNAIL_SIDE = 320
"""Pixels of the longer side of a thumbnail."""

MOST_STILLS = 120
"""Frames of a film that get a fingerprint."""

SHEET_COLUMNS, SHEET_ROWS = 4, 4
CELL_WIDTH, CELL_HEIGHT = 240, 180
"""The contact sheet of a film: cells, and the pixels of one."""

LONGEST_MS = 10 * 366 * 86_400_000
"""Ten years; a film that says it is longer lies."""
