"""What HTTP wraps around a body (RFC 9112, 9110): chunks and content codings, undone as it is read.

Archives keep headers of what they have already undone, so a body that does not begin as its header says comes as it is.
"""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from inspector.source.containers.flow import BLOCK, Forward, flowing, gunzipped, inflated, until

_LONGEST_SIZE = 256
_MARK = 2
_GZIP = frozenset({"gzip", "x-gzip"})
_PLAIN = frozenset({"", "identity", "none", "utf-8"})

Headers = dict[str, str]


def can_be_undone(headers: Headers) -> bool:
    """Whether the content coding is one that is known here; Brotli and Zstandard are not."""
    return _coding(headers) in _GZIP | _PLAIN | {"deflate"}


def undone(body: Forward, headers: Headers) -> BinaryIO:
    """The body without chunks and coding."""
    chunked = headers.get("transfer-encoding", "").strip().lower().endswith("chunked")
    blocks = _unchunked(body) if chunked else until(body)
    coding = _coding(headers)
    if coding in _PLAIN:
        return flowing(blocks)
    start, blocks = _peeked(blocks)
    if coding in _GZIP and start.startswith(b"\x1f\x8b"):
        return flowing(gunzipped(blocks))
    if coding == "deflate":  # meant with the zlib header, often sent without
        zlib_header = len(start) > 1 and start[0] & 15 == 8 and int.from_bytes(start[:2], "big") % 31 == 0
        return flowing(inflated(blocks, zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS))
    return flowing(blocks)


def _coding(headers: Headers) -> str:
    return headers.get("content-encoding", "").strip().lower()


def _peeked(blocks: Iterable[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first two bytes at least, in however small blocks they come, and all of them."""
    rest = iter(blocks)
    start = b""
    while len(start) < _MARK and (block := next(rest, None)) is not None:
        start += block
    return start, itertools.chain((start,), rest)


def _unchunked(body: Forward) -> Iterator[bytes]:
    """The chunks' bytes; a body that does not begin with the size of a chunk was unchunked before."""
    line = body.readline(_LONGEST_SIZE)
    size = _size(line)
    if size is None:
        yield line
        yield from until(body)
        return
    while size:
        while size and (block := body.read(min(BLOCK, size))):
            size -= len(block)
            yield block
        body.readline(_LONGEST_SIZE)
        size = _size(body.readline(_LONGEST_SIZE)) or 0


def _size(line: bytes) -> int | None:
    digits = line.partition(b";")[0].strip()
    if not digits or len(digits) > 16 or not line.endswith(b"\n"):
        return None
    try:
        return int(digits, 16) if digits.isalnum() else None
    except ValueError:
        return None
