"""One item's bytes, copied out under a name a person chose and checked against the record."""

from __future__ import annotations

import hashlib
import os
from contextlib import closing
from pathlib import Path

from inspector.domain.fault import CheckFault, EnvironmentFault, InputFault
from inspector.store import Workspace, ingests
from inspector.triage.originals import source_of

_BLOCK = 1 << 20


def copy_out(workspace: Workspace, number: int, out: Path) -> int:
    """Writes item `number` to the new file `out`; gives the number of bytes.

    Raises InputFault when the evidence cannot be had, CheckFault `evidence_changed` when it is not what it was (nothing
    is left behind then), EnvironmentFault when `out` cannot be written.
    """
    record = ingests.recorded(workspace.reader(), number)
    if record is None:
        raise InputFault("no_item", id=number)
    workspace.change(ingests.opened(number))  # before the first byte is shown to anybody
    descriptor = _open(workspace, record)
    try:
        with os.fdopen(descriptor, "rb") as file, open(out, "xb", opener=_private) as copy:
            digest, size = hashlib.sha256(), 0
            while block := file.read(_BLOCK):
                digest.update(block)
                copy.write(block)
                size += len(block)
    except FileExistsError:
        raise EnvironmentFault("file_exists") from None
    except OSError as error:
        out.unlink(missing_ok=True)
        raise EnvironmentFault("copy_failed", reason=error.strerror or "") from None
    if record.sha256 is not None and digest.digest() != record.sha256:
        out.unlink()
        raise CheckFault("evidence_changed", id=number)
    return size


def _private(path: str, flags: int) -> int:
    """What was copied out is for its owner alone."""
    return os.open(path, flags, 0o600)


def _open(workspace: Workspace, record: ingests.Recorded) -> int:
    try:
        with closing(source_of(workspace, record.kind, record.source)) as source:
            return source.open(record.path)
    except OSError:
        raise InputFault("evidence_missing", id=record.item) from None
