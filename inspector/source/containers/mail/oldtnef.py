"""What a TNEF stream tells in attributes, as programs before MAPI did, put as properties (MS-OXTNEF 2.1.3.3)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from inspector.source.containers import moments
from inspector.source.containers.mail import mapi
from inspector.source.containers.mail import tnefattributes as tnef
from inspector.source.containers.mail.tnefattributes import Attribute
from inspector.source.containers.mail.tnefproperties import LARGEST
from inspector.source.containers.stream import fetched

_LINES = {tnef.SUBJECT: mapi.SUBJECT, tnef.CLASS: mapi.CLASS, tnef.TITLE: mapi.ATTACHED_SHORT}
_TIMES = {
    tnef.SENT: mapi.SUBMITTED, tnef.RECEIVED: mapi.DELIVERED, tnef.CREATED: mapi.CREATED, tnef.MODIFIED: mapi.MODIFIED,
}  # fmt: skip
_CLASSES = ((b"IPM.Microsoft Mail.", b"IPM."), (b"IPM.Microsoft Schedule.", b"IPM.Schedule."))
_LONGEST = 64 << 10
_DATE = struct.Struct("<6H")
_SENDER = struct.Struct("<4xHH")

Values = dict[int, tuple[int, bytes]]


def beside(file: BinaryIO, told: Mapping[int, Attribute]) -> Values:
    """Type and bytes of the properties, by number, that the attributes in `told` stand for."""
    return dict(_values(file, told))


def _values(file: BinaryIO, told: Mapping[int, Attribute]) -> Iterator[tuple[int, tuple[int, bytes]]]:
    for number, attribute in told.items():
        data = fetched(file, attribute.place, min(attribute.size, _LONGEST))
        if number in _LINES:
            yield _LINES[number], (mapi.STRING8, _known(data.partition(b"\0")[0]))
        elif number == tnef.BODY:
            yield mapi.BODY, (mapi.STRING8, fetched(file, attribute.place, min(attribute.size, LARGEST)))
        elif number in _TIMES and (ticks := _ticks(data)):
            yield _TIMES[number], (mapi.TIME, ticks.to_bytes(8, "little"))
        elif number == tnef.FROM and len(data) >= _SENDER.size:
            yield from _sender(data)


def _known(line: bytes) -> bytes:
    """A class of messages under the name it has today; any other line as it is."""
    for old, new in _CLASSES:
        line = new + line[len(old) :] if line.startswith(old) else line
    return line


def _ticks(data: bytes) -> int:
    """A date and time as Windows counts it; 0 for none. It is UTC or not, as the program that wrote it liked."""
    if len(data) < _DATE.size:
        return 0
    year, month, day, hour, minute, second = _DATE.unpack_from(data)
    return moments.to_filetime((year, month, day, hour, minute, second))


def _sender(data: bytes) -> Iterator[tuple[int, tuple[int, bytes]]]:
    name_length, address_length = _SENDER.unpack_from(data)
    name = data[_SENDER.size :][:name_length]
    address = data[_SENDER.size + name_length :][:address_length].partition(b"\0")[0]
    yield mapi.SENDER_NAME, (mapi.STRING8, name.partition(b"\0")[0])
    yield mapi.SENDER_ADDRESS, (mapi.STRING8, address.partition(b":")[2] or address)
