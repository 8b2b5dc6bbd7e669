#!/usr/bin/env python3
"""Make a folder of evidence for the benchmarks: harmless, drawn by code, the same every time.

    python tests/bench/corpus.py OUT [--scale 0.05] [--seed 2] [--jobs 2] [--photographs DIR…]

Scale 1 is about 19,000 files. OUT/evidence is what a tool is pointed at; OUT/manifest.jsonl tells of every file its
path (as Python decodes it, ASCII-escaped), kind, size, SHA-256, scene (files of one scene are near-duplicates) and
variant; OUT/corpus.json tells how it was made. The same seed, versions and photographs give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import documents, pictures
from tests.bench.damaged import DAMAGES
from tests.bench.scenes import Draws, Painter, Size, draws, photographs

PLAN = {
    "photo-12": 1000, "photo-2": 5000, "photo-07": 2500, "thumbnail": 2200, "copy": 2500,
    "png": 900, "webp": 500, "gif": 150, "bmp": 60, "tiff": 60, "avif": 60, "heic": 60, "film": 120,
    "text": 1100, "pdf": 350, "office": 250, "zip": 150, "mail": 120, "database": 80, "damaged": 480, "duplicate": 1500,
}  # fmt: skip
"""How many files of each kind at scale 1."""

SIZES: dict[str, Size] = {
    "photo-12": (4000, 3000), "photo-2": (1632, 1224), "photo-07": (976, 732), "thumbnail": (240, 180),
    "png": (1080, 800), "webp": (1280, 960), "gif": (320, 240), "bmp": (640, 480), "tiff": (1024, 768),
    "avif": (1280, 960), "heic": (1280, 960),
}  # fmt: skip

FOLDERS = (
    "DCIM/Camera", "Ảnh gia đình", "Tải về", "Zalo/hình ảnh", "Pictures/Screenshots", "Kỳ nghỉ hè (2)", "Thư mục mới",
    "Tài liệu/đã ký", "рисунки", "図", "صور", "a'b \"c\" $d", " spaces ", ".hidden", "x" * 120, "dòng\nmới",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """One file to make: its kind, its number among its kind, and its number among all."""

    kind: str
    number: int
    serial: int


@dataclass(frozen=True, slots=True)
class Made:
    """One line of the manifest."""

    path: str
    kind: str
    bytes: int
    sha256: str
    scene: int | None = None
    variant: str | None = None
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file, the suffix it is given, and what the manifest says of it."""

    data: bytes
    suffix: str
    scene: int | None = None
    variant: str | None = None


class Maker:
    """Makes the files of one corpus; kept small so that it can be handed to another process."""

    def __init__(self, out: Path, seed: int, grounds: Sequence[Path]) -> None:
        self._evidence = out / "evidence"
        self._seed = seed
        self._painter = Painter(seed, grounds)

    def make(self, order: Order) -> Made:
        """Draw and write one file."""
        numbers = draws(self._seed, order.kind, order.number)
        content = self._content(order, numbers)
        path = self._place(order, numbers, content.suffix)
        return self.write(path, order, content)

    def write(self, path: Path, order: Order, content: Content) -> Made:
        """Write a file with the time stamp of its serial number."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.data)
        moment = 1_650_000_000 + order.serial * 613
        os.utime(path, (moment, moment))
        digest = hashlib.sha256(content.data).hexdigest()
        name = str(path.relative_to(self._evidence))
        return Made(name, order.kind, len(content.data), digest, content.scene, content.variant)

    def duplicate(self, original: Made, order: Order) -> Made:
        """The same bytes under another name, elsewhere."""
        numbers = draws(self._seed, order.kind, order.number)
        data = (self._evidence / original.path).read_bytes()
        path = self._place(order, numbers, Path(original.path).suffix[1:])
        made = self.write(path, order, Content(data, "", original.scene, original.variant))
        return replace(made, duplicate_of=original.path)

    def _place(self, order: Order, numbers: Draws, suffix: str) -> Path:
        """Where it lies: one to three folders deep, decomposed Vietnamese now and then, bad UTF-8 now and then."""
        chosen = numbers.integers(0, len(FOLDERS), int(numbers.integers(1, 4)))
        folder = "/".join(FOLDERS[int(place)] for place in chosen)
        if numbers.random() < 0.25:
            folder = unicodedata.normalize("NFD", folder)
        name = f"{order.kind}_{order.serial:06d}"
        if numbers.random() < 0.01:
            name += os.fsdecode(b"_\xff\xfe")
        return self._evidence / f"device-{int(numbers.integers(1, 4))}" / folder / f"{name}.{suffix}"

    def _content(self, order: Order, numbers: Draws) -> Content:
        if order.kind in SIZES:
            return self._picture(order, numbers)
        makers: dict[str, Callable[[Order, Draws], Content]] = {
            "copy": self._copy,
            "film": self._film,
            "text": self._text,
            "damaged": self._damaged,
        }
        return makers.get(order.kind, self._document)(order, numbers)

    def _picture(self, order: Order, numbers: Draws) -> Content:
        picture = self._painter.scene(order.serial, SIZES[order.kind], noisy=order.kind not in ("png", "gif"))
        if order.kind == "gif":
            return Content(pictures.moving_gif(picture), "gif", order.serial)
        if order.kind.startswith(("photo", "thumbnail")):
            data = pictures.jpeg(picture, numbers, exif=order.kind != "thumbnail")
            return Content(data, "jpg", order.serial)
        return Content(pictures.other_format(picture, order.kind), order.kind, order.serial)

    def _copy(self, order: Order, numbers: Draws) -> Content:
        """A changed copy of one of the first scenes, which are photographs of 12 and 2 megapixels."""
        names = list(pictures.COPIES)
        scene, variant = order.number // len(names), names[order.number % len(names)]
        picture = self._painter.scene(scene, SIZES["photo-2"])
        return Content(pictures.COPIES[variant](picture, numbers), "jpg", scene, variant)

    def _film(self, order: Order, numbers: Draws) -> Content:
        return Content(pictures.film(self._painter.scene(order.serial, (1600, 900), noisy=False), numbers), "mp4")

    def _text(self, order: Order, numbers: Draws) -> Content:
        suffix = ("txt", "html", "csv", "json")[order.number % 4]
        return Content(documents.text(numbers, suffix), suffix)

    def _damaged(self, order: Order, numbers: Draws) -> Content:
        variant = list(DAMAGES)[order.number % len(DAMAGES)]
        suffix, damage = DAMAGES[variant]
        return Content(damage(self._jpeg(order, numbers, 0), numbers), suffix, variant=variant)

    def _document(self, order: Order, numbers: Draws) -> Content:
        if order.kind == "database":
            return Content(documents.database(numbers), "db")
        if order.kind in ("pdf", "office"):
            picture = self._jpeg(order, numbers, 0)
            made = documents.pdf if order.kind == "pdf" else documents.office
            return Content(made(numbers, picture), "pdf" if order.kind == "pdf" else "docx")
        attached = [self._jpeg(order, numbers, part) for part in range(4)]
        if order.kind == "mail":
            return Content(documents.mailbox(numbers, attached), "mbox")
        members = [(f"ảnh/{part}.jpg", data) for part, data in enumerate(attached)]
        if order.number % 3 == 0:
            members.append(("bên trong.zip", documents.archive(members[:1])))
        return Content(documents.archive(members, packed=order.number % 2 == 0), "zip")

    def _jpeg(self, order: Order, numbers: Draws, part: int) -> bytes:
        """A picture inside another file; its scene is no other file's."""
        return pictures.jpeg(self._painter.scene(10**6 + 8 * order.serial + part, (800, 600)), numbers)


def orders(scale: float) -> Iterator[Order]:
    """The whole plan at a scale; every kind comes at least once, every damage too."""
    serial = 0
    for kind, count in PLAN.items():
        least = len(DAMAGES) if kind == "damaged" else 1
        for number in range(max(least, round(count * scale))):
            yield Order(kind, number, serial)
            serial += 1


def make(out: Path, scale: float, seed: int, jobs: int, grounds: Sequence[Path] = ()) -> list[Made]:
    """Make the corpus under `out`, which must not hold one yet; gives the manifest."""
    (out / "evidence").mkdir(parents=True)
    maker, plan = Maker(out, seed, grounds), list(orders(scale))
    fresh = [order for order in plan if order.kind != "duplicate"]
    with ProcessPoolExecutor(jobs) as pool:
        made = list(pool.map(maker.make, fresh, chunksize=4))
    pool_of_originals = [one for one in made if one.bytes and one.kind != "damaged"]
    numbers = draws(seed, "originals")
    for order in plan:
        if order.kind == "duplicate":
            original = pool_of_originals[int(numbers.integers(len(pool_of_originals)))]
            made.append(maker.duplicate(original, order))
    _tell(out, made, scale=scale, seed=seed, photographs=len(grounds))
    return made


def _tell(out: Path, made: Sequence[Made], **how: object) -> None:
    with (out / "manifest.jsonl").open("w", encoding="ascii") as manifest:
        manifest.writelines(json.dumps(asdict(one)) + "\n" for one in made)
    digest = hashlib.sha256("".join(sorted(one.sha256 for one in made)).encode()).hexdigest()
    versions = {name: version(name) for name in ("numpy", "pillow", "pillow-heif", "av", "reportlab")}
    total = {"files": len(made), "bytes": sum(one.bytes for one in made), "digest": digest}
    (out / "corpus.json").write_text(json.dumps({**how, **total, **versions}, indent=1), encoding="ascii")


def main() -> int:
    """Read the command line, make the corpus, print what was made as JSON."""
    parser = argparse.ArgumentParser(description="Make a folder of harmless evidence for the benchmarks.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--scale", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--photographs", type=Path, nargs="*", default=[], help="folders of large pictures for grounds")
    chosen = parser.parse_args()
    if (chosen.out / "evidence").exists():
        parser.error(f"{chosen.out}/evidence is there already")
    make(chosen.out, chosen.scale, chosen.seed, chosen.jobs, photographs(chosen.photographs))
    print((chosen.out / "corpus.json").read_text(encoding="ascii"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
