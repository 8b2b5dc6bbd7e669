"""Bare streams of film frames, as surveillance recorders hand them out: H.264, H.265 and MPEG-4 without a container.

They have no magic number, only start codes (ITU-T H.264 and H.265, annex B; ISO/IEC 14496-2, 6.2). So all that comes
before the first picture must be what has to come there, in its order and with values there are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

_BEGINS = re.compile(rb"\x00{2,4}\x01")
_UNIT = re.compile(rb"\x00\x00\x01(?=(.{6}))", re.DOTALL)
_MOST_UNITS = 64

_AVC_PICTURES, _AVC_SETS, _AVC_BESIDE = {1, 5}, {7, 8}, {6, 9, 13, 15}
_AVC_PROFILES = {44, 66, 77, 83, 86, 88, 100, 110, 118, 122, 128, 134, 135, 138, 139, 144, 244}
_AVC_LEVELS = {9, 10, 11, 12, 13, 20, 21, 22, 30, 31, 32, 40, 41, 42, 50, 51, 52, 60, 61, 62}

_HEVC_PICTURES, _HEVC_SETS, _HEVC_BESIDE = {*range(10), *range(16, 22)}, [32, 33, 34], {35, 39}

_MPEG4 = re.compile(  # profile and visual object where they are told, then an object and its layer
    rb"(?:\x00{2}\x01\xb0[^\x00](?:\x00{2}\x01\xb5.{1,5}?)?)?\x00{2}\x01[\x00-\x1f]\x00{2}\x01[\x20-\x2f]", re.DOTALL
)
_MPEG4_PICTURE = b"\0\0\1\xb6"


def mime(head: bytes) -> str | None:
    """The media type of a bare stream that begins with `head`, None where it is not certainly one."""
    if not _BEGINS.match(head):
        return None
    units = [found[1] for found in islice(_UNIT.finditer(head), _MOST_UNITS)]
    if _is_avc(units):
        return "video/h264"
    if _is_hevc(units):
        return "video/h265"
    return "video/mp4v-es" if _MPEG4.match(head) and _MPEG4_PICTURE in head else None


def _is_avc(units: Sequence[bytes]) -> bool:
    """Sequence and picture parameters, in this order, then a picture; what else may stand there lies between."""
    seen: list[int] = []
    for unit in units:
        kind, weight = unit[0] & 0x1F, unit[0] >> 5
        if weight >= 4 or (kind in _AVC_SETS and not weight) or (kind in {6, 9} and weight):
            return False
        if kind in _AVC_PICTURES:
            return seen[:1] == [7] and 8 in seen
        if kind == 7 and not _is_avc_sequence(unit):
            return False
        if kind in _AVC_SETS:
            seen.append(kind)
        elif kind not in _AVC_BESIDE:
            return False
    return False


def _is_avc_sequence(unit: bytes) -> bool:
    return unit[1] in _AVC_PROFILES and not unit[2] & 0x03 and unit[3] in _AVC_LEVELS


def _is_hevc(units: Sequence[bytes]) -> bool:
    """Video, sequence and picture parameters, in this order, then a picture of the lowest layer."""
    seen: list[int] = []
    for unit in units:
        kind = unit[0] >> 1
        if unit[0] & 0x81 or not 1 <= unit[1] <= 7:
            return False
        if kind in _HEVC_PICTURES:
            return list(dict.fromkeys(seen)) == _HEVC_SETS
        if kind == 32 and unit[4:6] != b"\xff\xff":
            return False
        if kind in _HEVC_SETS:
            seen.append(kind)
        elif kind not in _HEVC_BESIDE:
            return False
    return False
