"""The look of the whole program: Qt Fusion with a palette and spacing of our own."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from inspector.ui.sheet import style_sheet
from inspector.ui.tones import DARK, LIGHT, Tones

THEMES = ("light", "dark")


def tones_of(theme: str) -> Tones:
    """The colours of the theme `light` or `dark`."""
    return DARK if theme == "dark" else LIGHT


def dress(application: QApplication, tones: Tones) -> None:
    """Gives every window of `application` the look of `tones`, at once."""
    application.setStyle("Fusion")
    application.setPalette(_palette(tones))
    application.setStyleSheet(style_sheet(tones, heading=application.font().pointSizeF() + 2))


def digest_font() -> QFont:
    """The system's monospaced font, for digests and fingerprints."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)


def _palette(tones: Tones) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: tones.ground,
        role.WindowText: tones.text,
        role.Base: tones.raised,
        role.AlternateBase: tones.panel,
        role.Text: tones.text,
        role.PlaceholderText: tones.faint,
        role.Button: tones.panel,
        role.ButtonText: tones.text,
        role.Highlight: tones.chosen,
        role.HighlightedText: tones.text,
        role.ToolTipBase: tones.raised,
        role.ToolTipText: tones.text,
        role.Link: tones.accent,
        role.Accent: tones.accent,
        role.Mid: tones.line,
        role.Dark: tones.line_strong,
        role.Light: tones.raised,
    }
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tones.faint))
    return palette
