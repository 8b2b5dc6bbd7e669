"""Containers opened one inside the other, down to one item: each step names a reader and a member of what it opens."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
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
    """One container on the way: its reader, its own name, and which member of it is meant."""

    reader: str
    name: bytes
    locator: str

    @classmethod
    def from_values(cls, values: Sequence[Any]) -> Step:
        """The step that the trusted side wrote as [reader, name, locator]."""
        reader, name, locator = values
        return cls(str(reader), bytes(name), str(locator))


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
    file, member = files.first, None
    for depth, step in enumerate(steps):
        container = _container(files, steps[: depth + 1], file, how)
        member = at(container, step.locator)
        if member.failure:
            raise Unreadable(member.failure)
        file = container.open(member)
    return file, member


def container_of(files: Files, steps: Sequence[Step], how: Opening) -> Container:
    """The container that the last of `steps` names, whatever member of it is meant. Raises Unreadable."""
    file, _ = opened(files, steps[:-1], how)
    return _container(files, steps, file, how)


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


def _container(files: Files, steps: Sequence[Step], file: BinaryIO, how: Opening) -> Container:
    kept: dict[tuple[object, ...], Container] = files.kept.setdefault(_KEPT, {})  # type: ignore[assignment]
    place = (*((step.reader, step.locator) for step in steps[:-1]), steps[-1].reader, how.passwords)
    if place in kept:
        return kept[place]
    reader = loaded()[0].get(steps[-1].reader)
    if reader is None:
        raise Unreadable("no_decoder", "reader")
    if not reader.forward:
        file = sought(file, how.held)
    head = head_of(file, steps[-1].name, length(file)) if file.seekable() else Head(b"", "", steps[-1].name, None)
    container = reader(handed(file, head, how, files.more if len(steps) == 1 else ()))
    if container.direct:
        _keep(kept, place, container)
    return container


def _keep(kept: dict[tuple[object, ...], Container], place: tuple[object, ...], container: Container) -> None:
    kept[place] = container
    while len(kept) > _MOST_KEPT:
        oldest = next(iter(kept))
        with suppress(Exception):
            kept.pop(oldest).close()
