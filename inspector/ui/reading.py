"""Which counts the filters of a case need: one question a facet, so that each can be dropped before it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from inspector.domain.content import Kind
from inspector.store.gallery import Filter
from inspector.ui.categories import Choices

MATCHES = ("exact", "near", "any")


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One facet to count: its group of the filter panel, its value, and the filter as if it alone were set.

    Inside a container or a group what lies there is counted.
    """

    group: str
    value: str | None
    asked: Filter


def categories_to_count(asked: Filter, choices: Choices) -> Iterator[FacetCount]:
    """Every category of the scheme and the undecided."""
    whole = _whole(asked)
    for code in ("", *(choice.code for choice in choices.choices)):
        yield FacetCount("category", code, replace(whole, category=code))


def facets_to_count(asked: Filter, choices: Choices) -> Iterator[FacetCount]:
    """Every facet, those in sight first."""
    whole = _whole(asked)
    for group in ("match", "category", "kind"):
        yield FacetCount(group, None, whole)
    for match in MATCHES:
        yield FacetCount("match", match, replace(whole, match=match))
    yield FacetCount("failed", None, replace(whole, failed=True))
    yield from categories_to_count(asked, choices)
    for kind in Kind:
        yield FacetCount("kind", kind.value, replace(whole, kind=kind))


def _whole(asked: Filter) -> Filter:
    return replace(asked, match=None, kind=None, category=None, text=None, failed=False)
