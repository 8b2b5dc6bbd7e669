"""The style sheet: sizes, corners, lines and the visible focus of every kind of control."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from inspector.place import resource
from inspector.ui import measures
from inspector.ui.tones import Tones

# Roles are set with setProperty("role", …): a widget says what it is, the sheet says how that looks.
_SHEET = Template("""
* { outline: none; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px 8px; }
QLabel { background: transparent; }
QLabel[role="heading"] { font-weight: 600; font-size: ${heading}pt; }
QLabel[role="title"] { font-weight: 600; }
QLabel[role="quiet"] { color: $quiet; }
QLabel[role="danger"] { color: $danger; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="verified"] { color: $verified; }
QLabel[role="notice"] { background: $warning_ground; color: $warning; border: 1px solid $warning;
    border-radius: ${corner}px; padding: 4px 8px; }
QLabel[role="keycap"] { background: $raised; border: 1px solid $line_strong; border-radius: 4px; padding: 1px 6px;
    color: $text; }

QFrame[role="panel"] { background: $panel; border: none; }
QFrame[role="bar"] { background: $panel; border: none; border-bottom: 1px solid $line; }
QFrame[role="status"] { background: $panel; border: none; border-top: 1px solid $line; }
QFrame[role="rail"] { background: $panel; border: none; border-right: 1px solid $line; }
QFrame[role="card"] { background: $panel; border: 1px solid $line; border-radius: ${corner}px; }
QFrame[role="fault"] { background: $danger_ground; border: 1px solid $danger; border-radius: ${corner}px; }
QFrame[role="rule"] { background: $line; border: none; }
QFrame[role="blank"] { background: $ground; border: none; }

QPushButton, QToolButton { background: $raised; color: $text; border: 1px solid $line_strong;
    border-radius: ${corner}px; padding: 0 12px; min-height: ${inner}px; }
QToolButton { padding: 0 8px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 0 11px; min-height: ${focused}px; }
QToolButton:focus { padding: 0 7px; }
QPushButton:disabled, QToolButton:disabled { color: $faint; border-color: $line; background: $panel; }
QPushButton[role="act"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[role="act"]:hover { background: $accent; border-color: $text; }
QPushButton[role="act"]:focus { border: 2px solid $text; }
QPushButton[role="act"]:disabled { background: $line; color: $quiet; border-color: $line; }
QToolButton[role="plain"], QPushButton[role="plain"] { background: transparent; border-color: transparent; }
QToolButton[role="plain"]:hover, QPushButton[role="plain"]:hover { background: $hover; }
QToolButton[role="plain"]:focus, QPushButton[role="plain"]:focus { border-color: $accent; }
QToolButton[role="fold"] { background: transparent; border-color: transparent; padding: 0; color: $quiet; }
QToolButton[role="fold"]:hover { background: $hover; }
QToolButton[role="fold"]:focus { border-color: $accent; padding: 0; }
QToolButton[role="small"] { background: transparent; border-color: transparent; padding: 0 4px; min-height: 18px;
    color: $quiet; }
QToolButton[role="small"]:hover { background: $hover; color: $text; }
QToolButton[role="small"]:focus { border-color: $accent; padding: 0 3px; min-height: 16px; }
QToolButton::menu-indicator { image: none; }
QToolButton[role="rail"] { background: transparent; border: none; border-left: 3px solid transparent;
    border-radius: 0; color: $quiet; padding: 6px 3px 4px 0; min-height: 46px; }
QToolButton[role="rail"]:hover { background: $hover; color: $text; }
QToolButton[role="rail"]:checked { border-left-color: $accent; background: $hover; color: $text; font-weight: 600; }
QToolButton[role="rail"]:focus { border: 2px solid $accent; padding: 4px 2px 2px 1px; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit, QDateTimeEdit { background: $raised; color: $text;
    border: 1px solid $line_strong; border-radius: ${corner}px; padding: 0 8px; selection-background-color: $chosen;
    selection-color: $text; }
QLineEdit, QComboBox, QSpinBox, QDateEdit, QDateTimeEdit { min-height: ${inner}px; }
QPlainTextEdit { padding: 4px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus, QDateTimeEdit:focus {
    border: 2px solid $accent; padding: 0 7px; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus, QDateTimeEdit:focus { min-height: ${focused}px; }
QPlainTextEdit:focus { padding: 3px; }
QLineEdit:read-only { background: transparent; border-color: $line; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url("$chevron"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line_strong; selection-background-color: $chosen;
    selection-color: $text; }

QTextBrowser { background: $raised; border: 1px solid $line; border-radius: ${corner}px; padding: 12px; }
QTableView, QListView { background: $raised; border: 1px solid $line; border-radius: ${corner}px;
    gridline-color: transparent; selection-background-color: $chosen; selection-color: $text; }
QTableView:focus, QListView:focus { border: 1px solid $accent; }
QTableView::item { padding: 0 5px; border: none; border-bottom: 1px solid $line; }
QListView::item { min-height: ${row}px; padding: 0 4px; }
QListView::item:hover, QTableView::item:hover { background: $hover; }
QTableView::item:selected, QListView::item:selected { background: $chosen; color: $text; }
QTableView[role="gallery"] { background: $ground; border: 1px solid transparent; border-radius: 0; }
QTableView[role="gallery"]:focus { border: 1px solid transparent; }
QTableView[role="gallery"]::item, QTableView[role="gallery"]::item:hover { background: transparent; border: none; }
QHeaderView { background: $panel; }
QHeaderView::section { background: $panel; color: $quiet; border: none; border-bottom: 1px solid $line;
    padding: 0 8px; height: ${row}px; }

QCheckBox, QRadioButton { spacing: 8px; min-height: 22px; padding: 1px 4px; border: 1px solid transparent;
    border-radius: ${corner}px; background: transparent; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator, QListView::indicator { width: 14px; height: 14px; border: 1px solid $line_strong;
    border-radius: 3px; background: $raised; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $accent; border-color: $accent;
    image: url("$tick"); }

QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $line_strong; border-radius: 8px;
    background: $raised; }
QRadioButton::indicator:checked { background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
    stop: 0 $accent, stop: 0.5 $accent, stop: 0.6 $raised, stop: 1 $raised); border-color: $accent; }

QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[role="clear"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QMenu { background: $raised; border: 1px solid $line_strong; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 12px; min-height: 20px; border-radius: ${corner}px; }
QMenu::item:selected { background: $chosen; color: $text; }
QMenu::separator { height: 1px; background: $line; margin: 4px; }
QDialog { background: $ground; }
""")


def style_sheet(tones: Tones, heading: float) -> str:
    """The sheet in the colours of `tones`; `heading` is the size of headings in points."""
    shade = "dark" if tones.dark else "light"
    colours = {name: value for name, value in asdict(tones).items() if isinstance(value, str)}
    return _SHEET.substitute(
        colours,
        heading=f"{heading:g}",
        corner=measures.CORNER,
        inner=measures.CONTROL - 2,
        focused=measures.CONTROL - 4,
        row=measures.ROW,
        chevron=resource(f"icons/marks/chevron-down-{shade}.svg").as_posix(),
        tick=resource(f"icons/marks/check-{shade}.svg").as_posix(),
    )
