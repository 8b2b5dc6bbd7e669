"""A task for a locked worker: everything that lies in a container, as the pipeline would read it."""

from __future__ import annotations

from typing import Any, BinaryIO

from inspector.analyse import filetype
from inspector.source.container import Handed
from inspector.source.readers import loaded, reader_for
from inspector.work import Channel
from tests.source.container_contract import contents, head_of

TASK = "tests.source.locked_reading:read"


def warm() -> None:
    """What the pipeline does before the lock."""
    filetype.prepare()
    loaded()


def read(file: BinaryIO, request: dict[str, Any], channel: Channel) -> dict[str, Any]:
    """Paths and bytes, the failures, and the name of the reader."""
    head = head_of(request["name"], file.read())
    reader = reader_for(head)
    assert reader is not None
    container = reader(Handed(file, head, (), tuple(request["passwords"]), lambda: channel.beat(0)))
    found = contents(container)
    container.about()
    container.close()
    return {"reader": reader.name, "found": [[member.path, member.failure, data] for member, data in found]}
