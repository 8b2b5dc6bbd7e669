"""What was cut from a picture is in its group: parts and the middle agree, in one case and across cases."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from inspector.analyse.fingerprint import fingerprints
from inspector.app import Session, links
from inspector.app.practice.scenes import scene
from inspector.domain.content import Analysis, Fingerprint, Variation
from inspector.domain.group import Seen
from inspector.domain.variation import AROUND
from inspector.store import Workspace, audit, groups
from tests import ready
from tests.links.pictures import Pictures, picture, settle


@pytest.fixture
def case(workspace: Workspace) -> Pictures:
    return Pictures(workspace)


def test_what_was_cut_is_in_the_group_and_it_is_said_how(case: Pictures) -> None:
    cut = cut_apart(case)
    settle(case)
    assert case.groups() == {"whole": ("whole", 0), "cut": ("whole", 3), "part": ("part", 0)}
    place = groups.place(case.workspace.reader(), case.case.id, case.content(cut))
    assert place is not None
    assert place.variant == "part"


def cut_apart(case: Pictures, there: Pictures | None = None) -> int:
    """A whole, in another case what was cut from it, and there what resembles a part and has another middle."""
    rng = random.Random(5)
    plain, parts = rng.getrandbits(256), [rng.getrandbits(256) for _ in range(AROUND)]
    there = there or case
    case.read(b"whole", b"whole", analysis=shown(plain, parts, side=200))
    inside = [rng.getrandbits(256), parts[-1] ^ 0b111, *(rng.getrandbits(256) for _ in range(AROUND - 2))]
    cut = there.read(b"cut", b"cut", analysis=shown(parts[1] ^ 1, inside))
    other = [rng.getrandbits(256) for _ in range(AROUND)]
    there.read(b"part", b"part", analysis=shown(parts[2] ^ 1 << 9, other))
    return cut


def shown(mark: int, parts: Sequence[int], side: int = 100) -> Analysis:
    """What the analysers tell of a picture and of its parts."""
    told = tuple(Variation("part", Fingerprint(part.to_bytes(32, "big"), 90)) for part in parts)
    return replace(picture(mark, side=side), variations=told)


def test_a_workspace_of_an_older_program_puts_together_what_was_cut(case: Pictures, folder: Path) -> None:
    cut_apart(case)
    settle(case)
    case.workspace.close()
    raw = ready.raw(folder)
    raw.execute("UPDATE near_group SET leader = content, distance = 0, variant = ''")
    raw.execute("DROP TABLE middle")
    raw.execute("DELETE FROM holding WHERE name = 'middle'")
    raw.execute("DELETE FROM _sqlite_migrations WHERE name = 'm016_cuts_in_groups'")
    raw.close()
    with Session(ready.signed_in(folder)) as session:
        case.workspace = session.workspace
        assert {leader for leader, _ in case.groups().values()} == {None}
        assert audit.verify(session.workspace.reader()).ok
        settle(case)
        assert case.groups()["cut"] == ("whole", 3)
        assert len(groups.middles(session.workspace.reader())[0]) == 3


def test_a_cut_of_another_case_is_seen_from_both_sides(case: Pictures, session: Session) -> None:
    there = Pictures(case.workspace, "02/VA")
    cut = cut_apart(case, there)
    (whole,) = case.listed(b"whole")
    assert links.seen_elsewhere(session, whole) == [Seen("02/VA", "near", cut, 1, 3, "part")]
    assert links.seen_elsewhere(session, cut) == [Seen("01/VA", "near", whole, 1, 3, "part")]


@pytest.mark.parametrize("kind", ["landscape", "shapes", "chart"])
def test_drawn_pictures_cut_all_around_are_one_group_in_any_order_and_others_stay_apart(
    case: Pictures, kind: str
) -> None:
    whole, there = scene(11, kind, 1), Pictures(case.workspace, "02/VA")
    drawn = {"whole": whole, **{f"cut {share}": cut_around(whole, share / 1000) for share in (20, 50, 75, 100)},
             "other": scene(11, kind, 2), "corner": whole.crop((0, 0, 480, 360))}  # fmt: skip
    for into, names in ((case, [*drawn]), (there, [*reversed(drawn)])):
        for name in names:
            into.read(name.encode(), name.encode(), analysis=seen(drawn[name]))
            settle(into)
    found = {name: leader for name, (leader, _) in case.groups().items()}
    expected = {name: "whole" if name.startswith("cut") else name for name in drawn}
    assert found == expected
    assert case.groups() == there.groups()


def cut_around(picture: Image.Image, share: float) -> Image.Image:
    wide, high = round(picture.width * share), round(picture.height * share)
    return picture.crop((wide, high, picture.width - wide, picture.height - high))


def seen(picture: Image.Image) -> Analysis:
    """What the analysers tell of a drawn picture."""
    told = fingerprints(picture.convert("L"))
    width, height = picture.size
    return Analysis(fingerprint=told.pdq, variations=told.variations, width=width, height=height)
