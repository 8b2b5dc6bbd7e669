"""One ingest of files made to harm: it ends, the rest is done, and of each it is stored and said what was wrong."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspector.app import Session, cases, evidence, history
from inspector.app.evidence import Taken
from inspector.cli.main import main
from inspector.source.readers import loaded
from inspector.store.listing import Asked, Item, items
from inspector.words import LANGUAGES, Words
from tests import ready
from tests.source import disk_samples
from tests.source.hostile_tree import Tree, make
from tests.triage import every_kind, hostile
from tests.triage.taking import CASE, finish
from tests.triage.test_hostile_folder import state

GOOD = {f"good {number:02d}.txt": b"a good file, number %d" % number for number in range(20)}
THREATS = {threat.name: threat for threat in hostile.threats()}
SPARSE = ("sparse", "sparse.dd", "sparse.e01", "sparse.zip")
ESCAPED = ("/tmp/inspector-was-here", "inspector-was-here")


@dataclass(frozen=True)
class Run:
    """What was taken in, what came of it, and what was there before and after."""

    folder: Path
    tree: Tree
    broken: dict[str, bytes]
    session: Session
    taken: Taken
    items: list[Item]
    before: dict[bytes, tuple[object, ...]]
    after: dict[bytes, tuple[object, ...]]

    def found(self, name: str) -> tuple[Item, list[Item]]:
        """A file and what lies in it."""
        inside = [item for item in self.items if item.shown.startswith(name + " › ")]
        (own,) = [item for item in self.items if item.shown == name]
        return own, inside


def codes(item: Item) -> tuple[str, ...]:
    return tuple(failure.code for failure in item.failures)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    above = tmp_path_factory.mktemp("hostile")
    folder = above / "evidence"
    (folder / "tree").mkdir(parents=True)
    (above / "outside").mkdir()
    broken = dict(hostile.broken())
    given = {**GOOD, **{threat.name: threat.make() for threat in THREATS.values()}, **broken}
    for name, data in given.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    for name in SPARSE:
        (folder / name).touch()
        os.truncate(folder / name, 1 << 40)
    tree = make(folder / "tree", above / "outside")
    ready.make(above / "workspace")
    before = state(folder)
    with Session(ready.signed_in(above / "workspace")) as session:
        cases.add(session, CASE, "Vụ việc thử")
        taken = finish(evidence.ingest(session, CASE, str(folder), budget=hostile.BUDGET))
        found = list(items(session.workspace.reader(), Asked(1)))
        yield Run(folder, tree, broken, session, taken, found, before, state(folder))
    shutil.rmtree(above)


def test_the_run_ends_and_the_rest_is_done(run: Run) -> None:
    for name, data in GOOD.items():
        item, _ = run.found(name)
        assert (item.state, item.sha256, codes(item)) == ("done", hashlib.sha256(data).digest(), ()), name
    assert {item.state for item in run.items} == {"done", "failed"}
    assert all(item.failures for item in run.items if item.state == "failed")
    assert run.session.workspace.reader().execute("SELECT state FROM ingest").fetchall() == [("done",)]
    assert run.taken.tally.entries == len(run.items)
    assert history.verify(run.session).ok


@pytest.mark.parametrize("name", THREATS)
def test_what_was_wrong_is_stored(run: Run, name: str) -> None:
    own, inside = run.found(name)
    assert codes(own) == THREATS[name].own
    assert {codes(item) for item in inside if item.failures} == THREATS[name].inside
    assert own.sha256 == hashlib.sha256((run.folder / name).read_bytes()).digest()


@pytest.mark.parametrize("name", ["names.zip", "names.tar"])
def test_every_name_is_kept_byte_by_byte_and_shown_as_one_safe_line(run: Run, name: str) -> None:
    _, inside = run.found(name)
    names = [path for path in hostile.NAMES if name.endswith("zip") or b"\0" not in path]
    assert {item.sha256 for item in inside} == {hashlib.sha256(path).digest() for path in names}
    readable = {path for path in names if path.decode(errors="replace").encode() == path}
    assert {item.path for item in inside} >= readable
    assert len({item.path for item in inside}) == len(names)
    assert all(item.shown.replace("\N{NO-BREAK SPACE}", " ").isprintable() for item in inside)


def test_names_that_occur_again_are_items_each(run: Run) -> None:
    _, inside = run.found("same.zip")
    assert {item.sha256 for item in inside} == {hashlib.sha256(b"%d" % number).digest() for number in range(5)}


def test_an_archive_that_holds_itself_is_one_content(run: Run) -> None:
    own, inside = run.found("quine.zip")
    assert len(inside) == hostile.BUDGET.depth
    assert {item.content for item in inside} == {own.content}


def test_what_was_read_before_a_bound_is_kept(run: Run) -> None:
    for name in ("many.zip", "row.eml"):
        _, inside = run.found(name)
        assert len(inside) == hostile.BUDGET.entries
        assert {item.state for item in inside} == {"done"}


@pytest.mark.parametrize("name", SPARSE)
def test_a_hole_of_a_tebibyte_is_not_read(run: Run, name: str) -> None:
    item, inside = run.found(name)
    assert (item.state, item.size, codes(item)[-1], inside) == ("failed", 1 << 40, "sparse", [])


def test_an_image_that_is_nearly_all_holes_is_read_but_for_the_holes(session: Session, folder: Path) -> None:
    (folder / "disk.dd").write_bytes(disk_samples.fat(12))
    os.truncate(folder / "disk.dd", 1 << 40)
    finish(evidence.ingest(session, CASE, str(folder)))
    own, *inside = items(session.workspace.reader(), Asked(1))
    assert (own.state, codes(own)) == ("failed", ("sparse",))
    note = hashlib.sha256(disk_samples.NOTE).digest()
    assert [item.state for item in inside if item.sha256 == note] == ["done"]
    assert {item.state for item in inside} == {"done"}


def test_broken_containers_of_every_kind_are_items(run: Run) -> None:
    assert not loaded()[1]
    kinds = {name.partition(" ")[0] for name in run.broken}
    assert kinds == set(every_kind.one_of_each()) == set(loaded()[0]) - {"unread"}  # which opens nothing
    for name, data in run.broken.items():
        own, _ = run.found(name)
        assert own.sha256 == hashlib.sha256(data).digest()
    broke = {"crashed", "stalled", "deadline", "memory", "bad_reply", "task_failed", "refused", "lost"}
    assert not [item.shown for item in run.items if item.shown.startswith(tuple(run.broken)) and broke & {*codes(item)}]


def test_the_folder_is_walked_as_ever(run: Run) -> None:
    found = {item.path: item.sha256 for item in run.items if item.path.startswith(b"tree/")}
    assert found == {b"tree/" + path: hashlib.sha256(data).digest() for path, data in run.tree.files.items()}
    assert run.taken.tally.skipped == len(run.tree.skipped)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_shown(
    run: Run, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in (("WORKSPACE", run.session.workspace.folder), ("USER", ready.OWNER), ("LANG", language),
                        ("PASSPHRASE", ready.PASSPHRASE)):  # fmt: skip
        monkeypatch.setenv(f"INSPECTOR_{name}", str(value))
    assert main(["items", "--case", CASE, "--failed", "--json"]) == 0
    told = {record["id"]: record["failure"] for record in json.loads(capsys.readouterr().out)}
    words = Words(language)
    for item in (item for item in run.items if item.failures):
        sentences = [words.say(f"failure-{code.replace('_', '-')}") for code in codes(item)]
        assert told.pop(item.id) == {"code": codes(item)[0], "message": sentences[0]}
    assert not told


def test_nothing_was_written_where_a_name_leads(run: Run) -> None:
    assert run.after == run.before
    above = run.folder.parent
    assert {path.name for path in above.iterdir()} == {"evidence", "outside", "workspace"}
    assert not [path for path in ESCAPED if os.path.lexists(path)]
    kept = {path.name for path in (above / "workspace").iterdir()}
    assert kept <= {"inspector.db", "inspector.db-wal", "inspector.db-shm", "keys.json", "library", "ingest.lock"}


def test_folders_ten_thousand_deep(session: Session) -> None:
    memory = Path("/dev/shm")
    root = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
    try:
        dig(root, 10_000)
        taken = finish(evidence.ingest(session, CASE, str(root)))
        found = {item.path: item.sha256 for item in items(session.workspace.reader(), Asked(1))}
    finally:
        subprocess.run(["rm", "-rf", root], check=True)  # deeper than Python goes
    assert found == {b"d/" * deep + b"x": hashlib.sha256(b"%d" % deep).digest() for deep in (0, 5_000, 10_000)}
    assert (taken.tally.entries, taken.standing.failures) == (3, 0)


def dig(root: Path, deep: int) -> None:
    """Folders in folders, with a file at the top, in the middle and at the bottom."""
    here = os.open(root, os.O_RDONLY)
    for level in range(deep + 1):
        if level % (deep // 2) == 0:
            file = os.open("x", os.O_WRONLY | os.O_CREAT, dir_fd=here)
            os.write(file, b"%d" % level)
            os.close(file)
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
