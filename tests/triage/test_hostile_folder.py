"""One ingest of everything a seized drive can hold: nothing lost, nothing followed, nothing touched."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspector.app import Session, cases, evidence, history
from inspector.app.evidence import Taken
from inspector.store import ingests
from inspector.store.listing import Item
from tests import ready
from tests.source.hostile_tree import Tree, make
from tests.triage.taking import CASE, finish, items, take


@dataclass(frozen=True, slots=True)
class Run:
    """What was there before, what was taken in twice, and what is there after."""

    tree: Tree
    session: Session
    first: Taken
    second: Taken
    before: dict[bytes, tuple[object, ...]]
    after: dict[bytes, tuple[object, ...]]

    def items(self) -> dict[bytes, Item]:
        return items(self.session)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    above = tmp_path_factory.mktemp("hostile")
    for name in ("evidence", "outside"):
        (above / name).mkdir()
    tree = make(above / "evidence", above / "outside")
    ready.make(above / "workspace")
    before = state(tree.root)
    with Session(ready.signed_in(above / "workspace")) as session:
        cases.add(session, CASE, "Vụ việc thử")
        first, second = take(session, tree.root), take(session, tree.root)
        yield Run(tree, session, first, second, before, state(tree.root))
    shutil.rmtree(above)


def state(root: Path) -> dict[bytes, tuple[object, ...]]:
    """Everything the file system says of everything below `root`, read times included."""
    found: dict[bytes, tuple[object, ...]] = {}
    for here, folders, files, descriptor in os.fwalk(os.fsencode(root)):
        for name in [b".", *folders, *files]:
            told = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
            found[here + b"/" + name] = (told.st_mode, told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino,
                                         told.st_nlink, told.st_uid)  # fmt: skip
    return found


def test_every_file_is_an_item_with_the_digests_of_its_bytes(run: Run) -> None:
    found = run.items()
    assert set(found) == set(run.tree.files)
    for path, content in run.tree.files.items():
        item = found[path]
        assert item.state == "done", (path, item.failures)
        assert item.size == len(content)
        assert item.sha256 == hashlib.sha256(content).digest()
        assert item.sha1 == hashlib.sha1(content, usedforsecurity=False).digest()
        assert item.md5 == hashlib.md5(content, usedforsecurity=False).digest()


def test_the_run_counts_what_it_saw(run: Run) -> None:
    tree, tally = run.tree, run.first.tally
    assert (tally.entries, tally.skipped) == (len(tree.files), len(tree.skipped))
    assert tally.bytes == sum(map(len, tree.files.values()))
    assert tally.new_contents == run.first.standing.contents == len(set(tree.files.values()))


def test_what_was_not_opened_is_on_record_with_the_reason(run: Run) -> None:
    told = ingests.skipped(run.session.workspace.reader(), 1)
    assert {path: reason for _, path, reason in told} == run.tree.skipped


def test_nothing_outside_was_reached(run: Run) -> None:
    outside = hashlib.sha256(b"outside the evidence").digest()
    assert outside not in {item.sha256 for item in run.items().values()}


def test_a_second_run_doubles_nothing_and_reads_nothing(run: Run) -> None:
    assert (run.second.tally.entries, run.second.tally.new_contents) == (len(run.tree.files), 0)
    assert run.second.tally.read_items == 0
    assert run.second.standing == run.first.standing
    assert run.session.workspace.reader().execute("SELECT count(*) FROM item").fetchone() == (len(run.tree.files),)


def test_hard_links_are_three_items_of_one_reading(run: Run) -> None:
    linked = [item for path, item in run.items().items() if b"hard" in path]
    assert len(linked) == 3
    assert len({item.content for item in linked}) == 1


def test_names_are_shown_as_one_safe_line_and_kept_byte_by_byte(run: Run) -> None:
    for path, item in run.items().items():
        assert item.shown.isprintable()
        assert item.path == path
    shown = {item.shown for item in run.items().values()}
    assert {"new\\x0aline.txt", "back\\\\slash.txt", "phải\\u202etrái\\u202c.txt", "\\xff\\xfe"} <= shown


def test_the_evidence_stands_as_it_stood(run: Run) -> None:
    assert run.after == run.before


def test_what_is_on_record_agrees_with_the_evidence(run: Run) -> None:
    check = finish(evidence.verify(run.session, CASE))
    assert (check.ok, check.checked, check.changed, check.missing) == (True, len(run.tree.files), 0, 0)
    assert history.verify(run.session).ok
