"""Altered copies of what a list knows are found, whether the list comes before or after, and it is said how."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageOps

from inspector.app import Session
from inspector.app.practice.pictures import jpeg
from inspector.app.practice.scenes import scene
from inspector.domain.match import Match, Signal
from inspector.store import audit
from tests.triage.taking import add_list, items, take

HOW = {
    "turned.jpg": "turned", "mirrored.jpg": "mirrored", "bordered.jpg": "trimmed", "both.jpg": "turned+trimmed",
    "cut.jpg": "widened", "same.jpg": "", "other.jpg": None,
}  # fmt: skip


@pytest.fixture(scope="module")
def original() -> Image.Image:
    return scene(7, "landscape", 1)


@pytest.fixture
def altered(folder: Path, original: Image.Image) -> Path:
    turned = original.transpose(Image.Transpose.ROTATE_90)
    pictures = {
        "turned.jpg": turned,
        "mirrored.jpg": ImageOps.mirror(original),
        "bordered.jpg": ImageOps.expand(original, 40, "white"),
        "both.jpg": ImageOps.expand(turned, (0, 60, 0, 60), "black"),
        "cut.jpg": original.crop((24, 18, original.width - 24, original.height - 18)),
        "same.jpg": original,
        "other.jpg": scene(7, "shapes", 2),
    }
    for name, picture in pictures.items():
        (folder / name).write_bytes(jpeg(picture, quality=80))
    return folder


def by_pdq(session: Session) -> dict[str, dict[str, Match]]:
    """The matches by PDQ of every item, by list."""
    return {
        path.decode(): {each.hashset: each.match for each in item.matches if each.match.signal is Signal.PDQ}
        for path, item in items(session).items()
    }


def test_a_list_finds_altered_copies_before_and_after_and_says_how(
    session: Session, altered: Path, tmp_path: Path
) -> None:
    take(session, altered)
    known = items(session)[b"same.jpg"]
    assert known.pdq is not None
    listed = f"{known.pdq.hex()},{known.pdq_quality}\n"
    add_list(session, tmp_path / "after.pdq", listed)
    assert {name: found["after.pdq"].variant if found else None for name, found in by_pdq(session).items()} == HOW

    again = altered.with_name("again")
    altered.rename(again)
    for path in again.iterdir():  # other bytes, so that they are looked into anew
        path.write_bytes(path.read_bytes() + b"\0")
    take(session, again)
    assert all(
        set(found) == set() or found["after.pdq"].variant == HOW[name] for name, found in by_pdq(session).items()
    )
    assert sum(bool(found) for found in by_pdq(session).values()) == 6
    assert audit.verify(session.workspace.reader()).problems == []


def test_a_list_of_an_altered_copy_finds_the_whole(
    session: Session, folder: Path, original: Image.Image, tmp_path: Path
) -> None:
    cut = original.crop((48, 36, original.width - 48, original.height - 36))
    (folder / "cut.jpg").write_bytes(jpeg(cut, quality=80))
    (folder / "whole.jpg").write_bytes(jpeg(original, quality=80))
    take(session, folder)
    known = items(session)[b"cut.jpg"]
    assert known.pdq is not None
    add_list(session, tmp_path / "cut.pdq", f"{known.pdq.hex()}\n")
    found = by_pdq(session)
    assert (found["cut.jpg"]["cut.pdq"].variant, found["whole.jpg"]["cut.pdq"].variant) == ("", "part")
