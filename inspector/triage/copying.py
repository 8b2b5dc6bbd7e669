"""One item's bytes, copied out under a name a person chose and checked against the record."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from inspector.domain.fault import CheckFault, EnvironmentFault, InputFault
from inspector.source import Source
from inspector.source.bounds import PIECE, UNFOLD
from inspector.store import Workspace, ingests
from inspector.store.ingests import Recorded
from inspector.triage.engine import Engine
from inspector.triage.originals import source_of
from inspector.triage.way import Unpacking, Way, way_to
from inspector.work import Values, WorkFailure


class Copy:
    """The new file and the digest of what was written to it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.size = 0

    def add(self, block: bytes) -> None:
        """The next bytes; raises OSError when they cannot be written."""
        self._digest.update(block)
        self._file.write(block)
        self.size += len(block)

    def is_that(self, record: Recorded) -> bool:
        """Whether it is what was recorded, as far as that is known."""
        return record.sha256 in (None, self._digest.digest())


def copy_out(workspace: Workspace, number: int, out: Path, engine: Callable[[], Engine], unpacking: Unpacking) -> int:
    """Writes item `number` to the new file `out`; gives the number of bytes. `engine` is asked for only where needed.

    Raises InputFault when the evidence cannot be had, CheckFault `evidence_changed` when it is not what it was (nothing
    is left behind then), EnvironmentFault when `out` cannot be written.
    """
    record = ingests.recorded(workspace.reader(), number)
    if record is None:
        raise InputFault("no_item", id=number)
    workspace.change(ingests.opened(number))  # before the first byte is shown to anybody
    with closing(_source(workspace, record)) as source:
        return _copied(source, way_to(workspace.reader(), number), record, out, engine, unpacking)


def _copied(  # noqa: PLR0913, PLR0917  as copy_out, with what it found
    source: Source, way: Way, record: Recorded, out: Path, engine: Callable[[], Engine], unpacking: Unpacking
) -> int:
    opened = _open(source, way, record)
    try:
        with os.fdopen(opened, "rb") as original, open(out, "xb", opener=_private) as file:
            copy = Copy(file)
            if way.steps:
                _take_out(source, way, copy, engine(), unpacking)
            else:
                while block := original.read(PIECE):
                    copy.add(block)
    except FileExistsError:
        raise EnvironmentFault("file_exists") from None
    except OSError as error:
        out.unlink(missing_ok=True)
        raise EnvironmentFault("copy_failed", reason=error.strerror or "") from None
    except WorkFailure:
        out.unlink(missing_ok=True)
        raise InputFault("evidence_missing", id=record.item) from None
    if not copy.is_that(record):
        out.unlink()
        raise CheckFault("evidence_changed", id=record.item)
    return copy.size


def _take_out(source: Source, way: Way, copy: Copy, engine: Engine, unpacking: Unpacking) -> None:
    """The bytes of what lies in a container, as a worker tells them."""

    def hear(part: Values) -> bool:
        match part:
            case {"piece": bytes(piece)} if len(piece) <= PIECE:
                copy.add(piece)
                return True
        raise WorkFailure("bad_reply")

    order = way.order("copy", unpacking, 1 << 62)
    engine.submit(UNFOLD, way.files(source), order.values(), on_part=hear).result()


def _private(path: str, flags: int) -> int:
    """What was copied out is for its owner alone."""
    return os.open(path, flags, 0o600)


def _source(workspace: Workspace, record: Recorded) -> Source:
    try:
        return source_of(workspace, record.kind, record.source)
    except OSError:
        raise InputFault("evidence_missing", id=record.item) from None


def _open(source: Source, way: Way, record: Recorded) -> int:
    try:
        return source.open(way.path)
    except OSError:
        raise InputFault("evidence_missing", id=record.item) from None
