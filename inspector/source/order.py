"""What a worker is asked to do with a file, as it crosses the border."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from inspector.domain.budget import Budget
from inspector.source.chain import Step
from inspector.work import Values

Want = Literal["full", "digests", "check", "list", "copy"]


@dataclass(frozen=True, slots=True)
class Order:
    """One item and what is wanted of it.

    `steps` lead from the file to the item; `name` is the item's own, `mime` its type where its container told it.
    `full`: digests, a look into it, and all of that for everything inside; `check`: digests of it and everything
    inside; `digests`: its own alone; `list`: its members, unread; `copy`: its bytes. `entries` and `left` bound how
    many members and bytes may come out of it, `deep` is how deep it lies already. Of a `listed` container the members
    are known; one to `go_on` with was read itself before; a `part` of an archive is none by itself, a `segment` is no
    image of a disk by itself; `more` are the locators of its further parts where it lies in a container with them. With
    `locators` members of the last container are meant, each as if it had been ordered by itself; with `names` so many
    files that were handed over together.
    """

    want: Want
    name: bytes
    steps: tuple[Step, ...] = ()
    mime: str = ""
    passwords: tuple[str, ...] = ()
    budget: Budget = field(default_factory=Budget)
    entries: int = 0
    left: int = 0
    deep: int = 0
    listed: bool = False
    go_on: bool = False
    part: bool = False
    segment: bool = False
    locators: tuple[str, ...] = ()
    names: tuple[bytes, ...] = ()
    more: tuple[str, ...] = ()

    def values(self) -> Values:
        """The order as plain values."""
        return {
            "want": self.want, "name": self.name, "mime": self.mime, "passwords": self.passwords,
            "steps": [[step.reader, step.name, step.locator, list(step.more)] for step in self.steps],
            "budget": self.budget.values(), "entries": self.entries, "left": self.left, "deep": self.deep,
            "listed": self.listed, "go_on": self.go_on, "part": self.part,
            "segment": self.segment, "locators": self.locators, "names": self.names, "more": self.more,
        }  # fmt: skip

    @classmethod
    def from_values(cls, values: Values) -> Order:
        """The order that `values` made."""
        return cls(
            want=cast("Want", values["want"]),
            name=bytes(values["name"]),
            steps=tuple(Step.from_values(step) for step in cast("Sequence[Sequence[object]]", values["steps"])),
            mime=str(values["mime"]),
            passwords=tuple(values["passwords"]),
            budget=Budget(**values["budget"]),
            entries=int(values["entries"]),
            left=int(values["left"]),
            deep=int(values["deep"]),
            listed=bool(values["listed"]),
            go_on=bool(values["go_on"]),
            part=bool(values["part"]),
            segment=bool(values["segment"]),
            locators=tuple(values["locators"]),
            names=tuple(values["names"]),
            more=tuple(values["more"]),
        )


def suffix(name: bytes) -> str:
    """The last suffix of a name in lower case, where it is short and plain; else an empty string."""
    _, dot, last = name.rpartition(b"/")[2].rpartition(b".")
    plain = last.lower()
    if not dot or len(plain) > 15 or not plain.isalnum() or not plain.isascii():
        return ""
    return "." + plain.decode("ascii")
