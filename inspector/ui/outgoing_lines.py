"""What is said of a list before it leaves, and of one that lies there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from inspector.app import exporting
from inspector.app.exporting import Exported
from inspector.domain.names import display
from inspector.ui.look import Look

if TYPE_CHECKING:
    from inspector.app import publishing
    from inspector.app.publishing import Published


def left_out(look: Look, skipped: Mapping[str, int]) -> Iterator[str]:
    """A line for each reason why something is left out."""
    for reason, count in skipped.items():
        why = look.words.say(f"skipped-{reason.replace('_', '-')}")
        yield look.say("outgoing-left-out", count=look.words.number(count), reason=why)


def export_foreseen(look: Look, told: exporting.Foreseen) -> list[str]:
    """What a list would hold."""
    count = told.entries
    return [look.say("export-foreseen", count=count, shown=look.words.number(count)), *left_out(look, told.skipped)]


def exported(look: Look, made: Exported) -> list[str]:
    """What a list holds that was written."""
    entries, shown = made.entries, look.words.number(made.entries)
    written = look.say("export-written", path=display(str(made.path)), count=entries, shown=shown)
    return [written, *left_out(look, made.skipped), look.say("outgoing-recorded")]


def publish_foreseen(look: Look, told: publishing.Foreseen) -> list[str]:
    """What would be published."""
    number = look.words.number
    counts = (("confirmed", told.confirmed), ("withdrawn", told.withdrawn), ("again", told.again))
    said = [look.say(f"publish-{name}", count=count, shown=number(count)) for name, count in counts if count]
    return [*(said or [look.say("publish-nothing")]), *left_out(look, told.skipped)]


def published(look: Look, made: Published) -> list[str]:
    """What was published."""
    number, stretch = look.words.number, made.stretch
    written = look.say(
        "publish-written", first=str(stretch.first), last=str(stretch.last), path=display(str(made.path)),
        confirmed=number(made.confirmed), withdrawn=number(made.withdrawn),
    )  # fmt: skip
    return [written, *left_out(look, made.skipped), look.say("outgoing-recorded")]
