"""Where a practice case lies: one folder that holds all of it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path

from inspector.domain.fault import EnvironmentFault

_DEFAULT = "inspector-demo"


@dataclass(frozen=True, slots=True)
class Place:
    """The parts of the folder of a practice case."""

    folder: Path

    @property
    def evidence(self) -> Path:
        """What was drawn, a folder an exhibit."""
        return self.folder / "evidence"

    @property
    def lists(self) -> Path:
        """The practice lists."""
        return self.folder / "lists"

    @property
    def workspace(self) -> Path:
        """The workspace."""
        return self.folder / "workspace"

    @property
    def answers(self) -> Path:
        """The answers to the form."""
        return self.folder / "answers.toml"

    @property
    def report(self) -> Path:
        """The signed report."""
        return self.folder / "report.pdf"

    def key(self, role: str) -> Path:
        """The practice key of the signer in that role."""
        return self.folder / f"{role}.p12"


def make(folder: Path | None) -> Place:
    """An empty folder to practise in: the one given, else the next free `inspector-demo` where the person stands.

    Raises EnvironmentFault when the folder given holds anything or is none.
    """
    chosen = folder or next(path for path in _proposed() if _free(path))
    if chosen.exists() and not chosen.is_dir():
        raise EnvironmentFault("demo_not_a_folder", folder=str(chosen))
    if not _free(chosen):
        raise EnvironmentFault("folder_not_empty", folder=str(chosen))
    place = Place(chosen.absolute())
    for part in (place.evidence, place.lists):
        part.mkdir(parents=True)
    return place


def _proposed() -> itertools.chain[Path]:
    further = (Path(f"{_DEFAULT}-{number}") for number in itertools.count(2))
    return itertools.chain([Path(_DEFAULT)], further)


def _free(path: Path) -> bool:
    return not path.exists() or (path.is_dir() and not any(path.iterdir()))
