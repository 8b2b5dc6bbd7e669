"""What a statement of a delta says of the release that it makes: rows of the table VERSION.

    INSERT INTO VERSION VALUES('2026.12.1','modern','2026-12-01','2026-12-10','...');
    UPDATE VERSION SET version='2026.12.1', release_date='2026-12-10';

All of it is text; nothing is run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspector.library.rds.release import FACTS, is_later
from inspector.library.rds.sql import Token
from inspector.library.rds.statement import BadStatement, Statement

_TABLE = "VERSION"
_LONGEST = 200  # characters of a fact
_WITHIN = 7  # tokens in which a statement names its table: `INSERT OR REPLACE INTO main.VERSION`


def note(statement: Sequence[Token], facts: dict[str, str]) -> None:
    """Writes down what a statement says, by the names of the columns; of several releases the latest one stays.

    A statement that says something else, or cannot be followed, says nothing.
    """
    if all(token.word != _TABLE for token in statement[:_WITHIN]):
        return
    try:
        rows = list(_rows(Statement(statement)))
    except BadStatement:
        return
    for row in rows:
        if is_later(row.get("version", ""), facts.get("version", "")):
            facts.update(row)


def _rows(statement: Statement) -> Iterator[dict[str, str]]:
    verb = statement.take_word()
    if verb in {"INSERT", "REPLACE", "UPDATE"} and statement.took("OR"):
        statement.take_word()
    if verb == "UPDATE" and statement.take_table() == _TABLE:
        yield _set(statement)
    elif verb in {"INSERT", "REPLACE"} and statement.took("INTO") and statement.take_table() == _TABLE:
        names = statement.take_names() or FACTS
        statement.expect("VALUES")
        yield _told(statement, names, statement.take_values())
        while statement.took_sign(b","):
            yield _told(statement, names, statement.take_values())


def _set(statement: Statement) -> dict[str, str]:
    statement.expect("SET")
    equal = [statement.take_equation()]
    while statement.took_sign(b","):
        equal.append(statement.take_equation())
    return _told(statement, [name for name, _ in equal], [place for _, place in equal])


def _told(statement: Statement, names: Sequence[str], places: Sequence[int]) -> dict[str, str]:
    """The facts of a row; raises BadStatement (`shape`) when it has not as many values as names."""
    if len(names) != len(places):
        raise BadStatement("shape")
    found = {name: statement.value(place) for name, place in zip(names, places, strict=True)}
    return {name: text[:_LONGEST] for name, text in found.items() if name in FACTS and text}
