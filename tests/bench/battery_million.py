"""A million small entries, in one ZIP archive and in a folder: all of them done, in flat memory."""

from __future__ import annotations

import zipfile
from contextlib import nullcontext
from pathlib import Path

import pytest

from inspector.app import evidence, history
from tests.bench.battery import Memory, Stopwatch, apart, chosen, place, session, verdict
from tests.triage.taking import CASE, finish

MOST = 1 << 30
"""Bytes that all processes together may hold beyond what they hold when the workers are up."""


def main() -> None:
    """One ingest of each sort, each into a workspace of its own."""
    size = chosen(entries=1_000_000, files=0)
    figures: dict[str, object] = {}
    claims: dict[str, bool] = {}
    with place() as above:
        for sort, count, make in (("zip", size.entries, archive), ("folder", size.files, folder)):
            if count:
                told, held = taken(above / f"workspace {sort}", apart(make, above / sort, count), count)
                figures |= {f"{sort}_{name}": figure for name, figure in told.items()}
                claims |= {f"{sort}_{name}": claim for name, claim in held.items()}
    verdict("million", figures, claims)


def taken(workspace: Path, source: Path, count: int) -> tuple[dict[str, object], dict[str, bool]]:
    """Takes the source in; figures and claims."""
    with session(workspace) as opened, evidence.pool() as engine, Memory() as memory:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(evidence, "pool", lambda: nullcontext(engine))
            watch = Stopwatch()
            done = finish(evidence.ingest(opened, CASE, str(source)))
            figures: dict[str, object] = {"entries": done.tally.entries, **watch.figures(), **memory.figures()}
        figures["per_s"] = round(count / done.tally.seconds())
        one = opened.workspace.reader().execute
        (state,) = one("SELECT count(*) FROM item WHERE state = 'done' AND content IS NOT NULL").fetchone()
        (failures,) = one("SELECT count(*) FROM failure").fetchone()
        figures["workspace_mib"] = sum(path.stat().st_size for path in workspace.glob("*.db*")) >> 20
        claims = {
            "all_done": state == done.tally.entries >= count and not failures,
            "memory_flat": memory.most - memory.fixed < MOST,
            "audit_whole": history.verify(opened).ok,
        }
        return figures, claims


def archive(path: Path, count: int) -> None:
    """A ZIP archive of small texts, each of its own, in folders of a thousand."""
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(count):
            packed.writestr(f"{number // 1000:04d}/{number:07d}.txt", b"member %d" % number)


def folder(path: Path, count: int) -> None:
    """The same as files."""
    for number in range(count):
        below = path / f"{number // 1000:04d}"
        below.mkdir(parents=True, exist_ok=True)
        (below / f"{number:07d}.txt").write_bytes(b"member %d" % number)


if __name__ == "__main__":
    main()
