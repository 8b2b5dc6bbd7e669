"""Báo cáo kết quả kiểm tra, phân loại dữ liệu điện tử: from answers and facts to a document."""

from __future__ import annotations

from inspector.report.answers import Answers
from inspector.report.assessment.annexes import annexes
from inspector.report.assessment.conclusion import conclusions, questions
from inspector.report.assessment.ending import Record, ending
from inspector.report.assessment.handling import handling
from inspector.report.assessment.head import head, subject
from inspector.report.assessment.material import general
from inspector.report.assessment.results import results
from inspector.report.facts import Facts
from inspector.report.parts import Document
from inspector.report.wording import Wording

__all__ = ["Record", "assessment"]


def assessment(facts: Facts, answers: Answers, wording: Wording, record: Record, *, demo: bool) -> Document:
    """The whole document. `demo` puts the word DEMO on every page."""
    parts = [
        *head(facts, answers, wording, demo=demo),
        *general(facts, answers, wording),
        *questions(answers, wording),
        *handling(facts, answers, wording),
        *results(facts, answers, wording),
        *conclusions(answers, wording),
        *ending(facts, answers, wording, record),
    ]
    return Document(
        language=wording.language,
        title=f"{wording.say('kind')}: {subject(facts, answers, wording)}".replace("\n", " "),
        author=answers.text("agency", wording.language),
        parts=parts,
        annexes=annexes(facts, answers, wording),
        watermark=wording.say("demo") if demo else "",
    )
