"""Which walls stand around the workers, and which this machine could not give."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Isolation:
    """The walls in force by name, and those missing with the reason as (name, reason).

    Names are those of `inspector.work.lockdown`; each has a sentence `work-wall-<name>`.
    """

    in_force: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]

    @property
    def complete(self) -> bool:
        """True when every wall stands."""
        return not self.missing

    @property
    def reasons(self) -> MappingProxyType[str, str]:
        """Missing wall to reason."""
        return MappingProxyType(dict(self.missing))

    def covers(self, other: Isolation) -> bool:
        """True when every wall of `other` stands here too."""
        return set(other.in_force) <= set(self.in_force)

    @classmethod
    def from_report(cls, report: dict[str, str]) -> Isolation:
        """From wall to reason, the reason empty where the wall stands."""
        standing = tuple(name for name, reason in report.items() if not reason)
        return cls(standing, tuple((name, reason) for name, reason in report.items() if reason))
