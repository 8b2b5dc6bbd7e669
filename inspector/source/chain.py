"""Containers opened one inside the other, down to one item: each step names a reader and a member of what it opens."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

from inspector.analyse import filetype
from inspector.analyse.unreadable import Unreadable
from inspector.source import program
from inspector.source.container import Container, Handed, Head
from inspector.source.member import Member
from inspector.source.readers import loaded
from inspector.work import Files

_KEPT = "containers"
_MOST_KEPT = 4
_MEDIA = ("image/", "video/", "audio/")
_ZIP_MARK = b"PK\5\6"
_ZIP_END, _LITTLE = (1 << 16) + 22, 512  # with a comment of any length; a picture is asked for hardly any


@dataclass(frozen=True, slots=True)
class Step:
    """One container on the way: its reader, its own name, and which member of it is meant.

    `more` are the locators of its further segments, which lie beside it in the container before.
    """

    reader: str
    name: bytes
    locator: str
    more: tuple[str, ...] = ()

    @classmethod
    def from_values(cls, values: Sequence[Any]) -> Step:
        """The step that the trusted side wrote as [reader, name, locator, more]."""
        reader, name, locator, more = values
        return cls(str(reader), bytes(name), str(locator), tuple(map(str, more)))


@dataclass(frozen=True, slots=True)
class Opening:
    """How containers are opened: the passwords given, how much of a member may be held in memory, and who waits."""

    passwords: tuple[str, ...]
    held: int
    beat: Callable[[], None]


def opened(files: Files, steps: Sequence[Step], how: Opening) -> tuple[BinaryIO, Member | None]:
    """The item at the end of `steps`, and what its container said of it; the file itself without steps.

    Containers that can be opened anywhere stay open beside the files for the next errand. Raises Unreadable.
    """
    if not steps:
        return files.first, None
    container = container_of(files, steps, how)
    member = at(container, steps[-1].locator)
    if member.failure:
        raise Unreadable(member.failure)
    return container.open(member), member


def container_of(files: Files, steps: Sequence[Step], how: Opening) -> Container:
    """The container that the last of `steps` names, whatever member of it is meant. Raises Unreadable."""
    kept: dict[tuple[object, ...], Container] = files.kept.setdefault(_KEPT, {})  # type: ignore[assignment]
    place = (*((step.reader, step.locator) for step in steps[:-1]), steps[-1].reader, how.passwords)
    if place not in kept:
        file, _ = opened(files, steps[:-1], how)
        container = _container(file, steps[-1], more_of(files, steps[:-1], steps[-1].more, how), how)
        if not container.direct:
            return container
        _keep(kept, place, container)
    return kept[place]


def more_of(files: Files, steps: Sequence[Step], locators: Sequence[str], how: Opening) -> tuple[BinaryIO, ...]:
    """The further segments of what lies at the end of `steps`: other files, or members of the same container."""
    if not steps:
        return tuple(files.more)
    return tuple(segments(container_of(files, steps, how), locators, how.held)) if locators else ()


def segments(container: Container, locators: Sequence[str], held: int) -> Iterator[BinaryIO]:
    """Members of a container that are further segments of another, to be sought in; up to `held` bytes of memory.

    Where one of them cannot be had, it ends.
    """
    for locator in locators:
        try:
            file = container.open(at(container, locator))
            if not file.seekable():
                file = sought(file, held)
                held -= length(file)
        except Exception:  # noqa: BLE001 - libraries raise whatever hostile bytes make them raise
            return
        yield file


def at(container: Container, locator: str) -> Member:
    """The member with that locator; of a container that is read in order only, by walking up to it."""
    if container.direct:
        return container.at(locator)
    for member in container.walk():
        if member.locator == locator:
            return member
    raise Unreadable("missing_member")


def handed(file: BinaryIO, head: Head, how: Opening, more: Sequence[BinaryIO] = ()) -> Handed:
    """What a reader is given."""
    return Handed(file, head, tuple(more), how.passwords, how.beat)


def head_of(file: BinaryIO, name: bytes, size: int | None) -> Head:
    """What is known of a file that can be sought in before it is opened."""
    file.seek(0)
    start = file.read(filetype.HEAD)
    mime = filetype.tell(start, "").mime
    head = Head(start, mime, name, size, further(file, start, size), tail(file, mime))
    file.seek(0)
    return head


def further(file: BinaryIO | None, start: bytes, size: int | None) -> tuple[tuple[int, bytes], ...]:
    """What lies behind a program, see Head; nothing of what cannot be sought in, or not be read there."""
    if file is None or not program.promises(start, size):
        return ()
    try:
        return program.further(file, start)
    except Exception:  # noqa: BLE001 - libraries raise whatever hostile bytes make them raise
        return ()


def tail(file: BinaryIO | None, mime: str) -> bytes:
    """The last bytes of what cannot be a ZIP archive by its first ones, where such an archive may end; see Head."""
    room = _ZIP_END if mime == filetype.UNKNOWN else _LITTLE if mime.startswith(_MEDIA) else 0
    if file is None or not room:
        return b""
    try:
        file.seek(max(0, file.seek(0, io.SEEK_END) - room))
        data = file.read(room)
    except Exception:  # noqa: BLE001 - as above
        return b""
    return data if _ZIP_MARK in data else b""


def sought(file: BinaryIO, held: int) -> BinaryIO:
    """`file` where it can be sought in, else its bytes in memory; raises Unreadable when these are more than `held`."""
    if file.seekable():
        return file
    data = io.BytesIO()
    while block := file.read(1 << 20):
        data.write(block)
        if data.tell() > held:
            raise Unreadable("too_large", "held")
    data.seek(0)
    return data


def length(file: BinaryIO) -> int:
    """The bytes of a file that can be sought in; it stands at its start then."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    return size


def _container(file: BinaryIO, step: Step, more: Sequence[BinaryIO], how: Opening) -> Container:
    reader = loaded()[0].get(step.reader)
    if reader is None:
        raise Unreadable("no_decoder", "reader")
    if not reader.forward:
        file = sought(file, how.held)
    head = head_of(file, step.name, length(file)) if file.seekable() else Head(b"", "", step.name, None)
    return reader(handed(file, head, how, more))


def _keep(kept: dict[tuple[object, ...], Container], place: tuple[object, ...], container: Container) -> None:
    kept[place] = container
    while len(kept) > _MOST_KEPT:
        oldest = next(iter(kept))
        with suppress(Exception):
            kept.pop(oldest).close()
