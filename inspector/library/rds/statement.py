"""One statement of SQL, taken word by word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from inspector.library.rds.sql import NUMBER, TEXT, Token

_NOTHING = frozenset({"NULL", "TRUE", "FALSE", "CURRENT_TIMESTAMP"})


class BadStatement(ValueError):
    """A statement that cannot be followed; `code` is a code of Broken."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def is_value(token: Token) -> bool:
    """Whether it is a value that stands for itself."""
    return token.kind in {TEXT, NUMBER} or token.word in _NOTHING


class Statement:
    """The tokens of a statement, taken one by one; whatever is not as expected raises BadStatement (`shape`)."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._next = 0

    @property
    def here(self) -> int:
        """Where the next token stands in the text."""
        return self._tokens[min(self._next, len(self._tokens) - 1)].start

    def value(self, place: int) -> str | None:
        """What the token at a place says."""
        return self._tokens[place].value

    def names_before(self, end: str) -> set[str]:
        """All names and words from here to a certain one, in small letters."""
        rest = self._tokens[self._next :]
        return {token.word.lower() for token in takewhile(lambda token: token.word != end, rest)}

    def done(self) -> bool:
        """Whether there is nothing but the `;`."""
        return self._tokens[self._next].sign == b";"

    def end(self) -> None:
        """The statement is to end here."""
        if not self.done():
            raise BadStatement("shape")

    def took(self, word: str) -> bool:
        """Takes a word, if it is the next one."""
        taken = self._tokens[self._next].word == word
        self._next += taken
        return taken

    def took_sign(self, sign: bytes) -> bool:
        """Takes a sign, if it is the next one."""
        taken = self._tokens[self._next].sign == sign
        self._next += taken
        return taken

    def expect(self, word: str) -> None:
        """The next word is to be this one."""
        if not self.took(word):
            raise BadStatement("shape")

    def take_word(self) -> str:
        """The next word in capitals; empty when there is none here."""
        word = self._tokens[self._next].word
        self._next += bool(word)
        return word

    def take_table(self) -> str:
        """The name of a table, in capitals and without that of its database."""
        name = self.take_word()
        return self.take_word() if self.took_sign(b".") else name

    def take_names(self) -> list[str]:
        """Names of columns in brackets, in small letters; none when there are no brackets."""
        if not self.took_sign(b"("):
            return []
        names = [self.take_word().lower()]
        while self.took_sign(b","):
            names.append(self.take_word().lower())
        if not self.took_sign(b")") or len(set(names)) < len(names):
            raise BadStatement("shape")
        return names

    def take_values(self) -> list[int]:
        """The places of values in brackets."""
        if not self.took_sign(b"("):
            raise BadStatement("shape")
        places = [self._take_value()]
        while self.took_sign(b","):
            places.append(self._take_value())
        if not self.took_sign(b")"):
            raise BadStatement("shape")
        return places

    def take_equation(self) -> tuple[str, int]:
        """A column, and the place of the value it is to equal."""
        name = self.take_word().lower()
        if not (self.took_sign(b"=") or self.took_sign(b"==") or self.took("IS")):
            raise BadStatement("shape")
        return name, self._take_value()

    def _take_value(self) -> int:
        if not is_value(self._tokens[self._next]):
            raise BadStatement("shape")
        self._next += 1
        return self._next - 1
