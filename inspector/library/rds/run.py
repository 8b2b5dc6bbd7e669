"""Digests of one kind that stand on lines which follow one another, gathered into one block."""

from __future__ import annotations

from array import array
from binascii import unhexlify
from collections.abc import Iterator, Sequence

import numpy as np

from inspector.domain.match import Signal
from inspector.library.entry import Block

_MOST = 1 << 15


class Run:
    """Takes digests in hexadecimal, as they come; what cannot be in one block any more is given out before."""

    def __init__(self) -> None:
        self._digests: list[bytes] = []
        self._signs = array("i")
        self._tools = bytearray()
        self._line = 0
        self._signal = Signal.SHA256

    def add(
        self, line: int, signal: Signal, sign: int, digests: Sequence[bytes], tools: bytes | bytearray
    ) -> Iterator[Block]:
        """Takes digests of which the first stands on `line`; `sign` is 1, or -1 where they are taken back.

        `tools` has a byte for each, 1 where the file is of a tool.
        """
        count = len(self._digests)
        if count >= _MOST or (count and (signal is not self._signal or line != self._line + count)):
            yield from self.end()
        if not self._digests:
            self._line, self._signal = line, signal
        self._digests += digests
        self._signs.extend([sign] * len(digests))
        self._tools += tools

    def end(self) -> Iterator[Block]:
        """What was gathered."""
        if self._digests:
            signs = np.frombuffer(self._signs, np.int32).copy()
            tools = signs * np.frombuffer(self._tools, np.uint8) if 1 in self._tools else None
            times = signs if tools is not None or signs.min() < 0 else None
            yield Block(self._line, self._signal, unhexlify(b"".join(self._digests)), times=times, tools=tools)
        self._digests, self._signs, self._tools = [], array("i"), bytearray()
