"""The program asks the system for nothing that could change evidence, and for no way out of the machine."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from inspector.app import Session
from inspector.app.practice.pictures import encoded, jpeg
from inspector.app.practice.scenes import scene
from tests import ready
from tests.command import ROOT
from tests.source.test_tar_archive import made, named
from tests.source.test_zip_archive import raw_zip
from tests.triage import every_kind
from tests.triage.taking import CASE, items, take

OLD = (1_000_000_000, 1_500_000_000)
"""Read last before it was written: a system that keeps access times would note any reading."""


@pytest.fixture
def evidence_folder(folder: Path) -> Path:
    picture = scene(9, "landscape", 1)
    (folder / "ảnh").mkdir()
    for name, content in (
        ("ảnh/a.jpg", jpeg(picture)), ("ảnh/b.png", encoded(picture.resize((90, 60)), "png")), ("c.txt", b"text"),
        ("broken.jpg", jpeg(picture)[:2000]), ("empty", b""),
    ):  # fmt: skip
        (folder / name).write_bytes(content)
    for path in [*folder.rglob("*"), folder]:
        os.utime(path, OLD)
    return folder


def times(folder: Path) -> dict[Path, tuple[int, ...]]:
    """Size and every time of everything."""
    found = {path: path.stat() for path in [folder, *sorted(folder.rglob("*"))]}
    return {
        path: (told.st_size, told.st_mode, told.st_atime_ns, told.st_mtime_ns, told.st_ctime_ns)
        for path, told in found.items()
    }


def test_content_names_and_times_stay_as_they_were(session: Session, evidence_folder: Path) -> None:
    paths = [evidence_folder, *sorted(evidence_folder.rglob("*"))]
    contents = {path: path.read_bytes() for path in paths if path.is_file()}
    for path in paths:
        os.utime(path, OLD)
    before = {path: told for path, told in times(evidence_folder).items() if path.is_file()}
    take(session, evidence_folder)
    assert {path: told for path, told in times(evidence_folder).items() if path.is_file()} == before
    assert {path: path.read_bytes() for path in paths if path.is_file()} == contents
    assert {item.sha256 for item in items(session).values()} == {
        hashlib.sha256(content).digest() for content in contents.values()
    }


CALLS = (
    "execve execveat open openat openat2 creat unlink unlinkat rename renameat renameat2 mkdir mkdirat rmdir truncate"
    " ftruncate chmod fchmod fchmodat chown fchown fchownat utimensat link linkat symlink symlinkat mknod mknodat"
    " setxattr fsetxattr write pwrite64 writev fallocate socket connect sendto sendmsg bind"
).replace(" ", ",")
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND")
OPENED = re.compile(r" = \d+<([^>]*)>$")
CHANGES = re.compile(r"^\d+\s+(?!exec|open|socket|connect|sendto|sendmsg|bind)(\w+)\(")
STARTED = re.compile(r"^\d+\s+execve(?:at)?\(")
NETWORK = re.compile(r"\bAF_INET6?\b|\bAF_PACKET\b|\bAF_NETLINK\b")


NAMED = b"-named-by-evidence"


@pytest.fixture
def containers(evidence_folder: Path) -> Path:
    """A container of every kind beside the rest, and archives whose members have names to be careful with."""
    names = (b"../../up" + NAMED, b"/tmp/root" + NAMED, b"-rf" + NAMED, b"$(touch x)" + NAMED)
    (evidence_folder / "names.zip").write_bytes(raw_zip(*((name, name) for name in names)))
    (evidence_folder / "names.tar").write_bytes(made(*(named(name, name) for name in names)))
    for reader, example in every_kind.one_of_each().items():
        place = evidence_folder / reader / example.name
        place.parent.mkdir()
        for number, data in enumerate((example.data, *example.more)):
            place.with_name(f"{place.name}{number or ''}").write_bytes(data)
    return evidence_folder


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed; the test above holds without it")
def test_no_system_call_writes_to_evidence_starts_a_program_or_leaves_the_machine(
    blank: Path, tmp_path: Path, containers: Path
) -> None:
    evidence_folder = containers
    workspace, log = ready.copy(blank, tmp_path / "workspace"), tmp_path / "log"
    settings = {"INSPECTOR_WORKSPACE": str(workspace), "INSPECTOR_USER": ready.OWNER,
                "INSPECTOR_PASSPHRASE": ready.PASSPHRASE, "PYTHONPATH": str(ROOT),
                "PYTHONDONTWRITEBYTECODE": "1"}  # fmt: skip
    traced = ["strace", "-f", "-y", "-s", "400", "-e", f"trace={CALLS}", "-o", str(log)]
    program = [sys.executable, "-m", "inspector", "ingest", str(evidence_folder), "--case", CASE]
    done = subprocess.run([*traced, *program], env={**os.environ, **settings}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    ours = [line for line in lines if str(evidence_folder) in line]
    assert [line for line in ours if "O_RDONLY" in line]  # the trace saw the reading
    assert not [line for line in ours if WRITES.search(line) or CHANGES.search(line)]
    assert not [line for line in lines if NETWORK.search(line)]
    program_itself, *workers = [line for line in lines if STARTED.search(line)]
    assert str(evidence_folder) in program_itself
    assert not [line for line in workers if NAMED.decode() in line or str(evidence_folder) in line]
    assert [line for line in workers if sys.executable in line]  # libraries also ask ldconfig where they lie
    written = {match[1] for line in lines if WRITES.search(line) and (match := OPENED.search(line))}
    assert written
    assert not {path for path in written if not path.startswith((str(workspace), "/dev/", "/proc/"))}
