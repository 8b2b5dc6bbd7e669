"""Time stamps of films that have no index, set right: missing ones are counted, and time never begins anew.

Such films (MPEG-TS and MPEG-PS, ISO/IEC 13818-1, and bare streams) are made to be cut and joined anywhere. Their stamps
begin where they like, begin again where recordings were joined, wrap after 26 hours, and a bare stream has none.
"""

from __future__ import annotations

from typing import TypeAlias

from av.packet import Packet
from av.video.stream import VideoStream

VideoPacket: TypeAlias = "Packet[VideoStream]"

_BACK_S, _AHEAD_S = 1.0, 3600.0  # a leap further than this is none of time


class Stamps:
    """Sets packets right, wherever in the file they lie; `start`, and `tick` from frame to frame, in units of `base_s`.

    What lies further behind in the file is later: so much is known of a place from what was read before it.
    """

    def __init__(self, start: int, tick: int, base_s: float) -> None:
        self._tick = max(1, tick)
        self._back, self._ahead = int(_BACK_S / base_s), int(_AHEAD_S / base_s)
        self._known = [(0, start, 0)]  # place, time there, and what is added to the stamps from there on
        self._place, self._next = 0, start
        self._last, self._shift = start, 0
        self._afresh = True

    def sought(self, place: int, at: int) -> None:
        """What follows lies behind the byte `place`, about at `at`."""
        _, self._last, self._shift = max(known for known in self._known if known[0] <= place)
        self._place, self._next = place, max(at, self._last)
        self._afresh = True

    def set_right(self, packet: VideoPacket) -> None:
        """Changes the stamps of `packet`."""
        self._place = max(self._place, packet.pos or 0)
        told = packet.pts if packet.dts is None else packet.dts
        if told is None:
            packet.dts = now = self._next
        else:
            now = self._in_order(told)
            packet.pts = None if packet.pts is None else packet.pts + self._shift
            packet.dts = None if packet.dts is None else packet.dts + self._shift
        if self._afresh:
            self._known.append((self._place, now, self._shift))
            self._afresh = False
        self._last = max(self._last, now)
        self._next = now + self._tick

    def _in_order(self, told: int) -> int:
        if not self._last - self._back <= told + self._shift <= self._next + self._ahead:
            self._shift = self._next - told
            self._afresh = True
        return told + self._shift
