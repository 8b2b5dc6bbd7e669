"""By what a content is held against the library: as it is, and as it looks once something was done to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from inspector.domain.content import Fingerprint, Variation
from inspector.domain.match import Variant
from inspector.library.index import Likeness
from inspector.library.marks.across import exchanged
from inspector.words import Words

_WHOLE = frozenset({Variant.TRIMMED, Variant.MIRRORED, Variant.TURNED})


def likenesses(
    mark: Fingerprint | None,
    phash: bytes | None,
    dhash: bytes | None,
    variations: Sequence[Variation] = (),
) -> list[Likeness]:
    """A picture by its fingerprints, then by those of its variations, in all orientations of the whole.

    Variations have PDQ alone: 64 bits, asked three dozen times against millions, would agree by chance.
    """
    if not (mark or phash or dhash):
        return []
    found = [Likeness(mark, phash, dhash)]
    turned = [] if mark is None or not variations else [Variation("", mark)]
    for each in (*turned, *variations):
        if each.variant:
            found.append(Likeness(each.fingerprint, variant=each.variant))
        found += _exchanged(each)
    return found


def _exchanged(variation: Variation) -> Iterator[Likeness]:
    """The same with rows and columns exchanged; windows are asked only as they are."""
    word = exchanged_word(variation.variant)
    if word is not None:
        pdq = exchanged(np.frombuffer(variation.fingerprint.pdq, np.uint8)).tobytes()
        yield Likeness(Fingerprint(pdq, variation.fingerprint.quality), variant=word)


def exchanged_word(variant: str) -> str | None:
    """What was done when rows and columns are exchanged besides, which is a reflection; None for a window."""
    done = set(filter(None, variant.split("+")))
    if not done <= _WHOLE:
        return None
    words = {Variant.TURNED} | (done - {Variant.MIRRORED} if Variant.MIRRORED in done else done | {Variant.MIRRORED})
    return "+".join(word for word in Variant if word in words)


def how_altered(variant: str, words: Words) -> str:
    """What was done to a picture before it agreed, for people; empty when nothing was."""
    return ", ".join(words.say(f"variant-{word}") for word in variant.split("+") if word)
