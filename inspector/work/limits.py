"""How long, how large and how often: the bounds a worker lives in."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from inspector.work.frame import FrameLimits, Values


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one worker; times in seconds, sizes in bytes.

    `stall_s` runs without a sign of life; `deadline_s` runs from each partial result to the next or the end. Before the
    first a file may be read at `slowest_bytes_s` on top of the deadline. A worker is replaced after `errands`, or after
    one that took more than a quarter of `memory_bytes`.
    """

    stall_s: float = 60.0
    deadline_s: float = 300.0
    slowest_bytes_s: int = 64 * 1024
    start_s: float = 60.0
    memory_bytes: int = 2 * 1024**3
    open_files: int = 32
    errands: int = 5_000
    parts: int = 10_000
    frame: FrameLimits = field(default_factory=FrameLimits)

    def to_values(self) -> Values:
        """These limits as plain values, for the worker."""
        return asdict(self)

    @classmethod
    def from_values(cls, values: Values) -> Limits:
        """The limits `to_values` made."""
        return cls(**{**values, "frame": FrameLimits(**values["frame"])})
