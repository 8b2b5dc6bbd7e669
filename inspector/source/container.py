"""What every reader of containers offers. A reader runs inside a locked worker: it gets open files and opens none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import BinaryIO, ClassVar, Protocol, runtime_checkable

from inspector.analyse import filetype
from inspector.source.member import Member

_BESIDE = (b"~$", b"._")


class Claim(IntEnum):
    """How sure a reader is that a file is one of its own; the surest reader gets it."""

    NONE = 0
    NAME = 1
    """The name says so and the bytes do not speak against it."""
    BYTES = 2
    """The bytes say so."""
    INSIDE = 3
    """The bytes say that it is a special form of something others read too, as DOCX is of ZIP."""


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a file before it is opened as a container.

    `start` are its first bytes (64 KiB or the whole file), `mime` what they were found to be, `name` its own name
    without folders, `size` its bytes or None. `further` is set of a program: the places behind it, or in it, where an
    archive may lie, with the bytes from there on (`inspector.source.program`). `tail` are the last bytes of a picture,
    a film, or what is of no known type, where the end of a ZIP archive may be among them.
    """

    start: bytes
    mime: str
    name: bytes
    size: int | None
    further: tuple[tuple[int, bytes], ...] = ()
    tail: bytes = b""

    @property
    def suffix(self) -> str:
        """The last suffix of the name in lower case with its dot, or an empty string."""
        _, dot, last = self.name.rpartition(b".")
        return "." + last.decode("ascii", "replace").lower() if dot else ""

    @property
    def promised(self) -> str:
        """The suffix of a file whose bytes say nothing, as far as it can be believed.

        What Office and macOS put beside a file, under its name behind `~$` or `._`, is something else.
        """
        unknown = self.mime == filetype.UNKNOWN and bool(self.start) and not self.name.startswith(_BESIDE)
        return self.suffix if unknown else ""


def _silent() -> None:
    """Nobody waits."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What a reader is given: the open file and what is known of it.

    `file` is binary; it can be sought in unless the reader is a `forward` one. `more` are further segments of the same
    container in order (E02, .002). `beat` is to be called now and then in work that may take longer than some seconds.
    """

    file: BinaryIO
    head: Head
    more: tuple[BinaryIO, ...] = ()
    passwords: tuple[str, ...] = ()
    beat: Callable[[], None] = _silent


@dataclass(frozen=True, slots=True)
class About:
    """What a container tells of itself once it was walked.

    `facts` are plain JSON values, few and short; `text` what can be searched in it (a mail's own words); `failures` are
    (code, detail) of what went wrong with the container as a whole though members came out of it.
    """

    facts: dict[str, object] = field(default_factory=dict)
    text: str | None = None
    failures: tuple[tuple[str, str], ...] = ()


class Container(Protocol):
    """One opened container. Made with a `Handed`; raises Unreadable when it cannot be opened at all.

    Whatever else goes wrong is Unreadable too, with the code of a failure: from `walk`, then the members told before
    stay and the container gets the failure; from `open` or from reading what it gave, then only the member does.
    Hostile bytes may make it raise other exceptions, which count as "damaged", but never make it loop without end, nor
    hold more than a few MiB for what it does not hand out. No name out of a container is ever opened or run.
    """

    name: ClassVar[str]
    """Stands in the store and in locators: never changes."""
    version: ClassVar[str]
    """Of this reader, and of the library beneath in brackets: "1 (libarchive 3.6.2)"."""
    direct: ClassVar[bool]
    """Whether any member can be opened at any time; else only the one told last, until the next is asked for."""
    forward: ClassVar[bool]
    """Whether the file is only read forward, so that a stream will do."""

    def __init__(self, handed: Handed) -> None: ...

    @staticmethod
    def claim(head: Head) -> Claim:
        """How sure it is that a file with this head is one of its own; must never raise."""

    def walk(self) -> Iterator[Member]:
        """Every member in the order in which it lies there; folders, links and devices are no members."""

    def open(self, member: Member) -> BinaryIO:
        """The bytes of a member, to be read once from start to end with `read` or `readinto`; closed by the caller.

        It can be sought in only where it says so (`seekable()`), and then cheaply.
        """

    def at(self, locator: str) -> Member:
        """The member with this locator, of a `direct` container; raises Unreadable "missing_member"."""

    def about(self) -> About:
        """What the container tells of itself; asked once, after `walk` ended or broke."""

    def close(self) -> None:
        """Lets go of what was opened; not of the files it was handed."""


@runtime_checkable
class Sealed(Protocol):
    """A container that carries digests of all it holds, as an E01 does."""

    def verify(self, beat: Callable[[], None]) -> dict[str, object]:
        """Reads all of it once; gives `stored` and `computed` (algorithm to hex digest) and `ok`, None without any.

        `failure` (code and detail) besides, when it could not be read to its end.
        """
