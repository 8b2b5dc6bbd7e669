"""Where the bytes of a recorded item can be had again."""

from __future__ import annotations

import os

from inspector.source import Source, find
from inspector.store import Workspace
from inspector.triage.kept import Kept, kept_with


def source_of(workspace: Workspace, kind: str, path: bytes) -> Source:
    """The source an item came from; raises InputFault when it is not there now."""
    return kept_with(workspace.reader, os.fsdecode(path)) if kind == Kept.kind else find(path)
