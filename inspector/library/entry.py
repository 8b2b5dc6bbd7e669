"""What one place of a hash list says."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Signal
from inspector.library.digits import LENGTHS

LATEST = 2**32 - 1


@dataclass(frozen=True, slots=True)
class ListId:
    """By which `name` a list means one entry in all its versions, and when it last changed that entry.

    `time` is in seconds since 1970, up to LATEST, and 0 where the list does not tell.
    """

    name: str
    time: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One known content, by as many signals as the list gives.

    Digests and fingerprints are raw bytes: md5 16, sha1 20, sha256 32, pdq 32, phash and dhash 8. `size` in bytes.
    `category` is the provider's word, kept as written; `judged` unless the list has categories and this one has none.
    Names and paths of lists are not kept: matching needs none.
    `tool` when the list says that it is a file of a tool for attack or hiding. `line` is where it stands in the list,
    from 1, and 0 where that is told by its place alone; it says nothing of it.
    """

    md5: bytes | None = None
    sha1: bytes | None = None
    sha256: bytes | None = None
    size: int | None = None
    pdq: bytes | None = None
    pdq_quality: int | None = None
    phash: bytes | None = None
    dhash: bytes | None = None
    category: str = ""
    id: ListId | None = None
    tool: bool = False
    judged: bool = field(default=True, compare=False, repr=False)
    line: int = field(default=0, compare=False, repr=False)

    def usable(self) -> bool:
        """Whether the entry holds anything a content can agree with."""
        return any((self.md5, self.sha1, self.sha256, self.pdq, self.phash, self.dhash))


@dataclass(frozen=True, slots=True)
class Film:
    """One known film: of each frame in the order of the list the PDQ (32 bytes), its quality 0 to 100 and its moment.

    `line` is where it begins in the list, from 1; moments are in milliseconds; `category` is as in Entry.
    """

    line: int
    frames: tuple[tuple[bytes, int, int], ...]
    category: str = ""


REASONS = frozenset(
    {
        *("length", "hex", "algorithm", "shape", "too-long", "no-hash", "quotes", "size", "quality", "category"),
        *(
            "contradiction",
            "json",
            "xml",
            "mended",
            "truncated",
            "signal",
            "empty-file",
            "unread",
            "categories",
            "low-quality",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A place of a list that is wrong: its line and, in lists of records, which record; both count from 1.

    `code` is one of REASONS and names the sentence `library-broken-<code>`. `entry` is what could still be read there
    and is loaded; without one the place is lost.
    """

    line: int
    code: str
    record: int = 0
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Blank:
    """A line that says nothing: empty, a comment, a heading, the rest of a record begun above it.

    With a `code` of Broken something stands there that is passed over and told, in lists of records in that `record`.
    """

    line: int
    code: str = ""
    record: int = 0


@dataclass(frozen=True, slots=True)
class Gone:
    """An entry that the list takes back, where and, in lists of records, as which record.

    `entry` is what the list tells of it; it may hold no hash, when the list names it by its id only.
    """

    line: int
    entry: Entry
    record: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """Many good entries on lines that follow one another, beginning with `line`: one hash each and no category.

    `values` holds the hashes of `signal` one behind the other, `LENGTHS[signal]` bytes each; `sizes` in bytes, (count,)
    int64 with -1 for unknown, or None when the list tells none. `times`, (count,) int32 or None, says for how many rows
    of the list each stands, so that the next one stands that much further on; a negative one takes rows back, in a list
    that tells how another was changed. `tools`, (count,) int32 or None, says how many of these rows are files of tools
    for attack or hiding, with the same sign.
    """

    line: int
    signal: Signal
    values: bytes
    sizes: NDArray[np.int64] | None = None
    times: NDArray[np.int32] | None = None
    tools: NDArray[np.int32] | None = None

    @property
    def count(self) -> int:
        """How many entries."""
        return len(self.values) // LENGTHS[self.signal]

    @property
    def places(self) -> int:
        """How many lines or rows of the list."""
        return self.count if self.times is None else int(np.abs(self.times.astype(np.int64)).sum())


Record = Entry | Film | Broken | Blank | Gone | Block
