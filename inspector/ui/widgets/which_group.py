"""Asks which group of a tile is meant where it is in several: one key, or arrows and Enter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from inspector.domain.group import Group, GroupKind
from inspector.ui.group_lines import held
from inspector.ui.look import Look


class WhichGroup(QMenu):
    """After `exec`, `kind` is what was chosen; None when nothing was."""

    def __init__(self, look: Look, groups: Sequence[Group], parent: QWidget) -> None:
        super().__init__(parent)
        self.kind: GroupKind | None = None
        for number, group in enumerate(groups, 1):
            name = look.say(f"group-{group.kind.value}")
            act = self.addAction(f"&{number}   {name} · {held(look, group)}")
            act.triggered.connect(partial(self._choose, group.kind))
        self.setActiveAction(self.actions()[0])

    def _choose(self, kind: GroupKind, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  as Qt tells it
        self.kind = kind
