"""Messages of every size one behind the other, however the system cuts them; and time that runs out on the way."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.work.frame import FrameLimits, encode
from inspector.work.wire import Wire, WireClosed, pair

LIMITS = FrameLimits()
LARGE = 3 * 1024**2


@pytest.fixture
def ends() -> Iterator[tuple[Wire, socket.socket]]:
    """The parent's end, and the bare other one."""
    ours, theirs = pair()
    with ours, theirs:
        yield Wire(ours, LIMITS), theirs


def soon(seconds: float = 20.0) -> float:
    return time.monotonic() + seconds


def cut(data: bytes, pieces: list[int]) -> Iterator[bytes]:
    for size in pieces:
        yield data[:size]
        data = data[size:]
    yield data


def send_all(end: socket.socket, pieces: Iterator[bytes]) -> None:
    for piece in pieces:
        end.sendall(piece)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from([0, 1, 3000, 500_000, 600_000, LARGE]), min_size=1, max_size=8),
    st.lists(st.integers(1, 700_000), max_size=6),
)
def test_messages_of_every_size_come_in_order(sizes: list[int], pieces: list[int]) -> None:
    messages: list[list[Any]] = [[number, bytes([number]) * size] for number, size in enumerate(sizes)]
    stream = b"".join(encode(message, LIMITS) for message in messages)
    ours, theirs = pair()
    with ours, theirs:
        wire = Wire(ours, LIMITS)
        sender = threading.Thread(target=send_all, args=(theirs, cut(stream, pieces)))
        sender.start()
        heard = [wire.receive(soon()) for _ in messages]
        sender.join()
        assert heard == messages
        assert wire.quiet()


def test_a_flood_behind_a_large_message_is_heard_too(ends: tuple[Wire, socket.socket]) -> None:
    wire, theirs = ends
    stream = encode(["large", bytes(LARGE)], LIMITS) + encode(["small"], LIMITS) * 5000
    sender = threading.Thread(target=theirs.sendall, args=(stream,))
    sender.start()
    assert wire.receive(soon())[0] == "large"
    assert [wire.receive(soon()) for _ in range(5000)] == [["small"]] * 5000
    sender.join()


def test_a_message_larger_than_the_buffers_of_the_system_is_sent_whole(ends: tuple[Wire, socket.socket]) -> None:
    wire, theirs = ends
    theirs.settimeout(20)
    received = bytearray()

    def listen() -> None:
        while len(received) < LARGE:
            received.extend(theirs.recv(1 << 20))

    listener = threading.Thread(target=listen)
    listener.start()
    wire.send([bytes(LARGE)], soon())
    listener.join()
    assert encode([bytes(LARGE)], LIMITS).startswith(bytes(received))


@pytest.mark.parametrize("start", [b"", encode([1], LIMITS)[:7], encode([bytes(2000)], LIMITS)[:900]])
def test_time_runs_out_while_nothing_comes(ends: tuple[Wire, socket.socket], start: bytes) -> None:
    wire, theirs = ends
    theirs.sendall(start)
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        wire.receive(soon(0.05))
    assert time.monotonic() - begun >= 0.05


def test_time_runs_out_while_nobody_listens(ends: tuple[Wire, socket.socket]) -> None:
    with pytest.raises(TimeoutError):
        ends[0].send([bytes(LARGE)], soon(0.05))


def test_what_is_there_already_is_not_heard_after_its_time(ends: tuple[Wire, socket.socket]) -> None:
    wire, theirs = ends
    theirs.sendall(encode(["late"], LIMITS))
    with pytest.raises(TimeoutError):
        wire.receive(soon(-0.01))


def test_an_end_that_is_gone_is_told(ends: tuple[Wire, socket.socket]) -> None:
    wire, theirs = ends
    theirs.sendall(encode(["last"], LIMITS))
    theirs.close()
    assert wire.receive(soon()) == ["last"]
    assert not wire.quiet()
    with pytest.raises(WireClosed):
        wire.receive(soon())
