"""What a test must not leave behind: threads and child processes."""

from __future__ import annotations

import os
import select
import threading
from multiprocessing import resource_tracker
from pathlib import Path

PATIENCE_S = 5.0
"""How long something that is on its way out may take; waited for, never slept through."""


def running_threads() -> set[threading.Thread]:
    """All living threads of this process."""
    return {thread for thread in threading.enumerate() if thread.is_alive()}


def lingering_threads(before: set[threading.Thread]) -> list[str]:
    """Names of threads that began since `before` and do not end in time."""
    new = running_threads() - before
    for thread in new:
        thread.join(PATIENCE_S)
    return sorted(thread.name for thread in new if thread.is_alive())


def children() -> set[int]:
    """Process ids of this process's children; empty where there is no /proc."""
    found: set[int] = set()
    for listing in Path("/proc/self/task").glob("*/children"):
        try:
            found.update(int(word) for word in listing.read_text(encoding="ascii").split())
        except OSError:
            continue  # that thread ended meanwhile
    return found


def lingering_children(before: set[int]) -> list[str]:
    """Id and command of children that began since `before` and do not end in time.

    Python's own resource tracker lives as long as the process and is not counted; nor is a child that took the place
    of one from before, as a pool that several tests share replaces a worker that it lost.
    """
    tracker = getattr(resource_tracker._resource_tracker, "_pid", None)
    stays = [pid for pid in sorted(children() - before - {tracker}) if not _ends(pid)]
    replaced = before - children()
    return [f"{pid} {_command(pid)}" for pid in stays] if len(stays) > len(replaced) else []


def _ends(pid: int) -> bool:
    """Whether the child is gone in time. One that ended but that nobody waited for is not gone."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        waiting = select.poll()
        waiting.register(descriptor, select.POLLIN)
        waiting.poll(PATIENCE_S * 1000)
    finally:
        os.close(descriptor)
    return pid not in children()


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")[:200]
    except OSError:
        return ""
