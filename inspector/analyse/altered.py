"""How altered copies of a picture look: mirrored, turned, without margins, widened or in part."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image

from inspector.analyse import cuts, windows
from inspector.analyse.block import bits, blocks, flips, mirrored, qualities, tells
from inspector.analyse.margin import WHOLE, Box, trimmed
from inspector.analyse.tent import CELLS, Matrix
from inspector.domain.content import Fingerprint, Variation
from inspector.domain.match import Variant
from inspector.domain.variation import LEAST_QUALITY

_FLIPPED = ("", Variant.MIRRORED.value, Variant.MIRRORED.value, Variant.TURNED.value)


def variations(grey: Image.Image, cells: Matrix) -> tuple[Variation, ...]:
    """Those of `grey` (mode L) that tell enough; `cells` (64, 64) are what PDQ sees of it.

    Where margins hold nothing that tells, no window is taken: it would show the margins. Of the eight orientations
    those are left out that have rows and columns exchanged: their bits follow from the others'.
    """
    found = _flipped(cells, "")[1:] if tells(cells) else []
    insides = [(box, _inside(grey, box)) for box in trimmed(grey)]
    telling = [(box, inside) for box, inside in insides if tells(inside)]
    for box, inside in telling:
        found += _flipped(inside, Variant.TRIMMED.value) + _windows(grey, box, cuts.within(box, _shape(grey, box)))
    if tells(cells) and len(telling) == len(insides):
        found += _windows(grey, WHOLE, cuts.windows(_shape(grey, WHOLE)))
    return tuple(each for each in found if each.fingerprint.quality >= LEAST_QUALITY)


def _shape(grey: Image.Image, box: Box) -> float:
    left, top, right, bottom = box
    return (right - left) * grey.width / ((bottom - top) * grey.height)


def _flipped(cells: Matrix, done: str) -> list[Variation]:
    quality = qualities(cells[np.newaxis])[0]
    turned = bits(flips(blocks(cells)))
    return [
        Variation("+".join(filter(None, (flip, done))), Fingerprint(pdq, quality))
        for flip, pdq in zip(_FLIPPED, turned, strict=True)
    ]


def _windows(grey: Image.Image, box: Box, asked: Sequence[cuts.Window]) -> list[Variation]:
    if not asked:
        return []
    seen = windows.cells(grey, [each.box for each in asked], box)
    block = blocks(seen)
    turned = np.array([each.mirrored for each in asked])
    block[turned] = mirrored(block[turned])
    told = zip(asked, bits(block), qualities(seen), strict=True)
    return [Variation(each.variant, Fingerprint(pdq, quality)) for each, pdq, quality in told]


def _inside(grey: Image.Image, box: Box) -> Matrix:
    """The cells of what lies in `box`: areas are averaged, which differs from PDQ's filter by a bit or two."""
    left, top, right, bottom = box
    inside = (left * grey.width, top * grey.height, right * grey.width, bottom * grey.height)
    return np.asarray(grey.resize((CELLS, CELLS), Image.Resampling.BOX, box=inside), np.float32)
