"""What a quarterly delta of the NSRL's data set changes: SQL text to be run on the release before.

    BEGIN TRANSACTION;
    INSERT INTO FILE(sha256,sha1,md5,crc32,file_name,file_size,package_id) VALUES('E3B0...',...,'a.dll',1,2);
    DELETE FROM FILE WHERE sha256='E3B0...' AND ...;
    COMMIT;

It is read, never run. A row that comes is an entry, one that goes an entry that is taken back (`Block.times`); a line
is a row, or Blank. A row that is not told by a digest, as those of the full set may be by their number, is Broken.
What it says of the release that it makes, in rows of the table VERSION, is written down.
Source: "National Software Reference Library Reference Dataset Version 3" (NIST, 2022).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from inspector.library.entry import Blank, Broken, Record
from inspector.library.rds import version
from inspector.library.rds.piece import Piece, next_piece
from inspector.library.rds.run import Run
from inspector.library.rds.script import Script, lines_of
from inspector.library.rds.shape import Shape, learnt

NAME = "nsrl-delta"

_SIGN = re.compile(
    rb"^[ \t]*+(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|DELETE\s+FROM|UPDATE)\s+[\"`\[]?(?:FILE|METADATA)\b",
    re.IGNORECASE | re.MULTILINE,
)
_OPENED = {"BEGIN": True, "COMMIT": False, "END": False}
_MOST_SHAPES = 4


def detect(head: bytes, name: str) -> bool:
    """Whether a line of the head changes a table of the data set, or the file is called as such a list is."""
    return name.lower().endswith("_delta.sql") or _SIGN.search(head) is not None


def read(file: io.BufferedReader, facts: dict[str, str] | None = None) -> Iterator[Record]:
    """What every line changes; what the delta says of its release is written into `facts`, whole at the end."""
    return _Delta(Script(file), {} if facts is None else facts).records()


class _Delta:
    """One delta; `_open` while its transaction is not ended."""

    def __init__(self, script: Script, facts: dict[str, str]) -> None:
        self._script = script
        self._facts = facts
        self._shapes: list[Shape] = []
        self._run = Run()
        self._open = False

    def records(self) -> Iterator[Record]:
        """What each line says."""
        while self._script.ready():
            yield from self._by_shapes()
            if self._script.at < self._script.whole_until:
                yield from self._by_words()
        yield from self._run.end()
        if self._open:
            yield Broken(self._script.line, "truncated")

    def _by_shapes(self) -> Iterator[Record]:
        """The lines from here on that have the shape of an earlier one."""
        turn = 0
        while turn < len(self._shapes):
            shape = self._shapes[turn]
            found = self._alike(shape)
            turn = 0 if found else turn + 1
            if found:
                yield from self._run.add(self._script.line, shape.signal, shape.sign, found)
                self._script.line += len(found)

    def _alike(self, shape: Shape) -> list[bytes]:
        """The digests of the lines of one shape that come next; goes on behind them."""
        text, at, until, match = self._script.text, self._script.at, self._script.whole_until, shape.line.match
        digests: list[bytes] = []
        while at < until and (found := match(text, at)):
            digests.append(found[1])
            at = found.end()
        self._script.at = at
        return digests

    def _by_words(self) -> Iterator[Record]:
        """One piece, taken apart."""
        piece = next_piece(self._script)
        if piece is None:
            yield from self._run.end()
            line, passed = self._script.line, self._script.pass_by()
            yield Broken(line, "too-long")
            yield from map(Blank, range(line + 1, line + passed))
            return
        if len(piece.statements) == len(piece.changes) == 1 and piece.sound:
            self._learn(learnt(piece.text, piece.statements[0], piece.changes[0]))
        for statement in piece.statements:
            self._open = _OPENED.get(statement[0].word, self._open)
            version.note(statement, self._facts)
        yield from self._lines(piece)
        self._script.go_on(len(piece.text))

    def _learn(self, shape: Shape | None) -> None:
        if shape is not None:
            self._shapes = [shape, *self._shapes[: _MOST_SHAPES - 1]]

    def _lines(self, piece: Piece) -> Iterator[Record]:
        """What the lines of a piece say, those of them that say nothing too."""
        place = line = self._script.line
        counted = 0
        for change in piece.changes:
            place += piece.text.count(b"\n", counted, change.start)
            counted = change.start
            yield from self._blank(line, place)
            line = max(line, place + 1)
            if change.code:
                yield from self._run.end()
                yield Broken(place, change.code)
            else:
                yield from self._run.add(place, change.signal, change.sign, [change.value.hex().encode()])
        yield from self._blank(line, self._script.line + lines_of(piece.text))

    def _blank(self, line: int, until: int) -> Iterator[Record]:
        if line < until:
            yield from self._run.end()
            yield from map(Blank, range(line, until))
