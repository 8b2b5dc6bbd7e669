"""What both sides of the pipe know of unfolding; light to load on either."""

from __future__ import annotations

UNFOLD = "inspector.source.unfold:unfold"
"""The task as the pool of workers is told it."""

PIECE = 1 << 20
"""Bytes of a member that are told at once when it is copied out."""

A_BATCH = 200
"""Members of a container that are told at once when it is listed."""

LONGEST_PATH = 1 << 20
"""Bytes of a path inside a container."""

LONGEST_LOCATOR = 4096
LONGEST_VOLUME = 200
LATEST_NS = (1 << 63) - 1
LARGEST = 1 << 62
"""Bytes of a member, as its container claims them."""

MOST_FAILURES = 32
"""Failures of one container that are told."""
