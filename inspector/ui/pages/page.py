"""What the shell expects of a page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from inspector.ui.desk import Desk


class Page(QWidget):
    """One page of the rail; it is built once a look and keeps its place while others are shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.look = desk, desk.look

    def appear(self) -> None:
        """The page came into sight: shows what is true now."""

    def leave(self) -> None:
        """The page goes out of sight: nothing stays revealed."""

    def shut(self) -> None:
        """The page is about to be destroyed: leaves no thread and no picture behind."""
