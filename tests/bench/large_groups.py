"""Groups of a case of a million pictures in an encrypted workspace: what `bench_groups.py --large COUNT` measures.

What the pipeline would store is written down at once, without its audit: how long that takes is not the question here.
Then all is put into groups as it is when evidence comes, a thousand at a time; and read back, listed, folded, asked.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np

from inspector.domain.content import Fingerprint, Variation
from inspector.domain.group import GroupKind
from inspector.domain.variation import middle, packed
from inspector.links import elsewhere
from inspector.links.grouping import Grouping
from inspector.links.stars import Stars
from inspector.store import Workspace, cases, gallery, groups, together
from inspector.store.connection import Connection
from inspector.store.gallery import Filter
from tests import ready
from tests.bench.battery import apart
from tests.bench.large_case import FLIPS, Drawn, LargeCase

_BATCH = 1_000
_CROWD = 10_000
_CROWDS = {
    "copies of one": ((256, 6 / 256),),
    "loose": ((256, 16 / 256),),
    "texts": ((100, 0.5), (156, 0.01)),
    "texts, closer": ((64, 0.5), (192, 0.004)),
}
"""How many bits turn how often."""
_WINDOWS = ("widened",) * 11 + ("part",) * 11
_TELL_AT = (10_000, 30_000, 100_000, 200_000, 300_000, 500_000, 700_000, 1_000_000)
_ITEM = "INSERT INTO item(casefile, source, ingest, path, shown, size, state, content) VALUES(?,?,?,?,?,?,'done',?)"
_CONTENT = """INSERT INTO content(id, sha256, sha1, md5, size, mime, kind, analysed, width, height, pdq, pdq_quality)
VALUES(?,?,?,?,?,'image/jpeg','image','1',?,1,?,100)"""
_ONE_WAITS = """
UPDATE near_group SET leader = NULL WHERE casefile = ?1 AND content =
  (SELECT max(content) FROM near_group mine WHERE casefile = ?1 AND NOT EXISTS
    (SELECT 1 FROM near_group other WHERE other.casefile = ?1 AND other.leader = mine.content
       AND other.content != mine.content))
"""


def large(count: int) -> None:
    """Prints a line of figures each."""
    for kind, often in _CROWDS.items():
        for rising in (False, True):
            crowd(kind, often, rising=rising)
    with tempfile.TemporaryDirectory() as folder:
        place = apart(fill, Path(folder) / "w", count)
        with ready.signed_in(place) as workspace:
            case = cases.find(workspace.reader(), "01/VA").id
            settled(workspace, case, count)
        with ready.signed_in(place) as workspace:
            asked(workspace, case, count)


def crowd(kind: str, often: Sequence[tuple[int, float]], *, rising: bool) -> None:
    """The longest batch where all lie in one crowd; `often` says of how many bits each turns how often.

    Rising, each picture is better than all before, so that every batch deposes those who led.
    """
    chance = np.random.default_rng(3)
    turning = chance.permutation(np.concatenate([np.full(bits, share) for bits, share in often]))
    marks = np.packbits(chance.random((_CROWD, 256)) < turning, axis=1).view(np.uint64)
    flips = np.stack([marks ^ flip for flip in FLIPS], axis=1)
    pixels = np.arange(_CROWD) if rising else chance.permutation(_CROWD)
    stars, spent = Stars(), []
    for start in range(0, _CROWD, _BATCH):
        part = slice(start, start + _BATCH)
        drawn = Drawn(start, flips[part], np.full(_BATCH, len(FLIPS)), pixels[part])
        spent.append(_timed(partial(stars.take, drawn.looks())))
    leaders = int(np.count_nonzero(stars.leader.all == np.arange(_CROWD)))
    tell(what="crowd", kind=kind, rising=rising, count=_CROWD, groups=leaders, worst_batch_s=round(max(spent), 2))


def fill(place: Path, count: int) -> None:
    """Contents in the tables of a new workspace, one in a hundred in another case as well."""
    ready.make(place)
    with ready.signed_in(place) as workspace:
        case, other = ready.Register(workspace), ready.Register(workspace, "02/VA")
    raw, first = ready.raw(place), 0
    for drawn in LargeCase(count).batches(10_000):
        raw.execute("BEGIN")
        _write(raw, case, drawn, first + 1)
        numbers = range(first + 1, first + len(drawn.marks) + 1, 100)
        raw.executemany(_ITEM, [_item(other, number) for number in numbers])
        raw.executemany("INSERT INTO near_group(casefile, content) VALUES(?,?)", [(other.case.id, n) for n in numbers])
        raw.execute("COMMIT")
        first += len(drawn.marks)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    raw.close()


def _write(raw: Connection, case: ready.Register, drawn: Drawn, first: int) -> None:
    looks = drawn.looks()
    rows = list(zip(range(first, first + len(looks)), looks, strict=True))
    raw.executemany(_CONTENT, [(number, each.sha256, each.sha256[:20], each.sha256[:16], each.size, each.pixels,
                                each.mark.pdq if each.mark else None) for number, each in rows])  # fmt: skip
    raw.executemany(_ITEM, [_item(case, number) for number, _ in rows])
    shown = [(number, [*(Variation(*told) for told in each.variants), *_windows()]) for number, each in rows]
    raw.executemany("INSERT INTO likeness(content, variations) VALUES(?,?)",
                    [(number, packed(variations)) for number, variations in shown])  # fmt: skip
    raw.executemany("INSERT INTO middle(content, pdq) VALUES(?,?)",
                    [(number, middle(variations)) for number, variations in shown])  # fmt: skip
    raw.executemany("INSERT INTO near_group(casefile, content) VALUES(?,?)", [(case.case.id, n) for n, _ in rows])


def _windows() -> Iterator[Variation]:
    chance = os.urandom(32 * len(_WINDOWS))
    for place, word in enumerate(_WINDOWS):
        yield Variation(word, Fingerprint(chance[32 * place : 32 * place + 32], 90))


def _item(case: ready.Register, number: int) -> tuple[object, ...]:
    path = f"DCIM/{number // 1000:04d}/{number:07d}.jpg"
    return case.case.id, case.ingest.source, case.ingest.id, path.encode(), path, 1, number


def settled(workspace: Workspace, case: int, count: int) -> None:
    """Puts all into groups; tells the pace on the way, and how much memory that took at most."""
    grouping, spent, worst, done = Grouping(workspace, case), 0.0, 0.0, 0
    last: list[float] = []
    base = _reset_peak()
    while now := _timed(grouping.settle):
        spent, worst, done = spent + now, max(worst, now), done + _BATCH
        last = [*last, now][-20:]
        if done in _TELL_AT or done >= count:
            tell(what="settled", done=done, each_second=round(done / spent), batch_s=round(float(np.mean(last)), 3),
                 worst_batch_s=round(worst, 3), spent_s=round(spent, 1), peak_mb=_peak() - base)  # fmt: skip
            worst = 0.0
        if done >= count:
            break


def asked(workspace: Workspace, number: int, count: int) -> None:
    """Reads all back, and asks what the window and the command line ask."""
    connection = workspace.reader()
    raw = ready.raw(workspace.folder)
    raw.execute(_ONE_WAITS, (number,))
    raw.close()
    base = _reset_peak()
    grouping = Grouping(workspace, number)
    tell(what="read back", count=count, seconds=round(_timed(grouping.settle), 2), peak_mb=_peak() - base)
    del grouping
    largest = max(islice(together.listed(connection, number, GroupKind.NEAR, 0), 100_000), key=lambda one: one.items)
    questions: dict[str, Callable[[], object]] = {
        "tiles": lambda: gallery.tile_ids(connection, Filter(number)),
        "tiles_folded": lambda: gallery.tile_ids(connection, Filter(number, folded=True)),
        "page_folded": lambda: gallery.tiles(connection, range(1, 200), folded=True),
        "first_groups": lambda: list(islice(together.listed(connection, number, GroupKind.NEAR, 0), 50)),
        "groups_of_case": lambda: sum(1 for _ in together.listed(connection, number, GroupKind.NEAR, 0)),
        "group_of_item": lambda: together.of_item(connection, largest.item, GroupKind.NEAR, 0),
        "tiles_of_largest": lambda: gallery.tile_ids(connection, Filter(number, group=largest.item)),
        "members_of_largest": lambda: together.members(connection, largest.item, GroupKind.NEAR, 0),
        "how_many_wait": lambda: groups.how_many_wait(connection, number),
        "elsewhere_of_item": lambda: elsewhere.of_item(connection, 1),
        "elsewhere_of_case": lambda: list(elsewhere.of_case(connection, number)),
    }
    tell(what="largest", contents=largest.contents)
    for name, ask in questions.items():
        tell(what=name, count=count, ms=round(_timed(ask) * 1e3, 1))


def tell(**facts: object) -> None:
    """One line."""
    print(json.dumps(facts), flush=True)


class _Spent(float):
    """Seconds; false when the work gave nothing."""

    gave: object = True

    def __bool__(self) -> bool:
        return bool(self.gave)


def _timed(work: Callable[[], object]) -> _Spent:
    begun = time.process_time()
    gave = work()
    spent = _Spent(time.process_time() - begun)
    spent.gave = gave
    return spent


def _reset_peak() -> int:
    Path("/proc/self/clear_refs").write_text("5")
    return _memory("VmRSS")


def _peak() -> int:
    return _memory("VmHWM")


def _memory(name: str) -> int:
    told = Path("/proc/self/status").read_text()
    return int(told.split(f"{name}:")[1].split()[0]) // 1024
