"""Which values of which bands are looked up, so that nothing within a radius is missed and little else is looked at.

Let a fingerprint differ from a wanted one in at most r bits, in d(i) of them in band i, and let whole numbers a(i) >= 0
of the bands add up to r + 1.

1. Some band has d(i) <= a(i) - 1: else the differences add up to r + 1 at least. So it is enough to look up, in each
   band, the values that differ from the wanted one in fewer than a(i) bits, and one is free to choose which bands get
   the larger a(i): the least crowded do, for each wanted fingerprint anew (the general pigeonhole principle of Qin et
   al., "GPH: Similarity Search in Hamming Space", ICDE 2018). A pass looks up the values at one number of differing
   bits in some bands, which raises their a(i) by one; after it all within (sum of all a(i)) - 1 bits are found. Where
   only the nearest is sought, that is enough as soon as something so near is found.
2. Some band has that and besides d(i) + d(i + 1) <= a(i) + a(i + 1) - 1, the bands lying in a ring: the numbers
   d(i) - a(i) add up to less than zero, so (cycle lemma) the ring can be entered where all sums from there on are below
   zero; the first two of them are these (Qin, Xiao, "Pigeonring", VLDB 2018). A row found by band i that differs too
   much in the first bits of band i + 1 is therefore left out: where it counts, another band finds it. This stays true
   for larger a(i) on the right side, so one bound made of the largest serves all passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from inspector.library.marks.bands import Plan

_FIRST_CUTS = (2, 6)  # bands asked for the wanted value itself before the others: enough for copies that hardly differ


@dataclass(frozen=True, slots=True)
class Reach:
    """How far is looked: all within `sure` bits is found; of what lies beyond, up to `radius`, what is met thereby.

    That is most of it: what differs in more bits seldom does so in all bands alike. Random differences in 31 bits leave
    one of 11 bands with at most one bit in nineteen cases of twenty, and that is all that is looked up for 21.
    """

    radius: int
    sure: int


@dataclass(frozen=True, slots=True)
class Pass:
    """Looks up the values at `apart` bits from the wanted one, in the bands from `start` to before `stop` by crowding.

    `complete`: within how many bits all is found after it.
    """

    apart: int
    start: int
    stop: int
    complete: int


def passes(plan: Plan, sure: int, *, cautious: bool) -> Iterator[Pass]:
    """What is looked up to find all within `sure`; cautious: first a little, in case something near is found."""
    full, rest = divmod(sure + 1, plan.bands)
    for apart in range(min(full, plan.width) + 1):
        last = plan.bands if apart < full else rest
        cuts = [cut for cut in _FIRST_CUTS if cautious and not apart and cut < last]
        for start, stop in zip([0, *cuts], [*cuts, last], strict=True):
            if stop > start:
                yield Pass(apart, start, stop, apart * plan.bands + stop - 1)


def most_ahead(plan: Plan, sure: int, apart: int) -> int:
    """In how many bits of the next band a row may differ that was found `apart` bits from the wanted value."""
    most = -(-(sure + 1) // plan.bands)
    return 2 * most - 1 - apart


@lru_cache(maxsize=16)
def at_distance(width: int, apart: int) -> NDArray[np.int64]:
    """All values of `width` bits with `apart` bits set, ascending: neighbours are looked up one after another."""
    return np.array(sorted(sum(1 << bit for bit in bits) for bits in combinations(range(width), apart)), np.int64)
