"""How many tiles each filter of a case would show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from inspector.domain.content import Kind
from inspector.store.gallery import Filter
from inspector.ui.categories import Choices


@dataclass(frozen=True, slots=True)
class Counts:
    """How many tiles each facet holds; a facet that is not in it has no count yet."""

    match: Mapping[str | None, int]
    kind: Mapping[str | None, int]
    category: Mapping[str | None, int]


def facet_counts(count: Callable[[Filter], int], asked: Filter, choices: Choices) -> Counts:
    """Counts every facet of the case as if it alone were set; runs on the query lane."""
    whole = Filter(case=asked.case, scheme=asked.scheme, known_good=asked.known_good)
    everything = count(whole)
    return Counts(
        match={None: everything} | {match: count(replace(whole, match=match)) for match in ("exact", "near", "any")},
        kind={None: everything} | {kind.value: count(replace(whole, kind=kind)) for kind in Kind},
        category={None: everything}
        | {code: count(replace(whole, category=code)) for code in ("", *(choice.code for choice in choices.choices))},
    )
