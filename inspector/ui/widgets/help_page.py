"""The help of a page, from the program's own files; nothing from evidence ever comes here."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QTextBrowser, QWidget

from inspector.place import resource
from inspector.ui import measures
from inspector.ui.look import Look
from inspector.ui.widgets.build import button, column, row


class HelpPage(QDialog):
    """Shows `resources/help/<language>/<page>.md`."""

    def __init__(self, look: Look, page: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(look.say("help"))
        self.resize(620, 560)
        text = QTextBrowser()
        text.setOpenLinks(False)
        text.setMarkdown(resource(f"help/{look.words.language}/{page}.md").read_text(encoding="utf-8"))
        close = button(look.say("close"), self.accept, "act")
        self.setLayout(column(text, row(None, close), margin=measures.WIDE))


def help_button(look: Look, page: str, dialog: QDialog) -> QPushButton:
    """A button that opens the help of a dialog; so does F1 there."""

    def show() -> None:
        shown = HelpPage(look, page, dialog)
        shown.exec()
        shown.deleteLater()

    QShortcut(QKeySequence("F1"), dialog, show)
    made = button(look.say("help"), show)
    made.setAutoDefault(False)
    return made
