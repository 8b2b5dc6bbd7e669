"""The protocol of Dask's connections, spoken without Dask: what another machine says is never unpickled here.

Dask's own client runs whatever a scheduler or worker sends it. Here a message is plain values (MessagePack) or it is
refused. Source: "Protocol" and "Communications" in the documentation of Dask.distributed, `distributed.comm.tcp`.

A message, little-endian: u64 bytes of head and body, u64 number of frames, a u64 length each, the frames. The first
frame is MessagePack; further ones would hold pickles and are skipped.
"""

from __future__ import annotations

import select
import socket
import struct
import sys
from typing import Self

import msgpack

from inspector.work.frame import FrameFault
from inspector.work.wire import WireClosed

_U64 = struct.Struct("<Q")
_MOST_FRAMES = 10_000
_LARGEST = 32 * 1024**2
_CHUNK = 1024**2
_PICKLES = 5
_KEEPALIVE = (("TCP_KEEPIDLE", 10), ("TCP_KEEPINTVL", 5), ("TCP_KEEPCNT", 4))


class DaskWire:
    """A connection to a scheduler or worker; waits `patience_s` at most for each piece of what it expects.

    Every call raises WireClosed when the other end is gone or silent, FrameFault when it talks nonsense.
    """

    def __init__(self, end: socket.socket, patience_s: float) -> None:
        self._end = end
        end.settimeout(patience_s)
        self._greet()

    @classmethod
    def to(cls, address: str, patience_s: float) -> Self:
        """Connects to `tcp://HOST:PORT`."""
        scheme, _, place = address.partition("://")
        host, _, port = place.rpartition(":")
        if scheme != "tcp" or not port.isdecimal():
            raise WireClosed
        try:
            end = socket.create_connection((host.strip("[]"), int(port)), patience_s)
        except (OSError, OverflowError, UnicodeError) as error:
            raise WireClosed from error
        end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        end.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in _KEEPALIVE:
            if hasattr(socket, name):
                end.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
        try:
            return cls(end, patience_s)
        except BaseException:
            end.close()
            raise

    def _greet(self) -> None:
        """Both sides say what they are; to have no compression on one side is to have none."""
        self.send({"compression": None, "python": list(sys.version_info[:3]), "pickle-protocol": _PICKLES})
        if not isinstance(self.receive(), dict):
            raise FrameFault("not a greeting")

    def ask(self, operation: str, **content: object) -> object:
        """Has the other end do something; its reply."""
        self.send({"op": operation, "reply": True, **content})
        return self.receive()

    def patient(self, patience_s: float) -> None:
        """Waits that long from now on."""
        self._end.settimeout(patience_s)

    def send(self, message: object) -> None:
        """Sends plain values."""
        body = msgpack.packb(message, use_bin_type=True)
        head = struct.pack("<3Q", 2 * _U64.size + len(body), 1, len(body))
        try:
            self._end.sendall(head + body)
        except OSError as error:
            raise WireClosed from error

    def receive(self) -> object:
        """The next message, as plain values."""
        _, count = struct.unpack("<2Q", self._take(2 * _U64.size))
        if not 0 < count <= _MOST_FRAMES:
            raise FrameFault("not a message")
        lengths = struct.unpack(f"<{count}Q", self._take(count * _U64.size))
        if sum(lengths) > _LARGEST:
            raise FrameFault("message too large")
        return _plain(self._take(sum(lengths))[: lengths[0]])

    def quiet(self) -> bool:
        """True when the other end is there and has said nothing that was not asked."""
        return not select.select([self._end], [], [], 0)[0]

    def hang_up(self) -> None:
        """Ends the conversation from any thread: whoever waits for a word hears that the other end is gone."""
        try:
            self._end.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it was gone before

    def close(self) -> None:
        """Closes this end."""
        self._end.close()

    def _take(self, count: int) -> bytes:
        taken = bytearray()
        while len(taken) < count:
            try:
                chunk = self._end.recv(min(count - len(taken), _CHUNK))
            except OSError as error:  # a TimeoutError is one
                raise WireClosed from error
            if not chunk:
                raise WireClosed
            taken += chunk
        return bytes(taken)


def _plain(untrusted_frame: bytes) -> object:
    try:
        message: object = msgpack.unpackb(untrusted_frame, raw=False, strict_map_key=False)
    except (ValueError, TypeError, msgpack.UnpackException) as error:
        raise FrameFault("not MessagePack") from error
    return message
