"""Practice lists, as an officer would be handed them: digests and likenesses of a few of the drawings."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from inspector.analyse.fingerprint import pdq
from inspector.app.practice.material import ICONS, LIKE_LISTED, LISTED, Material
from inspector.app.practice.scenes import numbers
from inspector.domain.match import Listing

_STRANGERS = 200  # entries that agree with nothing, so that a list looks like one


@dataclass(frozen=True, slots=True)
class PracticeList:
    """One list: its file, what standing on it means, and the message `demo-list-<name>` that names it."""

    file: str
    listing: Listing
    name: str


LISTS = (
    PracticeList("danh-muc-sha256.txt", Listing.ILLEGAL, "digests"),
    PracticeList("danh-muc.pdq", Listing.ILLEGAL, "likenesses"),
    PracticeList("tep-da-biet-md5.txt", Listing.KNOWN_GOOD, "known"),
)


def write(material: Material, folder: Path) -> None:
    """Writes every list into `folder`."""
    texts = {"digests": _digests(material), "likenesses": _likenesses(material), "known": _known(material)}
    for made in LISTS:
        (folder / made.file).write_text(texts[made.name], encoding="utf-8")


def _digests(material: Material) -> str:
    strange = numbers(material.seed, "strangers")
    lines = [f"{hashlib.sha256(material.geometry(number)).hexdigest()}  hinh-{number}.jpg" for number in LISTED]
    lines += [f"{strange.bytes(32).hex()}  tep-{number:04d}.jpg" for number in range(_STRANGERS)]
    return "".join(f"{line}\n" for line in sorted(lines))


def _likenesses(material: Material) -> str:
    lines = ["# PDQ"]
    for number in LIKE_LISTED:
        found = pdq(np.asarray(material.scene("shapes", number).convert("L")))
        assert found is not None
        lines.append(f"{found.pdq.hex()},{found.quality}")
    strange = numbers(material.seed, "strange likenesses")
    lines += [f"{strange.bytes(32).hex()},100" for _ in range(_STRANGERS)]
    return "".join(f"{line}\n" for line in lines)


def _known(material: Material) -> str:
    icons = [hashlib.md5(material.icon(number), usedforsecurity=False).hexdigest() for number in range(ICONS)]
    return "".join(f"{digest}  icon-{number:02d}.png\n" for number, digest in enumerate(icons))
