"""What category 0 means in a list: `non-pertinent` to some writers, `uncategorised` to others.

Known from public sources of VICS files: Autopsy and GLEAPP (since its schema 18) take 0 for non-pertinent in the data
model of the US; the hash sets (`#Media`) of version 1.3 and of the country `Default` are read so by IPED (`known`).
BFIP4GRIFFEYE wrote 0 for whatever it had carved, as a file of the US. The older scheme of Autopsy had 0 for
uncategorised *and* 5 for non-pertinent, so that a file with both tells nothing. UK, CUSTOM and other countries: nothing
is known. An export of Griffeye writes names; where it has a number, nothing tells what that means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from inspector.domain.fault import UsageFault
from inspector.domain.names import display
from inspector.library.entry import Broken, Entry, Record

NON_PERTINENT = "non-pertinent"
UNCATEGORISED = "uncategorised"
MEANINGS = (NON_PERTINENT, UNCATEGORISED)
CHOICE = "choice"
"""What tells the meaning when a person does."""

_CONTEXT = re.compile(
    r'"@?odata\.(?:context|metadata)"\s{0,20}:\s{0,20}"[^"]{0,200}DataModels/(?P<version>[0-9.]{1,10})\.xml'
    r'(?:/(?P<country>[^/"#$]{1,40}))?[^"#]{0,40}#(?P<shape>Media|Cases)"'
)
_APPLICATION = re.compile(r'"SourceApplicationName"\s{0,20}:\s{0,20}"([^"\\]{1,100})"')
_NUMBER = re.compile(r"([05])(?:\.0+)?")
_BY_APPLICATION = {"BFIP4GRIFFEYE": UNCATEGORISED}
_BY_COUNTRY = {("US", "Cases"): NON_PERTINENT, ("US", "Media"): NON_PERTINENT, ("Default", "Media"): NON_PERTINENT}
_BY_VERSION = {("1.3", "Media"): NON_PERTINENT}


def about(head: str, tail: str = "") -> dict[str, str]:
    """What a VICS file says of itself: `version`, `country`, `shape` and `application`, as far as it does.

    It does so at its beginning; some writers put the records before everything else, and then it stands in the `tail`.
    """
    context = _CONTEXT.search(head) or _last(_CONTEXT, tail)
    application = _APPLICATION.search(head) or _last(_APPLICATION, tail)
    found = {name: value for name, value in (context.groupdict() if context else {}).items() if value}
    return {**found, **({"application": application[1]} if application else {})}


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(text))), None)


def taken(records: Iterable[Record], chosen: str, facts: dict[str, str]) -> Iterator[Record]:
    """Records in which a category of 0 is not pertinent or none; `chosen` is one of MEANINGS, or empty.

    What was taken, and by what, is written into `facts`. Raises UsageFault (`library-zero-unsaid`) when nobody said
    which and the file does not tell it.
    """
    zero = _Zero(chosen, facts)
    for record in records:
        entry = record.entry if isinstance(record, Broken) else record
        if not isinstance(entry, Entry) or zero.keeps(entry.category):
            yield record
        else:
            open_one = replace(entry, category="", judged=False)
            yield replace(record, entry=open_one) if isinstance(record, Broken) else open_one


def meaning(chosen: str, facts: Mapping[str, str]) -> tuple[str, str]:
    """What 0 means, one of MEANINGS, in a file that says `facts` of itself, and what tells it; empty if nothing."""
    return (chosen, CHOICE) if chosen else _told(facts)


class _Zero:
    """Follows the categories of one file."""

    def __init__(self, chosen: str, facts: dict[str, str]) -> None:
        self._chosen = chosen
        self._facts = facts
        self._fives = False

    def keeps(self, category: str) -> bool:
        """Whether the category stays as written; what is uncategorised has none."""
        number = _NUMBER.fullmatch(category)
        if number is None:
            return True
        self._fives = self._fives or number[1] == "5"
        if self._fives and not self._chosen and (number[1] == "0" or "zero" in self._facts):
            raise self._unsaid()
        return number[1] == "5" or self._is_pertinence()

    def _is_pertinence(self) -> bool:
        if "zero" not in self._facts:
            told, by = meaning(self._chosen, self._facts)
            if not told:
                raise self._unsaid()
            self._facts.update(zero=told, zero_by=by)
        return self._facts["zero"] == NON_PERTINENT

    def _unsaid(self) -> UsageFault:
        facts = (self._facts.get(name, "?") for name in ("version", "country", "application"))
        version, country, application = map(display, facts)
        return UsageFault("library-zero-unsaid", version=version, country=country, application=application)


def _told(facts: Mapping[str, str]) -> tuple[str, str]:
    """What 0 means in a file that says `facts` of itself, and which of them tells it; empty when none does."""
    version, country, shape, application = (
        facts.get(name, "") for name in ("version", "country", "shape", "application")
    )
    if application in _BY_APPLICATION:
        return _BY_APPLICATION[application], f"application {application}"
    if (country, shape) in _BY_COUNTRY:
        return _BY_COUNTRY[country, shape], f"country {country}"
    if not country and (version, shape) in _BY_VERSION:
        return _BY_VERSION[version, shape], f"version {version}"
    return "", ""
