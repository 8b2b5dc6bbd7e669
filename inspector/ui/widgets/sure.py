"""A question before something that cannot be undone; whoever only presses Enter or Esc leaves it be."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def sure(parent: QWidget, question: str, act: str, leave: str) -> bool:
    """Whether the person chose `act`, not `leave`; names in the question are plain text."""
    box = QMessageBox(parent)
    box.setWindowTitle(act)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    go = box.addButton(act, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(leave, QMessageBox.ButtonRole.RejectRole))
    box.exec()
    chosen = box.clickedButton() is go
    box.deleteLater()
    return chosen
