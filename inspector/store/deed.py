"""A change as one thing: what was done, and the row of audit that says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Generic, TypeVar

from inspector.domain.canonical import Value
from inspector.store.connection import Connection

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Deed(Generic[T]):
    """What a change did.

    `object` names what it was done to; `data` is what the audit row keeps; `alters` says that the content of the case
    changed (reading, reporting and signing do not); `result` goes back to whoever asked.
    """

    action: str
    result: T
    object: str = ""
    data: Mapping[str, Value] = field(default_factory=dict)
    case: int | None = None
    alters: bool = False


Act = Callable[[Connection], Deed[T]]


def now() -> str:
    """The present moment in UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
