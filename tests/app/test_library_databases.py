"""A list that is a database goes the way of every list: it is in, or nothing is left of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.app import Session, history, library
from inspector.app.library import ListFile
from inspector.domain.fault import InputFault
from inspector.domain.match import Listing
from tests.library import rds_files as made
from tests.triage.taking import finish

ROWS = [made.row(number, package) for number in range(20) for package in range(3)]


@pytest.mark.parametrize("form", ["auto", "nsrl"])
def test_a_release_is_taken_in_as_a_set(form: str, session: Session, tmp_path: Path) -> None:
    path = made.minimal(tmp_path / "RDS_2026.09.1_modern_minimal.db", ROWS)
    added = finish(library.add(session, ListFile(path, Listing.KNOWN_GOOD, format=form)))
    assert (added.hashset.format, added.summary.count) == ("nsrl", 20)
    assert added.hashset.version == "2026.09.1"
    assert added.hashset.signals == {"sha256": 20}
    assert history.verify(session).problems == []


@pytest.mark.parametrize("share", [0.3, 0.7])
def test_of_a_release_cut_off_nothing_is_left(share: float, session: Session, tmp_path: Path) -> None:
    content = made.minimal(tmp_path / "rds.db", ROWS).read_bytes()
    (tmp_path / "cut.db").write_bytes(content[: int(len(content) * share)])
    with pytest.raises(InputFault) as fault:
        finish(library.add(session, ListFile(tmp_path / "cut.db", Listing.KNOWN_GOOD)))
    assert fault.value.code == "library-list-damaged"
    assert library.listed(session) == []
    assert list(session.workspace.library.iterdir()) == []


def test_another_database_is_told_apart(session: Session, tmp_path: Path) -> None:
    path = made.base(tmp_path / "places.sqlite", "CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT);")
    with pytest.raises(InputFault) as fault:
        finish(library.add(session, ListFile(path, Listing.KNOWN_GOOD)))
    assert fault.value.code == "library-list-layout"


def test_an_import_that_is_broken_off_leaves_no_worker_and_no_set(session: Session, tmp_path: Path) -> None:
    work = library.add(session, ListFile(made.minimal(tmp_path / "rds.db", ROWS), Listing.KNOWN_GOOD))
    next(work)
    work.close()
    assert library.listed(session) == []
    assert list(session.workspace.library.iterdir()) == []
