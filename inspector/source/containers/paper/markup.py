"""XML read as a stream, within bounds: no entity of its own making, no other file, and no token without end."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, NoReturn
from xml.parsers import expat

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers.flow import BLOCK

_LONGEST_TOKEN = 8 << 20
MOST_MARKUP = 256 << 20
"""Bytes of XML that are read for the words of one document."""


class Listener:
    """Who is told what a markup holds, names of elements and attributes without their prefixes; this one keeps none."""

    @property
    def full(self) -> bool:
        """Whether more would not be kept, so that reading may end."""
        return False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def words(self, text: str) -> None:
        """Characters, in pieces."""


class Allowance:
    """How many bytes may still be read, over all parts of a document."""

    def __init__(self, room: int = MOST_MARKUP) -> None:
        self._room = room

    def take(self, count: int) -> None:
        """Counts bytes; raises Unreadable "too_large" when there is no room left."""
        self._room -= count
        if self._room < 0:
            raise Unreadable("too_large", "markup")


def listen(file: BinaryIO, listener: Listener, allowance: Allowance, beat: Callable[[], None]) -> None:
    """Reads a markup to its end or until the listener is full; raises Unreadable, after what was told before."""
    parser = _parser(listener)
    count = 0
    try:
        while not listener.full and (block := file.read(BLOCK)):
            beat()
            allowance.take(len(block))
            count += len(block)
            parser.Parse(block, False)  # noqa: FBT003 - expat takes no names
            if count - parser.CurrentByteIndex > _LONGEST_TOKEN:
                raise Unreadable("too_large", "token")
        if not listener.full:
            parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise Unreadable("damaged", "ExpatError") from error


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def looks_like_markup(start: bytes) -> bool:
    """Whether bytes begin as XML does, in UTF-8 or UTF-16."""
    bare = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")
    return bare.startswith(b"<")


def _parser(listener: Listener) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = BLOCK
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: listener.start(
        local(name), {local(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: listener.end(local(name))
    parser.CharacterDataHandler = listener.words
    return parser


def _refuse(*_declared: object) -> NoReturn:
    """No office document declares entities of its own; who does wants them to unfold."""
    raise Unreadable("damaged", "entity")
