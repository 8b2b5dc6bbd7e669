"""What is said of a certificate by which an office signs."""

from __future__ import annotations

from datetime import UTC, date, datetime

from inspector.app.office_trust import Paper
from inspector.ui.look import Look
from inspector.ui.sections import Line

_GROUP = 4


def paper_lines(look: Look, paper: Paper) -> list[Line]:
    """Whom it names, who issued it, how long it holds, and its fingerprint."""
    say = look.say
    own = paper.issuer == paper.holder
    lines = [
        Line(say("paper-holder"), paper.holder),
        Line(say("paper-organisation"), paper.organisation),
        Line(say("paper-issuer"), say("paper-own") if own else paper.issuer),
        Line(say("paper-valid"), valid(look, paper), tone="" if holds(paper) else "warning"),
        Line(say("paper-fingerprint"), in_groups(paper.fingerprint), digest=True),
    ]
    return [line for line in lines if line.value]


def warnings(look: Look, paper: Paper) -> list[str]:
    """What a person should know before believing it."""
    told = (("paper-demo", paper.demo), ("paper-not-now", not holds(paper)))
    return [look.say(message) for message, true in told if true]


def valid(look: Look, paper: Paper) -> str:
    """From which day to which it holds."""
    return look.say("paper-from-to", since=day(paper.since), until=day(paper.until))


def holds(paper: Paper) -> bool:
    """Whether it holds today."""
    return paper.since <= datetime.now(UTC).date() <= paper.until


def day(moment: date) -> str:
    """A day as the window writes days."""
    return f"{moment:%d/%m}/{moment.year:04d}"


def in_groups(digest: str) -> str:
    """Hex digits in groups of four, as one reads them out to another."""
    return " ".join(digest[place : place + _GROUP] for place in range(0, len(digest), _GROUP))
