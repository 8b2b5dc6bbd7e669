"""What a list held, counted while it is read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from inspector.domain.canonical import Value
from inspector.library.entry import Broken, Entry

SHOWN = 1000  # broken places kept to be shown; all are counted

_COUNTS = (
    "entries",
    "mended",
    "broken",
    "blank",
    "gone",
    "unnamed",
    "left_out",
    "tools",
    "tools_gone",
    "uncategorised",
)


@dataclass(slots=True)
class Tally:
    """What a list held. `entries` were loaded, `mended` of them from places that are partly wrong; `broken` were lost.

    Lines (records, in JSON) = entries + broken + blank + gone + left out + tools + tools gone. `gone` take entries
    back, of which `unnamed` name no hash and no id that the set keeps, so that nothing was taken back; those `left_out`
    do not belong into a set of this kind, nor do `tools`, rows of files of products for attack or hiding, and such that
    go. Of the entries `uncategorised` have no category in a list that has some. `codes` counts what was wrong; `shown`
    are the first of them.
    """

    entries: int = 0
    mended: int = 0
    broken: int = 0
    blank: int = 0
    gone: int = 0
    unnamed: int = 0
    left_out: int = 0
    tools: int = 0
    tools_gone: int = 0
    uncategorised: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    shown: list[Broken] = field(default_factory=list)

    @property
    def places(self) -> int:
        """How many lines or records were read."""
        taken = self.entries + self.broken + self.blank + self.gone
        return taken + self.left_out + self.tools + self.tools_gone

    def note(self, broken: Broken) -> None:
        """Counts a place that is wrong."""
        self.codes[broken.code] += 1
        if len(self.shown) < SHOWN:
            self.shown.append(broken)

    def told(self) -> dict[str, Value]:
        """All of it as JSON values; of the entries of broken places only whether there are any."""
        shown: list[Value] = [[one.line, one.code, one.record, one.entry is not None] for one in self.shown]
        counts = {name: getattr(self, name) for name in _COUNTS}
        return {**counts, "codes": dict(self.codes), "shown": shown}


def tally_of(told: dict[str, Any]) -> Tally:
    """A tally as it was told."""
    shown = [Broken(line, code, record, Entry() if loaded else None) for line, code, record, loaded in told["shown"]]
    return Tally(**{name: told[name] for name in _COUNTS}, codes=Counter(told["codes"]), shown=shown)
