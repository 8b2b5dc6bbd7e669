"""The guards every test stands under do bite."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from tests import leftovers
from tests.conftest import NetworkTouched


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_nothing_connects(family: socket.AddressFamily) -> None:
    with socket.socket(family, socket.SOCK_STREAM) as stream, pytest.raises(NetworkTouched):
        stream.connect(("::1" if family == socket.AF_INET6 else "127.0.0.1", 9))
    with socket.socket(family, socket.SOCK_DGRAM) as datagram, pytest.raises(NetworkTouched):
        datagram.sendto(b"x", ("127.0.0.1", 9))


def test_no_name_is_looked_up() -> None:
    with pytest.raises(NetworkTouched):
        socket.create_connection(("localhost", 9))


def test_local_sockets_still_work() -> None:
    left, right = socket.socketpair()
    with left, right:
        left.sendall(b"x")
        assert right.recv(1) == b"x"


def test_a_thread_left_behind_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "PATIENCE_S", 0.01)
    before, end = leftovers.running_threads(), threading.Event()
    thread = threading.Thread(target=end.wait, name="left-behind")
    thread.start()
    try:
        assert leftovers.lingering_threads(before) == ["left-behind"]
    finally:
        end.set()
        thread.join()


def test_a_child_left_behind_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "PATIENCE_S", 0.01)
    before = leftovers.children()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert leftovers.lingering_children(before)[0].startswith(f"{child.pid} ")
    assert leftovers.lingering_children(before) == []


def test_home_and_settings_are_the_tests_own(home: Path) -> None:
    assert Path.home() == home
    assert Path(tempfile.gettempdir()).parent == home.parent
    assert not [name for name in os.environ if name.startswith("INSPECTOR_")]
