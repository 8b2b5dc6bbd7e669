"""Isolated worker processes with deadlines and memory limits; what they work on is not known here."""

from __future__ import annotations

from inspector.work.channel import Channel, FileChannel, Files
from inspector.work.failure import WorkFailure
from inspector.work.frame import FrameLimits, Values
from inspector.work.isolation import Isolation
from inspector.work.limits import Limits
from inspector.work.pool import Pool

__all__ = [
    "Channel",
    "FileChannel",
    "Files",
    "FrameLimits",
    "Isolation",
    "Limits",
    "Pool",
    "Values",
    "WorkFailure",
]
