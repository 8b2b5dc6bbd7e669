"""JSON read forward in flat memory: one value after another, each bounded, however large or deep the text is.

Stands on ijson over yajl (events, no recursion); RFC 8259.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import ijson
import ijson.backends.yajl2_c as yajl

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.chat.json_text import JsonText

LIBRARY = f"ijson {ijson.__version__}, yajl2_c"
_DEEPEST = 128
_MOST_VALUES = 20_000
_STARTS = frozenset({"start_map", "start_array"})
_ENDS = frozenset({"end_map", "end_array"})

Event = tuple[str, Any]
_END: Event = ("end", None)


class JsonEvents:
    """The values of a JSON text in order.

    Raises Unreadable "truncated" where the text ends too early, "damaged" where it is no JSON. `beat` is called now and
    then. `mend` is done to every string and name that is handed out.
    """

    def __init__(self, file: BinaryIO, beat: Callable[[], None], mend: Callable[[str], str] | None = None) -> None:
        self._text = JsonText(file)
        self._events = _events(self._text, beat)
        self._mend = mend
        self._ahead: Event | None = None
        self._left = 0

    @property
    def mended(self) -> bool:
        """Whether something was not UTF-8, or too long."""
        return self._text.mended

    def opens(self, event: str) -> bool:
        """Whether the next value begins with `event` ("start_map", "start_array"), which is then passed."""
        found = self._next()
        if found[0] == event:
            return True
        self._ahead = found
        return False

    def names(self) -> Iterator[str]:
        """The names in the object just opened; the value behind each is to be taken before the next."""
        while (event := self._next())[0] != "end_map":
            yield self._string(event[1])

    def items(self) -> Iterator[None]:
        """Once for each value in the array just opened, which is to be taken then."""
        while (event := self._next())[0] != "end_array":
            self._ahead = event
            yield

    def skip(self) -> None:
        """Passes one value."""
        if self._next()[0] in _STARTS:
            self._pass()

    def end(self) -> None:
        """Makes sure that nothing stands behind the last value."""
        if next(self._events, _END) is not _END:
            raise Unreadable("damaged", "more than one value")

    def value(self) -> Any:  # noqa: ANN401  whatever JSON holds
        """One value; of more than 20,000 values in it what comes first, and nothing that lies 128 deep."""
        self._left = _MOST_VALUES
        return self._made(*self._next(), _DEEPEST)

    def _made(self, event: str, value: Any, deep: int) -> Any:  # noqa: ANN401
        if event == "string":
            return self._string(value)
        if event not in _STARTS:
            return value
        if deep <= 0:
            return self._pass()
        return self._object(deep - 1) if event == "start_map" else self._array(deep - 1)

    def _object(self, deep: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        name = ""
        for event, value in self._events:
            if event == "map_key":
                name = self._string(value)
            elif event == "end_map":
                return made
            else:
                self._left -= 1
                one = self._made(event, value, deep)
                if self._left >= 0:
                    made.setdefault(name, one)
        raise Unreadable("truncated", "object")

    def _array(self, deep: int) -> list[Any]:
        made: list[Any] = []
        for event, value in self._events:
            if event == "end_array":
                return made
            self._left -= 1
            one = self._made(event, value, deep)
            if self._left >= 0:
                made.append(one)
        raise Unreadable("truncated", "array")

    def _pass(self) -> None:
        """Passes the rest of what was just opened, however deep."""
        depth = 1
        for event, _ in self._events:
            depth += (event in _STARTS) - (event in _ENDS)
            if not depth:
                return
        raise Unreadable("truncated", "nesting")

    def _string(self, text: str) -> str:
        return text if self._mend is None or text.isascii() else self._mend(text)

    def _next(self) -> Event:
        event, self._ahead = self._ahead or next(self._events, _END), None
        if event is _END:
            raise Unreadable("truncated", "no more values")
        return event


def _events(text: JsonText, beat: Callable[[], None]) -> Iterator[Event]:
    """The events of a text; those before a fault come before it is told."""
    found: list[Event] = ijson.sendable_list()
    parser = yajl.basic_parse_coro(found)
    code = ""
    while not code:
        piece = text.read()
        try:
            parser.send(piece)
        except StopIteration:
            code = "ended"
        except (ijson.JSONError, ValueError, ArithmeticError, SystemError):  # the last for endless numbers
            code = "damaged" if piece else "truncated"
        beat()
        yield from found
        del found[:]
    if code != "ended":
        raise Unreadable(code, "json")
