"""What a statement of a delta changes: digests that come, and digests that are taken back.

A delta inserts rows into, updates and deletes rows of the tables of its set: FILE of the minimal, METADATA of the full
one. What concerns other tables says nothing of a digest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.domain.match import Signal
from inspector.library.digits import BadHash, raw
from inspector.library.rds.sql import Token
from inspector.library.rds.statement import BadStatement, Statement
from inspector.library.rds.tables import SIGNS, UNNAMED

_DIGESTS = (Signal.SHA256, Signal.SHA1, Signal.MD5)
_HARMLESS = frozenset(
    ["ANALYZE", "BEGIN", "COMMIT", "CREATE", "END", "PRAGMA", "REINDEX", "RELEASE", "SAVEPOINT", "VACUUM"]
)


@dataclass(frozen=True, slots=True)
class Change:
    """One row that comes (`sign` 1) or is taken back (-1): its strongest digest, the token that says it, and where.

    `strongest` is True when no stronger digest is named in the statement at all. `package` is the token that says of
    which package the file is, -1 where none does, and `owner` its number in digits. With a `code` of Broken the row has
    no digest, and the rest means nothing.
    """

    start: int
    sign: int = 1
    signal: Signal = Signal.SHA256
    value: bytes = b""
    token: int = -1
    strongest: bool = False
    package: int = -1
    owner: bytes = b""
    code: str = ""


def changes(tokens: Sequence[Token]) -> list[Change]:
    """What a statement changes, row by row; raises BadStatement when it cannot be followed."""
    statement = Statement(tokens)
    match statement.take_word():
        case "" if statement.done():
            return []
        case "INSERT" | "REPLACE":
            return _inserted(statement)
        case "DELETE":
            return _deleted(statement)
        case "UPDATE":
            return _updated(statement)
        case verb if verb in _HARMLESS:
            return []
    return _unless_ours(tokens)


def _inserted(statement: Statement) -> list[Change]:
    if statement.took("OR"):
        statement.take_word()
    statement.expect("INTO")
    table = statement.take_table()
    if table not in SIGNS:
        return []
    names = statement.take_names()
    if names and not SIGNS[table].issubset(names):
        raise BadStatement("shape")
    statement.expect("VALUES")
    rows = [_row(statement, table, names)]
    while statement.took_sign(b","):
        rows.append(_row(statement, table, names))
    statement.end()
    return rows


def _row(statement: Statement, table: str, names: Sequence[str]) -> Change:
    start = statement.here
    found = statement.take_values()
    columns = names or UNNAMED.get((table, len(found)), ())
    if len(columns) != len(found):
        return Change(start, code="shape")
    return _strongest(dict(zip(columns, found, strict=True)), statement, 1, start)


def _deleted(statement: Statement) -> list[Change]:
    start = statement.here
    statement.expect("FROM")
    if statement.take_table() not in SIGNS:
        return []
    statement.expect("WHERE")
    named = dict([statement.take_equation()])
    while statement.took("AND"):
        name, place = statement.take_equation()
        if name in named:
            raise BadStatement("shape")
        named[name] = place
    statement.end()
    return [_strongest(named, statement, -1, start)]


def _updated(statement: Statement) -> list[Change]:
    """Nothing, where names and such are corrected; another digest for a row cannot be followed without the row."""
    if statement.took("OR"):
        statement.take_word()
    if statement.take_table() not in SIGNS:
        return []
    statement.expect("SET")
    if statement.names_before("WHERE").intersection(_DIGESTS):
        raise BadStatement("no-hash")
    return []


def _unless_ours(tokens: Sequence[Token]) -> list[Change]:
    """Nothing, for a statement of another kind that does not name a table of ours."""
    if any(token.word in SIGNS for token in tokens) or tokens[0].word in {"ROLLBACK", ""}:
        raise BadStatement("shape")
    return []


def _strongest(places: dict[str, int], statement: Statement, sign: int, start: int) -> Change:
    named = [signal for signal in _DIGESTS if signal in places]
    code = "no-hash"
    for signal in named:
        text = statement.value(places[signal])
        try:
            if text:
                value = raw(text, signal)
                package = places.get("package_id", -1)
                owner = _number(statement.value(package)) if package >= 0 else b""
                return Change(start, sign, signal, value, places[signal], signal is named[0], package, owner)
        except BadHash as bad:
            code = bad.code
    return Change(start, code=code)


def _number(text: str | None) -> bytes:
    """The digits of a number, as SQLite keeps it in a column of numbers; empty when it is none."""
    return b"%d" % int(text) if text and text.isascii() and text.isdigit() and len(text) <= 18 else b""
