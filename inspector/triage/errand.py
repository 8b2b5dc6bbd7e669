"""One item on its way through a worker, or several small ones; and what it means when an errand fails."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from inspector.domain.content import Failure
from inspector.domain.entry import Entry
from inspector.store.contents import Outcome, Waiting
from inspector.triage.telling import Follower, Node
from inspector.triage.way import Way
from inspector.work import Values, WorkFailure

READER = "look"
MOST_LOSSES = 5
"""So many machines of a lab may be lost in a row with the same piece of work."""

Emit = Callable[["Errand", Outcome, Node], None]


@dataclass(slots=True, eq=False)
class Errand:
    """One item on its way: what was told before the end came, whatever end that is.

    `before` is how the file stood when it was opened; `broke`, how a first reading ended its worker, when this is the
    second one, for the digests alone; `known`, that its content was looked into before. `breaks` counts the workers it
    took with it, `ended` the members that were done with at the last of them. `losses` counts the machines of a lab
    that were lost with it, which is no fault of its own, since there were `lost_at` members done with; `lost`, that the
    last one was. A container `to_list` is listed next.

    `together` are small items that are read in the place of `item`, by their locators, as long as they are not done
    with: members of one container, `steady` being whether their file stood as it was listed after the last word of
    them; or, `abreast`, files of the source, `stood` being how each stood when it was opened.
    """

    item: Waiting
    way: Way
    listed: bool
    emit: Emit
    follower: Follower = field(init=False)
    future: Future[Values] = field(default_factory=Future)
    read: int = 0
    before: Entry | None = None
    broke: Failure | None = None
    known: bool = False
    breaks: int = 0
    ended: int = -1
    losses: int = 0
    lost_at: int = 0
    lost: bool = False
    to_list: bool = False
    together: dict[str, Waiting] | None = None
    abreast: bool = False
    stood: dict[bytes, Entry] = field(default_factory=dict)
    steady: bool | None = None
    leading: dict[Node, bytes] = field(default_factory=dict)

    def hear(self, part: Values) -> bool:
        """Takes the words of a worker; one that lies is not listened to any more."""
        self.steady = None
        try:
            return self.follower.hear(part)
        except (ValueError, KeyError):
            raise WorkFailure("bad_reply") from None

    def own(self, node: Node) -> bool:
        """Whether a node is what the errand was sent for, and lies in nothing that is unfolded by it."""
        return node.number == 0 or (self.abreast and self.expected(node))

    def expected(self, node: Node) -> bool:
        """Whether a node is a member that had been counted before it was told."""
        return self.together is not None and node.spot.within is self.follower.root.spot


def lost_machine(error: BaseException | None) -> bool:
    """Whether an errand ended because a machine of a lab was lost, and for no other reason."""
    return isinstance(error, WorkFailure) and error.code == "lost"


class SparseBombError(OSError):
    """A file that unfolds from nothing to a size no reading would end."""


_OPENING = (
    (SparseBombError, "sparse"),
    (FileNotFoundError, "vanished"),
    (PermissionError, "unreadable"),
    (OSError, "read_error"),
)


def failure_of(error: BaseException | None) -> Failure:
    """What is stored of why an errand failed."""
    if isinstance(error, WorkFailure):
        return Failure(error.code, READER, error.detail)
    for kind, code in _OPENING:
        if isinstance(error, kind):
            return Failure(code, "source")
    return Failure("crashed", READER)
