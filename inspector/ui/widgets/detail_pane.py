"""The panel at the right of the gallery: everything known of the current tile."""

from __future__ import annotations

from collections.abc import Mapping

from inspector.store.gallery import Detail, last_name
from inspector.ui.categories import Choices
from inspector.ui.detail_lines import sections
from inspector.ui.look import Look
from inspector.ui.widgets.section_pane import SectionPane


class DetailPane(SectionPane):
    """Shows one `Detail`."""

    def __init__(self, look: Look, schemes: Mapping[str, Choices]) -> None:
        super().__init__(look, look.say("detail-none"))
        self._schemes = schemes

    def show_detail(self, detail: Detail | None) -> None:
        """Shows `detail`, or that nothing is chosen."""
        if detail is None:
            self.show_sections("", [])
        else:
            self.show_sections(last_name(detail.item.path), sections(self._look, detail, self._schemes))
