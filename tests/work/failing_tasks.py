"""A module of tasks that cannot warm up."""

from __future__ import annotations


def warm() -> None:
    """Fails."""
    raise LookupError("no model")


def task() -> None:
    """Is never reached."""
