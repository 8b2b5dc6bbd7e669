"""One message as bytes and back: a JSON part for the structure, blobs for what is long or binary.

Layout, little-endian: u32 JSON bytes, u32 number of blobs, u64 bytes of all blobs; the JSON; a u32 length a blob; the
blobs. In the JSON `{"$": "bytes"}` and `{"$": "text"}` stand for the next blob in reading order. Nothing a frame says
is believed: sizes are checked before room is made for them, and depth, numbers and text before anyone sees them.
"""

from __future__ import annotations

import json
import math
import struct
from dataclasses import dataclass
from typing import Any, NoReturn

Values = dict[str, Any]

_HEAD = struct.Struct("<IIQ")
HEAD_BYTES = _HEAD.size
_MARK = "$"
_LONG_TEXT = 1024
_INT_LIMIT = 1 << 63


class FrameFault(ValueError):
    """These bytes are no frame, or these values do not fit one."""


@dataclass(frozen=True, slots=True)
class FrameLimits:
    """What one frame may hold at most; sizes in bytes.

    Long text travels as a blob, so the JSON stays small: its objects need about 30 times its bytes in memory.
    """

    json_bytes: int = 1024**2
    blob_bytes: int = 16 * 1024**2
    blobs: int = 16_384
    depth: int = 16


@dataclass(frozen=True, slots=True)
class Head:
    """The announced sizes of a frame, already within the limits."""

    json_bytes: int
    blobs: int
    blob_bytes: int

    @property
    def body_bytes(self) -> int:
        """The bytes that follow the head."""
        return self.json_bytes + 4 * self.blobs + self.blob_bytes


def encode(message: list[Any], limits: FrameLimits) -> bytes:
    """The frame of `message`; raises FrameFault when it holds a foreign type or is too large or deep."""
    blobs: list[bytes] = []
    plain = _flatten(message, blobs, limits.depth)
    try:
        text = json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except ValueError as error:
        raise FrameFault("not a plain value") from error
    head = _HEAD.pack(len(text), len(blobs), sum(map(len, blobs)))
    read_head(head, limits)
    lengths = struct.pack(f"<{len(blobs)}I", *map(len, blobs))
    return b"".join((head, text, lengths, *blobs))


def read_head(untrusted_head: bytes | memoryview, limits: FrameLimits) -> Head:
    """The sizes in the first HEAD_BYTES of a frame; raises FrameFault when one is over its limit."""
    head = Head(*_HEAD.unpack(untrusted_head))
    if head.json_bytes > limits.json_bytes or head.blobs > limits.blobs or head.blob_bytes > limits.blob_bytes:
        raise FrameFault("frame too large")
    return head


def decode(head: Head, untrusted_body: memoryview, limits: FrameLimits) -> list[Any]:
    """The message in the body of a frame; raises FrameFault when anything about it is odd."""
    blobs = _Blobs(_cut(head, untrusted_body))
    try:
        text = str(untrusted_body[: head.json_bytes], "utf-8")
        message = _restore(json.loads(text, parse_constant=_refuse), blobs, limits.depth)
    except FrameFault:
        raise
    except (ValueError, RecursionError) as error:
        raise FrameFault("not JSON") from error
    if not isinstance(message, list) or blobs.left:
        raise FrameFault("not a message")
    return message


def _cut(head: Head, untrusted_body: memoryview) -> list[memoryview]:
    start = head.json_bytes + 4 * head.blobs
    lengths = struct.unpack_from(f"<{head.blobs}I", untrusted_body, head.json_bytes)
    if sum(lengths) != head.blob_bytes:
        raise FrameFault("blob lengths disagree")
    pieces = []
    for length in lengths:
        pieces.append(untrusted_body[start : start + length])
        start += length
    return pieces


class _Blobs:
    """The blobs of a frame, each given out once and in order, so that no blob can be asked for a thousand times."""

    def __init__(self, pieces: list[memoryview]) -> None:
        self._pieces = pieces
        self._next = 0

    @property
    def left(self) -> int:
        return len(self._pieces) - self._next

    def take(self, kind: object) -> bytes | str:
        if not self.left or kind not in {"bytes", "text"}:
            raise FrameFault("no such blob")
        piece = self._pieces[self._next]
        self._next += 1
        return bytes(piece) if kind == "bytes" else str(piece, "utf-8")


def _flatten(value: object, blobs: list[bytes], depth: int) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _flatten_text(value, blobs)
    if isinstance(value, int | float):
        return _checked_number(value)
    if isinstance(value, bytes | bytearray | memoryview):
        blobs.append(bytes(value))
        return {_MARK: "bytes"}
    if depth <= 0:
        raise FrameFault("too deep")
    if isinstance(value, list | tuple):
        return [_flatten(item, blobs, depth - 1) for item in value]
    if isinstance(value, dict):
        return {_checked_key(key): _flatten(item, blobs, depth - 1) for key, item in value.items()}
    raise FrameFault("foreign type")


def _flatten_text(text: str, blobs: list[bytes]) -> object:
    if len(text) <= _LONG_TEXT:
        return text
    try:
        blobs.append(text.encode())
    except UnicodeEncodeError as error:
        raise FrameFault("not Unicode text") from error
    return {_MARK: "text"}


def _restore(value: object, blobs: _Blobs, depth: int) -> object:
    if isinstance(value, str):
        return _checked_text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _checked_number(value)
    if depth <= 0:
        raise FrameFault("too deep")
    if isinstance(value, list):
        return [_restore(item, blobs, depth - 1) for item in value]
    assert isinstance(value, dict)
    if len(value) == 1 and _MARK in value:
        return blobs.take(value[_MARK])
    return {_checked_key(key): _restore(item, blobs, depth - 1) for key, item in value.items()}


def _checked_key(key: object) -> str:
    if not isinstance(key, str) or key == _MARK:
        raise FrameFault("not a key")
    return _checked_text(key)


def _checked_text(text: str) -> str:
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise FrameFault("not Unicode text") from error
    return text


def _checked_number(number: float) -> float:
    """Finite, and within 64 bits when whole."""
    if isinstance(number, float):
        if math.isfinite(number):
            return float(number)
    elif -_INT_LIMIT <= number < _INT_LIMIT:
        return int(number)
    raise FrameFault("not a number that fits")


def _refuse(_untrusted_constant: str) -> NoReturn:
    raise FrameFault("not a number")
