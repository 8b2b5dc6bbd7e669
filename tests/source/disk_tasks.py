"""What a locked worker does with an image in the tests."""

from __future__ import annotations

import os
from typing import BinaryIO

from inspector.source.container import Handed
from inspector.source.containers.disk.disk_image import DiskImage
from inspector.work.channel import Channel
from inspector.work.frame import Values
from tests.source.container_contract import contents, head_of


def read(file: BinaryIO, request: Values, channel: Channel) -> Values:
    """Every path with the length of its bytes, and whether the reader still could when no file could be opened."""
    try:
        os.close(os.open("/etc/passwd", os.O_RDONLY))
    except PermissionError:
        head = head_of(str(request["name"]), file.read())
        reader = DiskImage(Handed(file, head))
        members = {member.path.decode(): len(data) for member, data in contents(reader)}
        return {"locked": True, "members": members, "verified": reader.verify(lambda: None)["ok"]}
    return {"locked": False}
