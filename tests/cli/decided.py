"""A workspace in which several people have decided about contents, filled by the doors of the store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from inspector.app import Session, review
from inspector.domain.content import Analysis, Digests, Fingerprint, Frame, Kind
from inspector.store import Workspace
from inspector.store.decisions import Choice
from inspector.words import Words
from tests import ready

CASE = "07/VA"


@cache
def catalogue(language: str) -> Words:
    """The words of a language, read once: most of what a small command costs."""
    return Words(language)


def content(name: str) -> bytes:
    """The bytes of an invented content."""
    return f"an invented content called {name}".encode()


def digests(name: str) -> Digests:
    return ready.digests(content(name))


def mark(name: str, quality: int = 90) -> Fingerprint:
    """An invented fingerprint."""
    return Fingerprint(hashlib.sha256(b"mark " + name.encode()).digest(), quality)


@dataclass(slots=True)
class Office:
    """People at one workspace: `see` brings contents into a case, `say` is one person's decision about them."""

    workspace: Workspace
    items: dict[str, int] = field(default_factory=dict)
    _cases: dict[str, ready.Register] = field(default_factory=dict)

    def see(self, *names: str, case: str = CASE, quality: int | None = 90, kind: Kind = Kind.IMAGE) -> None:
        """Contents with a fingerprint of that quality, or with none, as items of a case; again under another path."""
        if case not in self._cases:
            self._cases[case] = ready.Register(self.workspace, case)
        for name in names:
            told = Analysis() if quality is None else Analysis(fingerprint=mark(name, quality))
            path = f"Ảnh/tên bí mật {name} {len(self.items)}.jpg".encode()
            self.items[name] = self._cases[case].read(path, content(name), kind=kind, analysis=told)

    def see_film(self, name: str, frames: tuple[Frame, ...], case: str = CASE) -> None:
        """A film with these frames as an item of a case."""
        self.see(case=case)
        told = Analysis(frames=frames)
        self.items[name] = self._cases[case].read(f"{name}.mp4".encode(), content(name), kind=Kind.VIDEO, analysis=told)

    def say(
        self, who: str, code: str | None, *names: str, scheme: str = "vn", details: Mapping[str, str] | None = None
    ) -> None:
        """One person's decision about the items seen last under these names; None takes it back."""
        self.say_of(who, code, *(self.items[name] for name in names), scheme=scheme, details=details)

    def say_of(
        self, who: str, code: str | None, *items: int, scheme: str = "vn", details: Mapping[str, str] | None = None
    ) -> None:
        """One person's decision about items."""
        with Session(ready.signed_in(self.workspace.folder, who)) as session:
            review.categorise(session, items, Choice(scheme, code, dict(details or {}), "ghi chú bí mật"))


@contextmanager
def at_work(folder: Path) -> Iterator[Office]:
    """The people of a workspace."""
    with ready.signed_in(folder) as workspace:
        yield Office(workspace)
