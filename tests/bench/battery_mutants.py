"""Mutated containers of every kind through the readers in workers: the program lives, a lost worker is a failure."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

from inspector.app import evidence, history
from inspector.store.listing import Asked, items
from tests.bench.battery import Stopwatch, chosen, place, session, verdict
from tests.source.container_contract import Example
from tests.triage import every_kind
from tests.triage.taking import CASE, finish

LARGEST = 256 << 10
"""Bytes of an example that is mutated as often as the rest; larger ones are so the more seldom."""
BROKE = {"crashed", "stalled", "deadline", "memory", "bad_reply", "task_failed"}


def main() -> None:
    """Batches of mutants, each an ingest of its own."""
    size = chosen(mutants=20_000, batch=2_000)
    chance = random.Random(size.seed)
    mutants = mutated(chance, size.mutants)
    watch, done, broke, wrong = Stopwatch(), 0, Counter[str](), 0
    with place() as above:
        for number, batch in enumerate(batches(mutants, size.batch)):
            folder = above / f"evidence {number}"
            for name, data in batch:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(data)
            with session(above / f"workspace {number}") as opened:
                finish(evidence.ingest(opened, CASE, str(folder)))
                found = list(items(opened.workspace.reader(), Asked(1)))
                own = {item.shown for item in found if item.container is None}
                wrong += not history.verify(opened).ok
            wrong += own != {name for name, _ in batch} or any(item.state == "waiting" for item in found)
            wrong += any(item.state == "failed" and not item.failures for item in found)
            told = [failure for item in found for failure in item.failures if failure.code in BROKE]
            broke.update(f"{failure.code} {failure.detail}".strip() for failure in told)
            done += len(batch)
        claims = {"all_taken_in": done == size.mutants, "every_item_done_or_failed_and_audit_whole": wrong == 0}
        kinds = len(every_kind.one_of_each())
        verdict("mutants", {"mutants": done, "kinds": kinds, "broke": dict(broke), **watch.figures()}, claims)


def mutated(chance: random.Random, count: int) -> Iterator[tuple[str, bytes]]:
    """Names and bytes, example after example, each mutated otherwise every time."""
    examples = every_kind.examples()
    weights = [min(1.0, LARGEST / max(len(example.data), 1)) for _, example in examples]
    for number in range(count):
        (reader, example), *_ = chance.choices(examples, weights)
        yield f"{reader} {number}/{example.name}", mutant(example, chance)


def mutant(example: Example, chance: random.Random) -> bytes:
    """Flipped, overwritten, cut, doubled or moved about, once or several times."""
    data = bytearray(example.data)
    for _ in range(chance.choice((1, 1, 1, 2, 4, 8))):
        if not data:
            break
        start = chance.randrange(len(data))
        length = chance.choice((1, 2, 4, 8, 64, 512))
        match chance.randrange(6):
            case 0:
                data[start] ^= 1 << chance.randrange(8)
            case 1:
                data[start : start + length] = chance.randbytes(length)
            case 2:
                data[start : start + length] = chance.choice((b"\0", b"\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0"))
            case 3:
                del data[start : start + length]
            case 4:
                data[start:start] = data[start : start + length]
            case _:
                del data[start:]
    return bytes(data)


def batches(mutants: Iterator[tuple[str, bytes]], size: int) -> Iterator[list[tuple[str, bytes]]]:
    """Lists of at most `size`."""
    batch: list[tuple[str, bytes]] = []
    for each in mutants:
        batch.append(each)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


if __name__ == "__main__":
    main()
