"""Tasks that mean well, run by the workers of these tests."""

from __future__ import annotations

import fcntl
import os
import threading
from pathlib import Path
from typing import BinaryIO

from inspector.work import Channel, FileChannel, Values

_WARM: list[str] = []


def warm() -> None:
    """Reads a file by name, which only works before the lock, and lets a thread come and go."""
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()
    _WARM.append(Path(__file__).read_text(encoding="utf-8")[:3])


def echo(file: BinaryIO, request: Values, channel: Channel) -> Values:
    """What came, and the bytes of the file."""
    return {"request": request, "bytes": file.read()}


def read_in_parts(file: BinaryIO, request: Values, channel: Channel) -> Values:
    """Tells each block and stops when told to."""
    blocks = 0
    while block := file.read(request["block"]):
        blocks += 1
        channel.beat(file.tell())
        if not channel.tell({"block": block}):
            return {"blocks": blocks, "stopped": True}
    return {"blocks": blocks, "stopped": False}


def grow(file: BinaryIO, request: Values, channel: Channel) -> Values:
    """Takes memory, writes to all of it and gives it back."""
    return {"bytes": len(b"1" * request["bytes"])}


def who(file: BinaryIO, request: Values, channel: Channel) -> Values:
    """What the worker knows of itself and its surroundings."""
    return {
        "pid": os.getpid(),
        "environment": sorted(os.environ),
        "warm": _WARM,
        "open": sum(_is_open(descriptor) for descriptor in range(1000)),
        "threads": os.environ.get("OMP_NUM_THREADS"),
    }


def _is_open(descriptor: int) -> bool:
    try:
        fcntl.fcntl(descriptor, fcntl.F_GETFD)
    except OSError:
        return False
    return True


def told(file: BinaryIO, request: Values, channel: Channel) -> Values:
    """Tells as often as asked."""
    for number in range(request["times"]):
        channel.tell({"number": number})
    return {}


def fails(file: BinaryIO, request: Values, channel: Channel) -> Values:
    """Raises an exception whose message quotes the evidence."""
    raise ValueError(f"cannot read {request['secret']}")


def gather(file: BinaryIO, request: Values, channel: FileChannel) -> Values:
    """All files, and how often these were met before."""
    files = channel.files
    met = int(str(files.kept.get("met", 0)))
    files.kept["met"] = met + 1
    for each in files.more:
        each.seek(0)
    return {"met": met, "pid": os.getpid(), "bytes": [each.read() for each in (file, *files.more)]}
