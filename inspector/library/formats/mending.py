r"""Mistakes some writers make in JSON, set right: only what no valid JSON can hold is ever touched.

Known mistakes: a doubled closing quote (`"IsSuspected":"true""`), backslashes of Windows paths left single
(`"C:\Users"`) and one at the end of a text that so swallows its closing quote (`"media\","MD5":…`).
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})|\\')
_NEXT_MEMBER = r'\s*,\s*"[@\w.]{1,60}"\s*:'
_NEXT_RECORD = r'\s*\}\s*,\s*\{\s*"[@\w.]{1,60}"\s*:'
_SWALLOWED_QUOTE = re.compile(rf'(?<!\\)((?:\\\\)*)\\"(?={_NEXT_MEMBER}|{_NEXT_RECORD})')
_DOUBLED_QUOTE = re.compile(r'(?<=[^:\s,\[{\\])""(?=\s*[,}\]])')


def mended(text: str, limit: int) -> str:
    """`text` without the known mistakes that begin before `limit`; valid JSON comes back unchanged."""
    for mistake, right in ((_SWALLOWED_QUOTE, r'\1\\\\"'), (_ESCAPE, ""), (_DOUBLED_QUOTE, '"')):
        text = _mended(mistake, right, text, limit)
    return text


def _mended(mistake: re.Pattern[str], right: str, text: str, limit: int) -> str:
    def replaced(found: re.Match[str]) -> str:
        if found.start() >= limit:
            return found[0]
        if mistake is _ESCAPE:
            return found[0] if len(found[0]) > 1 else r"\\"
        return found.expand(right)

    return mistake.sub(replaced, text)
