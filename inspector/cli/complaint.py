"""What argparse complains about, taken apart, so that a person is told in their own language."""

from __future__ import annotations

import re

# The sentences of argparse of Python 3.11 to 3.14; what none of them fits is passed on as it is.
_COMPLAINTS = {
    "missing": re.compile(r"(?s)the following arguments are required: (?P<names>.+)"),
    "unknown": re.compile(r"(?s)unrecognized arguments: (?P<names>.+)"),
    "choice": re.compile(r"(?s)argument (?P<names>.+?): invalid choice: (?P<given>.+) \(choose from (?P<choices>.+)\)"),
    "value": re.compile(r"(?s)argument (?P<names>.+?): invalid \w+ value: (?P<given>.+)"),
    "empty": re.compile(r"argument (?P<names>.+?): expected (?:one|at least one|\d+) arguments?"),
}
_PARTS = {"names": "", "given": "", "choices": ""}


def complaint(message: str) -> dict[str, str]:
    """The facts of the sentence `error-usage`: what is wrong, with names, value given and choices where they apply."""
    for what, pattern in _COMPLAINTS.items():
        found = pattern.fullmatch(message)
        if found:
            return {**_PARTS, **found.groupdict(), "what": what, "message": message}
    return {**_PARTS, "what": "other", "message": message}
