"""An entry out of named text fields, for lists that have columns or members."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from inspector.domain.match import Signal
from inspector.library.digits import LENGTHS, BadHash, digest_name, raw
from inspector.library.entry import Broken, Entry, ListId

LONGEST_CATEGORY = 200  # characters; a longer one is not a category but a column gone wrong
_LARGEST = 2**63 - 1

Value = bytes | int | str


def entry_from(
    fields: Iterable[tuple[str, str]], line: int, record: int = 0, code: str = "", named: ListId | None = None
) -> Entry | Broken:
    """The entry that `fields` tell: pairs of a field of Entry, or `hash` for a digest told by its length, and text.

    Empty texts tell nothing, but an empty category that nobody judged the entry. What is wrong in one field makes the
    place Broken; the rest of it is still its entry. With a `code` something is wrong there already.
    """
    values: dict[str, Value] = {}
    judged = True
    for name, untrusted_text in fields:
        text = untrusted_text.strip()
        if text:
            try:
                _put(values, name, text)
            except BadHash as bad:
                code = code or bad.code
        elif name == "category":
            judged = False
    entry = Entry(**values, id=named, judged=judged, line=line)  # type: ignore[arg-type]
    if not entry.usable():
        return Broken(line, code or "no-hash", record)
    return Broken(line, code, record, entry) if code else entry


def _put(values: dict[str, Value], name: str, text: str) -> None:
    field = digest_name(text) if name == "hash" else name
    value = _READ[field](text)
    if values.setdefault(field, value) != value:
        raise BadHash("contradiction")


def _category(text: str) -> str:
    if len(text) > LONGEST_CATEGORY:
        raise BadHash("category")
    return text


def _number(text: str, largest: int, code: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 19 and int(text) <= largest):
        raise BadHash(code)
    return int(text)


_READ: Mapping[str, Callable[[str], Value]] = {
    **{signal.value: partial(raw, signal=signal) for signal in LENGTHS if signal is not Signal.VPDQ},
    "size": partial(_number, largest=_LARGEST, code="size"),
    "pdq_quality": partial(_number, largest=100, code="quality"),
    "category": _category,
    "tool": bool,
}
