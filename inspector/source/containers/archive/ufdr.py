"""Cellebrite UFDR: a ZIP archive with a report.xml that says where on the device each file lay, and when.

Source: see ufdr_report. The archive is read in place; of its names and of the report some 30 bytes a file are kept.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import BinaryIO, ClassVar
from urllib.parse import quote_from_bytes, unquote_to_bytes

from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.archive import ufdr_report, zip_record
from inspector.source.containers.archive.decoding import Inflate
from inspector.source.containers.archive.ufdr_report import ReportFile
from inspector.source.containers.archive.zip_archive import Zip
from inspector.source.containers.archive.zip_claim import claimed
from inspector.source.containers.archive.zip_record import Record
from inspector.source.containers.offsets import Offsets
from inspector.source.member import Member

_REPORT = b"report.xml"
_WORDS = (b"pa.cellebrite.com", b"<project ")
_LOOKED_AT = 4096
_WAITING, _TOLD, _REFUSED = range(3)


class Ufdr:
    """A UFDR: the files of its report under the paths they had on the device, then all others under their own.

    A locator of the first sort holds the place of the archive's record, the number in the report, file system and path.
    """

    name: ClassVar[str] = "ufdr"
    version: ClassVar[str] = "1"
    direct: ClassVar[bool] = True
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        self._zip = Zip(handed)
        self._beat = handed.beat
        self._failures: list[tuple[str, str]] = []
        self._counts = {"files": 0, "told_by_report": 0, "without_bytes": 0}

    @staticmethod
    def claim(head: Head) -> Claim:
        """See Container."""
        if claimed(head) is not Claim.BYTES:
            return Claim.NONE
        return Claim.INSIDE if head.suffix == ".ufdr" or _tells(head.start) else Claim.NONE

    def walk(self) -> Iterator[Member]:
        """See Container."""
        index = _Index(self._zip)
        if index.report is not None:
            yield from self._reported(index, index.report)
        for locator, refused in index.left():
            self._counts["files"] += 1
            yield self._zip.member(locator, self._zip.record_at(locator), refused=refused)

    def open(self, member: Member) -> BinaryIO:
        """See Container."""
        return self._zip.open(member)

    def at(self, locator: str) -> Member:
        """See Container."""
        words = locator.split(":")
        if len(words) != 4:
            return self._zip.at(locator)
        volume = unquote_to_bytes(words[2]).decode("utf-8", "replace")
        file = ReportFile("", volume, deleted=False)
        return self._member(locator, file, unquote_to_bytes(words[3]), self._zip.record_at(words[0]))

    def about(self) -> About:
        """See Container."""
        beneath = self._zip.about()
        return About(dict(self._counts), beneath.text, (*self._failures, *beneath.failures))

    def close(self) -> None:
        """See Container."""
        self._zip.close()

    def _reported(self, index: _Index, report: Record) -> Iterator[Member]:
        number = 0
        try:
            with self._zip.opened(report) as file:
                for number, told in enumerate(ufdr_report.files(file, self._beat)):
                    if told.local_path:
                        self._counts["told_by_report"] += 1
                        yield self._found(index, number, told)
                    else:
                        self._counts["without_bytes"] += 1
        except Unreadable as error:
            self._failures.append((error.code, error.detail or "report"))

    def _found(self, index: _Index, number: int, told: ReportFile) -> Member:
        """A file of the report, with the archive's record of its bytes where there is one."""
        locator = index.taken(told.local_path.replace("\\", "/").encode("utf-8", "surrogatepass"))
        path = told.path.encode("utf-8", "surrogatepass")
        whole = ":".join(
            (locator or "", str(number), quote_from_bytes(told.volume.encode()), quote_from_bytes(path, "/"))
        )
        return self._member(whole, told, path, self._zip.record_at(locator) if locator else None)

    def _member(self, locator: str, told: ReportFile, path: bytes, record: Record | None) -> Member:
        beneath = self._zip.member(locator, record, refused=False) if record else None
        return Member(
            path=path,
            locator=locator,
            size=beneath.size if beneath else None,
            modified_ns=told.moment("ModifyTime"),
            changed_ns=told.moment("ChangeTime"),
            accessed_ns=told.moment("AccessTime"),
            created_ns=told.moment("CreationTime"),
            volume=told.volume,
            place=PlaceClass.DELETED if told.deleted else None,
            failure=beneath.failure if beneath else "missing_member",
            held=record,
        )


class _Index:
    """The names of the archive's files, and which of them were told already."""

    def __init__(self, archive: Zip) -> None:
        self._names = Offsets()
        self._places = array("q")  # of a local header: -1 - place
        self.report: Record | None = None
        self._states = bytearray()
        for locator, record, refused in archive.records():
            self._states.append(_REFUSED if refused else _WAITING)
            if not refused:
                self._names.add(record.path, len(self._places))
            local = locator.startswith("@")
            self._places.append(-1 - int(locator[1:]) if local else int(locator))
            if record.path == _REPORT:
                self.report = record

    def taken(self, name: bytes) -> str | None:
        """The archive's locator of a file, which counts as told from now on; None when there is none of that name."""
        number = self._names.find(name)
        if number is None:
            return None
        self._states[number] = _TOLD
        return self._locator(number)

    def left(self) -> Iterator[tuple[str, bool]]:
        """The locators of those nobody asked for, and whether the archive refuses them."""
        return (
            (self._locator(number), state == _REFUSED) for number, state in enumerate(self._states) if state != _TOLD
        )

    def _locator(self, number: int) -> str:
        place = self._places[number]
        return str(place) if place >= 0 else f"@{-1 - place}"


def _tells(start: bytes) -> bool:
    """Whether a report of Cellebrite's lies among the first members."""
    place = start.find(_REPORT)
    while place >= 0:
        found = zip_record.local(start[place - 30 : place + 66_000], 0) if place >= 30 else None
        if found is not None and found[0].path == _REPORT and _is_report(found[0], start[place - 30 + found[1] :]):
            return True
        place = start.find(_REPORT, place + 1)
    return False


def _is_report(record: Record, data: bytes) -> bool:
    if record.method == zip_record.STORED:
        text = data[:_LOOKED_AT]
    else:
        try:
            text = Inflate().decompress(data, _LOOKED_AT)
        except Exception:  # noqa: BLE001 (a claim never raises; what is no deflate is no report)
            return False
    return any(word in text for word in _WORDS)
