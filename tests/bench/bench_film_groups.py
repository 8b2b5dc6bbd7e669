"""Groups of like films: purity and completeness of drawn films with films made of pieces, and the pace of arrival.

    python tests/bench/bench_film_groups.py [--numbers 1] [--count 10000] [--frames 300]

Each of the `numbers` is the films of `clips.py` in all their copies, and some in which three of them stand one behind
the other, as people put together what they keep. Ours stands beside ways other programs go, on the same frames:
whatever the published rule of vPDQ links (at least 80 % of one film in the other) by any path is one group, and each
film takes all that is linked with it and left over, which depends on the order. A film that stands still or is dark is
told by none. The pace is that of `count` films whose frames are drawn as numbers; beside it stands comparing each film
with each, measured on a few and reckoned up. Times are those of the processor; ratios above 1 are in our favour.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from inspector.analyse import video
from inspector.domain.looks import Looks, unpacked_frames
from inspector.library.film.alike import TOGETHER, alike, counted
from inspector.links.films import Films
from inspector.links.stars import Stars
from tests.bench.bench_groups import completeness, purity, same_groups
from tests.bench.bench_video import PUBLISHED, clips, ours
from tests.bench.clips import WHOLE, copies, drawn, kinds, written
from tests.bench.scenes import Painter
from tests.links.films import packed_frames

Labels = NDArray[np.int64]
Linked = NDArray[np.bool_]
BATCH = 1_000
PIECES = 3
SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """A film as it is likened, which film it is a copy of, and what was done to it."""

    looks: Looks
    film: tuple[int, str]
    copy: str


def shown(numbers: int, seed: int) -> Iterator[Shown]:
    """All films in all copies, and those made of others."""
    for clip in clips(numbers, seed, {"whole": WHOLE, **copies()}):
        yield Shown(_looks(clip.data), clip.film, clip.copy)
    for name, frames in _put_together(numbers, seed):
        yield Shown(_looks(written(frames, WHOLE)), name, "put together")


def _put_together(numbers: int, seed: int) -> Iterator[tuple[tuple[int, str], list[Image.Image]]]:
    """Films made of three others each, twice as large as any of them."""
    painter = Painter(seed)
    for number in range(numbers):
        every = [list(drawn(shots, painter, seed)) for shots in kinds(number).values()]
        for first in range(0, len(every), PIECES):
            pieces = (every * 2)[first : first + PIECES]
            yield (number, f"together {first}"), [_larger(frame) for piece in pieces for frame in piece]


def _larger(frame: Image.Image) -> Image.Image:
    return frame.resize((640, 480), Image.Resampling.BICUBIC)


def _looks(data: bytes) -> Looks:
    film, digest = video.look_through(BytesIO(data), lambda: None), hashlib.sha256(data).digest()
    pixels = (film.width or 0) * (film.height or 0)
    return Looks(0, digest, None, (), pixels, len(data), packed_frames(ours(data).whole), film.duration_ms or 0)


def grouped(films: Sequence[Looks]) -> Labels:
    """The groups as the program makes them."""
    stars = Stars(Films())
    for start in range(0, len(films), BATCH):
        stars.take(films[start : start + BATCH])
    return stars.leader.all.astype(np.int64)


def published(films: Sequence[Looks]) -> Linked:
    """Which films the published rule links."""
    told = [counted(unpacked_frames(film.frames), PUBLISHED) for film in films]
    linked = np.zeros((len(films), len(films)), np.bool_)
    for row, one in enumerate(told):
        for other in range(row):
            near = len(one) and len(told[other]) and alike(one, told[other], PUBLISHED).better >= 0.8
            linked[row, other] = linked[other, row] = near
    return linked


def transitive(linked: Linked) -> Labels:
    """Whatever is linked by any path is one group."""
    labels = np.arange(len(linked))
    for row, other in np.argwhere(linked).tolist():
        labels[labels == labels[row]] = labels[other]
    return labels


def first_come(linked: Linked) -> Labels:
    """Each that is in no group yet takes all that are linked with it and in none."""
    labels = np.full(len(linked), -1)
    for row in range(len(linked)):
        if labels[row] < 0:
            labels[(linked[row] & (labels < 0)) | (np.arange(len(linked)) == row)] = row
    return labels


def tell(**facts: object) -> None:
    """One line."""
    print(json.dumps(facts), flush=True)


def quality(numbers: int, seed: int) -> None:
    """Purity and completeness of what the program and others make of the same films."""
    every = list(shown(numbers, seed))
    looks = [each.looks for each in every]
    linked = published(looks)
    order = np.random.default_rng(seed).permutation(len(looks))
    ways: dict[str, Callable[[NDArray[np.intp]], Labels]] = {
        "ours": lambda order: grouped([looks[place] for place in order]),
        "transitive": lambda order: transitive(linked[np.ix_(order, order)]),
        "first come": lambda order: first_come(linked[np.ix_(order, order)]),
    }
    names = {film: number for number, film in enumerate(dict.fromkeys(each.film for each in every))}
    true = np.array([names[each.film] for each in every])
    telling = np.array([each.film[1] not in {"still", "dark"} for each in every])
    wholes = telling & np.array([each.copy != "part" for each in every])
    for name, way in ways.items():
        found, again = way(np.arange(len(looks))), np.empty(len(looks), np.int64)
        again[order] = order[way(order)]
        tell(what="film groups", way=name, films=len(looks), of=len(names), purity=round(purity(found, true), 4),
             completeness=round(completeness(found[telling], true[telling]), 4),
             completeness_but_for_parts=round(completeness(found[wholes], true[wholes]), 4),
             largest=max(Counter(found[telling].tolist()).values()),
             most_films_in_a_group=max(len(set(true[found == group].tolist())) for group in set(found.tolist())),
             order_matters=not same_groups(found, again))  # fmt: skip


def walks(count: int, frames: int, seed: int) -> Iterator[tuple[Looks, int]]:
    """Films whose frames differ by a few bits from one to the next, some of them in several copies, and whose they are.

    A third of them have copies; eight frames a second, as of a camera held by hand.
    """
    rng = np.random.default_rng(seed)
    place = 0
    while place < count:
        bits = rng.random((frames, 256)) < 6 / 256
        bits[0] = rng.random(256) < 0.5
        film = np.bitwise_xor.accumulate(bits, axis=0)
        first = place
        for _ in range(min(count - place, 1 if rng.random() < 0.7 else int(rng.integers(2, 6)))):
            noise = rng.random(film.shape) < (rng.uniform(0, 12) if place > first else 0) / 256
            marks = np.packbits(film ^ noise, axis=1)
            told = packed_frames((mark.tobytes(), 90, 125 * at) for at, mark in enumerate(marks))
            yield Looks(place, rng.bytes(32), None, (), int(rng.integers(1, 1_000_000)), 1, told, 125 * frames), first
            place += 1


def pace(count: int, frames: int, seed: int) -> None:
    """How long an arrival takes and what it needs in memory."""
    told = list(walks(count, frames, seed))
    order = np.random.default_rng(seed).permutation(count).tolist()
    stars, spent, last = Stars(Films()), 0.0, 0.0
    for start in range(0, count, BATCH):
        batch = [told[place][0] for place in order[start : start + BATCH]]
        begun = time.process_time()
        stars.take(batch)
        last = time.process_time() - begun
        spent += last
    found, true = stars.leader.all.astype(np.int64), np.array([told[place][1] for place in order])
    each_with_each = _compared([looks for looks, _ in told[:SAMPLE]]) * (count - 1) / 2
    tell(what="film pace", films=count, frames_each=frames, ms_a_film=round(1e3 * spent / count, 2),
         ms_a_film_at_the_end=round(1e3 * last / len(batch), 2), megabytes=round(stars.bytes / 1e6, 1),
         bytes_a_frame=round(stars.bytes / count / frames, 1), purity=round(purity(found, true), 4),
         completeness=round(completeness(found, true), 4), each_with_each_ms_a_film=round(1e3 * each_with_each, 1),
         ratio=round(each_with_each * count / spent, 1))  # fmt: skip


def _compared(films: Sequence[Looks]) -> float:
    """Seconds that it takes to compare two films."""
    told = [counted(unpacked_frames(film.frames)) for film in films]
    begun = time.process_time()
    for row, one in enumerate(told):
        for other in told[:row]:
            alike(one, other, TOGETHER)
    return (time.process_time() - begun) / (len(told) * (len(told) - 1) / 2)


def main() -> None:
    """Quality, then pace."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--numbers", type=int, default=1)
    asked.add_argument("--count", type=int, default=10_000)
    asked.add_argument("--frames", type=int, default=300)
    asked.add_argument("--seed", type=int, default=4)
    args = asked.parse_args()
    if args.numbers:
        quality(args.numbers, args.seed)
    if args.count:
        pace(args.count, args.frames, args.seed)


if __name__ == "__main__":
    main()
