"""A moment of a long work as the parts of one line: only what is known, the time left only when anybody can know it."""

from __future__ import annotations

from inspector.domain.progress import Progress
from inspector.ui.look import Look
from inspector.ui.rate import Rate

_OF_LISTS = {"importing", "storing", "gathering", "exporting", "publishing"}
_FIRST_S = 8.0
"""So long the first match is news."""


def share(progress: Progress) -> float | None:
    """How much is done, from 0 to 1; None while the whole is not known."""
    if progress.bytes_total:
        return min(progress.bytes / progress.bytes_total, 1.0)
    return min(progress.items / progress.items_total, 1.0) if progress.items_total else None


def parts(look: Look, progress: Progress, rate: Rate) -> list[str]:
    """What stands behind the name of the stage: share, first match while it is news, files, failures, speed."""
    done, words, first = share(progress), look.words, progress.first_match_s
    said = [] if done is None else [f"{words.number(done * 100)} %"]
    news = first is not None and progress.seconds - first < _FIRST_S
    if first is not None and news:
        said.append(look.say("first-match", seconds=words.number(first, 1)))
    said += _counts(look, progress)
    if progress.failures:
        said.append(look.say("failures", count=progress.failures))
    if progress.matches:
        said.append(look.say("matches", count=progress.matches, shown=words.number(progress.matches)))
    return said if news else said + _speed(look, rate)


def _counts(look: Look, progress: Progress) -> list[str]:
    number, say = look.words.number, look.say
    if progress.stage == "listing":
        return [say("members-listed", count=progress.items, shown=number(progress.items))]
    if progress.stage in _OF_LISTS:
        return [say("entries-done", count=progress.items, shown=number(progress.items))]
    said = []
    if progress.items_total:
        said.append(say("files-of", done=number(progress.items), total=number(progress.items_total)))
    elif progress.items:
        said.append(say("files", done=number(progress.items)))
    if progress.members:
        said.append(say("members", count=progress.members, shown=number(progress.members)))
    return said


def _speed(look: Look, rate: Rate) -> list[str]:
    per_second, left = rate.bytes_per_second(), rate.seconds_left()
    speed = [look.say("rate", size=look.words.size(int(per_second)))] if per_second else []
    if left is None:
        return [*speed, look.say("left-unknown")]
    return [*speed, look.say("left", time=look.words.duration(left))]
