"""What a delta says of packages: rows of the table PKG that come and go.

    INSERT INTO PKG VALUES(12,'name','1.0',3,4,'English','Hacker Tool');
    DELETE FROM PKG WHERE package_id=12 AND ... AND application_type='Hacker Tool';

All of it is text; nothing is run. A delta may tell of files before it tells of their packages, so what it says of these
is looked for first, by its lines, which takes a fraction of the time of reading it; what is read later must agree.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence

from inspector.library.rds.packages import Described
from inspector.library.rds.sql import Token, Unfinished, statements
from inspector.library.rds.statement import BadStatement, Statement
from inspector.library.rds.tables import PACKAGE, PKG

MOST_DESCRIBED = 1 << 20
"""Rows of packages in a delta that are followed."""

_WITHIN = 7  # tokens in which a statement names its table: `INSERT OR REPLACE INTO main.PKG`
_LINES = re.compile(
    rb"^[ \t]*+(?:INSERT|REPLACE|DELETE|UPDATE)\b[^\n(']{0,60}\bPKG\b[^\n]*+",
    re.IGNORECASE | re.MULTILINE,
)
_BLOCK = 1 << 22
_OURS = ("package_id", "application_type")

Kind = Callable[[str], int]


def is_named(statement: Sequence[Token]) -> bool:
    """Whether a statement is about packages."""
    return any(token.word == PKG for token in statement[:_WITHIN])


def described(statement: Sequence[Token], kind: Kind) -> list[Described]:
    """What a statement says of packages; raises BadStatement when it cannot be followed."""
    told = Statement(statement)
    match told.take_word():
        case "INSERT" | "REPLACE":
            return list(_come(told, kind))
        case "DELETE":
            return _gone(told, kind)
        case "UPDATE":
            return _changed(told)
    raise BadStatement("shape")


def looked_for(file: io.BufferedReader, kind: Kind) -> Iterator[Described]:
    """What the lines of a delta say of packages; those that cannot be followed say nothing here."""
    rest = b""
    while block := file.read(_BLOCK):
        text = rest + block
        end = text.rfind(b"\n") + 1
        rest = text[end:] if len(text) - end < _BLOCK else b""
        yield from _of_lines(text[:end], kind)
    yield from _of_lines(rest, kind)


def _of_lines(text: bytes, kind: Kind) -> Iterator[Described]:
    for line in _LINES.finditer(text):
        try:
            for statement in statements(line[0]):
                if is_named(statement):
                    yield from described(statement, kind)
        except (BadStatement, Unfinished):
            continue


def _come(told: Statement, kind: Kind) -> Iterator[Described]:
    if told.took("OR"):
        told.take_word()
    told.expect("INTO")
    told.take_table()
    names = told.take_names() or PACKAGE
    told.expect("VALUES")
    yield _row(told, names, told.take_values(), kind)
    while told.took_sign(b","):
        yield _row(told, names, told.take_values(), kind)
    told.end()


def _row(told: Statement, names: Sequence[str], places: Sequence[int], kind: Kind) -> Described:
    if len(names) != len(places):
        raise BadStatement("shape")
    return _of(1, told, dict(zip(names, places, strict=True)), kind)


def _gone(told: Statement, kind: Kind) -> list[Described]:
    told.expect("FROM")
    told.take_table()
    told.expect("WHERE")
    named = dict([told.take_equation()])
    while told.took("AND"):
        name, place = told.take_equation()
        named.setdefault(name, place)
    told.end()
    return [_of(-1, told, named, kind)]


def _changed(told: Statement) -> list[Described]:
    """Nothing, where names and such are corrected; of another kind for a package its files do not come again."""
    if told.took("OR"):
        told.take_word()
    told.take_table()
    told.expect("SET")
    if told.names_before("WHERE").intersection(_OURS):
        raise BadStatement("shape")
    return []


def _of(sign: int, told: Statement, places: dict[str, int], kind: Kind) -> Described:
    if not places.keys() >= set(_OURS):
        raise BadStatement("shape")
    number, is_of = (told.value(places[name]) or "" for name in _OURS)
    if not (number.isascii() and number.isdigit() and len(number) <= 18):
        raise BadStatement("shape")
    return Described(sign, int(number), kind(is_of))
