"""Part I: the case, its story, and what was received in which condition."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.report.answers import Answers
from inspector.report.facts import Facts
from inspector.report.parts import Column, Dots, Heading, Part, Table, text
from inspector.report.wording import Wording, or_blank


def general(facts: Facts, answers: Answers, wording: Wording) -> Iterator[Part]:
    """The case and its material."""
    language = wording.language
    case = wording.case(facts.case)
    yield Heading(f"I. {wording.say('general')}", 1)
    yield Heading(f"1. {wording.say('matter')}", 2)
    yield text(wording.say("case_line", case=case[:1].upper() + case[1:], title=facts.case.title.rstrip(" .")))
    for paragraph in answers.text("case_summary", language).split("\n"):
        if paragraph:
            yield text(paragraph)
    yield Heading(f"2. {wording.say('received')}", 2)
    day, giver = wording.date(answers.date("received_on")), or_blank(answers.text("received_from", language))
    yield text(wording.say("received_line", **{"date": day, "from": giver}))
    rows = _rows(facts, answers)
    yield Table(_columns(wording), rows) if rows else Dots(3)


def _columns(wording: Wording) -> list[Column]:
    return [
        Column(wording.say("column_no"), 10, "centre"),
        Column(wording.say("column_exhibit"), 30),
        Column(wording.say("column_description"), 60),
        Column(wording.say("column_seal"), 65),
    ]


def _rows(facts: Facts, answers: Answers) -> list[list[str]]:
    """What was answered, then the exhibits of the case that nobody described."""
    blank = "." * 20
    answered = [
        [str(row.get("label", blank)), str(row.get("description", blank)), str(row.get("seal", blank))]
        for row in answers.rows("exhibits")
    ]
    told = {row[0] for row in answered}
    untold = [[label, blank, blank] for label in facts.exhibits if label not in told]
    return [[str(place), *row] for place, row in enumerate([*answered, *untold], 1)]


def undescribed(facts: Facts, answers: Answers) -> list[str]:
    """The exhibits of the case whose seal nobody described in the answers."""
    told = {str(row.get("label")) for row in answers.rows("exhibits") if row.get("seal")}
    return [label for label in facts.exhibits if label not in told]
