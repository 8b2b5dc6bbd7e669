"""The records of a long JSON file, one after the other, whatever is wrong with their neighbours.

A whole-file parser stops for good at the first mistake. Here each element of the record array is decoded by itself;
when one fails, the known mistakes of writers are mended, and failing that the next record is looked for behind it.
"""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace

from inspector.library.formats.json_value import Failed, Json, decoded
from inspector.library.formats.mending import mended
from inspector.library.formats.window import Window

TWICE = "\0twice"  # a member no writer has: some other member stands twice in this object; holds a code of Broken

_MILD = frozenset({"", "0", "5", "nonpertinent"})

LONGEST_RECORD = 1 << 24  # characters; a longer one is broken

_GAP = re.compile(r"[\s,]+")
_SPACE = re.compile(r"\s+")
_ARRAY = re.compile(r'"(?:(Media|value)"\s{0,100}:\s{0,100}\[|(?:MD5|SHA1|SHA256)"\s{0,100}:)')
_GOES_ON = re.compile(r"\s{0,200},?\s{0,200}\{")
_INSIDE = re.compile(r'"(?:(Media)"\s{0,100}:\s{0,100}\[|(?:MD5|SHA1|SHA256|MediaID)"\s{0,100}:)')
_SCALAR = re.compile(r'(?:"(?:[^"\\\n]|\\.){0,200}"|[^\s,\]\[{"]{1,200})(?=\s{0,100}[,\]])')
_OBJECT = re.compile(r'\{|"Media"\s{0,100}:\s{0,100}\[')
_FIRST_KEY = re.compile(r'\{\s{0,100}"([^"\\]{1,60})"')
_LONGEST_MATCH = 512
_PAST_ERROR = 2  # characters; a mistake begins before the place where decoding fails, or right there
_MENDED_FAR = 1 << 20
_MOST_MENDINGS = 200
_LONGEST_CASE_HEAD = 1 << 20
_LONGEST_END = 1 << 16  # characters behind the records
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)', re.DOTALL)
_AROUND_CASE = 3  # brackets: the file, its cases, the case

_OF_PARTS = frozenset({"FileName", "FilePath", "PropertyName", "HashName", "SegmentIndex", "RepositoryName"})
_STARTS = frozenset({"MediaID", "odata.id", "@odata.id"})


@dataclass(frozen=True, slots=True)
class Found:
    """One element of the record array. `code` is empty, `mended`, or a code of Broken and then there is no value."""

    line: int
    number: int
    value: Json = None
    code: str = ""


def _members(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """The members of an object; one that stands twice marks it: two records ran together, and one would be lost.

    Of two categories the graver counts, whatever their order, so that nothing sought is left out.
    """
    members = dict(pairs)
    if len(members) != len(pairs):
        twice = {name for name, count in Counter(name for name, _ in pairs).items() if count > 1}
        categories = {name for name in twice if name.lower() == "category"}
        for name in categories:
            members[name] = min((value for other, value in pairs if other == name), key=_mildness)
        members[TWICE] = "categories" if categories == twice else "json"
    return members


def _mildness(category: Json) -> tuple[bool, str]:
    """Sorts what may mean that somebody judged a picture harmless, or nobody judged it, behind all others."""
    text = "".join(filter(str.isalnum, str(category).lower()))
    return category is None or text in _MILD, text


def records(file: io.BufferedReader) -> Iterator[Found]:
    """Each record of a VICS file of either shape, or of a bare array of records; UTF-8."""
    return _Reader(file).run()


class _Reader:
    def __init__(self, file: io.BufferedReader) -> None:
        self._window = Window(file)
        self._decoder = json.JSONDecoder(strict=False, object_pairs_hook=_members)
        self._starts = set(_STARTS)
        self._number = 0
        self._due = False  # a comma, before the next record
        self._open = 0  # brackets around the records that are yet to be closed behind them

    def run(self) -> Iterator[Found]:
        inside = self._enter_bare_array() or (yield from self._enter_array())
        whole = True
        while inside:
            ended = yield from self._elements()
            whole = not ended or self._closed()
            inside = yield from self._enter_array()
        if not whole:
            self._number += 1
            yield Found(self._window.line(self._window.at), self._number, code="truncated")
        if not self._number:
            yield Found(1, 0, code="shape" if self._window.text.rstrip().endswith(("}", "]")) else "truncated")

    def _enter_bare_array(self) -> bool:
        if self._window.pass_by(_SPACE) != "[":
            return False
        self._window.at += 1
        return True

    def _enter_array(self) -> Generator[Found, None, bool]:
        """Moves behind the opening bracket of the next array of records; False when there is none.

        Hashes that stand outside of such an array are told of once: its beginning is broken.
        """
        outside = 0
        while (found := self._window.seek(_ARRAY, _LONGEST_MATCH)) is not None and not found[1]:
            outside = outside or self._window.line(found.start())
            self._window.at = found.end()
        if outside:
            self._number += 1
            yield Found(outside, self._number, code="shape")
        if found is None:
            return False
        self._window.at = found.end()
        self._open = self._open or 1
        if found[1] == "value":
            self._enter_case()
        return True

    def _closed(self) -> bool:
        """Whether what follows the records closes what was opened around them; the end of a file may be missing."""
        self._window.fill(self._window.at, _LONGEST_END)
        if not self._window.ended:
            return True
        end = _TEXT.sub("", self._window.text[self._window.at :])
        return sum(map(end.count, "]}")) - sum(map(end.count, "[{")) >= self._open

    def _enter_case(self) -> None:
        """In a case file the records lie deeper, in `Media` of each case."""
        if self._window.pass_by(_SPACE) != "{":
            return
        self._window.fill(self._window.at, _LONGEST_CASE_HEAD)
        found = _INSIDE.search(self._window.text, self._window.at)
        if found is not None and found[1]:
            self._window.at = found.end()
            self._open = _AROUND_CASE

    def _elements(self) -> Generator[Found, None, bool]:
        """The elements of the array; gives whether it has its end."""
        self._due = False
        while True:
            lacking = self._due and self._window.pass_by(_SPACE) not in {",", "]", ""}
            next_character = self._window.pass_by(_GAP)
            if next_character == "]" and not self._goes_on():
                self._window.at += 1
                return True
            self._number += 1
            if not next_character:
                yield Found(self._window.line(self._window.at), self._number, code="truncated")
                return False
            if self._number == 1:
                self._learn_start()
            found = self._element()
            self._due = found.code in {"", "mended"}
            yield replace(found, code="mended") if lacking and not found.code else found
            if found.code == "truncated":
                return False

    def _goes_on(self) -> bool:
        """Whether the closing bracket at `at` is a mistake: another record follows it."""
        self._window.fill(self._window.at, _LONGEST_MATCH)
        return _GOES_ON.match(self._window.text, self._window.at + 1) is not None

    def _learn_start(self) -> None:
        self._window.fill(self._window.at, _LONGEST_MATCH)
        key = _FIRST_KEY.match(self._window.text, self._window.at)
        if key is not None:
            self._starts.add(key[1])

    def _element(self) -> Found:
        """The element that begins here; `at` is moved behind it, or to where the next one may begin."""
        if self._window.text[self._window.at] not in "{[":
            return self._stray()
        try:
            return self._whole("")
        except Failed as failed:
            error = failed
        line = self._window.line(self._window.at + error.offset)
        for _ in range(_MOST_MENDINGS):
            if not self._mend(error.offset):
                break
            try:
                return replace(self._whole("mended"), line=line)
            except Failed as failed:
                error = failed
        self._pass_broken()
        cut = error.unfinished and not self._window.pass_by(_GAP)
        return Found(line, self._number, code="truncated" if cut else "json")

    def _stray(self) -> Found:
        """Something that is no object: passed over when it stands for itself, else everything up to the next record."""
        found = Found(self._window.line(self._window.at), self._number, code="shape")
        self._window.fill(self._window.at, _LONGEST_MATCH)
        lone = _SCALAR.match(self._window.text, self._window.at)
        if lone is None:
            self._pass_broken()
        else:
            self._window.at = lone.end()
        return found

    def _whole(self, code: str) -> Found:
        value, end = self._decode()
        found = Found(self._window.line(self._window.at), self._number, value, code)
        self._window.at = end
        return found

    def _decode(self) -> tuple[Json, int]:
        return decoded(self._window, self._decoder, LONGEST_RECORD)

    def _mend(self, offset: int) -> bool:
        """Mends the element up to where it failed, `offset` behind its start; False when nothing was changed."""
        window = self._window
        if offset > _MENDED_FAR:
            return False
        stop = window.fill(window.at + offset, _LONGEST_MATCH) + _LONGEST_MATCH
        before = window.text[window.at : stop]
        after = mended(before, offset + _PAST_ERROR)
        if after == before:
            return False
        window.replace(window.at, window.at + len(before), after)
        return True

    def _pass_broken(self) -> None:
        """Moves to what looks like the next record, or behind an opening bracket of records.

        The search begins at the broken record and not at the error: an open text may have swallowed the next one.
        """
        window = self._window
        window.at += 1
        while (found := window.seek(_OBJECT, _LONGEST_MATCH)) is not None:
            window.at = found.start()
            if found[0] != "{":
                window.at = found.end()
                return
            if self._is_start():
                return
            window.at += 1

    def _is_start(self) -> bool:
        """Whether a record, and not a part of one, begins at `at`; moves over a part."""
        self._window.fill(self._window.at, _LONGEST_MATCH)
        key = _FIRST_KEY.match(self._window.text, self._window.at)
        if key is None or key[1] not in self._starts:
            return False
        if key[1] in _STARTS:
            return True
        try:
            value, _ = self._decode()
        except Failed:
            return True  # rather reported once too often than dropped
        return isinstance(value, dict) and not _OF_PARTS.intersection(value)
