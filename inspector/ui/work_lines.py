"""What is said when a long work has come to its end, whatever page began it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from inspector.app.evidence import Taken
from inspector.app.exporting import Exported
from inspector.app.library import Added
from inspector.app.tips import Full
from inspector.domain.fault import Fault
from inspector.domain.names import display
from inspector.domain.progress import Progress
from inspector.store.hashsets import HashSet
from inspector.ui.jobs import Tells
from inspector.ui.look import Look
from inspector.ui.telling import telling

if TYPE_CHECKING:
    from inspector.app.publishing import Published
    from inspector.app.reports import Made

_GOES_ON = {"importing", "storing"}
"""Stages in which a list that is broken off waits and goes on where it was; a list of offices begins anew."""


def taken_into(case: str) -> Tells:
    """Evidence on its way into a case."""
    return telling(partial(_taken, case))


def _taken(case: str, look: Look, made: Taken) -> str:
    tally, words, say = made.tally, look.words, look.say
    said = [say("ingest-done", case=case, entries=words.number(tally.entries), failures=tally.failures)]
    if tally.first_match_s is not None:
        said.append(f"{say('first-match', seconds=words.number(tally.first_match_s, 1))}.")
    if not made.illegal_list_loaded:
        said.append(say("no-illegal-list"))
    return " ".join(said)


def tip_saved(look: Look, found: Full) -> str:
    """A tip file that was taken in."""
    return look.say("tip-saved", number=found.tip.number)


def exported(look: Look, made: Exported) -> str:
    """A category that was written as a hash set."""
    return look.say("export-done", path=display(made.path.name))


def published(look: Look, made: Published) -> str:
    """A list that was published."""
    return look.say("publish-done", name=display(made.stretch.list))


def report_made(look: Look, made: Made) -> str:
    """A report that was written."""
    return look.say("report-made", path=display(str(made.path)))


def report_told() -> Tells:
    """A report on its way into its file."""
    return telling(report_made, lambda look, _: look.say("report-stopped"))


def export_told(name: str) -> Tells:
    """A category on its way into the file `name`."""
    return telling(exported, lambda look, _: look.say("export-stopped", name=name))


def publish_told(name: str) -> Tells:
    """The list `name` on its way out."""
    return telling(published, lambda look, _: look.say("publish-stopped", name=name))


def list_added(name: str, *, resumes: bool) -> Tells:
    """A list called `name` on its way in; `resumes`: broken off while it is read, it goes on where it was."""
    return telling(_added, partial(_list_stopped, name, resumes), partial(_list_failed, name))


def switched_on(name: str) -> Tells:
    """A set called `name` that comes into use again."""
    return telling(_switched_on, lambda look, _: look.say("hashset-still-off", name=name))


def _added(look: Look, made: Added) -> str:
    name, count = display(made.hashset.name), made.hashset.entries
    return look.say("hashset-added", name=name, count=count, matched=made.matched)


def _list_stopped(name: str, resumes: bool, look: Look, latest: Progress | None) -> str:  # noqa: FBT001
    waits = resumes and (latest is None or latest.stage in _GOES_ON)
    return look.say("hashset-stopped" if waits else "hashset-stopped-late", name=name)


def _list_failed(name: str, look: Look, fault: Fault) -> str:
    return look.say("zero-left", name=name) if fault.code == "library-zero-unsaid" else look.words.fault(fault)


def _switched_on(look: Look, known: HashSet) -> str:
    return look.say("hashset-switched-on", name=display(known.name))
