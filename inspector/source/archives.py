"""Which archive or packing a file is, by its first bytes; nothing of it is opened."""

from __future__ import annotations

from inspector.analyse import filetype
from inspector.source.container import Claim, Head
from inspector.source.containers.archive import self_extracting, tar_header, zip_claim
from inspector.source.containers.archive.packing_marks import packed_with

LOOKED_AT = 1 << 16
"""First bytes of a file that tell it."""

_MARKS = {
    self_extracting.SEVEN_ZIP: "7z",
    self_extracting.RAR_4: "RAR",
    self_extracting.RAR_5: "RAR",
    self_extracting.CAB + bytes(4): "CAB",
}


def archive(start: bytes) -> str:
    """As what a file that begins with `start` is known, `ZIP` or `gzip`; an empty text for anything else."""
    if marked := next((name for mark, name in _MARKS.items() if start.startswith(mark)), ""):
        return marked
    if zip_claim.claimed(Head(start, filetype.UNKNOWN, b"", None)) is Claim.BYTES:
        return "ZIP"
    if tar_header.parse(start[: tar_header.BLOCK]) is not None:
        return "TAR"
    return packed_with(start)
