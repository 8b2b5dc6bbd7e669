"""What a worker tells of a reference data set, checked word by word: it may by now obey the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Signal
from inspector.library.digits import LENGTHS
from inspector.library.entry import Block, Broken, Record
from inspector.library.rds.packages import Packages
from inspector.library.rds.release import FACTS, Release

TASK = "inspector.library.rds.rows:tell"
LONGEST_FACT = 200  # characters

MOST_PACKAGES = 1 << 24  # rows of packages; no release has as many

_SIGNALS = (Signal.SHA256, Signal.SHA1, Signal.MD5)
_MOST_VALUES = 1 << 17  # in one part


@dataclass(slots=True)
class Following:
    """Follows what is told, in its order: the release at first, then rows without a gap. A lie is a ValueError.

    There are no more than `most` rows, each of which takes a byte of the file at least.
    """

    most: int
    packages: Packages
    rows: int = 0  # told so far
    about: int = 0  # how many there may be
    described: int = 0  # rows of packages told so far

    def begin(self, untrusted_part: Mapping[str, object]) -> Release:
        """The first word."""
        match untrusted_part:
            case {"release": dict(facts), "rows": int(about)} if 0 <= about < 1 << 63:
                self.about = about
                return Release(**{_fact_name(name): _fact(value) for name, value in facts.items()})
        raise ValueError("not a release")

    def go_on(self, untrusted_part: Mapping[str, object]) -> Iterator[Record]:
        """Every other word."""
        match untrusted_part:
            case {"line": int(line), "values": bytes(values), "times": bytes(times), **rest} if line == self.rows + 1:
                yield self._block(values, _counts(times), rest)
            case {"packages": bytes(ids), "kinds": bytes(kinds)} if not self.rows:
                self._describe(np.frombuffer(ids, "<i8"), np.frombuffer(kinds, np.uint8))
            case {"line": int(line), "broken": int(count)} if line == self.rows + 1 and count > 0:
                self._count(count)
                yield from (Broken(row, "no-hash", record=row) for row in range(line, line + count))
            case _:
                raise ValueError("not rows")

    def end(self, untrusted_result: Mapping[str, object]) -> str:
        """The last word: a word of what failed, or an empty one when everything was told."""
        match untrusted_result:
            case {"rows": int(rows)} if rows == self.rows:
                return ""
            case {"failed": str(code)} if code in {"unknown", "damaged", "medium"}:
                return code
        raise ValueError("not an end")

    def _describe(self, ids: NDArray[np.int64], kinds: NDArray[np.uint8]) -> None:
        self.described += len(ids)
        known = kinds.max(initial=0) <= len(self.packages.tools.names)
        if len(ids) != len(kinds) or self.described > min(self.most, MOST_PACKAGES) or not known:
            raise ValueError("not packages")
        self.packages.add(ids, kinds)

    def _block(self, values: bytes, times: NDArray[np.int32], rest: Mapping[str, object]) -> Block:
        count = len(times)
        if not 0 < count <= _MOST_VALUES or times.min() < 1:
            raise ValueError("not a count")
        signal = next((known for known in _SIGNALS if LENGTHS[known] * count == len(values)), None)
        if signal is None:
            raise ValueError("not digests of one kind")
        block = Block(self.rows + 1, signal, values, times=times, tools=_tools(rest, times))
        self._count(int(times.sum(dtype=np.int64)))
        return block

    def _count(self, rows: int) -> None:
        self.rows += rows
        if self.rows > self.most:
            raise ValueError("more rows than there is room for")


def _counts(raw: bytes) -> NDArray[np.int32]:
    return np.frombuffer(raw, "<i4").astype(np.int32)


def _tools(untrusted_rest: Mapping[str, object], times: NDArray[np.int32]) -> NDArray[np.int32] | None:
    """How many of the rows are of tools; raises ValueError."""
    match untrusted_rest:
        case {"tools": bytes(raw), **more} if not more:
            tools = _counts(raw)
            if len(tools) == len(times) and (tools >= 0).all() and (tools <= times).all():
                return tools
        case {**more} if not more:
            return None
    raise ValueError("not rows of tools")


def _fact_name(untrusted_name: object) -> str:
    if untrusted_name not in FACTS:
        raise ValueError("not a fact")
    return str(untrusted_name)


def _fact(untrusted_value: object) -> str:
    if not isinstance(untrusted_value, str) or len(untrusted_value) > LONGEST_FACT:
        raise ValueError("not a fact")
    return "".join(character for character in untrusted_value if character.isprintable())
