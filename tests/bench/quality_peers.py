"""Programs and libraries that find altered copies, each as a function: a folder of pictures in, pairs of names out.

All are optional: what cannot be imported is left out.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import numpy as np
from PIL import Image, ImageOps

Pairs = set[frozenset[str]]
Peer = Callable[[Path], Pairs]

_CNN = (
    "torch", "torch.nn", "torch.utils", "torch.utils.data", "torchvision", "torchvision.models",
    "torchvision.models.vision_transformer", "torchvision.transforms", "torchvision.transforms.transforms",
)  # fmt: skip
_RADIUS = 31


def image_dedup_ai(folder: Path) -> Pairs:
    """image-dedup-ai: pHash at 0.84, at most 10 of 64 bits; groups are transitive."""
    found = importlib.import_module("image_dedup_ai").find_duplicates(folder, threshold=0.84, workers=1)
    return _of_groups(found.groups)


def imagededup(folder: Path) -> Pairs:
    """imagededup: PHash at most 10 of 64 bits. Its CNN alone needs torch, which is stood in for."""
    importlib.import_module("sklearn.metrics.pairwise")
    for name in _CNN:
        sys.modules.setdefault(name, MagicMock())
    encoder = importlib.import_module("imagededup.methods").PHash(verbose=False)
    marks = encoder.encode_images(image_dir=folder, num_enc_workers=0)
    found = encoder.find_duplicates(encoding_map=marks, max_distance_threshold=10, num_dist_workers=0)
    return {frozenset((name, other)) for name, others in found.items() for other in others}


def czkawka(folder: Path) -> Pairs:
    """czkawka by a third party's binding, similarity 15."""
    finder = importlib.import_module("czkawka").ImageSimilarity()
    finder.set_directories([folder])
    finder.set_similarity(15)
    return _of_groups(finder.find_similar())


def pdqhash(folder: Path) -> Pairs:
    """pdqhash on the full picture, at most 31 of 256 bits, quality 50 or more."""
    return _pdqhash(folder, turned=False)


def pdqhash_turned(folder: Path) -> Pairs:
    """pdqhash with its eight orientations."""
    return _pdqhash(folder, turned=True)


PEERS: Mapping[str, Peer] = {
    "image_dedup_ai": image_dedup_ai, "imagededup": imagededup, "czkawka": czkawka, "pdqhash": pdqhash,
    "pdqhash, 8 orientations": pdqhash_turned,
}  # fmt: skip


def _of_groups(groups: Iterable[Iterable[Any]]) -> Pairs:
    names = ([Path(each).name for each in group] for group in groups)
    return {frozenset(pair) for group in names for pair in combinations(group, 2)}


def _pdqhash(folder: Path, *, turned: bool) -> Pairs:
    module = importlib.import_module("pdqhash")
    files = sorted(folder.iterdir())
    marks: list[np.ndarray] = []
    owners: list[int] = []
    plain: dict[int, int] = {}
    for number, file in enumerate(files):
        pixels = np.asarray(ImageOps.exif_transpose(Image.open(file)).convert("RGB"))
        found, quality = module.compute_dihedral(pixels) if turned else ([module.compute(pixels)[0]], 0)
        quality = quality if turned else module.compute(pixels)[1]
        if quality >= 50:
            plain[number] = len(marks)
            marks += found
            owners += [number] * len(found)
    packed = np.packbits(np.array(marks, np.uint8), axis=1).view(np.uint64)
    return {
        frozenset((files[one].name, files[other].name)) for one, other in near(packed, owners, plain) if one != other
    }


def near(marks: np.ndarray, owners: list[int], plain: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Owners of fingerprints (n, 4) of which any is within the radius of the `plain` one (a row each) of another."""
    for other, row in plain.items():
        apart = np.bitwise_count(marks ^ marks[row]).sum(axis=1)
        for place in np.flatnonzero(apart <= _RADIUS):
            yield owners[int(place)], other
