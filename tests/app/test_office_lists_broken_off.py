"""A list of an office tells how far it has come, and leaves nothing behind when it is broken off on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from inspector.app import Session, history, library, office_lists
from inspector.app.library import ListFile
from inspector.domain.match import Listing
from inspector.domain.office_list import Says
from tests import ready
from tests.exchange.chains import LIST, Word, chain, file_of, key

WORDS: list[Word] = [(name, Says.CONFIRM, "D147") for name in ("một", "hai", "ba")]


@pytest.fixture
def session(session: Session, monkeypatch: pytest.MonkeyPatch) -> Session:
    """One that has a content of the list, and tells of every statement."""
    monkeypatch.setattr(office_lists, "_TELL_EVERY", 1)
    ready.Register(session.workspace).read(b"a", "một".encode())
    return session


@pytest.fixture
def given(tmp_path: Path) -> ListFile:
    signed = key("PA05")
    (tmp_path / "office.list").write_bytes(file_of("PA05", chain("PA05", WORDS), signed))
    (tmp_path / "office.pem").write_bytes(pem(signed.certificate.dump()))
    return ListFile(tmp_path / "office.list", Listing.ILLEGAL, trust=tmp_path / "office.pem")


def pem(der: bytes) -> bytes:
    return x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM)


def left(session: Session) -> list[str]:
    return [path.name for path in session.workspace.library.iterdir() if path.suffix != ".lock"]


def test_every_part_of_the_work_tells_how_far_it_is(session: Session, given: ListFile) -> None:
    told = [(step.stage, step.items, step.items_total) for step in library.add(session, given)]
    count = len(WORDS)
    assert told[: 2 * count] == [("importing", number, count) for number in (1, 2, 3, 1, 2, 3)]
    assert {stage for stage, *_ in told[2 * count :]} == {"storing", "matching"}
    assert [found.name for found in library.listed(session)] == [LIST]


def test_broken_off_anywhere_it_is_not_in_and_comes_in_whole_later(session: Session, given: ListFile) -> None:
    steps, stages = 1, set[str]()
    while True:
        work = library.add(session, given)
        try:
            stages |= {next(work).stage for _ in range(steps)}
        except StopIteration as end:
            added = end.value
            break
        work.close()
        steps += 1
        assert (library.listed(session), left(session)) == ([], [])
        assert office_lists.shown(session, LIST) is None
    assert stages == {"importing", "storing", "matching"}
    assert (added.matched, added.summary.count) == (1, len(WORDS))
    assert left(session) == [f"{added.hashset.file}.set"]
    assert history.verify(session).ok
