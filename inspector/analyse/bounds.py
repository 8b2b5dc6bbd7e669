"""The bounds that the worker keeps and the trusted side checks; light to load on either."""

from __future__ import annotations

import re

LOOK = "inspector.analyse.look:look"
"""The task as the pool of workers is told it."""

LARGEST_PICTURE = 256 << 20
"""Bytes of a picture file that are held in memory; a larger one is not decoded."""

BEGINNING = 32 << 20
"""Bytes that are looked at of an animation larger than that."""

LONGEST_TEXT = 4 << 20
"""Bytes of a text file that is read as text; its characters are never more."""

THUMBNAIL_SIDE = 320
"""Pixels of the longer side of a thumbnail."""

MOST_STILLS, MOST_MOMENTS = 120, 800
"""Frames of a film that are kept to be looked at, and those beside them of which only a fingerprint is."""

SHEET_COLUMNS, SHEET_ROWS = 4, 4
CELL_WIDTH, CELL_HEIGHT = 240, 180
"""The contact sheet of a film: cells, and the pixels of one."""

LONGEST_MS = 10 * 366 * 86_400_000
"""Ten years; a film that says it is longer lies."""

MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+_-]{0,59}/[a-z0-9][a-z0-9.+_;= -]{0,79}")
"""What a media type looks like."""

MOST_FACTS, DEEPEST_FACT, LONGEST_FACT, LONGEST_WORD = 256, 4, 1024, 64
"""Of findings and of what containers tell: entries of a mapping or list, its depth, characters of a text and a name."""

LARGEST_NUMBER = 1 << 53
"""Beyond it JSON does not keep a number."""
