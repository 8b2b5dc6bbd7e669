"""A file that crashes, hangs or bombs whatever reads it costs only itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspector.app import Session, cases, evidence, history
from inspector.app.evidence import Taken
from inspector.app.practice.pictures import encoded
from inspector.app.practice.scenes import scene
from inspector.store.listing import Item
from inspector.work import Limits, Pool
from tests import ready
from tests.triage import harmful_look
from tests.triage.taking import CASE, items, take

WORDS = tuple(f"{when} {what}" for when in ("EARLY", "LATE") for what in ("CRASH", "HANG", "BOMB", "RAISE"))
EXPECTED = {
    "CRASH": {"crashed"},
    "HANG": {"stalled", "deadline"},
    "BOMB": {"memory", "crashed"},
    "RAISE": {"task_failed"},
}
GOOD = 12


@dataclass(frozen=True, slots=True)
class Run:
    session: Session
    folder: Path
    first: Taken
    found: dict[bytes, Item]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    above = tmp_path_factory.mktemp("harmful")
    folder = above / "evidence"
    folder.mkdir()
    for word in WORDS:
        (folder / word.lower().replace(" ", "-")).write_bytes(word.encode())
        (folder / f"copy of {word.lower().replace(' ', '-')}").write_bytes(word.encode())
    (folder / "always").write_bytes(b"EARLY CRASH ALWAYS")
    picture = scene(5, "chart", 1)
    for number in range(GOOD):
        (folder / f"good {number}.png").write_bytes(encoded(picture.resize((30 + number, 30)), "png"))
    ready.make(above / "workspace")
    limits = Limits(stall_s=2.5, deadline_s=5.0)
    with (
        pytest.MonkeyPatch.context() as patch,
        Pool([harmful_look.TASK], 2, limits) as engine,
        Session(ready.signed_in(above / "workspace")) as session,
    ):
        patch.setattr(evidence, "pool", lambda: nullcontext(engine))
        patch.setattr("inspector.triage.reading.UNFOLD", harmful_look.TASK)
        cases.add(session, CASE, "Vụ việc thử")
        taken = take(session, folder)
        yield Run(session, folder, taken, items(session))


def test_the_good_files_are_looked_into_as_if_nothing_had_been(run: Run) -> None:
    good = [item for path, item in run.found.items() if path.startswith(b"good")]
    assert len(good) == GOOD
    assert {(item.state, item.width is None, *item.failures) for item in good} == {("done", False)}


@pytest.mark.parametrize("word", WORDS)
def test_a_harmful_file_is_a_stored_failure_with_its_digests(run: Run, word: str) -> None:
    item = run.found[word.lower().replace(" ", "-").encode()]
    assert [failed.code for failed in item.failures if failed.code in EXPECTED[word.split()[1]]], item.failures
    assert item.sha256 == hashlib.sha256(word.encode()).digest()
    assert item.state == "done"


@pytest.mark.parametrize("word", WORDS)
def test_its_copies_tell_the_same(run: Run, word: str) -> None:
    name = word.lower().replace(" ", "-").encode()
    assert run.found[b"copy of " + name].content == run.found[name].content
    assert run.found[b"copy of " + name].failures == run.found[name].failures


def test_a_file_that_kills_even_the_reading_of_its_digests_is_a_failure_without_them(run: Run) -> None:
    item = run.found[b"always"]
    assert (item.state, item.sha256) == ("failed", None)
    assert [failed.code for failed in item.failures] == ["crashed"]


def test_the_run_ends_and_counts_them(run: Run) -> None:
    assert run.first.standing.failures == 2 * len(WORDS) + 1
    assert run.first.tally.entries == 2 * len(WORDS) + 1 + GOOD
    assert history.verify(run.session).ok


def test_a_second_run_does_not_try_them_again(run: Run) -> None:
    again = take(run.session, run.folder)
    assert (again.tally.read_items, again.standing) == (0, run.first.standing)
