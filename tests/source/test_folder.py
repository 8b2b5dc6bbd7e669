"""A folder as source: everything in it is named, only regular files are opened, nothing is changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from inspector.domain.entry import Entry, Skipped
from inspector.domain.fault import InputFault
from inspector.source import find
from inspector.source.folder import Folder
from tests.command import ROOT
from tests.source.hostile_tree import DEEP, LONGEST_NAME, Tree, make


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    above = tmp_path_factory.mktemp("hostile")
    (above / "evidence").mkdir()
    (above / "outside").mkdir()
    yield make(above / "evidence", above / "outside")
    shutil.rmtree(above)


@pytest.fixture
def folder(tree: Tree) -> Iterator[Folder]:
    source = Folder(os.fsencode(tree.root))
    yield source
    source.close()


def content(folder: Folder, path: bytes) -> bytes:
    with os.fdopen(folder.open(path), "rb") as file:
        return file.read()


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


def test_every_file_is_named_once_and_can_be_read(tree: Tree, folder: Folder) -> None:
    found = {entry.path: entry for entry in folder.walk() if isinstance(entry, Entry)}
    assert set(found) == set(tree.files)
    for path, entry in found.items():
        assert content(folder, path) == tree.files[path]
        assert entry.size == len(tree.files[path])
        assert folder.state(path).same_state(entry)


def test_what_is_no_regular_file_is_named_with_the_reason(tree: Tree, folder: Folder) -> None:
    assert {found.path: found.reason for found in folder.walk() if isinstance(found, Skipped)} == tree.skipped


def test_the_order_is_the_same_every_time(folder: Folder) -> None:
    assert [found.path for found in folder.walk()] == [found.path for found in folder.walk()]


def test_walking_and_reading_leave_no_descriptor_open(tree: Tree) -> None:
    before = descriptors()
    source = Folder(os.fsencode(tree.root))
    for found in source.walk():
        if isinstance(found, Entry):
            os.close(source.open(found.path))
    source.close()
    assert descriptors() == before


def test_a_walk_that_is_given_up_leaves_no_descriptor_open(tree: Tree) -> None:
    before = descriptors()
    source = Folder(os.fsencode(tree.root))
    walk = source.walk()
    next(walk)
    walk.close()  # type: ignore[attr-defined]
    source.close()
    assert descriptors() == before


@pytest.mark.parametrize("name", [b"link in", b"link out", b"link loop", b"pipe", b"s", b"link to folder", b"folder"])
def test_only_a_regular_file_is_opened(folder: Folder, name: bytes) -> None:
    with pytest.raises(OSError):  # noqa: PT011  too many links has no class of its own
        folder.open(name)


@pytest.mark.parametrize("path", [b"link to folder/secret.txt", b"link up/outside/secret.txt", b"empty/x", b"none/x"])
def test_no_path_leads_through_a_link(folder: Folder, path: bytes) -> None:
    with pytest.raises(OSError):  # noqa: PT011  too many links has no class of its own
        folder.open(path)
    with pytest.raises(OSError):  # noqa: PT011  too many links has no class of its own
        folder.state(path)


def test_a_folder_swapped_for_a_link_meanwhile_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "evidence" / "a").mkdir(parents=True)
    (tmp_path / "evidence" / "a" / "x").write_bytes(b"inside")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x").write_bytes(b"outside")
    source = Folder(os.fsencode(tmp_path / "evidence"))
    found = [entry.path for entry in source.walk()]
    source.state(b"a/x")
    os.rename(tmp_path / "evidence" / "a", tmp_path / "evidence" / "was")
    os.symlink(tmp_path / "b", tmp_path / "evidence" / "a")
    assert found == [b"a/x"]
    fresh = Folder(os.fsencode(tmp_path / "evidence"))
    with pytest.raises(OSError):  # noqa: PT011  too many links has no class of its own
        fresh.open(b"a/x")
    source.close()
    fresh.close()


def test_a_file_swapped_for_a_pipe_meanwhile_does_not_hold_us_up(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"a file")
    source = Folder(os.fsencode(tmp_path))
    list(source.walk())
    (tmp_path / "x").unlink()
    os.mkfifo(tmp_path / "x")
    with pytest.raises(FileNotFoundError):
        source.open(b"x")
    source.close()


def test_a_folder_that_goes_while_we_walk_is_named_and_the_walk_goes_on(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x").write_bytes(b"x")
    source = Folder(os.fsencode(tmp_path))
    walk = source.walk()
    first = next(walk)
    shutil.rmtree(tmp_path / "b")
    assert [first.path, *walk] == [b"a/x", Skipped(b"b", "unreadable")]
    source.close()


def test_long_names_and_paths_longer_than_the_system_s_longest_are_reached(tree: Tree, folder: Folder) -> None:
    deepest = max(tree.files, key=len)
    assert len(deepest) > 4096
    assert deepest.count(b"/") == DEEP + 1
    assert content(folder, deepest) == b"at the bottom"
    assert content(folder, LONGEST_NAME).startswith(b"odd n")


def test_hard_links_tell_that_they_are_one(folder: Folder) -> None:
    linked = [entry for entry in folder.walk() if isinstance(entry, Entry) and b"hard" in entry.path]
    assert {entry.links for entry in linked} == {3}
    assert len({(entry.device, entry.inode) for entry in linked}) == 1


def test_a_sparse_file_tells_what_it_takes_on_the_drive(folder: Folder) -> None:
    entry = folder.state(b"sparse")
    assert (entry.size, entry.allocated < entry.size) == (3 << 20, True)


def test_access_times_stay_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x").write_bytes(b"x")
    places = [tmp_path / "a" / "x", tmp_path / "a", tmp_path]
    for place in places:
        os.utime(place, (1_000_000_000, 1_500_000_000))  # read last before it was written: the system would note it
    source = Folder(os.fsencode(tmp_path))
    for found in list(source.walk()):
        os.close(source.open(found.path))
    source.close()
    assert [place.stat().st_atime for place in places] == [1_000_000_000] * 3


UNREADABLE = """
import os, sys
from inspector.source.folder import Folder
os.setgroups([]) if os.getuid() == 0 else None
os.setuid(65534) if os.getuid() == 0 else None
source = Folder(os.fsencode(sys.argv[1]))
for found in source.walk():
    try:
        os.close(source.open(found.path))
        print(found.path.decode(), "read")
    except PermissionError:
        print(found.path.decode(), getattr(found, "reason", "refused"))
    except OSError:
        print(found.path.decode(), getattr(found, "reason", "?"))
"""


def test_what_may_not_be_read_is_named_and_the_rest_is_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    """As a person without rights: root would read everything."""
    above = tmp_path_factory.mktemp("closed")
    for parent in [above, *above.parents]:
        if parent.stat().st_uid == os.getuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o011)
    evidence = above / "evidence"
    (evidence / "closed").mkdir(parents=True)
    (evidence / "open").mkdir()
    for name in ("closed/x", "open/x", "closed.txt", "open.txt"):
        (evidence / name).write_bytes(b"x")
    (evidence / "closed.txt").chmod(0)
    (evidence / "closed").chmod(0)
    evidence.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", UNREADABLE, str(evidence)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    (evidence / "closed").chmod(0o700)
    assert done.stdout.splitlines() == ["closed.txt refused", "open.txt read", "closed unreadable", "open/x read"]


def test_a_single_file_is_a_source(tmp_path: Path) -> None:
    (tmp_path / "một.txt").write_bytes(b"x")
    (tmp_path / "other").write_bytes(b"y")
    source = find(str(tmp_path / "một.txt"))
    (found,) = source.walk()
    assert (source.kind, found.path) == ("file", "một.txt".encode())
    with os.fdopen(source.open(found.path), "rb") as file:
        assert file.read() == b"x"
    source.close()


def test_a_folder_is_listed_whole_by_several_at_once(tmp_path: Path) -> None:
    names = sorted(b"%03d" % number for number in range(300))
    for name in names:
        (tmp_path / name.decode()).touch()
    with closing(Folder(os.fsencode(tmp_path))) as source, ThreadPoolExecutor(4) as threads:
        listings = [threads.submit(source.beside, b"000") for _ in range(400)]
        walks = [threads.submit(lambda: [found.path for found in source.walk()]) for _ in range(20)]
        assert all(sorted(each.result()) == names for each in (*listings, *walks))


def test_what_is_no_source_is_refused_plainly(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    os.symlink("nowhere", tmp_path / "link")
    for name, code in (("none", "source_missing"), ("pipe", "source_not_a_file"), ("link", "source_not_a_file")):
        with pytest.raises(InputFault) as refused:
            find(str(tmp_path / name))
        assert (refused.value.code, refused.value.exit_code) == (code, 4)


def test_a_drive_that_could_be_written_to_is_told_as_such(folder: Folder) -> None:
    assert folder.writable()


@pytest.mark.parametrize("year", [2400, 1600])
def test_a_time_beyond_64_bits_is_put_at_their_end(tmp_path: Path, year: int) -> None:
    (tmp_path / "x").write_bytes(b"x")
    seconds = (year - 1970) * 31_557_600
    os.utime(tmp_path / "x", (seconds, seconds))
    with closing(find(os.fspath(tmp_path))) as source:
        (found,) = source.walk()
        assert isinstance(found, Entry)
        assert found.modified_ns is not None
        assert -(2**63) < found.modified_ns < 2**63
        if (tmp_path / "x").stat().st_mtime == seconds:  # a file system with such years
            assert abs(found.modified_ns) == 2**63 - 1
        assert source.state(found.path).same_state(found)
