"""The file by which an office's statements travel, on a USB stick or otherwise: a stretch of them, signed.

ASCII lines ending in LF. The first is a header: canonical JSON of `format` ("office-list"), `version` (1), `list` and
`office` (names), `certificate` (SHA-256 of the signer's certificate in DER, hex), `first` and `last` (numbers), `count`
and `before` (the link before the first statement, hex). Then come the statements, one a line (`domain.office_list`), in
order. The last line is {"signature": …}: Base64 of a detached CMS SignedData (RFC 5652, DER) over all bytes before it.

Every line has one spelling only, so that two files that say the same of a statement agree to the byte.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from inspector.domain.canonical import canonical_json
from inspector.domain.content import Digests, Fingerprint, Frame
from inspector.domain.fault import InputFault
from inspector.domain.office_list import Says, Statement, Stretch

FORMAT = "office-list"
VERSION = 1
LONGEST_NAME = 200
MOST_FRAMES = 4_096
_SIGN = b'"format":"office-list"'
_LONGEST_HEADER = 4_096
_LONGEST_LINE = 1 << 20
_LONGEST_SIGNATURE = 1 << 16
_LARGEST = 2**63 - 1
_CODE = re.compile("[A-Z0-9]{1,12}")
_SCHEME = re.compile("[a-z][a-z0-9]{0,31}")


@dataclass(frozen=True, slots=True)
class Signed:
    """How a file is signed: what its header says, the CMS (DER, untrusted), how many bytes before it are signed."""

    stretch: Stretch
    signature: bytes
    length: int


def written(stretch: Stretch, statements: Iterable[Statement]) -> Iterator[bytes]:
    """What is signed: header and statements."""
    yield _heading(stretch) + b"\n"
    for statement in statements:
        yield statement.line + b"\n"


def sealed(signature: bytes) -> bytes:
    """The last line."""
    return canonical_json({"signature": base64.b64encode(signature).decode("ascii")}) + b"\n"


def is_office_file(head: bytes) -> bool:
    """Whether a file that begins with `head` says that it is of this format."""
    return head.startswith(b"{") and _SIGN in head[:_LONGEST_HEADER].split(b"\n", 1)[0]


def opened(file: BinaryIO) -> Signed:
    """Header and signature of a file; raises InputFault (`office_file_broken`, `office_file_newer`)."""
    file.seek(0)
    stretch = _stretch(_line(file, _LONGEST_HEADER, 1))
    size = file.seek(0, 2)
    file.seek(max(0, size - _LONGEST_SIGNATURE))
    tail = file.read()
    last = tail[tail.rfind(b"\n", 0, -1) + 1 :]
    if not tail.endswith(b"\n") or len(last) == len(tail):
        raise _broken(0)
    return Signed(stretch, _signature(last), size - len(last))


def statements(file: BinaryIO, signed: Signed) -> Iterator[Statement]:
    """The statements, in order and as many as the header says; raises InputFault `office_file_broken`."""
    stretch = signed.stretch
    file.seek(len(_heading(stretch)) + 1)
    for number in range(stretch.first, stretch.last + 1):
        place = number - stretch.first + 2
        statement = _statement(_line(file, _LONGEST_LINE, place), place)
        if statement.number != number:
            raise _broken(place)
        yield statement
    if file.tell() != signed.length:
        raise _broken(stretch.last - stretch.first + 3)


def _line(file: BinaryIO, longest: int, place: int) -> bytes:
    line = file.readline(longest + 1)
    if not line.endswith(b"\n"):
        raise _broken(place)
    return line[:-1]


def _heading(stretch: Stretch) -> bytes:
    return canonical_json(
        {
            "format": FORMAT, "version": VERSION, "list": stretch.list, "office": stretch.office,
            "certificate": stretch.certificate.hex(), "first": stretch.first, "last": stretch.last,
            "count": stretch.last - stretch.first + 1, "before": stretch.before.hex(),
        }
    )  # fmt: skip


def _stretch(line: bytes) -> Stretch:
    told = _object(line, 1)
    if told.get("format") != FORMAT:
        raise _broken(1)
    if told.get("version") != VERSION:
        raise InputFault("office_file_newer")
    try:
        stretch = _stretch_of(told)
    except (KeyError, ValueError):
        raise _broken(1) from None
    if _heading(stretch) != line or not 1 <= stretch.first <= stretch.last:
        raise _broken(1)
    return stretch


def _stretch_of(told: Mapping[str, object]) -> Stretch:
    return Stretch(
        list=_name(told["list"]),
        office=_name(told["office"]),
        certificate=_digest(told["certificate"], 32),
        first=_number(told["first"]),
        last=_number(told["last"]),
        before=_digest(told["before"], 32),
    )


def _statement(line: bytes, place: int) -> Statement:
    try:
        statement = _told(_object(line, place))
    except (KeyError, TypeError, ValueError):
        raise _broken(place) from None
    if statement.line != line:  # a member that is not ours, or another spelling
        raise _broken(place)
    return statement


def _told(told: Mapping[str, object]) -> Statement:
    return Statement(
        number=_number(told["number"]),
        says=Says(str(told["says"])),
        scheme=_matching(told["scheme"], _SCHEME),
        category=_matching(told["category"], _CODE),
        day=date.fromisoformat(str(told["day"])).isoformat(),
        digests=Digests(
            md5=_digest(told["md5"], 16),
            sha1=_digest(told["sha1"], 20),
            sha256=_digest(told["sha256"], 32),
            size=_number(told["size"]),
        ),
        mark=_mark(told["pdq"], told["pdq_quality"]) if "pdq" in told else None,
        frames=_frames(told["frames"]) if "frames" in told else (),
    )


def _frames(told: object) -> tuple[Frame, ...]:
    if not isinstance(told, list) or len(told) > MOST_FRAMES:
        raise ValueError
    return tuple(Frame(_number(at), _mark(pdq, quality)) for at, quality, pdq in told)


def _mark(pdq: object, quality: object) -> Fingerprint:
    if (good := _number(quality)) > 100:
        raise ValueError
    return Fingerprint(_digest(pdq, 32), good)


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST:
        raise ValueError
    return value


def _digest(value: object, length: int) -> bytes:
    if not isinstance(value, str) or len(value) != 2 * length:
        raise ValueError
    return bytes.fromhex(value)


def _matching(value: object, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError
    return value


def _name(value: object) -> str:
    if not isinstance(value, str) or not is_name(value):
        raise ValueError
    return value


def _signature(line: bytes) -> bytes:
    told = _object(line[:-1], 0)
    try:
        signature = base64.b64decode(str(told["signature"]), validate=True)
    except (KeyError, binascii.Error, ValueError):
        raise _broken(0) from None
    if sealed(signature) != line:
        raise _broken(0)
    return signature


def _object(line: bytes, place: int) -> Mapping[str, object]:
    try:
        told = json.loads(line.decode("ascii"))
    except (ValueError, RecursionError):
        raise _broken(place) from None
    if not isinstance(told, dict):
        raise _broken(place)
    return told


def is_name(text: str) -> bool:
    """Whether a list or an office may be called so."""
    return 0 < len(text) <= LONGEST_NAME and text.isprintable() and text == text.strip()


def _broken(line: int) -> InputFault:
    """`line` counts from 1; 0 is the signature."""
    return InputFault("office_file_broken", line=line)
