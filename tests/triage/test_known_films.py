"""Films of sets: found whether the set or the video comes first."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from inspector.analyse.fingerprint import pdq
from inspector.app import Session, history
from inspector.domain.match import Signal
from inspector.library.entry import Film
from inspector.library.film import films
from tests.analyse.drawn import looked
from tests.analyse.shaken import changed, shaken, written
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


def test_a_film_with_bars_is_told_as_trimmed_before_and_after(session: Session, folder: Path, tmp_path: Path) -> None:
    """Against some frames of the film without them, as other software lists it."""
    frames = shaken(1)[:75]
    marks = [pdq(np.asarray(Image.fromarray(frame).convert("L"))) for frame in frames[5::8]]
    told = [(mark.pdq.hex(), mark.quality) for mark in marks if mark is not None]
    text = "".join(f"{number},{quality},{code},{number / 3}\n" for number, (code, quality) in enumerate(told))
    barred = changed(frames, lambda frame: ImageOps.expand(frame, (0, 120, 0, 120)))
    (folder / "barred.mp4").write_bytes(written(barred))
    (folder / "turned over.mp4").write_bytes(written(changed(barred, ImageOps.mirror)))
    add_list(session, tmp_path / "before.vpdq", text)
    take(session, folder)
    added = add_list(session, tmp_path / "after.vpdq", text)
    assert added.matched == 2
    found = items(session)
    for path, variant in ((b"barred.mp4", "trimmed"), (b"turned over.mp4", "mirrored+trimmed")):
        agreed = [each.match for each in found[path].matches if each.match.signal is Signal.VPDQ]
        assert [each.variant for each in agreed] == [variant, variant]
