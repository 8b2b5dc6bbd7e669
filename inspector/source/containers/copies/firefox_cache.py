"""One entry of Firefox's cache (`cache2/entries/<SHA-1 of the key>`): a body, and behind it what is known of it.

Source: Mozilla, netwerk/cache2/CacheFileMetadata.h. Big-endian: the last four bytes tell where the body ends; from
there on a sum, a sum of 16 bits for each 256 KiB of the body, a header, the key, and pairs of name and value.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, ClassVar

from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.copies.extent import extent, length, piece
from inspector.source.containers.copies.web_copy import Answer, answer, path, unpacked
from inspector.source.member import Member

_NAME = re.compile(rb"[0-9A-F]{40}")
_CHUNK = 256 << 10
_HEADER = struct.Struct(">IIIIIII")
_LARGEST_METADATA = 4 << 20
_SECOND = 10**9
_BODY = "body"
# A key is what sets this use of the address apart, in parts between commas, then a colon and the address.
_KEY = re.compile(rb"(?:[^:]*,)?:(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Known:
    body: int
    url: bytes
    fetches: int
    fetched: int
    values: dict[bytes, bytes]


class FirefoxCache:
    """One such entry; a file that only bears such a name holds nothing for it."""

    name: ClassVar[str] = "firefox_cache"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._file = handed.file
        self._known = _known(handed.file)
        head = self._known.values.get(b"original-response-headers", b"") if self._known else b""
        self._answer: Answer = answer((self._known.values.get(b"response-head") or head) if self._known else b"")
        self._failures: set[str] = set()

    @staticmethod
    def claim(head: Head) -> Claim:
        """By what stands at its end where that is at hand; else by its name, as an entry has no mark at its start."""
        if head.size == len(head.start):
            return Claim.INSIDE if _known(BytesIO(head.start)) else Claim.NONE
        return Claim.NAME if _NAME.fullmatch(head.name) else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """The body, when there is one."""
        if self._known and self._known.body:
            packed = self._answer.encoding in {"gzip", "deflate"}
            yield Member(
                path(self._known.url), _BODY, None if packed else self._known.body, self._answer.modified_ns,
                accessed_ns=self._known.fetched * _SECOND or None, place=PlaceClass.CACHE,
            )  # fmt: skip

    def open(self, member: Member) -> BinaryIO:  # noqa: ARG002 - there is one
        """The body as the page got it."""
        assert self._known is not None
        body = extent(self._file, 0, self._known.body)
        return unpacked(body, self._answer.encoding, lambda: self._failures.add("truncated"))

    def at(self, locator: str) -> Member:
        """The body."""
        for member in self.walk():
            if member.locator == locator:
                return member
        raise Unreadable("missing_member")

    def about(self) -> About:
        """The address, how often it was fetched, and what the server said of it."""
        if self._known is None:
            return About()
        facts = {**self._answer.facts(self._known.url), "fetches": self._known.fetches}
        text = self._known.url.decode("utf-8", "replace")
        return About(facts, text, tuple((code, "body") for code in sorted(self._failures)))

    def close(self) -> None:
        """Nothing is held."""


def _known(file: BinaryIO) -> _Known | None:
    """What stands at the end of an entry, when all of it agrees."""
    size = length(file)
    body = int.from_bytes(piece(file, max(0, size - 4), 4), "big")
    if not body < size - 4 <= body + _LARGEST_METADATA:
        return None
    metadata = piece(file, body, size - 4 - body)
    place = 4 + 2 * -(-body // _CHUNK)
    if len(metadata) < place + _HEADER.size:
        return None
    version, fetches, fetched, _, _, _, key_size = _HEADER.unpack_from(metadata, place)
    place += _HEADER.size + (4 if version > 1 else 0)
    key = metadata[place : place + key_size]
    address = _KEY.fullmatch(key)
    if not 1 <= version <= 3 or len(key) < key_size or metadata[place + key_size : place + key_size + 1] != b"\0":
        return None
    if address is None or b"\0" in key:
        return None
    words = metadata[place + key_size + 1 :].split(b"\0")
    return _Known(body, address[1], fetches, fetched, dict(zip(words[::2], words[1::2], strict=False)))
