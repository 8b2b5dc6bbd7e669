"""Tasks of a worker that reads containers, as the locked-in reader would."""

from __future__ import annotations

from typing import BinaryIO

from inspector.source.container import Handed, Head
from inspector.source.readers import loaded
from inspector.work import Channel, Values


def warm() -> None:
    """Loads every reader before the lock."""
    loaded()


def read(file: BinaryIO, request: Values, channel: Channel) -> Values:
    """What one reader makes of a file: the members with their bytes, and what it tells of itself."""
    readers, missing = loaded()
    head = Head(b"", request["mime"], request["name"].encode(), None)
    container = readers[request["reader"]](Handed(file, head))
    members = []
    for member in container.walk():
        with container.open(member) as content:
            members.append({"path": member.path, "bytes": content.read()})
    about = container.about()
    failures = [list(failure) for failure in about.failures]
    return {"members": members, "facts": about.facts, "text": about.text, "failures": failures, "missing": missing}
