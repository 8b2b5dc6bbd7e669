"""The words of a document as one member, `text.txt`, so that they are found like any other text."""

from __future__ import annotations

from inspector.analyse.bounds import LONGEST_TEXT
from inspector.source.member import Member

TEXT = "text"
"""The locator of the member; no other member has it."""


def text_member(text: str) -> Member:
    """The member that holds `text` in UTF-8, cut where a text would be too long to be read."""
    data = text.encode("utf-8", "replace")
    if len(data) > LONGEST_TEXT:
        data = data[:LONGEST_TEXT].decode("utf-8", "ignore").encode()
    return Member(b"text.txt", TEXT, size=len(data), mime="text/plain", held=data)


class Wording:
    """Gathers pieces of text up to LONGEST_TEXT bytes; `cut` tells that there was more."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._room = LONGEST_TEXT
        self.cut = False

    def add(self, piece: str) -> None:
        """Takes a piece in while there is room."""
        size = len(piece) if piece.isascii() else len(piece.encode("utf-8", "replace"))
        if size > self._room:
            self.cut = True
            self._room = 0
            return
        self._room -= size
        self._pieces.append(piece)

    def text(self) -> str:
        """Everything so far: no more than one empty line at a time, no blanks at the ends of lines."""
        lines: list[str] = []
        for line in "".join(self._pieces).split("\n"):
            kept = line.strip(" \t\r")
            if kept or (lines and lines[-1]):
                lines.append(kept)
        return "\n".join(lines).strip("\n")
