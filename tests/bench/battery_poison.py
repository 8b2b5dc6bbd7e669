"""Poison mix: one file in ten crashes, hangs or bombs its worker, alone or inside archives; all good ones get done."""

from __future__ import annotations

import random
from contextlib import nullcontext
from pathlib import Path

import pytest

from inspector.app import evidence, history
from inspector.store.listing import Asked, items
from inspector.work import Limits, Pool
from tests.bench.battery import Stopwatch, chosen, place, session, verdict
from tests.triage import harmful_members
from tests.triage.archives import pictures, zipped
from tests.triage.taking import CASE, finish

HARMS = {"crash": {"crashed"}, "hang": {"stalled", "deadline"}, "bomb": {"memory"}}
WHEN = ("early", "late")
ARCHIVES = 10


def main() -> None:
    """Half of the files lie in a folder, half in archives there."""
    size = chosen(files=5_000)
    with place() as above:
        expected = lay_out(above / "evidence", size.files, random.Random(size.seed))
        watch = Stopwatch()
        with (
            Pool([harmful_members.TASK], None, Limits(stall_s=1.5, deadline_s=5.0, parts=1 << 62)) as engine,
            session(above / "workspace") as opened,
            pytest.MonkeyPatch.context() as patch,
        ):
            for module in ("reading", "listing"):
                patch.setattr(f"inspector.triage.{module}.UNFOLD", harmful_members.TASK)
            patch.setattr(evidence, "pool", lambda: nullcontext(engine))
            finish(evidence.ingest(opened, CASE, str(above / "evidence")))
            found = {item.shown: item for item in items(opened.workspace.reader(), Asked(1))}
            good = {name for name in expected if "good" in name}
            bad = expected - good
            told = {name: {failure.code for failure in found[name].failures} for name in bad if name in found}
            claims = {
                "every_good_file_done": all(name in found and _sound(found[name]) for name in good),
                "every_harm_a_stored_failure": all(told.get(name, set()) & HARMS[_sort(name)] for name in bad),
                "nothing_waits": {item.state for item in found.values()} <= {"done", "failed"},
                "nothing_else": len(found) == len(expected) + ARCHIVES,
                "audit_whole": history.verify(opened).ok,
            }
        verdict("poison", {"files": len(expected), "harmful": len(bad), **watch.figures()}, claims)


def lay_out(folder: Path, count: int, chance: random.Random) -> set[str]:
    """Makes the evidence; gives the paths of all that is good or harmful."""
    folder.mkdir(parents=True)
    drawn = [*pictures(40).values()]
    sorts = [f"{when} {harm}" for when in WHEN for harm in HARMS]
    inside: list[dict[str, bytes]] = [{} for _ in range(ARCHIVES)]
    paths = set()
    for number in range(count):
        harmful = chance.random() < 0.1
        name = f"{chance.choice(sorts) if harmful else 'good'} {number:05d}"
        data = f"{name}\n".encode() if harmful or number % 3 else drawn[number % len(drawn)] + b"%d" % number
        if number % 2:
            inside[number // 2 % ARCHIVES][name] = data
            paths.add(f"{number // 2 % ARCHIVES}.zip › {name}")
        else:
            (folder / name).write_bytes(data)
            paths.add(name)
    for number, members in enumerate(inside):
        (folder / f"{number}.zip").write_bytes(zipped(members))
    return paths


def _sound(item: object) -> bool:
    return (getattr(item, "state", ""), getattr(item, "failures", [""])) == ("done", [])


def _sort(name: str) -> str:
    return name.rpartition("› ")[2].split()[1]


if __name__ == "__main__":
    main()
