"""Groups as they are defined, found the long way, and those that stars tell, to be held against them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from inspector.domain.looks import Looks
from inspector.links.stars import Stars

Groups = dict[int, tuple[int, int, str]]
"""Of each content: who leads it, what is between both, and what was done to one."""


def told(stars: Stars, contents: Sequence[int]) -> Groups:
    """What the stars say of contents that they took in this order."""
    named = (str(stars.likeness.names[each]) for each in stars.variant.all.tolist())
    leaders = [contents[row] for row in stars.leader.all.tolist()]
    return dict(zip(contents, zip(leaders, stars.apart.all.tolist(), named, strict=True), strict=True))


def grouped(stars: Stars, batches: Sequence[Sequence[Looks]]) -> Groups:
    """What the stars say after batches that came one behind the other."""
    for batch in batches:
        stars.take(batch)
    return told(stars, [each.content for batch in batches for each in batch])


def groups(
    contents: Sequence[Looks],
    order: Callable[[Looks], Any],
    apart: Callable[[Looks, Looks], tuple[int, str] | None],
) -> Groups:
    """The groups by what sorts the best first and what is between two that are alike."""
    leaders: list[Looks] = []
    for each in sorted(contents, key=order):
        if not any(apart(each, leader) for leader in leaders):
            leaders.append(each)
    found: Groups = {}
    for each in contents:
        near = [(close[0], order(leader), leader.content, close[1]) for leader in leaders
                if leader is not each and (close := apart(each, leader))]  # fmt: skip
        mine = (each.content, 0, "")
        found[each.content] = mine if each in leaders else (min(near)[2], min(near)[0], min(near)[3])
    return found
