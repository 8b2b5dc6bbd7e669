"""Pictures that are mirrored, turned or framed stand in the group of the picture they were made of; cut ones do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageOps

from inspector.app import Session, links
from inspector.app.practice.pictures import encoded
from inspector.app.practice.scenes import scene
from inspector.domain.group import GroupKind
from tests.triage.taking import CASE, take

GROUPED = {"framed.png", "mirrored.png", "original.png", "same.png", "turned.png", "upside down.png"}


def pictures() -> dict[str, Image.Image]:
    original = scene(7, "landscape", 1)
    small = original.resize((original.width // 2, original.height // 2), Image.Resampling.LANCZOS)
    return {
        "original.png": original,
        "same.png": small,
        "mirrored.png": ImageOps.mirror(small),
        "turned.png": small.transpose(Image.Transpose.ROTATE_90),
        "upside down.png": small.transpose(Image.Transpose.ROTATE_180),
        "framed.png": ImageOps.expand(small, 30, "black"),
        "another.png": scene(7, "shapes", 2),
    }


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_coming_changes_nothing(session: Session, folder: Path, order: int) -> None:
    for name, picture in list(pictures().items())[::order]:
        (folder / name).write_bytes(encoded(picture, "png"))
        take(session, folder)
    names = dict(session.workspace.reader().execute("SELECT id, shown FROM item").fetchall())
    (group,) = links.listed(session, CASE, GroupKind.NEAR)
    assert names[group.item] == "original.png"
    assert {names[item] for item in links.items(session, group.item, GroupKind.NEAR)} == GROUPED


def test_copies_in_larger_frames_are_led_by_their_original(session: Session, folder: Path) -> None:
    original = scene(7, "shapes", 5)
    framed = {"black.png": ImageOps.expand(original, 60, "black"), "white.png": ImageOps.expand(original, 90, "white")}
    for name, picture in {"original.png": original, **framed}.items():
        (folder / name).write_bytes(encoded(picture, "png"))
    take(session, folder)
    names = dict(session.workspace.reader().execute("SELECT id, shown FROM item").fetchall())
    (group,) = links.listed(session, CASE, GroupKind.NEAR)
    assert names[group.item] == "original.png"
    assert {names[item] for item in links.items(session, group.item, GroupKind.NEAR)} == {"original.png", *framed}
