"""Archives that libarchive unpacks: 7z, CAB, LHA, XAR, ISO 9660; packed TAR, cpio and ar; RAR by rar_archive.

Source: libarchive-formats(5), libarchive's archive_read(3).
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import BinaryIO, ClassVar

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import About, Claim, Handed, Head
from inspector.source.containers.archive import (
    archive_form,
    code_pages,
    libarchive_calls,
    packing,
    self_extracting,
    seven_unlock,
    zip_names,
)
from inspector.source.containers.archive.tar_entry import plain
from inspector.source.containers.archive.unpacking import Entry, Form, Unpacking
from inspector.source.containers.stream import as_file, fetched, size_of
from inspector.source.containers.window import whole
from inspector.source.member import Member
from inspector.source.segments import is_first

_MOST_PASSES = 16
_MOST_LINKS = 100_000
_MOST_KEPT = 4 << 20
_SEVEN_START = 32
_SEVEN_ZIP = Form(("7zip",))
_BEHIND = (_SEVEN_ZIP, Form(("cab",)))
_LHA, _ANY_BYTES = ("lha",), b"CP437"
_LHA_PAGES = (b"", b"CP932", _ANY_BYTES)
_OLD_PAGES = frozenset({"cab", "lha", "rar"})


def warm() -> None:
    """Loads what names are converted with."""
    code_pages.load()


class Packed:
    """An archive that is read from any place in it, but whose members come one after the other.

    7z and CAB may lie behind a program that unpacks them. A 7z archive under a password is opened with those handed in.
    A hard link is told behind all others, in a further pass, with the bytes of what it repeats.
    """

    name: ClassVar[str] = "packed"
    version: ClassVar[str] = f"1 ({libarchive_calls.VERSION})"
    direct: ClassVar[bool] = False
    forward: ClassVar[bool] = False

    def __init__(self, handed: Handed) -> None:
        form = self.form(handed.head)
        if form is None:
            raise Unreadable("damaged", "mark")
        self._form = form
        self._start, self._numbered = handed.head.start, is_first(handed.head.name)
        if form == archive_form.behind(handed.head):
            handed = replace(handed, file=self_extracting.part(handed))
        # libarchive opens no lock of these formats; that of 7z is opened here, for the others a password is no help.
        self._locked = "no_decoder" if handed.passwords and form != _SEVEN_ZIP else "encrypted"
        self._file = whole(handed)[0] if handed.file.seekable() else handed.file
        self._seeks = handed.file.seekable()
        self._unpacking: Unpacking | None = None
        self._pages = _LHA_PAGES if form.formats == _LHA else (b"",)
        self._told = 0
        if form == _SEVEN_ZIP and handed.passwords:
            self._file = seven_unlock.unlocked(self._file, handed.passwords, handed.beat) or self._file

    @staticmethod
    def form(head: Head) -> Form | None:
        """How libarchive is to read a file with this head; None where it is not for this reader."""
        form = archive_form.behind(head)
        return archive_form.seeking(head.start) or (form if form in _BEHIND else None)

    @classmethod
    def claim(cls, head: Head) -> Claim:
        """See Container."""
        form = cls.form(head)
        if form is None:
            return Claim.NONE
        return Claim.NAME if form == archive_form.behind(head) else Claim.BYTES

    def walk(self) -> Iterator[Member]:
        """See Container."""
        links: dict[bytes, deque[Member]] = {}
        broken = None
        for stage in (self._first(links), self._linked(links)):
            try:
                yield from stage
            except Unreadable as error:
                broken = broken or error
        for member in (each for waiting in links.values() for each in waiting):
            yield replace(member, failure="link_broken")
        if broken is not None:
            raise self._reason(broken)

    def open(self, member: Member) -> BinaryIO:
        """See Container."""
        if isinstance(member.held, bytes):
            return io.BytesIO(member.held)
        if self._unpacking is None:
            raise Unreadable("missing_member")
        return as_file(self._unpacking.data())

    def at(self, locator: str) -> Member:  # noqa: ARG002 (read in order only)
        """See Container."""
        raise Unreadable("missing_member")

    def about(self) -> About:
        """See Container."""
        return About({"files": self._told})

    def close(self) -> None:
        """See Container."""
        if self._unpacking is not None:
            self._unpacking.close()
            self._unpacking = None

    def _reason(self, broken: Unreadable) -> Unreadable:
        """What an archive broke off with, in the words of what it is."""
        if broken.code == "encrypted" or self._is_locked():
            return Unreadable(self._locked)
        if broken.code == "truncated" or self._ends_early():
            return Unreadable("segments_missing" if self._numbered else "truncated")
        return broken

    def _ends_early(self) -> bool:
        """Whether the header of a 7z archive, which lies at its end, is not there."""
        if self._form != _SEVEN_ZIP:
            return False
        start = fetched(self._file, 12, 16)
        place, length = int.from_bytes(start[:8], "little"), int.from_bytes(start[8:], "little")
        return _SEVEN_START + place + length > size_of(self._file)

    def _is_locked(self) -> bool:
        """Whether a lock is behind what libarchive takes for damage."""
        return self._form == _SEVEN_ZIP and seven_unlock.is_locked(self._file)

    def _pass(self) -> Iterator[tuple[int, Entry]]:
        """Every file from the start, by its number among all entries.

        A name that is none in the code page it is read in ends an LHA archive for libarchive: it goes on in the next.
        """
        done, last = 0, self._pages[-1]
        for page in self._pages:
            self.close()
            self._form = replace(self._form, page=page)
            try:
                self._unpacking = self._begun()
                for number, entry in islice(enumerate(self._unpacking.entries()), done, None):
                    done = number + 1
                    if entry.is_file:
                        yield number, entry
            except Unreadable as error:
                if page == last or error.code != "damaged":
                    raise
            else:
                return

    def _begun(self) -> Unpacking:
        return Unpacking(self._file, self._form, seeks=self._seeks)

    def _first(self, links: dict[bytes, deque[Member]]) -> Iterator[Member]:
        """Every file that has bytes, of a 7z archive also when its header leaves out what goes without saying."""
        try:
            yield from self._bearing(links)
        except Unreadable as error:
            asked = error.code == "damaged" and not self._told and self._form == _SEVEN_ZIP
            file = seven_unlock.completed(self._file) if asked else None
            if file is None:
                raise
            self._file = file
            yield from self._bearing(links)

    def _bearing(self, links: dict[bytes, deque[Member]]) -> Iterator[Member]:
        """Every file that has bytes; the others are put into `links`, by what they repeat."""
        room = _MOST_LINKS
        for number, entry in self._pass():
            member = self._member(number, entry)
            if entry.link is None:
                yield member
            elif room:
                room -= 1
                links.setdefault(plain(entry.link), deque()).append(member)
            else:
                yield replace(member, failure="link_broken")

    def _linked(self, links: dict[bytes, deque[Member]]) -> Iterator[Member]:
        """Those that wait, when the bytes they repeat come by again."""
        passes = _MOST_PASSES if self._seeks else 0
        while links and passes:
            passes -= 1
            told = self._told
            for _, entry in self._pass():
                if entry.link is None and plain(entry.path) in links:
                    yield from self._repeated(entry, links)
            if told == self._told:
                return

    def _path(self, path: bytes) -> bytes:
        if self._form.page == _ANY_BYTES:
            return zip_names.of_lha(path)
        return zip_names.readable(path) if self._form.formats[0] in _OLD_PAGES else path

    def _repeated(self, entry: Entry, links: dict[bytes, deque[Member]]) -> Iterator[Member]:
        """All that repeat an entry when it is small enough to be kept for them, else one of them."""
        waiting = links[plain(entry.path)]
        kept = None
        if len(waiting) > 1 and self._unpacking and entry.size is not None and entry.size <= _MOST_KEPT:
            kept = self._unpacking.data().read(_MOST_KEPT)
        for _ in range(1 if kept is None else len(waiting)):
            self._told += 1
            yield replace(waiting.popleft(), size=entry.size, held=kept)
        if not waiting:
            del links[plain(entry.path)]

    def _member(self, number: int, entry: Entry) -> Member:
        self._told += entry.link is None
        return Member(
            path=self._path(entry.path),
            locator=str(number),
            size=entry.size,
            modified_ns=entry.modified_ns,
            changed_ns=entry.changed_ns,
            accessed_ns=entry.accessed_ns,
            created_ns=entry.created_ns,
            failure=self._locked if entry.encrypted else "",
        )


class Streamed(Packed):
    """An archive that is read forward; where it cannot be sought in, a hard link's bytes are gone and it says so."""

    name: ClassVar[str] = "streamed"
    forward: ClassVar[bool] = True

    @staticmethod
    def form(head: Head) -> Form | None:
        """See Packed."""
        found = packing.around(head.start)
        return archive_form.streaming(head.start) if found is None else archive_form.within(head, found)

    def _begun(self) -> Unpacking:
        """Unpacked here where that can be: libarchive keeps what came out last to itself when the file breaks off."""
        found = packing.around(self._start)
        if found is None or found.decoder is None:
            return super()._begun()
        if self._seeks:
            self._file.seek(0)
        return Unpacking(as_file(packing.contents(found, self._file)), Form(self._form.formats))
