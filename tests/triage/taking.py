"""Taking folders and lists in, as the tests of the pipeline do."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

from inspector.app import Session, evidence, library
from inspector.app.evidence import Taken
from inspector.app.library import Added, ListFile
from inspector.domain.match import Listing
from inspector.domain.progress import Progress
from inspector.store import listing
from inspector.store.listing import Asked, Item

T = TypeVar("T")
CASE = "01/VA"


def finish(work: Generator[Progress, None, T]) -> T:
    """Carries a piece of work to its end."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result


def take(session: Session, folder: Path, look: str = "full") -> Taken:
    """Takes a folder into the case, whole."""
    return finish(evidence.ingest(session, CASE, str(folder), look=look))


def add_list(session: Session, path: Path, text: str, listing: Listing = Listing.ILLEGAL) -> Added:
    """Takes a list in that is written to `path` first."""
    path.write_text(text, encoding="utf-8")
    return finish(library.add(session, ListFile(path, listing)))


def items(session: Session, **asked: object) -> dict[bytes, Item]:
    """The items of the case, by path."""
    found = listing.items(session.workspace.reader(), Asked(1, **asked))  # type: ignore[arg-type]
    return {item.path: item for item in found}


def everything(session: Session) -> list[tuple[object, ...]]:
    """Items, digests, fingerprints, findings and failures."""
    one = session.workspace.reader().execute
    items = one(
        "SELECT shown, state, sha256, md5, sha1, item.size, place, mime, kind, width, pdq, phash, dhash FROM item"
        " LEFT JOIN content ON content.id = item.content ORDER BY shown"
    ).fetchall()
    findings = one(
        "SELECT sha256, analyser, version, parameters, data FROM finding JOIN content ON content.id = content"
        " ORDER BY 1, 2, 3, 4"
    ).fetchall()
    failures = one(
        "SELECT shown, code, analyser FROM failure JOIN item ON item.id = failure.item"
        " OR item.content = failure.content ORDER BY 1, 2, 3"
    ).fetchall()
    return [*items, *findings, *failures]
