"""Nothing the program writes may come to lie in evidence: not the workspace, not a copy, not a report."""

from __future__ import annotations

import os
from pathlib import Path

from inspector.app.session import Session
from inspector.domain.fault import InputFault, UsageFault
from inspector.store import ingests


def refuse_own_folder(session: Session, source: str | bytes) -> None:
    """Raises InputFault for a source the open workspace lies in: reading it would mean writing to it."""
    if _within(os.fsencode(session.workspace.folder), os.fsencode(source)):
        raise InputFault("source_holds_workspace")


def refuse_in_evidence(session: Session, out: Path) -> None:
    """Raises UsageFault for a file that would be written into a folder taken in as evidence."""
    if any(_within(os.fsencode(out), source) for source in ingests.folders(session.workspace.reader())):
        raise UsageFault("out_in_evidence")


def _within(path: bytes, folder: bytes) -> bool:
    """Whether `path` is `folder` or lies in it, whatever links lead there."""
    inside, above = os.path.realpath(path), os.path.realpath(folder)
    return inside == above or inside.startswith(above.rstrip(b"/") + b"/")
