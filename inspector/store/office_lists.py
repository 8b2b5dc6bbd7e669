"""What offices say of contents in lists of their own: every statement that ever came, and whose signature counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspector.domain.canonical import Value
from inspector.domain.content import Digests, Fingerprint, Frame
from inspector.domain.fault import CheckFault
from inspector.domain.match import Match
from inspector.domain.office_list import Linked, Says, Statement, Stretch, first_link
from inspector.store import hashsets
from inspector.store.connection import Connection
from inspector.store.deed import Act, Deed, now
from inspector.store.hashsets import Agree, HashSet, Import

FORMAT = "office-list"
_COLUMNS = "number, says, scheme, category, day, md5, sha1, sha256, size, pdq, pdq_quality, frames"
_NEWEST = """NOT EXISTS (SELECT 1 FROM office_statement AS later WHERE later.list = said.list
  AND later.office = said.office AND later.sha256 = said.sha256 AND later.number > said.number)"""


@dataclass(frozen=True, slots=True)
class Pinned:
    """A certificate by which an office signs its lists, as somebody here said: SHA-256 of its DER, and the DER."""

    fingerprint: bytes
    certificate: bytes
    added: str
    added_by: str


def trust(office: str, fingerprint: bytes, certificate: bytes, by: str) -> Act[None]:
    """From now on statements signed by this certificate count as the office's."""

    def act(connection: Connection) -> Deed[None]:
        pin(connection, office, fingerprint, certificate, by)
        data: dict[str, Value] = {"office": office, "certificate": fingerprint.hex()}
        return Deed("office_trust", None, "office", data)

    return act


def distrust(office: str, fingerprint: bytes) -> Act[None]:
    """Files signed by this certificate are no longer taken in as the office's; what it said before stays said."""

    def act(connection: Connection) -> Deed[None]:
        connection.execute("DELETE FROM office_certificate WHERE office = ? AND fingerprint = ?", (office, fingerprint))
        data: dict[str, Value] = {"office": office, "certificate": fingerprint.hex()}
        return Deed("office_distrust", None, "office", data)

    return act


def pin(connection: Connection, office: str, fingerprint: bytes, certificate: bytes, by: str) -> None:
    """The same inside an act of others; a certificate that is known already stays as it is."""
    connection.execute(
        "INSERT OR IGNORE INTO office_certificate(office, fingerprint, certificate, added, added_by) VALUES(?,?,?,?,?)",
        (office, fingerprint, certificate, now(), by),
    )


def trusted(connection: Connection, office: str) -> list[Pinned]:
    """The certificates of an office, oldest first."""
    rows = connection.execute(
        "SELECT fingerprint, certificate, added, added_by FROM office_certificate WHERE office = ? ORDER BY rowid",
        (office,),
    )
    return [Pinned(*row) for row in rows]


def all_trusted(connection: Connection) -> list[tuple[str, Pinned]]:
    """The certificates of all offices, by office, oldest first."""
    rows = connection.execute(
        "SELECT office, fingerprint, certificate, added, added_by FROM office_certificate ORDER BY office, rowid"
    )
    return [(office, Pinned(*row)) for office, *row in rows]


def published(connection: Connection) -> list[tuple[str, str]]:
    """The lists that this workspace published and as which office, the newest first, as the audit has them."""
    rows = connection.execute(
        "SELECT data ->> '$.list', data ->> '$.office' FROM audit WHERE action = 'office_list_publish'"
        " GROUP BY 1, 2 ORDER BY max(seq) DESC"
    )
    return [(name, office) for name, office in rows]


def said(connection: Connection, name: str) -> Iterator[tuple[str, Statement]]:
    """Every statement in a list with the office that made it, by office and number."""
    query = f"SELECT office, {_COLUMNS} FROM office_statement WHERE list = ? ORDER BY office, number"
    for row in connection.execute(query, (name,)):
        yield row[0], _statement(row[1:])


def stretch_from(connection: Connection, name: str, office: str, first: int) -> list[Linked]:
    """The statements of an office from `first` on."""
    rows = connection.execute(
        f"SELECT before, {_COLUMNS} FROM office_statement WHERE list = ? AND office = ? AND number >= ?"
        " ORDER BY number",
        (name, office, first),
    )
    return [Linked(row[0], _statement(row[1:])) for row in rows]


def last_link(connection: Connection, name: str, office: str) -> tuple[int, bytes]:
    """The last number an office has used in a list, and the link behind it."""
    (number,) = connection.execute(
        "SELECT ifnull(max(number), 0) FROM office_statement WHERE list = ? AND office = ?", (name, office)
    ).fetchone()
    link = link_behind(connection, name, office, number)
    assert link is not None
    return number, link


def link_behind(connection: Connection, name: str, office: str, number: int) -> bytes | None:
    """The link behind a statement; None where it is not known."""
    if number == 0:
        return first_link(name, office)
    found = _held(connection, name, office, number)
    return found.after if found else None


def unknown(connection: Connection, stretch: Stretch, statements: Iterable[Statement]) -> Iterator[Linked]:
    """Those of the statements that are not known yet.

    Raises CheckFault `office_contradicts` when the office has said something else under one of the numbers, or before
    or behind them: links differ then. Whoever goes to the end knows that all agree.
    """
    name, office, link = stretch.list, stretch.office, stretch.before
    if link_behind(connection, name, office, stretch.first - 1) not in {None, link}:
        raise CheckFault("office_contradicts", office=office, number=stretch.first)
    for statement in statements:
        told, known = Linked(link, statement), _held(connection, name, office, statement.number)
        if known not in {None, told}:
            raise CheckFault("office_contradicts", office=office, number=statement.number)
        if known is None:
            yield told
        link = told.after
    following = _held(connection, name, office, stretch.last + 1)
    if following is not None and following.before != link:
        raise CheckFault("office_contradicts", office=office, number=stretch.last + 1)


def merge(
    stretch: Stretch, new: Sequence[Linked], by: str, imported: Import | None, agree: Agree = lambda _: ()
) -> Act[int]:
    """Keeps statements that came, and lets the set made of all that is known take the place of the one before.

    `imported` is None when nothing is confirmed any more. Gives how many stored contents agree with the set.
    """

    def act(connection: Connection) -> Deed[int]:
        _write(connection, stretch, new)
        done = _swapped(connection, stretch.list, by, imported, agree)
        matched = int(str(done.data["matched"])) if done else 0
        data: dict[str, Value] = {**_told(stretch), "new": len(new), **(done.data if done else {})}
        return Deed("office_list_merge", matched, "office list", data, alters=True)

    return act


def _swapped(connection: Connection, name: str, by: str, imported: Import | None, agree: Agree) -> Deed[HashSet] | None:
    """The set that follows comes and the one before goes."""
    if imported is not None:
        return hashsets.add(imported, by, agree)(connection)
    if any(found.name == name for found in hashsets.listed(connection)):
        hashsets.remove(name)(connection)
    return None


def publish(
    stretch: Stretch, new: Sequence[Linked], certificate: bytes, about: Mapping[str, Value], by: str
) -> Act[None]:
    """Keeps statements that this workspace makes itself; its certificate (DER) counts as the office's from now on."""

    def act(connection: Connection) -> Deed[None]:
        pin(connection, stretch.office, stretch.certificate, certificate, by)
        _write(connection, stretch, new)
        return Deed("office_list_publish", None, "office list", {**_told(stretch), "new": len(new), **about})

    return act


def _told(stretch: Stretch) -> dict[str, Value]:
    return {"list": stretch.list, "office": stretch.office, "certificate": stretch.certificate.hex(),
            "first": stretch.first, "last": stretch.last}  # fmt: skip


def _write(connection: Connection, stretch: Stretch, new: Sequence[Linked]) -> None:
    connection.executemany(
        f"INSERT INTO office_statement(list, office, certificate, before, {_COLUMNS})"
        " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [(stretch.list, stretch.office, stretch.certificate, linked.before, *_values(linked.statement))
         for linked in new],
    )  # fmt: skip


def confirmations(connection: Connection, name: str, match: Match) -> int | None:
    """How many offices confirm what a content agrees with, by the statements now known; None where it cannot be told.

    That of a video's frames cannot.
    """
    column = match.signal.value
    if column not in {"md5", "sha1", "sha256", "pdq"}:
        return None
    counts = connection.execute(
        f"""SELECT count(DISTINCT said.office) FROM office_statement AS said
            JOIN (SELECT DISTINCT md5, sha1, sha256, size, scheme, category FROM office_statement AS said
                  WHERE list = ?1 AND {column} = ?2 AND says = 'confirm' AND {_NEWEST}) AS one
            USING (md5, sha1, sha256, size, scheme, category)
            WHERE said.list = ?1 AND said.says = 'confirm' AND {_NEWEST}
            AND CASE scheme WHEN 'vn' THEN category ELSE scheme || ':' || category END = ?3
            GROUP BY md5, sha1, sha256, size""",
        (name, bytes.fromhex(match.entry), match.category),
    ).fetchall()
    return max((count for (count,) in counts), default=None)


def _held(connection: Connection, name: str, office: str, number: int) -> Linked | None:
    row = connection.execute(
        f"SELECT before, {_COLUMNS} FROM office_statement WHERE list = ? AND office = ? AND number = ?",
        (name, office, number),
    ).fetchone()
    return Linked(row[0], _statement(row[1:])) if row else None


def _values(statement: Statement) -> tuple[object, ...]:
    told, mark = statement.digests, statement.mark
    frames = [[frame.at_ms, frame.fingerprint.quality, frame.fingerprint.pdq.hex()] for frame in statement.frames]
    return (statement.number, statement.says.value, statement.scheme, statement.category, statement.day, told.md5,
            told.sha1, told.sha256, told.size, mark.pdq if mark else None, mark.quality if mark else None,
            json.dumps(frames))  # fmt: skip


def _statement(row: Sequence[Any]) -> Statement:
    number, says, scheme, category, day, md5, sha1, sha256, size, pdq, quality, frames = row
    mark = Fingerprint(pdq, quality) if pdq is not None else None
    seen = tuple(Frame(at, Fingerprint(bytes.fromhex(pdq), good)) for at, good, pdq in json.loads(frames))
    return Statement(number, Says(says), scheme, category, day, Digests(md5, sha1, sha256, size), mark, seen)
