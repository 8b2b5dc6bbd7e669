"""One JSON value at a place of a long text, read on while it is unfinished."""

from __future__ import annotations

import json

from inspector.library.formats.window import Window

Json = object

_NEAR_END = 16  # an error so near to the end of the text may only mean that more must be read


class Failed(Exception):
    """The value does not decode: how many characters behind its start, and whether it only stops too soon."""

    def __init__(self, offset: int, *, unfinished: bool) -> None:
        super().__init__(offset)
        self.offset = offset
        self.unfinished = unfinished


def decoded(window: Window, decoder: json.JSONDecoder, longest: int) -> tuple[Json, int]:
    """The value at `window.at`, of no more than about `longest` characters, and where it ends; raises Failed."""
    while True:
        try:
            return decoder.raw_decode(window.text, window.at)
        except json.JSONDecodeError as error:
            place, cut = error.pos, error.msg.startswith("Unterminated string")
        except (ValueError, RecursionError):  # a number of thousands of digits; brackets thousands deep
            place, cut = window.at, False
        unfinished = cut or place >= len(window.text) - _NEAR_END
        offset = min(place, len(window.text)) - window.at
        if not (unfinished and len(window.text) - window.at < longest and window.more()):
            raise Failed(offset, unfinished=unfinished and window.ended)
