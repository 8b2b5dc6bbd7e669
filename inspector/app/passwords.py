"""Passwords that are tried on archives: a secret comes from a file, never as an argument or a field on the screen."""

from __future__ import annotations

from pathlib import Path

from inspector.domain.fault import InputFault
from inspector.domain.names import display

_MOST, _LONGEST = 10_000, 1 << 20


def read(path: Path | None) -> tuple[str, ...]:
    """One password a line of the file (UTF-8), in its order; none without a file.

    Raises InputFault when it cannot be read, is no text, or holds more than 10,000 lines or 1 MiB.
    """
    if path is None:
        return ()
    try:
        with path.open("rb") as file:
            text = file.read(_LONGEST + 1).decode("utf-8-sig")
    except OSError as error:
        raise InputFault("list_unreadable", path=display(str(path)), reason=error.strerror or "") from None
    except UnicodeDecodeError:
        raise InputFault("passwords_unreadable", path=display(str(path))) from None
    lines = [line for line in text.split("\n") if line.strip("\r")]
    if len(text) > _LONGEST or len(lines) > _MOST:
        raise InputFault("passwords_unreadable", path=display(str(path)))
    return tuple(dict.fromkeys(line.rstrip("\r") for line in lines))
