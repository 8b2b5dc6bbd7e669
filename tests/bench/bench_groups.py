"""Groups of like pictures: purity, completeness, a chain, the pace of arrival and what a workspace adds to it.

    python tests/bench/bench_groups.py [--count 100000] [--kept 20000] [--large 1000000]

Fingerprints are drawn, not pictures: what is measured is the grouping. Ours stands beside two ways other programs go,
on the same pairs of like fingerprints in the same run: `transitive`, where whatever is linked by any path is one group
(single linkage, as with the neighbour lists of imagededup or the results of findimagedupes), and `first come`, where
each picture takes all that are like it and left over (as czkawka does), which depends on the order. Times are those of
the processor; ratios above 1 are in our favour. `--kept 0` leaves the workspace out. `--large` does nothing but a large
case (`large_groups.py`): a million takes a quarter of an hour and 3 GB of disk.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from numpy.typing import NDArray

from inspector.domain.content import Fingerprint, Kind
from inspector.domain.group import GroupKind
from inspector.domain.looks import Looks
from inspector.links import elsewhere
from inspector.links.grouping import Grouping
from inspector.links.likeness import Pairs
from inspector.links.neighbours import Pictures as Alike
from inspector.links.stars import Stars
from inspector.store import gallery, together
from inspector.store.contents import Outcome
from inspector.store.gallery import Filter
from tests import ready
from tests.bench.large_groups import large
from tests.links.pictures import Pictures, picture

Labels = NDArray[np.int64]
BATCH = 1_000
BYTES = 32


def flipped(rng: np.random.Generator, mark: NDArray[np.uint8], bits: int) -> NDArray[np.uint8]:
    """A fingerprint with so many bits turned over."""
    chosen = rng.choice(256, bits, replace=False)
    turned = np.zeros(256, np.uint8)
    turned[chosen] = 1
    return mark ^ np.packbits(turned)


def clusters(count: int, seed: int, noise: int) -> tuple[NDArray[np.uint8], Labels]:
    """Fingerprints (n, 32) around pictures of their own, with up to `noise` bits of each turned, and whose they are.

    Most pictures stand alone, some have a few copies, and a few hundreds or thousands.
    """
    rng = np.random.default_rng(seed)
    marks: list[NDArray[np.uint8]] = []
    labels: list[int] = []
    label = 0
    while len(marks) < count:
        size = min(int(rng.pareto(1.1) + 1), 3_000, count - len(marks))
        centre = rng.integers(0, 256, BYTES, dtype=np.uint8)
        marks += [flipped(rng, centre, int(rng.integers(0, noise + 1))) for _ in range(size)]
        labels += [label] * size
        label += 1
    order = rng.permutation(count)
    return np.array(marks)[order], np.array(labels)[order]


def looks(marks: NDArray[np.uint8], seed: int, variants: int = 0) -> list[Looks]:
    """Contents with these fingerprints and some altered ones each, of sizes that have nothing to do with them."""
    rng = np.random.default_rng(seed)
    altered = rng.integers(0, 256, (len(marks), variants, BYTES), dtype=np.uint8)
    digests, pixels = rng.integers(0, 256, marks.shape, dtype=np.uint8), rng.integers(1, 10_000_000, len(marks))
    return [
        Looks(
            number,
            digests[number].tobytes(),
            Fingerprint(mark.tobytes(), 100),
            tuple(("mirrored", Fingerprint(each.tobytes(), 100)) for each in altered[number]),
            int(pixels[number]),
            1,
        )
        for number, mark in enumerate(marks)
    ]


def batches(contents: Sequence[Looks]) -> Iterable[Sequence[Looks]]:
    """As they come in."""
    return (contents[start : start + BATCH] for start in range(0, len(contents), BATCH))


def ours(contents: Sequence[Looks]) -> tuple[Labels, Stars]:
    """The groups as the program makes them, batch by batch."""
    stars = Stars()
    for batch in batches(contents):
        stars.take(batch)
    return stars.leader.all.astype(np.int64), stars


def arriving(contents: Sequence[Looks], each: Callable[[Pairs], None]) -> None:
    """Finds for each batch what of all that came is like it, by the same index."""
    marks = Alike()
    known = marks.index()
    for batch in batches(contents):
        rows = marks.add(batch)
        known.add(rows)
        each(known.like(rows))


def transitive(contents: Sequence[Looks]) -> Labels:
    """Single linkage by union and find."""
    above = list(range(len(contents)))

    def root(row: int) -> int:
        while above[row] != row:
            above[row] = above[above[row]]
            row = above[row]
        return row

    def join(pairs: Pairs) -> None:
        for one, other in zip(pairs.asked.tolist(), pairs.found.tolist(), strict=True):
            above[root(one)] = root(other)

    arriving(contents, join)
    return np.array([root(row) for row in range(len(contents))])


def first_come(contents: Sequence[Looks]) -> Labels:
    """Each that is in no group yet takes all that are like it and in none."""
    near: dict[int, list[int]] = {}

    def keep(pairs: Pairs) -> None:
        for one, other in zip(pairs.asked.tolist(), pairs.found.tolist(), strict=True):
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)

    arriving(contents, keep)
    labels = np.full(len(contents), -1)
    for row in range(len(contents)):
        if labels[row] < 0:
            labels[[row, *(other for other in near.get(row, []) if labels[other] < 0)]] = row
    return labels


def purity(found: Labels, true: Labels) -> float:
    """The share of pictures that stand in a group most of which is of their own kind."""
    pairs = Counter(zip(found.tolist(), true.tolist(), strict=True))
    best: dict[int, int] = {}
    for (group, _), count in pairs.items():
        best[group] = max(best.get(group, 0), count)
    return sum(best.values()) / len(found)


def completeness(found: Labels, true: Labels) -> float:
    """The share of pictures that stand together with most of their own kind."""
    return purity(true, found)


def apart_within(marks: NDArray[np.uint8], labels: Labels) -> int:
    """The most bits between two of one group."""
    most = 0
    for group in set(labels.tolist()):
        bits = np.unpackbits(marks[labels == group], axis=1).astype(np.int16)
        dots = bits @ bits.T
        ones = bits.sum(axis=1)
        most = max(most, int((ones[:, None] + ones[None, :] - 2 * dots).max()))
    return most


WAYS: dict[str, Callable[[Sequence[Looks]], Labels]] = {
    "ours": lambda contents: ours(contents)[0], "transitive": transitive, "first come": first_come,
}  # fmt: skip


def tell(**facts: object) -> None:
    """One line."""
    print(json.dumps(facts), flush=True)


def quality(seed: int) -> None:
    """Purity and completeness, once with clear copies and once with such that reach the edge of likeness."""
    for noise in (12, 24):
        marks, true = clusters(10_000, seed, noise)
        contents = looks(marks, seed)
        for name, way in WAYS.items():
            found, other = way(contents), way(contents[::-1])[::-1]
            same = same_groups(found, len(contents) - 1 - other)
            tell(what="quality", noise=noise, way=name, purity=round(purity(found, true), 4),
                 completeness=round(completeness(found, true), 4), clusters=len(set(true.tolist())),
                 groups=len(set(found.tolist())), order_matters=not same)  # fmt: skip


def same_groups(one: Labels, other: Labels) -> bool:
    """Whether two ways of naming groups name the same groups."""
    pairs = set(zip(one.tolist(), other.tolist(), strict=True))
    return len(pairs) == len(set(one.tolist())) == len(set(other.tolist()))


def chain(seed: int, length: int = 500, step: int = 20) -> None:
    """Each fingerprint `step` bits from the one before."""
    rng = np.random.default_rng(seed)
    marks = [rng.integers(0, 256, BYTES, dtype=np.uint8)]
    while len(marks) < length:
        marks.append(flipped(rng, marks[-1], step))
    drawn = np.array(marks)
    for name, way in WAYS.items():
        found = way(looks(drawn, seed))
        largest = max(Counter(found.tolist()).values())
        tell(what="chain", way=name, length=length, step=step, groups=len(set(found.tolist())), largest=largest,
             most_bits_apart_in_a_group=apart_within(drawn, found))  # fmt: skip


def pace(count: int, seed: int, variants: int) -> None:
    """How long an arrival takes, beside single linkage on the same pairs; a picture as a rule has three variants."""
    marks, _ = clusters(count, seed, 12)
    contents = looks(marks, seed, variants)
    took = {}
    for name in ("ours", "transitive"):
        begun = time.process_time()
        made = ours(contents)[1] if name == "ours" else transitive(contents)
        took[name] = time.process_time() - begun
        if isinstance(made, Stars):
            tell(what="memory", count=count, variants=variants, bytes_each=round(made.bytes / count, 1))
    each = {f"{name}_us_each": round(spent / count * 1e6, 1) for name, spent in took.items()}
    ratio = round(took["transitive"] / took["ours"], 2)
    tell(what="pace", count=count, variants=variants, **each, ratio=ratio)


def kept(count: int, seed: int) -> None:
    """What a workspace adds, and how quickly it answers."""
    rng = random.Random(seed)
    marks, _ = clusters(count, seed, 12)
    with tempfile.TemporaryDirectory() as folder:
        ready.make(Path(folder) / "w")
        with ready.signed_in(Path(folder) / "w") as workspace:
            case, other = Pictures(workspace), Pictures(workspace, "02/VA")
            stored = timed(lambda: fill(case, marks, rng))
            fill(other, marks[: count // 100], rng)
            grouping = Grouping(workspace, case.case.id)
            settled = timed(lambda: sum(1 for _ in grouping.to_the_end()))
            connection, number = workspace.reader(), case.case.id
            case.put("one more", 1)
            asked: dict[str, Callable[[], object]] = {
                "read_again_and_one_more": lambda: Grouping(workspace, number).settle(),
                "one_more": grouping.settle,
                "tiles": lambda: gallery.tile_ids(connection, Filter(number)),
                "tiles_folded": lambda: gallery.tile_ids(connection, Filter(number, folded=True)),
                "groups_of_case": lambda: sum(1 for _ in together.listed(connection, number, GroupKind.NEAR, 0)),
                "series_of_case": lambda: sum(1 for _ in together.listed(connection, number, GroupKind.SERIES, 60)),
                "group_of_item": lambda: together.of_item(connection, 1, GroupKind.NEAR, 0),
                "series_of_item": lambda: together.of_item(connection, 1, GroupKind.SERIES, 60),
                "elsewhere_of_item": lambda: elsewhere.of_item(connection, 1),
                "elsewhere_of_case": lambda: list(elsewhere.of_case(connection, number)),
            }
            tell(what="kept", count=count, stored_us_each=round(stored / count * 1e6, 1),
                 settled_us_each=round(settled / count * 1e6, 1))  # fmt: skip
            tell(what="asked", count=count, **{f"{name}_ms": round(timed(ask) * 1e3, 2) for name, ask in asked.items()})


def fill(case: Pictures, marks: NDArray[np.uint8], rng: random.Random) -> None:
    """Pictures with these fingerprints, taken by one camera in bursts."""
    taken = 1_700_000_000
    for start in range(0, len(marks), BATCH):
        part = marks[start : start + BATCH]
        items = case.listed(*(f"{case.number}/{start + place}".encode() for place in range(len(part))))
        outcomes = []
        for item, mark in zip(items, part, strict=True):
            taken += rng.choice([1, 2, 500])
            camera: dict[str, object] = {"make": "M", "model": "One", "serial": "AB-1",
                      "taken": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(taken))}  # fmt: skip
            told = picture(int.from_bytes(mark.tobytes(), "big"), side=rng.randint(1, 4000), camera=camera)
            outcomes.append(Outcome(item, ready.digests(mark.tobytes()), "image/jpeg", Kind.IMAGE, told, "0"))
        case.keep(*outcomes)


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    """All parts, one after the other."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=100_000)
    asked.add_argument("--kept", type=int, default=20_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--large", type=int, metavar="COUNT")
    args = asked.parse_args()
    if args.large:
        large(args.large)
        return
    quality(args.seed)
    chain(args.seed)
    for variants in (0, 3):
        pace(args.count, args.seed, variants)
    if args.kept:
        kept(args.kept, args.seed)


if __name__ == "__main__":
    main()
