"""What goes wrong because the system cannot read a file is told as that, never as damage of what the file holds.

A drive that is pulled or a bad spot on it comes to a reader as an error of its library, as the end of the file, or not
at all. The file itself remembers (`inspector.work.medium`), so whatever was told while it broke is told otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inspector.work import FileChannel, Files, Values

CODE, DETAIL = "unreadable", "medium"


class Blaming:
    """A channel that says which failures are the medium's, for one errand."""

    def __init__(self, channel: FileChannel) -> None:
        self.files: Files = channel.files
        self.files.mend()
        self._channel = channel
        self._breaks = 0
        self._opened: dict[object, int] = {}  # breaks until a container was opened, by its node

    def beat(self, done: int) -> None:
        """See Channel."""
        self._channel.beat(done)

    def tell(self, part: Values) -> bool:
        """See Channel."""
        return self.say(self.considered(part))

    def say(self, part: Values) -> bool:
        """Tells what was considered before."""
        return self._channel.tell(part)

    def considered(self, part: Values) -> Values:
        """What is to be told now in the place of `part`."""
        if "still" in part:  # while a container is verified
            return part
        broke = self.files.broke
        self._breaks += broke
        if "container" in part:
            self._opened[part["node"]] = self._breaks
        if "about" in part:
            broke = self._breaks > self._opened.pop(part["node"], 0)
        self.files.mend()
        return blamed(part) if broke else part


def blamed(part: Values) -> Values:
    """What is told, with the medium as the cause of what went wrong."""
    return {word: _OTHERWISE[word](told) if word in _OTHERWISE else told for word, told in part.items()}


def _member(member: Any) -> Values:  # noqa: ANN401  what was about to be told, as all below
    return {**member, "failure": CODE} if member.get("failure") else member


def _looked(looked: Any) -> Values:  # noqa: ANN401
    whose = {failure["analyser"] for failure in looked.get("failures", ())} or {"digest"}
    failures = [{"analyser": analyser, "code": CODE, "detail": DETAIL} for analyser in sorted(whose)]
    return {**looked, "failures": failures}


def _about(about: Any) -> Values:  # noqa: ANN401
    """A container that could not be read to its end neither holds nor lacks what its own digests say."""
    crossed = [failure for failure in about["failures"] if failure[0].startswith("budget_")]
    facts = {name: _UNVERIFIED if name == "media" else fact for name, fact in about["facts"].items()}
    return {**about, "facts": facts, "failures": [*crossed, [CODE, DETAIL]]}


_UNVERIFIED: Values = {"failure": [CODE, DETAIL]}
_OTHERWISE: dict[str, Callable[[Any], Any]] = {
    "member": _member,
    "members": lambda members: [*map(_member, members)],
    "failed": lambda failed: [failed[0], CODE, DETAIL],
    "identity": lambda identity: {**identity, "flaw": [CODE, DETAIL]},
    "looked": _looked,
    "about": _about,
    "media": lambda _: _UNVERIFIED,
}
