"""Kill -9 at 200 random points of an ingest: the audit chain is whole after each, nothing is lost, nothing doubled."""

from __future__ import annotations

import hashlib
import os
import random
import select
import shutil
import signal
import zipfile
from contextlib import suppress
from pathlib import Path

from inspector.app import Session, evidence, history
from inspector.domain.budget import Budget
from inspector.store.listing import Asked, items
from tests.bench.battery import Stopwatch, chosen, place, session, verdict
from tests.source.test_tar_archive import tarred
from tests.triage.archives import pictures, zipped
from tests.triage.taking import CASE, finish

LONGEST_S = 2.0
"""A run is killed at some moment of its first seconds."""
PATIENCE_S = 120.0


def main() -> None:
    """Runs are killed one after the other on the same workspace; when one gets to its end, a new one is begun."""
    size = chosen(kills=200, files=1_500)
    chance = random.Random(size.seed)
    with place() as above:
        expected = lay_out(above / "evidence", size.files)
        budget = Budget(listed_from=_between(above / "evidence"))
        watch, kills, problems, wrong, whole = Stopwatch(), 0, 0, 0, 0
        workspace = above / "workspace"
        while kills < size.kills:
            with session(workspace):
                pass
            died = killed(workspace, above / "evidence", budget, chance.uniform(0.0, LONGEST_S))
            kills += died
            with session(workspace) as opened:
                problems += not history.verify(opened).ok
                if kills == size.kills or not died:
                    wrong += not done(opened, above / "evidence", budget, expected)
                    whole += 1
            if not died:
                shutil.rmtree(workspace)
        claims = {"audit_whole_after_each": problems == 0, "nothing_lost_or_doubled": wrong == 0}
        figures = {"kills": kills, "items": len(expected), "ingests_finished": whole}
        verdict("kills", {**figures, **watch.figures()}, claims)


def lay_out(folder: Path, count: int) -> dict[str, bytes]:
    """Files, a small archive that is unfolded in one errand and large ones that are listed; gives SHA-256 by path."""
    folder.mkdir()
    told: dict[str, bytes] = {}
    members = {f"{number:04d}.txt": b"member %d " % number * 20 for number in range(count)}
    inner = zipped({f"in {name}": data for name, data in pictures(20).items()})
    files = {f"{number:04d}": b"file %d" % (number // 2) * 9 for number in range(count)} | pictures(60, side=30)
    files["small.zip"] = zipped({**members, "inner.zip": inner})
    files["large.zip"] = zipped({**members, "inner.zip": inner, "pad": random.Random(5).randbytes(600_000)})
    files["large.tar"] = tarred({name.encode(): data for name, data in {**members, "inner.zip": inner}.items()})
    for name, data in files.items():
        (folder / name).write_bytes(data)
        told[name] = data
    for name in ("small.zip", "large.zip", "large.tar"):
        told |= {f"{name} › {path}": data for path, data in {**members, "inner.zip": inner}.items()}
        told |= {f"{name} › inner.zip › in {path}": data for path, data in pictures(20).items()}
    with zipfile.ZipFile(folder / "large.zip") as archive:
        told["large.zip › pad"] = archive.read("pad")
    return {path: hashlib.sha256(data).digest() for path, data in told.items()}


def _between(folder: Path) -> int:
    """A size at which the large archives are listed and the small one is not."""
    return (folder / "small.zip").stat().st_size + 1


def killed(workspace: Path, folder: Path, budget: Budget, after_s: float) -> bool:
    """Runs the ingest in a process of its own and ends that without warning; False when it came to its end before."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        with suppress(BaseException):
            os.close(reading)
            _ingest(workspace, folder, budget, writing)
            os._exit(0)
        os._exit(1)
    os.close(writing)
    try:
        select.select([reading], [], [], PATIENCE_S)
        ended = bool(os.read(reading, 1)) and select.select([reading], [], [], after_s)[0]
    finally:
        os.close(reading)
        os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    return not ended or status != 0


def _ingest(workspace: Path, folder: Path, budget: Budget, pipe: int) -> None:
    """Says when it begins; small changes, so that there are many moments to die at."""
    from inspector.triage import conveyor, walk  # noqa: PLC0415

    conveyor.EVERY_S, walk.BATCH = 0.05, 50
    with session(workspace) as opened:
        work = evidence.ingest(opened, CASE, str(folder), budget=budget)
        next(work)
        os.write(pipe, b"!")
        finish(work)
    os.close(pipe)


def done(opened: Session, folder: Path, budget: Budget, expected: dict[str, bytes]) -> bool:
    """Runs the ingest to its end; whether everything is there once, right and looked into."""
    finish(evidence.ingest(opened, CASE, str(folder), budget=budget))
    connection = opened.workspace.reader()
    found = list(items(connection, Asked(1)))
    (unseen,) = connection.execute("SELECT count(*) FROM content WHERE analysed IS NULL").fetchone()
    return (
        {item.shown: item.sha256 for item in found} == expected
        and len(found) == len(expected)
        and {(item.state, *item.failures) for item in found} == {("done",)}
        and not unseen
        and history.verify(opened).ok
    )


if __name__ == "__main__":
    main()
