"""A set on its way into the library: its file is written, held against what is stored, and registered.

Whatever breaks that off, no file stays that no row speaks of.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeVar

from inspector.domain.progress import Progress
from inspector.library import sets
from inspector.library.building.gathering import Gathering
from inspector.library.sets import Summary
from inspector.store import Workspace, hashsets
from inspector.store.deed import Act
from inspector.store.hashsets import Agree
from inspector.triage.known import hold_against_stored

T = TypeVar("T")


def swept(workspace: Workspace, going_on: str = "-") -> None:
    """Removes what imports left that were broken off, but for the one that is `going_on`."""
    sets.sweep(workspace.library, {found.file for found in hashsets.listed(workspace.reader())}, going_on)


def saved(workspace: Workspace, gathering: Gathering) -> Generator[Progress, None, tuple[str, Summary]]:
    """Writes the file of a new set; its id and what was taken into it. Raises as `sets.save` does."""
    file, done = sets.new_id(), 0
    whole = sum(sum(run.lengths.values()) for run in gathering.finished())  # a hash counts in each run
    work = sets.saving(workspace.library, workspace.library_key, file, gathering)
    while True:
        try:
            done += next(work)
        except StopIteration as ended:
            return file, ended.value
        yield Progress("storing", done, whole)


def registered(
    workspace: Workspace, file: str, act: Callable[[Agree], Act[T]]
) -> Generator[Progress, None, tuple[T, int]]:
    """Registers the set in `file` by an act; what that gives, and how many stored contents agree with the set.

    The act is told what asks everything stored: a set that is in use has been held against all of it.
    """
    try:
        held = yield from hold_against_stored(workspace, file)
        return workspace.change(act(held.to_the_end)), len(held.found)
    except BaseException:
        sets.remove(workspace.library, file)
        raise
