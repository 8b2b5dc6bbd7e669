"""Groups of what may be judged together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class GroupKind(StrEnum):
    """What holds a group together; one of the words of the command line's `--kind`.

    The occurrences of one content; pictures that look alike, or films; pictures that one camera took one behind the
    other, or in one go.
    """

    STACK = "stack"
    NEAR = "near"
    SERIES = "series"
    BURST = "burst"


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a case and the content that stands for it: its row, digest and first item.

    That is the leader of a near group, the best by the rule of groups, and of a series or a burst the largest picture.
    `contents` and `items` say how many are in it. Of a series: the camera, and the first and last moment in seconds of
    the camera's own clock.
    """

    kind: GroupKind
    leader: int
    sha256: bytes
    item: int
    contents: int
    items: int
    camera: str = ""
    serial: str = ""
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One content of a group with its first item and how many items hold it.

    `distance` and `variant` are those to the leader of a near group: bits, or of a film 100 less the share of time in
    percent of the one that has more in common. `taken` is in seconds of the camera's own clock.
    """

    content: int
    sha256: bytes
    item: int
    items: int
    distance: int | None = None
    variant: str = ""
    taken: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What of an item was seen in another case, whose number is `case`.

    `by` is content, near, camera or address; `item` the first one there; `distance` and `variant` how near, of a `film`
    in percent; `value` the serial of the camera, or the address with its sort in `variant`; `count` how many items
    there, or tips.
    """

    case: str
    by: str
    item: int | None = None
    count: int = 1
    distance: int | None = None
    variant: str = ""
    value: str = ""
    film: bool = False
