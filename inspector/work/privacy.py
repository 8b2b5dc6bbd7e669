"""What this program keeps in memory, the keys of a case among it, stays out of core files and other programs' reach."""

from __future__ import annotations

from contextlib import suppress

from inspector.work.kernel import PR_SET_DUMPABLE, Kernel


def keep_memory_private() -> None:
    """No core file, no debugger and no look into /proc by programs of the same person; where the system offers it.

    Root may still look, and what is swapped out is the disk encryption's to guard.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 (absent on Windows)

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        Kernel().prctl(PR_SET_DUMPABLE, 0)
