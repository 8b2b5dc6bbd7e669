"""A task that opens a container as a worker does; run by the workers of these tests."""

from __future__ import annotations

from importlib import import_module
from typing import BinaryIO

from inspector.analyse import filetype
from inspector.analyse.unreadable import reason
from inspector.source.container import Handed, Head
from inspector.source.readers import loaded, reader_for
from inspector.work import Channel, Values


def warm() -> None:
    """All that is loaded before the lock."""
    filetype.prepare()
    for reader in loaded()[0].values():
        getattr(import_module(reader.__module__), "warm", lambda: None)()


def read(file: BinaryIO, request: Values, channel: Channel) -> Values:
    """The members of a container by their paths, and its failures."""
    start = file.read(filetype.HEAD)
    name: bytes = request["name"]
    head = Head(start, filetype.tell(start, "." + name.decode().rpartition(".")[2]).mime, name, None)
    reader = reader_for(head)
    if reader is None:
        return {"members": {}, "failures": ["no reader"]}
    file.seek(0)
    container = reader(Handed(file, head, passwords=("mật khẩu",)))
    members, failures = {}, []
    for member in container.walk():
        try:
            with container.open(member) as opened:
                members[member.path.decode()] = opened.read()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            failures.append(f"{member.path!r} {reason(error)} {type(error).__name__}")
    failures += [" ".join(failure) for failure in container.about().failures]
    return {"members": members, "failures": failures}
