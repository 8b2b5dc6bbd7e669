"""The program's door: without a command the window, else the command line."""

from __future__ import annotations

import io
import sys


def main() -> int:
    """Runs what was asked for; the exit code is the contract of the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # an old terminal that lacks a letter shows its number instead
            stream.reconfigure(errors="backslashreplace")
    from inspector.cli.main import main as command_line  # noqa: PLC0415  the window and the commands load what they need
    from inspector.work.privacy import keep_memory_private  # noqa: PLC0415

    keep_memory_private()
    return command_line(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
