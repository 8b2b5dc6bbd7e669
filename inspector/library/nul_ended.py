r"""Sums whose lines end in NUL instead of LF, so that names may hold line breaks: `md5sum -z`, `md5deep -0`.

Sources: GNU coreutils manual, "md5sum invocation" (`--zero`: nothing is escaped); hashdeep(1) (`-0`: the headings keep
their LF).
"""

from __future__ import annotations

import re

_SUM = rb"(?:\\?[0-9A-Fa-f]{32,64}(?:[ \t\0]|\Z)|(?:MD5|SHA-?1|SHA2?-?256) {0,8}\(|[0-9]{1,19},[0-9A-Fa-f]{32,64},)"
_HEADING = b"%%%%"
_BEGUN = re.compile(_SUM + b"|" + _HEADING)
_ENDED = {end: re.compile(end + _SUM) for end in (b"\0", b"\n")}

_LINES = bytes.maketrans(b"\0\n\r", b"\n\0\0")  # a line break in a name ends nothing
_ROWS = bytes.maketrans(b"\0", b"\n")


def as_lines(head: bytes) -> bytes | None:
    """What turns a list that begins with `head` into lines that end in LF, for `bytes.translate`; None if they do."""
    if not _BEGUN.match(head):
        return None
    ended = {end: len(found.findall(head)) for end, found in _ENDED.items()}
    if ended[b"\0"] <= ended[b"\n"]:
        return None
    return _ROWS if head.startswith(_HEADING) else _LINES
