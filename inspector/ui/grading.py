"""Deciding about tiles and taking it back: taking back adds a decision, nothing is ever erased."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One act of grading: which items, what they had before, and what they got. None is undecided."""

    scheme: str
    before: Mapping[int, str | None]
    code: str | None

    @property
    def items(self) -> Sequence[int]:
        """The items the act was about."""
        return list(self.before)

    def reverse(self) -> list[tuple[str | None, list[int]]]:
        """What to decide to stand where one stood before: each former category with its items."""
        groups: dict[str | None, list[int]] = {}
        for item, code in self.before.items():
            groups.setdefault(code, []).append(item)
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
