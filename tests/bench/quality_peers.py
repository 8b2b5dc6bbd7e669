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
_PLACES = 12


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


def local_features(folder: Path) -> Pairs:
    """300 ORB features of a picture 512 pixels long, each picture's against each other's by opencv.

    Two are a pair when at least 12 places of both, 24 pixels apart, lie alike under one turn, move and enlargement.
    """
    cv2 = importlib.import_module("cv2")
    cv2.setNumThreads(1)
    files = sorted(folder.iterdir())
    told = [_features(cv2, file) for file in files]
    pairs = combinations(range(len(files)), 2)
    return {frozenset((files[a].name, files[b].name)) for a, b in pairs if _places(cv2, told[a], told[b]) >= _PLACES}


PEERS: Mapping[str, Peer] = {
    "image_dedup_ai": image_dedup_ai, "imagededup": imagededup, "czkawka": czkawka, "pdqhash": pdqhash,
    "pdqhash, 8 orientations": pdqhash_turned, "local features": local_features,
}  # fmt: skip


def _of_groups(groups: Iterable[Iterable[Any]]) -> Pairs:
    names = ([Path(each).name for each in group] for group in groups)
    return {frozenset(pair) for group in names for pair in combinations(group, 2)}


def _features(cv2: Any, file: Path) -> tuple[np.ndarray, np.ndarray | None]:
    """Where the features lie (n, 2) and their bits (n, 32)."""
    picture = ImageOps.exif_transpose(Image.open(file)).convert("L")
    picture.thumbnail((512, 512))
    found, bits = cv2.ORB_create(nfeatures=300, fastThreshold=10).detectAndCompute(np.asarray(picture), None)
    return np.array([each.pt for each in found], np.float32), bits


def _places(cv2: Any, one: tuple[np.ndarray, np.ndarray | None], other: tuple[np.ndarray, np.ndarray | None]) -> int:
    if one[1] is None or other[1] is None:
        return 0
    told = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(one[1], other[1], k=2)
    clear = [best[0] for best in told if len(best) == 2 and best[0].distance < 0.8 * best[1].distance]
    if len(clear) < _PLACES:
        return 0
    from_there, there = one[0][[each.queryIdx for each in clear]], other[0][[each.trainIdx for each in clear]]
    laid, agree = cv2.estimateAffinePartial2D(from_there, there, method=cv2.RANSAC, ransacReprojThreshold=4)
    if laid is None or not 0.25 < float(np.hypot(*laid[:, 0])) < 4:
        return 0
    return len(np.unique(from_there[agree.ravel() > 0] // 24, axis=0))


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
