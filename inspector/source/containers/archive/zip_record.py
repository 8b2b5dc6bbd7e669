"""One record of a ZIP archive's directory: what it says of a member.

Source: PKWARE APPNOTE 6.3.10, 4.3.7, 4.3.12 and 4.5; Info-ZIP's extrafld.txt for times (0x5455, 0x5855, 0x000a).
"""

from __future__ import annotations

import stat
import struct
from dataclasses import dataclass

from inspector.source.containers import moments
from inspector.source.containers.archive import zip_names

CENTRAL = struct.Struct("<4s6H3L5HLL")
CENTRAL_MARK = b"PK\1\2"
LOCAL = struct.Struct("<4s5H3L2H")
LOCAL_MARK = b"PK\3\4"
STORED = 0
_AES = 99
_FULL, _FULL_SHORT = 0xFFFFFFFF, 0xFFFF
_ZIP64, _NTFS, _UNIX_TIMES, _OLD_UNIX, _UNICODE_PATH, _AES_FIELD = 0x0001, 0x000A, 0x5455, 0x5855, 0x7075, 0x9901
_UNIX = 3
_DOS_FOLDER = 0x10
_LONGEST_LINK = 4096  # a link that is longer than any path is something else under a false flag

Times = tuple[int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Record:
    """A member as its record tells it; sizes in bytes, `header` where its local header lies in the whole file.

    `crc` and `size` are None where only a local header was left and it leaves them open. `aes` is the strength of
    WinZip's encryption (1, 2, 3), 0 where it is another or none; `clock` the time in DOS form as it stands there.
    """

    path: bytes
    header: int
    method: int
    flags: int
    clock: int
    crc: int | None
    packed: int
    size: int | None
    times: Times
    mode: int = 0
    aes: int = 0
    disk: int = 0

    @property
    def encrypted(self) -> bool:
        """Whether a password is needed."""
        return bool(self.flags & 1)

    @property
    def is_file(self) -> bool:
        """Neither folder nor link nor device; a folder that has bytes is no folder."""
        kind = stat.S_IFMT(self.mode)
        if self.path.endswith(b"/") or kind == stat.S_IFDIR:
            return bool(self.size)
        return kind in (0, stat.S_IFREG) or (self.size or 0) > _LONGEST_LINK


def central(data: bytes, place: int) -> tuple[Record, int] | None:
    """The record at `place` of `data`, and where the next begins; None where there is none or not all of it."""
    if place + CENTRAL.size > len(data):
        return None
    (mark, made, _, flags, method, time, date, crc, packed, size, name_length, extra_length, comment_length, disk, _,
     attributes, header) = CENTRAL.unpack_from(data, place)  # fmt: skip
    name_end = place + CENTRAL.size + name_length
    end = name_end + extra_length + comment_length
    if mark != CENTRAL_MARK or end > len(data):
        return None
    extra = fields(data[name_end : name_end + extra_length]) if extra_length else {}
    if _ZIP64 in extra:
        size, packed, header, disk = _wide(extra[_ZIP64], size, packed, header, disk)
    method, aes = _method(method, extra)
    return Record(
        path=zip_names.path(data[name_end - name_length : name_end], flags, made >> 8, extra.get(_UNICODE_PATH)),
        header=header,
        method=method,
        flags=flags,
        clock=date << 16 | time,
        crc=None if aes > 3 else crc,
        packed=packed,
        size=size,
        times=_times(extra, date, time),
        mode=attributes >> 16 if made >> 8 == _UNIX else stat.S_IFDIR if attributes & _DOS_FOLDER else 0,
        aes=aes & 3,
        disk=disk,
    ), end


def local(data: bytes, header: int) -> tuple[Record, int] | None:
    """The record in the local header that is `data`, which lies at `header`, and its length; None where it is none.

    Where the header leaves sizes and CRC to what follows the data, `packed` is 0, and `size` and `crc` are None.
    """
    if len(data) < LOCAL.size:
        return None
    mark, need, flags, method, time, date, crc, packed, size, name_length, extra_length = LOCAL.unpack_from(data)
    name_end = LOCAL.size + name_length
    end = name_end + extra_length
    if mark != LOCAL_MARK or need & 0xFF > 99 or not name_length or end > len(data):
        return None
    extra = fields(data[name_end:end])
    if _ZIP64 in extra:
        size, packed, _, _ = _wide(extra[_ZIP64], size, packed, 0, 0)
    method, aes = _method(method, extra)
    later = bool(flags & 8) and not packed
    return Record(
        path=zip_names.path(data[LOCAL.size : name_end], flags, _UNIX, extra.get(_UNICODE_PATH)),
        header=header,
        method=method,
        flags=flags,
        clock=date << 16 | time,
        crc=None if later or aes > 3 else crc,
        packed=packed,
        size=None if later else size,
        times=_times(extra, date, time),
        aes=aes & 3,
    ), end


def fields(extra: bytes) -> dict[int, bytes]:
    """The extra fields by number, the first of each; what is cut off is left out."""
    found: dict[int, bytes] = {}
    place = 0
    while place + 4 <= len(extra):
        number, length = struct.unpack_from("<HH", extra, place)
        place += 4 + length
        if place > len(extra):
            break
        found.setdefault(number, extra[place - length : place])
    return found


def _wide(field: bytes, size: int, packed: int, header: int, disk: int) -> tuple[int, int, int, int]:
    """ZIP64: 8 bytes for each value that is full, in this order, and 4 for the disk."""
    values = [size, packed, header]
    place = 0
    for number, value in enumerate(values):
        if value == _FULL and place + 8 <= len(field):
            values[number] = int.from_bytes(field[place : place + 8], "little")
            place += 8
    if disk == _FULL_SHORT and place + 4 <= len(field):
        disk = int.from_bytes(field[place : place + 4], "little")
    return values[0], values[1], values[2], disk


def _method(method: int, extra: dict[int, bytes]) -> tuple[int, int]:
    """The method beneath WinZip's AES (version, "AE", strength, method), and strength | 4 where the CRC is left out."""
    field = extra.get(_AES_FIELD, b"")
    if method != _AES or len(field) < 7 or not 1 <= field[4] <= 3:
        return method, 0
    return int.from_bytes(field[5:7], "little"), field[4] | (4 if field[0] == 2 else 0)


def _times(extra: dict[int, bytes], date: int, time: int) -> Times:
    """Modified, accessed, created: as NTFS or Unix kept them, and the DOS time where neither knows the first."""
    modified, accessed, created = _kept_times(extra)
    return moments.from_dos(date, time) if modified is None else modified, accessed, created


def _kept_times(extra: dict[int, bytes]) -> Times:
    ntfs, unix, old = extra.get(_NTFS, b""), extra.get(_UNIX_TIMES, b""), extra.get(_OLD_UNIX, b"")
    if len(ntfs) >= 32 and ntfs[4:8] == b"\1\0\x18\0":
        modified, accessed, created = map(moments.from_filetime, struct.unpack_from("<3Q", ntfs, 8))
        return modified, accessed, created
    if len(unix) >= 5:
        return _unix_times(unix)
    if len(old) >= 8:
        seconds = struct.unpack_from("<2l", old)
        return moments.from_seconds(seconds[1]), moments.from_seconds(seconds[0]), None
    return None, None, None


def _unix_times(field: bytes) -> Times:
    """A byte of flags, and 4 bytes for each time it names; the directory often holds the first of them only."""
    times: list[int | None] = []
    place = 1
    for bit in (1, 2, 4):
        there = field[0] & bit and place + 4 <= len(field)
        times.append(moments.from_seconds(*struct.unpack_from("<l", field, place)) if there else None)
        place += 4 if there else 0
    return times[0], times[1], times[2]
