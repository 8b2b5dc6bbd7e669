"""Deciding about tiles and taking it back: taking back adds a decision, nothing is ever erased."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inspector.domain.decision import Decision


@dataclass(frozen=True, slots=True)
class Stand:
    """What stands for an item in one scheme: its category, or None while it is undecided, and what was beside it."""

    code: str | None = None
    details: tuple[tuple[str, str], ...] = ()


def stand(history: Sequence[Decision], scheme: str) -> Stand:
    """What stands after `history`, oldest first."""
    for decision in reversed(history):
        if decision.scheme == scheme:
            return Stand(decision.category, tuple(sorted(decision.details.items())))
    return Stand()


@dataclass(frozen=True, slots=True)
class Step:
    """One act of grading: in which scheme, and what stood for each item before."""

    scheme: str
    before: Mapping[int, Stand]

    @property
    def items(self) -> Sequence[int]:
        """The items the act was about."""
        return list(self.before)

    def reverse(self) -> list[tuple[Stand, list[int]]]:
        """What to decide to stand where one stood before: each former stand with its items."""
        groups: dict[Stand, list[int]] = {}
        for item, former in self.before.items():
            groups.setdefault(former, []).append(item)
        return list(groups.items())


class Steps:
    """The acts of this sitting, newest last."""

    def __init__(self) -> None:
        self._taken: list[Step] = []

    def take(self, step: Step) -> None:
        """Remembers an act."""
        self._taken.append(step)

    def undo(self) -> Step | None:
        """The newest act, which is then no longer to be taken back."""
        return self._taken.pop() if self._taken else None

    def clear(self) -> None:
        """Forgets all: another case."""
        self._taken.clear()
