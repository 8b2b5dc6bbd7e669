"""What a list says of its entries, whatever it says it with, and which of them belong into a set of a kind.

A list of an investigation holds illegal material beside pictures that somebody looked at and found not pertinent. Taken
whole, either the harmless would be shown as known to be illegal, or, worse, the illegal would be hidden as known to be
harmless. Some say it by numbers, letters or words (`resources/lists/words.toml`); some hold sought material only; sums
and plain lists say nothing, and what a person calls them is all that is known.

So it is with attack tools among the programs of the NSRL, which its text form marks (`M`, `S`), and of which its data
set tells by what kind of product a file is of. There a digest is left out only when all its rows are of such products:
what installers and libraries have in common with others stays known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from inspector.domain.match import Listing
from inspector.library.entry import Block, Broken, Entry, Record
from inspector.library.formats import griffeye, icse, ncmec, nsrl_text, table, threatexchange, vics
from inspector.library.formats.threatexchange_json import HARMLESS
from inspector.library.formats.zero import UNCATEGORISED, meaning
from inspector.library.standing import Standing, readings, standings

_ONLY_SOUGHT = frozenset({icse.NAME, ncmec.NAME, threatexchange.NAME})
_JUDGING = frozenset({vics.NAME, griffeye.NAME, table.NAME})
_BELONG = {
    True: frozenset({Standing.HARMLESS, Standing.UNSAID}),
    False: frozenset({Standing.SOUGHT, Standing.OPEN, Standing.UNSAID}),
}
_MOST_MET = 4096  # words kept: a list has few categories


@dataclass(frozen=True, slots=True)
class Pertinence:
    """How a list in the format `form` is taken, in which the categories 0 and 5 have the standings of these names."""

    form: str
    nought: Standing = Standing.HARMLESS
    five: Standing = Standing.SOUGHT
    _known: Mapping[str, Standing] = field(default_factory=standings)
    _met: dict[str, Standing] = field(default_factory=dict, init=False, repr=False, compare=False)

    def standing(self, record: Record) -> Standing:
        """What a list says of what a record holds."""
        entry = record.entry if isinstance(record, Broken) else record
        if not isinstance(entry, (Entry, Block)):
            return Standing.UNSAID
        if self.form in _ONLY_SOUGHT:
            return _of_sought(self.form, entry)
        if isinstance(entry, Block):
            return Standing.UNSAID
        if self.form == nsrl_text.NAME:
            unclear = isinstance(record, Broken) and record.code == "category"  # marked with what nobody knows
            return Standing.SOUGHT if entry.category or unclear else Standing.UNSAID
        return self._judged(entry) if self.form in _JUDGING else Standing.UNSAID

    def _judged(self, entry: Entry) -> Standing:
        if not entry.category:
            return Standing.UNSAID if entry.judged else Standing.OPEN
        found = self._met.get(entry.category)
        if found is None:
            found = self._of_words(readings(entry.category))
            if len(self._met) < _MOST_MET:
                self._met[entry.category] = found
        return found

    def _of_words(self, words: Sequence[str]) -> Standing:
        if not words[0]:
            return Standing.OPEN
        known = {**self._known, "0": self.nought, "5": self.five}
        own = Standing.SOUGHT if self.form == griffeye.NAME else Standing.UNSAID  # a case of abuse, in words of its own
        return next((known[word] for word in words if word in known), own)


def pertinence(form: str, zero: str, facts: Mapping[str, str]) -> Pertinence:
    """How a list is taken that says `facts` of itself, where a person says that 0 is `zero`.

    0 as a number of somebody's own, in a table of no known program, is harmless only if a person says so. 5 is where 0
    is uncategorised, but in the UK, whose old scale has it for the gravest. In a list of the US it is never sought.
    """
    country, told = facts.get("country"), meaning(zero, facts)[0]
    nought = Standing.OPEN if form == table.NAME and not told else Standing.HARMLESS
    if told == UNCATEGORISED and country != "UK":
        return Pertinence(form, nought, Standing.HARMLESS)
    return Pertinence(form, nought, Standing.UNCLEAR if country == "US" else Standing.SOUGHT)


def belongs(standing: Standing, listing: Listing) -> bool:
    """Whether what has a standing belongs into a set of `listing`."""
    return standing in _BELONG[listing is Listing.KNOWN_GOOD]


def _of_sought(form: str, entry: Entry | Block) -> Standing:
    """Of a list of what is sought; ThreatExchange may say that something is none after all."""
    said = entry.category.split(" ", 1)[0] if isinstance(entry, Entry) else ""
    return Standing.HARMLESS if (form, said) == (threatexchange.NAME, HARMLESS) else Standing.SOUGHT


def harmless(block: Block, tools: NDArray[np.int32]) -> Block | None:
    """What a block says but for its rows of tools; None when that is nothing."""
    times = (1 if block.times is None else block.times) - tools
    keep = times != 0
    values = np.frombuffer(block.values, np.uint8).reshape(block.count, -1)[keep]
    sizes = None if block.sizes is None else block.sizes[keep]
    told = None if block.times is None else times[keep]
    kept = replace(block, values=values.tobytes(), sizes=sizes, times=told, tools=None)
    return kept if keep.any() else None
