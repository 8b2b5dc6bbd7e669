"""Dask's protocol without Dask: what it sends is understood, what it would unpickle is not run, nonsense is refused."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgpack
import pytest
from distributed import protocol
from distributed.protocol.serialize import Serialize, ToPickle
from distributed.protocol.utils import pack_frames_prelude, unpack_frames
from hypothesis import given
from hypothesis import strategies as st

from inspector.work.frame import FrameFault
from inspector.work.lab.wire import DaskWire
from inspector.work.lab.words import packed, unpacked
from inspector.work.wire import WireClosed

GREETING = {"compression": "lz4", "python": (3, 13, 0), "pickle-protocol": 5}


def as_dask_sends(message: object) -> bytes:
    """The bytes that Dask puts on a connection for a message."""
    frames = protocol.dumps(message)
    prelude = pack_frames_prelude(frames)
    return b"".join((struct.pack("Q", len(prelude) + len(frames[0])), prelude, *map(bytes, frames)))


def as_dask_reads(sent: bytes) -> Any:
    """What Dask makes of the bytes that come in."""
    (length,) = struct.unpack_from("Q", sent)
    assert len(sent) == 8 + length
    return protocol.loads(unpack_frames(sent[8:]))


@pytest.fixture
def ends() -> Iterator[tuple[DaskWire, socket.socket]]:
    """A wire whose other end has greeted, and that end."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(as_dask_sends(GREETING))
        wire = DaskWire(ours, 0.2)
        assert as_dask_reads(theirs.recv(10_000))["compression"] is None
        yield wire, theirs


Ends = tuple[DaskWire, socket.socket]


def test_each_understands_the_other(ends: Ends) -> None:
    wire, theirs = ends
    theirs.sendall(as_dask_sends({"workers": {"tcp://a:1": {"nthreads": 2}}, "ảnh": b"\0\xff"}))
    assert wire.ask("identity", most=3) == {"workers": {"tcp://a:1": {"nthreads": 2}}, "ảnh": b"\0\xff"}
    assert as_dask_reads(theirs.recv(10_000)) == {"op": "identity", "reply": True, "most": 3}


class Harm:
    """Leaves a trace when it is unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.trace,)


@pytest.mark.parametrize("wrap", [ToPickle, Serialize])
def test_a_pickle_is_not_run(ends: Ends, tmp_path: Path, wrap: Any) -> None:
    wire, theirs = ends
    sent = as_dask_sends({"status": "OK", "result": wrap(Harm(tmp_path / "trace"))})
    theirs.sendall(sent)
    answer = wire.receive()
    assert isinstance(answer, dict)
    assert answer["status"] == "OK"
    assert not (tmp_path / "trace").exists()
    protocol.loads(unpack_frames(sent[8:]))  # Dask's own client
    assert (tmp_path / "trace").exists()


@pytest.mark.parametrize(
    "sent",
    [
        struct.pack("<2Q", 16, 0),
        struct.pack("<2Q", 16, 1 << 40),
        struct.pack("<3Q", 24, 1, 1 << 62),
        struct.pack("<4Q", 24, 2, 1, 1 << 63),
        struct.pack("<3Q", 24, 1, 0),
        struct.pack("<3Q", 24, 1, 1) + b"\xc1",
        struct.pack("<3Q", 24, 1, 2) + b"\x01\x01",
        struct.pack("<3Q", 24, 1, 5) + b"\xdd\xff\xff\xff\xff",
        struct.pack("<3Q", 24, 1, 3) + b"\xa2\xff\xff",
        struct.pack("<3Q", 24, 1, 4) + b"\x81\x81\x01\x01",
        struct.pack("<3Q", 24, 1, 100_000) + b"\x91" * 100_000,
    ],
    ids=["no frame", "many frames", "long", "long in all", "empty", "no MessagePack", "two values", "long array",
         "no Unicode", "a map as a key", "deep"],
)  # fmt: skip
def test_nonsense_is_refused(ends: Ends, sent: bytes) -> None:
    wire, theirs = ends
    theirs.sendall(sent)
    with pytest.raises(FrameFault):
        wire.receive()


def test_who_is_gone_or_silent_is_told(ends: Ends) -> None:
    wire, theirs = ends
    assert wire.quiet()
    theirs.sendall(as_dask_sends({"a": 1})[:-1])
    with pytest.raises(WireClosed):
        wire.receive()
    theirs.close()
    assert not wire.quiet()
    with pytest.raises(WireClosed):
        wire.receive()
    with pytest.raises(WireClosed):
        wire.ask("identity")


@pytest.mark.parametrize("address", ["tls://a:1", "inproc://1/2/3", "tcp://a", "tcp://a:b", ""])
def test_only_plain_addresses_are_tried(address: str) -> None:
    with pytest.raises(WireClosed):
        DaskWire.to(address, 0.1)


@pytest.mark.parametrize("greeting", [[1], "x", None, b"abc"])
def test_whoever_does_not_greet_is_not_talked_to(greeting: object) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(as_dask_sends(greeting))
        with pytest.raises(FrameFault):
            DaskWire(ours, 0.2)


_BROKEN = st.binary(max_size=40).map(lambda tail: packed("tell", {"a": b"x"})[:-1] + tail)


@given(st.one_of(st.binary(max_size=80), _BROKEN))
def test_a_word_is_whole_or_refused(untrusted: bytes) -> None:
    try:
        kind, content = unpacked(untrusted)
    except FrameFault:
        return
    assert packed(kind, content)


@pytest.mark.parametrize("untrusted", [None, {}, "tell", 3, [b"tell"], msgpack.packb(["tell", {}])])
def test_what_is_no_word_is_refused(untrusted: object) -> None:
    with pytest.raises(FrameFault):
        unpacked(untrusted)
    assert unpacked(packed("tell", {"ảnh": [b"\0", 1.5, None]})) == ("tell", {"ảnh": [b"\0", 1.5, None]})
