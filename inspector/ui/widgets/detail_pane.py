"""The panel at the right of the gallery: everything known of the current tile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from inspector.app.links import Around
from inspector.domain.group import Seen
from inspector.store.gallery import Detail, last_name
from inspector.ui.categories import Choices
from inspector.ui.detail_lines import sections
from inspector.ui.group_lines import around_sections, elsewhere_sections
from inspector.ui.look import Look
from inspector.ui.sections import Section
from inspector.ui.widgets.section_pane import SectionPane


class DetailPane(SectionPane):
    """Shows one `Detail`; what belongs with it comes in later, and stands in its place.

    To whoever `decides` it offers to decide for a whole group.
    """

    def __init__(self, look: Look, schemes: Mapping[str, Choices], *, decides: bool = True) -> None:
        super().__init__(look, look.say("detail-none"))
        self._schemes, self._decides = schemes, decides
        self._name = ""
        self._own: list[Section] = []
        self._around: list[Section] = []
        self._elsewhere: list[Section] = []

    def show_detail(self, detail: Detail | None) -> None:
        """Shows `detail`, or that nothing is chosen."""
        self._around, self._elsewhere = [], []
        self._name = last_name(detail.item.path) if detail else ""
        self._own = sections(self._look, detail, self._schemes) if detail else []
        self._show()

    def show_around(self, around: Around) -> None:
        """Shows what the tile is in with others."""
        self._around = around_sections(self._look, around, self._name, decides=self._decides)
        if self._around:
            self._show()

    def show_elsewhere(self, seen: Sequence[Seen]) -> None:
        """Shows what of the tile was seen in other cases."""
        self._elsewhere = elsewhere_sections(self._look, seen)
        self._show()

    def _show(self) -> None:
        """What the content is comes first; then what it belongs with, before all that is rarely read."""
        head, rest = self._own[:1], self._own[1:]
        self.show_sections(self._name, [*head, *self._around, *self._elsewhere, *rest])
