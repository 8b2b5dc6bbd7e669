"""The way between parent and worker: frames over a socket pair, files as descriptors beside them.

Everything that knows the kind of channel is in this file; another system gets another file. Only the parent sends
descriptors. It never takes one: it reads without room for ancillary data, and then the kernel drops what was sent.
"""

from __future__ import annotations

import os
import select
import socket
import stat
import struct
import time
from collections.abc import Sequence
from typing import Any

from inspector.work.frame import HEAD_BYTES, FrameLimits, decode, encode, read_head

_CHUNK, _LARGE_CHUNK = 64 * 1024, 1024 * 1024
_DESCRIPTOR = struct.Struct("=i")
_AT_ONCE = 250  # the kernel takes 253 descriptors in one message


class WireClosed(Exception):
    """The other end is gone."""


class WireUnheard(WireClosed):
    """The other end went without reading all that was sent: Linux then says "connection reset", not "end of file"."""


def supported() -> bool:
    """True where sockets can carry descriptors."""
    return hasattr(socket, "AF_UNIX") and hasattr(socket, "send_fds")


def pair() -> tuple[socket.socket, socket.socket]:
    """Two connected ends, the parent's first; neither is inherited unless asked for."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)


def handed_over(descriptor: int) -> socket.socket:
    """The worker's end, from the number it inherited."""
    return socket.socket(fileno=descriptor)


def readable_bytes(descriptor: int) -> int | None:
    """The size of a file that may be handed to a worker; None when it is open for writing or no file."""
    import fcntl  # noqa: PLC0415 (absent on Windows)

    status = os.fstat(descriptor)
    if stat.S_ISBLK(status.st_mode):
        size = os.lseek(descriptor, 0, os.SEEK_END)
        os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        size = status.st_size
    writable = fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE != os.O_RDONLY
    if writable or stat.S_ISDIR(status.st_mode) or stat.S_ISSOCK(status.st_mode):
        return None
    return size


class Wire:
    """One end of the way. `until` is a moment of time.monotonic(); TimeoutError is raised when it has passed."""

    def __init__(self, end: socket.socket, limits: FrameLimits) -> None:
        self._end = end
        self._limits = limits
        self._kept = bytearray()
        self._poll = select.poll() if hasattr(select, "poll") else None
        if self._poll is not None:
            self._poll.register(end, select.POLLIN)

    def send(self, message: list[Any], until: float | None = None, descriptors: Sequence[int] = ()) -> None:
        """Sends a frame, with open files beside its first bytes; raises FrameFault, WireClosed or TimeoutError."""
        frame = memoryview(encode(message, self._limits))
        self._wait_no_longer_than(until)
        try:
            for start in range(0, len(descriptors), _AT_ONCE):
                sent = socket.send_fds(self._end, [frame[:1]], list(descriptors[start : start + _AT_ONCE]))
                frame = frame[sent:]
            self._end.sendall(frame)
        except TimeoutError:
            raise
        except OSError as error:
            raise WireUnheard from error

    def receive(self, until: float | None = None) -> list[Any]:
        """The next message; raises FrameFault when it is malformed or too large, WireClosed, TimeoutError."""
        head = read_head(self._take(HEAD_BYTES, until), self._limits)
        return decode(head, memoryview(self._take(head.body_bytes, until)), self._limits)

    def receive_request(self) -> tuple[list[Any], list[int]]:
        """The next message and the files beside it: the worker's side. One request never follows another unasked.

        Files come with the first bytes of a message, a byte each time, so that the rest can be read as ever.
        """
        descriptors: list[int] = []
        while True:
            start, beside, _flags, _address = self._end.recvmsg(1, socket.CMSG_SPACE(_AT_ONCE * _DESCRIPTOR.size))
            if not start:
                raise WireClosed
            self._kept += start
            if not beside:
                return self.receive(), descriptors
            descriptors += [number for (number,) in _DESCRIPTOR.iter_unpack(beside[0][2])]

    def quiet(self) -> bool:
        """True when the other end is there and has said nothing that was not asked."""
        return not self._kept and (self._poll is None or not self._poll.poll(0))

    def close(self) -> None:
        """Closes this end."""
        self._end.close()

    def _take(self, count: int, until: float | None) -> bytearray:
        while (missing := count - len(self._kept)) > 0:
            self._kept += self._received(min(max(missing, _CHUNK), _LARGE_CHUNK), until)
        taken = self._kept[:count]
        del self._kept[:count]
        return taken

    def _received(self, most: int, until: float | None) -> bytes:
        self._wait_no_longer_than(until)
        try:
            chunk = self._end.recv(most)
        except TimeoutError:
            raise
        except ConnectionResetError as error:
            raise WireUnheard from error
        except OSError as error:
            raise WireClosed from error
        if not chunk:
            raise WireClosed
        return chunk

    def _wait_no_longer_than(self, until: float | None) -> None:
        if until is None:
            return  # the worker's side, which blocks; setting that again is a call the lock refuses
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._end.settimeout(left)
