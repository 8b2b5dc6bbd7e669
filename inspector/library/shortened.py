"""Whether a line ends in the beginning of a digest: every line above has one of more digits in that place."""

from __future__ import annotations

import re

_FEWEST = 2  # lines above; one alone may be of another kind, unless more follows there behind the digest
_DIGEST = re.compile(rb"(?<![0-9A-Za-z])[0-9A-Fa-f]{32,64}(?![0-9A-Za-z])")
_ENDS = re.compile(_DIGEST.pattern + rb"\s*\Z")
_REST = re.compile(rb"(?<![0-9A-Za-z])[0-9A-Fa-f]+\Z")

Shape = tuple[bytes, int]
"""What stands before a digest, one character or none, and of how many digits it is."""


def shortened(line: bytes, above: bytes) -> str:
    """The digits in which `line` ends, if that is so of whole lines `above`; else an empty text."""
    rest = _REST.search(line)
    if rest is None:
        return ""
    before = _shapes(line[: rest.start()])
    listed = [each for each in above.splitlines() if _DIGEST.search(each)]
    shapes = [_shapes(each) for each in listed]
    enough = len(listed) >= _FEWEST or not any(map(_ENDS.search, listed))
    if not shapes or not enough or any(len(found) <= len(before) for found in shapes):
        return ""
    same = {tuple(found[: len(before) + 1]) for found in shapes}
    (*others, (left, digits)), *more = same
    alike = not more and others == before and left == line[: rest.start()][-1:]
    return rest[0].decode("ascii") if alike and len(rest[0]) < digits else ""


def _shapes(text: bytes) -> list[Shape]:
    return [(text[: found.start()][-1:], len(found[0])) for found in _DIGEST.finditer(text)]
