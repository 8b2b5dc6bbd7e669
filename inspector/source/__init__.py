"""Where evidence comes from: a source is detected, then walked, and yields entries that can be opened read-only."""

from inspector.source.source import Source, find

__all__ = ["Source", "find"]
