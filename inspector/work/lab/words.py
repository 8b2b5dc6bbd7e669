"""The words that asker and machine exchange: frames like those between a worker and its parent, never pickles."""

from __future__ import annotations

from typing import Any

import inspector
from inspector.work.frame import HEAD_BYTES, FrameFault, FrameLimits, decode, encode, read_head

OPERATION = "inspector"
"""What a machine is asked for, beside all that Dask asks it."""

VERSION = inspector.__version__
"""Machines that run another version are not used: they would find other things."""

ASK, OPENED, UNOPENED = "ask", "opened", "unopened"
"""Beside the words of `inspector.work.channel`: an errand; how its first file stands; that it cannot be opened."""

BEAT_S = 2.0
SILENT_S = 30.0
"""How often a machine that works gives a sign of life, and after what silence it is lost; seconds."""

_LIMITS = FrameLimits()


def packed(kind: str, content: object) -> bytes:
    """A word as bytes; raises FrameFault when it does not fit a frame."""
    return encode([kind, content], _LIMITS)


def unpacked(untrusted: object) -> tuple[str, Any]:
    """The word in `untrusted`; raises FrameFault when that is anything else."""
    if not isinstance(untrusted, bytes) or len(untrusted) < HEAD_BYTES:
        raise FrameFault("not a word")
    head = read_head(untrusted[:HEAD_BYTES], _LIMITS)
    if len(untrusted) != HEAD_BYTES + head.body_bytes:
        raise FrameFault("not a whole word")
    match decode(head, memoryview(untrusted)[HEAD_BYTES:], _LIMITS):
        case [str(kind), content]:
            return kind, content
    raise FrameFault("not a word")
