"""The way between parent and worker: frames over a socket pair, files as descriptors beside them.

Everything that knows the kind of channel is in this file; another system gets another file. Only the parent sends
descriptors. It never takes one: it reads without room for ancillary data, and then the kernel drops what was sent.
"""

from __future__ import annotations

import math
import os
import select
import socket
import stat
import struct
import time
from collections.abc import Sequence
from typing import Any

from inspector.work.frame import HEAD_BYTES, FrameLimits, decode, encode, read_head

_ROOM = 512 * 1024
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
    """Two connected ends, the parent's first, which never blocks; neither is inherited unless asked for."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    ours.settimeout(0)
    return ours, theirs


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
    """One end of the way. `until` is a moment of time.monotonic(); TimeoutError is raised when it has passed.

    What comes is put where it is read from: thumbnails are large, and each further copy of one costs as much as all
    the rest of a message.
    """

    def __init__(self, end: socket.socket, limits: FrameLimits) -> None:
        self._end = end
        self._limits = limits
        self._room = memoryview(bytearray(_ROOM))
        self._taken = self._filled = 0  # of the room: up to where it was read, and up to where it holds something
        self._watch = select.poll()
        self._watch.register(end, select.POLLIN)

    def send(self, message: list[Any], until: float | None = None, descriptors: Sequence[int] = ()) -> None:
        """Sends a frame, with open files beside its first bytes; raises FrameFault, WireClosed or TimeoutError."""
        left = memoryview(encode(message, self._limits))
        while left:
            _look_at_the_clock(until)
            try:
                sent = self._sent(left, descriptors[:_AT_ONCE])
            except BlockingIOError:
                self._wait(select.POLLOUT, until)
            except OSError as error:
                raise WireUnheard from error
            else:
                left, descriptors = left[sent:], descriptors[_AT_ONCE:]

    def _sent(self, left: memoryview, descriptors: Sequence[int]) -> int:
        """Sends something; files go with one byte each time, so that whoever reads need not guess where they stop."""
        if not descriptors:  # the worker's lock knows no other way of sending
            return self._end.send(left)
        return socket.send_fds(self._end, [left[:1]], list(descriptors))

    def receive(self, until: float | None = None) -> list[Any]:
        """The next message; raises FrameFault when it is malformed or too large, WireClosed, TimeoutError."""
        head = read_head(self._take(HEAD_BYTES, until), self._limits)
        return decode(head, self._take(head.body_bytes, until), self._limits)

    def receive_request(self) -> tuple[list[Any], list[int]]:
        """The next message and the files beside it: the worker's side. One request never follows another unasked."""
        descriptors: list[int] = []
        while True:
            self._make_room(1)
            start, beside, _flags, _address = self._end.recvmsg_into(
                [self._room[self._filled : self._filled + 1]], socket.CMSG_SPACE(_AT_ONCE * _DESCRIPTOR.size)
            )
            if not start:
                raise WireClosed
            self._filled += start
            if not beside:
                return self.receive(), descriptors
            descriptors += [number for (number,) in _DESCRIPTOR.iter_unpack(beside[0][2])]

    def quiet(self) -> bool:
        """True when the other end is there and has said nothing that was not asked."""
        self._watch.modify(self._end, select.POLLIN)
        return self._taken == self._filled and not self._watch.poll(0)

    def close(self) -> None:
        """Closes this end."""
        self._end.close()

    def _take(self, count: int, until: float | None) -> memoryview:
        """The next `count` bytes, which are there until more are taken."""
        self._make_room(count)
        while self._filled - self._taken < count:
            self._filled += self._received(until)
        self._taken += count
        return self._room[self._taken - count : self._taken]

    def _make_room(self, count: int) -> None:
        """Room for `count` bytes behind those that were taken; a large one is given up when nothing is left in it."""
        left = self._filled - self._taken
        if not left:
            self._taken = self._filled = 0
            if len(self._room) > max(_ROOM, count):
                self._room = memoryview(bytearray(_ROOM))
        if self._taken + count > len(self._room):
            room = memoryview(bytearray(count)) if count > len(self._room) else self._room
            room[:left] = self._room[self._taken : self._filled]
            self._room, self._taken, self._filled = room, 0, left

    def _received(self, until: float | None) -> int:
        while True:
            _look_at_the_clock(until)
            try:
                count = self._end.recv_into(self._room[self._filled :])
            except BlockingIOError:
                self._wait(select.POLLIN, until)
            except ConnectionResetError as error:
                raise WireUnheard from error
            except OSError as error:
                raise WireClosed from error
            else:
                if not count:
                    raise WireClosed
                return count

    def _wait(self, what: int, until: float | None) -> None:
        """Until the end that never blocks can go on, or the time has come."""
        self._watch.modify(self._end, what)
        self._watch.poll(None if until is None else max(0, math.ceil((until - time.monotonic()) * 1000)))


def _look_at_the_clock(until: float | None) -> None:
    if until is not None and time.monotonic() >= until:
        raise TimeoutError
