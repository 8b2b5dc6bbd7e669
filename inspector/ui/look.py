"""What every part of the window is given: the words of the language and the colours and icons of the theme."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QIcon

from inspector.ui import measures
from inspector.ui.icons import Icons
from inspector.ui.theme import tones_of
from inspector.ui.tones import Tones
from inspector.words import Words


@dataclass(frozen=True, slots=True)
class Look:
    """One language and one theme. A change of either makes a new look and the window is built anew from it."""

    words: Words
    tones: Tones
    icons: Icons

    @classmethod
    def of(cls, words: Words, theme: str) -> Look:
        """The look of the theme `light` or `dark` in the language of `words`."""
        tones = tones_of(theme)
        return cls(words, tones, Icons(tones))

    def say(self, message: str, **facts: str | float) -> str:
        """The sentence `window-<message>` of the catalogue."""
        return self.words.say(f"window-{message}", **facts)

    def icon(self, name: str, colour: str = "") -> QIcon:
        """The icon `name` as it stands by itself."""
        return self.icons.icon(name, colour)

    def lead(self, name: str, colour: str = "") -> QIcon:
        """The icon `name` as it stands before the word of a button."""
        return self.icons.icon(name, colour, measures.BUTTON_ICON, measures.ICON_GAP)
