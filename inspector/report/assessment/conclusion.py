"""The questions asked, and part IV: for each of them one of three conclusions, by a person. No score ever gets here."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.report.answer import Row
from inspector.report.answers import Answers
from inspector.report.parts import BLANK, Dots, Heading, Paragraph, Part, Run, text
from inspector.report.wording import Wording


def questions(answers: Answers, wording: Wording) -> Iterator[Part]:
    """What was asked, at the end of part I."""
    yield Heading(f"3. {wording.say('questions')}", 2)
    rows = answers.rows("questions")
    for number, row in enumerate(rows, 1):
        yield text(wording.say("question_line", n=str(number)) + str(row.get("question", BLANK)))
    if not rows:
        yield Dots(3)


def conclusions(answers: Answers, wording: Wording) -> Iterator[Part]:
    """What each question is answered with, and why."""
    yield Heading(f"IV. {wording.say('conclusions')}", 1)
    rows = answers.rows("questions")
    for number, row in enumerate(rows, 1):
        yield from _conclusion(number, row, answers, wording)
    if not rows:
        yield Dots(4)


def _conclusion(number: int, row: Row, answers: Answers, wording: Wording) -> Iterator[Part]:
    question = wording.say("question_line", n=str(number))
    yield Paragraph((Run(question, bold=True), Run(str(row.get("question", BLANK)))))
    verdict = _verdict(row, answers, wording)
    yield Paragraph((Run(wording.say("conclusion_line")), Run(verdict, bold=True)))
    grounds = str(row.get("grounds", BLANK)).split("\n")
    yield text(wording.say("grounds_line") + grounds[0])
    yield from (text(line) for line in grounds[1:] if line)


def _verdict(row: Row, answers: Answers, wording: Wording) -> str:
    if "conclusion" not in row:
        return BLANK
    columns = {column.id: column for column in answers.form.field("questions").columns}
    return columns["conclusion"].choice(str(row["conclusion"])).label.say(wording.language) + "."
