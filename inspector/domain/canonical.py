"""One way to write a value as bytes, so that digests of records can be repeated by anybody."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

Value = str | int | bool | None | Sequence["Value"] | Mapping[str, "Value"]


def canonical_json(value: Value) -> bytes:
    """The one spelling of `value`: sorted keys, no spaces, ASCII escapes.

    Agrees with RFC 8785 for the values allowed here (no floats; member names are ASCII).
    """
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError("a canonical record holds no floats")
    if isinstance(value, Mapping):
        for member in value.values():
            _refuse_floats(member)
    elif isinstance(value, (list, tuple)):
        for member in value:
            _refuse_floats(member)
