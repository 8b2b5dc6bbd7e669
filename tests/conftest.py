"""What holds for every test: no network, a home of its own, nothing left running; a workspace for whoever asks."""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in a worker; read when numpy is loaded

import signal
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from inspector.app import Session
from inspector.store import Workspace
from tests import ready
from tests.command import Run, run_command
from tests.leftovers import children, lingering_children, lingering_threads, running_threads

# No example may fail for being slow on a busy machine, and none is remembered outside the test.
hypothesis.settings.register_profile(
    "house", deadline=None, database=None, print_blob=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")


if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell has what it starts behind itself ignore Ctrl-C, and programs that the tests start would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)


class NetworkTouched(AssertionError):
    """A test tried to reach beyond this machine's files."""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every way out over IPv4 and IPv6, name look-ups included; local sockets go on working."""

    def guarded(name: str) -> None:
        real = getattr(socket.socket, name)

        def refuse(self: socket.socket, *arguments: object) -> object:
            if self.family in (socket.AF_INET, socket.AF_INET6):
                raise NetworkTouched(f"{name}: {arguments!r}")
            return real(self, *arguments)

        monkeypatch.setattr(socket.socket, name, refuse)

    def no_names(*arguments: object, **_: object) -> object:
        raise NetworkTouched(f"getaddrinfo: {arguments!r}")

    for name in ("connect", "connect_ex", "sendto", "sendmsg"):
        guarded(name)
    monkeypatch.setattr(socket, "getaddrinfo", no_names)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tests of this process have their homes; short, because sockets in them have short names."""
    return tmp_path_factory.mktemp("h")


@pytest.fixture(autouse=True)
def home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, a temporary folder and settings of the test's own; none of this machine's INSPECTOR_ settings."""
    place = Path(tempfile.mkdtemp(dir=homes))
    for variable, name in (("HOME", "home"), ("TMPDIR", "tmp"), ("XDG_RUNTIME_DIR", "run")):
        (place / name).mkdir(mode=0o700)
        monkeypatch.setenv(variable, str(place / name))
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(place / "home" / variable.lower()))
    for variable in [name for name in os.environ if name.startswith("INSPECTOR_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setattr(tempfile, "tempdir", None)
    return place / "home"


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Fail a test that leaves a thread or a child process behind."""
    threads, processes = running_threads(), children()
    yield
    left = [*lingering_threads(threads), *lingering_children(processes)]
    if left:
        pytest.fail(f"left running: {left}")


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with accounts and nothing else; to be copied, not used."""
    folder = tmp_path_factory.mktemp("blank") / "workspace"
    ready.make(folder)
    return folder


@pytest.fixture
def folder(blank: Path, tmp_path: Path) -> Path:
    """The folder of a workspace of the test's own."""
    return ready.copy(blank, tmp_path / "workspace")


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    """That workspace, with its owner signed in."""
    with ready.signed_in(folder) as opened:
        yield opened


@pytest.fixture
def session(workspace: Workspace) -> Session:
    """What its owner works in."""
    return Session(workspace)


@pytest.fixture
def register(workspace: Workspace) -> ready.Register:
    """A case of that workspace, to be filled."""
    return ready.Register(workspace)


@pytest.fixture
def run() -> Run:
    """The command line as a process: see `tests.command.Run`."""
    return run_command
