"""Archives drawn for the tests of the pipeline."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from inspector.app.practice.pictures import encoded
from inspector.app.practice.scenes import scene


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of these members, in their order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6)), data, method)
    return file.getvalue()


def pictures(count: int, *, side: int = 24) -> dict[str, bytes]:
    """Small pictures, each of its own."""
    drawn = scene(3, "shapes", 1)
    return {f"{number:03d}.png": encoded(drawn.resize((side + number, side)), "png") for number in range(count)}
