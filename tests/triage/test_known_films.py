"""Films of sets: found whether the set or the video comes first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from inspector.app import Session
from inspector.domain.match import Signal
from inspector.library import films
from inspector.library.entry import Film
from inspector.library.known import KnownSet
from inspector.library.sets import load
from inspector.triage import known
from tests.analyse.drawn import looked
from tests.analyse.shaken import shaken, written
from tests.triage.taking import add_list, items, take


@pytest.fixture
def listed() -> Film:
    """A film as a list tells it: of the first film, every frame that was taken."""
    _, told = looked(written(shaken(1)))
    return Film(1, tuple((each.fingerprint.pdq, each.fingerprint.quality, each.at_ms) for each in told.frames))


def test_a_film_is_found_before_and_after(
    session: Session, folder: Path, tmp_path: Path, listed: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_films(folder: Path, key: bytes, set_id: str) -> KnownSet:
        return replace(load(folder, key, set_id), films=films.made([(listed, 0)]))

    monkeypatch.setattr(known, "load", with_films)
    (folder / "copy.avi").write_bytes(written(shaken(1)[11:], "mpeg4", "avi", 25))
    (folder / "other.mp4").write_bytes(written(shaken(2)))
    add_list(session, tmp_path / "before.txt", f"{bytes(32).hex()}\n")
    take(session, folder)
    added = add_list(session, tmp_path / "after.txt", f"{bytes(32).hex()}\n")
    assert added.matched == 1
    found = items(session)
    assert not found[b"other.mp4"].matches
    agreed = [(each.hashset, each.match.signal, each.match.entry) for each in found[b"copy.avi"].matches]
    name = films.film_id(listed).hex()
    assert sorted(agreed) == [("after.txt", Signal.VPDQ, name), ("before.txt", Signal.VPDQ, name)]
    assert all(each.match.distance <= 10 for each in found[b"copy.avi"].matches)
