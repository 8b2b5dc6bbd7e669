"""What a small decode shows of a progressive JPEG: the scans it would throw away are left out before it.

A progressive JPEG (ITU-T T.81, annex G) holds the picture scan by scan, coarse to fine, and a decoder works through all
of them, whatever the size it is asked for. At a quarter of the size or less, two thirds of that work change nothing
but the last bits of a pixel: the fingerprints stay what they are, for a bit or two.
"""

from __future__ import annotations

import re

_START, _END = b"\xff\xd8", b"\xff\xd9"
_SCAN = 0xDA
_ALONE = frozenset({0x00, 0x01, *range(0xD0, 0xD9)})  # markers without a length: none of them belongs between scans
_NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")  # behind a scan's data, past stuffed bytes and restarts

# The last coefficient in zigzag order that a decode at 1/8 to 4/8 looks at. For 1/8 that would be the first of all, but
# without any other libjpeg-turbo takes the picture for one still loading and blurs it.
_LAST = {1: 4, 2: 4, 3: 12, 4: 24}


def coarse(data: bytes, eighths: int) -> bytes | None:
    """`data` with the scans that a decode at `eighths`/8 shows: where they begin, and not how they are refined.

    None when all are needed, and when anything is not built as it should be, such as a file broken off.
    """
    last, place = _LAST.get(eighths), len(_START)
    kept = [_START]
    while last is not None and (marker := data[place : place + 2]) != _END:
        if len(marker) < 2 or marker[0] != 0xFF or marker[1] in _ALONE:
            return None
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        if marker[1] == _SCAN:
            behind = _NEXT_MARKER.search(data, end)
            if behind is None:
                return None
            shown, end = _shown(data[place + 4 : end], last), behind.start()
            kept += [data[place:end]] if shown else []
        else:
            kept.append(data[place:end])
        place = end
    return None if last is None else b"".join([*kept, _END])


def _shown(header: bytes, last: int) -> bool:
    """Whether the scan with this header (components, band, approximation) is of all blocks' means or begins a band."""
    if len(header) < 4:
        return True
    first, approximation = header[-3], header[-1]
    return first == 0 or (first <= last and approximation >> 4 == 0)
