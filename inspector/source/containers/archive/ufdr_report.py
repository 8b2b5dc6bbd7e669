"""What Cellebrite's report.xml tells of the files of a device: read forward, a file at a time.

Source: reports of UFED Physical Analyzer 7 as public readers of them describe (namespace pa.cellebrite.com/report/2.0):
`file` has `path`, `fs`, `deleted`; below it `accessInfo/timestamp` and `metadata/item` by `name`, of which "Local Path"
says where in the archive the bytes lie.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO
from xml.parsers import expat

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers import moments

_READ = 64 << 10
_DEEPEST = 200
_LONGEST_TEXT = 16 << 10
_LONGEST_TOKEN = 4 << 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LOCAL_PATH = "Local Path"


@dataclass(slots=True)
class ReportFile:
    """A file of the device: its `path` there, the file system it lay in, and by name its times and notes as written."""

    path: str
    volume: str
    deleted: bool
    times: dict[str, str] = field(default_factory=dict)
    local_path: str = ""

    def moment(self, name: str) -> int | None:
        """A time in nanoseconds since 1970 UTC; one without a zone is taken as UTC. None for none, or nonsense."""
        try:
            found = datetime.fromisoformat(self.times.get(name, "").strip())
            passed = (found if found.tzinfo else found.replace(tzinfo=UTC)) - _EPOCH
        except (ValueError, OverflowError):
            return None
        return moments.from_seconds(passed.days * 86_400 + passed.seconds, passed.microseconds * 1000)


def files(report: BinaryIO, beat: Callable[[], None]) -> Iterator[ReportFile]:
    """Every file the report tells of; raises Unreadable where it stops making sense."""
    reading, more, broken = _Reading(), True, None
    while more and broken is None:
        data = report.read(_READ)
        more = bool(data)
        try:
            reading.feed(data)
        except Unreadable as error:
            broken = error
        yield from reading.taken()
        beat()
    if broken is not None:
        raise broken


class _Reading:
    """The state between two blocks of the report."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate("utf-8")  # whatever it claims: Cellebrite writes no other
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._started
        self._parser.EndElementHandler = self._ended
        self._parser.CharacterDataHandler = self._told
        self._parser.StartDoctypeDeclHandler = self._refused
        self._fed = 0
        self._depth = 0
        self._file: ReportFile | None = None
        self._name = ""
        self._text: list[str] | None = None
        self._done: list[ReportFile] = []

    def feed(self, data: bytes) -> None:
        """The next block, none of it at the end."""
        self._fed += len(data)
        try:
            self._parser.Parse(data, not data)
        except expat.ExpatError:
            raise Unreadable("damaged" if data else "truncated", "report") from None
        if self._fed - self._parser.CurrentByteIndex > _LONGEST_TOKEN:
            raise Unreadable("damaged", "report token")

    def taken(self) -> list[ReportFile]:
        """The files that ended since this was asked last."""
        done, self._done = self._done, []
        return done

    def _started(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unreadable("damaged", "report depth")
        kind = name.rpartition(":")[2]
        if kind == "file" and "path" in attributes:
            deleted = attributes.get("deleted", "").lower() == "deleted"
            self._file = ReportFile(attributes["path"], attributes.get("fs", ""), deleted)
        elif self._file is not None and kind in ("timestamp", "item"):
            self._name, self._text = attributes.get("name", ""), []

    def _told(self, text: str) -> None:
        if self._text is not None and sum(map(len, self._text)) < _LONGEST_TEXT:
            self._text.append(text)

    def _ended(self, name: str) -> None:
        self._depth -= 1
        kind = name.rpartition(":")[2]
        if self._file is None:
            return
        if kind == "file":
            self._done.append(self._file)
            self._file = None
        elif self._text is not None and kind in ("timestamp", "item"):
            text, self._text = "".join(self._text), None
            if kind == "timestamp":
                self._file.times[self._name] = text
            elif self._name == LOCAL_PATH:
                self._file.local_path = text.strip()

    def _refused(self, *_: object) -> None:
        raise Unreadable("damaged", "report doctype")
