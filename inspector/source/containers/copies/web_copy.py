"""A copy out of a browser's cache: the head of the answer it came in, and its body as the page got it."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, BinaryIO, cast

from inspector.analyse.unreadable import Unreadable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BLOCK = 64 << 10
_MOST_FIELDS = 200
_LONGEST = 1000
_LINE = re.compile(r"[\r\n\0]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of an HTTP answer: its first line, and its fields by their names in small letters."""

    status: str
    fields: dict[str, str]

    @property
    def encoding(self) -> str:
        """How the body is packed ("gzip", "br"), or an empty string."""
        told = self.fields.get("content-encoding", "").strip().lower()
        return "" if told == "identity" else told.removeprefix("x-")

    @property
    def modified_ns(self) -> int | None:
        """When the server says the content changed last."""
        try:
            moment = parsedate_to_datetime(self.fields["last-modified"])
            return int(moment.timestamp()) * 10**9
        except (KeyError, ValueError, TypeError, OverflowError, OSError):
            return None

    def facts(self, url: bytes) -> dict[str, object]:
        """What is worth telling of it."""
        told = {"url": url.decode("utf-8", "replace"), "status": self.status,
                "type": self.fields.get("content-type", ""), "packed": self.encoding,
                "date": self.fields.get("date", "")}  # fmt: skip
        return {name: value[:_LONGEST] for name, value in told.items() if value}


def answer(head: bytes) -> Answer:
    """The head of an answer, whichever byte ends its lines."""
    first, *lines = _LINE.split(head.decode("utf-8", "replace"))[:_MOST_FIELDS]
    fields = (line.partition(":") for line in lines)
    return Answer(first, {name.strip().lower(): value.strip() for name, colon, value in fields if colon})


def path(url: bytes) -> bytes:
    """The path of a copy: the whole address, but no empty name at its end."""
    return url.rstrip(b"/") or b"-"


def unpacked(body: BinaryIO, encoding: str, short: Callable[[], None]) -> BinaryIO:
    """The body as the page got it; as it is where the encoding is none we undo or is not borne out by the bytes.

    `short` hears of a body that ends too early. Raises Unreadable "damaged" while it is read.
    """
    start = body.read(2)
    body.seek(0)
    if encoding == "gzip" and start == b"\x1f\x8b":
        return cast("BinaryIO", _Inflated(body, 31, short))
    if encoding == "deflate" and start:
        zlib_header = len(start) == 2 and start[0] & 15 == 8 and not int.from_bytes(start, "big") % 31
        return cast("BinaryIO", _Inflated(body, 15 if zlib_header else -15, short))
    return body


class _Inflated(io.RawIOBase):
    def __init__(self, packed: BinaryIO, window: int, short: Callable[[], None]) -> None:
        self._packed = packed
        self._inflate = zlib.decompressobj(window)
        self._short = short

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        room = memoryview(buffer).cast("B")
        while not self._inflate.eof and len(room):
            packed = self._inflate.unconsumed_tail or self._packed.read(_BLOCK)
            try:
                data = self._inflate.decompress(packed, len(room))
            except zlib.error as error:
                raise Unreadable("damaged", "zlib") from error
            if not packed and not data:
                self._short()
                return 0
            room[: len(data)] = data
            if data:
                return len(data)
        return 0
