"""A picture with an archive behind it stays a picture, and what was hidden in it are items."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
from pathlib import Path

from inspector.app import evidence
from inspector.app.session import Session
from tests.triage.archives import pictures, zipped
from tests.triage.taking import CASE, finish
from tests.triage.test_unfolding import by_path, taken


def test_a_picture_with_an_archive_behind_it_is_both(session: Session, folder: Path) -> None:
    shown, hidden = pictures(2).values()
    both = shown + zipped({"b.png": hidden})
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        named = tarfile.TarInfo("a.png")
        named.size = len(both)
        archive.addfile(named, io.BytesIO(both))
    (folder / "a.png").write_bytes(both)
    (folder / "plain.png").write_bytes(shown)
    (folder / "b.tar.gz").write_bytes(gzip.compress(packed.getvalue() + both))
    taken(session, folder)
    found = by_path(session)
    assert set(found) == {
        "a.png", "a.png › b.png", "plain.png", "b.tar.gz", "b.tar.gz › a.png", "b.tar.gz › a.png › b.png",
    }  # fmt: skip
    assert found["a.png"].kind == "image"
    assert (found["a.png"].width, found["a.png"].height) == (found["plain.png"].width, found["plain.png"].height)
    assert found["a.png"].failures == []
    assert found["a.png › b.png"].sha256 == hashlib.sha256(hidden).digest()
    assert finish(evidence.verify(session, CASE)).ok
