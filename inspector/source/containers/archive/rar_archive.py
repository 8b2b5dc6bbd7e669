"""RAR archives: unpacked by libarchive, which knows nothing of their encryption and says little of missing volumes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, ClassVar

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import About, Handed, Head
from inspector.source.containers.archive import archive_form, code_pages, libarchive_calls, rar_blocks, rar_unlock
from inspector.source.containers.archive.decoding import Checked
from inspector.source.containers.archive.packed import Packed
from inspector.source.containers.archive.rar_blocks import Block, File, Kind, Lock
from inspector.source.containers.archive.unpacking import Entry, Form
from inspector.source.containers.archive.zip_names import readable
from inspector.source.containers.stream import Stream, as_file
from inspector.source.member import Member

_BEHIND = (Form(("rar",)), Form(("rar5",)))


def warm() -> None:
    """Loads what names are converted with."""
    code_pages.load()


class Rar(Packed):
    """A RAR archive of one or more volumes, the first behind a program or not, opened with the passwords handed in.

    Files that libarchive does not come to are told by their headers, with the reason why it stopped.
    """

    name: ClassVar[str] = "rar"
    version: ClassVar[str] = f"1 ({libarchive_calls.VERSION})"

    def __init__(self, handed: Handed) -> None:
        super().__init__(handed)
        self._locked = "encrypted"
        if handed.passwords:
            self._file = rar_unlock.unlocked(self._file, handed.passwords, handed.beat)
        self._left: Iterator[tuple[int, File]] = iter(())
        self._file_told: File | None = None
        self._segments_missing = False

    @staticmethod
    def form(head: Head) -> Form | None:
        """See Packed."""
        form = archive_form.behind(head)
        return archive_form.rar(head.start) or (form if form in _BEHIND else None)

    def walk(self) -> Iterator[Member]:
        """See Container."""
        try:
            yield from super().walk()
        except Unreadable as error:
            for number, file in self._left:
                if not file.is_folder:
                    yield _told(number, file, self._locked if file.lock else error.code)
            raise

    def open(self, member: Member) -> BinaryIO:
        """See Container; held against the CRC that libarchive does not look at."""
        data = super().open(member)
        crc = self._file_told.crc if self._file_told else None
        return data if crc is None or not isinstance(data, Stream) else as_file(Checked(data, None, crc))

    def about(self) -> About:
        """See Container."""
        about = super().about()
        for _ in self._left:
            pass  # up to the end, which says whether a volume follows
        missing = (("segments_missing", ""),) if self._segments_missing else ()
        return replace(about, failures=(*about.failures, *missing))

    def _is_locked(self) -> bool:
        return False

    def _pass(self) -> Iterator[tuple[int, Entry]]:
        """See Packed; of each file its header tells whether it is enciphered."""
        self._left = self._files()
        place = -1
        for number, entry in super()._pass():
            file = None
            while place < number:
                place, file = next(self._left, (number, None))
            self._file_told = file
            yield number, replace(entry, encrypted=True) if file and file.lock else entry

    def _files(self) -> Iterator[tuple[int, File]]:
        """Every file with its number among libarchive's entries, as far as blocks make sense."""
        number = 0
        last: Block | None = None
        try:
            for block in rar_blocks.blocks(rar_unlock.form(self._file), self._file, _unopened):
                if block.kind is Kind.MAIN and last is None:
                    self._segments_missing = block.later
                if block.file is not None and (not block.file.before or last is None):
                    yield number, block.file
                    number += 1
                last = block if block.kind in {Kind.FILE, Kind.END} else last
        except rar_unlock.NONSENSE:
            return
        if last is not None and (last.later or (last.file is not None and last.file.after)):
            self._segments_missing = True


def _unopened(_lock: Lock) -> tuple[bytes, bytes]:
    raise ValueError("locked")


def _told(number: int, file: File, failure: str) -> Member:
    return Member(readable(file.path), str(number), file.size, failure=failure)
