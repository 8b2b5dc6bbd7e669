"""The check of the chain holds the files of the hash sets against what was taken in."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from inspector.app import Session, history, library
from inspector.domain.match import Listing
from inspector.library.building.gathering import Gathering
from inspector.library.entry import Entry
from inspector.library.sets import save
from tests.triage.taking import add_list, finish

SUMS = "".join(f"{hashlib.sha256(b'%d' % number).hexdigest()}  {number}\n" for number in range(5))
MIXED = "md5,sha1,size,category\n" + "".join(
    f"{hashlib.md5(b'%d' % number).hexdigest()},{hashlib.sha1(b'%d' % number).hexdigest()},{number},{number % 2}\n"
    for number in range(5)
)
PDQ = "".join(f"{hashlib.sha256(b'p%d' % number).hexdigest()},{60 + number}\n" for number in range(3))


@pytest.fixture
def session(session: Session, tmp_path: Path) -> Session:
    """One with three sets in its library."""
    for name, text in (("a.txt", SUMS), ("b.csv", MIXED), ("c.pdq", PDQ)):
        add_list(session, tmp_path / name, text, Listing.ALERT)
    return session


def codes(session: Session) -> list[str]:
    return [problem.code for problem in history.verify(session).problems]


def test_sets_as_they_were_taken_in_are_well(session: Session) -> None:
    assert codes(session) == []


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_file_that_says_something_else_is_found(session: Session, place: int) -> None:
    """Somebody with the key puts another set, whole and sealed, into the place of the one that was taken in."""
    workspace, known = session.workspace, library.listed(session)[place]
    other = Gathering()
    other.add(Entry(md5=bytes(16)))
    save(workspace.library, workspace.library_key, known.file, other)
    assert codes(session) == ["library_differs"]


@pytest.mark.parametrize("how", ["gone", "damaged"])
def test_a_file_that_is_gone_or_damaged_is_found(session: Session, how: str) -> None:
    path = session.workspace.library / f"{library.listed(session)[0].file}.set"
    content = path.read_bytes()
    path.unlink()
    if how == "damaged":
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert codes(session) == ["library_differs"]


def test_a_set_taken_out_of_use_is_not_missed(session: Session) -> None:
    library.remove(session, library.listed(session)[0].name)
    assert codes(session) == []


def test_a_set_that_came_later_is_held_too(session: Session, tmp_path: Path) -> None:
    finish(library.add(session, library.ListFile(tmp_path / "a.txt", Listing.ILLEGAL, "again")))
    assert codes(session) == []
