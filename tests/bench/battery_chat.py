"""A chat export of 1 GB in one JSON file: every message is kept, in bounded memory."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from inspector.app import evidence, history
from tests.bench.battery import Memory, Stopwatch, apart, chosen, place, session, verdict
from tests.triage.taking import CASE, finish

MOST = 1 << 30
"""Bytes that all processes together may hold beyond what they hold when the workers are up."""


def main() -> None:
    """One export of one conversation, as Telegram Desktop writes it."""
    size = chosen(mebibytes=1024)
    with place() as above:
        count = (size.mebibytes << 20) // len(line(0))
        export = apart(write, above / "result.json", count)
        with (
            session(above / "workspace") as opened,
            evidence.pool() as engine,
            pytest.MonkeyPatch.context() as patch,
            Memory() as memory,
        ):
            patch.setattr(evidence, "pool", lambda: nullcontext(engine))
            watch = Stopwatch()
            finish(evidence.ingest(opened, CASE, str(export)))
            figures = {"messages": count, "mib": export.stat().st_size >> 20, **watch.figures(), **memory.figures()}
            one = opened.workspace.reader().execute
            (kept,) = one("SELECT count(*) FROM message").fetchone()
            codes = [code for (code,) in one("SELECT DISTINCT code FROM failure")]
            claims = {
                "every_message_kept": kept == count and not codes,
                "memory_bounded": memory.most - memory.fixed < MOST,
                "audit_whole": history.verify(opened).ok,
            }
        figures |= {"kept": kept, "codes": len(codes)}
        verdict("chat", figures, claims)


def line(number: int) -> bytes:
    """One message, always as long."""
    said = b'{"id": %d, "type": "message", "date": "2026-01-02T10:00:00", "date_unixtime": "%d", "from": "An %d",'
    start = said % (100_000_000 + number, 1_767_322_800 + number, number % 2)
    return start + b' "from_id": "user%d", "text": "%b"}' % (number % 2, b"n\xc3\xb3i chuy\xe1\xbb\x87n " * 14)


def write(path: Path, count: int) -> None:
    """The export."""
    with path.open("wb") as file:
        file.write(b'{"name": "Nh\xc3\xb3m", "type": "private_group", "id": 1, "messages": [\n')
        for number in range(count):
            file.write(line(number) + (b",\n" if number + 1 < count else b"\n"))
        file.write(b"]}\n")


if __name__ == "__main__":
    main()
