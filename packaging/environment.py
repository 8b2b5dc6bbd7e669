"""The program's own Python in `.venv`: made, filled from a lock, mended when it was left half-made."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sentences import Stop, say

NEEDED_MB = 1500
"""Room for the packages of the tests while pip unpacks them; measured: 0.9 GB when done."""

ROOM_MB = 300
"""Room asked for when only some packages change."""

ASTRAY = {"PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PIP_TARGET", "PIP_PREFIX", "PIP_USER", "__PYVENV_LAUNCHER__"}
PROGRAM = ("inspector", "forms", "resources")
FILES = ("pyproject.toml", "README.md", "LICENSE")


@dataclass(frozen=True, slots=True)
class Environment:
    """The `.venv` of one source tree; `root` is the top of that tree."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where the environment lies."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    @property
    def _stamps(self) -> Path:
        return self.folder / "inspector-stamps.json"

    @property
    def _unfinished(self) -> Path:
        return self.folder / "inspector-unfinished"

    def prepare(self, lock: str) -> None:
        """Bring the environment to what `lock` (a file in packaging/) and the tree ask for; raises Stop.

        Does nothing when digests kept from the last time agree. One process at a time works on a tree.
        """
        with _alone(self.root):
            self._make()
            self._fill(lock)
            self._install_program()

    def _make(self) -> None:
        """A new environment, unless the one there works, has this Python's version and was filled to the end."""
        if self._works() and not self._unfinished.exists():
            return
        check_room(self.root, NEEDED_MB)
        say("making_environment", version=_version())
        with _told(self.root):
            _clear(self.folder)
        # The Python beneath, should this very one run from the environment that was just cleared away.
        base = getattr(sys, "_base_executable", sys.executable)
        command = [base, "-m", "venv", str(self.folder)]
        if subprocess.run(command, stdout=sys.stderr, env=clean_environment(), check=False).returncode != 0:
            raise Stop("environment_failed")

    def _works(self) -> bool:
        probe = "import sys, pip; print('%d.%d' % sys.version_info[:2], ascii(sys.prefix))"
        try:
            answer = subprocess.run(
                [str(self.python), "-c", probe], capture_output=True, text=True, env=clean_environment(), check=False
            )
        except OSError:
            return False
        return answer.stdout.strip() == f"{_version()} {str(self.folder)!a}"

    def _fill(self, lock: str) -> None:
        path = self.root / "packaging" / lock
        if not path.is_file():
            raise Stop("file_missing", name=f"packaging/{lock}")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if self._stamp(lock) == digest:
            return
        check_room(self.root, ROOM_MB)
        count = sum(line[:1].isalnum() for line in path.read_text(encoding="utf-8").splitlines())
        say("installing_packages", count=count)
        arguments = ["--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(path)]
        self._install(arguments, Stop("packages_failed", lock=f"packaging/{lock}"))
        self._keep(lock, digest)

    def _install_program(self) -> None:
        digest = tree_digest(self.root)
        if self._stamp("program") == digest:
            return
        say("installing_program")
        # Not editable: what runs is what a wheel would carry, forms and resources included.
        arguments = ["--no-deps", "--no-build-isolation", "--no-index", "--force-reinstall", str(self.root)]
        self._install(arguments, Stop("program_failed"))
        self._keep("program", digest)

    def _install(self, arguments: list[str], failure: Stop) -> None:
        """Run pip; a mark lies in the environment meanwhile, so that one cut short is made anew next time."""
        with _told(self.root):
            self._unfinished.touch()
        quiet = [] if sys.stderr.isatty() else ["-qq"]
        command = [str(self.python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *quiet]
        done = subprocess.run([*command, *arguments], stdout=sys.stderr, env=clean_environment(), check=False)
        if done.returncode != 0:
            raise failure
        self._unfinished.unlink()

    def _stamp(self, name: str) -> str | None:
        try:
            stamps = json.loads(self._stamps.read_text(encoding="utf-8"))
            return str(stamps[name])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _keep(self, name: str, digest: str) -> None:
        names = ("requirements.lock", "requirements-test.lock", "program")
        stamps = {kept: self._stamp(kept) for kept in names if self._stamp(kept)} | {name: digest}
        with _told(self.root):
            self._stamps.write_text(json.dumps(stamps), encoding="utf-8")


def tree_digest(root: Path) -> str:
    """SHA-256 over names and bytes of everything of the tree that a wheel would carry."""
    paths = [root / name for name in FILES]
    for folder in PROGRAM:
        paths.extend(path for path in (root / folder).rglob("*") if "__pycache__" not in path.parts)
    digest = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        name = path.relative_to(root).as_posix().encode("utf-8", "surrogateescape")
        digest.update(b"%d %s %d " % (len(name), name, path.stat().st_size) + path.read_bytes())
    return digest.hexdigest()


def clean_environment() -> dict[str, str]:
    """This process's environment without what would lead Python or pip out of `.venv`."""
    astray = {
        "PYTHONPATH",
        "PYTHONHOME",
        "PYTHONSTARTUP",
        "PIP_TARGET",
        "PIP_PREFIX",
        "PIP_USER",
        "__PYVENV_LAUNCHER__",
    }
    return {name: value for name, value in os.environ.items() if name not in astray}


def check_room(folder: Path, needed_mb: int) -> None:
    """Raise Stop when `folder` cannot be written to or its disk has less than `needed_mb` left."""
    with _told(folder), tempfile.TemporaryFile(dir=folder):
        pass
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < needed_mb:
        raise Stop("disk_full", folder=folder, free=free, needed=needed_mb)


def _version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _clear(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into a plain sentence."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise Stop("not_writable", folder=folder, reason=reason) from error


@contextlib.contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold this tree's lock: the folder itself on POSIX, so that nothing is written and nothing is left behind."""
    if sys.platform == "win32":
        yield  # two set-ups at once are a matter of servers and tests, which are not run there
        return
    import fcntl  # noqa: PLC0415 - not there on Windows

    descriptor = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                raise
            say("waiting")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
