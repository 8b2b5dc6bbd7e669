"""What a quarterly delta of the NSRL's data set changes: SQL text to be run on the release before.

    BEGIN TRANSACTION;
    INSERT INTO FILE(sha256,sha1,md5,crc32,file_name,file_size,package_id) VALUES('E3B0...',...,'a.dll',1,2);
    DELETE FROM FILE WHERE sha256='E3B0...' AND ...;
    COMMIT;

It is read, never run. A row that comes is an entry, one that goes an entry that is taken back (`Block.times`); a line
is a row, or Blank. A row that is not told by a digest, as those of the full set may be by their number, is Broken.
What it says of the release that it makes, in rows of the table VERSION, is written down. Which files are of tools is
told by what the set knows of their packages, and by what the delta says of packages, wherever it does.
Source: "National Software Reference Library Reference Dataset Version 3" (NIST, 2022).
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from inspector.library.entry import Blank, Broken, Record
from inspector.library.rds import version
from inspector.library.rds.described import Kind, described, is_named
from inspector.library.rds.packages import Described, Packages, ids_of_tools
from inspector.library.rds.piece import Piece, next_piece
from inspector.library.rds.run import Run
from inspector.library.rds.script import Script, lines_of
from inspector.library.rds.shape import Shape, learnt
from inspector.library.rds.sql import Token
from inspector.library.rds.statement import BadStatement
from inspector.library.rds.tools import Tools

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


def read(
    file: io.BufferedReader,
    facts: dict[str, str] | None = None,
    packages: Packages | None = None,
    looked_for: Callable[[Kind], Sequence[Described]] = lambda _: (),
) -> Iterator[Record]:
    """What every line changes; what the delta says of its release is written into `facts`, whole at the end.

    `packages` are those of the set that it changes, and then of the one that it makes; `looked_for` gives what all of
    the delta says of them.
    """
    packages = packages or Packages(Tools(()))
    return _Delta(Script(file), {} if facts is None else facts, packages).records(looked_for)


class _Delta:
    """One delta; `_open` while its transaction is not ended."""

    def __init__(self, script: Script, facts: dict[str, str], packages: Packages) -> None:
        self._script = script
        self._facts = facts
        self._packages = packages
        self._told: Counter[Described] = Counter()  # what was looked for and is not met yet
        self._tools: dict[int, frozenset[bytes]] = {}  # by the sign of a row
        self._shapes: list[Shape] = []
        self._run = Run()
        self._open = False

    def records(self, looked_for: Callable[[Kind], Sequence[Described]]) -> Iterator[Record]:
        """What each line says."""
        self._told.update(looked_for(self._packages.tools.kind))
        self._packages.take(self._told.elements())
        for sign, known in ((1, self._packages.known), (-1, self._packages.before)):
            self._tools[sign] = frozenset(b"%d" % number for number in ids_of_tools(known))
        yield from self._lines_of_all()
        self._packages.unclear = self._packages.unclear or any(self._told.values())

    def _lines_of_all(self) -> Iterator[Record]:
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
            found, tools = self._alike(shape)
            turn = 0 if found else turn + 1
            if found:
                yield from self._run.add(self._script.line, shape.signal, shape.sign, found, tools)
                self._script.line += len(found)

    def _alike(self, shape: Shape) -> tuple[list[bytes], bytearray]:
        """The digests of the lines of one shape that come next, and of each 1 where it is a tool's; goes on behind."""
        text, at, until, match = self._script.text, self._script.at, self._script.whole_until, shape.line.match
        tools, digest, package = self._tools[shape.sign], shape.digest, shape.package
        digests: list[bytes] = []
        of_tools = bytearray()
        while at < until and (found := match(text, at)):
            digests.append(found[digest])
            if tools and package:
                of_tools.append(found[package] in tools)
            at = found.end()
        self._script.at = at
        return digests, of_tools or bytearray(len(digests))

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
            self._note_packages(statement)
        yield from self._lines(piece)
        self._script.go_on(len(piece.text))

    def _note_packages(self, statement: Sequence[Token]) -> None:
        """What is said of packages here is to be what was looked for."""
        if is_named(statement) and not self._packages.unclear:
            try:
                for one in described(statement, self._packages.tools.kind):
                    self._told[one] -= 1
                    self._packages.unclear = self._packages.unclear or self._told[one] < 0
            except BadStatement:
                self._packages.unclear = True

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
                tool = bytes([change.owner in self._tools[change.sign]])
                yield from self._run.add(place, change.signal, change.sign, [change.value.hex().encode()], tool)
        yield from self._blank(line, self._script.line + lines_of(piece.text))

    def _blank(self, line: int, until: int) -> Iterator[Record]:
        if line < until:
            yield from self._run.end()
            yield from map(Blank, range(line, until))
