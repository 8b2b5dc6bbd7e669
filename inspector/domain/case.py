"""Cases and their exhibits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CaseKind(StrEnum):
    """Vụ án, cuộc kiểm tra or vụ việc from a tip."""

    CRIMINAL = "criminal"
    INSPECTION = "inspection"
    TIP = "tip"


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `opened` is UTC, ISO 8601."""

    id: int
    number: str
    title: str
    kind: CaseKind
    opened: str
    opened_by: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One exhibit (vật chứng, tang vật) of a case, under the label it was sealed with."""

    id: int
    case: int
    label: str
