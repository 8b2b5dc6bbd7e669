"""Search over names and texts, kind to Vietnamese: `dam o` finds `dâm ô`, and `dâm ô` finds only itself.

Two columns hold each text: as written (NFC, lower case) and folded (no tone or vowel marks, đ as d). A query with marks
asks the first, one without asks the second; each word is a prefix, words in quotes stand together.
"""

from __future__ import annotations

import re
import unicodedata

from inspector.domain.marks import composed, decomposed
from inspector.store.connection import Connection

_PARTS = re.compile(r'"([^"]+)"|(\S+)')
_MARKS = re.compile("[\u0300-\u036f]+")
_ESCAPED = re.compile(r"\\(?:\\|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})")
_MOST_TEXT = 4 * 1024 * 1024


def exact(text: str) -> str:
    """The text as it is written, in one normal form and case."""
    return composed(text).lower()


def folded(text: str) -> str:
    """The text without marks, as it is typed in a hurry."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", decomposed(text.lower())).replace("đ", "d")


def add_name(connection: Connection, item: int, shown: str) -> None:
    """Makes the name of an item findable, as it is shown and as it reads without what `display` escaped in it."""
    if "\\" in shown:
        shown = " ".join((shown, _ESCAPED.sub("", shown), _ESCAPED.sub(" ", shown)))
    _add(connection, "name_search", item, shown)


def add_text(connection: Connection, content: int, text: str) -> None:
    """Makes the text of a content findable."""
    _add(connection, "text_search", content, text[:_MOST_TEXT])


def add_tip(connection: Connection, tip_file: int, text: str) -> None:
    """Makes the text of a tip's file findable."""
    _add(connection, "tip_search", tip_file, text[:_MOST_TEXT])


def _add(connection: Connection, table: str, row: int, text: str) -> None:
    # Separators of paths and of words inside names are already separators to the tokenizer, but for these two.
    spaced = text.replace("_", " ").replace("\\", " ")
    written, plain = exact(spaced), folded(spaced)
    # What has no marks can only be found by a query without any, so its words are kept once.
    given = (row, "" if written == plain else written, plain)
    connection.execute(f"INSERT OR REPLACE INTO {table}(rowid, exact, folded) VALUES(?, ?, ?)", given)


def query(text: str) -> str:
    """The FTS5 expression for what a person typed; an empty string when nothing in it can be searched for."""
    column = "exact" if folded(text) != exact(text) else "folded"
    fold = exact if column == "exact" else folded
    terms = [
        _term(fold(phrase or word), prefix=not phrase)
        for phrase, word in _PARTS.findall(text.replace("_", " ").replace("\\", " "))
    ]
    joined = " AND ".join(term for term in terms if term)
    return f"{{{column}}} : ({joined})" if joined else ""


def _term(text: str, *, prefix: bool) -> str:
    kept = (character if character.isalnum() or unicodedata.combining(character) else " " for character in text)
    words = "".join(kept).split()
    if not words:
        return ""
    return f'"{" ".join(words)}"' + ("*" if prefix else "")
