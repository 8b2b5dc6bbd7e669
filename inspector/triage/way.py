"""The way to one item: which files of the source are opened for it, and what a worker is asked to do with them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from inspector.domain.budget import Budget
from inspector.source import Source
from inspector.source.chain import Step
from inspector.source.order import Order, Want
from inspector.source.readers import IMAGE, LISTED
from inspector.source.segments import further, heads, image_heads, is_common, is_part, leads, second, segments
from inspector.source.told import Described
from inspector.store import members
from inspector.store.connection import Connection
from inspector.store.members import Link, Spot

_MOST_SEGMENTS = 1_000


@dataclass(frozen=True, slots=True)
class Unpacking:
    """How containers are treated in one run: the bounds, the passwords to try, whether the source is itself one."""

    budget: Budget = field(default_factory=Budget)
    passwords: tuple[str, ...] = ()
    whole_source: bool = False

    def lists(self, described: Described) -> bool:
        """Whether the members of a container are written down first and read one by one."""
        return described.direct and described.reader in LISTED and described.size >= self.budget.listed_from


def _nothing() -> None:
    """Nothing needs to be looked at."""


@dataclass(frozen=True, slots=True)
class Files:
    """A file of the source with the segments that follow it, to be opened by whoever reads them."""

    source: Source
    path: bytes
    before: Callable[[], None]

    def __call__(self) -> list[int]:
        """Descriptors; raises OSError."""
        self.before()
        return opened(self.source, self.path)

    def places(self) -> list[tuple[bytes, bytes]]:
        """Where other machines find them: a folder's absolute path and the path from there; raises OSError."""
        self.before()
        return [self.source.where(each) for each in (self.path, *following(self.source, self.path))]

    def stands(self) -> tuple[int, int]:
        """Size in bytes and whole second of the last change of the first; raises OSError."""
        state = self.source.state(self.path)
        return state.size, (state.modified_ns or 0) // 1_000_000_000


@dataclass(frozen=True, slots=True)
class Abreast:
    """Several files of the source, to be opened together; `before` is called with each path first."""

    source: Source
    paths: Sequence[bytes]
    before: Callable[[bytes], None]

    def __call__(self) -> list[int]:
        """Descriptors, up to the first file that cannot be had; raises OSError when it is the very first."""
        files: list[int] = []
        for path in self.paths:
            try:
                self.before(path)
                files.append(self.source.open(path))
            except OSError:
                if files:
                    break
                raise
        return files


@dataclass(frozen=True, slots=True)
class Way:
    """The way to one item: the path of the file in the source, and the containers from there on.

    Of a member `more` are the locators of its further segments in its container, and it may be a `part` of an
    archive or a `segment` of an image of a disk beside it.
    """

    item: int
    file: int
    path: bytes
    name: bytes
    steps: tuple[Step, ...]
    spot: Spot
    imaged: bool
    more: tuple[str, ...] = ()
    part: bool = False
    segment: bool = False

    def order(
        self, want: Want, unpacking: Unpacking, left: int = 0, *, listed: bool = False, go_on: bool = False
    ) -> Order:
        """What a worker is asked; `left` are the bytes that may still be unfolded."""
        budget = unpacking.budget
        source = want == "list" or (unpacking.whole_source and not self.steps)
        return Order(
            want=want,
            name=self.name,
            steps=self.steps,
            passwords=unpacking.passwords,
            budget=budget,
            entries=budget.source_entries if source else budget.entries,
            left=1 << 62 if self.imaged else max(left, 0),
            deep=len(self.steps),
            listed=listed,
            go_on=go_on,
            more=self.more,
        )

    def around(self) -> Way:
        """The way to whatever lies in the same container: the last step means no member in particular."""
        last = self.steps[-1]
        assert self.spot.within is not None
        return replace(self, steps=(*self.steps[:-1], replace(last, locator="")), spot=self.spot.within)

    def keep(self) -> str:
        """The word under which workers keep the file open for its other members; empty for a file by itself."""
        return str(self.file) if self.steps else ""

    def is_part(self, source: Source) -> bool:
        """Whether it is a further segment of an archive that is opened by another file beside it."""
        folder, slash, name = self.path.rpartition(b"/")
        if self.steps:
            return self.part
        found = (folder + slash + head for head in heads(name))
        return any(_is_there(source, head) and self.path in following(source, head) for head in found)

    def is_segment(self, source: Source) -> bool:
        """Whether it is a further segment of an image of a disk whose first lies beside it."""
        if self.steps:
            return self.segment
        folder, slash, name = self.path.rpartition(b"/")
        return any(_is_there(source, folder + slash + head) for head in image_heads(name))

    def files(self, source: Source, before: Callable[[], None] = _nothing) -> Files:
        """The file and its further segments, ready to be opened; `before` is called first and may raise OSError."""
        return Files(source, self.path, before)


def _is_segment(connection: Connection, link: Link) -> bool:
    """Whether a member is a further segment of an image of a disk whose first lies beside it."""
    found = image_heads(link.path.rpartition(b"/")[2]) if link.locator is not None else []
    return members.are_beside(connection, link.item, found)


def plain_way(item: int, path: bytes, shown: str) -> Way:
    """The way to a file of the source itself."""
    return Way(item, item, path, path, (), Spot(item, shown=shown, path=path), imaged=False)


def no_way() -> Way:
    """The way to what files of the source lie in that are read together: to nothing on record."""
    return Way(0, 0, b"", b"", (), Spot(), imaged=False)


def way_to(connection: Connection, item: int) -> Way:
    """The way to an item on record."""
    links = members.chain(connection, item)
    steps = tuple(
        Step(link.reader or "", link.path, below.locator or "", _more(connection, link))
        for link, below in pairwise(links)
    )
    spot, path = Spot(links[0].item, shown=links[0].shown, path=links[0].path), links[0].path
    for link in links[1:]:
        path = link.path if link.volume else path + b"/" + link.path
        spot = Spot(link.item, within=spot, shown=link.shown, path=path)
    imaged = any(step.reader == IMAGE for step in steps)
    last = links[-1]
    more, part, segment = _more(connection, last), _is_part(connection, last), _is_segment(connection, last)
    return Way(item, links[0].item, links[0].path, last.path, steps, spot, imaged, more, part, segment)


def _more(connection: Connection, link: Link) -> tuple[str, ...]:
    """The locators of the further segments of a member, in order, up to the first that is not there."""
    name = link.path.rpartition(b"/")[2]
    if link.locator is None or not leads(name):
        return ()
    if not members.are_beside(connection, link.item, second(name)):
        return ()
    return tuple(further(name, members.beside(connection, link.item))[:_MOST_SEGMENTS])


def _is_part(connection: Connection, link: Link) -> bool:
    """Whether a member is a further segment of an archive that another beside it opens."""
    name = link.path.rpartition(b"/")[2]
    found = heads(name) if link.locator is not None else []
    if not found or not members.are_beside(connection, link.item, found):
        return False
    return is_part(name, members.beside(connection, link.item))


def opened(source: Source, path: bytes) -> list[int]:
    """Descriptors of a file of the source and of the segments that follow it; raises OSError."""
    files = [source.open(path)]
    try:
        files += [source.open(each) for each in following(source, path)]
    except BaseException:
        for file in files:
            os.close(file)
        raise
    return files


def following(source: Source, path: bytes) -> list[bytes]:
    """The paths of the further segments of an image or archive, in order."""
    folder, slash, name = path.rpartition(b"/")
    if not leads(name):
        return []
    if is_common(name) and not any(_is_there(source, folder + slash + each) for each in second(name)):
        return []  # archives are many: the folder is only listed for those that seem to have segments
    names = [each.rpartition(b"/")[2] for each in source.beside(path)]
    return [folder + slash + each for each in segments(name, names)[:_MOST_SEGMENTS]]


def lone(path: bytes) -> bool:
    """Whether a file's name tells that it neither has further segments nor is one."""
    name = path.rpartition(b"/")[2]
    return not leads(name) and not heads(name) and not image_heads(name)


def _is_there(source: Source, path: bytes) -> bool:
    try:
        source.state(path)
    except OSError:
        return False
    return True
