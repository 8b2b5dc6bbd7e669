"""Films of sets: found whether the set or the video comes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.app import Session, history
from inspector.domain.match import Signal
from inspector.library.entry import Film
from inspector.library.film import films
from tests.analyse.drawn import looked
from tests.analyse.shaken import shaken, written
from tests.triage.taking import add_list, items, take


@pytest.fixture
def listed() -> Film:
    """A film as a list tells it: of the first film, every frame that was taken."""
    _, told = looked(written(shaken(1)))
    return Film(1, tuple((each.fingerprint.pdq, each.fingerprint.quality, each.at_ms) for each in told.frames))


def test_a_film_is_found_before_and_after(session: Session, folder: Path, tmp_path: Path, listed: Film) -> None:
    lines = [
        f"{number},{quality},{pdq.hex()},{at_ms / 1000}" for number, (pdq, quality, at_ms) in enumerate(listed.frames)
    ]
    text = "\n".join(lines) + "\n"
    (folder / "copy.avi").write_bytes(written(shaken(1)[11:], "mpeg4", "avi", 25))
    (folder / "other.mp4").write_bytes(written(shaken(2)))
    before = add_list(session, tmp_path / "before.vpdq", text)
    take(session, folder)
    added = add_list(session, tmp_path / "after.vpdq", text)
    assert (before.summary.count, added.matched, added.same_as) == (1, 1, ("before.vpdq",))
    assert added.hashset.signals == {"vpdq": 1}
    found = items(session)
    assert not found[b"other.mp4"].matches
    agreed = [(each.hashset, each.match.signal, each.match.entry) for each in found[b"copy.avi"].matches]
    name = films.film_id(listed).hex()
    assert sorted(agreed) == [("after.vpdq", Signal.VPDQ, name), ("before.vpdq", Signal.VPDQ, name)]
    assert max(each.match.distance for each in found[b"copy.avi"].matches) <= 10
    assert history.verify(session).ok
