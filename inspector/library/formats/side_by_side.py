r"""Several digests on one line: of one file where they are of different kinds, of several files where all are of one.

A digest is as many hexadecimal digits as one has, in a column of their own. In a GNU sum the name of the file follows
behind exactly two characters, and may look like a digest: such a name stays one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

CODE = "unread"
"""Of Broken: there are further digests, and it is not sure of what."""

_DIGEST = re.compile("[0-9A-Fa-f]{32}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}")
_LONG = re.compile("[0-9A-Fa-f]{32}")
_NEXT = re.compile(rf"[,;\s]+(?:{_DIGEST.pattern})(?![0-9A-Za-z])")
_BEHIND_NUL = re.compile(rf"\0\\?(?:{_DIGEST.pattern})(?![0-9A-Za-z])")  # no name holds a NUL
_FURTHER = re.compile(r"\S+(?:\t| {2})")

Told = tuple[list[list[str]], str]
"""The digests of each file, and CODE or an empty text."""


def told(first: str, separator: str, rest: str) -> Told:
    """What a line tells that begins with `first`; `rest` is all behind the blanks and tabs that follow."""
    if not _LONG.search(rest):
        return [[first]], ""
    words = rest.split()
    digests = [word for word in words if _DIGEST.fullmatch(word)]
    if _BEHIND_NUL.search(rest):
        return [[first]], CODE
    if not digests or not _DIGEST.fullmatch(first) or _is_name(separator, rest, words):
        return [[first]], ""
    if words[: len(digests)] != digests:
        return [[first]], CODE
    return _sorted([first, *digests], alone=len(words) == len(digests))


def told_by_row(row: Sequence[str]) -> tuple[list[list[tuple[str, str]]], str]:
    """The fields of each file in a row without headings that begins with several digests; of any other row none.

    The category is the first cell that holds no digest.
    """
    cells = [cell.strip() for cell in row]
    digests = [cell for cell in cells if _DIGEST.fullmatch(cell)]
    if len(digests) < 2 or cells[0] != digests[0]:
        return [], ""
    others = [cell for cell in cells if not _DIGEST.fullmatch(cell)]
    files, code = _sorted(digests, alone=not any(others))
    category = [("category", others[0])] if others else []
    return [[*(("hash", digest) for digest in file), *category] for file in files], code


def follows(rest: str) -> bool:
    """Whether the next column behind a hash begins with a digest."""
    return _NEXT.match(rest) is not None


def _is_name(separator: str, rest: str, words: Sequence[str]) -> bool:
    """Whether what follows is the name of a GNU sum: it is none that is all digests, or begins with one in a column."""
    if separator == " " and rest.startswith("*"):
        return True
    if separator != "  ":
        return False
    listed = all(map(_DIGEST.fullmatch, words)) or _FURTHER.match(rest)
    return len(words) == 1 or not (_DIGEST.fullmatch(words[0]) and listed)


def _sorted(digests: list[str], *, alone: bool) -> Told:
    kinds = len(set(map(len, digests)))
    if kinds == len(digests):
        return [digests], ""
    return ([[digest] for digest in digests], "") if kinds == 1 and alone else ([digests[:1]], CODE)
