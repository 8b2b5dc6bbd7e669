"""Known films found again: recall and false matches over copies of drawn films, and what a minute of video costs.

Run it from the tree: `python tests/bench/bench_video.py [NUMBERS [SEED]]` (default 2). Each number is eleven films, and
each film is sought in seventeen copies (`clips.py`). Prints JSON lines. `known` says where the known frames are from:
our own frames, or one frame a second as vPDQ takes them. Peers of the same run: vPDQ's published rule (one frame a
second of both, 31 bits, quality 50, at least 80 % of the query), by the `vpdq` package when it is installed, else by
its rule over our PDQ; and our key frames alone, which were all that was taken before.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as in a worker; read when numpy is loaded

from inspector.analyse import fingerprint, video
from inspector.analyse.container import opened
from inspector.analyse.reel import Reel
from inspector.analyse.stills import Still, Stills
from inspector.library.entry import Film
from inspector.library.film.alike import RULE, Frames, Kind, Rule, alike, counted
from inspector.library.film.films import made
from tests.bench.clips import RATE, WHOLE, Copy, copies, drawn, emptiness, kinds, written
from tests.bench.scenes import Painter

Told = tuple[tuple[bytes, int, int], ...]
Name = tuple[int, str]

LARGE = Copy(change=lambda frame: frame.resize((1280, 960)))
PUBLISHED = Rule(bridged_ms=0, kinds=(Kind(0.8, 0.0, 1, 0),))


@dataclass(frozen=True, slots=True)
class Taken:
    """What is kept of a film: its frames as they are shown, and what lies between its bars."""

    shown: Told
    trimmed: Told = ()

    @property
    def whole(self) -> Told:
        """All of it, as a list of ours tells it."""
        return (*self.shown, *self.trimmed)

    @property
    def ways(self) -> list[Told]:
        """By what it is asked, one after the other."""
        return [each for each in (self.shown, self.trimmed) if each]


@dataclass(frozen=True, slots=True)
class Clip:
    """One film and one copy of it."""

    film: Name
    copy: str
    data: bytes

    @property
    def counts(self) -> bool:
        """Whether it holds a film that should be found; a standing picture and the dark should not be, whatever."""
        return self.film[1] not in {"still", "dark"}


def clips(numbers: int, seed: int, made_of: Mapping[str, Copy]) -> Iterator[Clip]:
    """Every film in each of some copies."""
    painter = Painter(seed)
    for number in range(numbers):
        for kind, shots in {**kinds(number), **emptiness(number)}.items():
            frames = list(drawn(shots, painter, seed))
            for name, copy in made_of.items():
                yield Clip((number, kind), name, written(frames, copy))


def ours(data: bytes) -> Taken:
    """What we keep of a film."""
    film = video.look_through(BytesIO(data), lambda: None)
    shown, trimmed = (
        tuple(
            (each.fingerprint.pdq, each.fingerprint.quality, round(each.at_s * 1000))
            for each in film.moments
            if each.trimmed is inside
        )
        for inside in (False, True)
    )
    return Taken((*_stills(film.stills), *shown), trimmed)


def key_frames(data: bytes) -> Taken:
    """What was kept before: the stills alone."""
    with opened(BytesIO(data)) as container:
        stream = container.streams.video[0]
        seconds = container.duration / 1e6 if container.duration else None
        return Taken(_stills(Stills(Reel(container, stream, seconds, lambda: None)).take()))


def _stills(stills: Sequence[Still]) -> Told:
    pictures = [(still, np.asarray(still.pixels.convert("L"))) for still in stills]
    marks = [(still.at_s, fingerprint.pdq(grey, still.full, still.scale)) for still, grey in pictures]
    return tuple((mark.pdq, mark.quality, round(at_s * 1000)) for at_s, mark in marks if mark)


def each_second(data: bytes) -> Taken:
    """One frame a second, as vPDQ takes them, by its own package where there is one."""
    return Taken(_by_package(data) if find_spec("vpdq") else _by_hand(data))


def _by_package(data: bytes) -> Told:
    import vpdq  # noqa: PLC0415

    with tempfile.NamedTemporaryFile(suffix=".mkv") as file:
        file.write(data)
        file.flush()
        frames = vpdq.computeHash(file.name, seconds_per_hash=1)
    return tuple((bytes.fromhex(each.hex), each.quality, round(each.timestamp * 1000)) for each in frames)


def _by_hand(data: bytes) -> Told:
    told: list[tuple[bytes, int, int]] = []
    with opened(BytesIO(data)) as container:
        for frame in container.decode(video=0):
            if (frame.time or 0.0) >= len(told):
                mark = fingerprint.pdq(frame.reformat(format="gray").to_ndarray().astype(np.uint8, copy=False))
                if mark is not None:
                    told.append((mark.pdq, mark.quality, round((frame.time or 0.0) * 1000)))
    return tuple(told)


def sought(known: Mapping[Name, Taken], asked: Sequence[tuple[Clip, Taken]], rule: Rule) -> dict[str, object]:
    """How many copies are found and how many are taken for another film, by all films of a set at once."""
    names = list(known)
    films = made([(Film(1, told.whole), number) for number, told in enumerate(known.values())], rule)
    hits, false, missed = [], 0, dict.fromkeys((*copies(),), 0)
    start = time.perf_counter()
    for clip, told in asked:
        found = {names[each.category] for way in told.ways for each in films.asked(counted(way, rule), rule)}
        false += len(found - {clip.film})
        if clip.counts and clip.copy != "whole":
            hits.append(clip.film in found)
            missed[clip.copy] += clip.film not in found
    spent = time.perf_counter() - start
    return {
        "recall": round(sum(hits) / len(hits), 3), "false": false, "clips": len(asked), "copies": len(hits),
        "ms_a_film": round(1000 * spent / len(asked), 2), "missed": {name: n for name, n in missed.items() if n},
    }  # fmt: skip


def by_vpdq(known: Mapping[Name, Taken], asked: Sequence[tuple[Clip, Taken]]) -> dict[str, object]:
    """The published comparison, film by film and as films lie: no turns, no bridges, one frame is enough."""
    against = {name: counted(told.shown, PUBLISHED) for name, told in known.items()}
    hits, false = [], 0
    for clip, told in asked:
        frames = counted(told.shown, PUBLISHED)
        found = {name for name, other in against.items() if _published(frames, other)}
        false += len(found - {clip.film})
        if clip.counts and clip.copy != "whole":
            hits.append(clip.film in found)
    return {"recall": round(sum(hits) / len(hits), 3), "false": false, "clips": len(asked), "copies": len(hits)}


def _published(query: Frames, other: Frames) -> bool:
    """At least 80 % of the query within the radius of some frame of the other; the other may be longer."""
    return len(query) > 0 and alike(query, other, PUBLISHED).one >= 0.8


def timed(taking: Callable[[bytes], Taken], asked: Sequence[Clip]) -> tuple[list[tuple[Clip, Taken]], float]:
    """What is told of each clip, and the minutes of video that a second of processor time gets through."""
    start = time.process_time()
    told = [(clip, taking(clip.data)) for clip in asked]
    spent = time.process_time() - start
    return told, sum(_minutes(clip.data) for clip in asked) / spent


def _minutes(data: bytes) -> float:
    with opened(BytesIO(data)) as container:
        return (container.duration or 0) / 60e6


def tell(what: str, **figures: object) -> None:
    """Prints one line of JSON."""
    print(json.dumps({"what": what, **figures}), flush=True)


def asking(films: int, seed: int) -> None:
    """What it takes to ask a large set of films: sixty random frames each, asked by films of 300 that it has not."""
    numbers = np.random.default_rng(seed)

    def told(frames: int) -> Told:
        return tuple((numbers.bytes(32), 90, 1000 * place) for place in range(frames))

    start = time.perf_counter()
    known = made((Film(1, told(60)), 0) for _ in range(films))
    built = time.perf_counter() - start
    asked = [counted(told(300)) for _ in range(5)]
    start = time.perf_counter()
    for frames in asked:
        known.asked(frames)
    spent = (time.perf_counter() - start) / len(asked)
    tell("asking", known_frames=60 * films, built_s=round(built, 1), ms_a_film=round(1000 * spent, 1))


def main() -> None:
    """Draws, takes, seeks, and prints."""
    numbers, seed = (int(word) for word in (*sys.argv[1:], *("2", "4")[len(sys.argv) - 1 :]))
    drawn_clips = list(clips(numbers, seed, {"whole": WHOLE, **copies()}))
    megabytes = sum(len(clip.data) for clip in drawn_clips) / 1e6
    tell("clips", clips=len(drawn_clips), rate=RATE, megabytes=round(megabytes, 1), rule=repr(RULE))
    large = [clip for clip in clips(1, seed, {"whole": LARGE}) if clip.film[1] in {"pan", "hand", "webcam"}]
    results = {}
    for name, taking in {"ours": ours, "key frames": key_frames, "each second": each_second}.items():
        results[name], pace = timed(taking, drawn_clips)
        frames = sum(len(told.whole) for _, told in results[name]) / len(drawn_clips)
        tell("taking", how=name, minutes_a_second=round(pace, 2), frames_a_clip=round(frames, 1))
    known = {how: {clip.film: told for clip, told in taken if clip.copy == "whole"} for how, taken in results.items()}
    for name, taking in {"ours": ours, "key frames": key_frames, "each second": each_second}.items():
        tell("taking 960p", how=name, minutes_a_second=round(timed(taking, large)[1], 2))
    tell("found", known="ours", asked="ours", **sought(known["ours"], results["ours"], RULE))
    tell("found", known="each second", asked="ours", **sought(known["each second"], results["ours"], RULE))
    tell("found", known="key frames", asked="key frames", **sought(known["key frames"], results["key frames"], RULE))
    tell("vpdq", package=find_spec("vpdq") is not None, **by_vpdq(known["each second"], results["each second"]))
    for films in (1_000, 20_000):
        asking(films, seed)


if __name__ == "__main__":
    main()
